import Articles
import Testing

@testable import Rules

@Suite struct RuleTraceTests {
  /// The traces of the rule `name` of a test pack.
  private func traces(_ name: String, _ text: String, _ rules: String, touching place: TextSpan? = nil) throws
    -> [RuleTrace]
  {
    let set = try RulesTests.rules([.test(rules)])
    var tracer = try RuleTracer(set, Article(id: "a", text: Array(text.utf8)))
    return tracer.trace("desk/pack/\(name)", touching: place)
  }

  private func words(_ span: TextSpan?, _ text: String) -> String? {
    span.map { Article(id: "a", text: Array(text.utf8)).string($0) }
  }

  private let denies = """
    extract "denies" { doc = "d", match = [[ source:(DET NOUN) cue:@deny content:<np> ]] }
    """

  @Test func aMatchNamesItsCaptures() throws {
    let text = "The mayor rejected the report."
    let trace = try #require(try traces("denies", text, denies).first)
    #expect(trace.fired && trace.unit == .sentence)
    #expect(
      trace.captures.map { "\($0.label) \(words($0.span, text) ?? "")" } == [
        "source The mayor", "cue rejected", "content the report",
      ])
    #expect(trace.condition == nil && trace.stoppedAt == nil && trace.edge == nil)
    #expect(trace.steps > 0)
  }

  @Test func aStopNamesItsConditionAndTheWord() throws {
    let text = "The mayor praised the report."
    let trace = try #require(try traces("denies", text, denies).first)
    #expect(!trace.fired && trace.captures.isEmpty)
    #expect(trace.condition == "cue:@deny")
    #expect(words(trace.stoppedAt, text) == "praised")
    #expect(trace.message == "stopped at 'cue:@deny': 'praised' (lemma 'praise') is not in lexicon 'deny'")
  }

  @Test func aMissingEdgeOfTheTreeIsNamed() throws {
    let text = "The mayor slept."
    let rules =
      #"extract "tree" { doc = "d", match = [[ cue:[pos=VERB]; cue >nsubj source; cue >ccomp content ]] }"#
    let trace = try #require(try traces("tree", text, rules).first)
    let edge = try #require(trace.edge)
    #expect(trace.condition == ">ccomp")
    #expect((edge.relation, edge.direction) == ("ccomp", .child))
    #expect(words(edge.from, text) == "slept" && edge.to == nil)
  }

  @Test func stepsAreTheSameWhateverWasAskedBefore() throws {
    let text = "The mayor praised the report. A warden slept."
    let set = try rules([.test(denies)])
    var tracer = try RuleTracer(set, Article(id: "a", text: Array(text.utf8)))
    let first = tracer.trace("desk/pack/denies").map(\.steps)
    #expect(tracer.trace("desk/pack/denies").map(\.steps) == first)
    #expect(try traces("denies", text, denies).map(\.steps) == first)
  }

  @Test func aPlaceLeavesOutTheUnitsThatDoNotTouchIt() throws {
    let text = "The mayor praised the report. A warden slept."
    let traces = try traces("denies", text, denies, touching: TextSpan(32, 38))
    #expect(traces.map { words($0.span, text) } == ["A warden slept."])
    #expect(traces.map(\.row) == [1])
  }

  @Test(arguments: [
    ("has 'figure'", #"has "figure""#, "no figure in its content", #"has "figure""#),
    ("a pattern", #"contains "dam""#, "no match of [[ dam ]] in its content", "contains [[ dam ]]"),
    (
      "the second item", #"contains "is <figure>""#,
      "no match of [[ is <figure> ]] in its content; stopped at '<figure>': no <figure> begins at 'safe'",
      "contains [[ is <figure> ]]"
    ),
    ("a stance", #"is { stance = "denies" }"#, "its stance is not denies", #"is { stance = "denies" }"#),
    (
      "the first of all", #"all { has "source", has "figure", has "date" }"#, "no figure in its content",
      #"has "figure""#
    ),
    (
      "any", #"any { has "figure", has "date" }"#, "no figure in its content; no date in its content",
      #"any { has "figure", has "date" }"#
    ),
    ("lacks", #"lacks(has "source")"#, "what it must lack is there", #"lacks(has "source")"#),
  ])
  func aConditionThatDoesNotHoldIsNamed(_ name: String, match: String, message: String, condition: String)
    throws
  {
    let traces = try traces(
      "weighed", "Ann said that the bridge is safe.",
      sayRule + """
        score "weighed" { doc = "d", on = "claim", scale = "s", match = \(match), points = 1, because = "b" }
        """)
    #expect(traces.map(\.message) == [message])
    #expect(traces.map(\.condition) == [condition])
    #expect(traces.map(\.unit) == [.claim])
  }

  @Test func aScoreThatHoldsNamesTheWordsItRestsOn() throws {
    let text = "Ann said that it took 40 houses."
    let traces = try traces(
      "weighed", text,
      sayRule + """
        score "weighed" { doc = "d", on = { "claim", "sentence" }, scale = "s", match = contains "<figure>", points = 1, because = "b" }
        """)
    #expect(traces.map(\.unit) == [.claim, .sentence])
    #expect(traces.allSatisfy { $0.fired && $0.captures.map { words($0.span, text) } == ["40"] })
  }

  @Test func aDemandThatRefusesAMatchIsNamed() throws {
    let text = "The mayor rejected the report."
    let rules = """
      extract "denies" { doc = "d", match = [[ source:(DET NOUN) cue:@deny content:<np> ]], where = has "figure" }
      """
    let trace = try #require(try traces("denies", text, rules).first)
    #expect(!trace.fired)
    #expect(trace.message == "its 'where' refuses the match: no figure in its content")
    #expect(trace.condition == #"has "figure""#)
    #expect(trace.captures.map(\.label) == ["source", "cue", "content"])
  }

  @Test func aDemandThatAcceptsALaterMatchLetsTheRuleFire() throws {
    let text = "The mayor rejected the report and the minister rejected 40 houses."
    let rules = """
      extract "denies" { doc = "d", match = [[ source:(DET NOUN) cue:@deny content:<np> ]], where = has "figure" }
      """
    let trace = try #require(try traces("denies", text, rules).first)
    #expect(trace.fired && trace.condition == nil)
    #expect(trace.captures.map { words($0.span, text) } == ["the minister", "rejected", "40 houses"])
  }

  @Test func functionsSayWhatTheyFoundAndWhatItCost() throws {
    let text = "Ann slept.\n\nBob slept."
    let rules = """
      extract "found" {
        doc = "d",
        find = function(sentence)
          if sentence.text == "Ann slept." then return nil, "not Ann" end
          return { content = sentence }
        end,
      }
      score "weighed" {
        doc = "d", on = "sentence", scale = "s",
        weigh = function(sentence) return 2, "always", sentence end,
      }
      """
    let found = try traces("found", text, rules)
    #expect(found.map(\.fired) == [false, true])
    #expect(found.map(\.message) == ["its function finds nothing: not Ann", "its function finds a claim"])
    #expect(found.allSatisfy { $0.steps > 0 })
    let weighed = try traces("weighed", text, rules)
    #expect(weighed.allSatisfy { $0.steps > 0 })
    #expect(weighed.map(\.message) == Array(repeating: "its function gives 2.0: always", count: 2))
  }

  @Test func aFunctionIsAskedOnlyWhereTheRulesMatchHolds() throws {
    let rules = """
      score "weighed" {
        doc = "d", on = "sentence", scale = "s",
        match = has "figure",
        weigh = function(sentence) return 2, sentence:first("figure").text end,
      }
      """
    let found = try traces("weighed", "Ann slept.\n\nBob has 40 houses.", rules)
    #expect(found.map(\.fired) == [false, true])
    #expect(
      found.map(\.message) == [
        "its function is not asked: no figure in its words", "its function gives 2.0: 40",
      ])
    #expect(found.map(\.condition) == [#"has "figure""#, nil])
  }

  @Test func aFunctionThatFailsIsNotAskedAgain() throws {
    let rules = #"extract "found" { doc = "d", find = function(sentence) error "no" end }"#
    #expect(
      try traces("found", "Ann slept.\n\nBob slept.", rules).map(\.message) == [
        "its function finds nothing: rules/rules.lua:1: no",
        "its function finds nothing: it failed before and is not asked again",
      ])
  }

  @Test func aRuleThatIsNotThereHasNoTraces() throws {
    #expect(try traces("gone", "Ann slept.", denies).isEmpty)
    #expect(try traces("denies", "", denies).isEmpty)
  }
}
