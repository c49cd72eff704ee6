// What weighing needs to know of the rules, whatever the article: worked out once, since for short articles it would
// cost as much as the weighing.

/// The score rules of the active packs, sorted out.
struct WeighingPlan: Sendable {
  /// The rules, sorted by their ids.
  let rules: [ScoreRule]
  /// Their conditions. Most do not hold, so a rule is looked at, and copied, only when its condition does.
  let tests: [Condition?]
  /// For conditions that only look for words in a sentence, the rows of their patterns in `SentenceWords`.
  let wordTests: [[Int]?]
  /// Rows of `rules` that look at a kind of unit.
  let rulesOf: [Unit: [Int]]
  let bases: ScaleBases

  init(_ rules: [ScoreRule], sentencePatterns: [Int], bases: ScaleBases) {
    self.rules = rules
    tests = rules.map { rule in
      if case .condition(let test) = rule.weigher { test } else { nil as Condition? }
    }
    var rows: [Int: Int] = [:]
    for (row, pattern) in sentencePatterns.enumerated() { rows[pattern] = row }
    wordTests = rules.map { $0.patternsOfSentence?.compactMap { rows[$0] } }
    rulesOf = Dictionary(
      uniqueKeysWithValues: [Unit.claim, .sentence, .article].map { kind in
        (kind, rules.indices.filter { rules[$0].units.contains(kind) })
      })
    self.bases = bases
  }
}

extension ScoreRule {
  /// The patterns of which one must match in a sentence, where that is all that the rule asks of it; else nil.
  var patternsOfSentence: [Int]? {
    guard units.contains(.sentence), !isCounted, case .condition(let test) = weigher else { return nil }
    return test.patternsOfSentence
  }
}
