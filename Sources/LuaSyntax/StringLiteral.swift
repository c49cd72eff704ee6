// A pattern is compiled from the decoded bytes of a string, but its mistakes must be shown in the source, where
// an escape takes several bytes and the first line break of a long string counts for nothing.

/// A string of a Lua file: its value, and where each byte of the value comes from.
public struct StringLiteral: Hashable, Sendable {
  /// The bytes of the value.
  public let value: [UInt8]
  /// The bytes of the literal in the source, with its quotes or brackets.
  public let range: Range<Int>
  /// The bytes between the quotes or brackets.
  public let content: Range<Int>

  /// A stretch of the value that comes from one stretch of the source: byte by byte, or all of it from one escape.
  private struct Segment: Hashable, Sendable {
    var value: Int
    var source: Int
    /// 0 when each byte of the value is one byte of the source.
    var escapeLength: Int
  }
  private let segments: [Segment]

  /// The value as text; bytes that are not UTF-8 are replaced by U+FFFD.
  public var text: String { String(decoding: value, as: UTF8.self) }

  /// Decodes the string whose literal stands at `range`. A literal that Lua would refuse is decoded as far as it
  /// makes sense. O(bytes).
  public init(_ source: LuaSource, _ range: Range<Int>) {
    let range = range.clamped(to: 0..<source.bytes.count)
    var decoder = Decoder(bytes: source.bytes, index: range.lowerBound, end: range.upperBound)
    decoder.run()
    self.range = range
    value = decoder.value
    segments = decoder.segments
    content = decoder.content
  }

  /// Where in the source the byte `offset` of the value comes from: its own byte, or the start of its escape. At the
  /// end of the value, the end of the content. O(log segments).
  public func sourceOffset(of offset: Int) -> Int { sourceRange(of: offset..<offset).lowerBound }

  /// The stretch of the source that a stretch of the value comes from, whole escapes included. The range is
  /// clamped to the value. O(log segments).
  public func sourceRange(of range: Range<Int>) -> Range<Int> {
    let range = range.clamped(to: 0..<value.count)
    let start = stretch(of: range.lowerBound).lowerBound
    guard !range.isEmpty else { return start..<start }
    return start..<max(start, stretch(of: range.upperBound - 1).upperBound)
  }

