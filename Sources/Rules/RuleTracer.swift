// Runs single rules on single units of an article and keeps what an evaluation forgets: how far each got, on which words
// it rests, and what it cost.

public import Articles
import Patterns
import TextAnalysis

/// Says what rules did in one article. Evaluates it once, for however many rules are asked about.
public struct RuleTracer: ~Copyable {
  /// What the whole rule set made of the article.
  public let explanation: Explanation
  private let rules: RuleSet
  private let analysis: Analysis
  private let units: WeighedUnits
  private var evaluator: Evaluator
  /// A rule whose function failed is not asked again, here as in an evaluation.
  private var hasFailed = false

  /// - Throws: when there is no memory for a Lua state.
  public init(_ rules: RuleSet, _ article: Article) throws {
    try self.init(rules, AnalysedArticle(article))
  }

  /// The same of an article whose text other rules have asked about.
  public init(_ rules: RuleSet, _ article: AnalysedArticle, interrupt: RuleInterrupt? = nil) throws {
    self.rules = rules
    evaluator = try rules.makeEvaluator(interrupt: interrupt)
    explanation = evaluator.explain(article)
    analysis = article.analysis
    units = WeighedUnits(analysis, explanation.kept, explanation.evaluation.claims)
  }

  /// What the rule `id` did, unit by unit; nothing for a rule that is not there.
  ///
  /// - Parameter place: leaves out the units that hold no word of it.
  public mutating func trace(_ id: String, touching place: TextSpan? = nil) -> [RuleTrace] {
    evaluator.matcher.begin(analysis)
    evaluator.matcher.stepLimit = max(rules.limits.steps, 2_000 * analysis.tokens.count)
    evaluator.functions.begin(analysis)
    hasFailed = false
    defer { evaluator.functions.end() }
    if let row = rules.extractRules.firstIndex(where: { $0.header.id == id }) {
      return trace(rules.extractRules[row], row: row, place)
    }
    if let rule = rules.scoreRules.first(where: { $0.header.id == id }) { return trace(rule, place) }
    return []
  }

  /// The rows of the units of a kind that hold a word of `place`.
  private func rows(of unit: Unit, touching place: TextSpan?) -> [Int] {
    let count =
      switch unit {
      case .article: 1
      case .paragraph: analysis.paragraphs.count
      case .sentence: analysis.sentences.count
      case .quotation: analysis.quotations.count
      case .claim: explanation.evaluation.claims.count
      }
    return (0..<count).filter { row in
      let spans = spans(of: unit, row)
      guard let place else { return unit == .claim || !spans.isEmpty }
      return spans.contains { $0.overlaps(place) || $0.contains(place) }
    }
  }

  private func spans(of unit: Unit, _ row: Int) -> [TextSpan] {
    let tokens: Range<Int>
    switch unit {
    case .article: tokens = 0..<analysis.tokens.count
    case .paragraph: tokens = analysis.paragraphs.tokens(row)
    case .sentence: tokens = analysis.sentences.tokens(row)
    case .quotation: tokens = analysis.quotations.tokens(row)
    case .claim:
      let claim = explanation.evaluation.claims[row]
      return claim.content + (claim.cue?.spans ?? []) + (claim.source?.spans ?? [])
    }
    return analysis.textSpans([TokenRange(tokens)])
  }

  /// An answer with nothing in it but its place.
  private func blank(_ unit: Unit, _ row: Int) -> RuleTrace {
    var trace = RuleTrace(span: spans(of: unit, row).first ?? TextSpan(0, 0), fired: false, message: "")
    trace.unit = RuleTrace.Unit(rawValue: unit.rawValue) ?? .sentence
    trace.row = row
    return trace
  }

  // MARK: - Rules that find claims

  private mutating func trace(_ rule: ExtractRule, row: Int, _ place: TextSpan?) -> [RuleTrace] {
    switch rule.finder {
    case .pattern(let pattern):
      rows(of: .sentence, touching: place).map { trace(rule, row: row, pattern, sentence: $0) }
    case .function(let unit):
      rows(of: unit, touching: place).map { trace(rule, row: row, unit, $0) }
    }
  }

