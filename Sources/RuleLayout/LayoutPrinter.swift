// Writes the tokens and comments of a file, one after the other. What stands open is a stack; each bracket and block knows how
// far the line was indented on which it was opened, so that three that open on one line count as one.

import LuaSyntax
import Patterns

struct LayoutPrinter {
  private enum Piece {
    case token(Int)
    case comment(Comment)
  }

  private struct Opener {
    /// How far the line is indented on which it was opened.
    var indent: Int
    var isBlock: Bool
    /// What it holds begins on a line of its own.
    var isOpened = false
    /// The next token begins an item of its list.
    var expectsItem = true
  }

  private let file: LuaFile
  private let plan: LayoutPlan
  private(set) var bytes: [UInt8] = []
  /// The line on which each token was written, from 0, and its bytes there.
  private var lineOfToken: [Int]
  private var written: [Range<Int>]
  private var lineStarts = [0]
  private var openers: [Opener] = []
  /// Where an `if`, `while` or `for` waits for its `then` or `do`: how far its line is indented, and how much stood open.
  private var heads: [(indent: Int, depth: Int)] = []
  private var indent = 0
  private var previous: Piece?
  private var previousToken: Int?
  /// The source line on which the last piece ended.
  private var lastLine = 0

  init(_ file: LuaFile, _ plan: LayoutPlan) {
    self.file = file
    self.plan = plan
    lineOfToken = Array(repeating: 0, count: file.tokens.count)
    written = Array(repeating: 0..<0, count: file.tokens.count)
    bytes.reserveCapacity(file.source.bytes.count + file.source.bytes.count / 8)
  }

