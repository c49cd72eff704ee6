// The layout is judged by what it must not do (change a token, change again what it has written) on all Lua that is at hand, and by
// one file in which everything stands.

import Diagnostics
import Foundation
import LuaSyntax
import Patterns
import Testing

@testable import RuleLayout

private let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
  .standardized

@Suite struct LayoutTests {
  /// All Lua files of the project: shipped packs, examples, the sandbox's own attacks, what the fuzzer starts from.
  static let files: [URL] = {
    let folders = [
      "Sources/StandardPacks", "Sources/Rules", "Examples", "Tests/LuaRuntimeTests/adversarial",
      "Tests/Fuzzing",
      "Tests/RulesTests/Fixtures", "Tests/RulePacksTests/Fixtures", "Tests/RuleLayoutTests/Fixtures",
    ]
    return folders.flatMap { folder -> [URL] in
      let walk = FileManager.default.enumerator(
        at: package.appending(path: folder), includingPropertiesForKeys: nil)
      return (walk?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "lua" }
    }.sorted { $0.path < $1.path }
  }()

  private func source(_ text: String) -> LuaSource { LuaSource(name: "file.lua", text: text) }

  private func laidOut(_ text: String) throws -> String {
    String(decoding: try RuleLayout.laidOut(source(text)), as: UTF8.self)
  }

  /// The tokens as they are written, patterns without their white space, and the comments.
  private func content(_ file: LuaFile) -> [String] {
    let plan = LayoutPlan(file)
    let tokens = file.tokens.enumerated().map { index, token in
      let text = file.source.text(of: token.range)
      return plan.patterns[index] == nil ? text : text.filter { !$0.isWhitespace }
    }
    return tokens + file.comments.map { file.source.text(of: $0.range).trimmingCharacters(in: .whitespaces) }
  }

  @Test func thereAreFilesToLayOut() { #expect(Self.files.count > 300) }

  @Test(arguments: files) func aFileKeepsItsTokensAndIsLaidOutOnce(_ url: URL) throws {
    let source = LuaSource(name: url.lastPathComponent, bytes: Array(try Data(contentsOf: url)))
    let file = LuaFile(source)
    if let mistake = file.diagnostics.first {
      #expect(throws: mistake) { try RuleLayout.laidOut(source) }
      return
    }
    let once = try RuleLayout.laidOut(source)
    let again = LuaFile(LuaSource(name: source.name, bytes: once))
    #expect(content(again) == content(file))
    #expect(try RuleLayout.laidOut(again.source) == once)
  }

  /// Every file with its white space made as bad as can be.
  @Test(arguments: files) func whatIsOnOneLineOrOnManyIsLaidOutWithoutALoss(_ url: URL) throws {
    let file = LuaFile(LuaSource(name: url.lastPathComponent, bytes: Array(try Data(contentsOf: url))))
    guard file.diagnostics.isEmpty, file.tokens.count < 4000 else { return }
    for gap in ["\n", " ", "\n\n\n"] {
      let text = file.tokens.map { file.source.text(of: $0.range) }.joined(separator: gap)
      let spread = LuaFile(LuaSource(name: file.source.name, text: text))
      guard spread.diagnostics.isEmpty else { continue }
      let once = try RuleLayout.laidOut(spread)
      let again = LuaFile(LuaSource(name: file.source.name, bytes: once))
      #expect(content(again) == content(spread))
      #expect(try RuleLayout.laidOut(again) == once)
    }
  }

  @Test func shippedPacksAndExamplesAreLaidOut() throws {
    for url in Self.files where url.path.contains("/StandardPacks/") || url.path.contains("/Examples/") {
      let bytes = Array(try Data(contentsOf: url))
      let once = try RuleLayout.laidOut(LuaSource(name: url.lastPathComponent, bytes: bytes))
      #expect(
        LineDifference.unified(bytes, once, oldName: url.path, newName: url.path) == "", "run assay fmt on it"
      )
    }
  }

