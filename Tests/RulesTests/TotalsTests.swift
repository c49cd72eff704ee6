import Articles
import Foundation
import Testing

@testable import Rules

@Suite struct TotalsTests {
  private let scales = [
    "plain": Scale(name: "plain", link: .sum, base: 0, pack: "desk/pack", baseReason: ""),
    "chance": Scale(name: "chance", link: .logistic, base: -1, pack: "desk/pack", baseReason: ""),
  ]

  private func score(_ scale: String, _ points: Double) -> Score {
    Score(rule: "desk/pack/r", scale: scale, points: points, because: "", spans: [])
  }

  private func totals(_ scores: Score...) -> [String] {
    Totals.of(scores, scales: scales).map { "\($0.scale) \($0.value)" }
  }

  @Test func aTotalIsTheSumOfThePoints() {
    #expect(totals(score("plain", 2), score("plain", -0.5)) == ["plain 1.5"])
  }

  @Test func aScaleThatNobodyDeclaresIsASum() {
    #expect(totals(score("new", 2), score("new", 3)) == ["new 5.0"])
  }

  @Test func decimalPointsAddUpWithoutDust() {
    #expect(totals(score("plain", 0.1), score("plain", 0.2)) == ["plain 0.3"])
    #expect(totals(score("plain", 0.1), score("plain", -0.1)) == ["plain 0.0"])
  }

  @Test(arguments: [
    (0.0, 0.5), (-1, 0.2689), (1, 0.7311), (10, 1.0), (-10, 0.0), (700, 1), (-800, 0), (1.5, 0.8176),
  ])
  func aLogisticTotalIsAChanceOfFourDecimals(_ sum: Double, _ expected: Double) {
    #expect(totals(score("chance", sum)) == ["chance \(expected)"])
  }

