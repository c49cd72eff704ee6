import Articles
import Foundation
import JSON
import Testing

@testable import Workbench

@Suite struct CorpusTests {
  private func upload(_ desk: OpenDesk, _ name: String, _ text: String) async throws -> (
    status: Int, JSONObject
  ) {
    try await desk.ask(
      Request(method: "POST", path: "/api/articles", query: ["name": name], body: Array(text.utf8)))
  }

  private let lines = (0..<5).map {
    "{\"id\": \"a\($0)\", \"title\": \"Title \($0)\", \"outlet\": \"Post\", \"text\": \"The mayor said “we counted \($0) trucks”.\"}\n"
  }.joined()

  /// All rows, once the scoring has ended.
  private func rows(_ desk: OpenDesk, _ generation: Int) async throws -> JSONObject {
    while true {
      let (status, answer) = try await desk.get("/api/corpus", ["generation": "\(generation)", "from": "0"])
      guard status == 200, answer["finished"] != .bool(true) else { return answer }
      await Task.yield()
    }
  }

  @Test func droppedFilesAreReadByTheLoaderOfTheirName() async throws {
    let desk = try desk(packFolder())
    let (_, added) = try await upload(desk, "desk/dropped.jsonl", lines)
    #expect(added.number("added") == 5)
    #expect(added.number("first") == 1)
    #expect(added["failures"] == .array([]))
    _ = try await upload(desk, "page.html", "<html><body><p>The mayor said “no”.</p></body></html>")
    let (_, found) = try await desk.get("/api/articles", ["q": "TITLE 3"])
    #expect(found.number("total") == 1)
    #expect(found.list("articles").first?.number("index") == 4)
    #expect(found.list("articles").first?.text("outlet") == "Post")
    let (_, page) = try await desk.get("/api/articles", ["from": "2", "count": "2"])
    #expect(page.number("total") == 7)
    #expect(page.list("articles").map { $0.number("index") } == [2, 3])
  }

  @Test func whatCannotBeReadIsToldByTheNameThatWasDropped() async throws {
    let desk = try desk(packFolder())
    let (status, answer) = try await upload(desk, "../../etc/broken.jsonl", "{\"id\": 1\n" + lines)
    #expect(status == 200)
    #expect(answer.number("added") == 5)
    #expect(answer["failures"]?.array?.first?.string?.hasPrefix("broken.jsonl:1: ") == true)
    let (_, again) = try await upload(desk, "again.jsonl", lines)
    #expect(again.number("added") == 0)
    #expect(again["failures"]?.array?.count == 5)
    let (refused, _) = try await upload(desk, "run.sqlite", "no database")
    #expect(refused == 400)
  }

  @Test(arguments: [
    ("../../x.txt", "x.txt"), ("..\\..\\x.txt", "x.txt"), ("/etc/passwd", "passwd"), ("..", "dropped"),
    ("", "dropped"), (".hidden.txt", "hidden.txt"), ("a\u{0}b\n.txt", "ab.txt"), ("*.txt", "*.txt"),
  ])
  func theNameOfADroppedFileLeadsNowhere(_ name: String, _ safe: String) {
    #expect(DroppedFile.safeName(name) == safe)
  }

  @Test func aCorpusIsScoredInTheBackground() async throws {
    let desk = try desk(packFolder())
    _ = try await upload(desk, "dropped.jsonl", lines)
    let (_, started) = try await desk.post("/api/corpus", [:])
    #expect(started.number("total") == 6)
    let answer = try await rows(desk, try #require(started.number("generation")))
    #expect(answer.number("done") == 6)
    #expect(answer["rules"] == .array(["desk/demo/said"]))
    #expect(answer["scales"] == .array(["worth"]))
    let rows = answer["rows"]?.array ?? []
    #expect(rows.count == 7)
    #expect(
      rows.last == .array([5, 0, 0, 0, 0, 1.5, "“we counted 4 trucks”"]))
    let (_, rest) = try await desk.get("/api/corpus", ["generation": "1", "from": "5"])
    #expect(rest["rows"]?.array?.count == 2)
    let (_, none) = try await desk.get("/api/corpus", ["generation": "1", "from": "\(Int.max)"])
    #expect(none["rows"]?.array?.count == 0)
  }

  @Test func aNewStartEndsTheOneBefore() async throws {
    let desk = try desk(packFolder())
    _ = try await desk.post("/api/corpus", [:])
    let (_, second) = try await desk.post("/api/corpus", ["files": edit("rules/said.lua", deniedRule)])
    #expect(second.number("generation") == 2)
    #expect(try await desk.get("/api/corpus", ["generation": "1"]).status == 410)
    let answer = try await rows(desk, 2)
    #expect(answer["rows"] == .array([]))
    #expect(try await desk.post("/api/corpus", ["files": edit("rules/said.lua", "extract")]).status == 400)
  }

  @Test func aChangeOfRulesSaysWhatCameWentAndMoved() async throws {
    let desk = try desk(packFolder())
    _ = try await upload(desk, "dropped.jsonl", lines)
    let (_, gone) = try await desk.post(
      "/api/change", ["sample": 3, "files": edit("rules/said.lua", deniedRule)])
    #expect(gone.number("articles") == 3)
    #expect(gone.list("went").count == 4)
    #expect(gone.list("came").isEmpty)
    #expect(gone.list("went").first?.text("content") == "“some 40 trucks crossed”")
    #expect(gone.list("went").first?["before"] == 1.5)
    #expect(gone.list("went").first?["after"] == .null)
    let heavier = """
      score "has-figure" {
        doc = "d", on = "claim", scale = "worth", match = contains "<figure>", points = 2, because = "a figure",
      }
      """
    let (_, moved) = try await desk.post(
      "/api/change", ["sample": 500, "files": edit("rules/figure.lua", heavier)])
    #expect(moved.number("articles") == 6)
    #expect(moved.list("moved").count == 6)
    #expect(moved.number("same") == 1)
    #expect(moved.list("moved").first?["after"] == 2)
    #expect(try await desk.post("/api/change", ["sample": 501]).status == 400)
    #expect(try await desk.post("/api/change", ["sample": 0]).status == 400)
  }
}
