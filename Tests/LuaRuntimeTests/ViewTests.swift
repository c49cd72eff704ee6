// Rows of columns that Swift owns, read by Lua where they are.
import LuaRuntime
import Testing

@Suite struct ViewTests {
  static let schema = ViewSchema([
    .init("article", [.init("title", .text(buffer: 0)), .init("sentences", .rows("sentence"))]),
    .init("sentence", [.init("tokens", .rows("token")), .init("weight", .double), .init("quoted", .flag)]),
    .init(
      "token", layers: 1,
      [
        .init("text", .text(buffer: 0)), .init("lemma", .word(table: 0), layer: 0),
        .init("pos", .names(["NOUN", nil, "VERB"])),
        .init("start", .int32), .init("hash", .int64), .init("head", .row("token")),
        .init("sentence", .row("sentence")),
      ]),
  ])

  final class Columns {
    let text = LendableColumn(Array("Ann said so. Bob left".utf8))
    let articleStart = LendableColumn<Int32>([0]), articleEnd = LendableColumn<Int32>([3])
    let firstSentence = LendableColumn<Int32>([0]), endSentence = LendableColumn<Int32>([2])
    let firstToken = LendableColumn<Int32>([0, 3]), endToken = LendableColumn<Int32>([3, 5])
    let weight = LendableColumn<Double>([0.5, -1]), quoted = LendableColumn<UInt8>([0, 1])
    let start = LendableColumn<Int32>([0, 4, 9, 13, -1]), end = LendableColumn<Int32>([3, 8, 11, 16, 0])
    let lemma = LendableColumn<Int32>([-1, -1, -1, -1, -1]), pos = LendableColumn<UInt8>([0, 2, 1, 9, 2])
    let hash = LendableColumn<Int64>([.min, 0, 1, 2, .max])
    let head = LendableColumn<Int32>([1, -1, 1, 4, -1]), sentence = LendableColumn<Int32>([0, 0, 0, 1, 1])
    let ready = LendableColumn<UInt8>([0, 0, 0, 0, 0])
    let offsets = LendableColumn<Int32>([0, 3, 6]), words = LendableColumn(Array("annsay".utf8))
    var fills = 0
  }

  /// A state that is lent an article of two sentences; lemmas are filled a sentence at a time.
  struct Reader {
    let lua: Machine
    let environment: LuaEnvironment
    let columns = Columns()

    init(fills: Bool = true) throws {
      let lua = try Machine(
        schema: ViewTests.schema,
        host: [
          HostFunction("token") { _, values in
            guard case .integer(let row)? = values.first else { return .nil }
            return .row(LuaRow(table: 2, row: Int(row)))
          }, HostFunction("range") { _, _ in .rows(LuaRows(table: 2, rows: 1..<4)) },
          HostFunction("describe") { _, values in .string("\(values)") },
        ])
      environment = try lua.makeEnvironment(.trusted)
      self.lua = lua
      try lend(fills: fills)
    }

    func lend(fills: Bool = true) throws {
      let columns = columns
      let schema = ViewTests.schema
      func field(_ table: String, _ name: String) -> ViewField { .of(schema, table, name) }
      try lua.lend(
        owner: columns,
        fill: { loan, table, layer, row in
          columns.fills += 1
          if !fills { return }
          let sentence = columns.sentence[row]
          for token in 0..<5 where columns.sentence[token] == sentence {
            columns.lemma[token] = token < 2 ? Int32(token) : -1
            columns.ready[token] = 1
          }
        }
      ) { loan in
        loan.setRows(1, of: 0)
        loan.setRows(2, of: 1)
        loan.setRows(5, of: 2)
        loan.setColumns(field("article", "title"), columns.articleStart, columns.articleEnd)
        loan.setColumns(field("article", "sentences"), columns.firstSentence, columns.endSentence)
        loan.setColumns(field("sentence", "tokens"), columns.firstToken, columns.endToken)
        loan.setColumn(field("sentence", "weight"), columns.weight)
        loan.setColumn(field("sentence", "quoted"), columns.quoted)
        loan.setColumns(field("token", "text"), columns.start, columns.end)
        loan.setColumn(field("token", "lemma"), columns.lemma)
        loan.setColumn(field("token", "pos"), columns.pos)
        loan.setColumn(field("token", "start"), columns.start)
        loan.setColumn(field("token", "hash"), columns.hash)
        loan.setColumn(field("token", "head"), columns.head)
        loan.setColumn(field("token", "sentence"), columns.sentence)
        loan.setReady(columns.ready, layer: 0, of: 2)
        loan.setBuffer(0, columns.text)
        loan.setWords(0, offsets: columns.offsets, bytes: columns.words)
      }
      try lua.setGlobal("article", to: .row(LuaRow(table: 0, row: 0)), in: environment)
    }

