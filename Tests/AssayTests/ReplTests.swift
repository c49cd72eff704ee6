import Foundation
import Testing

/// `assay repl`: the sandbox by hand.
@Suite struct ReplTests {
  let files: KeyValuePairs = ["a.txt": deskArticle, "desk.lua": deskRules]

  private func repl(_ input: String, _ more: String...) async throws -> Run {
    try await run(
      [program, "repl", "a.txt", "--rules", "desk.lua", "--no-std"] + more, in: try Folder(files),
      stdin: input)
  }

  // MARK: from a pipe

  @Test(
    arguments: [
      ("1 + 1", "2\n"), ("'a\\n\"b'", "\"a\\n\\\"b\"\n"), ("local x = 1", ""), ("x = 2\nx * 3", "6\n"),
      ("nil", "nil\n"),
      ("return 1, 'two'", "1\n\"two\"\n"), ("print('hello') return 1", "hello\n1\n"),
      ("6 * 7\n_ + 1", "42\n43\n"),
      ("article.claims[1].source.name", "\"The mayor\"\n"),
      ("article.claims[1].cue", "phrase 1 \"said\"\n  lemma      \"say\"\n  spans      list of 1 'span'\n"),
      (
        "article.sentences",
        "list of 2 'sentence'\n   1  sentence 1 \"The mayor said “some 40 trucks crossed”.\"\n   2  sentence 2 \"A warden said “it is quiet”.\"\n"
      ),
      ("article:first 'figure'.value", "40.0\n"),
      ("article:contains(pattern [[ cue:said ]]).text", "\"said\"\n"),
      ("article:contains 'said'", nil),
      ("{ 3, 1, b = true, a = { 'x' } }", "{ 3, 1, a = { \"x\" }, b = true }\n"),
      ("t = {} t.t = t return t", "{ t = { itself } }\n"),
      ("{ { { { { 1 } } } } }", "{ { { { { … } } } } }\n"),
      ("function twice(n)\n  return 2 * n\nend\ntwice(21)", "42\n"),
      ("if true then\nprint 'yes'\nend", "yes\n"),
      ("\n   \n1", "1\n"), ("{ 1,\n2 }", "{ 1, 2 }\n"), ("1 +\n2", "3\n"),
      ("'\\27[31mred'", "\"\\27[31mred\"\n"),
      ("print('\\27[31mred')", "␛[31mred\n"),
    ] as [(String, String?)])
  func anInputIsAnswered(_ input: String, _ expected: String?) async throws {
    let run = try await repl(input + "\n")
    if let expected {
      #expect(run.stdout == expected)
      #expect(run.stderr == "" && run.exitCode == 0)
    } else {
      #expect(run.stdout == "" && run.exitCode == 1)
    }
  }

  @Test func whatIsTypedAtTheTerminalIsNotPrinted() async throws {
    let run = try await repl("1\n")
    #expect(run.stdout == "1\n" && run.stderr == "")
  }

  @Test(arguments: [
    ("x y", "assay: input:1: syntax error near 'y'\n"),
    ("article.clams", "assay: input:1: a 'article' has no field 'clams' (did you mean 'claims'?)\n"),
    ("error 'no'", "assay: input:1: no\n"),
    ("function f()", "assay: the last input is not finished: function f()\n"),
    ("extract 'x' {}", "assay: input:1: attempt to call a nil value (global 'extract')\n"),
    ("os.time()", "assay: input:1: attempt to index a nil value (global 'os')\n"),
    ("?nothing", "assay: no 'nothing'\n"), ("?clam", "assay: no 'clam'\n  help: did you mean 'claim'?\n"),
    ("??", "assay: ?? PATTERN expected, like ?? source:<np> cue:said\n"),
  ])
  func anInputThatFailsSaysWhyAndTheNextIsAnswered(_ input: String, _ expected: String) async throws {
    let run = try await repl(input.hasPrefix("function") ? input : input + "\n'still here'\n")
    #expect(run.stderr.hasPrefix(expected))
    if !input.hasPrefix("function") { #expect(run.stdout == "\"still here\"\n") }
    #expect(run.exitCode == 1)
  }

  @Test func aSpentBudgetEndsTheInputAndNotTheSession() async throws {
    let run = try await repl(
      "n = 20\nwhile true do end\nn + 1\nlocal s = 'x' while true do s = s .. s end\nn + 2\n", "--steps",
      "100000")
    #expect(run.stdout == "21\n22\n")
    #expect(run.stderr.contains("assay: the budget of an input is spent: limit of 100000 steps reached\n"))
    #expect(
      run.stderr.contains("  note: the inputs before it were run again, so that their names are still set\n"))
    #expect(run.exitCode == 1)
  }

