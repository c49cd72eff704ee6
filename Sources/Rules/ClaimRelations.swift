// How the claims of an article stand to each other: what is said again, what is denied.
//
// Two contents say the same when they share most of the words that set them apart from the article's other claims: each
// lemma weighs log(1 + claims / claims that have it), the inverse document frequency of Spärck Jones (1972), with the
// claims as documents. A denial of “the allegations” points at what was alleged last.

import Articles
import Glibc
import TextAnalysis

struct ClaimRelations {
  /// Shared words that a repetition or a denial must have, and their share of the weight of the lighter content.
  private static let leastShared = 3, leastWeight = 0.6
  /// Claims looked at for one lemma, and relations of one claim: an article of a million claims must not be squared.
  private static let mostPostings = 64, mostDenied = 8

  private let claims: [Claim]
  private let kept: [Candidate]
  private let analysis: Analysis

  /// Fills the relations of `claims`, which stand in text order; `kept` is what they were made from, row by row.
  static func add(to claims: inout [Claim], _ kept: [Candidate], _ analysis: Analysis) {
    guard claims.count > 1 else { return }
    let relations = ClaimRelations(claims: claims, kept: kept, analysis: analysis)
    let earlier = relations.sayingTheSame()
    for row in claims.indices {
      switch claims[row].stance {
      case .asserts:
        // The first that said so, so that all who repeat it point at one claim.
        if let first = earlier[row].first(where: { claims[$0].stance == .asserts }) {
          claims[row].relations = [.init(kind: .repeats, claim: first)]
        }
      case .denies:
        var denied = earlier[row].filter { claims[$0].stance == .asserts }
        if denied.isEmpty { denied = relations.pointedAt(by: row) }
        claims[row].relations = denied.prefix(mostDenied).map { .init(kind: .denies, claim: $0) }
      case .withholds, .asks, .reacts: break
      }
    }
  }

  // MARK: - The same words

  /// For each claim the earlier ones whose contents say the same, in text order.
  private func sayingTheSame() -> [[Int]] {
    let words = kept.map { self.words(of: $0.content) }
    var claimsWith: [Int32: [Int]] = [:]
    for (row, lemmas) in words.enumerated() {
      for lemma in lemmas { claimsWith[lemma, default: []].append(row) }
    }
    func weight(_ lemma: Int32) -> Double {
      log(1 + Double(claims.count) / Double(claimsWith[lemma]?.count ?? 1))
    }
    let totals = words.map { $0.reduce(0) { $0 + weight($1) } }
    return claims.indices.map { row in
      var shared: [Int: (count: Int, weight: Double)] = [:]
      for lemma in words[row] {
        for other in claimsWith[lemma]?.prefix(Self.mostPostings) ?? [] where other < row {
          let before = shared[other] ?? (0, 0)
          shared[other] = (before.count + 1, before.weight + weight(lemma))
        }
      }
      return shared.filter { other, found in
        found.count >= Self.leastShared
          && found.weight >= Self.leastWeight * min(totals[other], totals[row])
          && !overlap(other, row)
      }.keys.sorted()
    }
  }

  /// The lemmas of a content that mean something by themselves, each once, in the order they come.
  private func words(of content: [TokenRange]) -> [Int32] {
    var found: [Int32] = []
    var known: Set<Int32> = []
    for range in content {
      for token in range.range {
        switch analysis.pos(token) {
        case .noun, .propn, .adj, .num, .verb:
          let lemma = analysis.tokens.lemma[token]
          if known.insert(lemma).inserted { found.append(lemma) }
        default: break
        }
      }
    }
    return found
  }

  private func overlap(_ one: Int, _ other: Int) -> Bool {
    kept[one].content.contains { a in kept[other].content.contains { a.overlaps($0) } }
  }

  // MARK: - Words that point back

  private static let pointers: Set<String> = [
    "the", "these", "those", "this", "that", "such", "any", "all", "both",
  ]
  private static let pronouns: Set<String> = [
    "it", "this", "that", "them", "all", "these", "those", "everything",
  ]
  private static let saidThings: Set<String> = [
    "accusation", "allegation", "assertion", "charge", "claim", "report", "rumor", "rumour", "statement",
    "story",
    "suggestion",
  ]

  /// What a denial of `the claims` is about: the last claim of somebody else before it; several claims of that source
  /// where the word is a plural.
  private func pointedAt(by row: Int) -> [Int] {
    guard let several = pointsBack(kept[row].content) else { return [] }
    let place = start(of: row)
    let candidates = claims.indices.filter { other in
      claims[other].stance == .asserts && end(of: other) <= place && !overlap(other, row)
        && !(claims[other].source != nil && claims[other].source?.entity == claims[row].source?.entity)
    }
    guard let last = candidates.max(by: { end(of: $0) < end(of: $1) }) else { return [] }
    guard several else { return [last] }
    let source = root(of: last)
    return candidates.filter { claims[root(of: $0)].source?.entity == claims[source].source?.entity }
  }

  /// Whether a content names what was said before instead of saying it; true when it names several things.
  private func pointsBack(_ content: [TokenRange]) -> Bool? {
    let tokens = content.flatMap(\.range).filter { !analysis.isPunctuation($0) }
    guard let first = tokens.first else { return nil }
    func word(_ token: Int) -> String { analysis.words.string(analysis.tokens.lower[token]) }
    if tokens.count == 1, Self.pronouns.contains(word(first)) {
      return word(first) != "it" && word(first) != "this"
    }
    guard Self.pointers.contains(word(first)) else { return nil }
    guard
      let thing = tokens.dropFirst().prefix(3).first(where: { Self.saidThings.contains(analysis.lemma($0)) })
    else { return nil }
    return word(thing) != analysis.lemma(thing)
  }

  private func start(of row: Int) -> Int32 { (kept[row].cue.first ?? kept[row].content.first)?.first ?? 0 }
  private func end(of row: Int) -> Int32 {
    max(kept[row].content.last?.end ?? 0, kept[row].cue.last?.end ?? 0)
  }

  private func root(of row: Int) -> Int {
    var row = row
    while let parent = claims[row].parent { row = parent }
    return row
  }
}
