// A row of a table is read far from its article, so it brings along the sentences that its claim stands in: those
// that the rules saw.

internal import Articles
internal import TextAnalysis

/// Finds the sentences around claims of one article.
struct ClaimContext: Sendable {
  var unit: OffsetMap.Unit { offsets.unit }
  private let article: Article
  private let offsets: OffsetMap
  /// In text order, in UTF-8 offsets.
  private let sentences: [Range<Int>]

  /// The most bytes of a context: what a spreadsheet shows, and a text without stops stays a text.
  private static let limit = 2000

  /// Linear in the text.
  init(_ article: Article, unit: OffsetMap.Unit) {
    self.article = article
    offsets = article.offsetMap(unit)
    let analysis = Analysis(article)
    sentences = (0..<analysis.sentences.count).compactMap { sentence in
      let tokens = analysis.sentences.tokens(sentence)
      guard let first = tokens.first, let last = tokens.last else { return nil }
      return Int(analysis.tokens.start[first])..<Int(analysis.tokens.end[last])
    }
  }

  /// The sentences that hold the content and the cue of `claim`, on one line; what is over the limit is left out at
  /// the end.
  func text(of claim: ClaimContents) -> String {
    let spans = claim.content + claim.cue
    guard let start = spans.map(\.start).min(), let end = spans.map(\.end).max() else { return "" }
    let bytes =
      offsets.utf8(ofOffset: start)..<max(offsets.utf8(ofOffset: start), offsets.utf8(ofOffset: end))
    let first = sentences.partition { $0.upperBound > bytes.lowerBound }
    let behind = sentences.partition { $0.lowerBound >= max(bytes.upperBound, bytes.lowerBound + 1) }
    guard first < behind else { return "" }
    let whole = sentences[first].lowerBound..<sentences[behind - 1].upperBound
    return singleLine(article.text[whole], limit: Self.limit)
  }
}

extension [Range<Int>] {
  /// The first index at which `isBehind` holds, which it then does for all that follow. A binary search.
  fileprivate func partition(_ isBehind: (Range<Int>) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

/// Valid UTF-8 with each run of white space as one space, cut to about `limit` bytes at a character with ` …` for the
/// rest.
func singleLine(_ text: ArraySlice<UInt8>, limit: Int) -> String {
  var line: [UInt8] = []
  var isSpace = true
  for byte in text {
    if byte == 0x20 || (0x09...0x0D).contains(byte) {
      isSpace = true
      continue
    }
    if isSpace, !line.isEmpty { line.append(0x20) }
    isSpace = false
    if line.count >= limit, byte & 0xC0 != 0x80 {
      line += Array(" …".utf8)
      break
    }
    line.append(byte)
  }
  return String(decoding: line, as: UTF8.self)
}
