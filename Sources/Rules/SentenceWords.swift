// What the score rules look for in sentences is looked for while a sentence's columns are loaded anyway,
// for the extract rules: loading them again costs more than the looking.

import Patterns
import TextAnalysis

/// Which of the patterns that score rules look for in sentences each sentence holds.
struct SentenceWords {
  private let patterns: [Int]
  private let wordsPerSentence: Int
  /// One bit for each sentence and pattern, by row in `patterns`.
  private var isFound: [UInt64]

  init(_ patterns: [Int], sentences: Int) {
    self.patterns = patterns
    wordsPerSentence = (patterns.count + 63) / 64
    isFound = [UInt64](repeating: 0, count: sentences * wordsPerSentence)
  }

  /// Looks for all of the patterns in one sentence.
  mutating func look(in sentence: Int, _ analysis: Analysis, _ matcher: inout PatternMatcher) {
    for row in patterns.indices where matcher.matches(patterns[row], analysis, sentence: sentence) {
      isFound[sentence * wordsPerSentence + row / 64] |= 1 << UInt64(row % 64)
    }
  }

  /// Whether the sentence holds one of the patterns, given by their rows.
  func hasOne(of rows: [Int], _ sentence: Int) -> Bool {
    rows.contains { isFound[sentence * wordsPerSentence + $0 / 64] >> UInt64($0 % 64) & 1 != 0 }
  }
}
