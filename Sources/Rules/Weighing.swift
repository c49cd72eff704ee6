// Scores without a function: a condition over the columns, points, and a reason made from the words
// that matched.

import Articles
import Patterns
import TextAnalysis

enum Weighing {
  /// Fills the scores and totals of `evaluation`.
  static func run(
    _ rules: RuleSet, _ analysis: Analysis, _ active: [Bool], _ kept: [Candidate],
    _ matcher: inout PatternMatcher, _ functions: inout RuleFunctions, _ evaluation: inout Evaluation,
    _ abstentions: inout [Explanation.Abstention]
  ) {
    let units = Units(analysis, kept, evaluation.claims)
    let conditions = ConditionRun(
      analysis: analysis, claims: evaluation.claims, hasChildren: units.hasChildren)
    if rules.hasFunctions { functions.lend(evaluation.claims, kept, analysis) }
    var claimScores = [[Score]](repeating: [], count: evaluation.claims.count)
    var sentenceScores = [[Score]](repeating: [], count: analysis.sentences.count)
    var articleScores: [Score] = []
    for rule in rules.scoreRules where active[rule.header.pack] {
      switch rule.unit {
      case .claim:
        for row in evaluation.claims.indices {
          if let score = score(
            rule, units.claims[row], row, conditions, &matcher, &functions, &evaluation, &abstentions)
          {
            claimScores[row].append(score)
          }
        }
      case .sentence:
        for row in 0..<analysis.sentences.count {
          if let score = score(
            rule, units.sentence(row), row, conditions, &matcher, &functions, &evaluation, &abstentions)
          {
            sentenceScores[row].append(score)
          }
        }
      default:
        if let score = score(
          rule, units.article, 0, conditions, &matcher, &functions, &evaluation, &abstentions)
        {
          articleScores.append(score)
        }
      }
    }
    for row in evaluation.claims.indices {
      evaluation.claims[row].scores = rules.withBases(claimScores[row], unit: .claim, active: active)
      evaluation.claims[row].totals = Totals.of(evaluation.claims[row].scores, scales: rules.scales)
    }
    for row in 0..<analysis.sentences.count where !sentenceScores[row].isEmpty {
      let scores = rules.withBases(sentenceScores[row], unit: .sentence, active: active)
      evaluation.sentences.append(
        ScoredSentence(
          span: analysis.textSpan(TokenRange(analysis.sentences.tokens(row))), scores: scores,
          totals: Totals.of(scores, scales: rules.scales)))
    }
    evaluation.scores = rules.withBases(articleScores, unit: .article, active: active)
    evaluation.totals = Totals.of(evaluation.scores, scales: rules.scales)
  }

  private static func score(
    _ rule: ScoreRule, _ unit: WeighedUnit, _ row: Int, _ conditions: ConditionRun,
    _ matcher: inout PatternMatcher, _ functions: inout RuleFunctions, _ evaluation: inout Evaluation,
    _ abstentions: inout [Explanation.Abstention]
  ) -> Score? {
    let analysis = conditions.analysis
    var evidence = ConditionEvidence()
    switch rule.weigher {
    case .always: break
    case .condition(let condition):
      guard let found = conditions.evidence(for: condition, in: unit, &matcher) else { return nil }
      evidence = found
    case .function:
      return functions.weigh(rule, row: row, analysis, &abstentions, &evaluation.diagnostics)
    }
    let claim = unit.claim.map { evaluation.claims[$0] }
    let because = rule.because.filled { place in
      // A label of the rule's own pattern comes before what every claim has.
      if let capture = evidence.captures.first(where: { $0.label == place }) {
        return words([capture.range], analysis)
      }
      return switch place {
      case "match": evidence.spans.first.map { analysis.article.string(analysis.textSpan($0)) }
      case "name": claim?.source?.name
      case "lemma": claim?.cue?.lemma
      case "source": words(unit.source, analysis)
      case "cue": words(unit.cue, analysis)
      case "content": words(unit.content, analysis)
      case "figure": (claim?.figures.first?.span).map(analysis.article.string)
      case "date": (claim?.dates.first?.span).map(analysis.article.string)
      default: nil
      }
    }
    return Score(
      rule: rule.header.id, scale: rule.scale, points: rule.points, because: because,
      spans: analysis.textSpans(evidence.spans))
  }

  private static func words(_ ranges: [TokenRange], _ analysis: Analysis) -> String? {
    ranges.isEmpty ? nil : analysis.textSpans(ranges).map(analysis.article.string).joined(separator: " … ")
  }
}

/// The claims, sentences and the article as conditions see them.
private struct Units {
  let claims: [WeighedUnit]
  let hasChildren: [Bool]
  let article: WeighedUnit
  private let analysis: Analysis

  init(_ analysis: Analysis, _ kept: [Candidate], _ claims: [Claim]) {
    self.analysis = analysis
    var hasChildren = [Bool](repeating: false, count: claims.count)
    for claim in claims {
      if let parent = claim.parent { hasChildren[parent] = true }
    }
    self.hasChildren = hasChildren
    self.claims = kept.enumerated().map { row, candidate in
      WeighedUnit(
        claim: row, source: candidate.source, cue: candidate.cue, content: candidate.content, analysis)
    }
    article = WeighedUnit(
      content: (0..<analysis.sentences.count).map { TokenRange(analysis.sentences.tokens($0)) })
  }