  private func stretch(of offset: Int) -> Range<Int> {
    guard offset < value.count else { return content.upperBound..<content.upperBound }
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if segments[middle].value <= offset { low = middle } else { high = middle }
    }
    let segment = segments[low]
    if segment.escapeLength > 0 { return segment.source..<segment.source + segment.escapeLength }
    let start = segment.source + offset - segment.value
    return start..<start + 1
  }

  private struct Decoder {
    let bytes: [UInt8]
    var index: Int
    let end: Int
    var value: [UInt8] = []
    var segments: [Segment] = []
    var content: Range<Int>

    init(bytes: [UInt8], index: Int, end: Int) {
      self.bytes = bytes
      self.index = index
      self.end = end
      content = index..<end
    }

    mutating func run() {
      guard index < end else { return }
      let first = bytes[index]
      if first == Byte.leftBracket {
        decodeLong()
      } else if first == Byte.doubleQuote || first == Byte.singleQuote {
        let closed = end - index > 1 && bytes[end - 1] == first && !endsInsideEscape()
        content = index + 1..<(closed ? end - 1 : end)
        index += 1
        decodeShort()
      } else {
        // Quotes that Lua does not know: one character at either side.
        var start = index + 1
        while start < end, bytes[start] & 0xC0 == 0x80 { start += 1 }
        var stop = max(start, end - 1)
        while stop > start, bytes[stop] & 0xC0 == 0x80 { stop -= 1 }
        content = start..<stop
        index = start
        decodeShort()
      }
    }

    /// An unfinished string may end in `\"`, where the quote closes nothing.
    private func endsInsideEscape() -> Bool {
      var position = end - 2
      var backslashes = 0
      while position > index, bytes[position] == Byte.backslash {
        backslashes += 1
        position -= 1
      }
      return backslashes % 2 == 1
    }

    private mutating func plain(_ byte: UInt8, at source: Int) {
      if let last = segments.last, last.escapeLength == 0, source - last.source == value.count - last.value {
        value.append(byte)
        return
      }
      segments.append(Segment(value: value.count, source: source, escapeLength: 0))
      value.append(byte)
    }

    private mutating func escape(_ decoded: [UInt8], from source: Int) {
      guard !decoded.isEmpty else { return }
      segments.append(Segment(value: value.count, source: source, escapeLength: index - source))
      value += decoded
    }

    private func lineBreakLength(at position: Int, limit: Int) -> Int {
      position + 1 < limit && isLineBreak(bytes[position + 1]) && bytes[position + 1] != bytes[position]
        ? 2 : 1
    }

    private mutating func decodeLong() {
      var level = 0
      while index + 1 + level < end, bytes[index + 1 + level] == Byte.equals { level += 1 }
      let start = min(index + level + 2, end)
      // Unfinished: the string goes on to the end of the file.
      var stop = end
      if end - start >= level + 2, bytes[end - 1] == Byte.rightBracket,
        bytes[end - 2 - level] == Byte.rightBracket,
        bytes[end - 1 - level..<end - 1].allSatisfy({ $0 == Byte.equals })
      {
        stop = end - 2 - level
      }
      content = start..<stop
      index = start
      if index < stop, isLineBreak(bytes[index]) { index += lineBreakLength(at: index, limit: stop) }
      while index < stop {
        let position = index
        if isLineBreak(bytes[index]) {
          let length = lineBreakLength(at: index, limit: stop)
          index += length
          if length == 1 { plain(Byte.newline, at: position) } else { escape([Byte.newline], from: position) }
        } else {
          index += 1
          plain(bytes[position], at: position)
        }
      }
    }

    private mutating func decodeShort() {
      while index < content.upperBound {
        let start = index
        let byte = bytes[index]
        index += 1
        if byte == Byte.backslash, index < content.upperBound {
          let decoded = decodeEscape()
          index = min(index, content.upperBound)
          escape(decoded, from: start)
        } else {
          plain(byte, at: start)
        }
      }
    }

    private mutating func decodeEscape() -> [UInt8] {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "a"): return [0x07]
      case UInt8(ascii: "b"): return [0x08]
      case UInt8(ascii: "f"): return [0x0C]
      case UInt8(ascii: "n"): return [0x0A]
      case UInt8(ascii: "r"): return [0x0D]
      case UInt8(ascii: "t"): return [0x09]
      case UInt8(ascii: "v"): return [0x0B]
      case Byte.newline, Byte.carriageReturn:
        index += lineBreakLength(at: index - 1, limit: content.upperBound) - 1
        return [Byte.newline]
      case UInt8(ascii: "z"):
        while index < content.upperBound, isSpace(bytes[index]) { index += 1 }
        return []
      case UInt8(ascii: "x"):
        var result: UInt8 = 0
        for _ in 0..<2 {
          guard index < content.upperBound, let digit = hexValue(bytes[index]) else { break }
          result = result << 4 | digit
          index += 1
        }
        return [result]
      case UInt8(ascii: "u"): return decodeCodePoint()
      case 0x30...0x39:
        var result = Int(byte - 0x30)
        var digits = 1
        while digits < 3, index < content.upperBound, isDigit(bytes[index]) {
          result = result * 10 + Int(bytes[index] - 0x30)
          digits += 1
          index += 1
        }
        return [UInt8(truncatingIfNeeded: result)]
      default: return [byte]  // a quote or a backslash; anything else has been reported
      }
    }

    private mutating func decodeCodePoint() -> [UInt8] {
      guard index < content.upperBound, bytes[index] == UInt8(ascii: "{") else { return [] }
      index += 1
      var code: UInt32 = 0
      while index < content.upperBound, let digit = hexValue(bytes[index]) {
        code = min(code, 0x7FF_FFFF) << 4 | UInt32(digit)
        index += 1
      }
      if index < content.upperBound, bytes[index] == UInt8(ascii: "}") { index += 1 }
      return encoded(code & 0x7FFF_FFFF)
    }

    /// UTF-8 as of 1993, which Lua uses: up to six bytes, surrogates and all.
    private func encoded(_ code: UInt32) -> [UInt8] {
      guard code >= 0x80 else { return [UInt8(code)] }
      var rest = code
      var tail: [UInt8] = []
      var largestInFirst: UInt32 = 0x3F
      repeat {
        tail.append(UInt8(0x80 | rest & 0x3F))
        rest >>= 6
        largestInFirst >>= 1
      } while rest > largestInFirst
      tail.append(UInt8(truncatingIfNeeded: ~largestInFirst << 1 | rest))
      return tail.reversed()
    }
  }
}
