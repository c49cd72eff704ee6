// What is kept of a text between evaluations is only what is true of the text.

import Articles
import Testing

@testable import Rules

@Suite struct AnalysedArticleTests {
  static let text = """
    Ann Lund, the mayor, said on Monday that 40 trucks may have crossed. "Nobody saw them," she said.
    Her office denied the report, although it gave no evidence.
    """

  /// Rules that ask for little of a text, and for much of it.
  static let rules = [
    #"score "words" { doc = "d", on = "article", scale = "s", match = contains "trucks", points = 1, because = "b" }"#,
    #"score "figure" { doc = "d", on = "sentence", scale = "s", match = has "figure", points = 1, because = "b" }"#,
    #"extract "noun" { doc = "d", match = [[ cue:@deny content:<np> ]] }"#,
    sayRule,
    #"extract "tree" { doc = "d", match = [[ cue:[lemma=say] >nsubj source >ccomp content ]] }"#,
    #"""
    extract "function" { doc = "d", on = "quotation", find = function(quotation) return { content = quotation } end }
    score "names" { doc = "d", scale = "t", weigh = function(claim)
      return #claim.content.text, claim.source and claim.source.name or "nobody"
    end }
    """#,
  ]

  private func outcome(_ explanation: Explanation) -> String {
    let evaluation = explanation.evaluation
    return "\(evaluation.claims) \(evaluation.sentences) \(evaluation.totals) \(explanation.steps) "
      + "\(evaluation.diagnostics) \(explanation.stepsOfRule)"
  }

  @Test(arguments: [rules, rules.reversed()])
  func ruleSetsFindTheSameInATextThatOthersHaveAskedAbout(_ rules: [String]) throws {
    let analysed = AnalysedArticle(Article(id: "a", text: Array(Self.text.utf8)))
    for rule in rules + rules {
      let set = try RulesTests.rules([.test(rule)])
      var alone = try set.makeEvaluator(), shared = try set.makeEvaluator()
      #expect(outcome(shared.explain(analysed)) == outcome(alone.explain(analysed.article)))
    }
  }
}
