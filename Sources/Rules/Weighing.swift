// Scores: what each rule finds in each claim, sentence and article, what that adds up to, and what of it
// is worth a reader's time. Of sentences the reasons are written last, for the scores that stay.

import Articles
import Patterns
import Profiling
import TextAnalysis

struct Weighing {
  private let rules: RuleSet
  private let analysis: Analysis
  private let units: WeighedUnits
  /// The rules of the active packs.
  private let weighing: [ScoreRule]
  /// Their conditions. Most do not hold, so a rule is looked at, and copied, only when its condition does.
  private let tests: [Condition?]
  private let wordTests: [[Int]?]
  private let words: SentenceWords
  /// Rows of `weighing` that look at a kind of unit; see `WeighingPlan`.
  private let rulesOf, alwaysOf: [Unit: [Int]]
  private let rulesOfPattern: [Unit: RuleRows]
  /// The rules that may find something in the unit that is weighed, in order; kept for its memory.
  private var candidates: [Int] = []
  /// Patterns that an article's words allow; kept for its memory.
  private var possible: [Int32] = []
  private let bases: ScaleBases
  private let suppressions: ArticleSuppressions
  /// What functions gave the units, by rule, kind and row.
  private var given: [[Unit: [Score?]]]
  private var conditions: ConditionRun
  private let profile: Profile?

  /// Fills the scores and totals of `evaluation`.
  static func run(
    _ rules: RuleSet, _ analysis: Analysis, _ active: [Bool], _ kept: [Candidate],
    _ words: SentenceWords, _ suppressions: ArticleSuppressions, _ matcher: inout PatternMatcher,
    _ functions: inout RuleFunctions, _ evaluation: inout Evaluation,
    _ abstentions: inout [Explanation.Abstention]
  ) {
    var run = Weighing(rules, analysis, active, kept, words, suppressions, evaluation.claims)
    run.callFunctions(&functions, kept, &evaluation, &matcher, &abstentions)
    run.weighSentences(&evaluation, &matcher, active)
    run.weighClaims(&evaluation, &matcher)
    run.weighArticle(&evaluation, &matcher)
  }

  private init(
    _ rules: RuleSet, _ analysis: Analysis, _ active: [Bool], _ kept: [Candidate], _ words: SentenceWords,
    _ suppressions: ArticleSuppressions, _ claims: [Claim]
  ) {
    self.rules = rules
    self.words = words
    self.analysis = analysis
    let units = WeighedUnits(analysis, kept, claims)
    let plan = rules.weighingPlan(active: active)
    self.units = units
    weighing = plan.rules
    tests = plan.tests
    wordTests = plan.wordTests
    rulesOf = plan.rulesOf
    alwaysOf = plan.alwaysOf
    rulesOfPattern = plan.rulesOfPattern
    self.suppressions = suppressions
    bases = plan.bases
    profile = analysis.profile
    given = [[Unit: [Score?]]](repeating: [:], count: weighing.count)
    conditions = ConditionRun(
      analysis: analysis, claims: claims, hasChildren: units.hasChildren, words: words)
  }

  /// Functions are called rule by rule, so that each is loaded once; conditions are asked unit by unit, because
  /// the matcher holds the words of one sentence at a time.
  private mutating func callFunctions(
    _ functions: inout RuleFunctions, _ kept: [Candidate], _ evaluation: inout Evaluation,
    _ matcher: inout PatternMatcher, _ abstentions: inout [Explanation.Abstention]
  ) {
    if rules.hasFunctions { functions.lend(evaluation.claims, kept, analysis) }
    for (rule, called) in weighing.enumerated() {
      guard case .function(let condition) = called.weigher,
        suppressions.isEmpty || suppressions.reason(rule: called.header.id, source: nil) == nil
      else { continue }
      for kind in called.units {
        given[rule][kind] = (0..<units.count(of: kind)).map { row in
          if let condition {
            profile?.enter(rule: called.header.row)
            defer { profile?.leave() }
            if !conditions.holds(condition, in: units.unit(kind, row), &matcher) { return nil }
          }
          return functions.weigh(called, kind, row: row, analysis, &abstentions, &evaluation.diagnostics)
        }
      }
    }
  }

  // MARK: - Units

