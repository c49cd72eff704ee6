import Testing

@testable import Rules

// Tags and trees are made for a sentence when somebody asks for it. Who a source is, and which word of a
// cue counts, used to be read from whatever was there: a rule of another pack that asked for the tree of
// the same sentence changed the claims of this one.
@Suite struct LazyLayerTests {
  /// A pattern over spellings alone, which asks for neither tags nor trees.
  static let spelled = PackSource.test(
    """
    extract "spelled" {
      doc = "Spellings only.",
      match = [[ source:(the father of orla fenn) cue:(has said) that content:(the pier was closed) ]],
    }
    """, name: "desk/spelled")

  /// Finds nothing, but asks for tags or for the tree of each sentence with a dog in it.
  static func asking(_ pattern: String) -> PackSource {
    .test(
      "extract \"asking\" { doc = \"Asks.\", match = [[ \(pattern) ]] }", name: "desk/asking")
  }

  @Test(arguments: ["cue:dog content:[pos=INTJ]", "cue:dog >vocative content"])
  func whatAnotherRuleAsksForChangesNoClaim(_ pattern: String) throws {
    let text = "Orla Fenn left. Near the dog, the father of Orla Fenn has said that the pier was closed."
    let alone = try evaluate(text, Self.spelled)
    #expect(alone.claims.count == 1)
    #expect(alone.claims.first?.cue?.lemma == "say")
    #expect(alone.claims.first?.source?.name == "the father of Orla Fenn")
    #expect(try evaluate(text, Self.spelled, Self.asking(pattern)).claims == alone.claims)
  }
}
