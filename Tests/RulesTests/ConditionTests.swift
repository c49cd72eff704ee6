// Every kind of condition, on claims, sentences and the article.

import Articles
import Testing

@testable import Rules

@Suite struct ConditionTests {
  static let claim = "The mayor said that about 40 houses were flooded on 3 May 2024."

  /// The reasons that a rule with this condition gives.
  private func reasons(
    _ condition: String, of text: String = claim, on unit: String = "claim", because: String = "yes"
  ) throws -> [String] {
    let rule = """
      score "r" { doc = "R.", on = "\(unit)", scale = "s", match = \(condition), points = 1, because = "\(because)" }
      """
    let found = try evaluate(text, .test(sayRule + rule))
    #expect(found.diagnostics.isEmpty)
    return (found.claims.flatMap(\.scores) + found.sentences.flatMap(\.scores) + found.scores).map(\.because)
  }

  @Test(arguments: [
    "contains 'houses'", "contains(lexicon 'hedges')", "contains '<figure>'", "'houses were'",
    "lexicon 'hedges'",
    "pattern [[ houses ]]", "contains(pattern 'houses')", "cue 'said'", "cue(lexicon 'report')",
    "source 'mayor'",
    "sentence [[ the mayor said ]]", "has 'figure'", "has 'date'", "has 'hedge'", "has 'np'", "has 'source'",
    "has 'cue'",
    "has 'content'", "is { stance = 'asserts' }",
    "is { stance = { 'denies', 'asserts' }, type = 'indirect' }",
    "is { evidence = 'unstated' }", "is { region = 'body' }", "all { 'houses', has 'figure' }",
    "any { 'boats', 'houses' }",
    "lacks 'boats'", "lacks(has 'parent')", "lacks(has 'children')", "lacks(all { 'houses', 'boats' })",
  ])
  func aConditionHoldsForAClaim(_ condition: String) throws { #expect(try reasons(condition) == ["yes"]) }

  @Test(arguments: [
    "contains 'boats'", "contains 'mayor'", "cue 'houses'", "source 'houses'", "sentence 'boats'",
    "has 'quotation'",
    "has 'parent'", "has 'children'", "is { stance = 'denies' }",
    "is { stance = 'asserts', type = 'direct' }",
    "is { evidence = { 'offered', 'none' } }", "is { region = 'headline' }", "all { 'houses', 'boats' }",
    "any { 'boats', 'ships' }", "lacks 'houses'", "lacks(has 'figure')", "lacks(lacks 'boats')",
  ])
  func aConditionDoesNotHoldForAClaim(_ condition: String) throws { #expect(try reasons(condition) == []) }

  @Test(arguments: [
    ("contains 'mayor'", 1), ("has 'figure'", 1), ("lacks 'mayor'", 1), ("any { 'mayor', 'left' }", 2),
    ("'boats'", 0),
    ("all { lacks 'left', lacks 'mayor' }", 0), ("is { region = 'body' }", 2),
  ])
  func aConditionOfASentenceLooksAtAllItsWords(_ condition: String, _ count: Int) throws {
    #expect(
      try reasons(condition, of: "The mayor said that 40 houses were flooded. She left.", on: "sentence")
        .count == count)
  }

  /// Rules are tried only where the words of a unit's sentences allow them.
  @Test(arguments: [
    ("contains 'cellar'", 1), ("contains 'pumps'", 1), ("contains 'harbour'", 0), ("cue 'said'", 1),
    ("all { 'cellar', 'pumps' }", 1), ("any { 'harbour', 'pumps' }", 1),
    ("any { all { 'harbour', 'cellar' }, lacks 'boats' }", 1),
  ])
  func aConditionLooksAtAllSentencesOfAContent(_ condition: String, _ count: Int) throws {
    let quoting = """
      extract "quoting" { doc = "Q.", match = [[ content:<quotation> source:<np> cue:said ]], stance = "asserts" }
      score "r" { doc = "R.", on = "claim", scale = "s", match = \(condition), points = 1, because = "yes" }
      """
    let found = try evaluate(
      "“The cellar is wet. The pumps are running,” the mayor said. The harbour is closed.", .test(quoting))
    #expect(found.claims.count == 1)
    #expect(found.claims.flatMap(\.scores).count == count)
  }

  @Test func aConditionOfTheArticleLooksAtAllItsSentences() throws {
    let text = "The mayor came. She left."
    #expect(try reasons("all { 'mayor', 'left' }", of: text, on: "article") == ["yes"])
    #expect(try reasons("'came \".\" she'", of: text, on: "article") == [])
    let quoting = "“The cellar is wet. The pumps are running,” the mayor said."
    #expect(try reasons("has 'quotation'", of: quoting, on: "article") == ["yes"])
  }

  @Test(arguments: [
    ("contains 'houses'", "“{match}”", "“houses”"), ("has 'figure'", "{figure}", "about 40"),
    ("'houses'", "{source} {cue} {lemma} {name}", "The mayor said say The mayor"),
    ("has 'date'", "{date}", "3 May 2024"),
    ("has 'content'", "{content}", "about 40 houses were flooded on 3 May 2024"),
    ("contains 'what:houses how:(were flooded)'", "{what} {how}", "houses were flooded"),
    // The first evidence is the match, whatever stands beside it.
    ("all { 'flooded', 'houses' }", "{match}", "flooded"), ("any { 'boats', 'houses' }", "{match}", "houses"),
    ("contains 'source:houses'", "{source}", "houses"),
  ])
  func aReasonIsFilledWithTheWordsThatMatched(_ condition: String, _ because: String, _ expected: String)
    throws
  {
    #expect(try reasons(condition, because: because) == [expected])
  }

  @Test func aClaimWithChildrenKnowsThem() throws {
    let rules =
      sayRule + """
        extract "rejected" { doc = "A denial.", match = [[ source:<np> cue:@deny content:<np> ]] }
        score "up"   { doc = "U.", scale = "s", match = has "children", points = 1, because = "has a claim inside" }
        score "down" { doc = "D.", scale = "s", match = has "parent", points = 1, because = "is inside a claim" }
        """
    let found = try evaluate("The mayor said that the ministry denied the report.", .test(rules))
    #expect(found.claims.map { $0.scores.map(\.rule) } == [["desk/pack/up"], ["desk/pack/down"]])
  }

  @Test func theRegionIsThatOfTheBlock() throws {
    var evaluator = try rules([
      .test(
        """
        score "r" { doc = "R.", on = "sentence", scale = "s", match = is { region = "headline" }, points = 1, because = "on top" }
        """)
    ]).makeEvaluator()
    let article = Article(
      id: "a",
      blocks: [
        (.headline, ValidText(Array("Dam leaks".utf8))), (.body, ValidText(Array("The dam leaks.".utf8))),
      ])
    let found = evaluator.evaluate(article)
    #expect(found.sentences.map { article.string($0.span) } == ["Dam leaks"])
  }

  @Test func theEvidenceIsTheSpansOfTheScore() throws {
    let rule =
      "score \"r\" { doc = \"R.\", scale = \"s\", match = all { 'houses', has 'figure' }, points = 1, because = \"r\" }"
    let article = Article(id: "a", text: Array(Self.claim.utf8))
    let found = try evaluate(Self.claim, .test(sayRule + rule))
    #expect(
      found.claims.flatMap(\.scores).flatMap(\.spans).map { article.string($0) } == ["houses", "about 40"])
  }
}
