// Why a rule did not fire is asked more often than why it did.

public import Articles
import Patterns
import TextAnalysis

/// What one rule did with one unit of an article.
public struct RuleTrace: Sendable {
  /// The sentence, or the content of the claim, that the rule looked at.
  public var span: TextSpan
  public var fired: Bool
  /// One line: `stopped at 'cue:@deny': 'said' (lemma 'say') is not in lexicon 'deny'`.
  public var message: String

  public init(span: TextSpan, fired: Bool, message: String) {
    self.span = span
    self.fired = fired
    self.message = message
  }
}

extension RuleSet {
  /// What the rule `id` did in `article`: sentence by sentence for a rule that finds claims, claim by claim for one
  /// that weighs them. Runs the rule anew from every word: for people, not for batches.
  public func trace(_ id: String, _ article: Article) -> [RuleTrace] {
    if let rule = extractRules.first(where: { $0.header.id == id }) { return trace(rule, article) }
    if let rule = scoreRules.first(where: { $0.header.id == id }) { return trace(rule, article) }
    return []
  }

  private func trace(_ rule: ExtractRule, _ article: Article) -> [RuleTrace] {
    guard case .pattern(let pattern) = rule.finder else { return [] }
    let analysis = Analysis(article)
    var matcher = PatternMatcher(patterns)
    matcher.begin(analysis)
    return (0..<analysis.sentences.count).filter { !analysis.sentences.tokens($0).isEmpty }.map { sentence in
      let trace = matcher.explain(pattern, analysis, sentence: sentence)
      return RuleTrace(
        span: analysis.textSpan(TokenRange(analysis.sentences.tokens(sentence))), fired: trace.isMatch,
        message: trace.message)
    }
  }

  private func trace(_ rule: ScoreRule, _ article: Article) -> [RuleTrace] {
    guard rule.units.contains(.claim), case .condition(let condition) = rule.weigher,
      var evaluator = try? makeEvaluator()
    else {
      return []
    }
    let analysis = Analysis(article)
    let evaluation = evaluator.evaluate(article)
    var matcher = PatternMatcher(patterns)
    matcher.begin(analysis)
    var hasChildren = [Bool](repeating: false, count: evaluation.claims.count)
    for claim in evaluation.claims { if let parent = claim.parent { hasChildren[parent] = true } }
    let run = ConditionRun(analysis: analysis, claims: evaluation.claims, hasChildren: hasChildren)
    return evaluation.claims.enumerated().map { row, claim in
      let unit = WeighedUnit(
        claim: row, source: claim.source?.spans.map(analysis.tokenRange) ?? [],
        cue: claim.cue?.spans.map(analysis.tokenRange) ?? [], content: claim.content.map(analysis.tokenRange),
        analysis)
      let failure = run.failure(of: condition, in: unit, patterns, &matcher)
      let span = claim.content.first ?? claim.cue?.spans.first ?? TextSpan(0, 0)
      return RuleTrace(span: span, fired: failure == nil, message: failure ?? "holds")
    }
  }
}

extension ConditionRun {
  /// The first part of `condition` that does not hold for `unit`, in words; nil when it holds.
  func failure(
    of condition: Condition, in unit: WeighedUnit, _ patterns: PatternSet, _ matcher: inout PatternMatcher
  ) -> String? {
    if evidence(for: condition, in: unit, &matcher) != nil { return nil }
    switch condition {
    case .contains(let place, let pattern):
      return "no match of [[ \(patterns.source(pattern).text.trimmed) ]] in its \(place.rawValue)"
    case .has(_, let layer): return "no \(layer.name) in its content"
    case .present(let part): return "it has no \(part.rawValue)"
    case .stance(let values): return "its stance is not \(values.map(\.rawValue).joined(separator: " or "))"
    case .kind(let values): return "its type is not \(values.map(\.rawValue).joined(separator: " or "))"
    case .evidence(let values):
      return "its evidence is not \(values.map(\.rawValue).joined(separator: " or "))"
    case .region(let names): return "it does not stand in \(names.map(\.rawValue).joined(separator: " or "))"
    case .all(let conditions):
      for condition in conditions {
        if let failure = failure(of: condition, in: unit, patterns, &matcher) { return failure }
      }
      return nil
    case .any(let conditions):
      return conditions.compactMap { failure(of: $0, in: unit, patterns, &matcher) }.joined(separator: "; ")
    case .lacks: return "what it must lack is there"
    }
  }
}

extension String {
  /// Without white space at the ends, and with each run of it inside made one space.
  var trimmed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