  @Test func aPatternIsShownWhereItMatches() async throws {
    let run = try await repl("?? source:(DET NOUN) cue:said\n")
    #expect(
      run.stdout == """
          [source The mayor] [cue said] “some 40 trucks crossed”.
          [source A warden] [cue said] “it is quiet”.
        2 matches in 2 sentences

        """)
    let none = try await repl("?? said VERB\n")
    #expect(
      none.stdout
        == "no match\n  The mayor said “some 40 trucks crossed”.\n    stopped at 'VERB': '“' is PUNCT, not VERB\n"
    )
    #expect(none.exitCode == 0)
  }

  @Test func aPatternWithAMistakeIsADiagnostic() async throws {
    let run = try await repl("?? source:<nq>\n")
    #expect(run.stderr.contains("pattern:1") && run.stderr.contains("<nq>") && run.exitCode == 1)
  }

  @Test func lexiconsOfThePacksAreKnownByTheirShortNames() async throws {
    let run = try await run(
      [program, "repl", "a.txt"], in: try Folder(files),
      stdin: "?? @report\narticle:contains(lexicon 'report').text\nlexicon 'reprot'\n")
    #expect(run.stdout.contains("[said]") && run.stdout.hasSuffix("\"said\"\n"))
    #expect(run.stderr.contains("no lexicon 'reprot' (did you mean 'report'?)"))
  }

  @Test func namesAreExplained() async throws {
    let run = try await repl("?token\n?token.lemma\n?contains\n?\n")
    #expect(run.stdout.hasPrefix("token\n  what functions see\n"))
    #expect(run.stdout.contains("text lower shape sentence pos lemma head dep"))
    #expect(run.stdout.contains("token.lemma: string\n  The dictionary form.\n"))
    #expect(run.stdout.contains("contains("))
    #expect(run.stdout.contains("?? PATTERN"))
    #expect(run.exitCode == 0)
  }

  @Test func thereIsASessionWithoutAnArticle() async throws {
    let run = try await run(
      [program, "repl", "--rules", "desk.lua", "--no-std"], in: try Folder(files),
      stdin: "#article.claims\n2 ^ 10\n")
    #expect(run.stdout == "0\n1024.0\n")
  }

  @Test func standardInputIsNoArticle() async throws {
    let run = try await assay("repl", "-", in: try Folder(files))
    #expect(
      run.stderr.hasPrefix(
        "assay: repl: the article of a file expected, for standard input is the dialogue\n"))
    #expect(run.exitCode == 2)
  }

  // MARK: at a terminal

  private func terminal(_ folder: Folder, environment: [String: String] = [:]) throws -> PseudoTerminal {
    let terminal = try PseudoTerminal(
      "repl", "a.txt", "--rules", "desk.lua", "--no-std", in: folder, environment: environment)
    try terminal.expect("a: 2 claims. ? lists the keys, Ctrl-D ends.")
    try terminal.expect("> ")
    return terminal
  }

  private func permissions(ofHistoryIn folder: Folder) throws -> Int? {
    let path = folder.path + "/state/assay/repl-history"
    return try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  @Test func aWholeDialogue() throws {
    let folder = try Folder(files)
    let terminal = try terminal(folder)
    try terminal.answer("article.claims[1].source.name\n", "\"The mayor\"\n")
    terminal.type("function twice(n)\n")
    try terminal.expect(">> ")
    terminal.type("return 2 * n\n")
    try terminal.expect(">> ")
    terminal.type("end\n")
    try terminal.expect("> ")
    try terminal.answer("twice(21)\n", "\n42\n")
    try terminal.answer("?? cue:said\n", "The mayor [cue said] “some 40 trucks crossed”.")
    try terminal.answer("?claim\n", "rule type stance evidence")
    #expect(try terminal.leave() == 0)
    let history = try #require(folder.read("state/assay/repl-history"))
    #expect(
      history.hasPrefix(
        "\"article.claims[1].source.name\"\n\"function twice(n)\\nreturn 2 * n\\nend\"\n\"twice(21)\"\n"))
    #expect(try permissions(ofHistoryIn: folder) == 0o600)
  }

  @Test func theTabKeyCompletesFieldsMethodsAndNames() throws {
    let terminal = try terminal(try Folder(files))
    terminal.type("art\t")
    try terminal.expect("article")
    terminal.type(".cl\t")
    try terminal.expect(".claims")
    try terminal.answer("[1].so\t.na\t\n", "\"The mayor\"\n")
    try terminal.answer("article.claims[1].content:fi\t('figure').unit\n", "\"trucks\"\n")
    terminal.type("article.claims[1].s\t")
    try terminal.expect("sentence  source    stance")
    try terminal.answer("tance\n", "\"asserts\"\n")
    #expect(try terminal.leave() == 0)
  }

  @Test func earlierInputsComeBackWithTheArrowKeys() throws {
    let folder = try Folder(files)
    let first = try terminal(folder)
    try first.answer("'from' .. ' before'\n", "\"from before\"\n")
    #expect(try first.leave() == 0)
    // A file that others may read is closed to them again.
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: folder.path + "/state/assay/repl-history")
    let second = try terminal(folder)
    try second.answer("\u{1B}[A\n", "\"from before\"\n")
    #expect(try second.leave() == 0)
    #expect(try permissions(ofHistoryIn: folder) == 0o600)
  }

  @Test func ctrlCForgetsTheLineAndStopsWhatRuns() throws {
    let terminal = try terminal(try Folder(files))
    terminal.type("function (")
    try terminal.expect("function (")
    terminal.type("\u{3}")
    try terminal.expect("> ")
    terminal.type("function unfinished()\n")
    try terminal.expect(">> ")
    terminal.type("\u{3}")
    try terminal.expect("> ")
    terminal.type("kept = 7\n")
    try terminal.expect("> ")
    terminal.type("print 'running' while true do end\n")
    try terminal.expect("\nrunning\n")
    terminal.type("\u{3}")
    try terminal.expect("assay: interrupted\n")
    try terminal.expect("note: the inputs before it were run again")
    try terminal.expect("> ")
    try terminal.answer("kept * 6\n", "\n42\n")
    #expect(try terminal.leave() == 0)
  }

  @Test func aHistoryThatCannotBeWrittenIsSaidOnce() throws {
    let folder = try Folder(files)
    try folder.write("blocked", "a file, not a folder")
    let terminal = try terminal(folder, environment: ["XDG_STATE_HOME": folder.path + "/blocked"])
    try terminal.answer("1 + 1\n", "help: earlier inputs are kept for this session alone")
    terminal.type("2 + 2\n")
    try terminal.expect("\n4\n")
    #expect(try terminal.expect("> ") == "")
    #expect(try terminal.leave() == 0)
  }

  @Test func wordsOfAnArticleDoNotObeyTheirEscapes() throws {
    let folder = try Folder([
      "a.txt": "The mayor said “\u{1B}]0;evil\u{7}\u{1B}[2J is quiet”.\n", "desk.lua": deskRules,
    ])
    let terminal = try PseudoTerminal("repl", "a.txt", "--rules", "desk.lua", "--no-std", in: folder)
    try terminal.expect("> ")
    try terminal.answer("article.text\n", "is quiet")
    try terminal.answer("?? cue:said\n", "1 match in 1 sentence")
    try terminal.answer("print(article.text)\n", "␛]0;evil␇␛[2J is quiet")
    #expect(try terminal.leave() == 0)
    let screen = String(decoding: terminal.screen, as: UTF8.self)
    #expect(!screen.contains("\u{1B}]0;evil") && !screen.contains("\u{1B}[2J"))
  }
}

extension PseudoTerminal {
  /// Types an input, waits for a part of its answer and for the prompt behind it: only then keys reach the editor.
  fileprivate func answer(
    _ input: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    type(input)
    try expect(expected, sourceLocation: sourceLocation)
    try expect("> ", sourceLocation: sourceLocation)
  }

  /// Ctrl-D at a prompt.
  fileprivate func leave() throws -> Int32 {
    type("\u{4}")
    return try end()
  }
}
