// The tests that rule authors write, seen from outside: what passes, what fails, and with which words.

import Diagnostics
import Testing

@testable import Rules

@Suite struct PackTestsTests {
  private static let rules =
    sayRule + """
      extract "rejected" { doc = "A denial.", match = [[ source:<np> cue:@deny content:<np> ]], stance = "denies" }
      score "figure" { doc = "A figure.", scale = "s", match = has "figure", points = 2, because = "gives {figure}" }
      """
  private static let weighing = """
    score "figure" { doc = "A figure.", scale = "s", match = has "figure", points = 2, because = "gives {figure}" }
    score "denied" { doc = "A denial.", scale = "s", match = is { stance = "denies" }, points = 1, because = "denied" }
    """

  private func report(_ tests: String, _ rules: String = rules, filter: String? = nil) throws
    -> PackTestReport
  {
    do {
      return try PackTests(.test(rules, tests: tests)).run(filter: filter)
    } catch {
      for mistake in error.diagnostics { Issue.record("\(mistake.rendered())") }
      throw error
    }
  }

  private func reasons(_ tests: String, _ rules: String = rules) throws -> [String] {
    try report(tests, rules).outcomes.flatMap { outcome -> [String] in
      switch outcome.result {
      case .passed: ["passed"]
      case .todo(let why): ["todo: \(why)"]
      case .failed(let reasons): reasons
      }
    }
  }

  @Test(arguments: [
    "\"{source|The mayor} {cue|said} that {content|the dam was safe}.\"", "\"She left.\"",
    "\"{source|The ministry} {cue|denied} {content|the report}.\", stance = \"denies\", type = \"indirect\", rule = \"rejected\"",
    "\"{source|The mayor} {cue|said} that {content|40 houses were flooded}.\", scores = { figure = 2 }",
    "\"{source|The mayor} {cue|said} that {content|40 houses were flooded}.\", scores = { \"figure\" }",
    "\"{source|The mayor} {cue|said} that {content|the dam was safe}.\", silent = { \"figure\" }",
    "\"{source|The mayor} {cue|said} that {content|{source:2|the ministry} {cue:2|denied} {content:2|the report}}.\"",
    "\"She left.\", \"{source|The mayor} {cue|said} that {content|the dam was safe}.\", evidence = \"unstated\"",
  ])
  func aTestThatIsMetPasses(_ test: String) throws {
    #expect(try reasons("test \"t\" { \(test) }") == ["passed"])
  }

