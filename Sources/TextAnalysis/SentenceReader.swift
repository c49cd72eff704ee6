// Figures, dates and hedges are read off the spelling of neighbouring words. This view of one
// sentence answers for every position, so that no grammar has to ask whether a neighbour exists.

import Articles

/// The words of one sentence; outside of it there is the empty word.
struct SentenceReader {
  let analysis: Analysis
  let range: Range<Int>

  init(_ analysis: Analysis, _ sentence: Int) {
    self.analysis = analysis
    range = analysis.sentences.tokens(sentence)
  }

  /// The lower-case spelling.
  func word(_ token: Int) -> String {
    range.contains(token) ? analysis.words.string(analysis.tokens.lower[token]) : ""
  }

  /// Whether the lower-case spelling is `text`. Makes no string, as `word` does.
  func isWord(_ token: Int, _ text: String) -> Bool {
    range.contains(token) ? analysis.words.isSpelled(analysis.tokens.lower[token], text) : text.isEmpty
  }

  /// The spelling in the text.
  func spelling(_ token: Int) -> String {
    range.contains(token) ? analysis.article.string(analysis.tokens.span(token)) : ""
  }

  func shape(_ token: Int) -> Shape {
    range.contains(token) ? Shape(rawValue: analysis.tokens.shape[token]) ?? .punctuation : .punctuation
  }

  func facts(_ token: Int) -> WordFacts {
    range.contains(token) ? analysis.words.facts(analysis.tokens.lower[token]) : []
  }

  /// Whether nothing stands between the token and the one before.
  func isGlued(_ token: Int) -> Bool {
    range.contains(token) && token > range.lowerBound
      && analysis.tokens.start[token] == analysis.tokens.end[token - 1]
  }

  /// Whether the first letter is a capital.
  func isCapital(_ token: Int) -> Bool {
    let shape = shape(token)
    return shape == .capitalised || shape == .upper || shape == .mixed
  }

  /// Whether it is *a* or *an*.
  func isArticle(_ token: Int) -> Bool {
    guard range.contains(token), analysis.tokens.end[token] - analysis.tokens.start[token] <= 2 else {
      return false
    }
    return isWord(token, "a") || isWord(token, "an")
  }

  func isHyphen(_ token: Int) -> Bool {
    isWord(token, "-") || isWord(token, "–") || isWord(token, "‐") || isWord(token, "‑")
  }

  /// Whether the words before `token` are `phrase`, the last one right before it.
  func precedes(_ token: Int, _ phrase: [String]) -> Bool {
    for (index, word) in phrase.reversed().enumerated() where !isWord(token - 1 - index, word) {
      return false
    }
    return true
  }

  /// Whether the words from `token` on are `phrase`.
  func follows(_ token: Int, _ phrase: [String]) -> Bool {
    for (index, word) in phrase.enumerated() where !isWord(token + index, word) { return false }
    return true
  }
}
