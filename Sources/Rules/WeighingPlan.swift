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
  /// Rows of `rules` that look at a kind of unit, in order.
  let rulesOf: [Unit: [Int]]
  /// Those of them that the words of a sentence cannot rule out.
  let alwaysOf: [Unit: [Int]]
  /// For each pattern the rules that can hold where it matches, by unit.
  let rulesOfPattern: [Unit: RuleRows]
  let bases: ScaleBases

  init(_ rules: [ScoreRule], sentencePatterns: SentencePatterns, bases: ScaleBases) {
    self.rules = rules
    tests = rules.map { rule in
      if case .condition(let test) = rule.weigher { test } else { nil as Condition? }
    }
    wordTests = rules.map { $0.patternsOfSentence?.map { Int(sentencePatterns.rowOfPattern[$0]) } }
    let needs = tests.map { $0?.neededPatterns }
    let kinds = [Unit.claim, .sentence, .article].map { kind in
      (kind, rules.indices.filter { rules[$0].units.contains(kind) })
    }
    rulesOf = Dictionary(uniqueKeysWithValues: kinds)
    alwaysOf = Dictionary(
      uniqueKeysWithValues: kinds.map { kind, rows in (kind, rows.filter { needs[$0] == nil }) })
    rulesOfPattern = Dictionary(
      uniqueKeysWithValues: kinds.map { kind, rows in
        var rulesOf = [[Int]](repeating: [], count: sentencePatterns.rowOfPattern.count)
        for rule in rows { for pattern in Set(needs[rule] ?? []) { rulesOf[pattern].append(rule) } }
        return (kind, RuleRows(rulesOf))
      })
    self.bases = bases
  }
}

/// Lists of rules in two arrays, so that asking for one costs no count of references.
struct RuleRows: Sendable {
  private var starts = [0]
  private var values: [Int] = []

  init(_ lists: [[Int]]) {
    for list in lists {
      values += list
      starts.append(values.count)
    }
  }

  /// Adds the list of `row` to `rules`.
  func add(_ row: Int, to rules: inout [Int]) {
    for index in starts[row]..<starts[row + 1] { rules.append(values[index]) }
  }
}

extension ScoreRule {
  /// The patterns of which one must match in a sentence, where that is all that the rule asks of it; else nil.
  var patternsOfSentence: [Int]? {
    guard units.contains(.sentence), !isCounted, case .condition(let test) = weigher else { return nil }
    return test.patternsOfSentence
  }
}
