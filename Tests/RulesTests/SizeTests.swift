// Long articles: what is bounded must be said, and nothing may be squared.

import Articles
import Testing

@testable import Rules

@Suite struct SizeTests {
  private static let many = (0..<4_000).map { "The mayor said that \($0) houses were flooded." }.joined(separator: " ")

  @Test func everyClaimOfALongArticleHasItsSpans() throws {
    let pack = PackSource.test(
      sayRule + """
        score "spans" {
          doc = "S.", scale = "s",
          weigh = function(claim)
            local figure = claim.content:first "figure"
            return #claim.content.spans + #claim.source.spans + #claim.cue.spans, figure and figure.text or "none"
          end,
        }
        """)
    let found = try evaluate(Self.many, pack)
    #expect(found.diagnostics == [])
    #expect(found.claims.count == 4_000)
    #expect(found.claims.allSatisfy { $0.scores.map(\.points) == [3] })
  }

  @Test func spansThatAreAskedForWithoutEndAreALimitThatIsSaid() throws {
    let pack = PackSource.test(
      "score \"s\" { doc = \"S.\", on = \"article\", scale = \"s\", weigh = function(a) for i = 1, 1e6 do a:all \"np\" end return 1, \"x\" end }")
    let found = try evaluate("The mayor came.", pack)
    #expect(found.diagnostics.map(\.slug) == ["rule-failed"])
    #expect(found.diagnostics.first?.message.contains("spans were asked for in one article") == true)
  }

  @Test func describingClaimsGrowsWithTheArticleAndNotWithItsSquare() throws {
    var evaluator = try rules([.test(sayRule)]).makeEvaluator()
    func seconds(_ times: Int) -> Duration {
      let text = (0..<times).map { "The mayor said that \($0) houses were flooded on 3 May. " }.joined()
      let article = Article(id: "a", text: Array(text.utf8))
      return ContinuousClock().measure { #expect(evaluator.evaluate(article).claims.count == times) }
    }
    _ = seconds(100)
    let one = seconds(1_000), eight = seconds(8_000)
    // Eight times the text: 8 when linear, 64 when squared; 30 leaves room for a busy machine.
    #expect(eight < one * 30, "\(one) and \(eight)")
  }
}