  /// Sentences go first: what is in none of a claim's sentences need not be looked for in the claim.
  private mutating func weighSentences(
    _ evaluation: inout Evaluation, _ matcher: inout PatternMatcher, _ active: [Bool]
  ) {
    var weighed: [(row: Int, totals: [Total])] = []
    if rulesOf[.sentence]?.isEmpty != false { return }
    for row in 0..<units.count(of: .sentence) {
      let totals = totals(ofSentence: row, &matcher)
      if !totals.isEmpty { weighed.append((row, totals)) }
    }
    var highest: [String: (row: Int, value: Double)] = [:]
    for sentence in weighed {
      for total in sentence.totals where rules.scales[total.scale]?.article == .highest {
        if highest[total.scale].map({ $0.value < total.value }) ?? true {
          highest[total.scale] = (sentence.row, total.value)
        }
      }
    }
    for sentence in weighed {
      let totals = sentence.totals.filter { total in
        guard let least = rules.scales[total.scale]?.keep else { return true }
        return total.value >= least && !units.holdsClaim[sentence.row]
          || highest[total.scale]?.row == sentence.row
      }
      if totals.isEmpty { continue }
      let scores = scores(of: .sentence, sentence.row, &matcher)
        .filter { score in totals.contains { $0.scale == score.scale } }
      evaluation.sentences.append(
        ScoredSentence(
          span: analysis.textSpan(TokenRange(analysis.sentences.tokens(sentence.row))),
          scores: bases.added(to: scores, unit: .sentence), totals: totals))
    }
    for scale in rules.scales.values where scale.article == .highest {
      let isWeighed = weighing.contains { $0.scale == scale.name && $0.units.contains(.sentence) }
      guard isWeighed else { continue }
      // A sentence that no rule weighed is worth what every sentence starts from.
      let start = Totals.ofNothing(on: scale)
      let isEverySentenceWeighed =
        weighed.count { sentence in
          sentence.totals.contains { $0.scale == scale.name }
        } == analysis.sentences.count
      guard let found = highest[scale.name]?.value else {
        if analysis.sentences.count > 0 { evaluation.totals.append(Total(scale: scale.name, value: start)) }
        continue
      }
      evaluation.totals.append(
        Total(scale: scale.name, value: isEverySentenceWeighed ? found : max(found, start)))
    }
  }

  private mutating func weighClaims(_ evaluation: inout Evaluation, _ matcher: inout PatternMatcher) {
    for row in evaluation.claims.indices {
      let scores = bases.added(to: scores(of: .claim, row, &matcher), unit: .claim)
      evaluation.claims[row].totals = Totals.of(scores, scales: rules.scales)
      evaluation.claims[row].scores = scores
    }
  }

  /// The article's own scores; a scale whose total is its highest sentence's has that one already.
  private mutating func weighArticle(_ evaluation: inout Evaluation, _ matcher: inout PatternMatcher) {
    evaluation.scores = bases.added(to: scores(of: .article, 0, &matcher), unit: .article)
    let own = Totals.of(evaluation.scores, scales: rules.scales).filter { total in
      !evaluation.totals.contains { $0.scale == total.scale }
    }
    evaluation.totals = (evaluation.totals + own).sorted {
      $0.scale.utf8.lexicographicallyPrecedes($1.scale.utf8)
    }
  }

  // MARK: - Rules

  /// A few rules of an article are asked faster than their words are looked up.
  private static var fewRules: Int { 16 }

  /// Fills `candidates` with the rules that the words of the unit, or of its sentences, do not rule out.
  private mutating func gatherCandidates(
    _ kind: Unit, _ row: Int, _ unit: WeighedUnit, _ matcher: inout PatternMatcher
  ) {
    defer { if !suppressions.isEmpty { dropSuppressed(kind, row) } }
    let all = rulesOf[kind] ?? []
    if kind != .claim, kind != .sentence, all.count <= Self.fewRules {
      candidates = all
      return
    }
    candidates.removeAll(keepingCapacity: true)
    candidates += alwaysOf[kind] ?? []
    guard let rules = rulesOfPattern[kind] else { return }
    switch kind {
    case .sentence:
      for pattern in words.possiblePatterns(row) { rules.add(Int(pattern), to: &candidates) }
    case .claim:
      for sentence in sentences(of: unit) {
        for pattern in words.possiblePatterns(sentence) { rules.add(Int(pattern), to: &candidates) }
      }
    default:
      possible.removeAll(keepingCapacity: true)
      matcher.addPossible(analysis, to: &possible)
      for pattern in possible { rules.add(Int(pattern), to: &candidates) }
    }
    // A rule that several patterns or sentences brought in is there several times.
    candidates.sort()
    var count = 0
    for rule in candidates where count == 0 || candidates[count - 1] != rule {
      candidates[count] = rule
      count += 1
    }
    candidates.removeLast(candidates.count - count)
  }

  /// Takes out of `candidates` what local settings suppress.
  private mutating func dropSuppressed(_ kind: Unit, _ row: Int) {
    let source = kind == .claim ? conditions.claims[row].source?.name : nil
    candidates.removeAll { suppressions.reason(rule: weighing[$0].header.id, source: source) != nil }
  }