  /// Half a saved file has no rules yet. What its tests marked stood in for what no rule found, as for packs that only weigh.
  @Test func withoutARuleNothingIsFound() throws {
    let test = "test \"t\" { \"{source|The mayor} {cue|said} that {content|the dam was safe}.\" }"
    #expect(
      try reasons(test, "") == [
        "expected {source|The mayor} {cue|said} {content|the dam was safe}, found no such claim"
      ])
  }

  @Test(arguments: [
    (
      "\"{source|She} {cue|left} {content|early}.\"",
      "expected {source|She} {cue|left} {content|early}, found no such claim"
    ),
    (
      "\"The mayor said that the dam was safe.\"",
      "found a claim that is not marked: {source|The mayor} {cue|said} {content|the dam was safe} (desk/pack/say)"
    ),
    (
      "\"The mayor {cue|said} that {content|the dam was safe}.\"",
      "expected {cue|said} {content|the dam was safe},\n         found {source|The mayor} {cue|said} {content|the dam was safe} (desk/pack/say)"
    ),
    (
      "\"{source|The ministry} {cue|denied} {content|the report}.\", stance = \"asserts\"",
      "stance: expected asserts, got denies (desk/pack/rejected)"
    ),
    (
      "\"{source|The ministry} {cue|denied} {content|the report}.\", type = \"direct\"",
      "type: expected direct, got indirect (desk/pack/rejected)"
    ),
    (
      "\"{source|The ministry} {cue|denied} {content|the report}.\", evidence = \"none\"",
      "evidence: expected none, got unstated (desk/pack/rejected)"
    ),
    (
      "\"{source|The ministry} {cue|denied} {content|the report}.\", rule = \"say\"",
      "rule: expected say, got desk/pack/rejected"
    ),
    (
      "\"{source|The mayor} {cue|said} that {content|40 houses were flooded}.\", scores = { figure = 3 }",
      "score 'figure': expected 3, got 2"
    ),
    (
      "\"{source|The mayor} {cue|said} that {content|the dam was safe}.\", scores = { figure = 2 }",
      "score 'figure': expected 2, got none"
    ),
    (
      "\"{source|The mayor} {cue|said} that {content|the dam was safe}.\", scores = { \"figure\" }",
      "score 'figure': expected any, got none"
    ),
    (
      "\"{source|The mayor} {cue|said} that {content|40 houses were flooded}.\", silent = { \"figure\" }",
      "score 'figure': expected none, got 2"
    ),
  ])
  func aTestThatIsNotMetSaysWhy(_ test: String, _ reason: String) throws {
    #expect(try reasons("test \"t\" { \(test) }") == [reason])
  }

  @Test func aTodoIsAKnownMissAndFailsOnceItPasses() throws {
    #expect(
      try reasons("test \"t\" { \"{source|She} {cue|left} {content|early}.\", todo = \"not yet\" }") == [
        "todo: not yet"
      ])
    #expect(
      try reasons("test \"t\" { \"She left.\", todo = \"not yet\" }") == [
        "a todo test passes now: take 'todo' out"
      ])
    let report = try report("test \"t\" { \"She left.\", todo = \"x\" }\ntest \"u\" { \"She left.\" }")
    #expect(report.failed == 1 && report.passed == 1 && report.todo == 0)
  }

  @Test func aPackThatOnlyWeighsIsGivenTheMarkedClaims() throws {
    #expect(
      try reasons(
        "test \"t\" { \"{source|Somebody} {cue|hummed} {content|40 houses}.\", scores = { figure = 2 } }",
        Self.weighing) == ["passed"])
    #expect(
      try reasons(
        "test \"t\" { \"{cue|hummed} {content|it}.\", stance = \"denies\", scores = { denied = 1 } }",
        Self.weighing) == ["passed"])
    // What is not listed must not score.
    #expect(
      try reasons(
        "test \"t\" { \"{cue|hummed} {content|40 houses}.\", stance = \"denies\", scores = { denied = 1 } }",
        Self.weighing)
        == ["score 'figure': expected none, got 2"])
    #expect(try reasons("test \"t\" { \"{cue|hummed} {content|it}.\" }", Self.weighing) == ["passed"])
    #expect(
      try reasons("test \"t\" { \"{cue|hummed} {content|40}.\", silent = { \"denied\" } }", Self.weighing)
        == ["passed"])
  }

  /// Marked claims come from no rule. Asking the rule of a marked claim inside another one whether it may be nested
  /// ended the whole process.
  @Test func markedClaimsMayBeNestedWithoutARuleThatSaysSo() throws {
    #expect(
      try reasons(
        "test \"t\" { \"{source|Ann} {cue|hummed} {content|{source:2|Bob} {cue:2|sang} {content:2|it}}.\" }",
        Self.weighing) == ["passed"])
  }

  @Test func aRuleThatFailsFailsTheTest() throws {
    let rules =
      "score \"bad\" { doc = \"B.\", on = \"sentence\", scale = \"s\", weigh = function() error \"no\" end }"
    #expect(try reasons("test \"t\" { \"She left.\" }", rules) == ["rule-failed: rules/rules.lua:1: no"])
  }

  @Test func testsAreFilteredByNameFileAndRule() throws {
    let tests = """
      test "one" { "She left." }
      test "two" { "He came.", silent = { "figure" } }
      """
    #expect(try report(tests, filter: "one").outcomes.map(\.title) == ["one"])
    #expect(try report(tests, filter: "figure").outcomes.map(\.title) == ["two"])
    #expect(try report(tests, filter: "rules_test.lua:1").outcomes.map(\.title) == ["one"])
    #expect(try report(tests, filter: "three").outcomes.isEmpty)
  }

  @Test func anOutcomeHasItsPlaceAndItsHits() throws {
    let report = try report("\ntest \"t\" { \"{source|The ministry} {cue|denied} {content|the report}.\" }")
    #expect(report.outcomes.map(\.place) == ["rules/rules_test.lua:2"])
    #expect(report.outcomes.map(\.hits) == [["desk/pack/rejected"]])
    #expect(
      report.coverageLines == [
        "desk/pack/figure    hit in 0, silent in 1  no test hits it",
        "desk/pack/rejected  hit in 1, silent in 0",
        "desk/pack/say       hit in 0, silent in 1  no test hits it",
      ])
  }

  @Test func anEmptyRunHasNoOutcomes() throws {
    #expect(try report("").outcomes.isEmpty)
    #expect(try PackTests(.test(Self.rules)).run().outcomes.isEmpty)
  }

  @Test func aPackWithMistakesIsNotTested() {
    #expect(throws: RuleSet.Mistakes.self) {
      try PackTests(.test("extract \"x\" {}", tests: "test \"t\" { \"She left.\" }"))
    }
    #expect(throws: RuleSet.Mistakes.self) {
      try PackTests(.test(Self.rules, tests: "test \"t\" { \"{contnt|She} left.\" }"))
    }
  }

  @Test func aCheckReadsTheTestsToo() {
    let pack = PackSource.test(Self.rules, tests: "test \"t\" { \"{contnt|She} left.\" }")
    #expect(PackChecks.run(pack).map(\.slug) == ["bad-mark"])
    let listed = PackSource.test(
      sayRule, entries: [.init(id: "say", kind: "extract", title: "", status: "stable")])
    #expect(PackChecks.run(listed).map(\.message) == ["no tests for rules/rules.lua"])
    #expect(PackChecks.run(.test(sayRule)).isEmpty)
  }
}
