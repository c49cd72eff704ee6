// Tests over whole articles and tests of functions, seen from outside.

import Diagnostics
import Testing

@testable import Rules

@Suite struct ArticleTestTests {
  static let rules =
    sayRule + """
      score "figure" { doc = "A figure.", scale = "s", match = has "figure", points = 2, because = "gives {figure}" }
      score "many" { doc = "Many claims.", scale = "t", on = "article",
        weigh = function(article)
          local count = #article.claims
          if count > 1 then
            return count, "many"
          end
          return nil
        end }
      """
  static let dam = """
    Ann said the dam was
    safe.

    Bob claimed 40 houses were flooded. Nobody asked.
    """

  private func reasons(_ tests: String, _ rules: String = rules) throws -> [String] {
    let pack = PackSource.test(rules, tests: tests, articles: ["dam": Self.dam])
    do {
      return try PackTests(pack).run().outcomes.flatMap { outcome -> [String] in
        switch outcome.result {
        case .passed: ["passed"]
        case .todo(let why): ["todo: \(why)"]
        case .failed(let reasons): reasons
        }
      }
    } catch {
      return error.diagnostics.map { "\($0.slug): \($0.message)" }
    }
  }

  private func article(_ fields: String) -> String {
    "test \"t\" { article = \"articles/dam.txt\", \(fields) }"
  }

  static let both = """
    { paragraph = 1, content = "the dam was safe", source = "Ann", cue = "said", stance = "asserts", rule = "say" },
    { paragraph = 2, content = "40 houses were flooded", scores = { figure = 2 } },
    """

  @Test(arguments: [
    "claims = { \(both) }", "claims = { \(both) }, scores = { many = 2 }", "others = true",
    "claims = { \(both) }, silent = { \"other\" }",
    "others = true, claims = { { paragraph = 2, content = \"40 houses were flooded\", scores = { \"figure\" } } }",
  ])
  func anArticleWithAllThatIsExpectedPasses(_ fields: String) throws {
    #expect(try reasons(article(fields)) == ["passed"])
  }

  @Test(arguments: [
    (
      "claims = { { paragraph = 1, content = \"the dam was safe\" } }",
      "found a claim that is not expected: paragraph 2 {source|Bob} {cue|claimed} {content|40 houses were flooded} (desk/pack/say)"
    ),
    (
      "others = true, claims = { { paragraph = 2, content = \"the dam was safe\" } }",
      "paragraph 2 does not hold “the dam was safe”; paragraph 1 does"
    ),
    (
      "others = true, claims = { { paragraph = 1, content = \"the dam broke\" } }",
      "paragraph 1 does not hold “the dam broke”; it begins “Ann said the dam was safe.”"
    ),
    (
      "others = true, claims = { { paragraph = 7, content = \"x\" } }",
      "there is no paragraph 7; the article has 2"
    ),
    (
      "others = true, claims = { { paragraph = 1, content = \"the dam\" } }",
      "expected paragraph 1 {content|the dam}, found paragraph 1 {source|Ann} {cue|said} {content|the dam was safe} (desk/pack/say)"
    ),
    (
      "others = true, claims = { { paragraph = 2, content = \"Nobody asked\" } }",
      "expected paragraph 2 {content|Nobody asked}, found no such claim"
    ),
    (
      "others = true, claims = { { paragraph = 1, content = \"the dam was safe\", source = false } }",
      "paragraph 1 {content|the dam was safe}: source: expected none, got “Ann” (desk/pack/say)"
    ),
    (
      "others = true, claims = { { paragraph = 1, content = \"the dam was safe\", stance = \"denies\" } }",
      "paragraph 1 {content|the dam was safe}: stance: expected denies, got asserts (desk/pack/say)"
    ),
    (
      "others = true, claims = { { paragraph = 2, content = \"40 houses were flooded\", scores = { figure = 3 } } }",
      "paragraph 2 {content|40 houses were flooded}: score 'figure': expected 3, got 2"
    ),
    ("others = true, scores = { many = 1 }", "score 'many': expected 1, got 2"),
    ("others = true, silent = { \"figure\" }", "score 'figure': expected none, got 2"),
    (
      "others = true, sentences = { { paragraph = 1, text = \"the dam was safe\", scores = { figure = 1 } } }",
      "paragraph 1 “the dam was safe”: score 'figure': expected 1, got none"
    ),
  ])
  func aMissIsToldWithParagraphAndWords(_ fields: String, _ reason: String) throws {
    #expect(try reasons(article(fields)) == [reason])
  }

  @Test(arguments: [
    (
      "test \"t\" { article = \"articles/dom.txt\" }",
      "unknown-article: article: no file 'articles/dom.txt' in the pack"
    ),
    (
      "test \"t\" { article = \"articles/dam.txt\", \"She left.\" }",
      "mixed-test: test 't' has more than one of sentences, 'article' and 'run'"
    ),
    ("test \"t\" { \"She left.\", claims = {} }", "mixed-test: claims: only for a test with 'article'"),
    ("test \"t\" { run = 1 }", "wrong-type: run: function expected, got number"),
    (
      "test \"t\" { article = \"articles/dam.txt\", claims = { { paragraph = 1, contents = \"x\", cue = \"said\" } } }",
      "unknown-field: claim 1 has no field 'contents'"
    ),
    (
      "test \"t\" { article = \"articles/dam.txt\", claims = { { content = \"x\" } } }",
      "missing-field: claim 1: number of a paragraph expected as 'paragraph', got none"
    ),
  ])
  func aTestThatIsWrittenWronglyIsNotRun(_ test: String, _ message: String) throws {
    #expect(try reasons(test).contains(message))
  }

