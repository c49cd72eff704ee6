// What the record says of a claim beyond its three roles: the kind of speech, the hedges, figures and
// dates inside its content, and who its source is.

import Articles
import TextAnalysis

extension Candidate {
  /// The claim's kind where its rule leaves it open: by source and quotation marks.
  func resolvedKind(in analysis: Analysis) -> Claim.Kind {
    if let kind { return kind }
    if cue.isEmpty && source.isEmpty { return .unattributed }
    var quoted = 0, words = 0
    for range in content {
      for token in range.range where !analysis.isPunctuation(token) {
        words += 1
        if analysis.isQuoted(token) { quoted += 1 }
      }
    }
    if quoted > 0 { return quoted == words ? .direct : .mixed }
    return source.isEmpty ? .agentless : .indirect
  }
}

extension Analysis {
  func isPunctuation(_ token: Int) -> Bool { tokens.shape[token] == Shape.punctuation.rawValue }

  /// The spans of `layer` that lie inside `ranges` and do not overlap: the leftmost first, and the longest of those that
  /// begin at one token.
  func spans(of layer: SpanLayer, inside ranges: [TokenRange]) -> [TokenRange] {
    var found: [TokenRange] = []
    for range in ranges {
      var floor = range.first
      forEachSpan(of: layer, in: range.range) { first, end in
        guard first >= floor, end <= range.end else { return }
        found.append(TokenRange(first, end))
        floor = end
      }
    }
    return found
  }
}

/// Cuts a role down to the words that belong to it.
///
/// The record's boundaries leave out a leading *that* and the punctuation at the edges, but keep
/// quotation marks and what stands inside them.
enum RoleBoundaries {
  static func content(_ ranges: [TokenRange], in analysis: Analysis) -> [TokenRange] {
    ranges.compactMap { range in
      var first = behindDateline(range, analysis), end = range.end
      while first < end, isEdge(Int(first), analysis) { first += 1 }
      if end - first > 1, analysis.lower(Int(first), is: "that"), !startsClause(Int(first), analysis) {
        first += 1
      }
      while first < end, isEdge(Int(first), analysis) { first += 1 }
      while end > first, isEdge(Int(end) - 1, analysis) { end -= 1 }
      return first < end
        ? withBothBrackets(withBothMarks(TokenRange(first, end), analysis), analysis) : nil
    }
  }

  /// Where a content begins that is the first of its paragraph, and the paragraph with a dateline: PORT AMITY, May 3 — C.
  private static func behindDateline(_ range: TokenRange, _ analysis: Analysis) -> Int32 {
    let tokens = analysis.tokens, sentences = analysis.sentences
    let first = Int(range.first)
    guard first < Int(range.end), tokens.shape[first] == Shape.upper.rawValue,
      tokens.end[first] - tokens.start[first] > 2,
      first == 0
        || sentences.paragraph[Int(tokens.sentence[first - 1])]
          != sentences.paragraph[Int(tokens.sentence[first])]
    else { return range.first }
    for token in first + 1..<max(first + 1, min(first + 12, Int(range.end))) {
      switch Shape(rawValue: tokens.shape[token]) {
      case .upper, .capitalised, .number: continue
      case .punctuation:
        let start = Int(tokens.start[token]), text = analysis.article.text
        if text[start] == UInt8(ascii: "-") { return Int32(token) + 1 }
        if text[start] == 0xE2, start + 2 < text.count, text[start + 1] == 0x80,
          text[start + 2] == 0x93 || text[start + 2] == 0x94
        {
          return Int32(token) + 1
        }
      default: return range.first
      }
    }
    return range.first
  }

  /// A quotation that begins or ends with the content keeps both its marks: trees hang them here and there.
  private static func withBothMarks(_ range: TokenRange, _ analysis: Analysis) -> TokenRange {
    var range = range
    let quotations = analysis.quotations
    // A full stop or a comma may stand before the mark: “a gift.”
    for token in Int(range.end)..<min(Int(range.end) + 2, analysis.tokens.count) {
      let row = Int(analysis.quotations.ofToken[token])
      if row >= 0, quotations.close[row] == Int32(token), quotations.open[row] >= range.first {
        range.end = Int32(token) + 1
        break
      }
      guard analysis.isPunctuation(token) else { break }
    }
    if range.first > 0 {
      let row = Int(analysis.quotations.ofToken[Int(range.first) - 1])
      if row >= 0, quotations.open[row] == range.first - 1, quotations.close[row] >= 0,
        quotations.close[row] < range.end
      {
        range.first -= 1
      }
    }
    return range
  }

  /// A source or a cue, without punctuation at its edges.
  static func words(_ ranges: [TokenRange], in analysis: Analysis) -> [TokenRange] {
    ranges.compactMap { range in
      var first = range.first, end = range.end
      while first < end, analysis.isPunctuation(Int(first)) { first += 1 }
      while end > first, analysis.isPunctuation(Int(end) - 1) { end -= 1 }
      return first < end ? withBothBrackets(TokenRange(first, end), analysis) : nil
    }
  }

  /// A bracket that was opened inside is closed inside: Senator Ann Poe (Harbour Party).
  private static func withBothBrackets(_ range: TokenRange, _ analysis: Analysis) -> TokenRange {
    var open = 0
    for token in range.range where analysis.isPunctuation(token) {
      switch analysis.article.text[Int(analysis.tokens.start[token])] {
      case UInt8(ascii: "("): open += 1
      case UInt8(ascii: ")") where open > 0: open -= 1
      default: break
      }
    }
    guard open == 1, Int(range.end) < analysis.tokens.count,
      analysis.article.text[Int(analysis.tokens.start[Int(range.end)])] == UInt8(ascii: ")")
    else { return range }
    return TokenRange(range.first, range.end + 1)
  }

  /// Punctuation that only separates: not a quotation mark, not what a quotation holds.
  private static func isEdge(_ token: Int, _ analysis: Analysis) -> Bool {
    guard analysis.isPunctuation(token), !analysis.isQuoted(token) else { return false }
    switch analysis.article.text[Int(analysis.tokens.start[token])] {
    // , . ; : ! ? - ( ) and the dashes and ellipsis of General Punctuation, but no quotation mark
    case 0x2C, 0x2E, 0x3B, 0x3A, 0x21, 0x3F, 0x2D, 0x28, 0x29: return true
    case 0xE2:
      let start = Int(analysis.tokens.start[token]), text = analysis.article.text
      guard start + 2 < text.count, text[start + 1] == 0x80 else { return false }
      return (0x90...0x95).contains(text[start + 2]) || text[start + 2] == 0xA6
    default: return false
    }
  }

  /// `that day`, `that he` …: a *that* before a verb or a noun without article is a word of the content.
  private static func startsClause(_ that: Int, _ analysis: Analysis) -> Bool {
    analysis.pos(that) == .det
  }
}

extension Analysis {
  func lower(_ token: Int, is word: String) -> Bool {
    words.bytes[words.range(of: tokens.lower[token])].elementsEqual(word.utf8)
  }
}