  private mutating func trace(_ rule: ExtractRule, row: Int, _ pattern: Int, sentence: Int) -> RuleTrace {
    let found = evaluator.matcher.explain(pattern, analysis, sentence: sentence)
    var trace = blank(.sentence, sentence)
    trace.take(found, analysis)
    guard found.isMatch, rule.demand != nil || rule.hasWhereFunction else { return trace }
    // A match is not yet a finding: the first one that the rule's `where` accepts is.
    let tokens = analysis.sentences.tokens(sentence)
    var start = tokens.lowerBound
    var refusal: RuleTrace?
    while start < tokens.upperBound,
      let match = evaluator.matcher.firstMatch(of: pattern, analysis, tokens: start..<tokens.upperBound)
    {
      start = Int(match.firstToken) + 1
      var attempt = trace
      attempt.captures = captures(of: match)
      let ranges = RoleRanges(match, in: evaluator.matcher, roles: rules.roles)
      guard judge(rule, row: row, ranges, &attempt) else {
        refusal = refusal ?? attempt
        trace.steps = attempt.steps
        continue
      }
      return attempt
    }
    return refusal ?? trace
  }

  /// Whether `where` accepts a match; says in `trace` why it does not.
  private mutating func judge(_ rule: ExtractRule, row: Int, _ match: RoleRanges, _ trace: inout RuleTrace)
    -> Bool
  {
    let before = evaluator.matcher.steps + evaluator.functions.steps
    defer { trace.steps += evaluator.matcher.steps + evaluator.functions.steps - before }
    if let demand = rule.demand,
      let candidate = Candidate(
        of: rule, row: row, source: match.source, cue: match.cue, content: match.content,
        cueHead: match.cueHead, in: analysis)
    {
      let unit = WeighedUnit(
        claim: nil, source: candidate.source, cue: candidate.cue, content: candidate.content, analysis)
      let run = ConditionRun(analysis: analysis, claims: [], hasChildren: [])
      if let failure = run.failure(of: demand, in: unit, rules, &evaluator.matcher) {
        trace.fail("its 'where' refuses the match: ", failure)
        return false
      }
    }
    guard rule.hasWhereFunction else { return true }
    var abstentions: [Explanation.Abstention] = []
    var diagnostics: [EvaluationDiagnostic] = []
    if evaluator.functions.accepts(rule, match, analysis, &abstentions, &diagnostics) { return true }
    trace.fired = false
    trace.message =
      "its 'where' function refuses the match" + reason(abstentions, diagnostics)
    return false
  }

  private func captures(of match: PatternMatch) -> [RuleTrace.Capture] {
    match.captures.map { row in
      let capture = evaluator.matcher.captures[row]
      return RuleTrace.Capture(
        label: evaluator.matcher.set.roleNames[Int(capture.role)],
        span: analysis.textSpan(TokenRange(capture.firstToken, capture.endToken)))
    }
  }

  private mutating func trace(_ rule: ExtractRule, row: Int, _ unit: Unit, _ number: Int) -> RuleTrace {
    var trace = blank(unit, number)
    var abstentions: [Explanation.Abstention] = []
    var diagnostics: [EvaluationDiagnostic] = []
    let before = evaluator.functions.steps
    let found = evaluator.functions.find(
      rule, row: row, unit: unit, only: number, analysis, &abstentions, &diagnostics)
    trace.steps = evaluator.functions.steps - before
    let run = ConditionRun(analysis: analysis, claims: [], hasChildren: [])
    var refusal: ConditionFailure?
    for candidate in found {
      let seen = WeighedUnit(
        claim: nil, source: candidate.source, cue: candidate.cue, content: candidate.content, analysis)
      if let demand = rule.demand,
        let failure = run.failure(of: demand, in: seen, rules, &evaluator.matcher)
      {
        refusal = refusal ?? failure
        continue
      }
      trace.fired = true
      for (label, ranges) in [
        ("source", candidate.source), ("cue", candidate.cue), ("content", candidate.content),
      ] {
        trace.captures += analysis.textSpans(ranges).map { RuleTrace.Capture(label: label, span: $0) }
      }
    }
    if trace.fired {
      trace.message = "its function finds a claim"
    } else if let refusal {
      trace.fail("its 'where' refuses what the function found: ", refusal)
    } else {
      trace.message = "its function finds nothing" + reason(abstentions, diagnostics)
    }
    return trace
  }