  @Test func everythingInOneFile() throws {
    let folder = package.appending(path: "Tests/RuleLayoutTests/Fixtures")
    let input = try String(contentsOf: folder.appending(path: "rules.in.lua"), encoding: .utf8)
    let expected = folder.appending(path: "rules.out.lua")
    let result = try laidOut(input)
    if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] == "1" {
      try Data(result.utf8).write(to: expected)
    }
    #expect(result == (try? String(contentsOf: expected, encoding: .utf8)))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var input: String
    var output: String
    init(_ input: String, _ output: String) {
      self.input = input
      self.output = output
    }
    var testDescription: String { input }
  }

  @Test(arguments: [
    Case("", ""), Case("\n\n", ""), Case("-- only this", "-- only this\n"),
    Case("#!/usr/bin/lua\nx=1", "#!/usr/bin/lua\nx = 1\n"), Case("\u{FEFF}x=1", "\u{FEFF}x = 1\n"),
    Case("x=1\r\ny=2\r\n", "x = 1\ny = 2\n"), Case("x=1 y=2;", "x = 1\ny = 2;\n"),
    Case("x = [[ a\r\n b ]]", "x = [[ a\r\n b ]]\n"), Case("f\n\"x\"", "f \"x\"\n"),
    Case("local t = { -- note\n1 }", "local t = { -- note\n  1\n}\n"),
    Case("f(function() return 1\nend)", "f(function()\n  return 1\nend)\n"),
    Case("if a then b() elseif c then\nd() end", "if a then b() elseif c then\n  d()\nend\n"),
    Case("repeat x()\nuntil y", "repeat\n  x()\nuntil y\n"), Case("a = - -b", "a = - -b\n"),
    Case("a=not not b", "a = not not b\n"), Case("a=~b~ ~c", "a = ~b ~ ~c\n"),
    Case("for i=1,#t do ::a:: goto a end", "for i = 1, #t do ::a:: goto a end\n"),
    Case("return(1)", "return (1)\n"), Case("x = a[ [[b]] ]", "x = a[ [[b]] ]\n"),
    Case("x = y --[[z]] + 1", "x = y --[[z]] + 1\n"),
    Case("match = contains [[a]]", "match = contains [[ a ]]\n"), Case("x = [[a]]", "x = [[a]]\n"),
    Case("x = contains [[ (a ]]", "x = contains [[ (a ]]\n"),
    Case("local contains = f\nx = contains [[a]]", "local contains = f\nx = contains [[a]]\n"),
  ]) func aTextIsLaidOut(_ example: Case) throws {
    #expect(try laidOut(example.input) == example.output)
    #expect(try laidOut(example.output) == example.output)
  }

  @Test(arguments: [
    Case("source:  <np>   cue:( said|told )", "source:<np> cue:(said | told)"),
    Case("[ lemma = say | tell&!quoted ]  \"a  b\" ?", "[lemma=say|tell & !quoted] \"a  b\"?"),
    Case(
      "cue  >nsubj|obj  source   !>advmod [lemma=not];cue > x",
      "cue >nsubj|obj source !>advmod [lemma=not]; cue > x"),
    Case("< np   head=[ lemma=say ] > .. {0, 3} $", "< np   head=[ lemma=say ] > .. {0, 3} $"),
    Case("<np   head=[ lemma=say ] > .. {0, 3} $", "<np head=[lemma=say]> ..{0,3} $"),
    Case("cue.verb: @a >nsubj source", "cue.verb:@a >nsubj source"),
    Case("[(pos!=VERB | AUX|dep=acl)&@a|lemma=b]", "[(pos!=VERB|AUX | dep=acl) & @a | lemma=b]"),
    Case("!  never  @report+", "!never @report+"),
    Case("(a", "(a"), Case("", ""),
  ]) func aPatternIsSet(_ example: Case) throws {
    let lines = PatternLayout.lines(of: example.input)?.map(\.text).joined(separator: "\n") ?? example.input
    #expect(lines == example.output)
  }

  @Test func aPatternOfSeveralLinesKeepsThem() {
    let lines = PatternLayout.lines(of: "\n cue:@deny\n>nsubj source\n\n   content >mark (\n a | b )  ")
    #expect(lines == nil)
    #expect(
      PatternLayout.lines(of: "\n cue:@deny\n>nsubj source\n\n  cue >ccomp content")
        == [
          .init(text: "cue:@deny", depth: 0), .init(text: ">nsubj source", depth: 1),
          .init(text: "cue >ccomp content", depth: 0),
        ])
    #expect(
      PatternLayout.lines(of: "a (\nb\n| c\n)")
        == [
          .init(text: "a (", depth: 0), .init(text: "b", depth: 1), .init(text: "| c", depth: 1),
          .init(text: ")", depth: 0),
        ])
  }

  @Test func aFileThatIsNotLuaIsToldOnceAndNotLaidOut() {
    #expect(throws: Diagnostic.self) { try RuleLayout.laidOut(source("x = = 1")) }
  }

  @Test func tablesOfAHundredLevelsAreOpenedInAFewPasses() throws {
    let text = "x = " + String(repeating: "{ 1, ", count: 150) + String(repeating: "}", count: 150)
    let file = LuaFile(source(text))
    var plan = LayoutPlan(file)
    var passes = 0
    while true {
      passes += 1
      var printer = LayoutPrinter(file, plan)
      printer.run()
      if !plan.open(widerThan: 100, in: printer) { break }
    }
    #expect(passes <= 3)
    let once = try laidOut(text)
    #expect(try laidOut(once) == once)
  }

  @Test func aDifferenceIsWhatPatchReads() {
    let old = Array("a\nb\nc\nd\ne\nf\ng\nh\ni\nj".utf8), new = Array("a\nB\nc\nd\ne\nf\ng\nh\ni\nj\n".utf8)
    #expect(
      LineDifference.unified(old, new, oldName: "x", newName: "y") == """
        --- x
        +++ y
        @@ -1,5 +1,5 @@
         a
        -b
        +B
         c
         d
         e
        @@ -7,4 +7,4 @@
         g
         h
         i
        -j
        \\ No newline at end of file
        +j

        """)
    #expect(LineDifference.unified(old, old, oldName: "x", newName: "y") == "")
    #expect(
      LineDifference.unified([], Array("a\n".utf8), oldName: "x", newName: "y").contains("@@ -0,0 +1,1 @@"))
  }
}
