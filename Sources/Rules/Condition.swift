// What a rule may ask of a claim or a sentence without writing a function. Conditions are data, so
// the host can run them over its columns, count them and say which part failed.

import Articles
import TextAnalysis

/// A demand on a claim, a sentence or an article.
indirect enum Condition: Sendable {
  /// Where in the unit the words are looked for.
  enum Place: String, Sendable, CaseIterable {
    /// A claim's content; of any other unit, all its words.
    case content
    case cue, source
    /// The sentence that holds the claim's cue, or its content.
    case sentence
  }

  /// A pattern matches inside the place; the first match is the evidence.
  case contains(Place, pattern: Int)
  /// A span of the layer lies inside the place.
  case has(Place, SpanLayer)
  /// The claim has a source, a cue, a content, a parent, a date …
  case present(Part)
  case stance([Claim.Stance])
  case kind([Claim.Kind])
  case evidence([Claim.Evidence])
  /// Region of the page the unit stands in.
  case region([Block.Region])
  case all([Condition])
  case any([Condition])
  case lacks(Condition)

  enum Part: String, Sendable, CaseIterable {
    case source, cue, content, parent, children
    /// The source is a person or body that the article names somewhere.
    case sourceName = "source-name"
  }
}

extension Condition {
  /// Whether it rests on words when it holds: those that a reason calls `{match}`.
  var hasWords: Bool {
    switch self {
    case .contains, .has: true
    case .all(let conditions), .any(let conditions): conditions.contains(where: \.hasWords)
    case .present, .stance, .kind, .evidence, .region, .lacks: false
    }
  }

  /// The patterns of which one must match somewhere in a sentence, where that is all that is asked of it; else nil.
  var patternsOfSentence: [Int]? {
    switch self {
    case .contains(.content, let pattern), .contains(.sentence, let pattern): return [pattern]
    case .any(let conditions):
      var patterns: [Int] = []
      for condition in conditions {
        guard let more = condition.patternsOfSentence else { return nil }
        patterns += more
      }
      return patterns
    default: return nil
    }
  }

  /// Patterns of which one must match in a sentence of the unit, whatever else is asked; nil where it can hold without.
  var neededPatterns: [Int]? {
    switch self {
    case .contains(_, let pattern): return [pattern]
    case .all(let conditions): return conditions.lazy.compactMap(\.neededPatterns).first
    case .any(let conditions):
      var patterns: [Int] = []
      for condition in conditions {
        guard let more = condition.neededPatterns else { return nil }
        patterns += more
      }
      return patterns
    case .has, .present, .stance, .kind, .evidence, .region, .lacks: return nil
    }
  }

  /// The patterns it asks for, by row.
  var patterns: [Int] {
    switch self {
    case .contains(_, let pattern): [pattern]
    case .all(let conditions), .any(let conditions): conditions.flatMap(\.patterns)
    case .lacks(let condition): condition.patterns
    case .has, .present, .stance, .kind, .evidence, .region: []
    }
  }
}
