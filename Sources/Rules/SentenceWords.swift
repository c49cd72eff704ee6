// What score rules look for is looked for while a sentence's words and columns are loaded anyway, for the extract rules:
// loading them again costs more than the looking. And of a thousand rules a sentence has the words of a few.

import Patterns
import TextAnalysis

/// What the words of each sentence allow, and which of the patterns that score rules look for in sentences it holds.
struct SentenceWords {
  private let rowOfPattern: [Int32]
  private let wordsPerSentence: Int
  /// One bit for each sentence and pattern that is looked for, by the row that `SentencePatterns` gives it.
  private var isFound: [UInt64]
  /// The patterns that may match in a sentence, one sentence behind the other: those that were looked for and found, and of
  /// the others those that the words do not rule out.
  private var possible: [Int32] = []
  private var ends: [Int] = []

  init(_ patterns: SentencePatterns, sentences: Int) {
    rowOfPattern = patterns.rowOfPattern
    wordsPerSentence = (patterns.count + 63) / 64
    isFound = [UInt64](repeating: 0, count: sentences * wordsPerSentence)
    ends.reserveCapacity(sentences)
  }

  /// Looks at the next sentence; all of them must be looked at, in order.
  mutating func look(in sentence: Int, _ analysis: Analysis, _ matcher: inout PatternMatcher) {
    let first = possible.count
    matcher.addPossible(analysis, sentence: sentence, to: &possible)
    var kept = first
    for index in first..<possible.count {
      let pattern = possible[index], row = Int(rowOfPattern[Int(pattern)])
      if row >= 0 {
        guard matcher.matches(Int(pattern), analysis, sentence: sentence) else { continue }
        isFound[sentence * wordsPerSentence + row / 64] |= 1 << UInt64(row % 64)
      }
      possible[kept] = pattern
      kept += 1
    }
    possible.removeLast(possible.count - kept)
    ends.append(kept)
  }

  /// Whether the sentence holds one of the patterns, given by their rows.
  func hasOne(of rows: [Int], _ sentence: Int) -> Bool {
    rows.contains { isFound[sentence * wordsPerSentence + $0 / 64] >> UInt64($0 % 64) & 1 != 0 }
  }

  /// What is known of a pattern in a sentence; nil of one that was not looked for there.
  func isFound(_ pattern: Int, _ sentence: Int) -> Bool? {
    let row = Int(rowOfPattern[pattern])
    return row < 0 ? nil : isFound[sentence * wordsPerSentence + row / 64] >> UInt64(row % 64) & 1 != 0
  }

  /// The patterns that may match in the sentence, or in a part of it.
  func possiblePatterns(_ sentence: Int) -> ArraySlice<Int32> {
    possible[(sentence == 0 ? 0 : ends[sentence - 1])..<ends[sentence]]
  }
}

/// The patterns that are looked for in every sentence, since a score rule asks for nothing else.
struct SentencePatterns: Sendable {
  let count: Int
  /// For each pattern of the set its row, -1 for one that is not looked for.
  let rowOfPattern: [Int32]

  init(_ rules: [ScoreRule], patternCount: Int) {
    var rows = [Int32](repeating: -1, count: patternCount)
    var count = 0
    for pattern in rules.lazy.flatMap({ $0.patternsOfSentence ?? [] }) where rows[pattern] < 0 {
      rows[pattern] = Int32(count)
      count += 1
    }
    (self.count, rowOfPattern) = (count, rows)
  }
}
