// What to say when a file is not Lua: where, expected-then-got, and how to mend it; and how to find the next
// statement that can be trusted again.

import Diagnostics

extension Parser {
  /// A token as the message names it.
  func described(_ token: Int) -> String {
    switch tokens[token].kind {
    case .endOfFile: return "end of file"
    case .string: return "a string"
    default:
      let range = tokens[token].range
      return "'\(source.text(of: range.lowerBound..<min(range.upperBound, range.lowerBound + 60)))'"
    }
  }

  /// Reports, unless the same line, or the text just before, is already known to be wrong.
  mutating func report(
    _ message: String, at token: Int, range: Range<Int>? = nil, slug: String = "syntax", label: String? = nil,
    help: [String] = []
  ) {
    let range = range ?? tokens[token].range
    let line = source.line(of: range.lowerBound)
    if line == lastReportedLine { return }
    if isNearLexicalError(token) { return }
    lastReportedLine = line
    reports.add(message, range, slug: slug, label: label, help: help)
  }

  private func isNearLexicalError(_ token: Int) -> Bool {
    guard !lexicalErrors.isEmpty else { return false }
    let before = source.line(of: Int(tokens[max(token - 1, 0)].start))
    let start = source.range(ofLine: before).lowerBound
    let end = source.range(ofLine: source.line(of: Int(tokens[token].start))).upperBound
    var low = 0
    var high = lexicalErrors.count
    while low < high {
      let middle = (low + high) / 2
      if lexicalErrors[middle].upperBound <= start { low = middle + 1 } else { high = middle }
    }
    return low < lexicalErrors.count && lexicalErrors[low].lowerBound <= end
  }

  /// Reports and gives the statement up.
  ///
  /// - Parameter isLeftover: what is wrong may be but the rest of a statement that was thrown away; then nothing is said.
  mutating func fail(
    _ message: String, at token: Int, label: String? = nil, help: [String] = [], range: Range<Int>? = nil,
    isLeftover: Bool = false
  ) throws(SyntaxFailure) -> Never {
    if token > 0, tokens[token].kind == .rightBracket, adjoinsLongString(token) {
      reportLongBracket(token)
    } else if !(hasSkipped && isLeftover) {
      report(message, at: token, range: range, label: label, help: help)
    }
    throw SyntaxFailure()
  }

  /// Whether the token closes something.
  private func isCloser(_ token: Int) -> Bool {
    switch tokens[token].kind {
    case .rightBrace, .rightBracket, .rightParenthesis, .end, .endOfFile, .else, .elseif, .until: true
    default: false
    }
  }

  mutating func expect(
    _ wanted: Token.Kind, _ text: String, label: String? = nil, help: [String] = []
  ) throws(SyntaxFailure) {
    if accept(wanted) { return }
    try fail("expected '\(text)', got \(described(index))", at: index, label: label, help: help)
  }

  /// Where something was opened, for a message: nothing when that is on the same line.
  private func opened(_ opener: Int) -> String {
    let line = source.line(of: Int(tokens[opener].start))
    let isHere = line == source.line(of: Int(tokens[index].start))
    return " to close '\(text(opener))'" + (isHere ? "" : " of line \(line)")
  }

  /// Expects the bracket that closes the one at the token `opener`.
  mutating func expectCloser(_ wanted: Token.Kind, _ text: String, of opener: Int, or: String = "")
    throws(SyntaxFailure)
  {
    if accept(wanted) { return }
    var label: String?
    var help: [String] = []
    if kind == .assign {
      label = wanted == .rightBrace ? nil : "write '==' to compare"
      if wanted == .rightBrace, index > 0, tokens[index - 1].kind == .string {
        let key = StringLiteral(source, tokens[index - 1].range).text
        help = ["a field is written without quotes: \(key) = …, or in brackets: [\"\(key)\"] = …"]
      }
    } else if kind == .colon, wanted == .rightBrace {
      label = "write '=' between a field and its value"
    }
    try fail(
      "expected \(or)'\(text)'\(opened(opener)), got \(described(index))", at: index, label: label,
      help: help,
      isLeftover: isCloser(index))
  }

