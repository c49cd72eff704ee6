// Expressions: an operator-precedence parser with liblua's priorities, flat loops for everything that can be a long
// chain, and recursion only where liblua counts a level.

extension Parser {
  /// The left and right priority of a binary operator; the right one is lower for those that associate to the right.
  private static func priority(_ kind: Token.Kind) -> (left: Int, right: Int)? {
    switch kind {
    case .or: (1, 1)
    case .and: (2, 2)
    case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual: (3, 3)
    case .pipe: (4, 4)
    case .tilde: (5, 5)
    case .ampersand: (6, 6)
    case .shiftLeft, .shiftRight: (7, 7)
    case .concat: (9, 8)
    case .plus, .minus: (10, 10)
    case .star, .slash, .doubleSlash, .percent: (11, 11)
    case .caret: (14, 13)
    default: nil
    }
  }
  private static let unaryPriority = 12

  mutating func parseExpression(above limit: Int = 0) throws(SyntaxFailure) {
    try enter()
    let first = index
    let mark = tree.mark
    switch kind {
    case .not, .minus, .hash, .tilde:
      advance()
      try parseExpression(above: Self.unaryPriority)
      close(.unary, since: mark, from: first, token: first)
    default: try parseSimpleExpression()
    }
    while let priority = Self.priority(kind), priority.left > limit {
      let sign = index
      advance()
      try parseExpression(above: priority.right)
      close(.binary, since: mark, from: first, token: sign)
    }
    level -= 1
  }

  /// Parses one or more expressions with commas between them, and leaves them waiting in the tree.
  mutating func parseExpressions() throws(SyntaxFailure) {
    try parseExpression()
    while accept(.comma) { try parseExpression() }
  }

  private mutating func parseSimpleExpression() throws(SyntaxFailure) {
    let first = index
    switch kind {
    case .number: literal(.number)
    case .string:
      literal(.string)
      // `[[ … [x]]]`: nothing else can want this bracket, so the string must.
      if kind == .rightBracket, closer != .rightBracket, adjoinsLongString(index) {
        reportLongBracket(index)
        cutStrings.insert(Int32(index - 1))
        advance()
      }
    case .nil: literal(.nil)
    case .true: literal(.true)
    case .false: literal(.false)
    case .vararg:
      if !scopes.isVararg {
        report(
          "'...' is used outside a function with variable arguments", at: index,
          help: ["end the parameters of the function with '...'"])
      }
      literal(.vararg)
    case .leftBrace: try parseTable()
    case .function:
      advance()
      try parseFunctionBody(opener: first, isMethod: false)
    default: try parseSuffixedExpression()
    }
  }

  private mutating func literal(_ kind: Node.Kind) {
    let first = index
    advance()
    close(kind, since: tree.mark, from: first)
  }

  /// Parses a name or parentheses, and the fields, indices and calls behind.
  mutating func parseSuffixedExpression() throws(SyntaxFailure) {
    let first = index
    let mark = tree.mark
    switch kind {
    case .name: parseNameUse()
    case .leftParenthesis:
      try inBrackets(.rightParenthesis, ")") { (parser) throws(SyntaxFailure) in try parser.parseExpression()
      }
      close(.parenthesized, since: mark, from: first)
    default: try failAtExpression()
    }
    while true {
      switch kind {
      case .dot:
        advance()
        let name = index
        try expectName("a field after '.'")
        close(.member, since: mark, from: first, token: name)
      case .leftBracket:
        try inBrackets(.rightBracket, "]") { (parser) throws(SyntaxFailure) in try parser.parseExpression() }
        close(.index, since: mark, from: first)
      case .colon:
        try parseMethodCall(mark, first)
      case .leftParenthesis, .string, .leftBrace:
        try parseArguments()
        close(.call, since: mark, from: first)
      default: return
      }
    }
  }

  /// Notes the use of the name that is the current token and passes it.
  mutating func parseNameUse() {
    _ = scopes.use(tokens[index].name, tokens[index].range)
    literal(.name)
  }

