// Rules that fail, loop or eat memory, and what must not survive from one article to the next.

import Articles
import Testing

@testable import Rules

/// Steps enough to fill the memory: each collection on the way to the limit is charged for what it walks.
private let limits = RuleLimits(memory: 8 << 20, steps: 8_000_000)
private let text =
  "The mayor said that the dam was safe. The union said that it was sad. The ministry said that it was late."

@Suite struct FailureTests {
  /// A rule with this body beside one that must go on.
  private func evaluated(_ body: String, before: String = "") throws -> Evaluation {
    let pack = PackSource.test(
      sayRule + before + """

        score "bad"  { doc = "B.", scale = "s", weigh = function(claim) \(body) end }
        score "good" { doc = "G.", scale = "s", weigh = function(claim) return 1, claim.cue.text end }
        score "plain" { doc = "P.", scale = "s", points = 1, because = "always" }
        """)
    return try evaluate(text, pack, limits: limits)
  }

  @Test(arguments: [
    ("while true do end", "budget"),
    ("local t = {} for i = 1, 1e9 do t[i] = ('x'):rep(100000) .. i end", "memory"),
    ("while true do pcall(function() while true do end end) end", "budget"),
    ("pcall(function() while true do end end) return 1, 'swallowed'", "budget"),
    ("local c = coroutine.wrap(function() while true do end end) pcall(c) return 1, 'swallowed'", "budget"),
    ("string.rep('x', 1 << 40) return 1, 'long'", "memory"),
    ("for i = 1, 1e9 do print(('x'):rep(10000)) end", "output"),
    ("error 'no'", "rule-failed"), ("error { code = 1 }", "rule-failed"), ("error()", "rule-failed"),
    ("local function f() return f() + 1 end return f(), 'deep'", "memory"),
    ("local x = nil; return x.y, 'r'", "rule-failed"),
    ("return #('a'):rep(60):match('.-.-.-.-.-.-b'), 'slow'", "budget"),
  ])
  func aRuleThatFailsGetsOneDiagnosticAndAllElseIsScored(_ body: String, _ slug: String) throws {
    let found = try evaluated(body)
    #expect(found.diagnostics.map(\.slug) == [slug], "\(found.diagnostics.map(\.message))")
    #expect(found.diagnostics.map(\.rule) == ["desk/pack/bad"])
    #expect(found.diagnostics.map(\.severity) == ["error"])
    #expect(found.claims.count == 3)
    for claim in found.claims { #expect(claim.scores.map(\.rule) == ["desk/pack/good", "desk/pack/plain"]) }
  }

  @Test func theDiagnosticHasTheLuaTraceback() throws {
    let found = try evaluated(
      "return deeper(claim), 'r'", before: "local function deeper(c) return c.source.text.x.y end")
    let diagnostic = try #require(found.diagnostics.first)
    #expect(
      diagnostic.message.hasPrefix("rules/rules.lua:5: attempt to index a nil value"), "\(diagnostic.message)"
    )
    #expect(diagnostic.traceback.count >= 2)
    #expect(
      diagnostic.traceback == [
        "[C]: in index", "rules/rules.lua:5: in deeper", "rules/rules.lua:6: in function at line 6",
      ])
  }

  @Test func ruleAfterRuleThatLoopsIsStoppedAtLast() throws {
    let bad = (0..<8).map {
      "score \"bad-\($0)\" { doc = \"B.\", scale = \"s\", weigh = function() while true do end end }"
    }
    let found = try evaluate(text, .test(sayRule + bad.joined(separator: "\n")), limits: limits)
    #expect(found.diagnostics.map(\.slug) == ["budget", "budget", "budget", "budget", "functions-stopped"])
    #expect(found.claims.count == 3)
  }

  @Test func aFindThatFailsKeepsWhatItHadFound() throws {
    let rules = """
      extract "f" {
        doc = "F.",
        find = function(s, article)
          if s == article.sentences[2] then error "no" end
          return { content = s }
        end,
      }
      """
    let found = try evaluate(text, .test(rules), limits: limits)
    #expect(found.claims.count == 1 && found.diagnostics.map(\.slug) == ["rule-failed"])
  }

  @Test func theNextArticleIsNotHurt() throws {
    let pack = PackSource.test(
      sayRule + """
        score "picky" {
          doc = "P.", scale = "s",
          weigh = function(claim, article)
            if article.id == "bad" then while true do end end
            return 1, "fine"
          end,
        }
        """)
    var evaluator = try rules([pack], limits: limits).makeEvaluator()
    for id in ["a", "bad", "b", "bad", "c"] {
      let found = evaluator.evaluate(Article(id: id, text: Array(text.utf8)))
      #expect(found.diagnostics.map(\.slug) == (id == "bad" ? ["budget"] : []))
      #expect(found.claims.flatMap(\.scores).count == (id == "bad" ? 0 : 3))
    }
  }
}

