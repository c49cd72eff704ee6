import Articles
import Testing

@testable import Rules

@Suite struct ArticleConsoleTests {
  private let text = "Ann said that it took 40 houses. Bob slept."

  private func console(steps: Int = 1_000_000, print: @escaping (String) -> Void = { _ in }) throws
    -> ArticleConsole
  {
    let rules = try RuleSet([.test(sayRule)], limits: RuleLimits(steps: steps))
    return try ArticleConsole(rules, Article(id: "a", text: Array(text.utf8)), print: print)
  }

  private func value(_ console: ArticleConsole, _ input: String) -> String? {
    if case .values(let text) = console.answer(input) { text } else { nil }
  }

  @Test(arguments: [
    ("art", "art", ["article"]), ("article.cl", "cl", ["claims"]), ("print(article.ti", "ti", ["title"]),
    ("article.claims[1].con", "con", ["content"]),
    ("article.claims[1].content:", "", ["all", "contains", "first", "shares"]),
    ("x = article.tokens[1].le", "le", ["lemma"]), ("kept[\"a\"].in", "in", ["inner"]), ("kept.", "", ["a"]),
    ("string.fo", "fo", ["format"]), ("name:up", "up", ["upper"]), ("whi", "whi", ["while"]),
    ("?tok", "tok", ["token", "tokenise"]), ("?? cue:@rep", "rep", ["report"]), ("?? cue:rep", "", []),
    // What would have to be called is not looked at.
    ("article:first 'figure'.un", "un", []), ("f().", "", []), ("nothing.at", "at", []), ("1.", "", []),
    ("", "", []),
    ("a]].b", "b", []), ("[1].b", "b", []),
  ])
  func aHalfTypedNameGoesOn(_ before: String, typed: String, names: [String]) throws {
    let console = try console()
    _ = console.answer("kept = { a = { inner = 1 }, ['not a name'] = 2 } name = 'Ann' tokenise = 1 f = error")
    let completion = console.completions(of: before)
    #expect(completion.typed == typed)
    #expect(completion.names == names)
  }

  @Test func lookingForNamesCallsNothing() throws {
    let console = try console()
    _ = console.answer(
      """
      count = 0
      function called() count = count + 1 end
      trap = setmetatable({ inner = {} }, { __index = called, __pairs = called })
      """)
    #expect(console.completions(of: "trap.x.").names.isEmpty)
    #expect(console.completions(of: "trap.").names == ["inner"])
    #expect(value(console, "count") == "0")
  }

  @Test func aSpentBudgetKeepsTheNamesSetBefore() throws {
    var printed: [String] = []
    let console = try console(steps: 20_000) { printed.append($0) }
    #expect(value(console, "n = 1 print 'once'") == nil)
    for _ in 0..<3 {
      guard case .failed(let failure) = console.answer("n = 99 while true do end") else {
        Issue.record("an endless loop ended")
        return
      }
      #expect(failure.message == "the budget of an input is spent: limit of 20000 steps reached")
      #expect(failure.note == "the inputs before it were run again, so that their names are still set")
    }
    #expect(value(console, "n") == "1")
    // What runs again prints nothing again.
    #expect(printed == ["once"])
  }

  @Test func inputsThatCannotBeRunAgainTogetherAreGone() throws {
    let console = try console(steps: 20_000)
    for _ in 0..<3 { _ = console.answer("n = (n or 0) + 1 for i = 1, 9000 do end") }
    guard case .failed(let failure) = console.answer("while true do end") else {
      Issue.record("an endless loop ended")
      return
    }
    #expect(failure.note == "the names that were set before are gone")
    #expect(value(console, "n") == "nil")
    #expect(value(console, "#article.claims") == "1")
  }

  @Test func chanceIsTheSameInEverySessionAndAfterASpentBudget() throws {
    let first = try console(steps: 20_000), second = try console(steps: 20_000)
    let one = value(first, "math.random(1, 1000000)"), two = value(first, "math.random(1, 1000000)")
    _ = value(second, "r = math.random(1, 1000000)")
    _ = value(second, "s = math.random(1, 1000000)")
    _ = second.answer("while true do end")
    #expect(value(second, "r") == one && one != nil)
    #expect(value(second, "s") == two && two != one)
  }

  @Test func patternsAreCompiledWhenTheyAreTyped() throws {
    let console = try console()
    #expect(value(console, "article:contains(pattern [[ cue:@report ]]).text") == "\"said\"")
    #expect(value(console, "article:contains(lexicon 'report').text") == "\"said\"")
    let compiled = (0..<ConsolePatterns.mostPatterns + 5).count { number in
      (try? console.matches(of: "word\(number)")) != nil
    }
    #expect(compiled == ConsolePatterns.mostPatterns - 2)
    guard case .failed(let failure) = console.answer("pattern [[ one more ]]") else {
      Issue.record("there is room for any number of patterns")
      return
    }
    #expect(failure.message.hasSuffix("pattern: at most 200 patterns in one session expected"))
  }

  @Test func matchesDoNotOverlapAndNameTheirLabels() throws {
    let found = try console().matches(of: "source:PROPN cue:VERB")
    #expect(found.sentences.map(\.matches.count) == [1, 1])
    #expect(found.sentences[0].matches[0].captures.map(\.label) == ["source", "cue"])
    #expect(found.stop == nil)
    let apart = try console().matches(of: "x:(PRON VERB|VERB NUM|NUM NOUN)")
    let bytes = Array(text.utf8)
    #expect(
      apart.sentences.flatMap(\.matches).map { match in
        String(decoding: bytes[Int(match.span.start)..<Int(match.span.end)], as: UTF8.self)
      } == ["it took", "40 houses"])
    let none = try console().matches(of: "PROPN VERB DET")
    #expect(none.sentences.isEmpty && none.stop?.message.hasPrefix("stopped at 'DET'") == true)
    #expect(throws: RuleSet.Mistakes.self) { try console().matches(of: "source:<nq>") }
  }

  @Test func valuesAreShownReadably() throws {
    let console = try console()
    #expect(value(console, "article.tokens[1]")?.hasPrefix("token 1 \"Ann\"\n  lower      \"ann\"\n") == true)
    let list = value(console, "local t = {} for i = 1, 60 do t[i] = i end return t")
    #expect(list?.hasSuffix("  50,\n  … and 10 more\n}") == true)
    #expect(
      value(console, "{ [1.5] = 'x', [true] = 1, ['a b'] = 2, z = {} }")?.contains("[\"a b\"] = 2") == true)
    #expect(value(console, "setmetatable({ 1 }, { __index = error })") == "{ 1 }")
    #expect(value(console, "article.title") == "nil")
  }

  @Test func interruptingBetweenInputsDoesNothing() throws {
    let console = try console()
    console.interrupt()
    #expect(value(console, "n = 7 return n") == "7")
    console.interrupt()
    #expect(value(console, "n") == "7")
  }
}
