// Layers count in UTF-8 bytes; readers of the output count in code points (Python) or UTF-16 units
// (JavaScript, Java). Most English articles are nearly ASCII and have thousands of spans, so the map
// is nothing at all for ASCII, and otherwise one number for each 64 bytes.

/// Converts offsets into one text between UTF-8 and another unit.
///
/// Making one is linear in the text, converting an offset costs at most 64 bytes of counting, and
/// nothing for ASCII. Offsets outside the text are cut to its ends.
public struct OffsetMap: Sendable {
  /// What an offset counts.
  public enum Unit: String, Hashable, Sendable, CaseIterable {
    case codepoints, utf8, utf16
  }

  public let unit: Unit

  private let text: [UInt8]
  /// How many units begin before each block; empty when units are bytes.
  private let counts: [Int32]
  /// Bytes from this value up begin a scalar of two units.
  private let wide: UInt8

  private static let blockSize = 64

  /// Maps offsets into `text`, which must be valid UTF-8.
  public init(_ text: [UInt8], unit: Unit) {
    self.unit = unit
    self.text = text
    self.wide = unit == .utf16 ? 0xF0 : 0xFF
    var counts: [Int32] = []
    if unit != .utf8, !Self.isASCII(text.span) {
      counts.reserveCapacity(text.count / Self.blockSize + 2)
      var total = 0
      for start in stride(from: 0, through: text.count, by: Self.blockSize) {
        counts.append(Int32(total))
        total += Self.units(text.span, start..<min(start + Self.blockSize, text.count), wide)
      }
    }
    self.counts = counts
  }

  /// The unit offset of the UTF-8 offset `offset`.
  ///
  /// An offset inside a scalar counts that scalar as begun.
  public func offset(ofUTF8 offset: Int) -> Int {
    let offset = max(0, min(offset, text.count))
    guard !counts.isEmpty else { return offset }
    let block = offset / Self.blockSize
    return Int(counts[block]) + Self.units(text.span, block * Self.blockSize..<offset, wide)
  }

  /// `span` with both ends converted.
  public func convert(_ span: TextSpan) -> TextSpan {
    TextSpan(Int32(offset(ofUTF8: Int(span.start))), Int32(offset(ofUTF8: Int(span.end))))
  }

  /// The UTF-8 offset of the unit offset `offset`; inside a surrogate pair, that of the pair.
  ///
  /// A binary search over the blocks, then at most 64 bytes.
  public func utf8(ofOffset offset: Int) -> Int {
    guard !counts.isEmpty else { return max(0, min(offset, text.count)) }
    var low = 0
    var high = counts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(counts[middle]) <= offset { low = middle } else { high = middle }
    }
    var units = Int(counts[low])
    var index = low * Self.blockSize
    while index < text.count, text[index] & 0xC0 == 0x80 { index += 1 }
    while index < text.count {
      let width = text[index] >= wide ? 2 : 1
      if units + width > offset { break }
      units += width
      index += 1
      while index < text.count, text[index] & 0xC0 == 0x80 { index += 1 }
    }
    return index
  }

  /// `span`, given in units, in UTF-8.
  public func utf8(of span: TextSpan) -> TextSpan {
    TextSpan(Int32(utf8(ofOffset: Int(span.start))), Int32(utf8(ofOffset: Int(span.end))))
  }

  // A sum without an early exit, so that it becomes vector instructions.
  private static func units(_ text: Span<UInt8>, _ range: Range<Int>, _ wide: UInt8) -> Int {
    let part = text.extracting(range)
    var sum: UInt8 = 0
    for index in part.indices {
      let byte = part[index]
      sum &+= (byte & 0xC0 != 0x80 ? 1 : 0) &+ (byte >= wide ? 1 : 0)
    }
    return Int(sum)
  }

  private static func isASCII(_ text: Span<UInt8>) -> Bool {
    var start = 0
    while start < text.count {
      let part = text.extracting(start..<min(start + 4096, text.count))
      var union: UInt8 = 0
      for index in part.indices { union |= part[index] }
      if union >= 0x80 { return false }
      start += 4096
    }
    return true
  }
}