@Suite struct PurityTests {
  private func article(_ id: String, _ text: String = text) -> Article {
    Article(id: id, text: Array(text.utf8))
  }

  @Test func noStateSurvivesFromOneArticleToTheNext() throws {
    let pack = PackSource.test(
      sayRule + """
        local seen = 0
        score "count" { doc = "C.", scale = "s", weigh = function() seen = seen + 1 return seen, "seen" end }
        """)
    var evaluator = try rules([pack]).makeEvaluator()
    let first = evaluator.evaluate(article("a"))
    let second = evaluator.evaluate(article("a"))
    #expect(first == second)
    #expect(first.claims.flatMap(\.scores).map(\.points) == [1, 2, 3])
  }

  @Test func chanceIsTheSameForTheSameArticle() throws {
    let pack = PackSource.test(
      sayRule
        + "score \"r\" { doc = \"R.\", scale = \"s\", weigh = function() return math.random(1 << 30), tostring({}) end }"
    )
    var evaluator = try rules([pack]).makeEvaluator()
    let first = evaluator.evaluate(article("a"))
    _ = evaluator.evaluate(article("b"))
    #expect(evaluator.evaluate(article("a")) == first)
    #expect(evaluator.evaluate(article("b")) != first)
    var another = try rules([pack]).makeEvaluator()
    #expect(another.evaluate(article("a")) == first)
  }

  @Test func twoPacksShareNoGlobalsNoLibrariesAndNoParameters() throws {
    let one = PackSource.test(
      "score \"a\" { doc = \"A.\", on = \"article\", scale = \"s\", weigh = function() return parameter \"most\", \"one\" end }",
      name: "a/pack", parameters: [.init(name: "most", value: .number(7), doc: "")])
    let two = PackSource.test(
      """
      local ok = pcall(function() rawset(string, "upper", nil) end)
      local ok2 = pcall(function() getmetatable("").__index = nil end)
      local ok3 = pcall(function() rawset(_G or {}, "score", nil) end)
      score "b" { doc = "B.", on = "article", scale = "s", weigh = function() return parameter "most", ("x"):upper() end }
      """, name: "b/pack", parameters: [.init(name: "most", value: .number(8), doc: "")])
    // `_G` and the locals are mistakes of their own kind; only what runs matters here.
    _ = two
    let three = PackSource.test(
      "score \"c\" { doc = \"C.\", on = \"article\", scale = \"s\", weigh = function() return parameter \"most\", (\"x\"):upper() end }",
      name: "c/pack", parameters: [.init(name: "most", value: .number(9.5), doc: "")])
    let found = try evaluate("She left.", one, three)
    #expect(found.diagnostics == [])
    #expect(found.scores.map(\.points) == [7, 9.5])
    #expect(found.scores.map(\.because) == ["one", "X"])
  }

  @Test func aLibraryCannotBeChangedFromARule() throws {
    let bad = PackSource.test(
      """
      score "a" {
        doc = "A.", on = "article", scale = "s",
        weigh = function()
          local tries = { function() string.upper = nil end, function() rawset(string, "upper", nil) end,
            function() getmetatable("").__index = nil end, function() table.concat = 5 end, function() math.pi = 3 end }
          local count = 0
          for _, try in ipairs(tries) do if pcall(try) then count = count + 1 end end
          return count, ("x"):upper() .. table.concat { "y" } .. math.floor(math.pi * 100)
        end,
      }
      """, name: "a/pack")
    let good = PackSource.test(
      "score \"b\" { doc = \"B.\", on = \"article\", scale = \"s\", weigh = function() return 0, (\"x\"):upper() .. math.floor(math.pi * 100) end }",
      name: "b/pack")
    let found = try evaluate("She left.", bad, good)
    #expect(found.diagnostics == [])
    #expect(found.scores.map(\.because) == ["Xy314", "X314"])
  }