  private mutating func parseMethodCall(_ mark: Int, _ first: Int) throws(SyntaxFailure) {
    let isField = closer == .rightBrace && index > 0 && tokens[index - 1].kind == .name && index - 1 == first
    let label = isField ? "write '=' between a field and its value" : nil
    let colon = index
    advance()
    let name = index
    guard kind == .name else {
      try fail(
        isField
          ? "expected '=' after '\(text(first))', got ':'"
          : "expected a method after ':', got \(described(index))", at: isField ? colon : index, label: label)
    }
    advance()
    switch kind {
    case .leftParenthesis, .string, .leftBrace: try parseArguments()
    default:
      try fail(
        isField
          ? "expected '=' after '\(text(first))', got ':'"
          : "expected '(' after method '\(text(name))', got \(described(index))", at: isField ? colon : index,
        label: label)
    }
    close(.methodCall, since: mark, from: first, token: name)
  }

  private mutating func parseArguments() throws(SyntaxFailure) {
    switch kind {
    case .string: try parseSimpleExpression()
    case .leftBrace: try parseTable()
    default:
      try inBrackets(.rightParenthesis, ")", or: "',' or ") { (parser) throws(SyntaxFailure) in
        if parser.kind == .rightParenthesis { return }
        let opener = parser.index - 1
        try parser.parseExpression()
        while true {
          if parser.accept(.comma) {
          } else if parser.startsElement(of: opener) {
            parser.reportMissingComma()
          } else {
            return
          }
          try parser.parseExpression()
        }
      }
    }
  }

  /// Parses what `body` reads between the bracket that is the current token and the one that closes it.
  private mutating func inBrackets(
    _ wanted: Token.Kind, _ text: String, or: String = "",
    _ body: (inout Parser) throws(SyntaxFailure) -> Void
  ) throws(SyntaxFailure) {
    let opener = index
    let outer = closer
    advance()
    openBrackets += 1
    closer = wanted
    try body(&self)
    try expectCloser(wanted, text, of: opener, or: or)
    openBrackets -= 1
    closer = outer
  }

  private mutating func parseTable() throws(SyntaxFailure) {
    let first = index
    let mark = tree.mark
    var suspect: Checkpoint?
    do {
      try inBrackets(.rightBrace, "}", or: "',' or ") { (parser) throws(SyntaxFailure) in
        while parser.kind != .rightBrace {
          if suspect == nil, parser.looksLikeDeclaration(outside: first) { suspect = parser.checkpoint }
          try parser.parseField(first)
          if parser.accept(.comma) || parser.accept(.semicolon) {
            continue
          } else if parser.startsElement(of: first) {
            parser.reportMissingComma()
          } else {
            return
          }
        }
      }
    } catch {
      guard let suspect, rewinds < Self.mostRewinds else { throw error }
      // Not a field: the next declaration, and the brace was never closed.
      rewind(to: suspect)
      try expectCloser(.rightBrace, "}", of: first, or: "',' or ")
    }
    close(.table, since: mark, from: first)
  }

  /// Whether the current token starts a line like `extract "name" {`, indented no more than the line of `opener`.
  private func looksLikeDeclaration(outside opener: Int) -> Bool {
    tokens[index].isFirstOnLine && kind == .name && kind(ahead: 1) == .string && kind(ahead: 2) == .leftBrace
      && source.indentation(at: Int(tokens[index].start)) <= source.indentation(at: Int(tokens[opener].start))
  }

  private mutating func parseField(_ opener: Int) throws(SyntaxFailure) {
    let first = index
    let mark = tree.mark
    if kind == .name, kind(ahead: 1) == .assign {
      advance()
      advance()
      try parseExpression()
      close(.namedField, since: mark, from: first, token: first)
    } else if kind == .leftBracket {
      try inBrackets(.rightBracket, "]") { (parser) throws(SyntaxFailure) in try parser.parseExpression() }
      try expect(.assign, "=", help: ["a list inside a table is written in braces too: { … }"])
      try parseExpression()
      close(.keyedField, since: mark, from: first)
    } else {
      if endsBlock || kind == .local || (kind == .return) {
        try expectCloser(.rightBrace, "}", of: opener)
      }
      try parseExpression()
      close(.positionalField, since: mark, from: first)
    }
  }

