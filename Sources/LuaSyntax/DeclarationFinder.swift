// Finds the declarations of a file. Tables and calls nest at most as deep as the parser allows, so recursion is safe
// there; chains of calls and fields may be of any length and are followed in loops.

extension LuaFile {
  /// The declarations at the top level of the file, in order. O(nodes).
  ///
  /// Statements inside `do`, `if`, loops and functions declare nothing that can be known beforehand.
  public var declarations: [Declaration] {
    var previousComment = 0
    return tree.children(of: tree.root).compactMap { declaration($0, &previousComment) }
  }

  private func declaration(_ statement: NodeID, _ comment: inout Int) -> Declaration? {
    guard tree[statement].kind == .callStatement, let outer = tree.child(0, of: statement),
      tree[outer].kind == .call, var callee = tree.child(0, of: outer)
    else { return nil }
    var lists = [arguments(of: outer)]
    if tree[callee].kind == .call, let inner = tree.child(0, of: callee) {
      lists.insert(arguments(of: callee), at: 0)
      callee = inner
    }
    guard tree[callee].kind == .name, scopes.use(at: tree[callee].range.lowerBound)?.meaning == .global,
      lists.allSatisfy({ $0.count == 1 }), let first = lists[0].first.map(unwrapped)
    else { return nil }
    let name = string(first)
    var table: NodeID?
    if lists.count == 2 {
      table = lists[1].first.map(unwrapped)
      guard name != nil else { return nil }
    } else if name == nil {
      table = first
    }
    if let table, tree[table].kind != .table { return nil }
    return Declaration(
      verb: text(of: callee), verbRange: tree[callee].range, name: name,
      tableRange: table.map { tree[$0].range },
      fields: table.map { fields(of: $0) } ?? [],
      docComment: comments(above: tree[statement].range.lowerBound, &comment), range: tree[statement].range,
      node: statement)
  }

  private func arguments(of call: NodeID) -> ArraySlice<NodeID> { tree.children(of: call).dropFirst() }

  /// The expression inside any number of parentheses.
  private func unwrapped(_ node: NodeID) -> NodeID {
    var node = node
    while tree[node].kind == .parenthesized, let inner = tree.child(0, of: node) { node = inner }
    return node
  }

  /// The fields of a table constructor; empty for other nodes.
  public func fields(of table: NodeID) -> [Field] {
    guard tree[table].kind == .table else { return [] }
    var position = 0
    return tree.children(of: table).compactMap { field in
      switch tree[field].kind {
      case .namedField:
        guard let value = tree.child(0, of: field) else { return nil }
        let key = tokens[Int(tree[field].token)].range
        return Field(key: .name(source.text(of: key)), keyRange: key, value: self.value(value))
      case .keyedField:
        guard let key = tree.child(0, of: field), let value = tree.child(1, of: field) else { return nil }
        let name = string(unwrapped(key)).map { Field.Key.name($0.text) }
        return Field(key: name ?? .computed(key), keyRange: tree[key].range, value: self.value(value))
      case .positionalField:
        guard let child = tree.child(0, of: field) else { return nil }
        position += 1
        let value = self.value(child)
        return Field(key: .position(position), keyRange: value.range, value: value)
      default: return nil
      }
    }
  }

  /// What an expression of the tree is, as far as it can be told from the text.
  public func value(_ node: NodeID) -> FieldValue {
    let node = unwrapped(node)
    return FieldValue(shape: shape(node), range: tree[node].range, node: node)
  }

  private func shape(_ node: NodeID) -> FieldValue.Shape {
    switch tree[node].kind {
    case .nil: .nil
    case .true: .boolean(true)
    case .false: .boolean(false)
    case .number: number(node).map { .number($0) } ?? .other
    // The value of a string that has a diagnostic of its own must not be judged again.
    case .string: isSound(node) ? string(node).map { .string($0) } ?? .other : .other
    case .unary: negated(node).map { .number($0) } ?? .other
    case .table: .table(fields(of: node))
    case .function: .function(parameters: parameters(of: node))
    case .call: call(node).map { .call($0) } ?? .other
    case .name: .name(text(of: node))
    case .member: dotted(node).map { .name($0) } ?? .other
    default: .other
    }
  }

  private func negated(_ node: NodeID) -> NumberLiteral? {
    guard tokens[Int(tree[node].token)].kind == .minus, let operand = tree.child(0, of: node) else {
      return nil
    }
    return switch number(operand) {
    case .integer(let value): .integer(0 &- value)
    case .float(let value): .float(-value)
    case nil: nil
    }
  }

  private func parameters(of function: NodeID) -> [String] {
    guard let list = tree.child(0, of: function) else { return [] }
    return tree.children(of: list).filter { tree[$0].kind == .localName }.map { text(of: $0) }
  }

  /// The text of a name and the fields behind it; nil when anything else is in the chain.
  private func dotted(_ node: NodeID) -> String? {
    var parts: [String] = []
    var node = node
    while tree[node].kind == .member, let object = tree.child(0, of: node) {
      parts.append(text(of: node))
      node = object
    }
    guard tree[node].kind == .name else { return nil }
    parts.append(text(of: node))
    return parts.reversed().joined(separator: ".")
  }

  private func call(_ node: NodeID) -> Call? {
    var lists: [[NodeID]] = []
    var callee = node
    while tree[callee].kind == .call, let inner = tree.child(0, of: callee) {
      lists.append(Array(arguments(of: callee)))
      callee = inner
    }
    guard let name = dotted(callee) else { return nil }
    return Call(
      callee: name, calleeRange: tree[callee].range,
      argumentLists: lists.reversed().map { $0.map { value($0) } })
  }

  // MARK: Doc comments

  /// The text of the comment lines that end on the line above `offset`.
  ///
  /// - Parameter next: the first comment that starts behind the last declaration; moved on, so that all declarations
  ///   together pass each comment once.
  private func comments(above offset: Int, _ next: inout Int) -> String? {
    while next < comments.count, comments[next].range.lowerBound < offset { next += 1 }
    var line = source.line(of: offset)
    var first = next
    while first > 0 {
      let comment = comments[first - 1]
      guard comment.isFirstOnLine, source.line(of: comment.range.upperBound) == line - 1 else { break }
      line = source.line(of: comment.range.lowerBound)
      first -= 1
    }
    guard first < next else { return nil }
    return comments[first..<next].map { text(of: $0) }.joined(separator: "\n")
  }

  private func text(of comment: Comment) -> String {
    var content = source.bytes[comment.content]
    if comment.isLong {
      while let first = content.first, isSpace(first) { content = content.dropFirst() }
    } else {
      content = content.drop { $0 == Byte.minus }
      if content.first == Byte.space { content = content.dropFirst() }
    }
    while let last = content.last, isSpace(last) { content = content.dropLast() }
    return String(decoding: content, as: UTF8.self)
  }
}