  @Test func aLexiconMeansThatOfTheRulesOwnPackWhereverItIsCalled() throws {
    func pack(_ name: String, _ word: String) -> PackSource {
      .test(
        "score \"a\" { doc = \"A.\", on = \"article\", scale = \"s\", weigh = function(a) local found = a:contains(lexicon \"own\") return 1, found.text end }",
        name: name, lexicons: ["own": word])
    }
    let found = try evaluate("She left early.", pack("a/pack", "left"), pack("b/pack", "early"))
    #expect(found.diagnostics == [])
    #expect(found.scores.map(\.because) == ["left", "early"])
  }

  @Test func theOrderOfPacksAndRulesDoesNotShow() throws {
    let one = """
      extract "say" { doc = "S.", match = [[ source:<np> cue:@report that? content:.. $ ]] }
      """
    let two = """
      extract "again" { doc = "A.", find = function(s) return { cue = s.tokens[3], content = { s.tokens[4], s.tokens[5] } } end }
      """
    let three = """
      score "a" { doc = "A.", scale = "s", weigh = function() return 1, "r" .. math.random(100) end }
      """
    let four =
      "score \"b\" { doc = \"B.\", on = \"sentence\", scale = \"t\", match = \"sad\", points = 0.1, because = \"sad\" }"
    let five = "score \"c\" { doc = \"C.\", scale = \"t\", weigh = function() error \"no\" end }\n"
    func packs(_ order: [Int]) -> [PackSource] {
      let first = PackSource.test(
        order.map { [one, two, three, four][$0] }.joined(separator: "\n"), name: "a/pack")
      let second = PackSource.test(sayRule + five + four, name: "b/pack")
      return order[0] % 2 == 0 ? [first, second] : [second, first]
    }
    var all: Set<Evaluation> = []
    for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2], [2, 0, 3, 1]] {
      var evaluator = try rules(packs(order)).makeEvaluator()
      all.insert(evaluator.evaluate(article("a")))
    }
    #expect(all.count == 1)
    #expect(all.first?.claims.isEmpty == false && all.first?.diagnostics.count == 1)
  }

  @Test func anArticleInAnotherLanguageGetsOneNoticeOfEachOwnerAndNoClaims() throws {
    let packs = ["std/one", "std/two", "desk/mine"].map {
      PackSource.test(sayRule, name: $0, languages: $0.hasPrefix("std") ? ["en"] : [])
    }
    let french = try explain(text, Array(packs[..<2]), language: "fr-FR").evaluation
    #expect(french.claims == [] && french.scores == [])
    #expect(
      french.diagnostics.map { "\($0.severity) \($0.slug) \($0.message)" } == [
        "notice language std: rules are for 'en', this article is 'fr'"
      ])
    let mixed = try explain(text, packs, language: "fr").evaluation
    #expect(Set(mixed.claims.map(\.rule)) == ["desk/mine/say"] && mixed.diagnostics.count == 1)
    for language in ["en", "en-GB", "EN_us", nil, ""] {
      #expect(try explain(text, packs, language: language).evaluation.diagnostics == [])
    }
  }
}

@Suite struct ParameterTests {
  private func points(_ value: PackSource.Parameter.Value, _ use: String) throws -> [Double] {
    let pack = PackSource.test(
      "score \"a\" { doc = \"A.\", on = \"article\", scale = \"s\", points = \(use), because = \"r\" }",
      parameters: [.init(name: "weight", value: value, doc: "How much.")])
    return try evaluate("She left.", pack).scores.map(\.points)
  }

  @Test func aParameterHasItsType() throws {
    #expect(try points(.number(3), "parameter \"weight\"") == [3])
    #expect(try points(.number(0.5), "parameter \"weight\"") == [0.5])
    #expect(try points(.boolean(true), "parameter \"weight\" and 2 or 1") == [2])
    #expect(try points(.boolean(false), "parameter \"weight\" and 2 or 1") == [1])
    #expect(try points(.string("abc"), "#parameter \"weight\"") == [3])
    // A whole number is an integer to Lua.
    #expect(try points(.number(3), "math.type(parameter \"weight\") == \"integer\" and 1 or 0") == [1])
  }

  @Test func anUnknownParameterIsNamedWithItsNeighbour() {
    let pack = PackSource.test(
      "score \"a\" { doc = \"A.\", scale = \"s\", points = parameter \"wieght\", because = \"r\" }",
      parameters: [.init(name: "weight", value: .number(1), doc: "")])
    #expect(mistakes(pack) == ["load-error: no parameter 'wieght' in pack.json (did you mean 'weight'?)"])
  }
}
