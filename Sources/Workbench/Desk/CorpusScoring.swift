// All articles of the desk under one rule set, in the background: what is known so far can be asked for at any time.

import Articles
import Rules

/// How far the scoring of the corpus has come, and what was found.
struct CorpusScoring: Sendable {
  /// One claim.
  struct Row: Sendable {
    var article: Int
    var claim: Int
    var rule: Int
    /// -1 for a claim without a source that has a name.
    var source: Int
    var stance: Claim.Stance
    /// On the first scale.
    var total: Double?
    var excerpt: String
  }

  /// Goes up with every start.
  let generation: Int
  var total = 0
  var done = 0
  /// Articles of which findings are missing.
  var failures = 0
  var isFinished = false
  var scales: [String] = []
  private(set) var rules = Names()
  private(set) var sources = Names()
  private(set) var rows: [Row] = []

  /// Names in the order in which they came, each once.
  struct Names: Sendable {
    private(set) var names: [String] = []
    private var rows: [String: Int] = [:]

    mutating func row(_ name: String) -> Int {
      if let row = rows[name] { return row }
      rows[name] = names.count
      names.append(name)
      return names.count - 1
    }
  }

  init(generation: Int, total: Int = 0, scales: [String] = []) {
    self.generation = generation
    self.total = total
    self.scales = scales
    isFinished = total == 0
  }

  /// Adds what was found in an article.
  mutating func add(_ evaluation: Evaluation, of article: Article, index: Int) {
    for (number, claim) in evaluation.claims.enumerated() {
      let source = claim.source.map { source in
        source.name ?? source.spans.map(article.string).joined(separator: " ")
      }
      rows.append(
        Row(
          article: index, claim: number, rule: rules.row(claim.rule),
          source: source.map { sources.row($0) } ?? -1,
          stance: claim.stance, total: claim.total(scales.first), excerpt: claim.excerpt(article)))
    }
    if evaluation.diagnostics.contains(where: { $0.severity == "error" }) { failures += 1 }
    done += 1
    isFinished = done == total
  }
}

extension Claim {
  /// The total on `scale`.
  func total(_ scale: String?) -> Double? { totals.first { $0.scale == scale }?.value }

  /// The words of the content, or of the cue where there is none, on one line of at most 160 characters.
  func excerpt(_ article: Article) -> String {
    let spans = content.isEmpty ? cue?.spans ?? [] : content
    let line = spans.map(article.string).joined(separator: " … ").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    return line.count <= 160 ? line : line.prefix(159) + "…"
  }
}
