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

extension Candidate {
  /// What a rule found, its roles cut down to the words that belong to them. nil when no word is left that could be a
  /// content or a cue.
  init?(
    of rule: ExtractRule, row: Int, source: [TokenRange], cue: [TokenRange], content: [TokenRange],
    cueHead: Int32? = nil, in analysis: Analysis
  ) {
    let wordsOfCue = RoleBoundaries.words(cue, in: analysis)
    // A colon or a dash may be all the cue there is: “Mayor: the dam is safe”.
    let cue = wordsOfCue.isEmpty ? cue : wordsOfCue
    let content = RoleBoundaries.content(content, in: analysis)
    guard !cue.isEmpty || !content.isEmpty else { return nil }
    self.init(
      rule: row, rank: rule.rank, stance: rule.stance, kind: rule.kind, evidence: rule.evidence,
      source: RoleBoundaries.words(source, in: analysis).map { analysis.wholeName(around: $0, without: cue) },
      cue: cue, content: content,
      cueHead: cueHead ?? CueHead.find(in: cue, of: analysis))
  }
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
          switch analysis.pos(token) {
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
