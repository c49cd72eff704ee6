// Lua's lexical grammar is defined over bytes, whatever the locale says; these are its character classes.

/// The bytes that the lexer names.
enum Byte {
  static let tab: UInt8 = 0x09
  static let newline: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let bang = UInt8(ascii: "!")
  static let doubleQuote = UInt8(ascii: "\"")
  static let singleQuote = UInt8(ascii: "'")
  static let hash = UInt8(ascii: "#")
  static let dot = UInt8(ascii: ".")
  static let minus = UInt8(ascii: "-")
  static let equals = UInt8(ascii: "=")
  static let leftBracket = UInt8(ascii: "[")
  static let rightBracket = UInt8(ascii: "]")
  static let backslash = UInt8(ascii: "\\")
  static let backtick = UInt8(ascii: "`")
}

@inline(__always) func isLineBreak(_ byte: UInt8) -> Bool {
  byte == Byte.newline || byte == Byte.carriageReturn
}

/// Blank, `\t`, `\n`, `\v`, `\f`, `\r`.
@inline(__always) func isSpace(_ byte: UInt8) -> Bool {
  byte == Byte.space || (byte >= 0x09 && byte <= 0x0D)
}

@inline(__always) func isDigit(_ byte: UInt8) -> Bool {
  byte >= 0x30 && byte <= 0x39
}

/// A letter of ASCII or `_`: what a name starts with.
@inline(__always) func isLetter(_ byte: UInt8) -> Bool {
  let lower = byte | 0x20
  return (lower >= 0x61 && lower <= 0x7A) || byte == 0x5F
}

@inline(__always) func isNameByte(_ byte: UInt8) -> Bool {
  isLetter(byte) || isDigit(byte)
}

@inline(__always) func hexValue(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x41 + 10
  case 0x61...0x66: byte - 0x61 + 10
  default: nil
  }
}
