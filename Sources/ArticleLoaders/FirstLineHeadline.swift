// Plain text says nothing about its parts. A first line that looks like a headline is one only when
// the host says that its texts begin with headlines; a first sentence must never be lost to a guess.

internal import Articles

extension Article {
  /// Makes the first paragraph the headline when it is one line without a final stop and a body follows.
  ///
  /// Of an article that has blocks already nothing changes.
  mutating func takeFirstLineAsHeadline() {
    guard blocks.count == 1, blocks[0].region == .body else { return }
    var start = Int(blocks[0].span.start)
    if TextEncoding(of: text.span) == .utf8WithMark { start += 3 }
    while start < text.count, isSpace(text[start]) { start += 1 }
    guard let feed = text[start...].firstIndex(of: 0x0A) else { return }

    // Only blanks may stand between this line feed and the next one.
    var body = feed + 1
    var feeds = 1
    while body < text.count, isSpace(text[body]) {
      if text[body] == 0x0A { feeds += 1 }
      body += 1
    }
    guard feeds > 1, body < text.count else { return }
    // The body's first line keeps its indent.
    while text[body - 1] != 0x0A { body -= 1 }

    var end = feed
    while end > start, isSpace(text[end - 1]) { end -= 1 }
    guard end > start, !endsWithStop(text[start..<end]) else { return }
    blocks = [
      Block(region: .headline, span: TextSpan(Int32(start), Int32(end))),
      Block(region: .body, span: TextSpan(Int32(body), Int32(text.count))),
    ]
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  /// Whether a full stop or an ellipsis ends `line`, closing quotation marks and brackets aside.
  private func endsWithStop(_ line: ArraySlice<UInt8>) -> Bool {
    let closing: Set<Unicode.Scalar> = ["\"", "'", "”", "’", "»", ")", "]"]
    let stops: Set<Unicode.Scalar> = [".", "…", "。"]
    let last = String(decoding: line, as: UTF8.self).unicodeScalars.last { !closing.contains($0) }
    return last.map(stops.contains) ?? false
  }
}