  @Test func aPackThatOnlyWeighsIsGivenTheListedClaims() throws {
    let rules = """
      score "denied" { doc = "d", scale = "s", match = is { stance = "denies" }, points = 1, because = "b" }
      """
    let claim = "paragraph = 2, content = \"40 houses were flooded\", source = \"Bob\", cue = \"claimed\""
    #expect(
      try reasons(article("claims = { { \(claim), stance = \"denies\", scores = { denied = 1 } } }"), rules)
        == ["passed"])
    #expect(
      try reasons(article("claims = { { \(claim), scores = { denied = 1 } } }"), rules)
        == [
          "\(#"paragraph 2 {source|Bob} {cue|claimed} {content|40 houses were flooded}"#): score 'denied': expected 1, got none"
        ])
  }

  // MARK: functions

  @Test func aUnitTestCallsTheFunctionsOfRules() throws {
    #expect(
      try reasons(
        """
        test "u" { run = function(rules)
          local points, reason = rules.many.weigh { claims = { 1, 2, 3 } }
          expect({ points, reason }, { 3, "many" })
          expect(rules.many.weigh { claims = {} }, nil)
        end }
        """) == ["passed"])
  }

  @Test(arguments: [
    ("expect(1, 2)", "rules/rules_test.lua:1: expected 2, got 1"),
    ("expect({ a = 1, 2 }, { a = 1, 3 })", "rules/rules_test.lua:1: expected { 3, a = 1 }, got { 2, a = 1 }"),
    ("expect({ 1 }, { 1, 2 })", "rules/rules_test.lua:1: expected { 1, 2 }, got { 1 }"),
    ("while true do end", "it used more steps than a rule may"),
    ("error 'no'", "rules/rules_test.lua:1: no"),
  ])
  func aUnitTestThatFailsSaysWhere(_ body: String, _ reason: String) throws {
    // The one behind it gets a state that works.
    let tests =
      "test \"u\" { run = function(rules) \(body) end }\ntest \"v\" { run = function() expect(1, 1) end }"
    #expect(try reasons(tests) == [reason, "passed"])
  }

  // MARK: coverage

  @Test func linesThatNoTestRunsAreKnown() throws {
    let coverage = LineCoverage()
    let tests = article("others = true, scores = { many = 2 }")
    let pack = PackSource.test(Self.rules, tests: tests, articles: ["dam": Self.dam])
    _ = try PackTests(pack, coverage: coverage).run()
    let file = try #require(coverage.files.first { $0.name == "rules/rules.lua" })
    let lines = Self.rules.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(file.missed.map { lines[$0 - 1].trimmingPrefix { $0 == " " } } == ["return nil"])
    #expect(coverage.files.count == 1, "tests are not covered by themselves")
  }

  @Test(arguments: [
    "local a = 1 local b = 2 return a + b", "goto done do local x = 1 end ::done::",
    "for i = 1, 3 do if i == 2 then goto next end local y = i ::next:: end",
    "for i = 1, 2 do if i == 2 then goto one end local y = i ::one:: ::two:: end",
    "local f = function() return end;(f)()", "repeat local z = 1 until z == 1 ;;",
    "while true do break end", "local t = { f = function(...) return ... end } return t.f(1)",
  ])
  func aCopyThatNotesItsStatementsIsStillLua(_ source: String) throws {
    let rules = "local function f()\n\(source)\nend\nf()\n" + sayRule
    let pack = PackSource.test(rules, tests: "test \"t\" { \"She left.\" }")
    let coverage = LineCoverage()
    #expect(try PackTests(pack, coverage: coverage).run().passed == 1)
    #expect(coverage.files.first?.lines.contains(2) == true)
  }

  // MARK: for other programs

  @Test func resultsAreJUnitXML() throws {
    var report = PackTestReport()
    report.outcomes = [
      PackTestReport.Outcome(title: "a <b> & \"c\"\u{7}", place: "rules/x_test.lua:3", result: .passed),
      PackTestReport.Outcome(title: "d", place: "rules/x_test.lua:9", result: .failed(["one", "two"])),
      PackTestReport.Outcome(title: "e", place: "rules/y_test.lua:1", result: .todo("later")),
    ]
    #expect(
      report.junit == """
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="assay" tests="3" failures="1" skipped="1">
          <testsuite name="rules/x_test.lua" tests="2" failures="1" errors="0" skipped="0">
            <testcase classname="rules/x_test.lua" name="a &lt;b&gt; &amp; &quot;c&quot;\u{FFFD}" file="rules/x_test.lua" line="3"/>
            <testcase classname="rules/x_test.lua" name="d" file="rules/x_test.lua" line="9">
              <failure message="one">one&#10;two</failure>
            </testcase>
          </testsuite>
          <testsuite name="rules/y_test.lua" tests="1" failures="0" errors="0" skipped="1">
            <testcase classname="rules/y_test.lua" name="e" file="rules/y_test.lua" line="1">
              <skipped message="later"/>
            </testcase>
          </testsuite>
        </testsuites>

        """)
  }
}