  mutating func run() {
    if file.source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = [0xEF, 0xBB, 0xBF] }
    var comment = 0
    for token in file.tokens.indices {
      while comment < file.comments.count,
        file.comments[comment].range.lowerBound <= file.tokens[token].range.lowerBound,
        file.comments[comment].range.lowerBound < file.tokens[token].range.lowerBound
          || file.tokens[token].kind == .endOfFile
      {
        write(file.comments[comment], before: token)
        comment += 1
      }
      if file.tokens[token].kind != .endOfFile { write(token: token) }
    }
    if previous != nil { newLine() }
  }

  /// The lines that are wider than `width` Unicode scalars.
  func wideLines(_ width: Int) -> Set<Int> {
    var wide: Set<Int> = []
    for (line, start) in lineStarts.enumerated() {
      let end = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : bytes.count
      guard end - start > width else { continue }
      // Bytes that go on with a character are no scalars of their own.
      if bytes[start..<end].count(where: { $0 & 0xC0 != 0x80 }) > width { wide.insert(line) }
    }
    return wide
  }

  func line(of token: Int) -> Int { lineOfToken[token] }

  /// How far the line is indented that a token stands on.
  func indent(ofLineWith token: Int) -> Int {
    bytes[lineStarts[lineOfToken[token]]...].prefix { $0 == 0x20 }.count
  }

  /// How wide tokens are that stand on one line, in Unicode scalars.
  func width(of tokens: Range<Int>) -> Int {
    guard let first = tokens.first, let last = tokens.last else { return 0 }
    return bytes[written[first].lowerBound..<written[last].upperBound].count { $0 & 0xC0 != 0x80 }
  }

  // MARK: Lines

  private mutating func newLine() {
    bytes.append(0x0A)
    lineStarts.append(bytes.count)
  }

  /// Ends the line, and leaves one empty where the author left some.
  private mutating func breakLine(indent: Int, emptyLines: Bool) {
    if previous != nil {
      newLine()
      if emptyLines { newLine() }
    }
    self.indent = indent
    bytes.append(contentsOf: repeatElement(0x20, count: indent))
  }

  private mutating func ends(_ range: Range<Int>) {
    lastLine = file.source.line(of: max(range.lowerBound, range.upperBound - 1))
  }

  private func linesBetween(_ offset: Int) -> Int {
    previous == nil ? 0 : file.source.line(of: offset) - lastLine
  }

  // MARK: Comments

  private mutating func write(_ comment: Comment, before token: Int) {
    let gap = linesBetween(comment.range.lowerBound)
    if previous == nil || comment.isFirstOnLine || isLineComment(previous) {
      // A comment in front of what closes a block belongs into it.
      let isItem = closes(token) || file.tokens[token].kind == .endOfFile || isItemStart(token)
      let wasOpener = previousToken.map(isOpener) == true
      if wasOpener, !openers.isEmpty { openers[openers.count - 1].isOpened = true }
      breakLine(
        indent: isItem ? itemIndent : continuationIndent,
        emptyLines: gap > 1 && (!wasOpener || previousIsComment))
    } else {
      bytes.append(0x20)
    }
    var range = comment.range
    if !comment.isLong {
      while range.upperBound > range.lowerBound,
        [0x20, 0x09, 0x0D].contains(file.source.bytes[range.upperBound - 1])
      {
        range = range.lowerBound..<range.upperBound - 1
      }
    }
    write(file.source.bytes[range])
    ends(comment.range)
    previous = .comment(comment)
  }

  private var previousIsComment: Bool { if case .comment? = previous { true } else { false } }

  private func isLineComment(_ piece: Piece?) -> Bool {
    if case .comment(let comment)? = piece { !comment.isLong } else { false }
  }

  private mutating func write(_ text: ArraySlice<UInt8>) {
    for byte in text {
      bytes.append(byte)
      if byte == 0x0A { lineStarts.append(bytes.count) }
    }
  }

  // MARK: Tokens

  private mutating func write(token: Int) {
    let kind = file.tokens[token].kind
    let gap = linesBetween(file.tokens[token].range.lowerBound)
    let isItem = isItemStart(token)
    let breaks =
      previous == nil || isLineComment(previous) || plan.breaks.contains(token)
      || (gap > 0 && !(plan.joins.contains(token) && !previousIsComment) && !staysOnLine(kind))
    let wasOpener = previousToken.map(isOpener) == true
    if breaks, wasOpener, !openers.isEmpty { openers[openers.count - 1].isOpened = true }
    let closed = closes(token) ? openers.popLast() : nil
    if breaks {
      breakLine(
        indent: closed?.indent ?? (isItem ? itemIndent : continuationIndent),
        emptyLines: gap > 1 && closed == nil && (!wasOpener || previousIsComment))
    } else if isApart(token) {
      bytes.append(
        contentsOf: repeatElement(0x20, count: 1 + (previousToken.flatMap { plan.padding[$0] } ?? 0)))
    }
    lineOfToken[token] = lineStarts.count - 1
    let start = bytes.count
    if let lines = plan.patterns[token] {
      write(pattern: lines, token)
    } else {
      write(file.source.bytes[file.tokens[token].range])
    }
    written[token] = start..<bytes.count
    ends(file.tokens[token].range)
    if !openers.isEmpty {
      openers[openers.count - 1].expectsItem = kind == .comma || kind == .semicolon
    }
    open(token, closed)
    previous = .token(token)
    previousToken = token
  }

  /// `,` and `;` never begin a line.
  private func staysOnLine(_ kind: Token.Kind) -> Bool {
    (kind == .comma || kind == .semicolon) && !previousIsComment
  }

  private mutating func write(pattern lines: [PatternLayout.Line], _ token: Int) {
    let text = file.source.bytes[file.tokens[token].range]
    let level = text.dropFirst().prefix { $0 == 0x3D }.count
    let mark = String(repeating: "=", count: level)
    let content = text.dropFirst(level + 2).dropLast(level + 2)
    let isOpened = lines.count > 1 || content.first == 0x0A || content.first == 0x0D
    write(Array("[\(mark)[".utf8)[...])
    guard isOpened else {
      write(Array(" \(lines[0].text) ]\(mark)]".utf8)[...])
      return
    }
    for line in lines {
      newLine()
      bytes.append(contentsOf: repeatElement(0x20, count: indent + 2 + 2 * line.depth))
      bytes.append(contentsOf: line.text.utf8)
    }
    newLine()
    bytes.append(contentsOf: repeatElement(0x20, count: indent))
    bytes.append(contentsOf: Array("]\(mark)]".utf8))
  }

  // MARK: What stands open

  private var itemIndent: Int { openers.last.map { $0.indent + 2 } ?? 0 }
  private var continuationIndent: Int {
    guard let last = openers.last else { return 2 }
    return last.isBlock || last.isOpened ? last.indent + 4 : last.indent + 2
  }

  private func isItemStart(_ token: Int) -> Bool {
    if plan.statementStarts.contains(token) { return true }
    guard let last = openers.last, !last.isBlock else { return false }
    return last.expectsItem
  }

  private func isOpener(_ token: Int) -> Bool {
    switch file.tokens[token].kind {
    case .leftParenthesis, .leftBrace, .leftBracket, .then, .do, .else, .repeat: true
    // The list of parameters ends, and the body begins.
    case .rightParenthesis: openers.last?.isBlock == true && plan.parameterEnds.contains(token)
    default: false
    }
  }

  private func closes(_ token: Int) -> Bool {
    switch file.tokens[token].kind {
    case .rightParenthesis, .rightBrace, .rightBracket, .end, .until, .else, .elseif: true
    default: false
    }
  }

  private mutating func open(_ token: Int, _ closed: Opener?) {
    switch file.tokens[token].kind {
    case .leftParenthesis, .leftBrace, .leftBracket: openers.append(Opener(indent: indent, isBlock: false))
    case .function, .repeat: openers.append(Opener(indent: indent, isBlock: true))
    case .else: openers.append(Opener(indent: closed?.indent ?? indent, isBlock: true))
    case .if, .while, .for: heads.append((indent, openers.count))
    case .elseif: heads.append((closed?.indent ?? indent, openers.count))
    case .then, .do:
      var start = indent
      if let head = heads.last, head.depth == openers.count {
        start = head.indent
        heads.removeLast()
      }
      openers.append(Opener(indent: start, isBlock: true))
    default: break
    }
  }

  // MARK: What is apart

  /// Whether a space stands between what was written last and `token`.
  private func isApart(_ token: Int) -> Bool {
    guard case .token(let last)? = previous else {
      // Behind a comment: only what belongs to what stands before it is joined.
      return ![.comma, .semicolon, .rightParenthesis, .rightBracket].contains(file.tokens[token].kind)
    }
    let (left, right) = (file.tokens[last], file.tokens[token])
    if plan.statementStarts.contains(token) { return true }
    if right.kind == .comma { return false }
    if plan.attributeMarks.contains(last) { return left.kind == .greater }
    if plan.attributeMarks.contains(token) { return right.kind == .less }
    switch (left.kind, right.kind) {
    case (_, .semicolon), (_, .rightParenthesis), (.leftParenthesis, _): return false
    case (.leftBrace, .rightBrace): return false
    // `a[ [[b]] ]`: three brackets in a row would be read otherwise.
    case (.leftBracket, _): return right.isLongString
    case (_, .rightBracket): return left.isLongString
    case (.dot, _), (_, .dot), (.colon, _), (_, .colon): return false
    case (.doubleColon, _), (_, .doubleColon): return false
    case (.caret, _), (_, .caret): return false
    case (_, .leftBracket): return !endsOperand(left.kind)
    case (.function, .leftParenthesis): return false
    case (_, .leftParenthesis): return !endsOperand(left.kind) || left.kind == .end
    default: break
    }
    if plan.unaryOperators.contains(last) {
      // `- -x` must not become a comment.
      return left.kind == .not || right.kind == left.kind
    }
    return true
  }

  private func endsOperand(_ kind: Token.Kind) -> Bool {
    switch kind {
    case .name, .string, .rightParenthesis, .rightBracket, .rightBrace, .end: true
    default: false
    }
  }
}
