// Strings are where a rule keeps its patterns, and where most slips of the pen end up: each kind of string and
// each way to get it wrong.

extension Lexer {
  /// The level of the long bracket that opens at `start`: 0 for `[[`, 1 for `[=[`; nil where none opens.
  func longBracketLevel(at start: Int) -> Int? {
    var index = start + 1
    while index < bytes.count, bytes[index] == Byte.equals { index += 1 }
    guard index < bytes.count, bytes[index] == Byte.leftBracket else { return nil }
    return index - start - 1
  }

  func closing(_ level: Int) -> String {
    "]" + String(repeating: "=", count: level) + "]"
  }

  /// Moves behind the closing bracket, or to the end of the file and returns false.
  mutating func skipLongBracket(level: Int) -> Bool {
    offset += level + 2
    while offset < bytes.count {
      guard bytes[offset] == Byte.rightBracket else {
        offset += 1
        continue
      }
      var index = offset + 1
      while index < bytes.count, bytes[index] == Byte.equals { index += 1 }
      if index - offset - 1 == level, index < bytes.count, bytes[index] == Byte.rightBracket {
        offset = index + 1
        return true
      }
      offset = index
    }
    return false
  }

  mutating func readLongString(level: Int) {
    let start = offset
    if skipLongBracket(level: level) {
      emit(.string, from: start, flags: .long)
    } else {
      let opener = start..<start + level + 2
      reports.add(
        "unfinished string: expected '\(closing(level))' to close '\(source.text(of: opener))'", opener,
        reach: offset)
      emit(.string, from: start, flags: [.long, .malformed])
    }
  }

  mutating func readShortString(quote: UInt8) {
    let start = offset
    offset += 1
    var malformed = false
    while true {
      guard let byte = peek(), !isLineBreak(byte) else {
        reportUnfinished(start, quote)
        emit(.string, from: start, flags: .malformed)
        return
      }
      if byte == quote {
        offset += 1
        emit(.string, from: start, flags: malformed ? .malformed : [])
        return
      }
      if byte == Byte.backslash {
        if !readEscape() { malformed = true }
      } else {
        offset += 1
      }
    }
  }

  private mutating func reportUnfinished(_ start: Int, _ quote: UInt8) {
    let mark = quote == Byte.doubleQuote ? "\"" : "'"
    var help: [String] = []
    let content = source.text(of: start..<offset)
    if quote == Byte.singleQuote, start > 0, isNameByte(bytes[start - 1]) {
      help = ["an apostrophe inside '…' is written \\'; or put the string in double quotes"]
    } else if content.unicodeScalars.contains(where: { "“”„‘’".unicodeScalars.contains($0) }) {
      help = ["a string ends with the same straight quote that it began with"]
    } else {
      help = ["a string of several lines is written [[ … ]]"]
    }
    reports.add(
      "unfinished string: expected '\(mark)' before the end of the line", start..<offset,
      help: help)
  }

  /// Reads an escape sequence, the backslash being the current byte. False when Lua would refuse it.
  private mutating func readEscape() -> Bool {
    let start = offset
    offset += 1
    guard let byte = peek() else { return true }  // the string is unfinished; that is reported
    switch byte {
    case UInt8(ascii: "a"), UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"),
      UInt8(ascii: "t"), UInt8(ascii: "v"), Byte.backslash, Byte.doubleQuote, Byte.singleQuote:
      offset += 1
    case Byte.newline, Byte.carriageReturn:
      offset += 1
      if let next = peek(), isLineBreak(next), next != byte { offset += 1 }
    case UInt8(ascii: "z"):
      offset += 1
      while let next = peek(), isSpace(next) { offset += 1 }
    case UInt8(ascii: "x"): return readHexEscape(start)
    case UInt8(ascii: "u"): return readUnicodeEscape(start)
    case 0x30...0x39:
      var value = 0
      var digits = 0
      while digits < 3, let digit = peek(), isDigit(digit) {
        value = value * 10 + Int(digit - 0x30)
        digits += 1
        offset += 1
      }
      if value > 255 {
        return refuseEscape(
          "escape '\(source.text(of: start..<offset))' is too large: expected at most '\\255'", start)
      }
    default:
      // The whole character, so that the message does not cut it in the middle.
      offset += 1
      while let next = peek(), next & 0xC0 == 0x80 { offset += 1 }
      return refuseEscape(
        "unknown escape '\(source.text(of: start..<offset))'", start,
        help: ["a backslash itself is written '\\\\'; between [[ and ]] it needs no escape"])
    }
    return true
  }

