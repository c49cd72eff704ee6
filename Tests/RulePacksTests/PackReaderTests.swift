import Diagnostics
import Rules
import Testing

@testable import RulePacks

@Suite struct PackReaderTests {
  private func failure(_ name: String) -> (text: String, help: String?)? {
    var reader = PackReader()
    do {
      _ = try reader.read(name)
      return nil
    } catch { return (error.description, error.help) }
  }

  @Test func aFolderIsReadWithItsManifest() throws {
    let folder = try Folder(goodPack)
    var reader = PackReader()
    let packs = try reader.read(folder.path + "/")
    let pack = try #require(packs.first)
    #expect(packs.count == 1 && reader.diagnostics.isEmpty)
    #expect(pack.name == "desk/grain" && pack.version == "1.0.0" && pack.languages == ["en"] && !pack.signed)
    #expect(pack.parameters == [.init(name: "weight", value: .number(2), doc: "How much.")])
    #expect(pack.entries == [.init(id: "grain", kind: "score", title: "Grain", status: "stable")])
    #expect(
      pack.files.map(\.path) == [
        "lexicons/words.txt", "pack.json", "rules/grain.lua", "rules/grain_test.lua",
      ])
    #expect(pack.files[0].displayPath == folder.path + "/lexicons/words.txt")
    #expect(RuleSet.check(packs).isEmpty && PackChecks.run(pack).isEmpty)
    let report = try PackTests(pack).run()
    #expect(report.passed == 2 && report.failed == 0)
  }

  @Test func aTextThatIsNotSavedStandsForItsFile() throws {
    let folder = try Folder(goodPack)
    var reader = PackReader()
    reader.unsaved = [
      folder.path + "/rules/grain.lua": Array("-- new".utf8),
      folder.path + "/lexicons/more.txt": Array("oats".utf8),
      folder.path + "/.git/x.lua": [], folder.path + "/picture.png": [], "/elsewhere/rules/b.lua": [],
    ]
    let pack = try #require(try reader.read(folder.path).first)
    #expect(
      pack.files.map(\.path) == [
        "lexicons/more.txt", "lexicons/words.txt", "pack.json", "rules/grain.lua", "rules/grain_test.lua",
      ])
    #expect(pack.files[3].bytes == Array("-- new".utf8))
    reader.unsaved = ["/nowhere/a.lua": Array("-- a".utf8), "/nowhere/a_test.lua": Array("-- b".utf8)]
    #expect(
      try reader.read(script: "/nowhere/a.lua").files.map(\.bytes) == [
        Array("-- a".utf8), Array("-- b".utf8),
      ])
  }

  @Test(arguments: PackReader.standardNames) func aShippedPackIsReadByItsName(_ name: String) throws {
    var reader = PackReader()
    let pack = try #require(try reader.read(name).first)
    #expect(pack.name == name && pack.signed && reader.diagnostics.isEmpty)
    #expect(pack.ruleFiles.allSatisfy { $0.displayPath.hasPrefix(name + "/rules/") })
  }

  @Test func stdIsAllShippedPacksAndNothingIsWrongWithThem() throws {
    var reader = PackReader()
    let packs = try reader.read("std")
    #expect(
      (RuleSet.check(packs) + packs.flatMap { PackChecks.run($0) }).filter { $0.severity == .error } == [])
    #expect(try reader.read("std").map(\.name) == PackReader.standardNames)
  }

  @Test func aFolderWithoutManifestSaysWhatIsMissing() throws {
    let folder = try Folder(["rules/a.lua": ""])
    let found = try #require(failure(folder.path))
    #expect(found.text == "\(folder.path): no pack.json in this folder")
    #expect(found.help == "assay new pack OWNER/NAME makes a pack to start from")
  }

  /// A pack of a thousand files was ended by the limits of one.
  @Test func eachFileOfAPackHasTheWholeBudget() throws {
    let folder = try Folder()
    let loop = "local sum = 0\nfor i = 1, 3000 do sum = sum + i end\nassert(sum > 0)\n"
    for number in 0..<50 { try folder.write("rules/r\(number).lua", loop) }
    try folder.write(
      "pack.json", "{\"name\":\"desk/a\",\"version\":\"1.0.0\",\"license\":\"MIT\",\"rules\":[]}")
    var reader = PackReader()
    let packs = try reader.read(folder.path)
    let limits = RuleLimits(steps: 50_000)
    #expect(RuleSet.check(packs, limits: limits) == [])
    try folder.write("rules/r25.lua", "while true do end\n")
    let found = RuleSet.check(try reader.read(folder.path), limits: limits)
    #expect(found.map { $0.place?.file ?? "" } == [folder.path + "/rules/r25.lua"])
  }

  @Test func anUnknownNameGetsItsNeighbour() {
    #expect(failure("std/atribution")?.text == "no pack 'std/atribution'")
    #expect(failure("std/atribution")?.help == "did you mean 'std/attribution'?")
    #expect(failure("nowhere-at-all")?.help == "name a folder that holds a pack.json, or std")
  }

  @Test func aFileIsNoPack() throws {
    let folder = try Folder(["a.lua": "", "b.txt": ""])
    #expect(failure(folder.path + "/a.lua")?.help == "run a loose script with --rules \(folder.path)/a.lua")
    #expect(failure(folder.path + "/b.txt")?.help == "name the folder that holds pack.json")
  }

  @Test func aManifestThatCannotBeUsedIsAFailureWithADiagnostic() throws {
    let folder = try Folder(["pack.json": "{ \"name\": }"])
    var reader = PackReader()
    #expect(throws: PackError.self) { try reader.read(folder.path) }
    let diagnostic = try #require(reader.diagnostics.first)
    #expect(
      diagnostic.slug == "manifest-syntax" && diagnostic.place?.line == 1 && diagnostic.place?.column == 11)
  }

  @Test func aLooseScriptIsALocalPackWithTheTestsBesideIt() throws {
    let folder = try Folder(["My rules.lua": "-- none", "My rules_test.lua": "-- none", "other.lua": ""])
    var reader = PackReader()
    let pack = try reader.read(script: folder.path + "/My rules.lua")
    #expect(pack.name == "local/my-rules" && pack.entries == nil && !pack.signed)
    #expect(pack.files.map(\.path) == ["rules/My rules.lua", "rules/My rules_test.lua"])
    #expect(throws: PackError.self) { try reader.read(script: folder.path + "/none.lua") }
  }

  @Test(arguments: [
    ("a", "a"), ("My Rules", "my-rules"), ("--", "script"), ("Größe 3", "gr-e-3"), ("", "script"),
  ])
  func aScriptsNameBecomesAPacks(_ stem: String, _ name: String) {
    #expect(PackReader.packName(from: stem) == name && isPackName("local/" + name))
  }

  @Test(arguments: [
    ("desk/grain", true), ("desk/grain-2", true), ("grain", false), ("a/b/c", false), ("/b", false),
    ("a/", false), ("A/b", false),
    ("a/b c", false), ("../a", false), ("", false), ("ä/b", false),
    ("a/" + String(repeating: "b", count: 65), false),
  ])
  func aNameOfAPackHasAnOwner(_ name: String, _ isName: Bool) { #expect(isPackName(name) == isName) }

  @Test(arguments: [
    ("1.0.0", true), ("10.20.30", true), ("1.0.0-beta.1", true), ("1.0", false), ("1.0.0.0", false),
    ("v1.0.0", false), ("", false),
    ("1..0", false), ("-", false), ("1.0.x", false),
  ])
  func aVersionHasThreeNumbers(_ version: String, _ isGood: Bool) { #expect(isVersion(version) == isGood) }
}

@Suite struct DigestTests {
  private func file(_ path: String, _ text: String, shown: String = "x") -> PackSource.File {
    .init(path: path, displayPath: shown, bytes: Array(text.utf8))
  }

  @Test func theDigestIsStable() {
    // Written down: a digest that changes breaks every lock file.
    #expect(PackFiles.digest([]) == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(sha256(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func theOrderOfFilesAndWhereTheyLieDoNotMatter() {
    let files = [file("a", "1"), file("b/c", "2"), file("b", "3")]
    #expect(PackFiles.digest(files) == PackFiles.digest(files.reversed()))
    #expect(
      PackFiles.digest(files)
        == PackFiles.digest(
          files.map { file($0.path, String(decoding: $0.bytes, as: UTF8.self), shown: "y") }))
  }

  @Test func everyByteOfEveryFileAndPathMatters() {
    let all = [
      [file("a", "1")], [file("a", "2")], [file("b", "1")], [file("a", "1"), file("b", "")],
      [file("a", "1\n")], [file("a", ""), file("b", "1")],
    ].map(PackFiles.digest)
    #expect(Set(all).count == all.count)
  }
}
