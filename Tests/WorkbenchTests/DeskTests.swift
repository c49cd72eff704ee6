import Articles
import Foundation
import JSON
import Rules
import Testing

@testable import Workbench

@Suite struct DeskTests {
  @Test func theDeskNamesItsPacksFilesRulesAndArticles() async throws {
    let pack = try packFolder()
    let (status, desk) = try await desk(pack).get("/api/desk")
    #expect(status == 200)
    let opened = try #require(desk.list("packs").first)
    #expect(opened.text("name") == "desk/demo")
    #expect(opened.text("title") == "A demo")
    #expect(opened.text("folder") == pack.path)
    #expect(opened["writable"] == .bool(true))
    #expect(
      opened.list("files").map { "\($0.text("path") ?? "") \($0.text("kind") ?? "")" } == [
        "pack.json manifest", "rules/figure.lua rules", "rules/said.lua rules", "rules/said_test.lua tests",
      ])
    #expect(desk.list("rules").map { $0.text("id") } == ["desk/demo/has-figure", "desk/demo/said"])
    #expect(desk.list("rules").last?.text("path") == "rules/said.lua")
    #expect(desk.number("articles") == 1)
  }

  @Test func withoutAnArticleThereIsAnExampleThatTheShippedPacksFindClaimsIn() async throws {
    let desk = OpenDesk(try Desk(Desk.Opening()))
    let (_, opened) = try await desk.get("/api/desk")
    #expect(opened.list("packs").allSatisfy { $0["folder"] == .null && $0["writable"] == .bool(false) })
    let (status, answer) = try await desk.post("/api/evaluate", ["article": 0])
    #expect(status == 200)
    #expect(answer["record"]?.object?.list("claims").count ?? 0 > 5)
    let (_, file) = try await desk.get("/api/file", ["pack": "std/sourcing", "path": "pack.json"])
    #expect(file.text("text")?.contains("std/sourcing") == true)
  }

  @Test func whatIsKnownOfOneArticleIsNotTakenForAnother() async throws {
    let desk = try desk(packFolder())
    func claims(_ article: JSONValue) async throws -> [String] {
      let (_, answer) = try await desk.post("/api/evaluate", ["article": article])
      return try #require(answer["record"]?.object?.list("claims")).compactMap {
        $0["content"]?.object?.list("spans").first?.text("text")
      }
    }
    let first = ["“some 40 trucks crossed”", "“it is quiet”"]
    let other = try JSONValue(parsing: Array(#"{"text": "The mayor said “it will be”.", "title": "A"}"#.utf8))
    #expect(try await claims(0) == first)
    #expect(try await claims(other) == ["“it will be”"])
    #expect(try await claims(0) == first)
    let (_, trace) = try await desk.post("/api/trace", ["article": other, "rule": "desk/demo/said"])
    #expect(trace.list("units").map { $0.text("text") } == ["The mayor said “it will be”."])
  }

  @Test func whatIsNotThereIsSaidToBeMissing() async throws {
    let desk = try desk(packFolder())
    #expect(try await desk.get("/api/nothing").status == 404)
    #expect(try await desk.post("/api/desk", [:]).status == 405)
    #expect(try await desk.get("/api/file", ["pack": "desk/other", "path": "pack.json"]).status == 404)
    #expect(try await desk.get("/api/file", ["pack": "desk/demo", "path": "rules/none.lua"]).status == 404)
    #expect(try await desk.get("/api/file", ["pack": "desk/demo"]).status == 400)
    #expect(try await desk.post("/api/evaluate", ["article": 7]).status == 404)
    #expect(try await desk.post("/api/evaluate", ["article": "x"]).status == 400)
    #expect(try await desk.post("/api/trace", ["article": 0, "rule": "desk/demo/none"]).status == 404)
    #expect(try await desk.post("/api/test", ["pack": "desk/none"]).status == 404)
    #expect(try await desk.get("/api/articles", ["from": "-1"]).status == 400)
    #expect(try await desk.get("/api/articles", ["from": "99999999999999999999"]).status == 400)
  }

  @Test(arguments: [
    "", "x", "[]", "1", "{\"article\":", "{\"article\":0,\"article\":1}", "{\"files\":[]}",
    "{\"article\":0,\"files\":{\"desk/demo\":1}}",
    "{\"article\":0,\"files\":{\"desk/demo\":{\"rules/x.lua\":1}}}",
    "{\"article\":1e400}", "{\"article\":-1}", "{\"article\":{\"title\":\"x\"}}",
    String(repeating: "[", count: 100_000),
  ])
  func aBodyThatIsNoRequestIsRefusedWithOneLine(_ body: String) async throws {
    let desk = try desk(packFolder())
    for path in ["evaluate", "trace", "make-test", "labels"] {
      let (status, answer) = try await desk.ask(
        Request(method: "POST", path: "/api/" + path, body: Array(body.utf8)))
      #expect(status == 400 || status == 404)
      #expect(answer.text("error")?.contains("\n") == false)
    }
  }

  @Test func placesAreCountedInUTF16() async throws {
    let (_, answer) = try await desk(packFolder()).post("/api/evaluate", ["article": 0])
    let text = Array(try #require(answer.text("text")).utf16)
    let claims = try #require(answer["record"]?.object?.list("claims"))
    #expect(claims.count == 2)
    for claim in claims {
      for span in claim["content"]?.object?.list("spans") ?? [] {
        let start = try #require(span.number("start")), end = try #require(span.number("end"))
        #expect(String(decoding: text[start..<end], as: UTF16.self) == span.text("text"))
      }
    }
    #expect(claims[0]["content"]?.object?.list("spans").first?.text("text") == "“some 40 trucks crossed”")
    #expect(answer["record"]?.object?.text("offsets") == "utf16")
    #expect(answer.list("rules").map { $0.number("fired") } == [1, 2])
  }

  @Test func anEditCountsForItsRequestAlone() async throws {
    let pack = try packFolder()
    let desk = try desk(pack)
    let edited = edit("rules/said.lua", deniedRule)
    let (_, changed) = try await desk.post("/api/evaluate", ["article": 0, "files": edited])
    #expect(changed["record"]?.object?.list("claims").count == 0)
    let (_, saved) = try await desk.post("/api/evaluate", ["article": 0])
    #expect(saved["record"]?.object?.list("claims").count == 2)
    #expect(pack.read("rules/said.lua") == saidRule)
  }

  @Test func aFileThatAnotherProgramWritesIsReadAnew() async throws {
    let pack = try packFolder()
    let desk = try desk(pack)
    try pack.write("rules/said.lua", deniedRule)
    let (_, answer) = try await desk.post("/api/evaluate", ["article": 0])
    #expect(answer["record"]?.object?.list("claims").count == 0)
  }

  @Test func aMistakeIsToldWithItsPlaceInUTF16AndLeavesNoRecord() async throws {
    let edited = edit("rules/new.lua", "extract \"a\" { doc = \"ü😀\", mtch = [[ source:NOUN ]] }")
    let (_, answer) = try await desk(packFolder()).post("/api/evaluate", ["article": 0, "files": edited])
    #expect(answer["ok"] == .bool(false))
    #expect(answer["record"] == .null)
    #expect(answer.text("text") == deskText)
    let mistake = try #require(answer.list("diagnostics").first { $0.text("slug") == "unknown-field" })
    #expect(mistake.text("pack") == "desk/demo")
    #expect(mistake.text("path") == "rules/new.lua")
    #expect(mistake.number("line") == 1)
    #expect(mistake.number("column") == 28)
    #expect(mistake.number("length") == 4)
    #expect(mistake.text("help") == "did you mean 'match'?")
  }

  @Test func aRuleRunsBeforeItIsListedAndCheckSaysThatItMustBe() async throws {
    let desk = try desk(packFolder())
    let files = edit(
      "rules/new.lua",
      "extract \"new\" { doc = \"d\", match = [[ source:(DET NOUN) cue:said content:<quotation> ]], rank = 9 }"
    )
    let (_, answer) = try await desk.post("/api/evaluate", ["article": 0, "files": files])
    #expect(answer["record"]?.object?.list("claims").first?.text("rule") == "desk/demo/new")
    #expect(answer.list("overruled").first?.text("rule") == "desk/demo/said")
    let (_, checked) = try await desk.post("/api/check", ["files": files])
    #expect(checked.list("diagnostics").contains { $0.text("slug") == "unlisted-rule" })
  }

  @Test func aBrokenManifestIsToldAndCanBeMendedInThePage() async throws {
    let pack = try packFolder()
    let desk = try desk(pack)
    let good = try #require(pack.read("pack.json"))
    let (_, edited) = try await desk.post("/api/check", ["files": edit("pack.json", "{")])
    #expect(edited.list("diagnostics").first?.text("path") == "pack.json")
    try pack.write("pack.json", "{")
    let (_, answer) = try await desk.post("/api/evaluate", ["article": 0])
    #expect(answer["ok"] == .bool(false))
    let (_, file) = try await desk.get("/api/file", ["pack": "desk/demo", "path": "pack.json"])
    let digest = try #require(file["digest"])
    let saved = try await desk.post(
      "/api/file",
      ["pack": "desk/demo", "path": "pack.json", "text": .string(good), "expected": digest], method: "PUT")
    #expect(saved.status == 200)
    #expect(try await desk.post("/api/evaluate", ["article": 0]).1["ok"] == .bool(true))
  }

  @Test func aRuleThatLoopsEndsWithItsBudget() async throws {
    let looping = """
      extract "loops" { doc = "d", find = function(article) while true do end end }
      """
    let (_, answer) = try await desk(packFolder(), steps: 100_000).post(
      "/api/evaluate", ["article": 0, "files": edit("rules/loops.lua", looping)])
    let found = answer["record"]?.object?.list("diagnostics") ?? []
    #expect(found.contains { $0.text("rule") == "desk/demo/loops" && $0.text("severity") == "error" })
  }

  /// Typing on in a rule that never ends was followed by one budget after the other.
  @Test(.timeLimit(.minutes(1)), arguments: ["evaluate", "trace"])
  func aFunctionThatLoopsIsGivenUpForWhatIsTypedNext(_ kind: String) async throws {
    let desk = try desk(packFolder(), steps: .max, seconds: 600)
    let files = edit(
      "rules/loops.lua", #"extract "loops" { doc = "d", find = function(article) while true do end end }"#)
    // Compiled before, so that it is the function that has to be given up.
    _ = try desk.desk.rules(of: desk.desk.packs.read(Edits(files)))
    try await expectGivingUp(kind, ["article": 0, "rule": "desk/demo/loops", "files": files], desk)
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["evaluate", "trace", "check", "change"])
  func aFileThatLoopsIsGivenUpForWhatIsTypedNext(_ kind: String) async throws {
    let desk = try desk(packFolder(), steps: .max, seconds: 600)
    let files = edit("rules/loops.lua", "while true do end")
    try await expectGivingUp(kind, ["article": 0, "rule": "desk/demo/said", "files": files], desk)
  }

  /// What `body` asks for is not answered, and what the page asks next is.
  private func expectGivingUp(_ kind: String, _ body: JSONObject, _ desk: OpenDesk) async throws {
    let queue = kind == "change" ? desk.desk.comparing : desk.desk.queue
    async let old = desk.post("/api/" + kind, body, page: "a")
    while !queue.runs(kind + " a") { await Task.yield() }
    let (status, _) = try await desk.post(
      "/api/" + kind, ["article": 0, "rule": "desk/demo/said"], page: "a")
    #expect(status == 200)
    #expect(try await old.status == 410)
    #expect(queue.interrupt(of: kind + " a") == nil)
  }

  @Test func onePageDoesNotTakeAnothersQuestionsBack() async throws {
    let desk = try desk(packFolder())
    let questions = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<20 {
        group.addTask { try await desk.post("/api/evaluate", ["article": 0], page: "\(number)").status }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(questions == Array(repeating: 200, count: 20))
  }

  @Test func aTraceSaysWhereARuleStopped() async throws {
    let files = edit("rules/said.lua", deniedRule)
    let (_, answer) = try await desk(packFolder()).post(
      "/api/trace", ["article": 0, "rule": "desk/demo/said", "files": files])
    #expect(answer.list("units").count == 2)
    #expect(answer.list("units").allSatisfy { $0["fired"] == .bool(false) })
    let unit = try #require(answer.list("units").first)
    #expect(unit.text("message")?.contains("denied") == true)
    #expect(unit.text("condition")?.contains("denied") == true)
    #expect(unit["stoppedAt"]?.array?.count == 2)
    let (_, saved) = try await desk(packFolder()).post(
      "/api/trace", ["article": 0, "rule": "desk/demo/said"])
    #expect(saved["found"] == .array([0, 1]))
  }

  @Test func aWordOfARuleIsExplained() async throws {
    let desk = try desk(packFolder())
    let (_, known) = try await desk.get("/api/help", ["symbol": "token.lemma"])
    #expect(known.list("symbols").first?.text("title") == "token.lemma: string")
    let (status, unknown) = try await desk.get("/api/help", ["symbol": "token.lema"])
    #expect(status == 404)
    #expect(unknown["help"] == .string("did you mean 'token.lemma'?"))
  }

  @Test func testsRunWithTheEditsOfThePage() async throws {
    let desk = try desk(packFolder())
    let (_, passed) = try await desk.post("/api/test", ["pack": "desk/demo"])
    #expect(passed.number("passed") == 1)
    #expect(passed.list("tests").first?.text("path") == "rules/said_test.lua")
    let (_, failed) = try await desk.post(
      "/api/test", ["pack": "desk/demo", "files": edit("rules/said.lua", deniedRule)])
    #expect(failed.number("failed") == 1)
    #expect(failed.list("tests").first?.text("outcome") == "failed")
  }

  @Test func onlyTheNewestOfRequestsThatWaitIsAnswered() async throws {
    let queue = WorkQueue("test")
    let begun = AsyncStream<Void>.makeStream(), gate = Gate()
    async let blocking: Void = queue.run { _ in
      begun.continuation.yield()
      gate.wait()
    }
    for await _ in begun.stream { break }
    async let old = queue.run(replacing: "a") { _ in 1 }
    while queue.interrupt(of: "a") == nil { await Task.yield() }
    let first = queue.interrupt(of: "a")
    async let new = queue.run(replacing: "a") { _ in 2 }
    while queue.interrupt(of: "a") === first { await Task.yield() }
    gate.open()
    try await blocking
    #expect(try await new == 2)
    do {
      _ = try await old
      Issue.record("the older request was answered")
    } catch let refusal as Refusal {
      #expect(refusal.status == 410)
    }
  }
}
