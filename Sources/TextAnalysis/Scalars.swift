// The tokeniser decides by class of character, and most characters are ASCII. The table below
// answers for those with one load; the functions decode and classify the rest by range, with our
// own tables, so that neither a locale nor the version of a Unicode library changes a token.

/// What a character is to the tokeniser.
enum CharacterClass {
  static let space: UInt8 = 0
  static let lineBreak: UInt8 = 1
  static let lower: UInt8 = 2
  static let upper: UInt8 = 3
  static let digit: UInt8 = 4
  static let punctuation: UInt8 = 5
  static let symbol: UInt8 = 6
  /// Joiners, direction and variation marks: part of a word that goes on, otherwise skipped.
  static let ignorable: UInt8 = 7
  /// A byte that begins (or wrongly continues) a character beyond ASCII.
  static let beyond: UInt8 = 8

  static func isLetter(_ kind: UInt8) -> Bool { kind == lower || kind == upper }
  static func isWord(_ kind: UInt8) -> Bool { kind >= lower && kind <= digit }

  /// The class of each byte.
  static let table: [UInt8] = (0...255).map { $0 < 128 ? ofASCII($0) : beyond }

  private static func ofASCII(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x0A, 0x0D: lineBreak
    case 0...0x20, 0x7F: space
    case 0x30...0x39: digit
    case 0x41...0x5A: upper
    case 0x61...0x7A: lower
    case UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"), UInt8(ascii: "#"), UInt8(ascii: "@"),
      UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "<"), UInt8(ascii: "="), UInt8(ascii: ">"),
      UInt8(ascii: "^"), UInt8(ascii: "|"), UInt8(ascii: "~"):
      symbol
    default: punctuation
    }
  }

  /// The class of a character beyond ASCII.
  static func of(_ scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0..<0x80: ofASCII(UInt8(truncatingIfNeeded: scalar))
    case 0x85: lineBreak
    case 0x80...0xA0: space
    case 0xA1, 0xA7, 0xAB, 0xB4, 0xB6, 0xB7, 0xBB, 0xBF: punctuation
    case 0xAA, 0xB2, 0xB3, 0xB5, 0xB9, 0xBA: lower
    case 0xAD: ignorable
    case 0xBC...0xBE: digit
    case 0xA2...0xBF, 0xD7, 0xF7: symbol
    case 0x37E, 0x387, 0x55A...0x55F, 0x589, 0x5BE, 0x60C, 0x61B, 0x61F, 0x66A...0x66D, 0x6D4, 0x964, 0x965:
      punctuation
    case 0x1680, 0x2000...0x200B, 0x202F, 0x205F, 0x3000: space
    case 0x61C, 0x180B...0x180F, 0x200C...0x200F, 0x202A...0x202E, 0x2060...0x206F: ignorable
    case 0..<0x2000: Case.lower(scalar) == scalar ? lower : upper
    case 0x2028, 0x2029: lineBreak
    case 0x2030...0x2031, 0x2052: symbol
    case 0x2010...0x205E: punctuation
    case 0x2070...0x209F: lower
    case 0x20A0...0x20CF, 0x2116, 0x2117, 0x2120, 0x2122: symbol
    case 0x20D0...0x214F: lower
    case 0x2150...0x218F: digit
    case 0x2190...0x2BFF: symbol
    case 0x2E00...0x2E7F, 0x3001...0x3003, 0x3008...0x3011, 0x3014...0x301F, 0x30FB: punctuation
    case 0x3012, 0x3013, 0x3020: symbol
    case 0xE000...0xF8FF: symbol
    case 0xFE00...0xFE0F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: ignorable
    case 0xFE10...0xFE1F, 0xFE30...0xFE6F: punctuation
    case 0xFF01...0xFF0F, 0xFF1A...0xFF20, 0xFF3B...0xFF40, 0xFF5B...0xFF65: punctuation
    case 0xFF10...0xFF19: digit
    case 0xFF21...0xFF3A: upper
    case 0xFFE0...0xFFEE: symbol
    case 0x1F000...0x1FBFF, 0xF0000...0x10FFFF: symbol
    default: lower  // scripts without case, and U+FFFD, which stands for a letter that was lost
    }
  }
}

