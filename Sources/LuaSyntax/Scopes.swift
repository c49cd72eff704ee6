// Which variable a name means is settled while the file is parsed, as liblua does it: the parser says when a
// block opens, a name is declared or used, and each question is answered from what has been seen so far.

/// A local variable, a parameter or a loop variable.
public struct Binding: Hashable, Sendable {
  public enum Kind: UInt8, Hashable, Sendable {
    case local, localFunction, parameter, loop
  }
  public enum Attribute: UInt8, Hashable, Sendable {
    case none, const, close
  }
  public let kind: Kind
  public let attribute: Attribute
  let name: Int32
  /// The name where it is declared.
  public let range: Range<Int>
  /// How many functions enclose it: 0 in the main chunk.
  public let functionDepth: Int
  public var isRead: Bool { reads > 0 }
  /// It is assigned to after its declaration.
  public fileprivate(set) var isWritten = false
  fileprivate var reads: Int32 = 0
  /// The bytes in which the name means this variable, but for inner variables of the same name.
  public fileprivate(set) var visible: Range<Int>
  fileprivate let shadowed: Int32
}

/// A name where it is read or written.
public struct NameUse: Hashable, Sendable {
  public enum Meaning: Hashable, Sendable {
    /// A variable of the same function; the index of its binding.
    case local(Int)
    /// A variable of an enclosing function; the index of its binding.
    case upvalue(Int)
    case global
    /// A field of a local `_ENV`, or `_ENV` itself: nobody can tell without running the file.
    case environment
  }
  public let meaning: Meaning
  let name: Int32
  public let range: Range<Int>
  public let isWrite: Bool
  /// How many functions enclose it: 0 in the main chunk.
  public let functionDepth: Int
}

/// The variables of a file and the uses of their names, each list in the order of the source.
///
/// Of a statement that could not be read they hold what was seen of it.
public struct Scopes: Sendable {
  public private(set) var bindings: [Binding] = []
  public private(set) var uses: [NameUse] = []

  /// liblua's limit of local variables in one function.
  static let mostLocals = 200

  private struct Function {
    var firstActive: Int
    var isVararg: Bool
    var loops = 0
  }
  private var functions: [Function] = []
  /// For each open block, how many variables were active when it was opened.
  private var blocks: [Int] = []
  private var active: [Int32] = []
  /// The innermost variable of each name, by the number of the name; -1 is none.
  private var current: [Int32]
  private let environment: Int32
  var jumps: Jumps

  /// - Parameter environment: the number of the name `_ENV`.
  init(names: Int, environment: Int32) {
    current = Array(repeating: -1, count: names)
    self.environment = environment
    jumps = Jumps(names: names)
  }

  private var depth: Int { functions.count - 1 }

  mutating func openFunction(isVararg: Bool) {
    functions.append(Function(firstActive: active.count, isVararg: isVararg))
    jumps.openFunction()
    openBlock()
  }

  mutating func closeFunction(at offset: Int) {
    closeBlock(at: offset)
    jumps.closeFunction()
    functions.removeLast()
  }

  mutating func allowVararg() { functions[functions.count - 1].isVararg = true }
  var isVararg: Bool { functions.last?.isVararg ?? false }

  mutating func openLoop() { functions[functions.count - 1].loops += 1 }
  mutating func closeLoop() { functions[functions.count - 1].loops -= 1 }
  var isInLoop: Bool { (functions.last?.loops ?? 0) > 0 }

  /// How many blocks are open.
  var blockCount: Int { blocks.count }

  mutating func openBlock() {
    blocks.append(active.count)
    jumps.openBlock()
  }

  /// Ends the innermost block; what was declared in it is visible up to `offset`.
  mutating func closeBlock(at offset: Int) {
    guard let firstActive = blocks.popLast() else { return }
    while active.count > firstActive, let index = active.popLast() {
      let binding = bindings[Int(index)]
      bindings[Int(index)].visible = binding.visible.lowerBound..<max(binding.visible.lowerBound, offset)
      current[Int(binding.name)] = binding.shadowed
    }
    jumps.closeBlock(active: firstActive)
  }

  /// Declares a variable that is visible from the byte `start` on. False when the function has too many.
  mutating func declare(
    _ name: Int32, _ range: Range<Int>, _ kind: Binding.Kind, _ attribute: Binding.Attribute = .none,
    from start: Int
  ) -> Bool {
    bindings.append(
      Binding(
        kind: kind, attribute: attribute, name: name, range: range, functionDepth: depth,
        visible: start..<start,
        shadowed: current[Int(name)]))
    current[Int(name)] = Int32(bindings.count - 1)
    active.append(Int32(bindings.count - 1))
    return active.count - (functions.last?.firstActive ?? 0) <= Self.mostLocals
  }

  /// Notes a use as a read; returns its index.
  mutating func use(_ name: Int32, _ range: Range<Int>) -> Int {
    let binding = current[Int(name)]
    let meaning: NameUse.Meaning
    if binding >= 0 {
      let isUpvalue = bindings[Int(binding)].functionDepth != depth
      meaning = isUpvalue ? .upvalue(Int(binding)) : .local(Int(binding))
      bindings[Int(binding)].reads &+= 1
    } else if name == environment || (environment >= 0 && current[Int(environment)] >= 0) {
      meaning = .environment
    } else {
      meaning = .global
    }
    uses.append(NameUse(meaning: meaning, name: name, range: range, isWrite: false, functionDepth: depth))
    return uses.count - 1
  }

  /// The use turned out to be the target of an assignment. Returns its variable, if that is a local one.
  mutating func turnIntoWrite(_ use: Int) -> Binding? {
    let old = uses[use]
    uses[use] = NameUse(
      meaning: old.meaning, name: old.name, range: old.range, isWrite: true, functionDepth: old.functionDepth)
    switch old.meaning {
    case .local(let index), .upvalue(let index):
      bindings[index].isWritten = true
      bindings[index].reads &-= 1
      return bindings[index]
    case .global, .environment: return nil
    }
  }

  /// Forgets the uses from number `first` on; what they said about variables stays.
  mutating func forgetUses(from first: Int) { uses.removeSubrange(first...) }

  /// The use of a name that starts at the byte `offset`. O(log uses).
  public func use(at offset: Int) -> NameUse? {
    var low = 0
    var high = uses.count
    while low < high {
      let middle = (low + high) / 2
      if uses[middle].range.lowerBound < offset { low = middle + 1 } else { high = middle }
    }
    return low < uses.count && uses[low].range.lowerBound == offset ? uses[low] : nil
  }

  /// How many variables are visible in the innermost block, and how many when it was opened.
  var activeCount: Int { active.count }
  var activeBeforeBlock: Int { blocks.last ?? 0 }

  /// The variable that was declared as number `position` of those visible now.
  func binding(active position: Int) -> Binding? {
    position < active.count ? bindings[Int(active[position])] : nil
  }
}
