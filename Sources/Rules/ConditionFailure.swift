// A condition is many small demands; the answer to “why not?” is the first of them that is not met.

import Articles
import Patterns
import TextAnalysis

/// The part of a condition that does not hold.
struct ConditionFailure {
  /// In words.
  var message: String
  /// As a rule file says it: `contains [[ <figure> ]]`.
  var condition: String
  var stoppedAt: TextSpan?
  var edge: RuleTrace.Edge?
}

extension ConditionRun {
  /// The first part of `condition` that does not hold for `unit`; nil when it holds.
  func failure(
    of condition: Condition, in unit: WeighedUnit, _ rules: RuleSet, _ matcher: inout PatternMatcher
  ) -> ConditionFailure? {
    if holds(condition, in: unit, &matcher) { return nil }
    let source = condition.source(rules.patterns)
    func failure(_ message: String) -> ConditionFailure {
      ConditionFailure(message: message, condition: source)
    }
    func names<Value: RawRepresentable<String>>(_ values: [Value]) -> String {
      values.map(\.rawValue).joined(separator: " or ")
    }
    switch condition {
    case .contains(let place, let pattern):
      let text = rules.patterns.source(pattern).text.trimmed
      let place = Words(place, of: unit)
      var failure = failure("no match of [[ \(text) ]] in \(place.name)")
      if let trace = furthest(pattern, in: ranges(of: place.place, in: unit), &matcher),
        let token = trace.token
      {
        failure.stoppedAt = analysis.wordSpan(token)
        failure.edge = trace.edge.map { RuleTrace.Edge($0, analysis) }
        failure.message += "; \(trace.message)"
      }
      return failure
    case .has(let place, let layer): return failure("no \(layer.name) in \(Words(place, of: unit).name)")
    case .present(let part): return failure("it has no \(part.rawValue)")
    case .stance(let values): return failure("its stance is not \(names(values))")
    case .kind(let values): return failure("its type is not \(names(values))")
    case .evidence(let values): return failure("its evidence is not \(names(values))")
    case .region(let regions): return failure("it does not stand in \(names(regions))")
    case .all(let conditions):
      for condition in conditions {
        if let failure = self.failure(of: condition, in: unit, rules, &matcher) { return failure }
      }
      return nil
    case .any(let conditions):
      let failures = conditions.compactMap { self.failure(of: $0, in: unit, rules, &matcher) }
      return failure(failures.map(\.message).joined(separator: "; "))
    case .lacks: return failure("what it must lack is there")
    }
  }

  /// Where in a unit words were looked for.
  private struct Words {
    var place: Condition.Place
    var name: String

    init(_ place: Condition.Place, of unit: WeighedUnit) {
      self.place = place
      // Sentences and articles have no content; all their words are meant.
      name =
        unit.claim == nil && unit.cue.isEmpty && place == .content ? "its words" : "its \(place.rawValue)"
    }
  }

  /// The range in which a pattern that matches in none got past its first item.
  private func furthest(_ pattern: Int, in ranges: [TokenRange], _ matcher: inout PatternMatcher)
    -> PatternTrace?
  {
    for range in ranges where !range.isEmpty {
      let first = Int(analysis.tokens.sentence[Int(range.first)])
      let last = Int(analysis.tokens.sentence[Int(range.end) - 1])
      guard first >= 0, first <= last else { continue }
      for sentence in first...last {
        let trace = matcher.explain(pattern, analysis, sentence: sentence, within: range.range)
        if trace.token != nil, !trace.isMatch { return trace }
      }
    }
    return nil
  }
}

extension Condition {
  /// The condition in the words of a rule file.
  func source(_ patterns: PatternSet) -> String {
    func list(_ values: [String]) -> String {
      values.count == 1 ? "\"\(values[0])\"" : "{ \(values.map { "\"\($0)\"" }.joined(separator: ", ")) }"
    }
    func each(_ conditions: [Condition]) -> String {
      "{ \(conditions.map { $0.source(patterns) }.joined(separator: ", ")) }"
    }
    return switch self {
    case .contains(let place, let pattern):
      "\(place == .content ? "contains" : place.rawValue) [[ \(patterns.source(pattern).text.trimmed) ]]"
    case .has(_, let layer): "has \"\(layer.name)\""
    case .present(let part): "has \"\(part.rawValue)\""
    case .stance(let values): "is { stance = \(list(values.map(\.rawValue))) }"
    case .kind(let values): "is { type = \(list(values.map(\.rawValue))) }"
    case .evidence(let values): "is { evidence = \(list(values.map(\.rawValue))) }"
    case .region(let values): "is { region = \(list(values.map(\.rawValue))) }"
    case .all(let conditions): "all \(each(conditions))"
    case .any(let conditions): "any \(each(conditions))"
    case .lacks(let condition): "lacks(\(condition.source(patterns)))"
    }
  }
}

extension String {
  /// Without white space at the ends, and with each run of it inside made one space.
  var trimmed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
