// A syntax tree as two flat arrays. A chain of a hundred thousand `.x` or `+ 1` is a deep tree; as objects it
// would take as many stack frames to walk, or merely to free. Here the deep trees cost nothing.

/// The number of a node in its tree.
public typealias NodeID = Int32

/// One construct of a Lua file.
public struct Node: Hashable, Sendable {
  /// What a node is, and what its children are, in order.
  ///
  /// `token` is the token that tells the node's text or operator where one is named below, else its first.
  public enum Kind: UInt8, Hashable, Sendable {
    // Expressions.
    case `nil`, `true`, `false`, vararg
    /// `token`: the literal.
    case number, string
    /// A variable, read or written; `token`: the name. See `Scopes` for what it means.
    case name
    /// `parameters`, `block`.
    case function
    /// Fields: `positionalField`, `namedField` or `keyedField`.
    case table
    /// The value.
    case positionalField
    /// `token`: the key. The value.
    case namedField
    /// The key, the value.
    case keyedField
    /// `token`: the operator. The operand.
    case unary
    /// `token`: the operator. Left, right.
    case binary
    /// What stands in the parentheses.
    case parenthesized
    /// `token`: the key. The object.
    case member
    /// The object, the key.
    case index
    /// The callee, then the arguments.
    case call
    /// `token`: the method's name. The object, then the arguments.
    case methodCall

    // Statements.
    /// Statements. The root of a file is a block.
    case block
    /// `localNames`, and `expressions` where there are any.
    case local
    /// `expressions` (the targets), `expressions` (the values).
    case assignment
    /// A `call` or `methodCall`.
    case callStatement
    /// `block`.
    case `do`
    /// Condition, `block`.
    case `while`
    /// `block`, condition.
    case `repeat`
    /// `ifClause`s, and an `elseClause` where there is one.
    case `if`
    /// Condition, `block`.
    case ifClause
    /// `block`.
    case elseClause
    /// `localName`, start, limit, the step where there is one, `block`.
    case numericFor
    /// `localNames`, `expressions`, `block`.
    case genericFor
    /// The target (`name` and `member`s; a method's name is a `member` too), `function`.
    case functionStatement
    /// `localName`, `function`.
    case localFunction
    /// The values.
    case `return`
    case `break`
    /// `token`: the label's name.
    case goto, label
    /// `;`
    case empty

    // Parts.
    /// `localName`s, and a `vararg` at the end where there is one.
    case parameters
    /// `localName`s.
    case localNames
    /// `token`: the name. See `attribute(of:)` for its `<const>` or `<close>`.
    case localName
    /// Expressions.
    case expressions
    /// What could not be read; the file has a diagnostic.
    case error
  }

  public let kind: Kind
  /// The index of a token in the file's `tokens`.
  public let token: Int32
  let start: Int32
  let stop: Int32
  let firstChild: Int32
  let childCount: Int32

  /// The bytes of the construct, half open, from its first token to its last.
  public var range: Range<Int> { Int(start)..<Int(stop) }
}

/// The nodes of one file; children stand before their parents, the root is last.
public struct Tree: Sendable {
  public private(set) var nodes: [Node] = []
  private var links: [NodeID] = []
  /// Nodes that have no parent yet.
  private var pending: [NodeID] = []

  /// The block that is the whole file.
  public var root: NodeID { NodeID(nodes.count - 1) }

  /// The node must be one of this tree's.
  public subscript(node: NodeID) -> Node { nodes[Int(node)] }

  /// O(1).
  public func children(of node: NodeID) -> ArraySlice<NodeID> {
    let node = nodes[Int(node)]
    return links[Int(node.firstChild)..<Int(node.firstChild + node.childCount)]
  }

  /// The child at `index`, or nil.
  public func child(_ index: Int, of node: NodeID) -> NodeID? {
    let node = nodes[Int(node)]
    return index < node.childCount ? links[Int(node.firstChild) + index] : nil
  }

  func firstChild(of node: Node) -> NodeID? { node.childCount > 0 ? links[Int(node.firstChild)] : nil }

  // MARK: Growing, by the parser alone

  /// How many nodes wait for a parent: remember it before the children are parsed, hand it to `close` after.
  var mark: Int { pending.count }

  /// The node that waits last.
  var last: NodeID? { pending.last }

  /// Makes a node of everything that waits since `mark`.
  mutating func close(_ kind: Node.Kind, since mark: Int, token: Int, range: Range<Int>) {
    let first = links.count
    if mark < pending.count {
      links.append(contentsOf: pending[mark...])
      pending.removeSubrange(mark...)
    }
    nodes.append(
      Node(
        kind: kind, token: Int32(token), start: Int32(range.lowerBound), stop: Int32(range.upperBound),
        firstChild: Int32(first), childCount: Int32(links.count - first)))
    pending.append(NodeID(nodes.count - 1))
  }

  /// How many nodes there are, and how many links: for `shrink`.
  var size: (Int, Int) { (nodes.count, links.count) }

  /// Forgets the nodes made since the tree had this size, and what waits of them.
  mutating func shrink(to size: (nodes: Int, links: Int)) {
    nodes.removeSubrange(size.nodes...)
    links.removeSubrange(size.links...)
    while let last = pending.last, last >= size.nodes { pending.removeLast() }
  }

  /// Forgets what waits since `mark`: the statement it was meant for could not be read.
  mutating func abandon(since mark: Int) {
    if mark < pending.count { pending.removeSubrange(mark...) }
  }
}
