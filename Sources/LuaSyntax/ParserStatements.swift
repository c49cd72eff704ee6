// Statements, each with the slips that people bring along from other languages.

import Diagnostics

extension Parser {
  mutating func parseStatement() throws(SyntaxFailure) {
    try enter()
    let first = index
    let mark = tree.mark
    switch kind {
    case .semicolon:
      advance()
      close(.empty, since: mark, from: first)
    case .if: try parseIf()
    case .while:
      advance()
      try parseCondition()
      try parseLoopBody(opener: first)
      close(.while, since: mark, from: first)
    case .do:
      advance()
      scoped { parser in parser.parseBlock() }
      try expectEnd(of: first)
      close(.do, since: mark, from: first)
    case .for: try parseFor()
    case .repeat: try parseRepeat()
    case .function: try parseFunctionStatement()
    case .local:
      advance()
      if accept(.function) { try parseLocalFunction(first) } else { try parseLocal(first) }
    case .doubleColon: try parseLabel()
    case .return:
      advance()
      if !endsBlock && kind != .semicolon { try parseExpressions() }
      _ = accept(.semicolon)
      close(.return, since: mark, from: first)
    case .break:
      advance()
      if !scopes.isInLoop { report("'break' is used outside a loop", at: first) }
      close(.break, since: mark, from: first)
    case .goto:
      advance()
      let name = index
      try expectName("a label after 'goto'")
      scopes.jumps.jump(to: tokens[name].name, tokens[name].range, active: scopes.activeCount)
      close(.goto, since: mark, from: first, token: name)
    default: try parseExpressionStatement()
    }
    level -= 1
  }

  private mutating func scoped(_ body: (inout Parser) -> Void) {
    scopes.openBlock()
    body(&self)
    scopes.closeBlock(at: Int(tokens[index].start))
  }

  /// Parses `do … end` behind the head of a loop.
  private mutating func parseLoopBody(opener: Int) throws(SyntaxFailure) {
    try expectHeadEnd(.do, "do")
    scopes.openLoop()
    scoped { parser in parser.parseBlock() }
    scopes.closeLoop()
    try expectEnd(of: opener)
  }

  /// Expects the `then` or `do` that ends the head of a statement; when only that is forgotten, goes on without it.
  private mutating func expectHeadEnd(_ wanted: Token.Kind, _ text: String) throws(SyntaxFailure) {
    if accept(wanted) { return }
    let message = "expected '\(text)', got \(described(index))"
    if kind == .then || kind == .do || kind == .colon {
      report(message, at: index)
      advance()
    } else if kind != .endOfFile, tokens[index].isFirstOnLine || startsStatement(surely: true) {
      report(message, at: index)
    } else {
      try fail(message, at: index)
    }
  }

  private mutating func parseCondition() throws(SyntaxFailure) {
    let first = index
    let mark = tree.mark
    try parseExpression()
    while kind == .assign {
      report("expected a condition, got an assignment", at: index, label: "write '==' to compare")
      let sign = index
      advance()
      try parseExpression()
      close(.binary, since: mark, from: first, token: sign)
    }
  }

  private mutating func parseIf() throws(SyntaxFailure) {
    let opener = index
    let mark = tree.mark
    repeat {
      let first = index
      let clause = tree.mark
      advance()
      try parseCondition()
      try expectHeadEnd(.then, "then")
      scoped { parser in parser.parseBlock() }
      close(.ifClause, since: clause, from: first)
    } while kind == .elseif
    if kind == .else {
      let first = index
      let clause = tree.mark
      advance()
      if kind == .if, !tokens[index].isFirstOnLine { elseIf = index }
      scoped { parser in parser.parseBlock() }
      close(.elseClause, since: clause, from: first)
    }
    try expectEnd(of: opener)
    close(.if, since: mark, from: opener)
  }

  private mutating func parseRepeat() throws(SyntaxFailure) {
    let first = index
    let mark = tree.mark
    advance()
    scopes.openLoop()
    scopes.openBlock()
    defer { scopes.closeBlock(at: Int(tokens[index].start)) }
    parseBlock()
    scopes.closeLoop()
    try expectEnd(.until, "until", of: first)
    // The condition sees the variables of the block.
    try parseCondition()
    close(.repeat, since: mark, from: first)
  }

