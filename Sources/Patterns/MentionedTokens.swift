// Most words of a text are in no pattern. Whoever looks through a whole article for a few words looks through those
// that are, which are sorted out once for all who ask.

internal import Articles
internal import TextAnalysis

/// The tokens of a text whose spelling some pattern mentions, in order. Made for a text when they are first asked for.
struct MentionedTokens {
  private(set) var tokens: [Int32] = []
  /// Their numbers in the vocabulary.
  private(set) var words: [Int32] = []
  private var isLoaded = false

  mutating func clear() { isLoaded = false }

  /// - Parameter numbers: for each word of the text its number in the vocabulary, negative for none. O(tokens).
  mutating func load(_ text: some PatternText, _ numbers: [Int32]) {
    if isLoaded { return }
    isLoaded = true
    tokens.removeAll(keepingCapacity: true)
    words.removeAll(keepingCapacity: true)
    let numbers = numbers.span
    text.tokens.lower.withSpan { lower in
      for token in lower.indices {
        let number = numbers[Int(lower[token])]
        if number < 0 { continue }
        tokens.append(Int32(truncatingIfNeeded: token))
        words.append(number)
      }
    }
  }

  /// The rows of those inside a range of tokens. O(log rows).
  func rows(in range: Range<Int>) -> Range<Int> {
    let first = firstRow(at: range.lowerBound)
    return first..<max(first, firstRow(at: range.upperBound))
  }

  private func firstRow(at token: Int) -> Int {
    var low = 0, high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle] < token { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension PatternMatcher {
  /// Fills `searched` with the sentences of `range` that hold the rarest of the words that `pattern` requires; with all
  /// of them where it requires none. O(mentioned tokens of the range).
  mutating func findSentences(_ range: ClosedRange<Int>, for pattern: Int, _ text: some PatternText) {
    searched.removeAll(keepingCapacity: true)
    let classes = set.classesOfPattern.range(pattern)
    // One sentence is looked at as fast as it is looked for.
    guard range.count > 1, let key = classes.first.map({ set.classesOfPattern.values[$0] }) else {
      for sentence in range { searched.append(Int32(truncatingIfNeeded: sentence)) }
      return
    }
    learnWords(text.words)
    mentions.load(text, wordNumbers)
    let tokens =
      text.sentences.tokens(range.lowerBound).lowerBound..<text.sentences.tokens(range.upperBound).upperBound
    for row in mentions.rows(in: tokens) {
      let hasKey = set.classesOfWord.range(Int(mentions.words[row]))
        .contains { set.classesOfWord.values[$0] == key }
      guard hasKey else { continue }
      let sentence = text.tokens.sentence[Int(mentions.tokens[row])]
      if searched.last != sentence { searched.append(sentence) }
    }
  }
}
