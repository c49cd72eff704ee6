// What the article itself says of what backs a claim, beside the rules that found it: a claim inside the claim of somebody
// else is second-hand, and a narrator may remark that no evidence was given (`– although he provided no evidence`).
//
// Such a remark is about the claim that ends last before it in its sentence; in a sentence without one, about the last claim
// of the sentence before; in front of its claim (`without offering proof, X said C`), about the first behind it.

import Articles
import TextAnalysis

struct ClaimEvidence {
  private let kept: [Candidate]
  private let analysis: Analysis

  /// Fills the evidence of `claims` that no rule has set. They stand in text order, and `kept` is what they were made
  /// from, row by row. O(tokens + claims) where the article has one of the words, O(claims) in most.
  static func add(to claims: inout [Claim], _ kept: [Candidate], _ analysis: Analysis) {
    for row in claims.indices where claims[row].evidence == .unstated {
      guard let parent = claims[row].parent, let speaker = claims[parent].source,
        speaker.entity != claims[row].source?.entity
      else { continue }
      claims[row].evidence = .secondHand
    }
    guard !claims.isEmpty else { return }
    let evidence = ClaimEvidence(kept: kept, analysis: analysis)
    for remark in evidence.remarks() {
      guard let row = evidence.claim(remark, claims), kept[row].evidence == nil else { continue }
      claims[row].evidence = .none
    }
  }

  // MARK: - Remarks

  /// Remarks looked at in an article: one of a million must not be squared.
  private static let mostRemarks = 64
  private static let things = ["evidence", "proof"]
  private static let giving: Set<String> = [
    "bring", "bringing", "brings", "brought", "cite", "cited", "cites", "citing", "gave", "give", "given",
    "gives", "giving", "offer", "offered",
    "offering", "offers", "present", "presented", "presenting", "presents", "produce", "produced",
    "produces", "producing", "provide", "provided", "provides", "providing", "show", "showed", "showing",
    "shown", "shows", "supplied", "supply", "supplying",
  ]
  private static let negations: Set<String> = [
    "not", "n't", "never", "neither", "nor", "without", "nobody", "none",
  ]
  /// Words back from the thing within which the verb and the negation stand: `did not immediately offer any such proof`.
  private static let reach = 7

  /// Remarks that no evidence was given: from the word that denies it to the evidence.
  private func remarks() -> [TokenRange] {
    let wanted = Self.things.compactMap(analysis.words.number)
    guard !wanted.isEmpty else { return [] }
    let found = (0..<analysis.tokens.count).lazy.compactMap { token in
      wanted.contains(analysis.tokens.lower[token]) && analysis.quotations.ofToken[token] < 0
        ? remark(at: token) : nil
    }
    return Array(found.prefix(Self.mostRemarks))
  }

  private func word(_ token: Int) -> String { analysis.words.string(analysis.tokens.lower[token]) }

  private func remark(at thing: Int) -> TokenRange? {
    let sentence = analysis.sentences.tokens(Int(analysis.tokens.sentence[thing]))
    var isDenied = false, isGiven = false
    var first = thing
    for token in (max(sentence.lowerBound, thing - Self.reach)..<thing).reversed() {
      if analysis.isPunctuation(token) { break }
      let word = word(token)
      // “No evidence” beside its verb; “no” further away belongs to another noun.
      if word == "no" && token >= thing - 3 || Self.negations.contains(word) { isDenied = true }
      if Self.giving.contains(word) { isGiven = true }
      if isDenied || isGiven { first = token }
      // “Without evidence” needs no verb.
      if word == "without" { isGiven = true }
      if word == "with", isDenied, token >= thing - 3 { isGiven = true }
      if isDenied, isGiven { return TokenRange(first..<thing + 1) }
    }
    // “No evidence was offered.”
    let behind = (thing + 1..<min(thing + 5, sentence.upperBound)).map(word)
    if isDenied, behind.contains(where: Self.giving.contains),
      ["was", "were", "has", "had"].contains(behind.first)
    {
      return TokenRange(first..<thing + 1)
    }
    return nil
  }

  // MARK: - Their claims

  private func claim(_ remark: TokenRange, _ claims: [Claim]) -> Int? {
    // What a source says of evidence is no remark of the narrator's.
    if kept.contains(where: { $0.content.contains { $0.overlaps(remark) } }) { return nil }
    let sentence = analysis.tokens.sentence[Int(remark.first)]
    var before: Int?, earlier: Int?, behind: Int?
    for row in claims.indices {
      guard claims[row].stance == .asserts, claims[row].parent == nil,
        let span = extent(of: row)
      else { continue }
      let place = analysis.tokens.sentence[Int(span.end) - 1]
      if place == sentence, span.end <= remark.first {
        before = row
      } else if place == sentence, behind == nil, span.end > remark.first {
        behind = row
      } else if place == sentence - 1, isBesideIt(place, sentence) {
        earlier = row
      }
    }
    return before ?? behind ?? earlier
  }

  /// From the first word of a claim to its last.
  private func extent(of row: Int) -> TokenRange? {
    let ranges = kept[row].source + kept[row].cue + kept[row].content
    guard let first = ranges.map(\.first).min(), let end = ranges.map(\.end).max(), end > first else {
      return nil
    }
    return TokenRange(first, end)
  }

  /// Whether two sentences stand in one paragraph.
  private func isBesideIt(_ one: Int32, _ other: Int32) -> Bool {
    analysis.sentences.paragraph[Int(one)] == analysis.sentences.paragraph[Int(other)]
  }
}
