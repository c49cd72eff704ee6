// A claim opens in its article. The browser draws the marks; here the text and the places of the marks are prepared
// in the unit that it counts in.

internal import Articles
internal import JSON

/// The text that a claim opens: its article, or the part around it of a long one.
struct PageText {
  /// Which text of its article this is: 0 for the whole, else the number of the claim.
  let number: Int
  let json: [UInt8]

  /// Articles up to this many bytes are shown whole.
  private static let wholeLimit = 24_000
  /// Of longer ones, so many bytes to each side of the claim.
  private static let margin = 3000

  /// - Parameter row: the claim that opens it.
  init(_ article: Article, _ contents: RecordContents, unit: OffsetMap.Unit, for row: Int) {
    let isWhole = article.text.count <= Self.wholeLimit
    number = isWhole ? 0 : row + 1
    let offsets = article.offsetMap(unit)
    let places = contents.claims.map { claim in
      claim.parts.map { name, spans in
        (
          name,
          spans.map {
            offsets.utf8(
              ofOffset: $0.start)..<max(offsets.utf8(ofOffset: $0.start), offsets.utf8(ofOffset: $0.end))
          }
        )
      }
    }
    let window =
      isWhole ? 0..<article.text.count : Self.window(of: places[row].flatMap(\.1), in: article.text)
    json = Self.json(article, places, window)
  }

  private static func json(
    _ article: Article, _ places: [[(String, [Range<Int>])]], _ window: Range<Int>
  ) -> [UInt8] {
    let text = Array(article.text[window])
    let units = OffsetMap(text, unit: .utf16)
    var json = JSONWriter(capacity: text.count + 1024)
    json.beginObject()
    json.name("title")
    json.string(article.title ?? article.id)
    json.name("about")
    let facts = [article.title == nil ? nil : article.id, article.outlet, article.byline, article.published]
    json.string(facts.compactMap(\.self).filter { !$0.isEmpty }.joined(separator: " · "))
    json.name("url")
    json.string(article.url.flatMap { $0.isWebAddress ? $0 : nil } ?? "")
    json.name("isCut")
    json.bool(window.count < article.text.count)
    json.name("text")
    json.string(utf8: text)
    json.name("claims")
    json.beginObject()
    for (row, parts) in places.enumerated() {
      let inside = parts.map { name, ranges in
        (name, ranges.filter { $0.overlaps(window) }.map { $0.clamped(to: window) })
      }
      guard inside.contains(where: { !$0.1.isEmpty }) else { continue }
      json.name(String(row + 1))
      json.beginObject()
      for (name, ranges) in inside {
        json.name(name)
        json.beginArray()
        for range in ranges {
          json.integer(units.offset(ofUTF8: range.lowerBound - window.lowerBound))
          json.integer(units.offset(ofUTF8: range.upperBound - window.lowerBound))
        }
        json.endArray()
      }
      json.endObject()
    }
    json.endObject()
    json.endObject()
    return json.bytes
  }

  /// The part of `text` around `places`, cut where words end.
  private static func window(of places: [Range<Int>], in text: [UInt8]) -> Range<Int> {
    let first = places.map(\.lowerBound).min() ?? 0
    let last = places.map(\.upperBound).max() ?? first
    var start = max(0, first - margin)
    var end = min(text.count, min(last + margin, start + wholeLimit))
    while start > 0, start < first, text[start - 1] != 0x20, text[start - 1] != 0x0A { start += 1 }
    while end < text.count, end > start, text[end] != 0x20, text[end] != 0x0A { end -= 1 }
    // A word without end is cut all the same, but no character is.
    while start < text.count, text[start] & 0xC0 == 0x80 { start += 1 }
    while end < text.count, end > start, text[end] & 0xC0 == 0x80 { end -= 1 }
    return start..<max(start, end)
  }

  /// `json` as an element of the page; nothing in it can end the element.
  static func element(_ json: [UInt8], id: String) -> [UInt8] {
    var element = Array(#"<script type="application/json" id="\#(id)">"#.utf8)
    element.reserveCapacity(json.count + 80)
    for byte in json {
      if byte == 0x3C { element += Array("\\u003c".utf8) } else { element.append(byte) }
    }
    return element + Array("</script>\n".utf8)
  }

  static func id(article: Int, text: Int) -> String { "t\(article)-\(text)" }
}

extension ClaimContents {
  /// What is marked in the text, each with the name that the page knows it by.
  fileprivate var parts: [(String, [SpanContents])] {
    [("content", content), ("source", source?.spans ?? []), ("cue", cue)]
  }
}

extension String {
  /// Whether a link may lead there: a page must not run what an article brought along.
  var isWebAddress: Bool {
    let start = prefix(8).lowercased()
    return start.hasPrefix("https://") || start.hasPrefix("http://")
  }
}
