import Articles
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
