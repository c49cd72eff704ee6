// What a name means, and what is said about the names that mean nothing.

import Diagnostics
import LuaSyntax
import Testing

@Suite struct NameCheckTests {
  static let known: Set<String> = ["extract", "score", "ipairs", "print", "lexicon", "contains", "tostring"]
  static let libraries = [
    "string": ["find", "format", "gsub", "rep"], "table": ["concat", "insert", "unpack"],
  ]

  private func globals(_ text: String) -> [String] {
    LuaFile(name: "a.lua", text: text).checkGlobals(known: Self.known, libraries: Self.libraries).map(shown)
  }

  static let cases = [
    Case("print(string.find('a', 'b'), tostring)"),
    Case("prnt(1)", "1:1+4 unknown-global unknown name 'prnt' ^ did you mean 'print'?"),
    Case("pirnt(1)", "1:1+5 unknown-global unknown name 'pirnt' ^ did you mean 'print'?"),
    Case("Print(1)", "1:1+5 unknown-global unknown name 'Print' ^ did you mean 'print'?"),
    Case(
      "local claim = 1\nprint(calim)", "2:7+5 unknown-global unknown name 'calim' ^ did you mean 'claim'?"),
    Case("do local claim = 1; print(claim) end\nprint(calim)", "2:7+5 unknown-global unknown name 'calim'"),
    Case("print(whatever)", "1:7+8 unknown-global unknown name 'whatever'"),
    Case(
      "print(null, True)", "1:7+4 unknown-global unknown name 'null' ^ did you mean 'nil'?",
      "1:13+4 unknown-global unknown name 'True' ^ did you mean 'true'?"),
    Case(
      "count = 1\nprint(count)",
      "1:1+5 unknown-global assignment to an undeclared global 'count' ? a new variable is declared with 'local'; rules have no global variables of their own"
    ),
    Case(
      "local count = 1\ncuont = 2",
      "2:1+5 unknown-global assignment to an undeclared global 'cuont' ^ did you mean 'count'? ? a new variable is declared with 'local'; rules have no global variables of their own"
    ),
    Case(
      "function helper() end",
      "1:10+6 unknown-global assignment to an undeclared global 'helper' ? a new variable is declared with 'local'; rules have no global variables of their own"
    ),
    Case(
      "print = 1",
      "1:1+5 read-only cannot assign to 'print', which all rules share ? a variable of your own is declared with 'local'"
    ),
    Case("local print = 1\nprint = 2"),
    Case(
      "print(string.fnd)", "1:14+3 unknown-function 'string' has no function 'fnd' ^ did you mean 'find'?"),
    Case("print(string.zzzzzz)", "1:14+6 unknown-function 'string' has no function 'zzzzzz'"),
    Case("local string = {}; print(string.fnd)"),
    Case("print(x.string.fnd)", "1:7+1 unknown-global unknown name 'x'"),
    Case(
      "print(os.time())",
      "1:7+2 not-available 'os' is not available to rules ? a rule knows no clock, file or environment; the article's date is in 'article.published'"
    ),
    Case(
      "local m = require 'm'; print(m)",
      "1:11+7 not-available 'require' is not available to rules ? a rule stands in one file; what several rules share belongs in a lexicon"
    ),
    Case("print(unpack {})", "1:7+6 not-available 'unpack' is not available to rules ? write 'table.unpack'"),
    Case("local os = 1; print(os)"),
    Case("local _ENV = { a = 1 }; a = b"),
    Case("print(_ENV)"),
    Case("local x = x", "1:11+1 unknown-global unknown name 'x'"),
    Case("local function f() return f end"),
    Case("local f = function() return f end", "1:29+1 unknown-global unknown name 'f'"),
    Case("for i = i, 1 do end", "1:9+1 unknown-global unknown name 'i'"),
    Case("repeat local done = 1 until done"),
    Case(
      "local t = {}; function t.f() return self end function t:g() return self end",
      "1:37+4 unknown-global unknown name 'self'"),
    Case(
      "local a = = 1\nprint(a)\nprnt(2)", "3:1+4 unknown-global unknown name 'prnt' ^ did you mean 'print'?"),
    Case(
      "print(string.fnd, os)\nprnt()",
      "1:14+3 unknown-function 'string' has no function 'fnd' ^ did you mean 'find'?",
      "1:19+2 not-available 'os' is not available to rules ? a rule knows no clock, file or environment; the article's date is in 'article.published'",
      "2:1+4 unknown-global unknown name 'prnt' ^ did you mean 'print'?"),
  ]

  @Test(arguments: cases) func aNameThatMeansNothingIsReported(_ example: Case) {
    #expect(globals(example.source) == example.expected)
  }

  @Test(arguments: [
    Case(
      "local x", "1:7+1 unused-local local 'x' is never used ? a name that starts with '_' may stay unused"),
    Case(
      "local x = 1; x = 2",
      "1:7+1 unused-local local 'x' is assigned to but never read ? a name that starts with '_' may stay unused"
    ),
    Case(
      "local function f() end",
      "1:16+1 unused-local local 'f' is never used ? a name that starts with '_' may stay unused"),
    Case(
      "local x = 1; local x = x",
      "1:20+1 unused-local local 'x' is never used ? a name that starts with '_' may stay unused"),
    Case("local x = 1; return function() return x end"), Case("local x = {}; x.y = 1"),
    Case("local _, _rest = 1"),
    Case("local x <close> = nil"), Case("for i, x in y do end"), Case("local f = function(a, ...) end f()"),
    Case("local x\nlocal = 1"), Case("local x <const> = 1; local t = { x = x }; t()"),
  ])
  func aLocalThatNobodyReadsIsAWarning(_ example: Case) {
    let found = LuaFile(name: "a.lua", text: example.source).checkUnusedLocals()
    #expect(found.map(shown) == example.expected)
    #expect(found.allSatisfy { $0.severity == .warning })
  }

  @Test func usesKnowTheirFunctionAndTheirVariable() {
    let file = LuaFile(
      name: "a.lua", text: "local a = g\nh = function(b) return a, b, g, function() g = a end end")
    #expect(file.globalsRead.map { file.name(of: $0) } == ["g", "g"])
    #expect(file.globalsRead.map(\.functionDepth) == [0, 1])
    #expect(file.globalsWritten.map { file.name(of: $0) } == ["h", "g"])
    #expect(file.globalsWritten.map(\.functionDepth) == [0, 2])
    #expect(
      file.scopes.uses.map(\.meaning) == [
        .global, .global, .upvalue(0), .local(1), .global, .global, .upvalue(0),
      ])
  }

  @Test func aFileFullOfUnknownNamesIsReportedUpToAPoint() {
    let text = (0..<1000).map { "unknown\($0)()" }.joined(separator: "\n")
    #expect(globals(text).count == LuaFile.mostNameDiagnostics)
  }

  @Test(
    arguments: [
      ("fnd", ["find", "format"], "find"), ("fromat", ["find", "format"], "format"), ("xyz", ["find"], nil),
      ("ab", ["cd", "ax"], "ax"), ("abcde", ["abcdX", "abcdY"], "abcdX"), ("a", ["b"], nil),
      ("same", ["same"], nil),
      (String(repeating: "a", count: 65), [String(repeating: "a", count: 64)], nil),
    ] as [(String, [String], String?)])
  func theNearestWordIsSuggestedAndTiesAreBrokenBySpelling(
    _ word: String, _ words: [String], _ expected: String?
  ) {
    #expect(suggestion(for: word, among: words) == expected)
    #expect(suggestion(for: word, among: words.reversed()) == expected)
  }
}
