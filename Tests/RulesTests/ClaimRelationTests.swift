// Which claims point at which: what is said again, what is denied.

import Testing

@testable import Rules

@Suite struct ClaimRelationTests {
  private static let rules = """
    extract "said" { doc = "Saying.", match = [[ source:<np> cue:(said | claimed) that content:.. $ ]] }
    extract "denied" { doc = "A denial.", match = [[ source:<np> cue:(denied | rejected) that? content:.. $ ]], stance = "denies" }
    extract "asked" { doc = "A question.", match = [[ source:<np> cue:asked whether content:.. $ ]], stance = "asks" }
    """

  /// `c3 denies c1, c2` for each claim that points anywhere.
  private func relations(_ text: String) throws -> [String] {
    try evaluate(text, .test(Self.rules)).claims.enumerated().compactMap { row, claim in
      guard let kind = claim.relations.first?.kind else { return nil }
      #expect(claim.relations.allSatisfy { $0.kind == kind })
      return "c\(row + 1) \(kind) " + claim.relations.map { "c\($0.claim + 1)" }.joined(separator: ", ")
    }
  }

  @Test func whatIsSaidAgainPointsAtTheFirstWhoSaidIt() throws {
    #expect(
      try relations(
        """
        The mayor said that the old dam above Arle leaked in spring. The baker said that bread was dear.
        The ministry said that the old dam leaked. A fisher claimed that the dam above Arle leaked in spring.
        """) == ["c3 repeats c1", "c4 repeats c1"])
  }

  @Test(arguments: [
    // A few common words are not the same claim.
    "The mayor said that the dam above Arle leaked. The baker said that the road to Arle was long.",
    "The mayor said that the dam leaked. The baker said that the dam leaked.",
    // Who asks says nothing again, and nothing is said again of a question.
    "The mayor said that the old dam above Arle leaked. The baker asked whether the old dam above Arle leaked.",
    "The baker asked whether the old dam above Arle leaked. The mayor said that the old dam above Arle leaked.",
  ])
  func fewSharedWordsAreNoRepetition(_ text: String) throws {
    #expect(try relations(text) == [])
  }

  @Test func aDenialThatSaysWhatItDeniesPointsThere() throws {
    #expect(
      try relations(
        "The mayor said that the old dam above Arle leaked in spring. The baker said that bread was dear. The ministry denied that the dam above Arle leaked."
      ) == ["c3 denies c1"])
  }

  @Test(arguments: [
    ("The ministry denied the claims.", ["c3 denies c1, c2"]),
    ("The ministry rejected the claim.", ["c3 denies c2"]),
    ("The ministry denied it.", ["c3 denies c2"]),
    ("The ministry denied these latest allegations.", ["c3 denies c1, c2"]),
    // A thing that nobody said, and a person's own words.
    ("The ministry denied the visa.", []), ("The mayor denied the claim.", []),
  ])
  func aDenialThatPointsBackMeansWhatSomebodyElseSaidLast(_ denial: String, _ expected: [String]) throws {
    #expect(
      try relations("The mayor said that rain fell. The mayor claimed that two barns burned. \(denial)")
        == expected)
  }

  @Test func severalClaimsAreThoseOfOneSource() throws {
    #expect(
      try relations(
        "The baker said that bread was dear. The mayor said that two barns burned. The ministry denied the allegations."
      ) == ["c3 denies c2"])
  }

  /// Words that every claim has say nothing, and finding that out must not take a square of the claims.
  @Test func manyEqualClaimsAreRelatedInATimeThatGrowsWithThem() throws {
    let text = String(repeating: "The mayor said that the old dam above Arle leaked. ", count: 400)
    let evaluation = try evaluate(text, .test(Self.rules))
    #expect(evaluation.claims.count == 400)
    #expect(evaluation.claims.dropFirst().allSatisfy { $0.relations == [.init(kind: .repeats, claim: 0)] })
  }
}