/// Simple case mapping for the scripts of news names: Latin, Greek, Cyrillic, Armenian.
enum Case {
  /// The lower-case form of `scalar`, itself where there is none.
  static func lower(_ scalar: UInt32) -> UInt32 {
    let even = scalar & 1 == 0
    switch scalar {
    case 0x41...0x5A: return scalar + 32
    case 0xC0...0xDE: return scalar == 0xD7 ? scalar : scalar + 32
    case 0x130: return 0x69
    case 0x100...0x137, 0x14A...0x177, 0x1DE...0x1EF, 0x1F8...0x21F, 0x222...0x233:
      return even ? scalar + 1 : scalar
    case 0x139...0x148, 0x179...0x17E, 0x1CD...0x1DC: return even ? scalar : scalar + 1
    case 0x178: return 0xFF
    case 0x386: return 0x3AC
    case 0x388...0x38A: return scalar + 37
    case 0x38C: return 0x3CC
    case 0x38E, 0x38F: return scalar + 63
    case 0x391...0x3AB: return scalar == 0x3A2 ? scalar : scalar + 32
    case 0x400...0x40F: return scalar + 80
    case 0x410...0x42F: return scalar + 32
    case 0x460...0x481, 0x48A...0x4BF, 0x4D0...0x52F: return even ? scalar + 1 : scalar
    case 0x4C0: return 0x4CF
    case 0x4C1...0x4CE: return even ? scalar : scalar + 1
    case 0x531...0x556: return scalar + 48
    case 0x1E9E: return 0xDF
    case 0x1E00...0x1E95, 0x1EA0...0x1EFF: return even ? scalar + 1 : scalar
    case 0xFF21...0xFF3A: return scalar + 32
    default: return scalar
    }
  }
}

extension [UInt8] {
  /// The character at `index` and its length in bytes; U+FFFD of one byte where the bytes are not
  /// UTF-8. `index` must exist.
  func scalar(at index: Int) -> (value: UInt32, length: Int) {
    let first = UInt32(self[index])
    if first < 0x80 { return (first, 1) }
    func continuation(_ offset: Int) -> UInt32? {
      guard index + offset < count else { return nil }
      let byte = UInt32(self[index + offset])
      return byte & 0xC0 == 0x80 ? byte & 0x3F : nil
    }
    let bad: (UInt32, Int) = (0xFFFD, 1)
    switch first {
    case 0xC2...0xDF:
      guard let a = continuation(1) else { return bad }
      return ((first & 0x1F) << 6 | a, 2)
    case 0xE0...0xEF:
      guard let a = continuation(1), let b = continuation(2) else { return bad }
      let value = (first & 0x0F) << 12 | a << 6 | b
      return value < 0x800 || (0xD800...0xDFFF).contains(value) ? bad : (value, 3)
    case 0xF0...0xF4:
      guard let a = continuation(1), let b = continuation(2), let c = continuation(3) else { return bad }
      let value = (first & 0x07) << 18 | a << 12 | b << 6 | c
      return value < 0x10000 || value > 0x10FFFF ? bad : (value, 4)
    default: return bad
    }
  }

  /// Appends the UTF-8 of `scalar`.
  mutating func append(scalar: UInt32) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (scalar >> shift) & 0x3F) }
    switch scalar {
    case 0..<0x80: append(UInt8(scalar))
    case 0x80..<0x800:
      append(UInt8(0xC0 | scalar >> 6))
      append(tail(0))
    case 0x800..<0x10000:
      append(UInt8(0xE0 | scalar >> 12))
      append(tail(6))
      append(tail(0))
    default:
      append(UInt8(0xF0 | (scalar >> 18) & 0x07))
      append(tail(12))
      append(tail(6))
      append(tail(0))
    }
  }
}
