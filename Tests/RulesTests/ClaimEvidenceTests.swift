// What an article says of what backs a claim.

import Testing

@testable import Rules

@Suite struct ClaimEvidenceTests {
  private static let rules = """
    extract "said" {
      doc = "Saying.", nested = "second-hand", upto = [[ ("," | "–") although ]],
      match = [[ source:<np> cue:said that content:.. $ ]],
    }
    extract "behind" { doc = "Saying.", match = [[ ^ content:.. "," source:<np> cue:said without .. $ ]] }
    """

  private func evidence(_ text: String) throws -> [String] {
    try evaluate(text, .test(Self.rules)).claims.map(\.evidence.rawValue)
  }

  /// The narrator's remark was cut off from the claim and then lost, though `evidence` had a word for it.
  @Test(arguments: [
    "The minister said that the dam was safe – although he provided no evidence.",
    "The minister said that the dam was safe, although she did not offer any proof.",
    "The dam is safe, the minister said without giving any evidence.",
    "The dam is safe, the minister said without evidence.",
    "Offering no proof, the minister said that the dam was safe.",
    "The minister said that the dam was safe. He offered no evidence for it.",
    "The minister said that the dam was safe. No evidence was presented.",
    "The minister said that the dam was safe, although neither aide gave evidence.",
  ])
  func aRemarkThatNothingWasShownIsAboutTheClaimBesideIt(_ text: String) throws {
    #expect(try evidence(text) == ["none"])
  }

  @Test(arguments: [
    "The minister said that the dam was safe. He showed the evidence.",
    "The minister said that the dam was safe. He had no time to see the evidence.",
    "The minister said that there was no evidence of a leak.",
    "The minister said that the police had offered no evidence.",
    "The minister said that the dam was safe.\\n\\nThe court was shown no proof.",
    "The minister said that the dam was safe. It rained. No proof was offered.",
    "The minister said that the dam was safe. “I have no proof,” he thought.",
  ])
  func whatIsElsewhereOrSaidByTheSourceIsNoRemark(_ text: String) throws {
    #expect(try evidence(text.replacing("\\n", with: "\n")) == ["unstated"])
  }

  @Test func whatAnotherSaysOfTheEvidenceIsNoRemark() throws {
    #expect(
      try evidence(
        "The minister said that the dam was safe. The mayor said that the minister had offered no proof.")
        == [
          "unstated", "unstated",
        ])
  }

  @Test func theLastClaimBeforeTheRemarkIsMeant() throws {
    #expect(
      try evidence(
        "The mayor said that the dam leaked. The minister said that the dam was safe – although he provided no evidence."
      ) == ["unstated", "none"])
  }

  @Test func aClaimInsideAnothersIsSecondHand() throws {
    #expect(
      try evidence("The minister said that the engineers said that the dam was safe.") == [
        "unstated", "second-hand",
      ])
  }
}
