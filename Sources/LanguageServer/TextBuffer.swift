// An editor counts lines and UTF-16 units, a parser counts bytes. This is the one place where the two meet.

/// What a position's `character` counts.
public enum PositionEncoding: String, Sendable {
  case utf8 = "utf-8"
  case utf16 = "utf-16"
}

/// A place between two characters, as editors say it; both from 0.
public struct TextPosition: Hashable, Sendable {
  public var line: Int
  public var character: Int

  public init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }
}

/// The text of an open document.
struct TextBuffer: Sendable {
  private(set) var bytes: [UInt8]
  /// The offset of the first byte of each line; never empty. Lines end with `\n`, `\r\n` or `\r`.
  private var lineStarts: [Int] = [0]

  init(_ text: String) {
    bytes = Array(text.utf8)
    findLines()
  }

  /// Bytes that are not UTF-8 become U+FFFD.
  init(_ bytes: [UInt8]) {
    self.bytes =
      String(validating: bytes, as: UTF8.self) == nil
      ? Array(String(decoding: bytes, as: UTF8.self).utf8) : bytes
    findLines()
  }

  var text: String { String(decoding: bytes, as: UTF8.self) }
  var lineCount: Int { lineStarts.count }

  private mutating func findLines() {
    lineStarts = [0]
    for (index, byte) in bytes.enumerated()
    where byte == 0x0A || (byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)) {
      lineStarts.append(index + 1)
    }
  }

  /// The bytes of a line without its line break; the end of the text for a line that is not there.
  private func range(ofLine line: Int) -> Range<Int> {
    guard lineStarts.indices.contains(line) else { return bytes.count..<bytes.count }
    var end = line + 1 < lineStarts.count ? lineStarts[line + 1] : bytes.count
    while end > lineStarts[line], bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return lineStarts[line]..<end
  }

  /// The byte at a position. One behind the end of its line is the line's end, one inside a character that character's beginning.
  func offset(of position: TextPosition, _ encoding: PositionEncoding) -> Int {
    guard position.line >= 0 else { return 0 }
    let line = range(ofLine: position.line)
    var left = max(0, position.character)
    var at = line.lowerBound
    while at < line.upperBound {
      let length = min(length(ofCharacterAt: at), line.upperBound - at)
      let units = encoding == .utf8 ? length : length == 4 ? 2 : 1
      guard left >= units else { break }
      left -= units
      at += length
    }
    return at
  }

  /// The position of a byte.
  func position(of offset: Int, _ encoding: PositionEncoding) -> TextPosition {
    let offset = min(max(offset, 0), bytes.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    var at = lineStarts[low]
    var character = 0
    while at < offset {
      let length = length(ofCharacterAt: at)
      guard at + length <= offset else { break }
      character += encoding == .utf8 ? length : length == 4 ? 2 : 1
      at += length
    }
    return TextPosition(line: low, character: character)
  }

  /// The byte of a column of a diagnostic, which counts Unicode scalars; line and column from 1.
  func offset(ofLine line: Int, column: Int) -> Int {
    let range = range(ofLine: line - 1)
    var at = range.lowerBound
    var left = column - 1
    while left > 0, at < range.upperBound {
      at += min(length(ofCharacterAt: at), range.upperBound - at)
      left -= 1
    }
    return at
  }

  private func length(ofCharacterAt offset: Int) -> Int {
    switch bytes[offset] {
    case 0xC0..<0xE0: 2
    case 0xE0..<0xF0: 3
    case 0xF0...: 4
    default: 1
    }
  }

  /// Puts `text` in the place of what stands between two positions; a second that is before the first is taken for it.
  mutating func replace(
    _ start: TextPosition, _ end: TextPosition, with text: String, _ encoding: PositionEncoding
  ) {
    let from = offset(of: start, encoding)
    let to = max(from, offset(of: end, encoding))
    bytes.replaceSubrange(from..<to, with: text.utf8)
    findLines()
  }
}
