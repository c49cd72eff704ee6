// What `check` asks first: which rules does the file declare, with which fields, and where is each of them.

import Diagnostics
import LuaSyntax
import Testing

@Suite struct DeclarationTests {
  private func declarations(_ text: String) -> [Declaration] {
    LuaFile(name: "rules.lua", text: text).declarations
  }

  @Test func aDeclarationHasAVerbANameFieldsAndTheCommentAbove() throws {
    let text = """
      local limit = 3

      -- not this one, a blank line follows

      --- Somebody rejects
      -- what was alleged.
      extract "rejected" {
        doc    = "A source rejects it.",
        match  = [[ source:<np> cue:@deny ]],
        rank   = -2,
        ["on"] = 'sentence',
        strict = true, parent = nil,
      }
      """
    let file = LuaFile(name: "rules.lua", text: text)
    #expect(file.diagnostics.isEmpty)
    let found = file.declarations
    try #require(found.count == 1)
    let rule = found[0]
    #expect(rule.verb == "extract")
    #expect(rule.name?.text == "rejected")
    #expect(rule.docComment == "Somebody rejects\nwhat was alleged.")
    #expect(rule.fields.map(\.key) == ["doc", "match", "rank", "on", "strict", "parent"].map { .name($0) })
    #expect(rule["doc"]?.value.string?.text == "A source rejects it.")
    #expect(rule["match"]?.value.string?.text == " source:<np> cue:@deny ")
    #expect(rule["rank"]?.value.shape == .number(.integer(-2)))
    #expect(rule["on"]?.value.string?.text == "sentence")
    #expect(rule["strict"]?.value.shape == .boolean(true))
    #expect(rule["parent"]?.value.shape == .nil)
    #expect(file.source.text(of: rule.verbRange) == "extract")
    #expect(rule.name.map { file.source.text(of: $0.range) } == "\"rejected\"")
    #expect(rule["rank"].map { file.source.text(of: $0.keyRange) } == "rank")
    #expect(rule["rank"].map { file.source.text(of: $0.valueRange) } == "-2")
    #expect(rule.tableRange.map { file.source.text(of: $0).first } == "{")
    let place = try #require(rule["match"].map { file.place(of: $0.keyRange) })
    #expect(place.line == 9)
    #expect(place.column == 3)
    #expect(place.length == 5)
    #expect(place.text == "  match  = [[ source:<np> cue:@deny ]],")
  }

  @Test(arguments: [
    "score \"x\" { a = 1 }", "score 'x' { a = 1 }", "score [[x]] { a = 1 }", "score(\"x\")({ a = 1 })",
    "score (\"x\") { a = 1 }", "score [==[x]==]({ a = 1 });", "score((\"x\"))(({ a = 1 }))",
  ])
  func allWaysToWriteADeclarationAreTheSame(_ text: String) throws {
    let found = declarations(text)
    try #require(found.count == 1)
    #expect(found[0].verb == "score")
    #expect(found[0].name?.text == "x")
    #expect(found[0]["a"]?.value.shape == .number(.integer(1)))
  }

  @Test func aVerbMayHaveANameAloneOrATableAlone() {
    let found = declarations("test 'one'\nscale { name = 'y' }")
    #expect(found.map(\.verb) == ["test", "scale"])
    #expect(found.map { $0.name?.text } == ["one", nil])
    #expect(found.map { $0.tableRange == nil } == [true, false])
  }

  @Test(arguments: [
    "local score = f; score 'x' { a = 1 }", "x.score 'x' {}", "score('x', {})", "do score 'x' {} end",
    "score 'x' (name)", "local a = score 'x' {}", "score {} {}", "score 'x' {} {}", "a:score 'x'",
  ])
  func otherCallsDeclareNothing(_ text: String) {
    let file = LuaFile(name: "rules.lua", text: text)
    #expect(file.diagnostics.isEmpty)
    #expect(file.declarations.isEmpty)
  }

  @Test func fieldsInsideNestedTablesAndCallsAreReached() throws {
    let text = """
      extract "x" {
        match = all { contains [[ @deny ]], lacks(lexicon "hedges"), { depth = 2 } },
        find = function(claim, article, ...) return claim end,
        stance = stances.denies, value = 1 + 2, made = pack "a" { b = 3 },
      }
      """
    let file = LuaFile(name: "rules.lua", text: text)
    let rule = try #require(file.declarations.first)
    let all = try #require(rule["match"]?.value.call)
    #expect(all.callee == "all")
    let parts = try #require(all.arguments.first?.fields)
    #expect(parts.map(\.key) == [.position(1), .position(2), .position(3)])
    #expect(parts[0].value.call?.arguments.first?.string?.text == " @deny ")
    let hedges = try #require(parts[1].value.call?.arguments.first?.call)
    #expect(hedges.callee == "lexicon")
    let name = try #require(hedges.arguments.first?.string)
    #expect(file.place(of: name.range).column == 53)
    #expect(parts[2].value.fields?.first?.value.shape == .number(.integer(2)))
    #expect(rule["find"]?.value.shape == .function(parameters: ["claim", "article"]))
    #expect(rule["stance"]?.value.shape == .name("stances.denies"))
    #expect(rule["value"]?.value.shape == .other)
    #expect(rule["value"].map { file.tree[$0.value.node].kind } == .binary)
    let made = try #require(rule["made"]?.value.call)
    #expect(made.argumentLists.count == 2)
    #expect(made.argumentLists[1].first?.fields?.first?.key == .name("b"))
  }

  @Test(arguments: [
    "extract 'a' { doc = “x”, match = 'y', on = 1 }",
    "extract 'a' {\n  doc = \"x,\n  match = 'y',\n  on = 1 }",
    "extract 'a' { doc = [[ [x]]], match = 'y', on = 1 }",
    "extract 'a' { doc = 'a\\q', match = 'y', on = 1 }",
    "extract 'a' {\n  doc = 1\n  match = 'y'\n  on = 1\n}",
  ])
  func aSlipInOneFieldLeavesTheOthers(_ text: String) throws {
    let file = LuaFile(name: "rules.lua", text: text)
    #expect(!file.diagnostics.isEmpty)
    #expect(!file.isPartial)
    let rule = try #require(file.declarations.first)
    #expect(rule.fields.map(\.key) == [.name("doc"), .name("match"), .name("on")])
    #expect(rule["doc"]?.value.string == nil)
    #expect(rule["match"]?.value.string?.text == "y")
  }

  @Test func aBrokenStatementDoesNotHideTheOtherDeclarations() {
    let found = declarations("extract 'a' { x = = 1 }\nextract 'b' { y = 1 }\nlocal = 3\nscore 'c' {}")
    #expect(found.compactMap { $0.name?.text } == ["b", "c"])
  }
}
