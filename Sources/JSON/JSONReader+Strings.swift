// Strings are where nearly all bytes of an article are. A run without escapes is found by a vector
// loop, validated by the standard library and copied once.

extension JSONReader {
  /// Reads a string.
  public mutating func readString() throws(JSONError) -> String {
    guard peek() == 0x22 else { throw failure("a string") }
    let start = offset + 1
    let stop = plainRun(bytes.span, from: start, to: end).end
    if stop < end, bytes[stop] == 0x22, let string = validString(start..<stop) {
      offset = stop + 1
      isFirst = false
      return string
    }
    var decoded: [UInt8] = []
    try readString(into: &decoded)
    return String(decoding: decoded, as: UTF8.self)
  }

  /// Reads a string and appends its UTF-8, which is valid, to `output`.
  ///
  /// `repairs` says what had to be replaced. On an error `output` holds what came before it.
  public mutating func readString(into output: inout [UInt8]) throws(JSONError) {
    guard peek() == 0x22 else { throw failure("a string") }
    offset += 1
    while true {
      let start = offset
      let run = plainRun(bytes.span, from: start, to: end)
      offset = run.end
      if run.union < 0x80 {
        output.append(bytes.span.extracting(start..<offset))
      } else {
        appendRepaired(start..<offset, to: &output)
      }
      guard try stopsAtEscape() else { return }
      let escape = offset
      guard let scalar = try readEscape() else {
        repairs.loneSurrogates.add(input: escape, output: output.count)
        output.append(contentsOf: [0xEF, 0xBF, 0xBD])
        continue
      }
      if scalar.isASCII {
        output.append(UInt8(truncatingIfNeeded: scalar.value))
      } else {
        output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  private func validString(_ range: Range<Int>) -> String? {
    guard let text = try? UTF8Span(validating: bytes.span.extracting(range)) else { return nil }
    return String(copying: text)
  }

  /// Passes a string, checking its escapes.
  mutating func skipString() throws(JSONError) {
    guard peek() == 0x22 else { throw failure("a string") }
    offset += 1
    while true {
      offset = plainRun(bytes.span, from: offset, to: end).end
      guard try stopsAtEscape() else { return }
      _ = try readEscape()
    }
  }

  /// True at a backslash; false past the closing quotation mark; an error at anything else.
  private mutating func stopsAtEscape() throws(JSONError) -> Bool {
    guard offset < end else { throw failure("the string's closing '\"'") }
    switch bytes[offset] {
    case 0x5C: return true
    case 0x22:
      offset += 1
      isFirst = false
      return false
    default: throw failure("an escaped control character")
    }
  }

  /// The scalar that an escape stands for; nil for half a surrogate pair.
  private mutating func readEscape() throws(JSONError) -> Unicode.Scalar? {
    offset += 1
    guard offset < end else { throw failure("an escaped character") }
    let byte = bytes[offset]
    let plain: Unicode.Scalar
    switch byte {
    case 0x22, 0x5C, 0x2F: plain = Unicode.Scalar(byte)
    case 0x62: plain = "\u{08}"
    case 0x66: plain = "\u{0C}"
    case 0x6E: plain = "\n"
    case 0x72: plain = "\r"
    case 0x74: plain = "\t"
    case 0x75:
      offset += 1
      return try readSurrogates()
    default: throw failure("one of \"\\/bfnrtu after '\\'")
    }
    offset += 1
    return plain
  }

  private mutating func readSurrogates() throws(JSONError) -> Unicode.Scalar? {
    let unit = try readFourDigits()
    guard unit & 0xFC00 == 0xD800 else { return Unicode.Scalar(unit) }
    guard offset + 1 < end, bytes[offset] == 0x5C, bytes[offset + 1] == 0x75 else { return nil }
    let second = offset
    offset += 2
    let low = try readFourDigits()
    guard low & 0xFC00 == 0xDC00 else {
      // The second escape stands for itself.
      offset = second
      return nil
    }
    return Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + low & 0x3FF)
  }

  private mutating func readFourDigits() throws(JSONError) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard offset < end, let digit = hexadecimalValue(bytes[offset]) else {
        throw failure("a hexadecimal digit")
      }
      value = value << 4 | digit
      offset += 1
    }
    return value
  }

  /// Appends bytes that hold no escape to be decoded, with U+FFFD for each ill-formed sequence.
  mutating func appendRepaired(_ range: Range<Int>, to output: inout [UInt8]) {
    var start = range.lowerBound
    while start < range.upperBound {
      let invalid: Range<Int>
      do throws(UTF8.ValidationError) {
        _ = try UTF8Span(validating: bytes.span.extracting(start..<range.upperBound))
        output.append(bytes.span.extracting(start..<range.upperBound))
        return
      } catch {
        invalid = start + error.byteOffsets.lowerBound..<start + error.byteOffsets.upperBound
      }
      output.append(bytes.span.extracting(start..<invalid.lowerBound))
      repairs.invalidSequences.add(input: invalid.lowerBound, output: output.count)
      output.append(contentsOf: [0xEF, 0xBF, 0xBD])
      start = invalid.upperBound
    }
  }
}