  /// Expects the `end` of the block that the token `opener` began.
  mutating func expectEnd(_ wanted: Token.Kind = .end, _ text: String = "end", of opener: Int)
    throws(SyntaxFailure)
  {
    if kind == wanted {
      let start = Int(tokens[index].start)
      if suspect == nil, tokens[index].isFirstOnLine,
        source.indentation(at: start) < source.indentation(at: Int(tokens[opener].start))
      {
        suspect = (opener, index)
      }
      advance()
      return
    }
    var help: [String] = []
    var label: String?
    if let elseIf, elseIf > opener {
      label = "an 'end' is missing"
      help = [
        "'else if' on line \(source.line(of: Int(tokens[elseIf].start))) opens a second 'if' with an 'end' of its own; "
          + "write 'elseif'"
      ]
    } else if let suspect, suspect.opener > opener {
      let line = source.line(of: Int(tokens[suspect.opener].start))
      let end = source.line(of: Int(tokens[suspect.end].start))
      help = [
        "'\(self.text(suspect.opener))' of line \(line) seems to have no 'end': "
          + "the one on line \(end) is indented like that of an outer block"
      ]
    }
    try fail(
      "expected '\(text)'\(opened(opener)), got \(described(index))", at: index, label: label, help: help,
      isLeftover: true)
  }

  // MARK: A string that ends too early

  /// Whether a string in level-0 brackets ends directly before the token.
  func adjoinsLongString(_ token: Int) -> Bool {
    let string = tokens[token - 1]
    guard string.isLongString, string.stop == tokens[token].start else { return false }
    let content = source.bytes[Int(string.start)..<Int(string.start) + 2]
    return content.elementsEqual([Byte.leftBracket, Byte.leftBracket])
  }

  /// The token is the last `]` of `]]]`.
  mutating func reportLongBracket(_ token: Int) {
    let end = Int(tokens[token].stop)
    let opener = source.line(of: Int(tokens[token - 1].start))
    report(
      "expected the pattern to close its '[', got ']]', which ends the string of line \(opener)", at: token,
      range: end - 3..<end, slug: "long-bracket", label: "the string ends at the first two of these",
      help: ["write [=[ … ]=] around the pattern, or a space between its ']' and the ']]'"])
  }

  // MARK: Finding the next statement

  /// Skips to where a statement can start again, or to what closes the block around.
  ///
  /// Indentation is the guide: people indent well before they write valid Lua. Each token is passed once.
  mutating func skip(from first: Int, brackets: Int) {
    hasSkipped = true
    let start = Int(tokens[first].start)
    let indentation = source.indentation(at: start)
    var brackets = brackets
    var nested = 0
    for token in first..<index { nested = max(0, nested + Self.nesting(tokens[token].kind)) }
    if index == first {
      nested = max(0, Self.nesting(kind))
      advance()
    }
    while kind != .endOfFile {
      let token = tokens[index]
      if nested == 0, endsBlock, brackets <= 0 || nestingEnd { return }
      if token.isFirstOnLine, source.indentation(at: Int(token.start)) <= indentation {
        if startsStatement(surely: true) || (brackets <= 0 && startsStatement(surely: false)) { return }
      }
      switch token.kind {
      case .leftBrace, .leftBracket, .leftParenthesis: brackets += 1
      case .rightBrace, .rightBracket, .rightParenthesis: brackets -= 1
      default: nested = max(0, nested + Self.nesting(token.kind))
      }
      advance()
    }
  }

  /// The current token ends a block by a word of its own, not by a bracket.
  private var nestingEnd: Bool {
    switch kind {
    case .rightParenthesis, .rightBrace, .rightBracket: false
    default: true
    }
  }

  private static func nesting(_ kind: Token.Kind) -> Int {
    switch kind {
    case .if, .function, .do, .repeat: 1
    case .end, .until: -1
    default: 0
    }
  }

  /// - Parameter surely: what can hardly be part of an unfinished expression or table.
  func startsStatement(surely: Bool) -> Bool {
    switch kind {
    case .local, .if, .while, .for, .repeat, .return, .goto, .break, .do: return true
    case .function: return kind(ahead: 1) == .name
    case .name:
      if !surely { return true }
      let next = tokens[min(index + 1, tokens.count - 1)]
      return next.kind == .string && !next.isFirstOnLine
    case .doubleColon, .semicolon: return !surely
    default: return false
    }
  }
}
