// Every diagnostic must point at a line and a column, while lexer and parser work on byte offsets.
// This is the one place where the two meet, so that a column means the same everywhere.

public import Diagnostics

/// The bytes of one Lua file and where its lines begin.
///
/// The bytes need not be valid UTF-8 or valid Lua. Line breaks are Lua's: `\n`, `\r`, and the pairs `\r\n` and
/// `\n\r`, so the line numbers are those that liblua reports.
public struct LuaSource: Sendable {
  /// The path as the user named it; diagnostics carry it unchanged.
  public let name: String
  public let bytes: [UInt8]
  /// The offset of the first byte of each line; never empty.
  public let lineStarts: [Int]

  /// How long a file may be, in bytes; a longer one is not parsed.
  public static let largestSize = 16 << 20

  /// Lines longer than this, in bytes, are not copied into diagnostics.
  static let longestShownLine = 2000

  /// Finds the lines. O(bytes).
  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
    var starts = [0]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == Byte.newline || byte == Byte.carriageReturn else { continue }
      if index < bytes.count, isLineBreak(bytes[index]), bytes[index] != byte { index += 1 }
      starts.append(index)
    }
    lineStarts = starts
  }

  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The line that holds the byte at `offset`, counted from 1. O(log lines).
  public func line(of offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  /// The bytes of a line without its line break; empty for a line that does not exist.
  public func range(ofLine line: Int) -> Range<Int> {
    guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] : bytes.count
    while end > start, isLineBreak(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  /// Line and column of a byte, both counted from 1, the column in Unicode scalars. O(length of the line).
  public func position(of offset: Int) -> (line: Int, column: Int) {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(of: offset)
    let range = range(ofLine: line)
    return (line, scalars(in: range.lowerBound..<max(range.lowerBound, min(offset, range.upperBound))) + 1)
  }

  /// Where a stretch of bytes is, for a diagnostic. A stretch of several lines is cut at the end of its first.
  ///
  /// The range may lie outside the file; it is clamped. O(length of the line).
  public func place(of range: Range<Int>) -> Diagnostic.Place {
    let start = min(max(range.lowerBound, 0), bytes.count)
    let (line, column) = position(of: start)
    let whole = self.range(ofLine: line)
    let end = min(range.upperBound, whole.upperBound)
    return Diagnostic.Place(
      file: name, line: line, column: column, length: start < end ? max(1, scalars(in: start..<end)) : 1,
      text: whole.count <= Self.longestShownLine ? text(of: whole) : nil)
  }

  /// The text of a stretch of bytes; what is not UTF-8 is replaced by U+FFFD. The range is clamped.
  public func text(of range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// How far the text of the line that holds `offset` is indented, in bytes.
  func indentation(at offset: Int) -> Int {
    let range = range(ofLine: line(of: offset))
    var index = range.lowerBound
    while index < range.upperBound, bytes[index] == Byte.space || bytes[index] == Byte.tab { index += 1 }
    return index - range.lowerBound
  }

  private func scalars(in range: Range<Int>) -> Int {
    text(of: range).unicodeScalars.count
  }
}

/// The place of a stretch of bytes in a file, as diagnostics want it: `file.place(of:)` as a free function.
public func place(of range: Range<Int>, in source: LuaSource) -> Diagnostic.Place {
  source.place(of: range)
}