  private mutating func reason(
    _ abstentions: [Explanation.Abstention], _ diagnostics: [EvaluationDiagnostic]
  ) -> String {
    if hasFailed { return ": it failed before and is not asked again" }
    hasFailed = !diagnostics.isEmpty
    return (diagnostics.first.map(\.message) ?? abstentions.first.map(\.reason)).map { ": \($0)" } ?? ""
  }

  // MARK: - Rules that weigh

  private mutating func trace(_ rule: ScoreRule, _ place: TextSpan?) -> [RuleTrace] {
    if rules.hasFunctions {
      evaluator.functions.lend(explanation.evaluation.claims, explanation.kept, analysis)
    }
    return rule.units.flatMap { unit in
      rows(of: unit, touching: place).map { trace(rule, unit, $0) }
    }
  }

  private mutating func trace(_ rule: ScoreRule, _ kind: Unit, _ row: Int) -> RuleTrace {
    var trace = blank(kind, row)
    let run = ConditionRun(
      analysis: analysis, claims: explanation.evaluation.claims, hasChildren: units.hasChildren)
    let unit = units.unit(kind, row)
    switch rule.weigher {
    case .always:
      trace.fired = true
      trace.message = "weighs every \(kind.rawValue)"
    case .condition(let condition):
      let before = evaluator.matcher.steps
      let evidence =
        rule.isCounted
        ? run.evidence(forEach: condition, in: unit, &evaluator.matcher)
        : run.evidence(for: condition, in: unit, &evaluator.matcher)
      trace.steps = evaluator.matcher.steps - before
      if let evidence {
        trace.fired = true
        trace.message = rule.isCounted && evidence.count > 1 ? "holds \(evidence.count) times" : "holds"
        trace.captures =
          evidence.captures.map { .init(label: $0.label, span: analysis.textSpan($0.range)) }
          + analysis.textSpans(evidence.spans).map { .init(label: "match", span: $0) }
      } else if let failure = run.failure(of: condition, in: unit, rules, &evaluator.matcher) {
        trace.fail("", failure)
      }
    case .function(let condition):
      if let condition {
        let before = evaluator.matcher.steps
        let failure = run.failure(of: condition, in: unit, rules, &evaluator.matcher)
        trace.steps = evaluator.matcher.steps - before
        if let failure {
          trace.fail("its function is not asked: ", failure)
          return trace
        }
      }
      var abstentions: [Explanation.Abstention] = []
      var diagnostics: [EvaluationDiagnostic] = []
      let before = evaluator.functions.steps
      let score = evaluator.functions.weigh(rule, kind, row: row, analysis, &abstentions, &diagnostics)
      trace.steps += evaluator.functions.steps - before
      if let score {
        trace.fired = true
        trace.message = "its function gives \(score.points): \(score.because)"
        trace.captures = score.spans.map { .init(label: "match", span: $0) }
      } else {
        trace.message = "its function gives nothing" + reason(abstentions, diagnostics)
      }
    }
    return trace
  }
}

extension RuleTrace {
  fileprivate mutating func fail(_ introduction: String, _ failure: ConditionFailure) {
    fired = false
    message = introduction + failure.message
    condition = failure.condition
    stoppedAt = failure.stoppedAt
    edge = failure.edge
  }

  /// Takes over what is known of a pattern.
  fileprivate mutating func take(_ trace: PatternTrace, _ analysis: Analysis) {
    fired = trace.isMatch
    message = trace.message
    condition = trace.condition
    if !trace.isMatch { stoppedAt = trace.token.map(analysis.wordSpan) }
    edge = trace.edge.map { Edge($0, analysis) }
    captures = trace.captures.map {
      Capture(label: $0.label, span: analysis.textSpan(TokenRange($0.tokens)))
    }
    steps = trace.steps
  }
}

extension RuleTrace.Edge {
  init(_ edge: PatternTrace.Edge, _ analysis: Analysis) {
    relation = edge.relation
    direction =
      switch edge.direction {
      case .child: .child
      case .descendant: .descendant
      case .parent: .parent
      case .ancestor: .ancestor
      }
    from = edge.from.map(analysis.wordSpan)
    to = edge.to.map(analysis.wordSpan)
  }
}

extension Analysis {
  /// Where one token stands.
  func wordSpan(_ token: Int) -> TextSpan { textSpan(TokenRange(token..<(token + 1))) }
}
