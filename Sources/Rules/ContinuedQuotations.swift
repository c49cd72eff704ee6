// A speaker is named once and goes on speaking: `“It was hard,” he said. “But we won.”` Patterns look
// at one sentence, so the quotations that follow without a cue of their own are given to the claim here.

import Articles
import TextAnalysis

enum ContinuedQuotations {
  /// Adds to a claim the quotations that fill the sentences right behind its cue's, in the same paragraph.
  ///
  /// They go to the claims that hold a whole quotation; where a sentence has none, to its claim with the
  /// longest content. O(claims² of a sentence + tokens added).
  static func extend(_ candidates: inout [Candidate], _ analysis: Analysis) {
    for row in candidates.indices { finishQuotation(of: &candidates[row].content, analysis) }
    var rows: [(sentence: Int, row: Int)] = []
    for row in candidates.indices {
      let candidate = candidates[row]
      guard !candidate.source.isEmpty, candidate.stance == .asserts, candidate.kind == nil,
        let cue = candidate.cue.last, let content = candidate.content.last
      else { continue }
      rows.append((Int(analysis.tokens.sentence[Int(max(cue.end, content.end)) - 1]), row))
    }
    rows.sort { $0 < $1 }
    var start = 0
    while start < rows.count {
      var end = start
      while end < rows.count, rows[end].sentence == rows[start].sentence { end += 1 }
      let following = quotationsAlone(after: rows[start].sentence, analysis)
      if !following.isEmpty {
        for row in speaking(rows[start..<end].map(\.row), candidates, analysis) {
          candidates[row].content = RoleRanges.joined(candidates[row].content + following)
        }
      }
      start = end
    }
  }

  /// Takes a content that ends with its sentence in the middle of a quotation to the quotation's end: the yard was
  /// “a mess. Nobody had swept it.”
  private static func finishQuotation(of content: inout [TokenRange], _ analysis: Analysis) {
    guard let last = content.last, !last.isEmpty else { return }
    let quotation = Int(analysis.quotations.ofToken[Int(last.end) - 1])
    guard quotation >= 0, analysis.quotations.open[quotation] >= last.first else { return }
    let end = analysis.quotations.end[quotation]
    let endOfSentence = analysis.sentences.tokens(Int(analysis.tokens.sentence[Int(last.end) - 1])).upperBound
    guard end > endOfSentence,
      (Int(last.end)..<endOfSentence).allSatisfy({ analysis.isPunctuation($0) })
    else { return }
    content[content.count - 1].end = end
  }

  /// Those of a sentence's claims whose source goes on speaking.
  private static func speaking(_ rows: [Int], _ candidates: [Candidate], _ analysis: Analysis) -> [Int] {
    let quoting = rows.filter { holdsQuotation(candidates[$0].content, analysis) }
    if !quoting.isEmpty { return quoting }
    guard
      let longest = rows.max(by: { candidates[$0].content.tokenCount < candidates[$1].content.tokenCount })
    else { return [] }
    return rows.filter { candidates[$0].cueHead == candidates[longest].cueHead }
  }

  private static func quotationsAlone(after sentence: Int, _ analysis: Analysis) -> [TokenRange] {
    var found: [TokenRange] = []
    var sentence = sentence
    while let next = quotationAlone(after: sentence, analysis) {
      found.append(next)
      sentence = Int(analysis.tokens.sentence[Int(next.end) - 1])
    }
    return found
  }

  /// Whether a part of the content is a whole quotation, or ends in one: the law “is dead,” she said.
  private static func holdsQuotation(_ content: [TokenRange], _ analysis: Analysis) -> Bool {
    content.contains { range in
      let quotation = Int(analysis.quotations.ofToken[Int(range.end) - 1])
      return quotation >= 0 && analysis.quotations.open[quotation] >= range.first
        && analysis.quotations.end[quotation] == range.end
    }
  }

  /// The quotation that begins with the sentence behind `sentence` and ends with a sentence.
  private static func quotationAlone(after sentence: Int, _ analysis: Analysis) -> TokenRange? {
    let sentences = analysis.sentences, next = sentence + 1
    guard next < sentences.count, sentences.paragraph[next] <= sentences.paragraph[sentence] + 1 else {
      return nil
    }
    let first = sentences.tokens(next).lowerBound
    let quotation = Int(analysis.quotations.ofToken[first])
    guard quotation >= 0, Int(analysis.quotations.open[quotation]) == first else { return nil }
    let end = Int(analysis.quotations.end[quotation])
    var behind = end
    while behind < analysis.tokens.count, analysis.isPunctuation(behind),
      analysis.tokens.sentence[behind] == analysis.tokens.sentence[end - 1]
    { behind += 1 }
    guard behind < analysis.tokens.count else { return TokenRange(Int32(first), Int32(end)) }
    if sentences.paragraph[next] != sentences.paragraph[sentence] {
      let endsParagraph =
        sentences.paragraph[Int(analysis.tokens.sentence[behind])] != sentences.paragraph[next]
      return endsParagraph ? TokenRange(Int32(first), Int32(end)) : nil
    }
    let isAtEnd = analysis.tokens.sentence[behind] != analysis.tokens.sentence[end - 1]
    return isAtEnd ? TokenRange(Int32(first), Int32(end)) : nil
  }
}
