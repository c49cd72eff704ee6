// Whole dialogues as the specification has them, with messages cut at odd places.

import Foundation
import JSON
import Testing

@testable import LanguageServer

private let manifest = """
  {
    "name": "desk/floods", "version": "1.0.0", "title": "Floods", "license": "CC0-1.0",
    "parameters": [{ "name": "enough", "type": "number", "default": 2, "doc": "how many are enough" }],
    "rules": [
      { "id": "said", "kind": "extract", "title": "Somebody says something" },
      { "id": "loss", "kind": "score", "title": "A loss" }
    ]
  }
  """

private let rules = """
  local limit = parameter "enough"

  extract "said" {
    doc   = "A source says something.",
    match = [[ source:<np> cue:@saying content:<quotation> ]],
  }

  score "loss" {
    doc   = "A loss can be checked.",
    scale = "worth",
    weigh = function(claim, article)
      if #article.claims < limit then return nil, "few claims" end
      return 1, "many claims"
    end,
  }

  """

private func pack() throws -> Workspace {
  try Workspace([
    "pack.json": manifest, "rules/floods.lua": rules, "lexicons/saying.txt": "# verbs\nsay\ntell\n",
    "rules/floods_test.lua": """
    test "a quotation" { "{source|The mayor} {cue|said} {content|“no”}.", rule = "said" }

    """,
  ])
}

