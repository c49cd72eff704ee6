import Articles
import Profiling
import Testing

@testable import Rules

/// `each = true`: how often, not whether.
@Suite struct EachMatchTests {
  private static func score(_ match: String, on units: String = "\"article\"", points: String = "0.1")
    -> String
  {
    """
    score "counted" {
      doc = "Counts.", on = \(units), scale = "count", match = \(match), each = true, points = \(points),
      because = "{count} times, first “{match}”",
    }
    """
  }

  private static let text = """
    The mayor said it may rain. It may rain for about 40 days, she said, or 50.

    “It may. It rained,” he added, “on 7 hills.”
    """

  @Test(arguments: [
    ("contains [[ [lower=may] ]]", 3, "may"), ("contains(lexicon \"hedges\")", 4, "may"),
    ("contains [[ [number] ]]", 3, "40"), ("contains [[ [shape=number|punctuation] ]]", 15, "."),
    ("contains [[ [lower=may & !first] ]]", 3, "may"), ("contains [[ may rain ]]", 2, "may rain"),
    ("contains [[ it may rain? ]]", 3, "it may rain"), ("has \"quotation\"", 2, "“It may. It rained,”"),
    ("contains [[ [!punctuation & !number] ]]", 23, "The"),
  ])
  func everyMatchOfAnArticleCountsOnce(_ match: String, _ count: Int, _ first: String) throws {
    let evaluation = try evaluate(Self.text, .test(Self.score(match)))
    let score = try #require(evaluation.scores.first)
    #expect(score.because == "\(count) times, first “\(first)”")
    #expect(evaluation.totals.map(\.value) == [Double(count) / 10])
    #expect(score.spans.count == min(count, 3))
  }

  @Test func matchesThatOverlapCountOnce() throws {
    let evaluation = try evaluate("No no no no no.", .test(Self.score("contains [[ no no ]]")))
    #expect(evaluation.scores.first?.because == "2 times, first “No no”")
  }

  @Test func whatIsNotThereGivesNoScore() throws {
    let evaluation = try evaluate(Self.text, .test(Self.score("contains [[ snow ]]")))
    #expect(evaluation.scores.isEmpty && evaluation.totals.isEmpty)
  }

  @Test func sentencesAndClaimsAreCountedByThemselves() throws {
    let pack = PackSource.test(
      sayRule + Self.score("contains [[ [lower=may] ]]", on: "{ \"claim\", \"sentence\" }"))
    let evaluation = try evaluate("The mayor said that it may rain and may snow. May it?", pack)
    #expect(evaluation.claims.map { $0.scores.map(\.points) } == [[0.2]])
    #expect(evaluation.sentences.map { $0.scores.map(\.points) } == [[0.2], [0.1]])
  }

  @Test func pointsMultiplyWithoutDust() throws {
    let evaluation = try evaluate("a a a", .test(Self.score("contains [[ a ]]")))
    #expect(evaluation.scores.map(\.points) == [0.3])
  }

  @Test func rulesWithoutAClaimAskNobodyWhoIsWho() throws {
    var evaluator = try rules([.test(Self.score("contains [[ may ]]"))]).makeEvaluator()
    let profile = evaluator.startProfile()
    _ = evaluator.evaluate(Article(id: "a", text: Array(Self.text.utf8)))
    let report = profile.report()
    #expect(report.contains("desk/pack/counted"))
    #expect(!report.contains("names and who they are") && !report.contains("tags and lemmas"))
  }
}
