// What an article test expects against what was found: both as paragraphs and words.

import Articles
import TextAnalysis

/// The article of a test, cut into paragraphs as rules see them.
struct ComparedArticle {
  let article: Article
  private let analysis: Analysis
  /// The bytes of each paragraph.
  private let paragraphs: [TextSpan]

  init(_ article: Article) {
    self.article = article
    analysis = Analysis(article)
    paragraphs = (0..<analysis.paragraphs.count).map { [analysis] in
      analysis.textSpan(TokenRange(analysis.paragraphs.tokens($0)))
    }
  }

  /// The number of the paragraph in which `span` begins, from 1.
  func paragraph(of span: TextSpan) -> Int {
    (paragraphs.lastIndex { $0.start <= span.start } ?? 0) + 1
  }

  /// Words without regard to where the file breaks its lines.
  func words(_ spans: [TextSpan]) -> [String] { spans.map { article.string($0).trimmed } }

  /// Where the pieces stand in a paragraph, one behind the other.
  ///
  /// - Parameter anchor: of several places the nearest one to it; the first without it.
  /// - Returns: nil when they are not there.
  func spans(of pieces: [String], inParagraph number: Int, near anchor: Int32? = nil) -> [TextSpan]? {
    guard paragraphs.indices.contains(number - 1) else { return nil }
    let paragraph = paragraphs[number - 1]
    var found: [[TextSpan]] = []
    var from = paragraph.start
    while let first = place(of: pieces.first ?? "", from: from, to: paragraph.end) {
      var spans = [first]
      for piece in pieces.dropFirst() {
        guard let next = place(of: piece, from: spans[spans.count - 1].end, to: paragraph.end) else { break }
        spans.append(next)
      }
      if spans.count == pieces.count { found.append(spans) }
      from = first.start + 1
    }
    guard let anchor else { return found.first }
    return found.enumerated().min { a, b in
      (abs(a.element[0].start - anchor), a.offset) < (abs(b.element[0].start - anchor), b.offset)
    }?.element
  }

  /// Why the words of an expectation cannot be found; nil when they stand where it says.
  func mistake(_ pieces: [String], _ number: Int) -> String? {
    guard paragraphs.indices.contains(number - 1) else {
      return "there is no paragraph \(number); the article has \(paragraphs.count)"
    }
    if spans(of: pieces, inParagraph: number) != nil { return nil }
    let words = pieces.joined(separator: " … ")
    if let other = (1...paragraphs.count).first(where: { spans(of: pieces, inParagraph: $0) != nil }) {
      return "paragraph \(number) does not hold “\(words)”; paragraph \(other) does"
    }
    let start = article.string(paragraphs[number - 1]).trimmed.prefix(40)
    return "paragraph \(number) does not hold “\(words)”; it begins “\(start)”"
  }

  /// White space of the article and of the words may differ in kind and number.
  private func place(of words: String, from: Int32, to end: Int32) -> TextSpan? {
    let wanted = Array(words.trimmed.utf8)
    guard !wanted.isEmpty else { return nil }
    let text = article.text
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    var start = Int(from)
    let end = min(Int(end), text.count)
    while start < end {
      var index = start, row = 0
      while row < wanted.count, index < end {
        if wanted[row] == 0x20 {
          guard isSpace(text[index]) else { break }
          while index < end, isSpace(text[index]) { index += 1 }
        } else {
          guard text[index] == wanted[row] else { break }
          index += 1
        }
        row += 1
      }
      if row == wanted.count { return TextSpan(Int32(start), Int32(index)) }
      start += 1
    }
    return nil
  }
}

extension ArticleExpectation.ClaimEntry {
  var title: String { Self.title(paragraph, source: source, cue: cue, content: content) }

  static func title(_ paragraph: Int, source: [String]?, cue: [String]?, content: [String]) -> String {
    let parts = [("source", source ?? []), ("cue", cue ?? []), ("content", content)].compactMap {
      role, pieces in
      pieces.isEmpty ? nil : "{\(role)|" + pieces.joined(separator: " … ") + "}"
    }
    return "paragraph \(paragraph) " + parts.joined(separator: " ")
  }

  /// Whether it is the same content, or the same act without one.
  func isOf(_ claim: Claim, in article: ComparedArticle) -> Bool {
    guard let first = claim.content.first ?? claim.cue?.spans.first,
      article.paragraph(of: first) == paragraph
    else { return false }
    if content.isEmpty { return claim.content.isEmpty && article.words(claim.cue?.spans ?? []) == cue }
    return article.words(claim.content) == content.map(\.trimmed)
  }

  /// What of `claim` is not as expected.
  func differences(_ claim: Claim, in article: ComparedArticle, pack: String) -> [String] {
    var reasons: [String] = []
    func compare(_ role: String, _ expected: [String]?, _ spans: [TextSpan]) {
      guard let expected = expected.map({ $0.map(\.trimmed) }) else { return }
      let found = article.words(spans)
      guard found != expected else { return }
      reasons.append(
        "\(title): \(role): expected “\(expected.joined(separator: " … "))”, got "
          + (found.isEmpty ? "none" : "“\(found.joined(separator: " … "))”") + " (\(claim.rule))")
    }
    compare("source", source, claim.source?.spans ?? [])
    compare("cue", cue, claim.cue?.spans ?? [])
    if hasNoSource, let found = claim.source {
      reasons.append(
        "\(title): source: expected none, got “\(article.words(found.spans).joined(separator: " … "))” (\(claim.rule))"
      )
    }
    func compare(_ name: String, _ expected: String?, _ found: String) {
      if let expected, expected != found {
        reasons.append("\(title): \(name): expected \(expected), got \(found) (\(claim.rule))")
      }
    }
    compare("stance", stance?.rawValue, claim.stance.rawValue)
    compare("type", kind?.rawValue, claim.kind.rawValue)
    compare("evidence", evidence?.rawValue, claim.evidence.rawValue)
    compare("rule", rule.map { "\(pack)/\($0)" }, claim.rule)
    return reasons
  }
}
