// The lexer reads the whole file before the parser starts and never gives up: every byte ends up in a token, in
// a comment or in white space, and what Lua would refuse becomes a diagnostic and the token that was meant.

import Diagnostics

/// Turns the bytes of a file into tokens, comments and diagnostics. O(bytes).
struct Lexer {
  let source: LuaSource
  let bytes: [UInt8]
  var offset = 0
  var tokens: [Token] = []
  var comments: [Comment] = []
  var names = NameTable()
  var reports: Reports
  /// Nothing but blanks and comments since the last line break.
  var atLineStart = true
  /// Up to here no closing quote of another language was found.
  var foreignSearchEnd = 0

  init(_ source: LuaSource) {
    self.source = source
    bytes = source.bytes
    reports = Reports(source)
    tokens.reserveCapacity(bytes.count / 4 + 1)
  }

  /// The byte `distance` after the current one; nil past the end.
  @inline(__always) func peek(_ distance: Int = 0) -> UInt8? {
    let index = offset + distance
    return index < bytes.count ? bytes[index] : nil
  }

  @inline(__always) mutating func emit(
    _ kind: Token.Kind, from start: Int, flags: Token.Flags = [], name: Int32 = -1
  ) {
    tokens.append(
      Token(
        kind: kind, flags: atLineStart ? flags.union(.firstOnLine) : flags, start: Int32(start),
        stop: Int32(offset), name: name))
    atLineStart = false
  }

  mutating func run() {
    skipPreamble()
    while offset < bytes.count {
      let byte = bytes[offset]
      if isLineBreak(byte) {
        atLineStart = true
        offset += 1
      } else if isSpace(byte) {
        offset += 1
      } else if isLetter(byte) {
        readName()
      } else if isDigit(byte) {
        readNumeral()
      } else if byte >= 0x80 {
        readForeignText()
      } else {
        readSymbol(byte)
      }
    }
    emit(.endOfFile, from: offset)
  }

  /// As the `lua` program does: a byte order mark and a first line that starts with `#` are no part of the chunk.
  private mutating func skipPreamble() {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    guard peek() == Byte.hash else { return }
    let start = offset
    while let byte = peek(), !isLineBreak(byte) { offset += 1 }
    comments.append(
      Comment(range: start..<offset, content: start + 1..<offset, isLong: false, isFirstOnLine: true))
  }

  private mutating func readName() {
    let start = offset
    while offset < bytes.count, isNameByte(bytes[offset]) { offset += 1 }
    let name = names.intern(bytes, start..<offset)
    if name < keywords.count, let kind = Token.Kind(rawValue: UInt8(name)) {
      emit(kind, from: start)
    } else {
      emit(.name, from: start, name: name)
    }
  }

  private mutating func readSymbol(_ byte: UInt8) {
    let start = offset
    let next = peek(1)
    switch byte {
    case Byte.minus where next == Byte.minus: readComment()
    case Byte.doubleQuote, Byte.singleQuote: readShortString(quote: byte)
    case Byte.backtick: readForeignString(closers: ["`"])
    case Byte.leftBracket:
      if let level = longBracketLevel(at: offset) {
        readLongString(level: level)
      } else if next == Byte.equals {
        offset += 1
        while peek() == Byte.equals { offset += 1 }
        reports.add(
          "unfinished long bracket: expected '[' after '\(source.text(of: start..<offset))'", start..<offset)
        emit(.invalid, from: start)
      } else {
        symbol(.leftBracket, 1)
      }
    case Byte.dot:
      if let next, isDigit(next) {
        readNumeral()
      } else if next == Byte.dot {
        peek(2) == Byte.dot ? symbol(.vararg, 3) : symbol(.concat, 2)
      } else {
        symbol(.dot, 1)
      }
    default: readOperator(byte, next)
    }
  }

  private mutating func symbol(_ kind: Token.Kind, _ length: Int) {
    let start = offset
    offset += length
    emit(kind, from: start)
  }

  private mutating func readOperator(_ byte: UInt8, _ next: UInt8?) {
    switch (UnicodeScalar(byte), next.map { UnicodeScalar($0) }) {
    case ("+", _): symbol(.plus, 1)
    case ("-", _): symbol(.minus, 1)
    case ("*", _): symbol(.star, 1)
    case ("/", "/"): symbol(.doubleSlash, 2)
    case ("/", _): symbol(.slash, 1)
    case ("%", _): symbol(.percent, 1)
    case ("^", _): symbol(.caret, 1)
    case ("#", _): symbol(.hash, 1)
    case ("&", "&"): borrowed(.and, 2, "and")
    case ("&", _): symbol(.ampersand, 1)
    case ("|", "|"): borrowed(.or, 2, "or")
    case ("|", _): symbol(.pipe, 1)
    case ("!", "="): borrowed(.notEqual, 2, "~=")
    case ("!", _): borrowed(.not, 1, "not")
    case ("~", "="): symbol(.notEqual, 2)
    case ("~", _): symbol(.tilde, 1)
    case ("<", "<"): symbol(.shiftLeft, 2)
    case ("<", "="): symbol(.lessEqual, 2)
    case ("<", _): symbol(.less, 1)
    case (">", ">"): symbol(.shiftRight, 2)
    case (">", "="): symbol(.greaterEqual, 2)
    case (">", _): symbol(.greater, 1)
    case ("=", "="): symbol(.equal, 2)
    case ("=", _): symbol(.assign, 1)
    case ("(", _): symbol(.leftParenthesis, 1)
    case (")", _): symbol(.rightParenthesis, 1)
    case ("{", _): symbol(.leftBrace, 1)
    case ("}", _): symbol(.rightBrace, 1)
    case ("]", _): symbol(.rightBracket, 1)
    case (":", ":"): symbol(.doubleColon, 2)
    case (":", _): symbol(.colon, 1)
    case (";", _): symbol(.semicolon, 1)
    case (",", _): symbol(.comma, 1)
    default:
      let start = offset
      // One report for a run of the same symbol: `???` is one mistake.
      while peek() == byte { offset += 1 }
      let shown =
        byte < 0x20 || byte == 0x7F
        ? "control character \(byte)" : "'\(source.text(of: start..<offset))'"
      reports.add(
        "unexpected symbol \(shown)", start..<offset,
        help: byte == UInt8(ascii: "?") ? ["a choice is written 'condition and this or that'"] : [])
      emit(.invalid, from: start)
    }
  }

  /// An operator of another language: reported, and read as Lua's.
  private mutating func borrowed(_ kind: Token.Kind, _ length: Int, _ lua: String) {
    let range = offset..<offset + length
    reports.add("unexpected symbol '\(source.text(of: range))'", range, label: "write '\(lua)'")
    symbol(kind, length)
  }

  private mutating func readComment() {
    let start = offset
    offset += 2
    let firstOnLine = atLineStart
    if peek() == Byte.leftBracket, let level = longBracketLevel(at: offset) {
      let content = offset + level + 2
      let closed = skipLongBracket(level: level)
      if !closed {
        let opener = start..<content
        reports.add(
          "unfinished comment: expected '\(closing(level))' to close '\(source.text(of: opener))'", opener,
          reach: offset)
      }
      comments.append(
        Comment(
          range: start..<offset, content: content..<(closed ? offset - level - 2 : offset), isLong: true,
          isFirstOnLine: firstOnLine))
      return
    }
    while let byte = peek(), !isLineBreak(byte) { offset += 1 }
    comments.append(
      Comment(range: start..<offset, content: start + 2..<offset, isLong: false, isFirstOnLine: firstOnLine))
  }
}
