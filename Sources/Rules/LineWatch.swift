// Puts the steps of functions, and the time they take while somebody watches, down to the lines that spend them.

import LuaRuntime
import Profiling

/// Fills a tree with the calls of rules' functions: rule, then the lines of rule files from the outermost call inwards.
final class LineWatch {
  let tree = StackTree()
  private struct Key: Hashable {
    var rule: Int
    var places: [LuaPlace]
  }
  private var nodes: [Key: Int] = [:]
  private var rule = StackTree.root
  private var current = StackTree.root
  private var steps = 0
  private var time: UInt64 = 0

  /// A function of `rule` is about to run, with none of its steps used.
  func begin(rule: String) {
    self.rule = tree.node(rule)
    current = self.rule
    steps = 0
    time = Profile.now
  }

  func move(to places: [LuaPlace], _ steps: Int) {
    charge(steps)
    current = node(places)
    // What the tree itself takes is nobody's.
    time = Profile.now
  }

  func end(_ steps: Int) {
    charge(steps)
    current = StackTree.root
  }

  private func charge(_ steps: Int) {
    tree.add(.init(steps: steps - self.steps, nanoseconds: Profile.now - time), to: current)
    self.steps = steps
  }

  private func node(_ places: [LuaPlace]) -> Int {
    let key = Key(rule: rule, places: places)
    if let known = nodes[key] { return known }
    var node = rule
    // What the host's own words do is done by the line that called them.
    for place in places.reversed() where place.chunk != AuthoringState.chunk {
      node = tree.node(RuleProfile.frame(place.chunk, place.line), calledBy: node)
    }
    nodes[key] = node
    return node
  }
}