  /// The sentences that hold a part of a claim, each once, in order. A content may have all of an article's.
  private func sentences(of unit: WeighedUnit) -> [Int] {
    let parts = [unit.sentence, unit.cue, unit.source, unit.content].joined().filter { !$0.isEmpty }
    let spans = parts.map { range in
      (
        first: Int(analysis.tokens.sentence[Int(range.first)]),
        last: Int(analysis.tokens.sentence[Int(range.end) - 1])
      )
    }
    var found: [Int] = []
    for span in spans.sorted(by: { $0.first < $1.first }) {
      var sentence = max(span.first, (found.last ?? -1) + 1)
      while sentence <= span.last {
        found.append(sentence)
        sentence += 1
      }
    }
    return found
  }

  /// What the rules give a unit, with their reasons.
  private mutating func scores(of kind: Unit, _ row: Int, _ matcher: inout PatternMatcher) -> [Score] {
    let unit = units.unit(kind, row)
    var found: [Score] = []
    gatherCandidates(kind, row, unit, &matcher)
    found.reserveCapacity(candidates.count)
    for rule in candidates {
      if let test = tests[rule] {
        profile?.enter(rule: weighing[rule].header.row)
        defer { profile?.leave() }
        let evidence =
          weighing[rule].isCounted
          ? conditions.evidence(forEach: test, in: unit, &matcher)
          : conditions.evidence(for: test, in: unit, &matcher)
        guard let evidence else { continue }
        found.append(score(rule, unit, evidence))
      } else if given[rule].isEmpty {
        found.append(score(rule, unit, ConditionEvidence()))
      } else if let score = given[rule][kind]?[row] {
        found.append(score)
      }
    }
    return found
  }

  /// What the rules' points come to in a sentence; empty when no rule gives it any.
  private mutating func totals(ofSentence row: Int, _ matcher: inout PatternMatcher) -> [Total] {
    let unit = units.unit(.sentence, row)
    gatherCandidates(.sentence, row, unit, &matcher)
    var totals = Totals()
    let bases = bases
    func add(_ points: Double, to scale: String) {
      if !totals.hasPoints(on: scale), let base = bases.points(on: scale) { totals.add(base, to: scale) }
      totals.add(points, to: scale)
    }
    for rule in candidates {
      if tests[rule] != nil { profile?.enter(rule: weighing[rule].header.row) }
      defer { if tests[rule] != nil { profile?.leave() } }
      if let test = tests[rule], weighing[rule].isCounted {
        if let evidence = conditions.evidence(forEach: test, in: unit, &matcher) {
          add(weighing[rule].points(for: evidence.count), to: weighing[rule].scale)
        }
      } else if let patterns = wordTests[rule] {
        if words.hasOne(of: patterns, row) { add(weighing[rule].points, to: weighing[rule].scale) }
      } else if let test = tests[rule] {
        if conditions.holds(test, in: unit, &matcher) { add(weighing[rule].points, to: weighing[rule].scale) }
      } else if given[rule].isEmpty {
        add(weighing[rule].points, to: weighing[rule].scale)
      } else if let score = given[rule][.sentence]?[row] {
        add(score.points, to: score.scale)
      }
    }
    return totals.values(rules.scales)
  }

  /// What the rule of this row, which has no function, gives `unit`, for the words that make its condition hold.
  private func score(_ rule: Int, _ unit: WeighedUnit, _ evidence: ConditionEvidence) -> Score {
    let isCounted = weighing[rule].isCounted
    let because = weighing[rule].because.filled { place in
      // A label of the rule's own pattern comes before what every claim has.
      if let capture = evidence.captures.first(where: { $0.label == place }) {
        return words([capture.range])
      }
      return switch place {
      case "match": evidence.spans.first.map { analysis.article.string(analysis.textSpan($0)) }
      case "count": isCounted ? String(evidence.count) : nil
      case "name": unit.claim.flatMap { conditions.claims[$0].source?.name }
      case "lemma": unit.claim.flatMap { conditions.claims[$0].cue?.lemma }
      case "source": words(unit.source)
      case "cue": words(unit.cue)
      case "content": words(unit.content)
      case "figure":
        unit.claim.flatMap { conditions.claims[$0].figures.first?.span }.map(analysis.article.string)
      case "date":
        unit.claim.flatMap { conditions.claims[$0].dates.first?.span }.map(analysis.article.string)
      default: nil
      }
    }
    return Score(
      rule: weighing[rule].header.id, scale: weighing[rule].scale,
      points: weighing[rule].points(for: evidence.count), because: because,
      spans: analysis.textSpans(evidence.spans))
  }

  private func words(_ ranges: [TokenRange]) -> String? {
    ranges.isEmpty ? nil : analysis.textSpans(ranges).map(analysis.article.string).joined(separator: " … ")
  }
}
