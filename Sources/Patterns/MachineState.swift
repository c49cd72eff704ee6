// What the machine writes down while it runs one pattern. It lives as long as the matcher, so that a
// sentence costs no allocation once the lists have grown.

/// A list that keeps its memory when it shrinks, at the price of one comparison.
struct Stack<Element: BitwiseCopyable> {
  private var elements: [Element] = []
  private(set) var count = 0

  @inline(__always) mutating func push(_ element: Element) {
    if count < elements.count { elements[count] = element } else { elements.append(element) }
    count += 1
  }

  @inline(__always) mutating func pop() -> Element? {
    if count == 0 { return nil }
    count -= 1
    return elements[count]
  }

  /// Forgets all but the first `newCount` elements.
  @inline(__always) mutating func cut(to newCount: Int) { count = min(count, newCount) }

  @inline(__always) subscript(index: Int) -> Element { elements[index] }
}

struct MachineState {
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
  var visited: [UInt64] = []
  /// The bits that are set.
  var touched = Stack<Int32>()
  var openRoles = Stack<LogEntry>()
  /// For each instruction of a layer that is read off the tree, the first position from which all stretches were tried.
  var spanFloors: [Int32] = []
  /// For `explain`: where paths ended.
  var isTracing = false
  var failures: [(pc: Int32, position: Int32)] = []
  /// Bits a context needs in `visited`, a multiple of 64.
  var bitsOfContext = 0
}