  private mutating func refuseEscape(_ message: String, _ start: Int, help: [String] = []) -> Bool {
    reports.add(message, start..<offset, help: help)
    return false
  }

  private mutating func readHexEscape(_ start: Int) -> Bool {
    offset += 1
    for _ in 0..<2 {
      guard let byte = peek(), hexValue(byte) != nil else {
        return refuseEscape("expected two hexadecimal digits after '\\x'", start)
      }
      offset += 1
    }
    return true
  }

  private mutating func readUnicodeEscape(_ start: Int) -> Bool {
    offset += 1
    guard peek() == UInt8(ascii: "{") else {
      return refuseEscape("expected '{' after '\\u'", start, help: ["a code point is written '\\u{2014}'"])
    }
    offset += 1
    var value: UInt64 = 0
    var digits = 0
    while let byte = peek(), let digit = hexValue(byte) {
      value = min(value << 4 | UInt64(digit), 1 << 32)
      digits += 1
      offset += 1
    }
    guard digits > 0 else { return refuseEscape("expected a hexadecimal digit after '\\u{'", start) }
    guard value < 1 << 31 else {
      return refuseEscape("code point is too large: expected at most '\\u{7FFFFFFF}'", start)
    }
    guard peek() == UInt8(ascii: "}") else {
      return refuseEscape("expected '}' to close '\\u{'", start)
    }
    offset += 1
    return true
  }

  // MARK: What is not Lua at all

  /// Quotation marks that word processors make, each with those that may close it.
  private static let foreignQuotes: [(opener: String, closers: [String])] = [
    ("“", ["”", "“", "\""]), ("”", ["”", "\""]), ("„", ["“", "”", "\""]), ("«", ["»"]), ("»", ["«"]),
    ("‘", ["’", "‘", "'"]), ("’", ["’", "'"]), ("‚", ["‘", "’", "'"]),
  ]

  private func stands(_ text: String, at index: Int) -> Bool {
    bytes[index...].starts(with: text.utf8)
  }

  /// Reads bytes outside ASCII, which outside strings and comments are never Lua.
  mutating func readForeignText() {
    let start = offset
    for (opener, closers) in Self.foreignQuotes where stands(opener, at: offset) {
      readForeignString(closers: closers)
      return
    }
    for (blank, name) in [
      ("\u{A0}", "no-break space"), ("\u{202F}", "narrow no-break space"), ("\u{200B}", "zero-width space"),
      ("\u{FEFF}", "byte order mark"), ("\u{3000}", "ideographic space"),
    ] where stands(blank, at: offset) {
      while offset < bytes.count, stands(blank, at: offset) { offset += blank.utf8.count }
      reports.add("unexpected \(name)", start..<offset, label: "use an ordinary space")
      return
    }
    for (sign, lua) in [
      ("–", "-"), ("—", "-"), ("−", "-"), ("≠", "~="), ("≤", "<="), ("≥", ">="), ("…", "..."),
    ]
    where stands(sign, at: offset) {
      offset += sign.utf8.count
      reports.add("unexpected symbol '\(sign)'", start..<offset, label: "write '\(lua)'")
      emit(.invalid, from: start)
      return
    }
    while let byte = peek(), byte >= 0x80 || isNameByte(byte) { offset += 1 }
    reports.add(
      "unexpected symbol '\(source.text(of: start..<min(offset, start + 40)))'", start..<offset,
      help: ["names are made of the letters a to z, digits and '_'; other letters belong in strings"])
    emit(.name, from: start, name: names.intern(bytes, start..<offset))
  }

  /// Reads a string between quotes that Lua does not know, when it ends on its line.
  mutating func readForeignString(closers: [String]) {
    let start = offset
    offset += 1
    while let byte = peek(), byte & 0xC0 == 0x80 { offset += 1 }
    let opener = start..<offset
    // A line full of openers must not be searched once for each.
    var index = offset < foreignSearchEnd ? bytes.count : offset
    while index < bytes.count, !isLineBreak(bytes[index]) {
      if let closer = closers.first(where: { stands($0, at: index) }) {
        offset = index + closer.utf8.count
        reports.add(
          "unexpected symbol '\(source.text(of: opener))'", start..<offset, label: "use straight quotes")
        emit(.string, from: start, flags: .malformed)
        return
      }
      index += 1
    }
    if offset >= foreignSearchEnd { foreignSearchEnd = index }
    reports.add("unexpected symbol '\(source.text(of: opener))'", opener, label: "use straight quotes")
    emit(.invalid, from: start)
  }
}
