// How the tests of this target write down what they expect.

import Articles
import TextAnalysis

/// The analysis of a text that is one body block.
func analyse(_ text: String, published: String? = nil) -> Analysis {
  var article = Article(id: "test", text: Array(text.utf8))
  article.published = published
  return Analysis(article)
}

extension Analysis {
  func string(_ tokens: Range<Int>) -> String {
    guard !tokens.isEmpty else { return "" }
    return article.string(
      TextSpan(self.tokens.start[tokens.lowerBound], self.tokens.end[tokens.upperBound - 1]))
  }

  var tokenStrings: [String] { (0..<tokens.count).map { article.string(tokens.span($0)) } }
  var sentenceStrings: [String] { (0..<sentences.count).map { string(sentences.tokens($0)) } }
  var paragraphStrings: [String] { (0..<paragraphs.count).map { string(paragraphs.tokens($0)) } }
  var quotationStrings: [String] { (0..<quotations.count).map { article.string(quotations.span($0)) } }
}

/// A small generator, so that the random tests see the same bytes everywhere.
struct Dice {
  var state: UInt64
  init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }
  mutating func roll(_ sides: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(truncatingIfNeeded: state >> 11) % max(1, sides)
  }
}
