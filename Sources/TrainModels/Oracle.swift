// Which steps lose nothing: the dynamic oracle of the arc-hybrid system (Goldberg and Nivre 2013). It has an
// answer in every state, also in those that only mistakes lead to, so the parser learns to go on from them.

import TextAnalysis

struct Oracle {
  private let heads: [Int32]
  private let labels: [UInt8]
  private let dependents: [[Int32]]

  init(_ sentence: [GoldWord]) {
    let count = sentence.count
    heads = sentence.map { $0.head < 0 || $0.head >= count ? Int32(count) : Int32($0.head) }
    labels = zip(sentence, heads).map { word, head in
      let isRoot = head == count
      return isRoot
        ? Dependency.root.rawValue
        : word.dependency == .root ? Dependency.dep.rawValue : word.dependency.rawValue
    }
    var dependents = [[Int32]](repeating: [], count: count + 1)
    for (word, head) in heads.enumerated() { dependents[Int(head)].append(Int32(word)) }
    self.dependents = dependents
  }

  /// The allowed steps that lose the fewest correct heads from here on.
  func best(_ state: Transitions, into steps: inout [Int]) {
    steps.removeAll(keepingCapacity: true)
    let front = state.front, count = Int32(state.count)
    let top = state.stacked(0), second = state.stacked(1)
    var left = Int.max, right = Int.max, push = Int.max
    if top >= 0 {
      let head = heads[Int(top)]
      var lost = 0
      for word in dependents[Int(top)] where word >= front { lost += 1 }
      if state.canGoLeft { left = lost + (head != front && (head == second || head > front) ? 1 : 0) }
      if state.canGoRight { right = lost + (head >= front ? 1 : 0) }
    }
    if state.canPush {
      var lost = 0
      for word in state.stack where heads[Int(word)] == front { lost += 1 }
      let head = heads[Int(front)]
      if head < front, head != top, state.stack.contains(head) { lost += 1 }
      push = lost
    }
    let least = min(left, right, push)
    if push == least { steps.append(Transitions.push) }
    let root = Dependency.root.rawValue
    if left == least {
      steps.append(Transitions.left(front == count ? root : ordinary(labels[Int(top)])))
    }
    if right == least { steps.append(Transitions.right(ordinary(labels[Int(top)]))) }
  }

  /// Only the artificial root's dependent is called root.
  private func ordinary(_ label: UInt8) -> UInt8 {
    label == Dependency.root.rawValue ? Dependency.parataxis.rawValue : label
  }
}
