// What the machine writes down while it runs one pattern. It lives as long as the matcher, so that a
// sentence costs no allocation once the lists have grown.

/// A list that keeps its memory when it shrinks. It is nobody else's, so that a change need not ask whether it is.
@safe struct Stack<Element: BitwiseCopyable>: ~Copyable {
  private var elements = UnsafeMutablePointer<Element>.allocate(capacity: 16)
  private var capacity = 16
  private(set) var count = 0

  deinit { unsafe elements.deallocate() }

  @inline(__always) mutating func push(_ element: Element) {
    if count == capacity { grow() }
    unsafe (elements + count).initialize(to: element)
    count &+= 1
  }

  @inline(__always) mutating func pop() -> Element? {
    if count == 0 { return nil }
    count &-= 1
    return unsafe elements[count]
  }

  /// Forgets all but the first `newCount` elements.
  @inline(__always) mutating func cut(to newCount: Int) { count = min(count, newCount) }

  @inline(__always) subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count, "no such element")
      return unsafe elements[index]
    }
    set {
      precondition(index >= 0 && index < count, "no such element")
      unsafe elements[index] = newValue
    }
  }

  @inline(never) private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    unsafe larger.update(from: elements, count: count)
    unsafe elements.deallocate()
    unsafe elements = larger
    capacity *= 2
  }
}

struct MachineState: ~Copyable {
  struct Frame: BitwiseCopyable {
    var pc: Int32
    var position: Int32
    var context: Int32
    var logCount: Int32
  }

  struct LogEntry: BitwiseCopyable {
    enum Kind: UInt8, BitwiseCopyable { case open, openQuotation, close }
    var kind: Kind
    var role: Int32
    var position: Int32
  }

  /// What is known of the roles that tree tests ask for, as a chain; context 0 is the empty one.
  struct Context: BitwiseCopyable {
    var parent: Int32
    var role: Int32
    /// The head of a closed role, or where an open one begins.
    var position: Int32
    var isOpen: Bool
  }

  var frames = Stack<Frame>()
  /// Where roles began and ended on the way taken.
  var log = Stack<LogEntry>()
  var bestLog = Stack<LogEntry>()
  var bestEnd = -1
  var contexts = Stack<Context>()
  var inner = Stack<Context>()
  /// One bit for each context, join and position. All zero between two patterns.
  var visited = Stack<UInt64>()
  /// The bits that are set.
  var touched = Stack<Int32>()
  var openRoles = Stack<LogEntry>()
  /// For each instruction of a layer that is read off the tree, the first position from which all stretches were tried.
  var spanFloors = Stack<Int32>()
  /// For `explain`: where paths ended.
  var isTracing = false
  var failures: [(pc: Int32, position: Int32)] = []
  /// Bits a context needs in `visited`, a multiple of 64.
  var bitsOfContext = 0
}
