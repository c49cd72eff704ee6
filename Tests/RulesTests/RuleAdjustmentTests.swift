// What an analyst changes about rules without touching their pack.

import Articles
import Testing

@testable import Rules

@Suite struct RuleAdjustmentTests {
  static let pack = PackSource.test(
    sayRule + """
      extract "tells" { doc = "d", match = [[ source:<np> cue:@report that? content:.. $ ]], rank = -1 }
      score "figure" { doc = "d", scale = "s", match = has "figure", points = 2, because = "b" }
      score "own" { doc = "d", scale = "t", weigh = function(claim) return 3, "b" end }
      score "hedged" { doc = "d", scale = "u", on = "sentence", match = contains(lexicon "hedges"), points = 1, because = "b" }
      scale "u" { doc = "d", base = 1, keep = 1.5 }
      """)
  static let text = "Ann said 40 trucks crossed. Bob said it may rain."

  private func evaluate(_ change: (inout RuleAdjustments) -> Void, outlet: String? = nil) throws
    -> Explanation
  {
    var adjustments = RuleAdjustments()
    change(&adjustments)
    var evaluator = try RuleSet([Self.pack], adjustments: adjustments).makeEvaluator()
    var article = Article(id: "a", text: Array(Self.text.utf8))
    article.outlet = outlet
    return evaluator.explain(article)
  }

  private func suppression(_ rule: String?, source: String? = nil, outlet: String? = nil)
    -> RuleAdjustments.Suppression
  {
    RuleAdjustments.Suppression(rule: rule, source: source, outlet: outlet, reason: "r", until: "2026-01-01")
  }

  private func points(_ explanation: Explanation) -> [[String: Double]] {
    explanation.evaluation.claims.map { claim in
      Dictionary(claim.scores.map { ($0.rule, $0.points) }) { $0 + $1 }
    }
  }

  @Test func withoutAdjustmentsNothingChanges() throws {
    #expect(
      points(try evaluate { _ in }) == [["desk/pack/figure": 2, "desk/pack/own": 3], ["desk/pack/own": 3]])
  }

  @Test func weightsStandInPlaceOfPoints() throws {
    let explanation = try evaluate {
      $0.weights = ["desk/pack/figure": .points(0.5), "desk/pack/own": .factor(0.1)]
    }
    #expect(
      points(explanation) == [["desk/pack/figure": 0.5, "desk/pack/own": 0.3], ["desk/pack/own": 0.3]])
    #expect(explanation.evaluation.claims[0].totals.map(\.value) == [0.5, 0.3])
  }

  @Test func aBaseIsAWeightAndAThresholdKeepsSentences() throws {
    // The sentence holds a claim, so only its being the highest could keep it.
    #expect(try evaluate { $0.weights = ["desk/pack/base": .points(4)] }.evaluation.sentences.isEmpty)
    let kept = try evaluate { $0.keepsEverySentence = true }
    #expect(kept.evaluation.sentences.map { $0.totals.map(\.value) } == [[2]])
    #expect(
      try evaluate {
        $0.keepsEverySentence = true
        $0.weights = ["desk/pack/base": .points(4)]
      }.evaluation.sentences.map { $0.totals.map(\.value) } == [[5]])
  }

  @Test func aSuppressedRuleLeavesTheClaimToAnother() throws {
    let explanation = try evaluate { $0.suppressions = [suppression("desk/pack/say")] }
    #expect(explanation.evaluation.claims.map(\.rule) == ["desk/pack/tells", "desk/pack/tells"])
    #expect(explanation.suppressed.map(\.rule) == ["desk/pack/say", "desk/pack/say"])
  }

  @Test func claimsOfASuppressedSourceAreLeftOut() throws {
    let explanation = try evaluate { $0.suppressions = [suppression(nil, source: "Ann")] }
    #expect(explanation.evaluation.claims.map(\.source?.name) == ["Bob"])
  }

  @Test func aScoreIsSuppressedForOneSource() throws {
    let explanation = try evaluate { $0.suppressions = [suppression("desk/pack/own", source: "Bob")] }
    #expect(points(explanation) == [["desk/pack/figure": 2, "desk/pack/own": 3], [:]])
    let all = try evaluate { $0.suppressions = [suppression("desk/pack/own")] }
    #expect(points(all) == [["desk/pack/figure": 2], [:]])
  }

  @Test func anOutletsSuppressionIsOfItsArticlesAlone() throws {
    let change = { (adjustments: inout RuleAdjustments) in
      adjustments.suppressions = [suppression(nil, outlet: "The Post")]
    }
    #expect(try evaluate(change, outlet: "The Post").evaluation.claims.isEmpty)
    #expect(try evaluate(change, outlet: "The Echo").evaluation.claims.count == 2)
    #expect(try evaluate(change).evaluation.claims.count == 2)
  }

  @Test func whatCannotBeDoneIsTold() throws {
    var adjustments = RuleAdjustments()
    adjustments.weights = [
      "desk/pack/figre": .points(1), "desk/pack/own": .points(1), "desk/pack/say": .points(1),
      "other/pack/rule": .points(1), "desk/pack/base": .points(1),
    ]
    adjustments.thresholds = ["w": 1]
    adjustments.suppressions = [suppression("desk/pack/gone")]
    #expect(
      try RuleSet([Self.pack]).mistakes(in: adjustments).map(\.message) == [
        "weights: no rule 'desk/pack/figre'",
        "weights: 'desk/pack/own' works out its points: {\"factor\": number} expected, got a number",
        "weights: 'desk/pack/say' finds claims and gives no points", "thresholds: no scale 'w'",
        "suppress: no rule 'desk/pack/gone'",
      ])
  }
}
