import Foundation
import JSON
import Testing

@testable import Workbench

@Suite struct SavingTests {
  private func save(
    _ desk: OpenDesk, _ path: String, _ text: String, expected: JSONValue = .null,
    pack: JSONValue = "desk/demo"
  ) async throws -> (status: Int, JSONObject) {
    try await desk.post(
      "/api/file", ["pack": pack, "path": .string(path), "text": .string(text), "expected": expected],
      method: "PUT")
  }

  @Test func aFileIsSavedOverWhatTheWriterHasSeenAndKeepsItsMode() async throws {
    let pack = try packFolder()
    let desk = try desk(pack)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o664], ofItemAtPath: pack.path + "/rules/said.lua")
    let (_, file) = try await desk.get("/api/file", ["pack": "desk/demo", "path": "rules/said.lua"])
    let (status, saved) = try await save(
      desk, "rules/said.lua", deniedRule, expected: try #require(file["digest"]))
    #expect(status == 200)
    #expect(pack.read("rules/said.lua") == deniedRule)
    #expect(try pack.mode(of: "rules/said.lua") == 0o664)
    #expect(saved.text("digest") != file.text("digest"))
    let names = try FileManager.default.contentsOfDirectory(atPath: pack.path + "/rules").sorted()
    #expect(names == ["figure.lua", "said.lua", "said_test.lua"])
  }

  @Test func aChangeMadeMeanwhileIsNeverWrittenOver() async throws {
    let pack = try packFolder()
    let desk = try desk(pack)
    let (_, file) = try await desk.get("/api/file", ["pack": "desk/demo", "path": "rules/said.lua"])
    try pack.write("rules/said.lua", "-- somebody else's\n")
    let (status, answer) = try await save(
      desk, "rules/said.lua", deniedRule, expected: try #require(file["digest"]))
    #expect(status == 409)
    #expect(answer.text("text") == "-- somebody else's\n")
    #expect(pack.read("rules/said.lua") == "-- somebody else's\n")
    // What the answer says is there can be written over.
    #expect(
      try await save(desk, "rules/said.lua", deniedRule, expected: try #require(answer["digest"])).status
        == 200)
  }

  @Test func aNewFileMustNotBeThereYet() async throws {
    let pack = try packFolder()
    let desk = try desk(pack)
    #expect(try await save(desk, "rules/deeper/new.lua", "-- new\n").status == 200)
    #expect(pack.read("rules/deeper/new.lua") == "-- new\n")
    #expect(try await save(desk, "rules/said.lua", "-- new\n").status == 409)
    #expect(pack.read("rules/said.lua") == saidRule)
    #expect(try await save(desk, "rules/gone.lua", "-- new\n", expected: "0123").status == 409)
    #expect(pack.read("rules/gone.lua") == nil)
  }

  @Test(arguments: [
    "../outside.lua", "rules/../../outside.lua", "rules/../pack.json", "./rules/x.lua", "rules/./x.lua",
    "/tmp/outside.lua", "//rules/x.lua", "rules//x.lua", "rules/", "rules", "", ".", "..", "rules\\..\\x.lua",
    "..\\x.lua", "rules/x\u{0}.lua", "rules/x\n.lua", "rules/\u{7F}.lua", "rules/\u{85}.lua", "rules/.x.lua",
    ".git/config", "rules/.git/x.lua", "outside.lua", "rules/x.sh", "rules/x.lua/", "rules/x.lua/.",
    "pack.sig",
    "lexicons/x.lua", "Rules/x.lua", "pack.json/x", "C:/x.lua", "~/x.lua", "%2e%2e/x.lua", "..%2fx.lua",
    "．．/x.lua", "rules/" + String(repeating: "a", count: 600) + ".lua",
    String(repeating: "rules/", count: 20) + "x.lua",
  ])
  func aNameThatIsNoFileOfAPackIsNeverWrittenOrRead(_ path: String) async throws {
    let around = try Folder()
    let pack = try packFolder()
    try around.write("outside.lua", "-- secret\n")
    let inside = around.path + "/pack"
    try FileManager.default.copyItem(atPath: pack.path, toPath: inside)
    var opening = Desk.Opening()
    opening.hasStandardPacks = false
    opening.packs = [inside]
    let desk = OpenDesk(try Desk(opening))
    let before = try FileManager.default.subpathsOfDirectory(atPath: around.path).sorted()
    #expect(try await save(desk, path, "-- mine\n").status == 400)
    let (status, answer) = try await desk.get("/api/file", ["pack": "desk/demo", "path": path])
    #expect((400..<500).contains(status))
    #expect(answer.text("text") == nil)
    let (evaluated, _) = try await desk.post(
      "/api/evaluate", ["article": 0, "files": edit(path, "-- mine\n")])
    #expect(evaluated == 400)
    #expect(try FileManager.default.subpathsOfDirectory(atPath: around.path).sorted() == before)
    #expect(around.read("outside.lua") == "-- secret\n")
  }

  @Test func nothingIsWrittenOrReadThroughALink() async throws {
    let around = try Folder(["secret.lua": "-- secret\n", "folder/in.lua": "-- in\n"])
    let pack = try packFolder()
    let desk = try desk(pack)
    try pack.link("rules/link.lua", to: around.path + "/secret.lua")
    try pack.link("rules/dangling.lua", to: around.path + "/new.lua")
    try pack.link("rules/folder", to: around.path + "/folder")
    try pack.link("articles", to: around.path)
    for path in ["rules/link.lua", "rules/dangling.lua", "rules/folder/in.lua", "articles/new.txt"] {
      #expect(try await save(desk, path, "-- mine\n").status == 400)
      let (status, answer) = try await desk.get("/api/file", ["pack": "desk/demo", "path": path])
      #expect(status == 400)
      #expect(answer.text("text") == nil)
    }
    #expect(around.read("secret.lua") == "-- secret\n")
    #expect(around.read("folder/in.lua") == "-- in\n")
    #expect(around.read("new.lua") == nil)
    #expect(around.read("new.txt") == nil)
  }

  @Test func whatIsNoFileIsNotReadAndNotWritten() async throws {
    let pack = try packFolder()
    let desk = try desk(pack)
    try FileManager.default.createDirectory(
      atPath: pack.path + "/rules/folder.lua", withIntermediateDirectories: true)
    #expect(try await save(desk, "rules/folder.lua", "-- mine\n").status == 400)
    #expect(try await desk.get("/api/file", ["pack": "desk/demo", "path": "rules/folder.lua"]).status == 400)
  }

  @Test func aFileThatIsNoTextIsNotGivenToAnEditor() async throws {
    let pack = try packFolder()
    try Data([0x2D, 0x2D, 0xFF, 0x0A]).write(to: URL(fileURLWithPath: pack.path + "/rules/odd.lua"))
    #expect(
      try await desk(pack).get("/api/file", ["pack": "desk/demo", "path": "rules/odd.lua"]).status == 400)
  }

  @Test func aClosedDeskWritesNothing() async throws {
    let pack = try packFolder()
    let desk = try desk(pack)
    desk.desk.close()
    #expect(try await save(desk, "rules/new.lua", "-- mine\n").status == 410)
    #expect(
      try await desk.post("/api/labels", ["article": 0, "claim": 0, "label": "yes"]).status == 410)
    #expect(pack.read("rules/new.lua") == nil)
    #expect(pack.read("labels.csv") == nil)
  }

  @Test func shippedPacksCannotBeWritten() async throws {
    let desk = OpenDesk(try Desk(Desk.Opening()))
    #expect(try await save(desk, "rules/new.lua", "-- mine\n", pack: "std/sourcing").status == 403)
    let (status, _) = try await desk.post(
      "/api/evaluate", ["article": 0, "files": ["std/sourcing": ["rules/new.lua": "-- mine"]]])
    #expect(status == 403)
  }

  @Test func aLooseScriptHasItselfAndItsTests() async throws {
    let folder = try Folder(["my rule.lua": saidRule, "other.lua": "-- other\n"])
    var opening = Desk.Opening()
    opening.hasStandardPacks = false
    opening.scripts = [folder.path + "/my rule.lua"]
    let desk = OpenDesk(try Desk(opening))
    let (_, opened) = try await desk.get("/api/desk")
    let pack = try #require(opened.list("packs").first?["name"])
    #expect(pack == "local/my-rule")
    #expect(try await save(desk, "rules/my rule_test.lua", "-- tests\n", pack: pack).status == 200)
    #expect(folder.read("my rule_test.lua") == "-- tests\n")
    #expect(try await save(desk, "rules/other.lua", "-- mine\n", pack: pack).status == 400)
    #expect(try await save(desk, "pack.json", "{}", pack: pack).status == 400)
    #expect(folder.read("other.lua") == "-- other\n")
  }
}