  /// Whether the current token starts another element of the list that the token `opener` began, a comma being
  /// forgotten, rather than a statement after a bracket that was never closed.
  private func startsElement(of opener: Int) -> Bool {
    switch kind {
    case .name, .string, .number, .leftBrace, .leftBracket, .true, .false, .nil, .not, .function: break
    default: return false
    }
    if kind == .function, kind(ahead: 1) == .name { return false }
    guard tokens[index].isFirstOnLine else { return true }
    let indentation = source.indentation(at: Int(tokens[index].start))
    if indentation > source.indentation(at: Int(tokens[opener].start)) { return true }
    // A table that is not indented at all.
    let before = Int(tokens[index - 1].start)
    return kind == .name && kind(ahead: 1) == .assign && source.indentation(at: before) <= indentation
      && source.line(of: before) != source.line(of: Int(tokens[opener].start))
  }

  private mutating func reportMissingComma() {
    let before = source.line(of: Int(tokens[index - 1].start))
    report(
      "expected ',' before \(described(index))", at: index,
      label: tokens[index].isFirstOnLine ? "a ',' is missing at the end of line \(before)" : nil)
  }

  /// Parses the parameters, the block and the `end` of a function whose first token is `opener`.
  mutating func parseFunctionBody(opener: Int, isMethod: Bool) throws(SyntaxFailure) {
    let mark = tree.mark
    let outer = closer
    scopes.openFunction(isVararg: false)
    defer { scopes.closeFunction(at: Int(tokens[index].start)) }
    if isMethod {
      _ = scopes.declare(NameTable.`self`, tokens[opener].range, .parameter, from: Int(tokens[index].start))
    }
    try parseParameters()
    closer = nil
    parseBlock()
    try expectEnd(of: opener)
    closer = outer
    close(.function, since: mark, from: opener)
  }

  private mutating func parseParameters() throws(SyntaxFailure) {
    let first = index
    let mark = tree.mark
    if kind != .leftParenthesis {
      let isNamed = kind == .name && tokens[index - 1].kind == .function
      try fail(
        "expected '(' after '\(text(index - 1))', got \(described(index))", at: index,
        help: isNamed ? ["a function that is a value has no name: 'function(…) … end'"] : [])
    }
    try inBrackets(.rightParenthesis, ")") { (parser) throws(SyntaxFailure) in
      if parser.kind == .rightParenthesis { return }
      repeat {
        let parameter = parser.index
        if parser.accept(.vararg) {
          parser.scopes.allowVararg()
          parser.close(.vararg, since: parser.tree.mark, from: parameter)
          return
        }
        try parser.expectName("a parameter")
        parser.close(.localName, since: parser.tree.mark, from: parameter)
        parser.declare(parameter, .parameter)
      } while parser.accept(.comma)
    }
    close(.parameters, since: mark, from: first)
  }

  /// Passes a name, or fails.
  mutating func expectName(_ what: String) throws(SyntaxFailure) {
    if accept(.name) { return }
    var help: [String] = []
    if kind.rawValue < keywords.count { help = ["'\(text(index))' is a word of Lua and cannot be a name"] }
    try fail("expected \(what), got \(described(index))", at: index, help: help)
  }

  private mutating func failAtExpression() throws(SyntaxFailure) -> Never {
    var label: String?
    var help: [String] = []
    switch kind {
    case .leftBracket: help = ["a list is written in braces: { … }"]
    case .assign where index > 0 && tokens[index - 1].kind == .assign:
      label = "write '==' to compare, '=' to assign"
    case .doubleSlash: help = ["a comment starts with '--'"]
    case .plus where index > 0 && tokens[index - 1].kind == .plus:
      help = ["Lua has no '++'; write 'x = x + 1'"]
    default: break
    }
    try fail("expected an expression, got \(described(index))", at: index, label: label, help: help)
  }
}
