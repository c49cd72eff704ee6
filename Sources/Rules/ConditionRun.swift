// Asks conditions of one article's units, and says on which words an answer rests.

import Articles
import Patterns
import TextAnalysis

/// The words a condition rests on.
struct ConditionEvidence {
  var spans: [TokenRange] = []
  var captures: [Capture] = []
  /// How many matches there are, of which `spans` may hold the first only.
  var count = 1

  struct Capture {
    var label: String
    var range: TokenRange
  }

  fileprivate var counts: (spans: Int, captures: Int) { (spans.count, captures.count) }

  fileprivate mutating func cut(to counts: (spans: Int, captures: Int)) {
    spans.removeSubrange(counts.spans...)
    captures.removeSubrange(counts.captures...)
  }
}

/// Runs conditions over one article.
struct ConditionRun {
  let analysis: Analysis
  let claims: [Claim]
  /// Whether some claim hangs from the claim of this row.
  let hasChildren: [Bool]
  /// What was looked for in every sentence, once it was.
  var words: SentenceWords?

  /// The words that make `condition` hold for `unit`, or nil when it does not hold.
  func evidence(for condition: Condition, in unit: WeighedUnit, _ matcher: inout PatternMatcher)
    -> ConditionEvidence?
  {
    var evidence: ConditionEvidence? = ConditionEvidence()
    return holds(condition, in: unit, &matcher, &evidence) ? evidence : nil
  }

  /// Whether `condition` holds for `unit`. Cheaper than asking for the words.
  func holds(_ condition: Condition, in unit: WeighedUnit, _ matcher: inout PatternMatcher) -> Bool {
    var noEvidence: ConditionEvidence?
    return holds(condition, in: unit, &matcher, &noEvidence)
  }

  /// Adds the words to `evidence` unless that is nil; leaves it as it was when the condition does not hold.
  private func holds(
    _ condition: Condition, in unit: WeighedUnit, _ matcher: inout PatternMatcher,
    _ evidence: inout ConditionEvidence?
  ) -> Bool {
    switch condition {
    case .contains(let place, let pattern):
      return matches(pattern, in: ranges(of: place, in: unit), &matcher, &evidence)
    case .has(let place, let layer):
      return has(layer, in: ranges(of: place, in: unit), &evidence)
    case .present(let part):
      return isPresent(part, in: unit)
    case .stance(let values):
      return unit.claim.map { values.contains(claims[$0].stance) } ?? false
    case .kind(let values):
      return unit.claim.map { values.contains(claims[$0].kind) } ?? false
    case .evidence(let values):
      return unit.claim.map { values.contains(claims[$0].evidence) } ?? false
    case .region(let regions):
      return regions.contains(unit.region)
    case .all(let conditions):
      let before = evidence?.counts
      for condition in conditions where !holds(condition, in: unit, &matcher, &evidence) {
        if let before { evidence?.cut(to: before) }
        return false
      }
      return true
    case .any(let conditions):
      for condition in conditions where holds(condition, in: unit, &matcher, &evidence) { return true }
      return false
    case .lacks(let condition):
      return !holds(condition, in: unit, &matcher)
    }
  }

  private func isPresent(_ part: Condition.Part, in unit: WeighedUnit) -> Bool {
    switch part {
    case .source: !unit.source.isEmpty
    case .sourceName: unit.claim.map { claims[$0].source?.isNamed == true } ?? false
    case .cue: !unit.cue.isEmpty
    case .content: !unit.content.isEmpty
    case .parent: unit.claim.map { claims[$0].parent != nil } ?? false
    case .children: unit.claim.map { hasChildren[$0] } ?? false
    }
  }

  func ranges(of place: Condition.Place, in unit: WeighedUnit) -> [TokenRange] {
    switch place {
    case .content: unit.content
    case .cue: unit.cue
    case .source: unit.source
    case .sentence: unit.sentence
    }
  }

  private func matches(
    _ pattern: Int, in ranges: [TokenRange], _ matcher: inout PatternMatcher,
    _ evidence: inout ConditionEvidence?
  ) -> Bool {
    for range in ranges where !range.isEmpty {
      if let known = isFound(pattern, in: range) {
        if !known { continue }
        if evidence == nil { return true }
      }
      guard let match = matcher.firstMatch(of: pattern, analysis, tokens: range.range) else { continue }
      evidence?.spans.append(TokenRange(match.firstToken, match.endToken))
      if evidence != nil { evidence?.captures += captures(of: match, in: matcher) }
      return true
    }
    return false
  }

  /// Whether a pattern matches in a range, as far as that can be told from what whole sentences hold.
  private func isFound(_ pattern: Int, in range: TokenRange) -> Bool? {
    guard let words else { return nil }
    let tokens = range.range
    let first = Int(analysis.tokens.sentence[tokens.lowerBound])
    let last = Int(analysis.tokens.sentence[tokens.upperBound - 1])
    guard first <= last else { return nil }
    var mayBe = false
    for sentence in first...last {
      guard let isFound = words.isFound(pattern, sentence) else { return nil }
      if !isFound { continue }
      let all = analysis.sentences.tokens(sentence)
      if tokens.lowerBound <= all.lowerBound, all.upperBound <= tokens.upperBound { return true }
      mayBe = true
    }
    return mayBe ? nil : false
  }

  /// The labelled words of a match.
  func captures(of match: PatternMatch, in matcher: borrowing PatternMatcher) -> [ConditionEvidence.Capture] {
    var captures: [ConditionEvidence.Capture] = []
    for row in match.captures {
      let capture = matcher.captures[row]
      captures.append(
        ConditionEvidence.Capture(
          label: matcher.set.roleNames[Int(capture.role)],
          range: TokenRange(capture.firstToken, capture.endToken)))
    }
    return captures
  }

  private func has(_ layer: SpanLayer, in ranges: [TokenRange], _ evidence: inout ConditionEvidence?) -> Bool
  {
    for range in ranges {
      if let span = analysis.firstSpan(of: layer, in: range.range) {
        evidence?.spans.append(span)
        return true
      }
    }
    return false
  }
}

extension Analysis {
  /// The leftmost span of `layer` that lies in `range`, and of those that begin there the longest. Looks at no sentence
  /// behind the one that has it.
  func firstSpan(of layer: SpanLayer, in range: Range<Int>) -> TokenRange? {
    var found: TokenRange?
    var start = range.lowerBound
    while found == nil, start < range.upperBound {
      let end = min(range.upperBound, sentences.tokens(Int(tokens.sentence[start])).upperBound)
      forEachSpan(of: layer, in: start..<end) { first, past in
        if found == nil, past <= range.upperBound { found = TokenRange(first, past) }
      }
      start = end
    }
    return found
  }
}
