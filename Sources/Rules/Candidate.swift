import Articles
import TextAnalysis

/// A claim as one rule sees it, before it is held against what other rules found.
struct Candidate: Sendable {
  /// Row of the rule in `RuleSet.extractRules`.
  var rule: Int
  var rank: Double
  var stance: Claim.Stance
  /// nil: by quotation and source.
  var kind: Claim.Kind?
  var evidence: Claim.Evidence?
  var source: [TokenRange]
  var cue: [TokenRange]
  var content: [TokenRange]
  /// The token that carries the cue's meaning; -1 without a cue.
  var cueHead: Int32
}

/// A claim that another one of the same cue stands in for.
struct Overruled: Sendable {
  var candidate: Candidate
  /// Row of the claim that stayed, in the order of `Evaluation.claims`.
  var by: Int
}

enum CueHead {
  /// The token that carries the meaning of a cue: its last verb, else its last noun, adjective or
  /// adverb, else its first word. `has claimed` → `claimed`, `according to` → `according`.
  static func find(in cue: [TokenRange], of analysis: Analysis) -> Int32 {
    var best: Int32 = -1
    var bestWorth = 0
    for range in cue {
      for token in range.range {
        let worth =
          switch PartOfSpeech(rawValue: analysis.tokens.pos[token]) ?? .none {
          case .verb: 4
          case .noun, .adj, .adv: 3
          case .aux, .propn, .x, .none, .num, .intj: 2
          case .adp, .part, .sconj, .pron, .det, .cconj, .sym: 1
          case .punct: 0
          }
        // Among equals a content word comes late (`has claimed`) and a function word early (`according to`).
        if worth > bestWorth || (worth == bestWorth && worth >= 3) || best < 0 {
          best = Int32(token)
          bestWorth = worth
        }
      }
    }
    return best
  }
}
