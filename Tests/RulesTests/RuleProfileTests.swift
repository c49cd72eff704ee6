import Articles
import Patterns
import Profiling
import Testing

@testable import Rules

@Suite struct RuleProfileTests {
  /// Two rules with functions, the second with a loop whose steps are known to be many.
  private let code = """
    extract "found" {
      doc = "d",
      find = function(sentence)
        return { content = sentence }
      end,
    }
    local function sum(n)
      local all = 0
      for i = 1, n do
        all = all + i
      end
      return all
    end
    score "weighed" {
      doc = "d", on = "claim", scale = "s",
      weigh = function(claim)
        local total = sum(100)
        return total, "sum"
      end,
    }
    """

  private func profile(_ texts: [String], _ rules: String) throws -> RuleProfile {
    var profiler = try RuleProfiler(RulesTests.rules([.test(rules)]))
    for (number, text) in texts.enumerated() {
      #expect(profiler.add(Article(id: "a\(number)", text: Array(text.utf8))).isEmpty)
    }
    return profiler.profile()
  }

  @Test func theLinesAndTheSharedStepsAddUpToAllSteps() throws {
    let profile = try profile(["Ann slept. Bob slept.", "Eve woke."], code + "\n" + sayRule)
    let lines = profile.lines.reduce(0) { $0 + $1.steps }
    #expect(profile.rules.reduce(0) { $0 + $1.steps } + profile.sharedSteps == profile.steps)
    // What a call costs before its first line is the rule's own.
    let own = profile.stacks.filter { $0.frame.hasPrefix("desk/") }.reduce(0) { $0 + $1.own.steps }
    #expect(lines + own + profile.sharedSteps == profile.steps)
    #expect(profile.articles == 2 && profile.steps > 0)
  }

  @Test func theLinesOfALoopCostMostAndStandBelowWhatCalledThem() throws {
    let profile = try profile(["Ann slept."], code)
    let costly = try #require(profile.lines.max { $0.steps < $1.steps })
    #expect(
      (costly.file, costly.text) == ("rules/rules.lua", "all = all + i") || costly.text == "for i = 1, n do")
    let loop = profile.lines.filter { $0.line == 9 || $0.line == 10 }
    #expect(loop.reduce(0) { $0 + $1.steps } >= 200)
    let folded = profile.stacks.folded(.steps)
    #expect(folded.contains("\ndesk/pack/weighed;rules/rules.lua:17;rules/rules.lua:10 "))
    #expect(folded.contains("\(RuleProfile.shared) "))
  }

  @Test func stepsAreTheSameInEveryRun() throws {
    let texts = ["Ann said that the dam is safe. Bob slept.", "Eve woke."]
    let first = try profile(texts, code + "\n" + sayRule), second = try profile(texts, code + "\n" + sayRule)
    #expect(first.lines.map { [$0.line, $0.steps] } == second.lines.map { [$0.line, $0.steps] })
    #expect(first.stacks.folded(.steps) == second.stacks.folded(.steps))
    #expect(first.rules.map(\.steps) == second.rules.map(\.steps))
  }

  @Test func countingChangesNoResult() throws {
    let chance = """
      score "chance" {
        doc = "d", on = "claim", scale = "s",
        weigh = function(claim) return math.random(), "chance" end,
      }
      """
    let rules = try rules([.test([code, sayRule, chance].joined(separator: "\n"))])
    let article = Article(id: "a", text: Array("Ann said that the dam is safe. Bob slept.".utf8))
    var plain = try rules.makeEvaluator(), counted = try rules.makeEvaluator()
    counted.functions.watch = LineWatch()
    counted.matcher.stepsOfPattern = [Int](repeating: 0, count: rules.patterns.count)
    let one = plain.evaluate(article)
    #expect(one.claims.contains { $0.scores.count == 2 })
    #expect(counted.evaluate(article) == one)
  }

  @Test func patternsAreChargedToTheirLine() throws {
    let profile = try profile(
      ["Ann said that it took 40 houses."],
      sayRule + """
        score "weighed" {
          doc = "d", on = "claim", scale = "s", points = 1, because = "b",
          match = contains "<figure>",
        }
        """)
    #expect(profile.lines.map(\.line) == [3, 7])
    #expect(profile.rules.allSatisfy { $0.steps > 0 })
    #expect(profile.lines.map(\.text).first == "match = [[ source:<np> cue:@report that? content:.. $ ]],")
  }

  @Test func coroutinesAreChargedToTheirLines() throws {
    let profile = try profile(
      ["Ann slept."],
      """
      extract "found" {
        doc = "d",
        find = function(sentence)
          local next = coroutine.wrap(function()
            for i = 1, 50 do coroutine.yield(i) end
          end)
          for i = 1, 50 do next() end
          return nil
        end,
      }
      """)
    #expect((profile.lines.first { $0.line == 5 }?.steps ?? 0) > 50)
    #expect(profile.stacks.folded(.steps).contains("rules/rules.lua:7;rules/rules.lua:5 "))
  }

  @Test func aRuleThatSpendsItsBudgetIsProfiledUpToThere() throws {
    let endless = #"extract "endless" { doc = "d", find = function(s) while true do end end }"#
    let set = try RuleSet([.test(endless)], limits: RuleLimits(steps: 10_000))
    var profiler = try RuleProfiler(set)
    #expect(profiler.add(Article(id: "a", text: Array("Ann slept.".utf8))).map(\.slug) == ["budget"])
    let profile = profiler.profile()
    #expect((10_000...11_000).contains(profile.rules[0].steps))
  }

  @Test func noArticleCostsNothing() throws {
    let profile = try profile([], code)
    #expect(profile.articles == 0 && profile.steps == 0 && profile.stacks.isEmpty && profile.lines.isEmpty)
  }
}