  private mutating func parseFor() throws(SyntaxFailure) {
    let first = index
    let mark = tree.mark
    advance()
    let name = index
    try expectName("a variable after 'for'")
    if kind == .assign {
      close(.localName, since: tree.mark, from: name)
      advance()
      try parseExpression()
      try expect(.comma, ",", help: ["a counting loop is written 'for i = 1, 10 do'"])
      try parseExpression()
      if accept(.comma) { try parseExpression() }
      scopes.openBlock()
      defer { scopes.closeBlock(at: Int(tokens[index].start)) }
      declare(name, .loop)
      try parseLoopBody(opener: first)
      close(.numericFor, since: mark, from: first)
      return
    }
    let names = tree.mark
    close(.localName, since: names, from: name)
    var declared = [name]
    while accept(.comma) {
      declared.append(index)
      try expectName("a variable after ','")
      close(.localName, since: tree.mark, from: declared[declared.count - 1])
    }
    close(.localNames, since: names, from: name)
    if kind != .in {
      let wanted = declared.count == 1 ? "'=' or 'in'" : "'in'"
      try fail("expected \(wanted), got \(described(index))", at: index)
    }
    advance()
    let values = tree.mark
    let value = index
    try parseExpressions()
    close(.expressions, since: values, from: value)
    scopes.openBlock()
    defer { scopes.closeBlock(at: Int(tokens[index].start)) }
    for name in declared { declare(name, .loop) }
    try parseLoopBody(opener: first)
    close(.genericFor, since: mark, from: first)
  }

  /// Declares the variable whose name is the given token, visible from the current token on.
  mutating func declare(_ token: Int, _ kind: Binding.Kind, _ attribute: Binding.Attribute = .none) {
    let fits = scopes.declare(
      tokens[token].name, tokens[token].range, kind, attribute, from: Int(tokens[index].start))
    if !fits {
      report("too many local variables: expected at most \(Scopes.mostLocals) in one function", at: token)
    }
  }

  private mutating func parseFunctionStatement() throws(SyntaxFailure) {
    let first = index
    let mark = tree.mark
    advance()
    let name = index
    guard kind == .name else {
      try fail(
        "expected a name after 'function', got \(described(index))", at: index,
        help: kind == .leftParenthesis
          ? ["a function without a name is a value: 'local f = function() … end'"] : [])
    }
    parseNameUse()
    let use = scopes.uses.count - 1
    var isMethod = false
    while !isMethod, kind == .dot || kind == .colon {
      isMethod = kind == .colon
      let sign = text(index)
      advance()
      let key = index
      try expectName("a name after '\(sign)'")
      close(.member, since: mark, from: name, token: key)
    }
    if index == name + 1 { write(use, name) }
    try parseFunctionBody(opener: first, isMethod: isMethod)
    close(.functionStatement, since: mark, from: first)
  }

  private mutating func parseLocalFunction(_ first: Int) throws(SyntaxFailure) {
    let mark = tree.mark
    let function = index - 1
    let name = index
    if kind == .assign {
      try fail(
        "expected a name after 'local function', got '='", at: index,
        help: ["'function' is a word of Lua and cannot be a name"])
    }
    try expectName("a name after 'local function'")
    close(.localName, since: mark, from: name)
    // Declared before its body: the function may call itself.
    declare(name, .localFunction)
    try parseFunctionBody(opener: function, isMethod: false)
    close(.localFunction, since: mark, from: first)
  }

