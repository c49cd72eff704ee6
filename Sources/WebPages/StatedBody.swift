// Some pages state their article's text in JSON-LD. It is compared with what was found, never simply believed: it may be a
// summary, of another article, or full of markup. But where nearly all of it was missed, it shows where to look.

/// The text of an article as a page's JSON-LD states it.
struct StatedBody {
  private let text: String
  private let shingles: Set<UInt64>

  /// nil when it is too short to tell anything.
  init?(_ text: String?) {
    guard let text, text.utf8.count >= 200 else { return nil }
    self.text = text
    shingles = Set(Self.shingles(Array(text.utf8.prefix(1 << 20))))
    guard shingles.count >= 30 else { return nil }
  }

  /// Which share of it stands in `texts`.
  func share(in texts: some Sequence<some Sequence<UInt8>>) -> Double {
    var found = Set<UInt64>()
    for text in texts {
      for shingle in Self.shingles(Array(text)) where shingles.contains(shingle) { found.insert(shingle) }
    }
    return Double(found.count) / Double(shingles.count)
  }

  /// Which share of `text` is of it.
  func shareOf(_ text: some Sequence<UInt8>) -> Double {
    let all = Self.shingles(Array(text))
    guard !all.isEmpty else { return 0 }
    return Double(all.count { shingles.contains($0) }) / Double(all.count)
  }

  /// Its paragraphs, without markup.
  var paragraphs: [String] {
    let text = self.text.contains("</") || self.text.contains("<br") ? withoutMarkup(self.text) : self.text
    return text.split(whereSeparator: \.isNewline).compactMap { cleaned(String($0)) }
  }

  private func withoutMarkup(_ text: String) -> String {
    let page = PageParts(PageTree(parsing: Array(text.utf8)))
    return page.parts.map { page.string($0) }.joined(separator: "\n")
  }

  /// Numbers for each three words in a row; what is between words does not count, nor the case of ASCII letters.
  private static func shingles(_ text: [UInt8]) -> [UInt64] {
    var words: [UInt64] = []
    var hash: UInt64 = 0
    for byte in text {
      let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      let isWord =
        (lower >= 0x61 && lower <= 0x7A) || (lower >= 0x30 && lower <= 0x39) || lower >= 0xC3
        || (hash != 0 && lower >= 0x80)
      if isWord {
        hash = (hash ^ UInt64(lower)) &* 0x100_0000_01B3 &+ 1
      } else if hash != 0 {
        words.append(hash)
        hash = 0
      }
    }
    if hash != 0 { words.append(hash) }
    guard words.count >= 3 else { return [] }
    return (2..<words.count).map { (index: Int) -> UInt64 in
      let pair: UInt64 = words[index - 2] &* 31 &+ words[index - 1]
      return pair &* 31 &+ words[index]
    }
  }
}
