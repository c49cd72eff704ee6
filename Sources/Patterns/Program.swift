// What a pattern is compiled to: a few instructions for its sequence, a plan for its tree, and what
// must be present in a sentence before either is tried.

internal import TextAnalysis

struct Instruction: Sendable {
  enum Operation: UInt8, Sendable {
    /// The token passes test `a`.
    case token
    /// A phrase of tree `a` begins here.
    case phrase
    /// A span of layer test `a` begins here.
    case layer
    /// Any token before the sentence's final stop.
    case gapToken
    /// Try `a`, then `b`.
    case split
    case jump
    /// Role `a` begins; `b` is 1 when it holds a quotation and nothing else.
    case open
    case close
    case sentenceStart, sentenceEnd
    case accept
  }

  var operation: Operation
  var a: Int32 = 0
  var b: Int32 = 0
  /// A number for instructions that can be reached in two ways, counted from 0 in each program; -1 for all others,
  /// which need no note that they were tried.
  var join: Int32 = -1
}

struct Program: Sendable {
  /// Index of the first instruction, -1 for a pattern of tree tests alone.
  var start: Int32 = -1
  var count: Int32 = 0
  /// Instructions with a `join` number.
  var joinCount: Int32 = 0
  var needs: Needs = []
  /// One bit a `SpanLayer`.
  var layers: UInt8 = 0
  /// Index of the tree plan, -1 without tree tests.
  var plan: Int32 = -1
  /// A test that the first token of every match passes, -1 when none is known.
  var startTest: Int32 = -1
  /// The fewest tokens that a match has.
  var fewestTokens: Int32 = 1
  /// A layer of which a span begins every match, -1 when there is none.
  var startLayer: Int32 = -1
  /// Matches begin at the sentence's first token only.
  var isAnchored = false
  var use = PatternSource.Use.search
  /// Had an error and never matches.
  var isBroken = false
}

/// The tree tests of a pattern in the order they are tried.
struct TreePlan: Sendable {
  struct Node: Sendable {
    /// -1 without a label.
    var role: Int32
    var extent: TreeNodeSyntax.Extent
    var test: Int32
    /// The sequence says where this node is.
    var isSequenceRole: Bool
    /// Such a role that is written once and outside of every repetition.
    var isFilledOnce = false
  }

  struct Step: Sendable {
    enum Kind: Sendable {
      /// Node `to` may be any token of the sentence.
      case scan
      /// Node `to` is looked for from node `from`.
      case bind
      /// Both nodes are known; the edge must be there.
      case check
      /// Some word stands in the relation to `from` and passes the test of `to`, if any.
      case exists
      /// No word does.
      case absent
      /// Both nodes are known; the edge must not be there.
      case checkAbsent
      /// The head of sequence role `to` passes its test.
      case test
    }

    var kind: Kind
    var from: Int32
    /// -1 where nothing is asked of the other end.
    var to: Int32
    var direction: TreeEdgeSyntax.Direction
    var relations: UInt64
    /// The edge or node in the pattern's text.
    var range: Range<Int32>
  }

  var nodes: [Node]
  var steps: [Step]
}

extension TreePlan {
  /// Orders the tests so that each starts from a node already known, cheap ones first.
  ///
  /// `checkLinks` has made sure that every node can be reached.
  init(_ syntax: PatternSyntax, nodes: [Node]) {
    self.nodes = nodes
    steps = []
    var bound = nodes.map(\.isSequenceRole)
    var done = syntax.edges.map { _ in false }
    // Nodes without a label that one edge alone names need not be told apart from each other.
    var uses = nodes.map { _ in 0 }
    for edge in syntax.edges {
      uses[edge.from] += 1
      if let to = edge.to { uses[to] += 1 }
    }
    func range(_ range: Range<Int>) -> Range<Int32> { Int32(range.lowerBound)..<Int32(range.upperBound) }
    func step(
      _ kind: Step.Kind, _ edge: TreeEdgeSyntax, from: Int, to: Int, _ direction: TreeEdgeSyntax.Direction
    ) -> Step {
      Step(
        kind: kind, from: Int32(from), to: Int32(to), direction: direction, relations: edge.relations,
        range: range(edge.range))
    }
    if syntax.sequence == nil, !nodes.isEmpty {
      steps.append(
        Step(
          kind: .scan, from: -1, to: 0, direction: .child, relations: 0, range: range(syntax.nodes[0].range)))
      bound[0] = true
    }
    for index in nodes.indices where nodes[index].isSequenceRole && nodes[index].test >= 0 {
      steps.append(
        Step(
          kind: .test, from: Int32(index), to: Int32(index), direction: .child, relations: 0,
          range: range(syntax.nodes[index].range)))
    }
    var progress = true
    while progress {
      progress = false
      // Everything that only narrows down goes before anything that branches.
      for (index, edge) in syntax.edges.enumerated() where !done[index] && bound[edge.from] {
        guard let to = edge.to else {
          steps.append(step(edge.negated ? .absent : .exists, edge, from: edge.from, to: -1, edge.direction))
          done[index] = true
          continue
        }
        if bound[to] {
          steps.append(
            step(edge.negated ? .checkAbsent : .check, edge, from: edge.from, to: to, edge.direction))
          done[index] = true
        } else if nodes[to].role < 0, uses[to] == 1 {
          steps.append(step(edge.negated ? .absent : .exists, edge, from: edge.from, to: to, edge.direction))
          done[index] = true
        }
      }
      for (index, edge) in syntax.edges.enumerated() where !done[index] && !edge.negated {
        guard let to = edge.to, bound[edge.from] != bound[to] else { continue }
        let forward = bound[edge.from]
        steps.append(
          step(
            .bind, edge, from: forward ? edge.from : to, to: forward ? to : edge.from,
            forward ? edge.direction : edge.direction.reversed))
        bound[edge.from] = true
        bound[to] = true
        done[index] = true
        progress = true
        break
      }
    }
  }
}

extension TreeEdgeSyntax.Direction {
  var reversed: Self {
    switch self {
    case .child: .parent
    case .parent: .child
    case .descendant: .ancestor
    case .ancestor: .descendant
    }
  }
}
