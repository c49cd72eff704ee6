// Long articles: what is bounded must be said, and nothing may be squared.

import Articles
import Testing

@testable import Rules

@Suite struct SizeTests {
  @Test func aClaimOfVeryManyPiecesHasAllItsSpans() throws {
    let pack = PackSource.test(
      """
      extract "every-other" {
        doc = "Every other word.", on = "article",
        find = function(article)
          local content = {}
          for i = 1, #article.tokens, 2 do content[#content + 1] = article.tokens[i] end
          return { content = content }
        end,
      }
      score "spans" {
        doc = "S.", scale = "s",
        weigh = function(claim)
          local spans = claim.content.spans
          return #spans, spans[1].text .. spans[#spans].text
        end,
      }
      """)
    let words = (0..<20_000).map { $0 % 2 == 0 ? "dams" : "rivers" }.joined(separator: " ")
    let found = try evaluate(words, pack)
    #expect(found.diagnostics == [])
    #expect(found.claims.map { $0.scores.map(\.points) } == [[10_000]])
    #expect(found.claims.first?.scores.first?.because == "damsdams")
  }

  @Test func spansThatAreAskedForWithoutEndAreALimitThatIsSaid() throws {
    let pack = PackSource.test(
      "score \"s\" { doc = \"S.\", on = \"article\", scale = \"s\", weigh = function(a) for i = 1, 1e6 do a:all \"np\" end return 1, \"x\" end }"
    )
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
    _ = seconds(50)
    let one = seconds(60), eight = seconds(480)
    // Eight times the text: 8 when linear, 64 when squared; 30 leaves room for a busy machine.
    #expect(eight < one * 30, "\(one) and \(eight)")
  }
}
