// The tree part of a pattern: a node, and the edges that leave it.
//
//     cue:@report >nsubj source >ccomp content
//
// Every edge of a statement starts from its first node; a longer path is written as two statements.

internal import Diagnostics
internal import TextAnalysis

extension PatternParser {
  mutating func parseTreeStatement(into syntax: inout PatternSyntax) {
    skipSpace()
    let statementStart = at
    if startsEdge(at) {
      fail(at..<at + 1, "missing-node", "node expected before the edge, got nothing", help: [treeHelp])
      at = end
      return
    }
    guard let first = parseNode(into: &syntax) else {
      at = end
      return
    }
    skipSpace()
    while current != nil {
      guard at < end, startsEdge(at) else {
        let start = at
        while at < end, !startsEdge(at) { at += 1 }
        let range = trimmed(start..<at)
        fail(
          range, "missing-edge",
          "edge expected after '\(string(trimmed(statementStart..<start)))', got '\(string(range))'",
          help: [treeHelp])
        skipSpace()
        continue
      }
      parseEdge(from: first, into: &syntax)
      skipSpace()
    }
  }

  private var treeHelp: String { "a tree test reads: cue >nsubj source" }

  private mutating func parseEdge(from: Int, into syntax: inout PatternSyntax) {
    let start = at
    let negated = take("!")
    let down = current == ">"
    at += 1
    let far = take(down ? ">" : "<")
    var relations: UInt64 = 0
    var broken = false
    let namesStart = at
    if let scalar = current, !scalar.isPatternSpace {
      repeat {
        let nameStart = at
        while at < end, scalars[at].isWordPart || scalars[at] == ":" { at += 1 }
        let name = string(nameStart..<at)
        if name == PatternNames.subjectName {
          relations |= PatternNames.subject
        } else if let relation = PatternNames.relation(name) {
          relations |= 1 << UInt64(relation.rawValue)
        } else if name.isEmpty {
          fail(
            nameStart..<nameStart + 1, "missing-value",
            "name of a relation expected, got \(current.map { "'\(String(Character($0)))'" } ?? "nothing")")
          broken = true
          if current != nil, current?.isPatternSpace == false { at += 1 }
        } else {
          let near = suggestion(for: name, among: PatternNames.relations.map(\.name))
          let help =
            name == "neg"
            ? ["a negation is an adverb: >advmod [lemma=not|never]"]
            : near == nil && down
              ? ["a layer is written '<np>', a node stands behind a space: '> \(name)'"] : []
          fail(
            nameStart..<at, "unknown-relation", "no relation '\(name)'",
            label: near.map { "did you mean '\($0)'?" }, help: help)
          broken = true
        }
      } while take("|")
    }
    if at == namesStart { relations = ~PatternNames.subject }
    let stop = at
    skipSpace()
    var to: Int?
    if at < end, !startsEdge(at) {
      to = parseNode(into: &syntax)
      if to == nil { return }
    }
    if broken { return }
    let direction: TreeEdgeSyntax.Direction =
      down ? (far ? .descendant : .child) : (far ? .ancestor : .parent)
    syntax.edges.append(
      TreeEdgeSyntax(
        from: from, to: to, direction: direction, relations: relations, negated: negated,
        range: start..<max(stop, start + 1)))
  }

