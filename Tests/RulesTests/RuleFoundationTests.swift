// A desk compiles the shipped packs once and the analyst's behind them with every key. Whether it does must show in nothing.

import Articles
import Diagnostics
import Testing

@testable import Rules

@Suite struct RuleFoundationTests {
  static let standard = [
    PackSource.test(sayRule, name: "std/first"),
    PackSource.test(
      """
      local hedge = lexicon "hedges"
      local sure = pattern [[ surely ]]
      score "hedged" { doc = "d", scale = "s", match = contains(lexicon "hedges"), points = 1, because = "b" }
      score "seen" { doc = "d", scale = "s", weigh = function(claim)
        if claim.content:find(sure) or claim.content:find(hedge) then return 2, "b" end
      end }
      score "sentence" { doc = "d", scale = "t", on = "sentence", match = contains(pattern [[ trucks ]]), points = 1, because = "b" }
      scale "s" { doc = "d", base = 1 }
      """, name: "std/second", lexicons: ["hedges": "may\nsurely\n"]),
  ]
  static let text =
    "Ann said the trucks may turn back. Bob denied it. The mayor rejected the claim that 40 trucks surely crossed."

  private static let firstElsewhere: PackSource = {
    var pack = standard[0]
    for row in pack.files.indices { pack.files[row].displayPath = "elsewhere/" + pack.files[row].path }
    return pack
  }()

  /// Packs to lay on the standard ones.
  struct Others: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var packs: [PackSource]
    /// What is said of them.
    var slug: String?

    init(_ description: String, _ packs: PackSource..., says slug: String? = nil) {
      testDescription = description
      self.packs = packs
      self.slug = slug
    }
  }

  static let others = [
    Others("nothing"),
    Others(
      "a rule",
      .test(
        #"extract "denies" { doc = "d", match = [[ source:<np> cue:@deny content:.. ]], stance = "denies" }"#)
    ),
    Others(
      "lexicons, patterns and scales of the standard ones",
      .test(
        """
        local sure = pattern [[ surely ]]
        extract "reject" {
          doc = "d",
          match = [[ source:<np> cue:@deny content:.. $ ]],
          where = function(match) return match.content:find(sure) end,
        }
        score "hedged" {
          doc = "d", scale = "s", match = contains(lexicon "std/second/hedges"), points = 3, because = "c",
        }
        score "each" {
          doc = "d", on = "article", scale = "t", each = true,
          match = contains(pattern [[ trucks ]]), points = 1, because = "b",
        }
        """, lexicons: ["deny": "deny\nreject\nmay\n"])),
    Others(
      "two packs", .test(sayRule, name: "desk/a"),
      .test(
        #"score "x" { doc = "d", scale = "s", match = has "figure", points = 1, because = "b" }"#,
        name: "desk/b")),
    Others(
      "a pattern that is wrong", .test(#"extract "x" { doc = "d", match = [[ source:<np> (cue:@deny ]] }"#),
      says: "unclosed-group"),
    Others(
      "a lexicon that is not there",
      .test(#"extract "x" { doc = "d", match = [[ cue:@std/second/hedge content:.. ]] }"#),
      says: "unknown-lexicon"),
    Others(
      "a pattern with neither cue nor content",
      .test(#"extract "x" { doc = "d", match = [[ source:<np> ]] }"#),
      says: "missing-role"),
    Others(
      "a scale by nearly its name",
      .test(
        """
        scale "score" { doc = "d" }
        score "x" { doc = "d", scale = "scores", match = has "figure", points = 1, because = "b" }
        """), says: "unknown-scale"),
    Others("another scale of a name", .test(#"scale "s" { doc = "d", base = 2 }"#), says: "scale-conflict"),
    Others("a syntax error", .test("extract {"), says: "syntax"),
    Others("a pack twice", firstElsewhere, says: "duplicate-lexicon"),
    Others(
      "a lexicon with an entry twice", .test(sayRule, lexicons: ["deny": "deny\ndeny\n"]),
      says: "duplicate-entry"),
  ]

  private func outcome(_ packs: [PackSource], on foundation: RuleFoundation?) -> [String] {
    do {
      let rules = try RuleSet(packs, on: foundation)
      var evaluator = try rules.makeEvaluator()
      let explanation = evaluator.explain(Article(id: "a", text: Array(Self.text.utf8)))
      let evaluation = explanation.evaluation
      return rules.warnings.map { $0.rendered() } + rules.ruleIDs
        + evaluation.claims.map { "\($0.rule) \($0.shown(in: Self.text)) \($0.scores) \($0.totals)" }
        + [
          "\(evaluation.sentences) \(evaluation.totals) \(explanation.steps) \(explanation.stepsOfRule)"
        ]
    } catch let mistakes as RuleSet.Mistakes {
      return mistakes.diagnostics.map { $0.rendered() }
    } catch {
      return ["\(error)"]
    }
  }

  @Test(arguments: others) func onAFoundationRulesAreWhatTheyAreWithoutOne(_ others: Others) throws {
    let foundation = try #require(RuleFoundation(Self.standard))
    let packs = Self.standard + others.packs
    let expected = outcome(packs, on: nil)
    if let slug = others.slug { #expect(expected.contains { $0.contains("[\(slug)") }) }
    #expect(outcome(packs, on: foundation) == expected)
    // What one pack added is not there for the next.
    #expect(outcome(packs, on: foundation) == expected)
  }

  @Test func ofOtherPacksAFoundationKnowsNothing() throws {
    let foundation = try #require(RuleFoundation(Self.standard))
    var changed = Self.standard
    changed[0].files[0].bytes += Array("-- \n".utf8)
    #expect(foundation.rules(below: changed, limits: RuleLimits()) == nil)
    #expect(foundation.rules(below: Array(Self.standard.reversed()), limits: RuleLimits()) == nil)
    #expect(foundation.rules(below: Self.standard, limits: RuleLimits(steps: 5)) == nil)
    #expect(outcome(changed, on: foundation) == outcome(changed, on: nil))
  }

  @Test func packsOfWhichThereIsSomethingToSayAreNoFoundation() {
    #expect(RuleFoundation([.test(sayRule, lexicons: ["deny": "deny\ndeny\n"])]) == nil)
    #expect(RuleFoundation([.test("extract {")]) == nil)
  }
}