  private mutating func parseLocal(_ first: Int) throws(SyntaxFailure) {
    let mark = tree.mark
    var declared: [(token: Int, attribute: Binding.Attribute)] = []
    repeat {
      let name = index
      try expectName(declared.isEmpty ? "a name after 'local'" : "a name after ','")
      let attribute = try parseAttribute()
      if attribute == .close, declared.contains(where: { $0.attribute == .close }) {
        report("expected at most one '<close>' in a statement", at: name)
      }
      declared.append((name, attribute))
      close(.localName, since: tree.mark, from: name)
    } while accept(.comma)
    close(.localNames, since: mark, from: declared[0].token)
    if kind == .assign {
      advance()
      let values = tree.mark
      let value = index
      try parseExpressions()
      close(.expressions, since: values, from: value)
    } else if let sign = compoundAssignment {
      try fail("expected '=', got '\(sign)'", at: index)
    }
    for (token, attribute) in declared { declare(token, .local, attribute) }
    close(.local, since: mark, from: first)
  }

  private mutating func parseAttribute() throws(SyntaxFailure) -> Binding.Attribute {
    guard accept(.less) else { return .none }
    let name = index
    try expectName("'const' or 'close'")
    var attribute = Binding.Attribute.none
    switch text(name) {
    case "const": attribute = .const
    case "close": attribute = .close
    case let other: report("unknown attribute '\(other)': expected 'const' or 'close'", at: name)
    }
    try expect(.greater, ">")
    return attribute
  }

  private mutating func parseLabel() throws(SyntaxFailure) {
    let first = index
    let mark = tree.mark
    advance()
    let name = index
    try expectName("a name after '::'")
    try expect(.doubleColon, "::")
    close(.label, since: mark, from: first, token: name)
    if let earlier = scopes.jumps.label(tokens[name].name) {
      report(
        "label '\(text(name))' is already defined on line \(source.line(of: earlier.range.lowerBound))",
        at: name)
    }
    // A label at the end of its block is outside the scope of the block's variables.
    var next = max(index, labelRunEnd)
    while tokens[next].kind == .semicolon || tokens[next].kind == .doubleColon {
      if tokens[next].kind == .semicolon {
        next += 1
      } else if next + 2 < tokens.count, tokens[next + 1].kind == .name, tokens[next + 2].kind == .doubleColon
      {
        next += 3
      } else {
        break
      }
    }
    labelRunEnd = next
    let isLast: Bool
    switch tokens[next].kind {
    case .endOfFile, .end, .else, .elseif: isLast = true
    default: isLast = false
    }
    let active = isLast ? scopes.activeBeforeBlock : scopes.activeCount
    for jump in scopes.jumps.setLabel(tokens[name].name, tokens[name].range, active: active) {
      let variable = scopes.binding(active: jump.active).map { " '\(source.text(of: $0.range))'" } ?? ""
      reports.add(
        "'goto \(source.text(of: jump.range))' jumps into the scope of local\(variable)", jump.range)
    }
  }

  // MARK: Assignments and calls

  /// `+=` and its like, written without a blank: what another language would make of the current two tokens.
  private var compoundAssignment: String? {
    switch kind {
    case .plus, .minus, .star, .slash, .doubleSlash, .percent, .caret, .concat, .ampersand, .pipe, .tilde,
      .shiftLeft, .shiftRight:
      let next = tokens[min(index + 1, tokens.count - 1)]
      return next.kind == .assign && next.start == tokens[index].stop ? text(index) + "=" : nil
    default: return nil
    }
  }

  private mutating func parseExpressionStatement() throws(SyntaxFailure) {
    let first = index
    let mark = tree.mark
    guard kind == .name || kind == .leftParenthesis else { try failAtStatement() }
    var use = scopes.uses.count
    try parseSuffixedExpression()
    if kind == .assign || kind == .comma {
      var targets = 0
      while true {
        targets += 1
        if !(try assignTo(use)) {
          try fail("expected a call or an assignment, got \(described(index))", at: index)
        }
        guard accept(.comma) else { break }
        if level + targets > Self.deepestNesting {
          try fail(
            "too many targets: expected at most \(Self.deepestNesting - level) in one assignment", at: index)
        }
        use = scopes.uses.count
        guard kind == .name || kind == .leftParenthesis else {
          try fail("expected a variable after ',', got \(described(index))", at: index)
        }
        try parseSuffixedExpression()
      }
      close(.expressions, since: mark, from: first)
      try expect(.assign, "=")
      let values = tree.mark
      let value = index
      try parseExpressions()
      close(.expressions, since: values, from: value)
      close(.assignment, since: mark, from: first)
      return
    }
    switch lastKind {
    case .call, .methodCall: close(.callStatement, since: mark, from: first)
    default: try failAfterExpression(first)
    }
  }

