import Diagnostics
import Rules
import Testing

@testable import RulePacks

@Suite struct EditedPackTests {
  private let pack = PackSource(
    name: "desk/demo", version: "1.0.0", digest: "sha256:0", signed: true, entries: [],
    files: [
      .init(path: "pack.json", displayPath: "demo/pack.json", bytes: Array("{}".utf8)),
      .init(path: "rules/a.lua", displayPath: "demo/rules/a.lua", bytes: Array("-- a".utf8)),
    ])

  @Test func anEditedFileTakesThePlaceOfTheOneOnDisk() throws {
    let (found, diagnostics) = pack.edited(["rules/a.lua": "-- b", "rules/c.lua": "-- c"]) { "new/" + $0 }
    let edited = try #require(found)
    #expect(diagnostics.isEmpty)
    #expect(edited.files.map(\.displayPath) == ["demo/pack.json", "demo/rules/a.lua", "new/rules/c.lua"])
    #expect(String(decoding: edited.files[1].bytes, as: UTF8.self) == "-- b")
    #expect(!edited.signed)
    #expect(edited.digest != pack.digest)
  }

  @Test func withoutEditsAPackStaysWhatItIs() {
    #expect(pack.edited([:]) { $0 }.pack?.signed == true)
  }

  @Test func anEditedManifestIsReadAnew() {
    let manifest = """
      {"name": "desk/other", "version": "2.0.0", "title": "t", "rules": [{"id": "x", "kind": "extract", "title": "x"}]}
      """
    let edited = pack.edited(["pack.json": manifest]) { $0 }.pack
    #expect(edited?.name == "desk/other")
    #expect(edited?.version == "2.0.0")
    #expect(edited?.entries?.map(\.id) == ["x"])
    let (broken, diagnostics) = pack.edited(["pack.json": "{"]) { $0 }
    #expect(broken == nil)
    #expect(diagnostics.map(\.slug) == ["manifest-syntax"])
  }
}