@Suite struct DialogueTests {
  @Test(arguments: [1, 2, 3, 7, 64, Int.max]) func aSessionFromHelloToGoodbye(_ cut: Int) throws {
    let folder = try pack()
    var client = Client(cut: cut)
    let hello = try client.initialize()
    #expect(hello["capabilities"]?["positionEncoding"] == .string("utf-16"))
    #expect(hello["capabilities"]?["textDocumentSync"]?["change"] == .integer(2))
    #expect(hello["serverInfo"]?["name"] == .string("assay"))

    let uri = folder.uri("rules/floods.lua")
    try client.open(uri, rules)
    #expect(try client.diagnostics() == [uri: []])

    // A field is misspelled in the editor; the file on disk is as before.
    try client.change(
      uri, #"{"range":{"start":{"line":3,"character":2},"end":{"line":3,"character":5}},"text":"dok"}"#)
    #expect(try client.diagnostics()[uri] == ["3:2-5 unknown-field"])
    try client.change(
      uri, #"{"range":{"start":{"line":3,"character":2},"end":{"line":3,"character":5}},"text":"doc"}"#,
      version: 3)
    #expect(try client.diagnostics() == [uri: []])

    try client.notify("textDocument/didClose", #"{"textDocument":{"uri":"\#(uri)"}}"#)
    #expect(try client.diagnostics() == [:])
    #expect(try client.request("shutdown") == .null)
    #expect(try client.request("textDocument/hover")["code"] == .integer(-32600))
    try client.notify("exit", "null")
    #expect(client.exitStatus == 0)
  }

  @Test func whoLeavesWithoutAWordEndsWithOne() throws {
    var client = Client()
    _ = try client.initialize()
    try client.notify("exit", "null")
    #expect(client.exitStatus == 1)
  }

  @Test func aMistakeInAnotherFileIsToldThere() throws {
    let folder = try pack()
    var client = Client()
    _ = try client.initialize()
    let manifestURI = folder.uri("pack.json"), uri = folder.uri("rules/floods.lua")
    try client.open(uri, rules.replacingOccurrences(of: "\"loss\"", with: "\"lost\""))
    let found = try client.diagnostics()
    #expect(found[manifestURI]?.isEmpty == false || found[uri]?.isEmpty == false)
    #expect(found.keys.contains(manifestURI) || found.keys.contains(uri))
    // Mended, every address that had something is told that it is gone.
    try client.change(uri, #"{"text":\#(quoted(rules))}"#)
    #expect(try client.diagnostics().values.allSatisfy { $0.isEmpty })
  }

  @Test func aPatternsMistakeIsInTheUnitsThatWereAgreedOn() throws {
    let folder = try Workspace(["a.lua": ""])
    let uri = folder.uri("a.lua")
    // An emoji is one scalar, two units of UTF-16 and four of UTF-8.
    let text = "extract \"said\" { doc = \"🌊é\", match = [[ content:<figur> ]] }\n"
    var wide = Client()
    _ = try wide.initialize()
    try wide.open(uri, text)
    #expect(try wide.diagnostics()[uri] == ["0:50-55 unknown-layer"])
    var narrow = Client()
    let hello = try narrow.initialize(#"["utf-32","utf-8"]"#)
    #expect(hello["capabilities"]?["positionEncoding"] == .string("utf-8"))
    try narrow.open(uri, text)
    #expect(try narrow.diagnostics()[uri] == ["0:53-58 unknown-layer"])
    // A change in the middle of the units, too.
    try narrow.change(
      uri, #"{"range":{"start":{"line":0,"character":58},"end":{"line":0,"character":58}},"text":"e"}"#)
    #expect(try narrow.diagnostics()[uri] == [])
  }

  @Test func anUnsavedLexiconIsKnown() throws {
    let folder = try pack()
    var client = Client()
    _ = try client.initialize()
    let uri = folder.uri("rules/floods.lua")
    try client.open(uri, rules.replacingOccurrences(of: "@saying", with: "@denying"))
    #expect(try client.diagnostics()[uri]?.contains { $0.hasSuffix("unknown-lexicon") } == true)
    try client.open(folder.uri("lexicons/denying.txt"), "deny\n")
    #expect(try client.diagnostics()[uri] == [])
  }

  @Test func aFileThatLoopsIsADiagnostic() throws {
    let folder = try Workspace(["a.lua": ""])
    var client = Client()
    _ = try client.initialize()
    try client.open(folder.uri("a.lua"), "while true do end\n")
    #expect(try client.diagnostics()[folder.uri("a.lua")]?.count == 1)
  }

  // MARK: Completion

  struct Question: Sendable, CustomTestStringConvertible {
    var text: String
    var some: [String]
    var none: [String]
    init(_ text: String, _ some: [String], not none: [String] = []) {
      self.text = text
      self.some = some
      self.none = none
    }
    var testDescription: String { text }
  }

  @Test(arguments: [
    Question("|>", ["extract", "score", "lexicon", "string", "pairs"], not: ["lemma", "doc"]),
    Question("ext|>", ["extract"]),
    Question("extract \"a\" { doc = \"x\", |> }", ["match", "find", "stance"], not: ["doc", "points"]),
    Question("extract \"a\" {\n  ma|>\n}", ["match"], not: ["points"]),
    Question("score \"a\" {\n  |>\n", ["points", "because"], not: ["stance"]),
    Question("test \"a\" { \"x\", |> }", ["rule", "todo"]),
    Question("extract \"a\" { stance = \"|>\" }", ["denies", "asserts"], not: ["direct"]),
    Question("extract \"a\" { type = \"|>", ["direct", "accusation"]),
    Question("score \"a\" { on = { \"claim\", \"|>\" } }", ["sentence", "article"]),
    Question("score \"a\" { match = is { evidence = \"|>\" } }", ["second-hand"]),
    Question("score \"a\" { match = has \"|>\" }", ["figure", "source-name"]),
    Question("x = lexicon \"|>\"", ["saying", "std/attribution/deny"]),
    Question("x = lexicon \"", []),
    Question("x = parameter \"|>\"", ["enough"]),
    Question(
      "score \"a\" { weigh = function(claim, article) return claim.|> end }",
      ["content", "source", "stance"], not: ["claims", "first"]),
    Question(
      "score \"a\" { on = \"sentence\", weigh = function(unit) return unit.|>", ["tokens", "paragraph"],
      not: ["stance"]),
    Question(
      "score \"a\" { weigh = function(c, a) return a.claims[1].content:|>", ["first", "shares"], not: ["text"]
    ),
    Question(
      "score \"a\" { weigh = function(c, a) for _, other in ipairs(a.claims) do local x = other.|>",
      ["source"], not: ["tokens"]),
    Question(
      "score \"a\" { weigh = function(c, a)\n local f = c.content and c.content:first \"figure\"\n return f.|>",
      ["text", "tokens"], not: ["stance"]),
    Question("extract \"a\" { find = function(s) return s.tokens[1].|>", ["lemma", "dep"], not: ["claims"]),
    Question("x = string.|>", ["find", "gsub"], not: ["lemma"]),
    Question("x = anything.|>", ["lemma", "stance", "text"]),
    Question("extract \"a\" { match = [[ |> ]] }", ["source", "VERB"]),
    Question("extract \"a\" { match = [[ @|> ]] }", ["saying", "std/attribution/deny"]),
    Question("extract \"a\" { match = [[ <|> ]] }", ["np", "quotation"]),
    Question("extract \"a\" { match = [[ [|> ]] }", ["lemma", "quoted"]),
    Question("extract \"a\" { match = [[ [lemma=say & pos=|>] ]] }", ["VERB", "NOUN"], not: ["lemma"]),
    Question("extract \"a\" { match = [[ [pos=VERB|A|>] ]] }", ["AUX"], not: ["lemma"]),
    Question("extract \"a\" { match = [[ [dep=|>] ]] }", ["nsubj:pass"]),
    Question("extract \"a\" { match = [[ cue >|> ]] }", ["nsubj", "subject"]),
    Question("extract \"a\" { match = [[ cue >nsubj|ns|> ]] }", ["nsubj:pass"]),
    Question("extract \"a\" { match = [[ \"@|>\" ]] }", [], not: ["saying"]),
    Question("score \"a\" { match = all { [[ @|> ]] } }", ["saying"]),
    Question("-- extract |>", [], not: ["score"]),
  ]) func whatMayStandAtAPlaceIsOffered(_ question: Question) throws {
    let folder = try pack()
    var client = Client()
    _ = try client.initialize()
    let uri = folder.uri("rules/new.lua")
    try client.open(uri, "")
    let labels = try client.labels(uri, at: question.text)
    for label in question.some { #expect(labels.contains(label), "\(label) in \(labels.prefix(20))") }
    for label in question.none { #expect(!labels.contains(label), "\(label)") }
  }

  @Test func whatIsThereAlreadyIsReplaced() throws {
    let folder = try pack()
    var client = Client()
    _ = try client.initialize()
    let uri = folder.uri("rules/new.lua")
    try client.open(uri, "")
    let item = try client.ask("completion", uri, at: "extract \"a\" {\n  ma|>\n}")["items"]?.array?.first {
      $0["label"] == .string("match")
    }
    #expect(item?["textEdit"]?["range"]?["start"] == .position(TextPosition(line: 1, character: 2)))
    #expect(item?["textEdit"]?["range"]?["end"] == .position(TextPosition(line: 1, character: 4)))
    #expect(item?["documentation"]?["value"]?.string?.contains("pattern") == true)
  }

  // MARK: Hover and definition

  struct Hover: Sendable, CustomTestStringConvertible {
    var text: String
    var part: String?
    init(_ text: String, _ part: String?) {
      self.text = text
      self.part = part
    }
    var testDescription: String { text }
  }

  @Test(arguments: [
    Hover("ex|>tract \"a\" {}", "finds claims"), Hover("extract \"a\" { ra|>nk = 1 }", "rank = number"),
    Hover(
      "score \"a\" { weigh = function(claim) return claim.cont|>ent end }", "claim.content: phrase | nil"),
    Hover("x = y:fir|>st(\"np\")", ":first(layer)"), Hover("x = string.fi|>nd", "string.find"),
    Hover("x = lexicon \"say|>ing\"", "2 entries\n\nsay, tell"),
    Hover("extract \"a\" { match = [[ cue:@say|>ing ]] }", "2 entries"),
    Hover("extract \"a\" { match = [[ [lem|>ma=say] ]] }", "dictionary form"),
    Hover("extract \"a\" { match = [[ VE|>RB ]] }", "Verb"),
    Hover("extract \"a\" { match = [[ <n|>p> ]] }", "noun phrase"),
    Hover("extract \"a\" { match = [[ cue >nsubj:pa|>ss x ]] }", "Subject of a passive"),
    Hover("test \"a\" { \"x\", rule = \"sa|>id\" }", "A source says something."),
    Hover("test \"a\" { \"x\", scores = { lo|>ss = 1 } }", "A loss can be checked."),
    Hover("local extract = 1\nx = ext|>ract", nil), Hover("x = |>1", nil), Hover("-- extr|>act", nil),
    Hover("|>", nil),
    Hover("x = unknow|>n", nil),
  ]) func whatSomethingIsIsTold(_ hover: Hover) throws {
    let folder = try pack()
    var client = Client()
    _ = try client.initialize()
    let uri = folder.uri("rules/new.lua")
    try client.open(uri, "")
    let text = try client.ask("hover", uri, at: hover.text)["contents"]?["value"]?.string
    if let part = hover.part {
      #expect(text?.contains(part) == true, "\(text ?? "nothing")")
    } else {
      #expect(text == nil)
    }
  }

  @Test func aNameLeadsToItsDeclaration() throws {
    let folder = try pack()
    var client = Client()
    _ = try client.initialize()
    let uri = folder.uri("rules/new.lua")
    try client.open(uri, "")
    let lexicon = try client.ask("definition", uri, at: "x = lexicon \"say|>ing\"")
    #expect(lexicon["uri"]?.string == folder.uri("lexicons/saying.txt"))
    let inPattern = try client.ask("definition", uri, at: "extract \"a\" { match = [[ @say|>ing ]] }")
    #expect(inPattern["uri"]?.string == folder.uri("lexicons/saying.txt"))
    let rule = try client.ask("definition", uri, at: "test \"a\" { \"x\", rule = \"lo|>ss\" }")
    #expect(rule["uri"]?.string == folder.uri("rules/floods.lua"))
    #expect(rule["range"]?["start"] == .position(TextPosition(line: 7, character: 6)))
    let local = try client.ask("definition", uri, at: "local function f() end\nlocal x = f|>()")
    #expect(local["uri"]?.string == uri)
    #expect(local["range"]?["start"] == .position(TextPosition(line: 0, character: 15)))
    // A shipped lexicon is in the program and in no file.
    #expect(try client.ask("definition", uri, at: "x = lexicon \"std/attribution/de|>ny\"") == .null)
    #expect(try client.ask("definition", uri, at: "x = lexicon \"no|>ne\"") == .null)
  }

  // MARK: Layout and symbols

  @Test func aDocumentIsLaidOutAndItsRulesAreListed() throws {
    let folder = try pack()
    var client = Client()
    _ = try client.initialize()
    let uri = folder.uri("rules/new.lua")
    try client.open(uri, "extract \"a\" {\ndoc=\"x\",\n}\n")
    let parameters = #"{"textDocument":{"uri":"\#(uri)"},"options":{"tabSize":4,"insertSpaces":false}}"#
    let edits = try client.request("textDocument/formatting", parameters).array ?? []
    #expect(edits.map { $0["newText"]?.string } == ["extract \"a\" {\n  doc = \"x\",\n}\n"])
    #expect(edits.first?["range"]?["end"] == .position(TextPosition(line: 3, character: 0)))
    let symbols = try client.request("textDocument/documentSymbol", parameters).array ?? []
    #expect(symbols.map { $0["name"]?.string } == ["a"])
    try client.change(uri, #"{"text":"extract = = 1"}"#)
    #expect(try client.request("textDocument/formatting", parameters) == .array([]))
  }

  // MARK: What editors should not say

  struct Mistake: Sendable, CustomTestStringConvertible {
    var message: String
    var code: Int
    var testDescription: String { message }
  }

  @Test(arguments: [
    Mistake(message: "{", code: -32700), Mistake(message: "[]", code: -32600),
    Mistake(message: "7", code: -32600),
    Mistake(message: #"{"jsonrpc":"2.0","id":1}"#, code: -32600),
    Mistake(message: #"{"jsonrpc":"2.0","id":[],"method":"x"}"#, code: -32600),
    Mistake(message: #"{"jsonrpc":"2.0","id":1,"method":"textDocument/nothing"}"#, code: -32601),
    Mistake(message: #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}"#, code: -32600),
    Mistake(message: #"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover"}"#, code: -32602),
    Mistake(
      message:
        #"{"jsonrpc":"2.0","id":1,"method":"textDocument/hover","params":{"textDocument":{"uri":"file:///x.lua"}}}"#,
      code: -32602),
    Mistake(message: String(repeating: "[", count: 500), code: -32700),
  ]) func aMessageThatMakesNoSenseGetsAnErrorForAnAnswer(_ mistake: Mistake) throws {
    var client = Client()
    _ = try client.initialize()
    try client.send(mistake.message)
    let answer = client.notification()
    #expect(answer?["error"]?["code"] == .integer(mistake.code))
    #expect(client.exitStatus == nil)
    #expect(try client.request("textDocument/nothing")["code"] == .integer(-32601))
  }

  @Test func nothingIsAnsweredBeforeHello() throws {
    var client = Client()
    #expect(try client.request("textDocument/hover")["code"] == .integer(-32002))
    try client.open("file:///a.lua", "x")
    #expect(client.notification() == nil)
  }

  @Test(arguments: [
    #"{"text":7}"#, #"{"range":{},"text":""}"#,
    #"{"range":{"start":{"line":-1,"character":0},"end":{"line":0,"character":0}},"text":""}"#,
    #"7"#,
  ]) func aChangeThatMakesNoSenseIsLoggedAndChangesNothing(_ change: String) throws {
    var client = Client()
    _ = try client.initialize()
    try client.open("untitled:x", "local x = 1")
    try client.change("untitled:x", change)
    #expect(client.notification()?["method"] == .string("window/logMessage"))
  }

  @Test func aPlaceOutsideOfTheTextIsItsEnd() throws {
    var client = Client()
    _ = try client.initialize()
    try client.open("untitled:x", "a")
    try client.change(
      "untitled:x",
      #"{"range":{"start":{"line":9,"character":9},"end":{"line":99999999,"character":999999999}},"text":"\nb"}"#
    )
    let place =
      #"{"textDocument":{"uri":"untitled:x"},"position":{"line":4611686018427387904,"character":4611686018427387904}}"#
    #expect(try client.request("textDocument/hover", place) == .null)
    #expect(try client.request("textDocument/completion", place)["items"]?.array?.isEmpty == false)
  }

  @Test(arguments: [
    "Content-Length: x\r\n\r\n", "Content-Length: -1\r\n\r\n", "Content-Length: 99999999999999999999\r\n\r\n",
    "no header\r\n\r\n",
    "\r\n\r\n", String(repeating: "x", count: 5000), "Content-Type: a\r\n\r\n",
  ]) func aBrokenHeaderIsPassedOver(_ header: String) throws {
    for cut in [1, 5, Int.max] {
      var client = Client(cut: cut)
      _ = try client.initialize()
      try client.send(bytes: Array(header.utf8))
      #expect(try client.request("textDocument/nothing")["code"] == .integer(-32601), "cut \(cut)")
      #expect(client.notification()?["error"]?["code"] == .integer(-32700))
    }
  }

  @Test func aMessageThatIsTooLongIsPassedOver() throws {
    var framing = MessageFraming()
    framing.append(Array("Content-Length: \(MessageFraming.longestMessage + 1)\r\n\r\n".utf8))
    guard case .mistake? = framing.next() else {
      Issue.record("a mistake expected")
      return
    }
    let part = [UInt8](repeating: 0x43, count: 1 << 20)
    for _ in 0..<64 {
      framing.append(part)
      #expect(framing.next() == nil)
    }
    framing.append([0x43])
    framing.append(MessageFraming.framed([0x37]))
    #expect(framing.next() == .message([0x37]))
  }

  @Test func headersMayHaveOtherFieldsAndCases() {
    var framing = MessageFraming()
    framing.append(Array("Content-Type: x; charset=utf-8\r\ncontent-LENGTH:2\r\n\r\n{}".utf8))
    #expect(framing.next() == .message(Array("{}".utf8)))
    #expect(framing.next() == nil)
  }

  @Test func everyPlaceOfARuleFileCanBeAsked() throws {
    let folder = try pack()
    var client = Client()
    _ = try client.initialize()
    let uri = folder.uri("rules/floods.lua")
    try client.open(uri, rules)
    for (line, text) in rules.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      for character in stride(from: 0, through: text.utf16.count, by: 3) {
        let place =
          #"{"textDocument":{"uri":"\#(uri)"},"position":{"line":\#(line),"character":\#(character)}}"#
        for method in ["completion", "hover", "definition"] {
          #expect(try client.request("textDocument/\(method)", place)["code"] == nil)
        }
      }
    }
  }
}

@Suite struct TextBufferTests {
  @Test func positionsLeadToBytesAndBack() {
    let buffer = TextBuffer("aé\r\n🌊x\rlast\n")
    #expect(buffer.lineCount == 4)
    for encoding in [PositionEncoding.utf8, .utf16] {
      for offset in [0, 1, 3, 5, 9, 10, 11, 13, 16] {
        #expect(buffer.offset(of: buffer.position(of: offset, encoding), encoding) == offset, "\(offset)")
      }
    }
    #expect(buffer.position(of: 9, .utf16) == TextPosition(line: 1, character: 2))
    #expect(buffer.position(of: 9, .utf8) == TextPosition(line: 1, character: 4))
    #expect(buffer.offset(of: TextPosition(line: 1, character: 1), .utf16) == 5)
    #expect(buffer.offset(of: TextPosition(line: 0, character: 99), .utf16) == 3)
  }

  @Test(arguments: ["/a b/c.lua", "/ä/%.lua", "/"]) func pathsBecomeAddressesAndBack(_ path: String) {
    #expect(FileAddress.path(of: FileAddress.uri(of: path)) == path)
  }

  @Test(arguments: ["http://x/y", "file://host/y", "file:x", "", "file:///a%00b", "file:///%ff"])
  func whatIsNoPathHereHasNone(_ uri: String) {
    #expect(FileAddress.path(of: uri) == nil)
  }
}
