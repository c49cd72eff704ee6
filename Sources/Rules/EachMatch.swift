// A rule with `each = true` weighs how often, not whether: its points count once for every match. A record
// shows the first of them as evidence; a thousand spans of one word would hide what is worth seeing.

import Articles
import Patterns
import TextAnalysis

extension Condition {
  /// Whether what makes it hold can be counted: the matches of one pattern or lexicon, or the spans of one layer.
  var isCountable: Bool {
    switch self {
    case .contains, .has: true
    default: false
    }
  }
}

extension ConditionEvidence {
  /// How many of the matches that were counted stand in a record.
  static let mostShown = 3
}

extension ConditionRun {
  /// Every match that makes `condition`, which is countable, hold for `unit`; nil when there is none. Matches do not
  /// overlap. O(tokens of the unit) for single words and spans.
  func evidence(forEach condition: Condition, in unit: WeighedUnit, _ matcher: inout PatternMatcher)
    -> ConditionEvidence?
  {
    var evidence = ConditionEvidence()
    evidence.count = 0
    switch condition {
    case .contains(let place, let pattern):
      for range in Self.joined(ranges(of: place, in: unit)) where !range.isEmpty {
        evidence.count += matcher.findSeparateMatches(
          of: pattern, analysis, tokens: range.range,
          keeping: ConditionEvidence.mostShown - evidence.spans.count)
        for match in matcher.matches {
          if evidence.spans.isEmpty { evidence.captures = captures(of: match, in: matcher) }
          evidence.spans.append(TokenRange(match.firstToken, match.endToken))
        }
      }
    case .has(let place, let layer):
      for range in Self.joined(ranges(of: place, in: unit)) where !range.isEmpty {
        let spans = analysis.spans(of: layer, inside: [range])
        evidence.count += spans.count
        evidence.spans += spans.prefix(ConditionEvidence.mostShown - evidence.spans.count)
      }
    default: return self.evidence(for: condition, in: unit, &matcher)
    }
    return evidence.count > 0 ? evidence : nil
  }

  /// The ranges with those that touch made one: what a function found may be given piece by piece.
  private static func joined(_ ranges: [TokenRange]) -> [TokenRange] {
    guard var current = ranges.first else { return [] }
    var result: [TokenRange] = []
    for range in ranges.dropFirst() {
      if current.end == range.first {
        current.end = range.end
      } else {
        result.append(current)
        current = range
      }
    }
    result.append(current)
    return result
  }
}
