// Where a row of CSV ends cannot be seen from its line feeds: a quoted field may hold some. Finding the end is apart
// from reading the fields, so that a row too large to be read can still be passed.

internal import JSON

/// Finds the end of one row, over as many pieces as it takes.
struct CSVRowScanner {
  private enum State { case fieldStart, unquoted, quoted, afterQuote }

  let delimiter: UInt8
  private var state = State.fieldStart

  init(delimiter: UInt8) { self.delimiter = delimiter }

  /// Whether a quoted field is open where the scanner is.
  var isInsideQuotes: Bool { state == .quoted }

  /// The index behind the line feed that ends the row, in `bytes[start...]`; nil when it is not among them.
  ///
  /// The next call goes on with the bytes that follow. Linear.
  mutating func end(in bytes: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if state == .quoted {
        guard let quote = firstIndex(of: 0x22, in: bytes, from: index) else { return nil }
        state = .afterQuote
        index = quote + 1
        continue
      }
      let byte = bytes[index]
      index += 1
      switch byte {
      case 0x0A:
        state = .fieldStart
        return index
      case delimiter: state = .fieldStart
      case 0x22 where state != .unquoted: state = .quoted
      // Before a line feed it belongs to the end of the line.
      case 0x0D where state == .afterQuote: break
      default: state = .unquoted
      }
    }
    return nil
  }
}

/// The fields of one row.
struct CSVRow {
  /// Unquoted; any bytes.
  var fields: [[UInt8]] = []
  /// What is wrong with the row.
  var mistake: String?

  /// Reads the row in `range` of `bytes`, which may end with a line feed.
  ///
  /// RFC 4180; a quotation mark inside a field that does not begin with one is part of it. Linear.
  init(_ bytes: [UInt8], in range: Range<Int>, delimiter: UInt8) {
    var end = range.upperBound
    if end > range.lowerBound, bytes[end - 1] == 0x0A { end -= 1 }
    if end > range.lowerBound, bytes[end - 1] == 0x0D { end -= 1 }
    var index = range.lowerBound
    while true {
      if index < end, bytes[index] == 0x22 {
        fields.append(quotedField(bytes, &index, end))
        if index < end, bytes[index] != delimiter {
          mistake =
            mistake ?? "a delimiter expected behind the closing quotation mark of field \(fields.count)"
          while index < end, bytes[index] != delimiter { index += 1 }
        }
      } else {
        let start = index
        while index < end, bytes[index] != delimiter { index += 1 }
        fields.append(Array(bytes[start..<index]))
      }
      guard index < end else { return }
      index += 1
    }
  }

  /// Reads from a quotation mark to behind its partner.
  private mutating func quotedField(_ bytes: [UInt8], _ index: inout Int, _ end: Int) -> [UInt8] {
    var field: [UInt8] = []
    index += 1
    while true {
      guard let quote = firstIndex(of: 0x22, in: bytes.span.extracting(..<end), from: index) else {
        mistake = mistake ?? "a quotation mark is opened and never closed"
        index = end
        return field
      }
      field += bytes[index..<quote]
      index = quote + 1
      guard index < end, bytes[index] == 0x22 else { return field }
      field.append(0x22)
      index += 1
    }
  }
}