@Suite struct StackTreeTests {
  @Test func stacksAreFoldedInTheOrderOfNames() {
    let tree = StackTree()
    let outer = tree.node("b"), inner = tree.node("x;y\nz", calledBy: outer)
    tree.add(.init(steps: 2), to: inner)
    tree.add(.init(steps: 3), to: outer)
    tree.add(.init(steps: 1, nanoseconds: 5), to: tree.node("a"))
    tree.add(.init(steps: 4), to: tree.node("x;y\nz", calledBy: outer))
    _ = tree.node("nothing")
    #expect(tree.branches.folded(.steps) == "a 1\nb 3\nb;x,y,z 6\n")
    #expect(tree.branches.folded(.time) == "a 5\n")
    #expect(tree.branches.map(\.total.steps) == [1, 9])
  }

  @Test func aFlameGraphIsWellFormedWhateverTheFramesHold() {
    let tree = StackTree()
    let outer = tree.node("<script>alert(\"&\")</script>\u{1}\u{FFFF}")
    tree.add(.init(steps: 3), to: outer)
    tree.add(.init(steps: 1), to: tree.node("inner", calledBy: outer))
    let svg = FlameGraph(tree.branches, .steps, title: "1 <article>").svg()
    #expect(svg.hasPrefix("<svg xmlns=") && svg.hasSuffix("</svg>\n"))
    #expect(!svg.contains("<script") && !svg.contains("\u{1}") && !svg.contains("\u{FFFF}"))
    let escaped = "&lt;script&gt;alert(&quot;&amp;&quot;)&lt;/script&gt;\u{FFFD}\u{FFFD}"
    #expect(svg.contains("<title>\(escaped): 4 steps, 100.0 %</title>"))
    #expect(svg.contains("<title>inner: 1 steps, 25.0 %</title>"))
    #expect(svg.contains("<title>1 &lt;article&gt;</title>"))
    #expect(FlameGraph([], .time, title: "nothing").svg().hasSuffix("</svg>\n"))
    #expect(FlameGraph(tree.branches, .steps, title: "1 <article>").svg() == svg)
  }
}
