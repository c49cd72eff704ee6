// Lua reads a numeral greedily, letters and all, and asks afterwards whether it makes sense; so do we, or `3x`
// would be accepted as a number and a name.

extension Lexer {
  mutating func readNumeral() {
    let start = offset
    var exponent = UInt8(ascii: "e")
    offset += 1
    if bytes[start] == 0x30, let next = peek(), next | 0x20 == UInt8(ascii: "x") {
      exponent = UInt8(ascii: "p")
      offset += 1
    }
    while let byte = peek() {
      if byte | 0x20 == exponent {
        offset += 1
        if let sign = peek(), sign == Byte.minus || sign == UInt8(ascii: "+") { offset += 1 }
      } else if isNameByte(byte) || byte == Byte.dot {
        offset += 1
      } else {
        break
      }
    }
    if NumberLiteral(bytes[start..<offset]) != nil {
      emit(.number, from: start)
    } else {
      let text = source.text(of: start..<min(offset, start + 40))
      reports.add(
        "malformed number '\(text)'", start..<offset,
        help: text.contains("..") ? ["put spaces around '..' after a number"] : [])
      emit(.number, from: start, flags: .malformed)
    }
  }
}

/// The value of a numeral, as Lua reads it.
public enum NumberLiteral: Hashable, Sendable {
  case integer(Int64)
  case float(Double)

  /// Nil for what is not a numeral of Lua 5.4; blanks and signs are no part of it. O(bytes).
  public init?(_ text: some Collection<UInt8>) {
    let text = Array(text)
    if text.count > 2, text[0] == 0x30, text[1] | 0x20 == UInt8(ascii: "x") {
      self.init(hexadecimal: text[2...])
    } else {
      self.init(decimal: text)
    }
  }

  private init?(decimal text: [UInt8]) {
    var index = 0
    let whole = text.prefix(while: isDigit).count
    index += whole
    var fraction = 0
    var isFloat = false
    if index < text.count, text[index] == Byte.dot {
      isFloat = true
      fraction = text[(index + 1)...].prefix(while: isDigit).count
      index += 1 + fraction
    }
    guard whole + fraction > 0 else { return nil }
    if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
      isFloat = true
      index += 1
      if index < text.count, text[index] == Byte.minus || text[index] == UInt8(ascii: "+") { index += 1 }
      let digits = text[index...].prefix(while: isDigit).count
      guard digits > 0 else { return nil }
      index += digits
    }
    guard index == text.count else { return nil }
    let string = String(decoding: text, as: UTF8.self)
    if !isFloat, let integer = Int64(string) {
      self = .integer(integer)
      return
    }
    // `5.` and `.5` are Lua's, not Swift's.
    let padded = (whole == 0 ? "0" : "") + string.replacing(emptyFraction: fraction == 0)
    self = .float(Double(padded) ?? .infinity)
  }

  private init?(hexadecimal text: ArraySlice<UInt8>) {
    var integer: UInt64 = 0
    var mantissa = 0.0
    var scale = 0
    var digits = 0
    var isFloat = false
    var index = text.startIndex
    while index < text.endIndex {
      if let digit = hexValue(text[index]) {
        integer = integer &<< 4 | UInt64(digit)
        mantissa = mantissa * 16 + Double(digit)
        // The scale follows the point, and falls when digits that no double can hold are dropped.
        if mantissa > 0x1p900 {
          mantissa /= 16
          scale += 4
        }
        if isFloat { scale -= 4 }
        digits += 1
      } else if text[index] == Byte.dot, !isFloat {
        isFloat = true
      } else {
        break
      }
      index += 1
    }
    guard digits > 0 else { return nil }
    if index < text.endIndex, text[index] | 0x20 == UInt8(ascii: "p") {
      isFloat = true
      index += 1
      var negative = false
      if index < text.endIndex, text[index] == Byte.minus || text[index] == UInt8(ascii: "+") {
        negative = text[index] == Byte.minus
        index += 1
      }
      var exponent = 0
      let first = index
      while index < text.endIndex, isDigit(text[index]) {
        exponent = min(exponent * 10 + Int(text[index] - 0x30), 1 << 40)
        index += 1
      }
      guard index > first else { return nil }
      scale += negative ? -exponent : exponent
    }
    guard index == text.endIndex else { return nil }
    if isFloat {
      self = .float(scaled(mantissa, by: scale))
    } else {
      self = .integer(Int64(bitPattern: integer))
    }
  }
}

extension String {
  /// `5.` as `5.0` and `5.e3` as `5.0e3`.
  fileprivate func replacing(emptyFraction: Bool) -> String {
    guard emptyFraction, let dot = utf8.firstIndex(of: Byte.dot) else { return self }
    let after = utf8.index(after: dot)
    return String(self[..<after]) + "0" + String(self[after...])
  }
}

/// `mantissa` × 2^`exponent`, in steps small enough that no intermediate result overflows before the last.
private func scaled(_ mantissa: Double, by exponent: Int) -> Double {
  guard mantissa != 0 else { return 0 }
  return Double(sign: .plus, exponent: min(max(exponent, -5000), 5000), significand: mantissa)
}
