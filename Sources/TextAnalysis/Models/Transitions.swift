// A tree is built from left to right by small steps: push the next word, or give the topmost word its
// head, which is the next word (left) or the word below it (right). This is the arc-hybrid system; the
// artificial root stands behind the last word, so that the tree it builds has one root and no cycle
// whatever the steps were.

internal import TextModels

/// What is built of one sentence's tree. Words are numbered from 0; `count` is the artificial root.
package struct Transitions {
  /// Steps are numbered: push, then left with each relation, then right with each relation.
  package static let labels = Dependency.allCases.count - 1
  package static let steps = 1 + 2 * labels
  package static let push = 0
  package static func left(_ label: UInt8) -> Int { Int(label) }
  package static func right(_ label: UInt8) -> Int { labels + Int(label) }

  package private(set) var count = 0
  /// The next word.
  package private(set) var front: Int32 = 0
  package private(set) var stack: [Int32] = []
  package private(set) var head: [Int32] = []
  package private(set) var label: [UInt8] = []
  /// The outermost words attached to each word so far, -1 for none, and how many there are on either side.
  package private(set) var leftmost: [Int32] = []
  package private(set) var rightmost: [Int32] = []
  package private(set) var leftCount: [UInt8] = []
  package private(set) var rightCount: [UInt8] = []

  package init() {}

  /// Starts on a sentence of `count` words.
  package mutating func begin(_ count: Int) {
    self.count = count
    front = 0
    stack.removeAll(keepingCapacity: true)
    func fill<Element>(_ array: inout [Element], _ value: Element) {
      array.removeAll(keepingCapacity: true)
      array.append(contentsOf: repeatElement(value, count: count + 1))
    }
    fill(&head, -1)
    fill(&label, 0)
    fill(&leftmost, -1)
    fill(&rightmost, -1)
    fill(&leftCount, 0)
    fill(&rightCount, 0)
  }

  package var isFinished: Bool { stack.isEmpty && Int(front) == count }
  package var canPush: Bool { Int(front) < count }
  /// Whether the topmost word may depend on the next one. Only one word may depend on the artificial root.
  package var canGoLeft: Bool { !stack.isEmpty && (Int(front) < count || stack.count == 1) }
  package var canGoRight: Bool { stack.count >= 2 }

  /// The step that is the only one allowed, for which no scores are needed; nil when there is a choice.
  package var onlyStep: Int? {
    if stack.isEmpty { return canPush ? Self.push : nil }
    return Int(front) == count && stack.count == 1 ? Self.left(Dependency.root.rawValue) : nil
  }

  /// The word at a depth of the stack, -1 for none.
  package func stacked(_ depth: Int) -> Int32 { depth < stack.count ? stack[stack.count - 1 - depth] : -1 }

  /// The best of the allowed steps by `scores`, which has `steps` of them; the first of equals. Lowers the scores of
  /// steps that are not.
  package func best(_ scores: UnsafeMutablePointer<Int32>) -> Int {
    let root = Dependency.root.rawValue
    // Nothing can be pushed and nothing stands below: only the artificial root is left.
    if !canPush, canGoLeft { return Self.left(root) }
    unsafe scores[Self.left(root)] = .min
    unsafe scores[Self.right(root)] = .min
    let labels = UInt8(Self.labels)
    let first = canPush ? Self.push : Self.right(1)
    let last = canGoRight ? Self.right(labels) : canGoLeft ? Self.left(labels) : Self.push
    return first + Int(unsafe tm_highest(scores + first, Int32(last - first + 1)))
  }

  /// Takes an allowed step.
  package mutating func take(_ step: Int) {
    if step == Self.push {
      stack.append(front)
      front += 1
      return
    }
    let word = Int(stack.removeLast())
    if step <= Self.labels {
      head[word] = front
      label[word] = UInt8(step)
      leftmost[Int(front)] = Int32(word)
      leftCount[Int(front)] = min(3, leftCount[Int(front)] + 1)
    } else {
      let below = Int(stack[stack.count - 1])
      head[word] = Int32(below)
      label[word] = UInt8(step - Self.labels)
      rightmost[below] = Int32(word)
      rightCount[below] = min(3, rightCount[below] + 1)
    }
  }
}