  /// `cue`, `cue:@report`, `cue.verb:@report`, or a test alone. Returns its index in `syntax.nodes`.
  private mutating func parseNode(into syntax: inout PatternSyntax) -> Int? {
    let start = at
    var node = TreeNodeSyntax(range: start..<start)
    if let scalar = current, ("a"..."z").contains(scalar) {
      while at < end, scalars[at].isLowercaseName { at += 1 }
      node.label = string(start..<at)
      if take(".") {
        let extentStart = at
        while at < end, scalars[at].isLowercaseName { at += 1 }
        let name = string(extentStart..<at)
        guard let extent = TreeNodeSyntax.Extent(rawValue: name), extent != .subtree else {
          fail(
            extentStart..<max(at, extentStart + 1), "unknown-extent",
            "'head', 'verb' or 'onwards' expected after '.', got '\(name)'")
          return nil
        }
        node.extent = extent
      }
      node.range = start..<at
      if take(":") {
        skipSpace()
        guard let test = parseNodeTest() else { return nil }
        node.test = test
      }
    } else if let scalar = current, scalar.properties.isUppercase, let role = peekRole() {
      fail(
        role, "role-name", "name of a role in lower-case letters expected, got '\(string(role))'",
        label: "did you mean '\(string(role).lowercased())'?")
      at = role.upperBound + 1
      _ = parseNodeTest()
      return nil
    } else {
      guard let test = parseNodeTest() else { return nil }
      node.test = test
      node.range = start..<at
    }
    guard let label = node.label, let known = syntax.nodes.firstIndex(where: { $0.label == label }) else {
      syntax.nodes.append(node)
      return syntax.nodes.count - 1
    }
    if let test = node.test {
      syntax.nodes[known].test = syntax.nodes[known].test.map { .all([$0, test]) } ?? test
    }
    if node.extent != .subtree { syntax.nodes[known].extent = node.extent }
    return known
  }

  private func peekRole() -> Range<Int>? {
    var next = at
    while next < end, scalars[next].isWordPart { next += 1 }
    return next < end && scalars[next] == ":" ? at..<next : nil
  }

  private mutating func parseNodeTest() -> TokenTest? {
    let start = at
    guard let item = current == nil ? nil : parseItem() else {
      if current == nil, at == start {
        fail(max(start - 1, 0)..<start, "missing-test", "test expected, got nothing")
      }
      return nil
    }
    switch item.kind {
    case .token(let test): return test
    case .lexicon(let reference): return .lexicon(reference, .lowerOrLemma)
    default:
      fail(
        item.range, "span-in-tree", "a test on one word expected, got '\(string(item.range))'",
        help: ["a node of the tree is one word; name the phrase with a role and test its head"])
      return nil
    }
  }

  // MARK: - Links

  /// Every node must hang together with the sequence, or with the first node: a node on its own is
  /// nearly always a misspelled role.
  mutating func checkLinks(of syntax: PatternSyntax) {
    var roles: [String] = []
    if let sequence = syntax.sequence { collectRoles(sequence, into: &roles) }
    guard !syntax.nodes.isEmpty else { return }
    var linked = syntax.nodes.map { node in node.label.map { roles.contains($0) } ?? false }
    if syntax.sequence == nil { linked[0] = true }
    var changed = true
    while changed {
      changed = false
      for edge in syntax.edges where !edge.negated {
        guard let to = edge.to, linked[edge.from] != linked[to] else { continue }
        linked[edge.from] = true
        linked[to] = true
        changed = true
      }
    }
    for edge in syntax.edges where edge.negated {
      guard let to = edge.to, !linked[to], linked[edge.from] else { continue }
      if let label = syntax.nodes[to].label {
        fail(
          syntax.nodes[to].range, "role-in-negation",
          "role '\(label)' stands only behind '!' and can never be found",
          label: suggestion(for: label, among: roles).map { "did you mean '\($0)'?" },
          help: ["drop the role and keep the test: !>advmod [lemma=not]"])
      }
      linked[to] = true
    }
    for (index, node) in syntax.nodes.enumerated() where !linked[index] {
      let others = roles + syntax.nodes.indices.filter { linked[$0] }.compactMap { syntax.nodes[$0].label }
      let name = node.label ?? string(node.range)
      fail(
        node.range, "unlinked-node", "no edge joins '\(name)' to the rest of the pattern",
        label: node.label.flatMap { label in suggestion(for: label, among: others) }.map {
          "did you mean '\($0)'?"
        })
      return
    }
  }

  private func collectRoles(_ syntax: SequenceSyntax, into roles: inout [String]) {
    switch syntax.kind {
    case .role(let name, let inner):
      if !roles.contains(name) { roles.append(name) }
      collectRoles(inner, into: &roles)
    case .sequence(let items), .either(let items): for item in items { collectRoles(item, into: &roles) }
    case .repeated(let inner, _, _): collectRoles(inner, into: &roles)
    default: break
    }
  }
}