  func sentence(_ row: Int) -> WeighedUnit {
    let range = TokenRange(analysis.sentences.tokens(row))
    var unit = WeighedUnit(content: [range])
    unit.sentence = [range]
    unit.region = analysis.region(at: range.isEmpty ? 0 : analysis.tokens.start[Int(range.first)])
    return unit
  }
}

extension Analysis {
  /// The region of the page that holds the text at `offset`.
  func region(at offset: Int32) -> Block.Region {
    article.blocks.last { $0.span.start <= offset }?.region ?? .body
  }
}

/// One claim, sentence or article as conditions see it.
struct WeighedUnit {
  /// Row of the claim in the evaluation, for the conditions that ask about it.
  var claim: Int?
  var content: [TokenRange]
  var cue: [TokenRange] = []
  var source: [TokenRange] = []
  var sentence: [TokenRange] = []
  var region: Block.Region = .body

  /// A sentence, or the article.
  init(content: [TokenRange]) { self.content = content }

  /// A claim, or a match that may become one; it stands where its cue stands, or its content when it has none.
  init(claim: Int?, source: [TokenRange], cue: [TokenRange], content: [TokenRange], _ analysis: Analysis) {
    self.claim = claim
    self.content = content
    self.cue = cue
    self.source = source
    let anchor = cue.first ?? content.first
    sentence = analysis.sentenceRanges(around: anchor)
    region = analysis.region(at: anchor.map { analysis.tokens.start[Int($0.first)] } ?? 0)
  }
}

/// The words a condition rests on.
struct ConditionEvidence {
  var spans: [TokenRange] = []
  var captures: [Capture] = []

  struct Capture {
    var label: String
    var range: TokenRange
  }

  mutating func add(_ other: ConditionEvidence) {
    spans += other.spans
    captures += other.captures
  }
}

/// Runs conditions over one article.
struct ConditionRun {
  let analysis: Analysis
  let claims: [Claim]
  /// Whether some claim hangs from the claim of this row.
  let hasChildren: [Bool]

  /// The words that make `condition` hold for `unit`, or nil when it does not hold.
  func evidence(for condition: Condition, in unit: WeighedUnit, _ matcher: inout PatternMatcher)
    -> ConditionEvidence?
  {
    switch condition {
    case .contains(let place, let pattern):
      return match(pattern, in: ranges(of: place, in: unit), &matcher)
    case .has(let place, let layer):
      return first(layer, in: ranges(of: place, in: unit))
    case .present(let part):
      return isPresent(part, in: unit) ? ConditionEvidence() : nil
    case .stance(let values):
      return holds(unit) { values.contains($0.stance) }
    case .kind(let values):
      return holds(unit) { values.contains($0.kind) }
    case .evidence(let values):
      return holds(unit) { values.contains($0.evidence) }
    case .region(let regions):
      return regions.contains(unit.region) ? ConditionEvidence() : nil
    case .all(let conditions):
      var all = ConditionEvidence()
      for condition in conditions {
        guard let evidence = evidence(for: condition, in: unit, &matcher) else { return nil }
        all.add(evidence)
      }
      return all
    case .any(let conditions):
      for condition in conditions {
        if let evidence = evidence(for: condition, in: unit, &matcher) { return evidence }
      }
      return nil
    case .lacks(let condition):
      return evidence(for: condition, in: unit, &matcher) == nil ? ConditionEvidence() : nil
    }
  }

  private func holds(_ unit: WeighedUnit, _ test: (Claim) -> Bool) -> ConditionEvidence? {
    guard let claim = unit.claim, test(claims[claim]) else { return nil }
    return ConditionEvidence()
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

  private func ranges(of place: Condition.Place, in unit: WeighedUnit) -> [TokenRange] {
    switch place {
    case .content: unit.content
    case .cue: unit.cue
    case .source: unit.source
    case .sentence: unit.sentence
    }
  }

  private func match(_ pattern: Int, in ranges: [TokenRange], _ matcher: inout PatternMatcher)
    -> ConditionEvidence?
  {
    for range in ranges where !range.isEmpty {
      guard let match = matcher.firstMatch(of: pattern, analysis, tokens: range.range) else { continue }
      return ConditionEvidence(
        spans: [TokenRange(match.firstToken, match.endToken)],
        captures: match.captures.map { row in
          let capture = matcher.captures[row]
          return ConditionEvidence.Capture(
            label: matcher.set.roleNames[Int(capture.role)],
            range: TokenRange(capture.firstToken, capture.endToken))
        })
    }
    return nil
  }

  private func first(_ layer: SpanLayer, in ranges: [TokenRange]) -> ConditionEvidence? {
    for range in ranges {
      for token in range.range {
        if let end = analysis.longestEnd(of: layer, at: token, within: range.end) {
          return ConditionEvidence(spans: [TokenRange(Int32(token), end)])
        }
      }
    }
    return nil
  }
}

extension Analysis {
  /// The end of the longest span of `layer` that begins at `token` and does not run past `limit`.
  func longestEnd(of layer: SpanLayer, at token: Int, within limit: Int32) -> Int32? {
    var found: Int32?
    forEachEnd(of: layer, at: token) { end in
      if end <= limit, found.map({ $0 < end }) ?? true { found = end }
    }
    return found
  }
}
