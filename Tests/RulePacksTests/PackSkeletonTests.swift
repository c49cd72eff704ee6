import Diagnostics
import Rules
import Testing

@testable import RulePacks

@Suite struct PackSkeletonTests {
  /// The pack in `path`, which must have no mistakes and pass all its tests, of which there are `tests`.
  private func check(_ path: String, tests: Int, sourceLocation: SourceLocation = #_sourceLocation) throws
    -> PackSource
  {
    var reader = PackReader()
    let packs = try reader.read(path)
    let found = reader.diagnostics + RuleSet.check(packs) + packs.flatMap { PackChecks.run($0) }
    // A licence is for the author to choose.
    #expect(found.map(\.slug).filter { $0 != "no-license" } == [], sourceLocation: sourceLocation)
    let report = try PackTests(packs[0]).run()
    #expect(report.passed == tests && report.failed == 0, sourceLocation: sourceLocation)
    return packs[0]
  }

  @Test func aNewPackPassesItsOwnCheckAndTests() throws {
    let folder = try Folder()
    let made = try PackSkeleton.makePack(named: "desk/grain-deals", in: folder.path, from: nil)
    #expect(made.folder == folder.path + "/grain-deals")
    #expect(
      made.files.map { String($0.dropFirst(made.folder.count + 1)) } == [
        "README.md", "lexicons/watched-words.txt", "pack.json", "rules/watched-word.lua",
        "rules/watched-word_test.lua",
      ])
    let pack = try check(made.folder, tests: 2)
    #expect(pack.name == "desk/grain-deals" && pack.version == "0.1.0")
  }

  @Test func aNewRulePassesItsOwnTestsToo() throws {
    let folder = try Folder()
    let made = try PackSkeleton.makePack(named: "desk/grain", in: folder.path, from: nil)
    let files = try PackSkeleton.addRule(named: "round-figures", to: made.folder)
    #expect(
      files == [made.folder + "/rules/round-figures.lua", made.folder + "/rules/round-figures_test.lua"])
    let pack = try check(made.folder, tests: 4)
    #expect(pack.entries?.map(\.id) == ["watched-word", "round-figures"])
    #expect(throws: PackError.self) { try PackSkeleton.addRule(named: "round-figures", to: made.folder) }
    #expect(throws: PackError.self) { try PackSkeleton.addRule(named: "Round", to: made.folder) }
    #expect(throws: PackError.self) { try PackSkeleton.addRule(named: "base", to: made.folder) }
    #expect(throws: PackError.self) { try PackSkeleton.addRule(named: "other", to: folder.path) }
  }

  @Test func addingARuleKeepsWhatTheManifestSays() throws {
    let folder = try Folder(goodPack)
    _ = try PackSkeleton.addRule(named: "other", to: folder.path)
    let pack = try check(folder.path, tests: 4)
    #expect(
      pack.parameters.map(\.name) == ["weight"] && pack.languages == ["en"]
        && pack.entries?.map(\.id) == ["grain", "other"])
  }

  @Test func aScriptBecomesAPackWithItsTests() throws {
    let folder = try Folder([
      "denials.lua": """
      extract "denied" { doc = "A denial with “marks” and \\\\.", match = [[ source:<np> cue:denied content:<np> ]] }
      """,
      "denials_test.lua":
        "test \"a denial\" { \"{source|The ministry} {cue|denied} {content|the report}.\" }\n",
    ])
    let made = try PackSkeleton.makePack(
      named: "desk/denials", in: folder.path, from: folder.path + "/denials.lua")
    let pack = try check(made.folder, tests: 1)
    #expect(
      pack.entries == [
        .init(id: "denied", kind: "extract", title: "A denial with “marks” and \\.", status: "experimental")
      ])
  }

  @Test func aScriptWithMistakesIsRefusedAndNothingIsWritten() throws {
    let folder = try Folder(["bad.lua": "extract 'x' {"])
    #expect(throws: PackError.self) {
      try PackSkeleton.makePack(named: "desk/bad", in: folder.path, from: folder.path + "/bad.lua")
    }
    #expect(throws: PackError.self) {
      try PackSkeleton.makePack(named: "desk/bad", in: folder.path, from: folder.path + "/none.lua")
    }
    #expect(folder.read("bad/pack.json") == nil)
  }

  @Test(arguments: ["grain", "std/grain", "local/grain", "Desk/grain", "a/../b", ""])
  func aBadNameIsRefused(_ name: String) throws {
    let folder = try Folder()
    #expect(throws: PackError.self) { try PackSkeleton.makePack(named: name, in: folder.path, from: nil) }
  }

  @Test func aFolderThatIsThereIsNotOverwritten() throws {
    let folder = try Folder(["grain/notes.txt": "mine"])
    #expect(throws: PackError.self) {
      try PackSkeleton.makePack(named: "desk/grain", in: folder.path, from: nil)
    }
    #expect(folder.read("grain/notes.txt") == "mine" && folder.read("grain/pack.json") == nil)
  }
}