  @Test func totalsAreInTheOrderOfTheirNames() {
    #expect(
      totals(score("plain", 1), score("chance", 0), score("a", 1)) == ["a 1.0", "chance 0.5", "plain 1.0"])
  }

  @Test func noScoresNoTotals() { #expect(totals().isEmpty) }

  @Test func theBaseOfAScaleIsAScoreOfItsOwn() throws {
    let pack = PackSource.test(
      sayRule + """
        scale "worth" { doc = "How much.", link = "logistic", base = -1, because = "most need no check" }
        score "figure" { doc = "A figure.", scale = "worth", match = has "figure", points = 2, because = "gives {figure}" }
        """)
    let evaluation = try evaluate(
      "The mayor said that 40 houses were flooded.\n\nThe ministry said that the dam was safe.", pack)
    try #require(evaluation.claims.count == 2)
    let first = evaluation.claims[0], second = evaluation.claims[1]
    #expect(first.scores.map(\.rule) == ["desk/pack/base", "desk/pack/figure"])
    #expect(first.scores.map(\.points) == [-1, 2])
    #expect(first.scores[0].because == "most need no check")
    #expect(first.totals == [Total(scale: "worth", value: 0.7311)])
    // A claim that nothing was found about has a total too.
    #expect(second.scores.map(\.rule) == ["desk/pack/base"])
    #expect(second.totals == [Total(scale: "worth", value: 0.2689)])
  }

  private static let worth = """
    score "figure" { doc = "A figure.", on = { "claim", "sentence" }, scale = "worth", match = has "figure", points = 2, because = "a figure" }
    score "dam" { doc = "A dam.", on = "sentence", scale = "worth", match = contains [[ dam ]], points = 0.5, because = "a dam" }
    """

  @Test(arguments: [
    ("The dam is old. It holds 40 tonnes. It leaks.", 0.7311), ("It leaks.", 0.2689),
    ("The dam is old.", 0.3775), ("The dam holds 40 tonnes. The dam is old.", 0.8176),
  ])
  func anArticleIsWorthItsHighestSentence(_ text: String, _ expected: Double) throws {
    let scale =
      "scale \"worth\" { doc = \"How much.\", link = \"logistic\", base = -1, article = \"highest\" }\n"
    let evaluation = try evaluate(text, PackSource.test(scale + Self.worth))
    #expect(evaluation.totals == [Total(scale: "worth", value: expected)])
  }

  @Test func aSentenceThatCountsForLessThanNothingIsNotHigherThanOneThatNoRuleWeighs() throws {
    let rules = """
      scale "worth" { doc = "How much.", article = "highest", base = 3 }
      score "dam" { doc = "A dam.", on = "sentence", scale = "worth", match = contains [[ dam ]], points = -1, because = "a dam" }
      """
    let total = { try evaluate($0, PackSource.test(rules)).totals.map(\.value) }
    #expect(try total("The dam is old. It leaks.") == [3])
    #expect(try total("The dam is old.") == [2])
  }

  /// Sentences of an archive outnumber its claims; a reader wants those that are worth something and not shown already.
  @Test func aResultKeepsTheSentencesThatAreWorthItAndTheHighest() throws {
    let rules =
      sayRule
      + "scale \"worth\" { doc = \"How much.\", article = \"highest\", keep = 2 }\n" + Self.worth
    let kept = { text in
      try evaluate(text, PackSource.test(rules)).sentences.map { "\($0.span.start) \($0.totals[0].value)" }
    }
    #expect(try kept("The dam is old. It holds 40 tonnes. Another dam leaks.") == ["16 2.0"])
    #expect(try kept("The dam is old. It leaks.") == ["0 0.5"])
    // A claim is weighed itself, so its sentence is kept as the highest only.
    #expect(try kept("The mayor said that 40 houses were flooded. 30 dams leak.") == ["0 2.0", "44 2.0"])
    #expect(try kept("30 dams leak. The mayor said that 40 houses were flooded.") == ["0 2.0"])
    #expect(try kept("The mayor said that 40 houses were flooded. The dam holds 40 tonnes.") == ["44 2.5"])
  }

  @Test func oneRuleMayWeighClaimsAndSentences() throws {
    let evaluation = try evaluate("The mayor said that 40 houses were flooded.", .test(sayRule + Self.worth))
    #expect(evaluation.claims.map { $0.scores.map(\.rule) } == [["desk/pack/figure"]])
    #expect(evaluation.sentences.map { $0.scores.map(\.rule) } == [["desk/pack/figure"]])
    let twice = Self.worth.replacingOccurrences(of: "\"claim\", \"sentence\"", with: "\"claim\", \"claim\"")
    #expect(
      try evaluate("The mayor said that 40 houses were flooded.", .test(sayRule + twice)).claims[0].scores
        .count
        == 1)
    #expect(
      mistakes(.test(Self.worth.replacingOccurrences(of: "\"claim\", \"sentence\"", with: "\"clam\"")))
        == ["unknown-value: on: one of claim, sentence, article expected, got 'clam'"])
    #expect(
      mistakes(.test(Self.worth.replacingOccurrences(of: "{ \"claim\", \"sentence\" }", with: "{ 1 }")))
        == ["wrong-type: on: string or list of strings expected, got number"])
  }

  @Test func twoPacksThatDeclareAScaleDifferentlyAreToldAndTheFirstNameIsFollowed() throws {
    let one = PackSource.test("scale \"worth\" { doc = \"A.\", base = 1 }", name: "a/pack")
    let two = PackSource.test("scale \"worth\" { doc = \"B.\", base = 2 }", name: "b/pack")
    let told = ["scale-conflict: packs 'a/pack' and 'b/pack' declare the scale 'worth' differently"]
    #expect(mistakes(one, two) == told && mistakes(two, one) == told)
    #expect(try rules([two, one]).scales["worth"]?.base == 1)
    #expect(
      mistakes(one, PackSource.test("scale \"worth\" { doc = \"C.\", base = 1 }", name: "c/pack")) == [])
  }
}

@Suite struct ReasonTests {
  private func filled(_ template: String) -> String {
    Reason(template).filled { $0 == "no" ? nil : "<\($0)>" }
  }

  @Test(arguments: [
    ("plain words", "plain words"), ("hedged by “{match}”", "hedged by “<match>”"), ("{a}{b}", "<a><b>"),
    ("", ""),
    ("nothing for {no}", "nothing for …"), ("a brace { stays", "a brace { stays"),
    ("so does } this", "so does } this"),
    ("{match", "{match"), ("Straße {match} 😀", "Straße <match> 😀"), ("{}", "<>"),
  ])
  func placesAreFilledAndTheRestStays(_ template: String, _ expected: String) {
    #expect(filled(template) == expected)
  }

  @Test func aReasonNamesItsPlacesInOrder() {
    #expect(Reason("{a} and {b} and {a}").places == ["a", "b", "a"])
  }
}