    func run(_ source: String) throws(LuaError) -> [LuaValue] {
      try lua.run(source, chunk: "@rule.lua", in: environment)
    }

    func message(_ source: String) -> String? {
      do {
        _ = try run(source)
        return nil
      } catch {
        return error.message
      }
    }
  }

  @Test func everyKindOfFieldIsRead() throws {
    let reader = try Reader()
    #expect(try reader.run("return article.title, #article.sentences") == ["Ann", 2])
    #expect(
      try reader.run("local s = article.sentences return s[1].weight, s[2].weight, s[1].quoted, s[2].quoted")
        == [0.5, -1.0, false, true])
    #expect(
      try reader.run("local t = article.sentences[1].tokens return t[1].text, t[2].text, t[3].text, #t") == [
        "Ann", "said", "so", 3,
      ])
    #expect(
      try reader.run("local t = article.sentences[2].tokens return t[1].text, t[2].text, t[3]") == [
        "Bob", .nil, .nil,
      ])
    #expect(
      try reader.run("local t = token return t(0).pos, t(1).pos, t(2).pos, t(3).pos") == [
        "NOUN", "VERB", .nil, .nil,
      ])
    #expect(
      try reader.run("return token(0).hash, token(4).hash, token(3).start") == [
        .integer(.min), .integer(.max), 13,
      ])
    #expect(
      try reader.run("return token(0).head.text, token(1).head, token(4).sentence.quoted") == [
        "said", .nil, true,
      ])
    #expect(
      try reader.run("local t = article.sentences[1].tokens return t[0], t[-1], t[4], t[1.5], t[2^53]") == [
        .nil, .nil, .nil, .nil, .nil,
      ])
  }

  @Test func aLazyLayerIsFilledOnceASentence() throws {
    let reader = try Reader()
    #expect(reader.columns.fills == 0)
    #expect(
      try reader.run(
        "local t = article.sentences[1].tokens return t[1].lemma, t[2].lemma, t[3].lemma, t[1].lemma") == [
          "ann", "say", .nil, "ann",
        ])
    #expect(reader.columns.fills == 1)
    #expect(try reader.run("return token(3).lemma") == [.nil])
    #expect(reader.columns.fills == 2)
  }

  @Test func aLayerThatTheHostDoesNotFillIsAnError() throws {
    let reader = try Reader(fills: false)
    #expect(reader.message("return token(0).lemma") == "the host did not fill field 'lemma' of a 'token'")
  }

  @Test func rowsAreVisitedWithIpairsAndEqualWhenTheyAreTheSame() throws {
    let reader = try Reader()
    #expect(
      try reader.run(
        "local out = {} for i, t in ipairs(article.sentences[1].tokens) do out[i] = i .. t.text end return table.concat(out, ' ')"
      )
        == ["1Ann 2said 3so"])
    #expect(
      try reader.run(
        "local seen = {[token(1)] = 'yes'} return token(1) == token(0).head, token(1) ~= token(2), seen[token(0).head]"
      )
        == [true, true, "yes"])
    #expect(
      try reader.run(
        "local a = article.sentences[1].tokens return a == article.sentences[1].tokens, a == article.sentences[2].tokens, range() == range(), #range(), range()[1].text"
      )
        == [true, false, true, 3, "said"])
    #expect(
      try reader.run(
        "return tostring(token(1)), tostring(article.sentences), tostring(range()), type(token(1))") == [
          "token 2", "list of 2 'sentence'", "list of 3 'token'", "userdata",
        ])
    #expect(
      try reader.run(
        "local t = {} for i = 5, 1, -1 do t[token(i - 1)] = i end local out = {} for k, v in pairs(t) do out[#out + 1] = v end return table.concat(out)"
      ) == ["12345"])
  }

  @Test func rowsCrossAsRows() throws {
    let reader = try Reader()
    #expect(
      try reader.run("return token(1), article.sentences, range()") == [
        .row(LuaRow(table: 2, row: 1)), .rows(LuaRows(table: 1, rows: 0..<2)),
        .rows(LuaRows(table: 2, rows: 1..<4)),
      ])
    #expect(reader.message("return token(99)") == "the host gave a row that does not exist")
    #expect(reader.message("return token(-1)") == "the host gave a row that does not exist")
  }

  @Test(arguments: [
    ("return token(0).lema", "a 'token' has no field 'lema' (did you mean 'lemma'?)"),
    ("return token(0).zzzzz", "a 'token' has no field 'zzzzz'"),
    ("return token(0)[1]", "a 'token' has no field '1'"),
    ("return article.sentence", "a 'article' has no field 'sentence' (did you mean 'sentences'?)"),
    ("return article.sentences.first", "a list of 'sentence' has no field 'first'"),
    ("token(0).text = 'x'", "a 'token' is read-only: cannot set 'text'"),
    ("article.sentences[1] = nil", "a list of 'sentence' is read-only: cannot set '1'"),
    ("return #token(0)", "a 'token' has no length"),
    ("return token(0) + 1", "attempt to perform arithmetic on a userdata value"),
    ("for k in pairs(token(0)) do end", "pairs needs a table (a list of rows is visited with ipairs)"),
    ("getmetatable(token(0)).__index = nil", "attempt to index a boolean value"),
    ("setmetatable(token(0), {})", "bad argument #1 to 'setmetatable' (table expected, got light userdata)"),
    ("return token(0) .. 'x'", "attempt to concatenate a userdata value"),
  ])
  func whatAViewDoesNotDoIsSaid(_ source: String, _ message: String) throws {
    let reader = try Reader()
    #expect(reader.message(source) == message)
  }

  @Test func aPreludeAttachesMethods() throws {
    let reader = try Reader()
    _ = try reader.run(
      """
      attach('token', 'is', function(self, pos) return self.pos == pos end)
      attach('token', 'describe', describe)
      attach_rows('token', 'texts', function(self) local out = {} for i, t in ipairs(self) do out[i] = t.text end return out end)
      """)
    #expect(try reader.run("return token(1):is 'VERB', token(0):is 'VERB'") == [true, false])
    #expect(
      try reader.run("return article.sentences[1].tokens:texts(), range():texts()") == [
        ["Ann", "said", "so"], ["said", "so", "Bob"],
      ])
    #expect(try reader.run("return token(1):describe()")[0].text?.contains("row: 1") == true)
    #expect(reader.message("return token(1):si 'VERB'") == "a 'token' has no field 'si' (did you mean 'is'?)")
    #expect(reader.message("attach('token', 'text', print)") == "'token' has a field 'text' already")
    #expect(reader.message("attach('nothing', 'x', print)") == "no view table 'nothing'")
  }

  @Test func aRowThatWasKeptIsRefusedOnceTheEvaluationIsOver() throws {
    let reader = try Reader()
    _ = try reader.run(
      "kept, list, ranged, iterator = token(1), article.sentences, range(), coroutine.wrap(function() for _, t in ipairs(range()) do coroutine.yield(t.text) end end) iterator()"
    )
    reader.lua.revoke()
    let over = "this article's evaluation is over"
    for use in [
      "kept.text", "kept.missing", "#list", "list[1]", "ranged[1]", "#ranged", "iterator()", "ipairs(list)",
      "kept", "{list}", "token(0)",
    ] {
      #expect(reader.message("return \(use)")?.hasSuffix(over) == true, "\(use)")
    }
    #expect(
      try reader.run("return tostring(kept), pcall(function() return kept.text end)") == [
        "row of an evaluation that is over", false, .string("rule.lua:1: " + over),
      ])
    try reader.lend()
    #expect(reader.message("return kept.text") == over)
    #expect(reader.message("return ranged[1]") == over)
    #expect(try reader.run("return token(1).text, kept == token(1)") == ["said", false])
  }

  @Test func columnsThatContradictThemselvesRaise() throws {
    let reader = try Reader()
    reader.columns.end[1] = 9_999
    reader.columns.head[0] = 77
    reader.columns.endToken[0] = 50
    reader.columns.lemma[0] = 40
    for row in 0..<5 { reader.columns.ready[row] = 1 }
    #expect(reader.message("return token(1).text") == "the column 'text' of 'token' is broken")
    #expect(reader.message("return token(0).head") == "the column 'head' of 'token' is broken")
    #expect(
      reader.message("return #article.sentences[1].tokens") == "the column 'tokens' of 'sentence' is broken")
    #expect(reader.message("return token(0).lemma") == "the column 'lemma' of 'token' is broken")
  }

  @Test func aSchemaThatRefersToNothingIsRefused() {
    #expect(throws: LuaError(.invalid, "field 'x' of 't' refers to 'u', which is no table")) {
      _ = try LuaState(schema: ViewSchema([.init("t", [.init("x", .row("u"))])]))
    }
    #expect(throws: LuaError.self) {
      _ = try LuaState(schema: ViewSchema(buffers: 0, [.init("t", [.init("x", .text(buffer: 0))])]))
    }
    #expect(throws: LuaError.self) {
      _ = try LuaState(schema: ViewSchema([.init("t", [.init(String(repeating: "x", count: 41), .int32)])]))
    }
  }
}
