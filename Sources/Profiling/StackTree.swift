// What was spent, by the calls that spent it. A flame graph, folded stacks and tables are views of this one tree.

/// Costs of stacks of frames, outermost frame first.
public final class StackTree {
  /// What a stack cost itself, without what it called.
  public struct Cost: Hashable, Sendable {
    public var steps = 0
    public var nanoseconds: UInt64 = 0

    public init(steps: Int = 0, nanoseconds: UInt64 = 0) {
      self.steps = steps
      self.nanoseconds = nanoseconds
    }

    static func += (a: inout Cost, b: Cost) {
      a.steps += b.steps
      a.nanoseconds += b.nanoseconds
    }
  }

  /// Which of the two costs a view shows.
  public enum Measure: String, CaseIterable, Sendable {
    case steps, time

    /// What `cost` comes to: steps, or nanoseconds.
    public func value(_ cost: Cost) -> Int {
      switch self {
      case .steps: cost.steps
      case .time: Int(clamping: cost.nanoseconds)
      }
    }
  }

  private struct Node {
    var frame: String
    var own = Cost()
    var children: [String: Int] = [:]
  }

  /// The first one is the root, which has no frame.
  private var nodes = [Node(frame: "")]

  public init() {}

  /// The root of the tree.
  public static let root = 0

  /// The node of `frame` as called by the node `parent`.
  public func node(_ frame: String, calledBy parent: Int = StackTree.root) -> Int {
    if let known = nodes[parent].children[frame] { return known }
    nodes.append(Node(frame: frame))
    nodes[parent].children[frame] = nodes.count - 1
    return nodes.count - 1
  }

  /// Adds to what a node cost itself.
  public func add(_ cost: Cost, to node: Int) { nodes[node].own += cost }

  /// One frame with what it cost, and with what it called in the order of names.
  public struct Branch: Sendable {
    public var frame: String
    public var own: Cost
    public var total: Cost
    public var children: [Branch]
  }

  /// The tree, without branches that cost nothing.
  public var branches: [Branch] { branch(Self.root).children }

  private func branch(_ node: Int) -> Branch {
    let children = nodes[node].children.sorted { $0.key < $1.key }.map { branch($0.value) }
      .filter { $0.total != Cost() }
    var total = nodes[node].own
    for child in children { total += child.total }
    return Branch(frame: nodes[node].frame, own: nodes[node].own, total: total, children: children)
  }
}

extension [StackTree.Branch] {
  /// Folded stacks: `outer;inner 12` a line, in the order of names, as flame graph tools read them.
  public func folded(_ measure: StackTree.Measure) -> String {
    var lines = ""
    func add(_ branch: StackTree.Branch, _ path: String) {
      // A semicolon or a line feed in a frame would end it.
      let frame = String(branch.frame.map { $0 == ";" || $0.isNewline ? "," : $0 })
      let path = path.isEmpty ? frame : path + ";" + frame
      let own = measure.value(branch.own)
      if own > 0 { lines += "\(path) \(own)\n" }
      for child in branch.children { add(child, path) }
    }
    for branch in self { add(branch, "") }
    return lines
  }
}
