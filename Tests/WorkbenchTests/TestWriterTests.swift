import Articles
import Foundation
import JSON
import Rules
import Testing

@testable import Workbench

@Suite struct TestWriterTests {
  private func marked(_ text: String, _ claims: [(source: String, cue: String, content: String)]) -> String {
    func span(_ words: String) -> [TextSpan] {
      guard let range = text.range(of: words) else { return [] }
      let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
      return [TextSpan(Int32(start), Int32(start + words.utf8.count))]
    }
    return TestWriter.marked(
      Array(text.utf8),
      claims.map {
        TestWriter.Marked(source: span($0.source), cue: span($0.cue), content: span($0.content))
      })
  }

  @Test func rolesAreMarkedAndBracesAreWrittenTwice() {
    #expect(
      marked("A {b} said it.", [("A", "said", "it")]) == "{source|A} {{b}} {cue|said} {content|it}.")
  }

  @Test func marksStandInsideEachOther() {
    #expect(
      marked(
        "The union said Ann said no.", [("The union", "said", "Ann said no"), ("Ann", "Ann said", "no")])
        == "{source:1|The union} {cue:1|said} {content:1|{cue:2|{source:2|Ann} said} {content:2|no}}.")
  }

  @Test func stringsOfLuaHoldAnything() {
    #expect(TestWriter.quoted("a \"b\" \\ \n \u{1}7 ]] é") == "\"a \\\"b\\\" \\\\ \\n \\0017 ]] é\"")
  }

  @Test func aMatchBecomesATestThatPasses() async throws {
    let desk = try desk(packFolder())
    let (status, made) = try await desk.post(
      "/api/make-test", ["article": 0, "claim": 0, "kind": "test", "pack": "desk/demo"])
    #expect(status == 200)
    #expect(made.text("path") == "rules/said_test.lua")
    let text = try #require(made.text("text"))
    #expect(text.hasPrefix("test \"somebody says something\""))
    #expect(
      text.contains(
        "\"Über 😀 all: {source|The mayor} {cue|said} {content|“some 40 trucks crossed”}.\""))
    #expect(made.number("line") == 3 || made.number("line") == 2)
    let (_, tested) = try await desk.post(
      "/api/test", ["pack": "desk/demo", "files": edit("rules/said_test.lua", text)])
    #expect(tested.number("passed") == 2)
    #expect(tested.number("failed") == 0)
    // The same again gets a name of its own.
    let (_, again) = try await desk.post(
      "/api/make-test",
      [
        "article": 0, "claim": 0, "kind": "test", "pack": "desk/demo",
        "files": edit("rules/said_test.lua", text),
      ])
    #expect(again.text("text")?.contains("(2)\" {") == true)
  }

  @Test func aFalseHitBecomesAKnownMiss() async throws {
    let desk = try desk(packFolder())
    let (_, made) = try await desk.post(
      "/api/make-test",
      ["article": 0, "claim": 1, "kind": "todo", "pack": "desk/demo", "name": "a \"quiet\" name"])
    let text = try #require(made.text("text"))
    #expect(text.contains("test \"a \\\"quiet\\\" name\" {\n  \"A warden said “it is quiet”.\",\n  todo = "))
    let (_, tested) = try await desk.post(
      "/api/test", ["pack": "desk/demo", "files": edit("rules/said_test.lua", text)])
    #expect(tested.number("todo") == 1)
    #expect(tested.number("failed") == 0)
  }

  @Test func aClaimOfNoRuleOfThePackIsNoKnownMissOfIt() async throws {
    let desk = try desk(packFolder())
    #expect(
      try await desk.post(
        "/api/make-test", ["article": 0, "claim": 7, "kind": "test", "pack": "desk/demo"]
      ).status == 404)
    #expect(
      try await desk.post(
        "/api/make-test", ["article": 0, "claim": 0, "kind": "other", "pack": "desk/demo"]
      ).status == 400)
    let shipped = OpenDesk(try Desk(Desk.Opening()))
    #expect(
      try await shipped.post(
        "/api/make-test", ["article": 0, "claim": 0, "kind": "test", "pack": "std/attribution"]
      ).status == 403)
  }
}
