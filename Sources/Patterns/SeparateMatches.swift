// Rules that count want every match once, over a whole article: the matches that do not overlap. Most of
// what is counted is single words, and for those a pass over two columns is all there is to do.

internal import Articles
public import TextAnalysis

extension PatternMatcher {
  /// Finds the matches of one pattern inside a range of tokens that do not overlap: the leftmost, of those that begin
  /// there the longest, and so on from its end. The range may hold several sentences; a match lies in one.
  ///
  /// Replaces `matches` and `captures` with the first `limit` of them.
  ///
  /// - Returns: how many there are.
  public mutating func findSeparateMatches(
    of pattern: Int, _ analysis: Analysis, tokens: Range<Int>, keeping limit: Int
  ) -> Int {
    findSeparateMatchesInText(of: pattern, analysis, tokens: tokens, keeping: limit)
  }

  mutating func findSeparateMatchesInText(
    of pattern: Int, _ text: some PatternText, tokens: Range<Int>, keeping limit: Int
  ) -> Int {
    matches.removeAll(keepingCapacity: true)
    captures.removeAll(keepingCapacity: true)
    precondition(
      tokens.lowerBound >= 0 && tokens.upperBound <= text.tokens.count,
      "the range is not one of this text's tokens")
    guard !tokens.isEmpty, !set.programs[pattern].isBroken else { return 0 }
    let before = steps
    defer { note(steps: steps - before, of: pattern) }
    if let test = set.loneTest(of: pattern) {
      return scan(for: test, pattern, text, tokens, keeping: limit)
    }
    let firstSentence = Int(text.tokens.sentence[tokens.lowerBound])
    let lastSentence = Int(text.tokens.sentence[tokens.upperBound - 1])
    guard firstSentence <= lastSentence else { return 0 }
    findSentences(firstSentence...lastSentence, for: pattern, text)
    var count = 0
    for index in searched.indices {
      let sentence = Int(searched[index])
      if isAbsent(pattern, sentence) { continue }
      enter(text, sentence)
      guard hasRequiredWords(pattern), prepare(pattern, text) else {
        noteAbsent(pattern, sentence)
        continue
      }
      let end = min(tokens.upperBound - columns.first, columns.count)
      var start = max(tokens.lowerBound - columns.first, 0)
      while start < end {
        let (matchCount, captureCount) = (matches.count, captures.count)
        findFirst(pattern, sentence: sentence, in: start..<end)
        if isOverLimit { return count }
        guard matches.count > matchCount, let match = matches.last else { break }
        count += 1
        start = max(start + 1, Int(match.endToken) - columns.first)
        if count > limit {
          matches.removeLast()
          captures.removeSubrange(captureCount...)
        }
      }
    }
    return count
  }

  /// Finds the tokens that pass `test`, which asks for nothing but spelling and shape.
  private mutating func scan(
    for test: Int32, _ pattern: Int, _ text: some PatternText, _ tokens: Range<Int>, keeping limit: Int
  ) -> Int {
    learnWords(text.words)
    steps += tokens.count
    if steps > stepLimit { isOverLimit = true }
    let start = set.tests.starts[Int(test)]
    let operation = set.tests.operations[Int(start)]
    let isAlone = operation.onTrue == TestOperation.yes && operation.onFalse == TestOperation.no
    var kept: [Int32] = []
    let count =
      switch operation.kind {
      case .lowerIn where isAlone, .lowerIs where isAlone:
        countMentions(operation, text, tokens, &kept, limit)
      case .shape where isAlone: Self.countShapes(operation.mask, text, tokens, &kept, limit)
      default: countAnswers(from: start, text, tokens, &kept, limit)
      }
    for token in kept {
      matches.append(
        PatternMatch(
          pattern: Int32(pattern), sentence: text.tokens.sentence[Int(token)], firstToken: token,
          endToken: token + 1, firstCapture: 0, endCapture: 0))
    }
    return count
  }

  /// Counts the tokens whose spelling `operation` looks for. Most words of a text are in no pattern, so those that are
  /// get sorted out once for all patterns.
  private mutating func countMentions(
    _ operation: TestOperation, _ text: some PatternText, _ tokens: Range<Int>, _ kept: inout [Int32],
    _ limit: Int
  ) -> Int {
    mentions.load(text, wordNumbers)
    let isWhole = tokens.count == text.tokens.count
    let rows = isWhole ? 0..<mentions.tokens.count : mentions.rows(in: tokens)
    let sets = set.tests.sets, isIn = operation.kind == .lowerIn
    let words = mentions.words.span
    var count = 0
    for row in rows
    where isIn ? sets.contains(operation.operand, words[row]) : words[row] == operation.operand {
      if count < limit { kept.append(mentions.tokens[row]) }
      count &+= 1
    }
    return count
  }

  /// Counts the tokens whose shape is in `mask`.
  private static func countShapes(
    _ mask: UInt64, _ text: some PatternText, _ tokens: Range<Int>, _ kept: inout [Int32], _ limit: Int
  ) -> Int {
    text.tokens.shape.withSpan { shapes in
      var token = tokens.lowerBound
      while token < tokens.upperBound, kept.count < limit {
        if mask &>> UInt64(shapes[token]) & 1 != 0 { kept.append(Int32(truncatingIfNeeded: token)) }
        token &+= 1
      }
      var count = kept.count
      while token < tokens.upperBound {
        count &+= Int(truncatingIfNeeded: mask &>> UInt64(shapes[token]) & 1)
        token &+= 1
      }
      return count
    }
  }

  /// Counts the tokens for which the operations from `start` on answer yes.
  private func countAnswers(
    from start: Int32, _ text: some PatternText, _ tokens: Range<Int>, _ kept: inout [Int32], _ limit: Int
  ) -> Int {
    let lower = text.tokens.lower, shape = text.tokens.shape, sets = set.tests.sets
    // Held here, they are not asked for anew at every token.
    let numbers = wordNumbers, operations = set.tests.operations
    var count = 0
    for token in tokens {
      var next = start
      while next >= 0 {
        let operation = operations[Int(next)]
        let word = numbers[Int(lower[token])]
        let answer =
          switch operation.kind {
          case .lowerIs: word == operation.operand
          case .lowerIn: sets.contains(operation.operand, word)
          case .shape: operation.mask >> UInt64(shape[token]) & 1 != 0
          default: true
          }
        next = answer ? operation.onTrue : operation.onFalse
      }
      guard next == TestOperation.yes else { continue }
      if count < limit { kept.append(Int32(truncatingIfNeeded: token)) }
      count += 1
    }
    return count
  }
}

extension PatternSet {
  /// The test of a pattern that is one test of a token's spelling and shape and nothing else; nil for any other.
  fileprivate func loneTest(of pattern: Int) -> Int32? {
    let program = programs[pattern]
    let start = Int(program.start)
    guard start >= 0, program.plan < 0, program.layers == 0, !program.isAnchored,
      code[start].operation == .token, start + 1 < code.count, code[start + 1].operation == .accept,
      tests.needs[Int(code[start].a)].isEmpty
    else { return nil }
    var waiting = [tests.starts[Int(code[start].a)]]
    while let next = waiting.popLast() {
      guard next >= 0 else { continue }
      let operation = tests.operations[Int(next)]
      switch operation.kind {
      case .always, .lowerIs, .lowerIn, .shape: waiting += [operation.onTrue, operation.onFalse]
      default: return nil
      }
    }
    return code[start].a
  }
}
