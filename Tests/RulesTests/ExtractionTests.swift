// From a rule file to the claims of a short text, with nothing but patterns.

import Articles
import Testing

@testable import Rules

@Suite struct ExtractionTests {
  private func claims(_ text: String, _ rules: String) throws -> [String] {
    let evaluation = try evaluate(text, .test(rules))
    #expect(evaluation.diagnostics.isEmpty)
    return evaluation.claims.map { $0.shown(in: text) }
  }

  @Test func thePatternsRolesAreTheClaims() throws {
    #expect(
      try claims("The mayor said that the dam was safe. She left.", sayRule) == [
        "The mayor | said | the dam was safe"
      ])
  }

  @Test func aLexiconMatchesInflectedWordsAndPhrases() throws {
    let rule = """
      extract "rejected" { doc = "A denial.", match = [[ source:<np> cue:@deny content:<np> ]], stance = "denies" }
      """
    #expect(try claims("The ministry denied the report.", rule) == ["The ministry | denied | the report"])
    #expect(try claims("Officials turned down the report.", rule) == ["Officials | turned down | the report"])
    #expect(try claims("The ministry read the report.", rule) == [])
    #expect(try evaluate("The ministry denied the report.", .test(rule)).claims.map(\.stance) == [.denies])
  }

  /// Sentences end inside of quotations. A content that ran to the end of the first sentence left out the rest, and
  /// ended in an opening mark's half.
  @Test func aContentThatEndsInsideAQuotationGoesOnToItsEnd() throws {
    let rule = """
      extract "say" { doc = "Saying.", match = [[ source:<np> cue:said that content:.. $ ]] }
      """
    #expect(
      try claims("The mayor said that it was “a mess. Nobody swept it.” She left.", rule) == [
        "The mayor | said | it was “a mess. Nobody swept it.”"
      ])
    // Not where the sentence goes on behind the content, and not where the mark was never closed.
    #expect(
      try claims("The mayor said that it was “a mess.” Nobody swept it.", rule) == [
        "The mayor | said | it was “a mess.”"
      ])
    #expect(
      try claims("The mayor said that it was “a mess. Nobody swept it.", rule).first?.hasPrefix("The mayor")
        == true)
  }

  /// A name in apposition was lost where the tree gave it to the verb, and the source was "its author".
  @Test(arguments: [
    ("“The dam is safe,” its author, Pavel Dorn, told us.", "its author", "Pavel Dorn"),
    ("“The dam is safe,” neighbours of the mayor, Pavel Dorn, told us.", "neighbours of the mayor", nil),
  ])
  func aPhraseIsNamedByThePersonBetweenCommasBehindIt(_ text: String, _ source: String, _ name: String?)
    throws
  {
    let rule = """
      extract "say" {
        doc = "Saying.", match = [[ content:<quotation> source:<np> "," ..{1,3} "," cue:told ]],
      }
      """
    let found = try #require(try evaluate(text, .test(rule)).claims.first?.source)
    #expect(found.name == name ?? source)
  }

  @Test(arguments: [
    ("PORT ARLE, May 3 — The dam is safe, the mayor said.", "The dam is safe"),
    ("ARLE (Wire) - The dam is safe, the mayor said.", "The dam is safe"),
    // Not a dateline: no dash, a dash later, capitals of no place.
    ("NATO ships came, the mayor said.", "NATO ships came"),
    ("NATO ships came to Arle – late, the mayor said.", "NATO ships came to Arle – late"),
    ("The DAM — an old one — is safe, the mayor said.", "The DAM — an old one — is safe"),
  ])
  func aDatelineIsNoPartOfAContent(_ text: String, _ content: String) throws {
    let rule = """
      extract "say" { doc = "Saying.", match = [[ ^ content:.. "," source:<np> cue:said ]] }
      """
    #expect(try claims(text, rule) == ["the mayor | said | \(content)"])
  }

  @Test func aFullStopBeforeAClosingMarkDoesNotCutTheMarkOff() throws {
    let rule = """
      extract "say" { doc = "Saying.", match = [[ source:<np> cue:said that content:(it is "“" a mess) ]] }
      """
    #expect(try claims("The mayor said that it is “a mess.”", rule) == ["The mayor | said | it is “a mess.”"])
  }

  @Test func aBracketThatIsOpenedInARoleIsClosedInIt() throws {
    let rule = """
      extract "say" { doc = "Saying.", match = [[ source:(Ann .. Harbour) ")" cue:said that content:(.. tonnes) ]] }
      """
    #expect(
      try claims("Ann Poe (Harbour) said that the boat (lost) held (at most 40 tonnes).", rule) == [
        "Ann Poe (Harbour) | said | the boat (lost) held (at most 40 tonnes)"
      ])
  }

  @Test func aQuotationIsTakenWithItsMarksAndItsWholeLength() throws {
    let rule = """
      extract "quoted" { doc = "A quotation.", match = [[ content:<quotation> source:<np> cue:@report ]] }
      """
    let text = "“The dam is safe,” the mayor said."
    #expect(try claims(text, rule) == ["the mayor | said | “The dam is safe,”"])
    #expect(try evaluate(text, .test(rule)).claims.map(\.kind) == [.direct])
  }

  @Test func aContentLosesItsThatAndItsEdges() throws {
    let rule = "extract \"r\" { doc = \"R.\", match = [[ source:<np> cue:@report content:.. $ ]] }"
    #expect(
      try claims("The mayor said that the dam was safe.", rule) == ["The mayor | said | the dam was safe"])
  }

  @Test func aMatchWithoutContentIsAnAct() throws {
    let rule = """
      extract "withheld" { doc = "No comment.", match = [[ source:<np> cue:(declined to comment) ]], stance = "withholds" }
      """
    let evaluation = try evaluate("The ministry declined to comment.", .test(rule))
    #expect(evaluation.claims.map(\.content) == [[]] && evaluation.claims.map(\.stance) == [.withholds])
  }

  @Test func whereNarrowsAMatchDown() throws {
    let rule = """
      extract "figures" {
        doc   = "Somebody gives a figure.",
        match = [[ source:<np> cue:@report that? content:.. $ ]],
        where = all { has "figure", has "source", lacks(lexicon "hedges"), source [[ mayor ]], cue "said", sentence "dam" },
      }
      """
    #expect(try claims("The mayor said that 40 houses by the dam were flooded.", rule).count == 1)
    #expect(try claims("The mayor said that the houses by the dam were flooded.", rule) == [])
    #expect(try claims("The mayor said that 40 houses by the dam may be flooded.", rule) == [])
    #expect(try claims("The ministry said that 40 houses by the dam were flooded.", rule) == [])
    #expect(try claims("The mayor claimed that 40 houses by the dam were flooded.", rule) == [])
    #expect(try claims("The mayor said that 40 houses were flooded.", rule) == [])
  }

  @Test func claimsAreInTheOrderOfTheirContents() throws {
    let text =
      "The mayor said that the dam was safe. The ministry said that the road was closed. The union said that it was sad."
    #expect(
      try evaluate(text, .test(sayRule)).claims.map { $0.content[0].start }
        == (try evaluate(text, .test(sayRule)).claims.map { $0.content[0].start }.sorted()))
    #expect(try claims(text, sayRule).count == 3)
  }

  @Test func aClaimInsideAnotherHangsFromIt() throws {
    let text = "The mayor said that the ministry denied the report."
    let rules =
      sayRule + """
        extract "rejected" { doc = "A denial.", match = [[ source:<np> cue:@deny content:<np> ]], stance = "denies" }
        """
    let found = try evaluate(text, .test(rules)).claims
    try #require(found.count == 2)
    #expect(
      found[0].shown(in: text) == "The mayor | said | the ministry denied the report"
        && found[0].parent == nil)
    #expect(found[1].shown(in: text) == "the ministry | denied | the report" && found[1].parent == 0)
  }

  /// What a rule wants of findings inside another claim: `nested`, and who the two sources are.
  @Test(arguments: [
    ("true", "the ministry", 2), ("false", "the ministry", 1), ("\"second-hand\"", "the ministry", 2),
    ("true", "she", 2), ("false", "she", 1), ("\"second-hand\"", "she", 1),
  ])
  func aFindingInsideAClaimIsOneWhereItsRuleSaysSo(_ nested: String, source: String, expected: Int) throws {
    let text = "Mayor Ann Olin spoke. Ms Olin said that \(source) denied the report."
    let rules =
      sayRule + """
        extract "rejected" { doc = "A denial.", match = [[ source:<np> cue:@deny content:<np> ]], nested = \(nested) }
        """
    let found = try explain(text, [.test(rules)])
    #expect(found.evaluation.claims.count == expected)
    #expect(found.overruled.map(\.rule) == (expected == 1 ? ["desk/pack/rejected"] : []))
    #expect(found.overruled.map(\.by) == (expected == 1 ? [0] : []))
  }

  @Test func aFindingInsideNoClaimIsOneWhateverItsRuleSays() throws {
    let rule = """
      extract "rejected" { doc = "A denial.", match = [[ source:<np> cue:@deny content:<np> ]], nested = false }
      """
    #expect(try claims("The ministry denied the report.", rule) == ["The ministry | denied | the report"])
  }

  @Test func aContentEndsWhereItsRuleSaysSo() throws {
    let rule = """
      extract "say" {
        doc   = "Somebody says something.",
        match = [[ source:<np> cue:@report that? content:.. $ ]],
        upto  = [[ "," while ]],
      }
      """
    #expect(
      try claims("The mayor said that the dam was safe, while it leaked.", rule) == [
        "The mayor | said | the dam was safe"
      ])
    #expect(
      try claims("The mayor said that the dam was safe.", rule) == ["The mayor | said | the dam was safe"])
    // A content that is nothing else stays whole.
    let all = rule.replacing("\",\" while", with: "the dam")
    #expect(
      try claims("The mayor said that the dam was safe.", all) == ["The mayor | said | the dam was safe"])
  }

  /// The colon was trimmed away as punctuation, and the claim taken for the narrator's own.
  @Test func aColonMayBeAllTheCueThereIs() throws {
    let rule = "extract \"r\" { doc = \"R.\", match = [[ ^ source:<np> cue:\":\" content:.. $ ]] }"
    let text = "Mayor: the dam is safe."
    #expect(try claims(text, rule) == ["Mayor | : | the dam is safe"])
    #expect(try evaluate(text, .test(rule)).claims.map(\.kind) == [.indirect])
  }

  @Test func theSpeakerGoesOnInParagraphsThatAreNothingButQuotations() throws {
    let rule = """
      extract "quoted" { doc = "A quotation.", match = [[ content:(..{0,5} <quotation>) source:<np> cue:@report ]] }
      """
    func parts(_ text: String) throws -> [Int] { try evaluate(text, .test(rule)).claims.map(\.content.count) }
    #expect(try parts("“It was hard,” the mayor said. “But we won.”") == [2])
    #expect(try parts("It “was hard,” the mayor said. “But we won.”") == [2])
    #expect(try parts("“It was hard,” the mayor said.\n\n“But we won.”\n\nIt rained.") == [2])
    #expect(try parts("“It was hard,” the mayor said.\n\n“But we won” was on every wall.") == [1])
    #expect(try parts("“It was hard,” the mayor said.\n\nIt rained.\n\n“But we won.”") == [1])
  }

  @Test func twoRulesOnTheSameWordsGiveOneClaimAndTheOtherIsShownAsOverruled() throws {
    let rules =
      sayRule + """
        extract "better" { doc = "The same.", match = [[ source:<np> cue:@report that? content:.. $ ]], rank = 1 }
        """
    let found = try explain("The mayor said that the dam was safe.", [.test(rules)])
    #expect(found.evaluation.claims.map(\.rule) == ["desk/pack/better"])
    #expect(found.overruled.map(\.rule) == ["desk/pack/say"] && found.overruled.map(\.by) == [0])
  }

  @Test func aSourceHasOneEntityInAnArticle() throws {
    let text =
      "The officials said that the dam was safe. Then officials said that the road was closed. The union said that it was sad."
    let entities = try evaluate(text, .test(sayRule)).claims.map { $0.source?.entity }
    try #require(entities.count == 3)
    #expect(entities[0] == entities[1] && entities[0] != entities[2])
  }

  @Test(arguments: [
    "", " ", "\n\n", ".", "“", "said", "The mayor said", "🙂 said 🙂.", "\u{FEFF}The mayor said.\r\n", "\0",
  ])
  func anOddArticleGivesNoClaimAndNoDiagnostic(_ text: String) throws {
    let rules =
      sayRule + """
        score "f" { doc = "F.", on = "sentence", scale = "s", match = has "figure", points = 1, because = "{match}" }
        score "g" { doc = "G.", on = "article", scale = "s", match = lacks "figure", points = 1, because = "none" }
        score "h" { doc = "H.", on = "article", scale = "s", weigh = function(a) return #a.tokens, "words" end }
        """
    #expect(try evaluate(text, .test(rules)).diagnostics.isEmpty)
  }
}