  private var lastKind: Node.Kind? { tree.last.map { tree[$0].kind } }

  /// Notes that the expression just read is assigned to; false when it cannot be.
  private mutating func assignTo(_ use: Int) throws(SyntaxFailure) -> Bool {
    switch lastKind {
    case .name:
      write(use, index - 1)
      return true
    case .member, .index: return true
    default: return false
    }
  }

  private mutating func write(_ use: Int, _ token: Int) {
    if let binding = scopes.turnIntoWrite(use), binding.attribute != .none {
      report(
        "cannot assign to '\(text(token))', which is <\(binding.attribute == .const ? "const" : "close")>",
        at: token)
    }
  }

  private mutating func failAtStatement() throws(SyntaxFailure) -> Never {
    var help: [String] = []
    if kind == .doubleSlash || (kind == .slash && kind(ahead: 1) == .star) {
      help = [
        kind == .slash ? "a comment of several lines is written --[[ … ]]" : "a comment starts with '--'"
      ]
    }
    let joins = kind == .string && index > 0 && tokens[index - 1].kind == .string
    try fail(
      "expected a statement, got \(described(index))", at: index,
      label: joins ? "join strings with '..'" : nil,
      help: help, isLeftover: true)
  }

  /// An expression stands where a statement should: most often a word of Lua misspelled, or one of another language.
  private mutating func failAfterExpression(_ first: Int) throws(SyntaxFailure) -> Never {
    let word = text(first)
    let isWord = index == first + 1 && tokens[first].kind == .name
    if let sign = compoundAssignment {
      let target = source.text(of: Int(tokens[first].start)..<Int(tokens[index - 1].stop))
      try fail(
        "expected '=', got '\(sign)'", at: index,
        label: target.utf8.count <= 40 ? "write '\(target) = \(target) \(sign.dropLast()) …'" : nil,
        range: Int(tokens[index].start)..<Int(tokens[index].stop) + 1)
    }
    if isWord, let hint = Self.foreignWords[word] {
      try fail("unexpected '\(word)'", at: first, help: [hint])
    }
    // Of short words too many are near to 'for' and 'end': only swapped letters count.
    if isWord, let keyword = suggestion(for: word, among: Self.leadingKeywords),
      word.utf8.count > 3 || word.utf8.sorted() == keyword.utf8.sorted()
    {
      try fail("unexpected '\(word)'", at: first, label: "did you mean '\(keyword)'?")
    }
    var label: String?
    var help: [String] = []
    if kind == .plus, kind(ahead: 1) == .plus {
      help = ["Lua has no '++'; write '\(word) = \(word) + 1'"]
    } else if kind == .equal {
      label = "write '=' to assign"
    }
    let shown = index - first == 1 && kind != .dot ? " after '\(word)'" : ""
    try fail(
      "expected a call or an assignment\(shown), got \(described(index))", at: index, label: label, help: help
    )
  }

  private static let leadingKeywords = [
    "break", "else", "elseif", "end", "for", "function", "goto", "local", "repeat", "return", "until",
    "while",
  ]

  private static let foreignWords = [
    "const": "a constant is declared 'local name <const> = …'", "continue": continueHint,
    "def": "a function is declared 'local function name() … end'",
    "elif": "another condition is written 'elseif … then'",
    "elsif": "another condition is written 'elseif … then'",
    "fn": "a function is declared 'local function name() … end'",
    "func": "a function is declared 'local function name() … end'",
    "let": "a variable is declared 'local name = …'",
    "switch": "Lua has no 'switch'; write 'if … then … elseif … end'",
    "var": "a variable is declared 'local name = …'",
  ]
  private static let continueHint =
    "Lua has no 'continue'; write 'goto continue', and '::continue::' at the end of the loop"
}
