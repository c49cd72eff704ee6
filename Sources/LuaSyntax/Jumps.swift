// `goto` may jump forward, so whether its label exists is known only when the block ends, and whether the jump is
// allowed only when the label comes. This follows liblua's rules, but keeps the jumps of each name apart, so that
// a file full of labels takes no more than linear time.

/// The labels and the waiting `goto`s of the functions that are being read.
struct Jumps: Sendable {
  struct Label: Sendable {
    var name: Int32
    var range: Range<Int>
    /// How many variables were visible.
    var active: Int
    /// The next entry of the same name farther out; -1 is none.
    var previous: Int32
    var isSolved = false
  }

  private var labels: [Label] = []
  private var waiting: [Label] = []
  private var labelOf: [Int32]
  private var waitingOf: [Int32]
  /// For each open block or function, how many labels and gotos there were before it.
  private var blocks: [(labels: Int, waiting: Int)] = []
  private var functions: [(labels: Int, waiting: Int)] = []
  /// Jumps whose functions ended without their label.
  private(set) var lost: [(name: Int32, range: Range<Int>)] = []

  init(names: Int) {
    labelOf = Array(repeating: -1, count: names)
    waitingOf = Array(repeating: -1, count: names)
  }

  mutating func openFunction() { functions.append((labels.count, waiting.count)) }
  mutating func openBlock() { blocks.append((labels.count, waiting.count)) }

  mutating func closeFunction() {
    guard let function = functions.popLast() else { return }
    while waiting.count > function.waiting, let jump = waiting.popLast() {
      waitingOf[Int(jump.name)] = jump.previous
      if !jump.isSolved { lost.append((jump.name, jump.range)) }
    }
  }

  /// - Parameter active: how many variables remain visible.
  mutating func closeBlock(active: Int) {
    guard let block = blocks.popLast() else { return }
    while labels.count > block.labels, let label = labels.popLast() {
      labelOf[Int(label.name)] = label.previous
    }
    // A jump that leaves the block starts, as far as labels outside are concerned, where the block does.
    for index in block.waiting..<waiting.count { waiting[index].active = min(waiting[index].active, active) }
  }

  /// The label of this name that a jump could go to now.
  func label(_ name: Int32) -> Label? {
    let index = Int(labelOf[Int(name)])
    return index >= (functions.last?.labels ?? 0) ? labels[index] : nil
  }

  mutating func jump(to name: Int32, _ range: Range<Int>, active: Int) {
    guard label(name) == nil else { return }
    waiting.append(Label(name: name, range: range, active: active, previous: waitingOf[Int(name)]))
    waitingOf[Int(name)] = Int32(waiting.count - 1)
  }

  /// Sets a label; returns the waiting jumps to it that would enter the scope of a variable.
  mutating func setLabel(_ name: Int32, _ range: Range<Int>, active: Int) -> [Label] {
    labels.append(Label(name: name, range: range, active: active, previous: labelOf[Int(name)]))
    labelOf[Int(name)] = Int32(labels.count - 1)
    var refused: [Label] = []
    let first = blocks.last?.waiting ?? 0
    var index = Int(waitingOf[Int(name)])
    while index >= first {
      if !waiting[index].isSolved, waiting[index].active < active { refused.append(waiting[index]) }
      waiting[index].isSolved = true
      index = Int(waiting[index].previous)
    }
    // What is solved is at the head of the chain: the next label need not walk over it again.
    waitingOf[Int(name)] = Int32(index)
    return refused
  }
}
