import Diagnostics
import Foundation
import RulePacks
import Rules
import Testing

@testable import PackRegistries

@Suite struct InstallerTests {
  // MARK: The good way

  @Test func aPackIsInstalledWithWhatItNeedsAndRuns() throws {
    let desk = try Desk(trusting: "desk", "agency")
    try desk.publish("agency/words", "1.0.0")
    try desk.publish("agency/words", "2.0.0")
    try desk.publish("desk/grain", "1.0.0", needs: "{\"agency/words\": \"^1.0.0\"}")
    try desk.install("desk/grain")
    #expect(desk.installed == ["agency/words 1.0.0", "desk/grain 1.0.0"])
    var reader = desk.reader()
    let packs = try reader.read("desk/grain")
    #expect(packs.map(\.name) == ["agency/words", "desk/grain"] && packs.allSatisfy(\.signed))
    #expect(packs.allSatisfy { $0.digest.hasPrefix("sha256:") } && reader.notices == [])
    #expect(RuleSet.check(packs).filter { $0.severity == .error } == [])
    // What two packs need is read once.
    #expect(try reader.read("agency/words").isEmpty)
  }

  @Test func aNameWithoutRangeIsKeptAtWhatPromisesToBreakNothing() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain", "1.0.0")
    try desk.install("desk/grain")
    #expect(desk.read("project/assay.lock").contains("\"desk/grain\": \"^1.0.0\""))
    try desk.publish("desk/grain", "1.2.0")
    try desk.publish("desk/grain", "2.0.0")
    // Installing again changes nothing; updating goes as far as it was asked for.
    try desk.install("desk/grain@^1.0.0")
    #expect(desk.installed == ["desk/grain 1.0.0"])
    var installer = try desk.installer()
    let plan = try installer.plan(from: [], loosened: nil)
    #expect(plan.steps.map(\.kind) == [.update] && plan.steps[0].from?.description == "1.0.0")
    try installer.carryOut(plan)
    #expect(desk.installed == ["desk/grain 1.2.0"])
    #expect(
      desk.files(below: desk.project + "/.assay/packs").allSatisfy { $0.hasPrefix("desk/grain/1.2.0/") })
  }

  @Test func whatTheLockFileNamesIsInstalledElsewhereToTheByte() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain", "1.0.0")
    try desk.install("desk/grain")
    try desk.publish("desk/grain", "1.1.0")
    let lock = desk.read("project/assay.lock")
    try FileManager.default.removeItem(atPath: desk.project + "/.assay")
    #expect(
      failure {
        var reader = desk.reader(); _ = try reader.read("desk/grain")
      }
        == "pack 'desk/grain' 1.0.0 is in \(desk.project)/assay.lock and not in place")
    var installer = try desk.installer()
    try installer.carryOut(try installer.planLocked())
    #expect(desk.read("project/assay.lock") == lock && installer.placed == ["desk/grain 1.0.0"])
  }

  @Test func onceInstalledNoRegistryIsNeeded() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain", "1.0.0")
    try desk.install("desk/grain")
    try FileManager.default.removeItem(atPath: desk.registry)
    var reader = desk.reader()
    #expect(try reader.read("desk/grain").count == 1)
    var installer = try desk.installer()
    try installer.carryOut(try installer.planLocked())
    #expect(installer.placed == [])
  }

  @Test func removingTakesAlongWhatOnlyThatPackNeeded() throws {
    let desk = try Desk(trusting: "desk")
    for name in ["desk/one", "desk/two", "desk/both"] { try desk.publish(name, "1.0.0") }
    try desk.publish("desk/a", "1.0.0", needs: "{\"desk/one\": \"*\", \"desk/both\": \"*\"}")
    try desk.publish("desk/b", "1.0.0", needs: "{\"desk/two\": \"*\", \"desk/both\": \"*\"}")
    try desk.install("desk/a", "desk/b")
    #expect(desk.installed.count == 5)
    var installer = try desk.installer()
    try installer.carryOut(try installer.plan(removing: ["desk/a"]))
    #expect(desk.installed == ["desk/b 1.0.0", "desk/both 1.0.0", "desk/two 1.0.0"])
    #expect(!FileManager.default.fileExists(atPath: desk.project + "/.assay/packs/desk/one"))
    #expect(
      failure { _ = try installer.plan(removing: ["desk/two"]) }
        == "'desk/two' is there because 'desk/b' needs it")
    #expect(failure { _ = try installer.plan(removing: ["desk/a"]) } == "'desk/a' is not installed")
  }

  @Test func whatAPackMayDoIsSaidBeforeItIsInstalled() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain", "1.0.0", capabilities: "[\"log\"]")
    var installer = try desk.installer()
    let plan = try installer.plan(
      adding: [.init(name: "desk/grain", range: .any)], from: [try RegistryLocation(desk.registry)])
    #expect(plan.steps.map(\.capabilities) == [["log"]] && plan.steps[0].license == "MIT")
    #expect(desk.files(below: desk.project) == [])
    try installer.carryOut(plan)
    try desk.publish("desk/grain", "1.1.0", capabilities: "[\"log\", \"random\"]")
    #expect(try desk.installer().updating().steps.map(\.newCapabilities) == [["random"]])
  }

  @Test func twoRegistriesDoNotMix() throws {
    let ours = try Desk(trusting: "desk"), others = try Desk()
    try ours.publish("desk/grain", "1.0.0")
    try others.publish("desk/grain", "9.0.0")
    var installer = try ours.installer()
    // The name belongs to the first registry that has it; a higher number elsewhere changes nothing.
    let plan = try installer.plan(
      adding: [.init(name: "desk/grain", range: .any)],
      from: [try RegistryLocation(ours.registry), try RegistryLocation(others.registry)])
    #expect(plan.steps.map(\.version.description) == ["1.0.0"])
  }

  // MARK: Who signed

  @Test func aPackOfAStrangerIsNotInstalled() throws {
    let desk = try Desk()
    try desk.publish("desk/grain", "1.0.0")
    #expect(
      failure { try desk.install("desk/grain") }
        == "pack 'desk/grain' is signed by \(desk.key.publicKey), which you do not trust for 'desk'")
    #expect(desk.installed == [] && desk.files(below: desk.project + "/.assay/packs") == [])
  }

  @Test func aKeyThatIsTrustedForAnotherOwnerIsNotEnough() throws {
    let desk = try Desk(trusting: "agency")
    try desk.publish("desk/grain", "1.0.0")
    #expect(
      failure { try desk.install("desk/grain") }
        == "pack 'desk/grain' is signed by \(desk.key.publicKey), which is trusted for 'agency' and not for 'desk'"
    )
  }

  @Test func anUnsignedPackIsInstalledAndRunOnRequestAlone() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain", "1.0.0", signed: false)
    #expect(failure { try desk.install("desk/grain") } == "pack 'desk/grain' 1.0.0 is not signed")
    let installer = try desk.install("desk/grain", allowsUnsigned: true)
    #expect(installer.notices == ["pack 'desk/grain' 1.0.0 is installed UNSIGNED, as --allow-unsigned says"])
    #expect(
      failure {
        var reader = desk.reader(); _ = try reader.read("desk/grain")
      }
        == "pack 'desk/grain' 1.0.0 is not signed: \(desk.project)/.assay/packs/desk/grain/1.0.0/pack.sig is missing or empty"
    )
    var reader = desk.reader(allowsUnsigned: true)
    #expect(try reader.read("desk/grain").map(\.signed) == [false])
    #expect(
      reader.notices == [
        "pack 'desk/grain' 1.0.0 runs UNSIGNED, as --allow-unsigned says; records say \"signed\":false"
      ])
  }

  @Test func aPackWhoseSignerIsNoLongerTrustedDoesNotRun() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain", "1.0.0")
    try desk.install("desk/grain")
    var trust = try TrustStore(in: desk.settings)
    _ = try trust.remove(nil, for: "desk")
    #expect(
      failure {
        var reader = desk.reader(); _ = try reader.read("desk/grain")
      }
        == "pack 'desk/grain' is signed by \(desk.key.publicKey), which you do not trust for 'desk'")
  }

  // MARK: What was altered

  @Test(arguments: [
    ("pack.json", "file 'pack.json' is not the one that was signed"),
    ("rules/word.lua", "file 'rules/word.lua' is not the one that was signed"),
    ("rules/new.lua", "file 'rules/new.lua' was not signed"),
  ])
  func anInstalledPackThatWasAlteredDoesNotRun(_ file: String, _ message: String) throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain", "1.0.0")
    try desk.install("desk/grain")
    let path = "project/.assay/packs/desk/grain/1.0.0/\(file)"
    try desk.write(path, Array((desk.read(path) + " ").utf8))
    for allowsUnsigned in [false, true] {
      var reader = desk.reader(allowsUnsigned: allowsUnsigned)
      #expect(failure { _ = try reader.read("desk/grain") } == "pack 'desk/grain' 1.0.0: \(message)")
    }
    // Installing what the lock file names mends it.
    var installer = try desk.installer()
    try installer.carryOut(try installer.planLocked())
    var reader = desk.reader()
    #expect(try reader.read("desk/grain").count == 1)
  }

  @Test func aFileThatWasRemovedIsNamed() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain", "1.0.0")
    try desk.install("desk/grain")
    try FileManager.default.removeItem(atPath: desk.project + "/.assay/packs/desk/grain/1.0.0/rules/word.lua")
    var reader = desk.reader()
    #expect(
      failure { _ = try reader.read("desk/grain") }
        == "pack 'desk/grain' 1.0.0: file 'rules/word.lua' was signed and is missing")
  }

  /// An unsigned pack has no list of files to name the one that changed; the lock file still knows that one did.
  @Test func anUnsignedPackThatWasAlteredDoesNotRunEither() throws {
    let desk = try Desk()
    try desk.publish("desk/grain", "1.0.0", signed: false)
    try desk.install("desk/grain", allowsUnsigned: true)
    try desk.write("project/.assay/packs/desk/grain/1.0.0/rules/word.lua", Array("-- other".utf8))
    var reader = desk.reader(allowsUnsigned: true)
    #expect(
      failure { _ = try reader.read("desk/grain") }
        == "pack 'desk/grain' 1.0.0: its files are not those that assay.lock names")
  }

  /// A whole other pack, well signed, in the place of the installed one.
  @Test func anotherVersionInThePlaceOfTheLockedOneDoesNotRun() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain", "1.0.0")
    try desk.install("desk/grain")
    let folder = "project/.assay/packs/desk/grain/1.0.0/"
    for file in try PackArchive.files(in: try desk.archive("desk/grain", "1.1.0"), named: "a") {
      try desk.write(folder + file.path, file.bytes)
    }
    var reader = desk.reader()
    #expect(
      failure { _ = try reader.read("desk/grain") }
        == "pack 'desk/grain' 1.0.0: its files are not those that assay.lock names")
  }

  @Test func aLinkInThePlaceOfAFileDoesNotRun() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain", "1.0.0")
    try desk.install("desk/grain")
    let file = desk.project + "/.assay/packs/desk/grain/1.0.0/rules/word.lua"
    try FileManager.default.moveItem(atPath: file, toPath: desk.path + "/word.lua")
    try FileManager.default.createSymbolicLink(atPath: file, withDestinationPath: desk.path + "/word.lua")
    var reader = desk.reader()
    #expect(failure { _ = try reader.read("desk/grain") } == "\(file): is a link")
  }

  // MARK: Registries that lie

  @Test(arguments: [
    ("\"size\": ", "\"size\": 1", "packs/desk/grain/1.0.0.zip: 1$SIZE bytes expected, got $SIZE"),
    (
      "\"sha256\": \"", "\"sha256\": \"0",
      "packs/desk/grain/1.0.0.zip: is not the archive that was published: its SHA-256 is another"
    ),
    (
      "\"digest\": \"sha256:", "\"digest\": \"sha256:0",
      "the digest of 'desk/grain' 1.0.0 is another than it says"
    ),
    (
      "\"capabilities\": [\"log\"]", "\"capabilities\": []",
      "'desk/grain' 1.0.0 asks for other capabilities than the registry says"
    ),
    (
      "\"dependencies\": {}", "\"dependencies\": {\"desk/words\": \"*\"}",
      "'desk/grain' 1.0.0 needs other packs than the registry says"
    ),
    (
      "\"version\": \"1.0.0\"", "\"version\": \"1.5.0\"",
      "the archive of 'desk/grain' 1.5.0 holds 'desk/grain' 1.0.0"
    ),
    (
      "\"archive\": \"packs", "\"archive\": \"../packs",
      "'../packs/desk/grain/1.0.0.zip' is no place of an archive"
    ),
    (
      "\"archive\": \"packs", "\"archive\": \"/packs",
      "'/packs/desk/grain/1.0.0.zip' is no place of an archive"
    ),
    (
      "\"archive\": \"packs", "\"archive\": \"a%2fb/packs",
      "'a%2fb/packs/desk/grain/1.0.0.zip' is no place of an archive"
    ),
  ])
  func aRegistryThatLiesIsRefused(_ truth: String, _ lie: String, _ message: String) throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/words", "1.0.0")
    let size = try desk.publish("desk/grain", "1.0.0", capabilities: "[\"log\"]").release.archive.size
    let index = desk.read("registry/index.json")
    let split = try #require(index.range(of: "desk/words")).lowerBound
    try desk.write(
      "registry/index.json",
      Array((index[..<split].replacingOccurrences(of: truth, with: lie) + index[split...]).utf8))
    let expected = message.replacingOccurrences(of: "$SIZE", with: "\(size)")
    let isOfFile = message.hasPrefix("packs/")
    #expect(
      failure { try desk.install("desk/grain") } == "\(desk.registry)\(isOfFile ? "/" : ": ")\(expected)")
    #expect(desk.installed == [] && !FileManager.default.fileExists(atPath: desk.project + "/assay.lock"))
    #expect(desk.files(below: desk.project + "/.assay/packs") == [])
  }

  @Test func aReleaseThatWasReplacedAfterItWasLockedIsRefused() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain", "1.0.0")
    try desk.install("desk/grain")
    try FileManager.default.removeItem(atPath: desk.registry)
    try desk.publish("desk/grain", "1.0.0", capabilities: "[\"log\"]")
    #expect(
      failure { _ = try desk.installer().updating() }
        == "'desk/grain' 1.0.0 has another digest in \(desk.registry) than in \(desk.project)/assay.lock")
    try FileManager.default.removeItem(atPath: desk.project + "/.assay")
    let size = try RegistryLocation(desk.registry).index().releases(of: "desk/grain")[0].archive.size
    let message = failure {
      var installer = try desk.installer(); try installer.carryOut(try installer.planLocked())
    }
    #expect(message?.hasPrefix("\(desk.registry)/packs/desk/grain/1.0.0.zip: ") == true)
    #expect(message?.hasSuffix("bytes expected, got \(size)") == true)
  }

  /// The second of two packs cannot be had: neither is there afterwards.
  @Test func nothingIsHalfInstalled() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/old", "1.0.0")
    try desk.install("desk/old")
    let before = desk.files(below: desk.project), lock = desk.read("project/assay.lock")
    try desk.publish("desk/a", "1.0.0", needs: "{\"desk/b\": \"*\"}")
    try desk.publish("desk/b", "1.0.0")
    let path = "registry/packs/desk/b/1.0.0.zip"
    let whole = try #require(FileManager.default.contents(atPath: desk.path + "/" + path))
    try desk.write(path, Array(whole.dropLast(100)))
    #expect(
      failure { try desk.install("desk/a") }
        == "\(desk.registry)/packs/desk/b/1.0.0.zip: \(whole.count) bytes expected, got \(whole.count - 100)")
    #expect(desk.files(below: desk.project) == before && desk.read("project/assay.lock") == lock)
    try FileManager.default.removeItem(atPath: desk.path + "/" + path)
    #expect(
      failure { try desk.install("desk/a") }
        == "\(desk.registry)/packs/desk/b/1.0.0.zip: cannot be read: no such file or directory")
    #expect(desk.files(below: desk.project) == before && desk.read("project/assay.lock") == lock)
  }

  @Test func aPlanThatAnotherInstallationOvertookIsNotCarriedOut() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/a", "1.0.0")
    try desk.publish("desk/b", "1.0.0")
    var installer = try desk.installer()
    let plan = try installer.plan(
      adding: [.init(name: "desk/a", range: .any)], from: [try RegistryLocation(desk.registry)])
    try desk.install("desk/b")
    #expect(
      failure { try installer.carryOut(plan) }
        == "\(desk.project)/assay.lock: another installation changed it meanwhile")
    #expect(desk.installed == ["desk/b 1.0.0"])
  }

  // MARK: Names

  @Test func aNameThatIsNearlyThereIsSuggested() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain-deals", "1.0.0")
    do throws(PackError) {
      var installer = Installer(project: desk.project, trust: try TrustStore(in: desk.settings))
      _ = try installer.plan(
        adding: [.init(name: "desk/grain-deal", range: .any)], from: [try RegistryLocation(desk.registry)])
      Issue.record("was found")
    } catch {
      #expect(
        error
          == PackError("no pack 'desk/grain-deal' in the registry", help: "did you mean 'desk/grain-deals'?"))
    }
  }

  @Test func aFolderOfTheSameNameIsNotTakenForTheInstalledPack() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain", "1.0.0")
    try desk.install("desk/grain")
    var reader = desk.reader()
    #expect(try reader.read(desk.project + "/.assay/packs/desk/grain/1.0.0").map(\.signed) == [false])
    #expect(failure { _ = try reader.read("desk/barley") } == "no pack 'desk/barley'")
  }

  @Test func aFolderMayNeedAnInstalledPack() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/words", "1.0.0")
    let folder = desk.path + "/mine"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try desk.write(
      "mine/pack.json",
      Array(
        "{\"name\":\"desk/mine\",\"version\":\"1.0.0\",\"dependencies\":{\"desk/words\":\"^1.0.0\"},\"rules\":[]}"
          .utf8))
    var reader = desk.reader()
    #expect(
      failure { _ = try reader.read(folder) }
        == "pack 'desk/mine' needs 'desk/words' ^1.0.0, which is not installed")
    try desk.install("desk/words")
    #expect(
      try reader.read(folder).map { "\($0.name) \($0.signed)" } == ["desk/words true", "desk/mine false"])
    try desk.replace("^1.0.0", "^2.0.0", in: "mine/pack.json")
    #expect(
      failure { _ = try reader.read(folder) }
        == "pack 'desk/mine' needs 'desk/words' ^2.0.0, and 1.0.0 is there")
  }

  /// Who works on two packs at once names the needed one first.
  @Test func aFolderMayNeedAFolderThatWasReadBefore() throws {
    let desk = try Desk()
    for (folder, needs) in [("words", "{}"), ("mine", "{\"desk/words\":\"^1.0.0\"}")] {
      try SystemFiles.makeFolder(desk.path + "/" + folder)
      try desk.write(
        folder + "/pack.json",
        Array(
          "{\"name\":\"desk/\(folder)\",\"version\":\"1.0.0\",\"dependencies\":\(needs),\"rules\":[]}".utf8))
    }
    var reader = desk.reader()
    #expect(try reader.read(desk.path + "/words").map(\.name) == ["desk/words"])
    #expect(try reader.read(desk.path + "/mine").map(\.name) == ["desk/mine"])
  }

  @Test(arguments: [
    ("ftp://example.org", "'ftp:' leads to no registry"),
    ("http:packs", "'http:packs' is no address of a registry"),
    (
      "https://ada:secret@example.org/packs",
      "an address with a name or password in it would stand in the lock file for all to read"
    ),
    ("https://example.org/?a=b", "'https://example.org/?a=b' is no address of a registry"),
    ("file://elsewhere/srv", "'file://elsewhere/srv' is no address of a folder here"),
  ])
  func someAddressesAreNoRegistries(_ text: String, _ message: String) {
    #expect(failure { _ = try RegistryLocation(text) } == message)
  }

  @Test func aFileAddressIsAFolder() throws {
    #expect(try RegistryLocation("file:///srv/our%20packs/").folder == "/srv/our packs")
    #expect(try RegistryLocation("/srv/packs/").folder == "/srv/packs")
  }

  @Test func aRegistryThatIsNotThereIsSaidSo() throws {
    let desk = try Desk()
    #expect(failure { try desk.install("desk/a") } == "\(desk.registry): no such folder")
    var installer = try desk.installer()
    #expect(
      failure { _ = try installer.plan(adding: [.init(name: "desk/a", range: .any)], from: []) }
        == "no registry to look in")
    #expect(failure { _ = try installer.planLocked() } == "\(desk.project)/assay.lock: no such file")
  }

  // MARK: Damage

  @Test(arguments: [
    ("{", "is no lock file: a name or '}' expected, got end of input"),
    ("{}", "is no lock file of this version"),
    (
      "{\"schema\":\"assay.lock/1\",\"wanted\":{\"x\":\"*\"},\"packs\":[]}", "is no lock file of this version"
    ),
    ("{\"schema\":\"assay.lock/1\",\"wanted\":{},\"packs\":[{}]}", "is no lock file of this version"),
  ])
  func aDamagedLockFileRunsNothing(_ text: String, _ message: String) throws {
    let desk = try Desk(trusting: "desk")
    try desk.write("project/assay.lock", Array(text.utf8))
    var reader = desk.reader()
    #expect(failure { _ = try reader.read("desk/grain") } == "\(desk.project)/assay.lock: \(message)")
  }
}

extension Installer {
  /// What an update of everything would change.
  fileprivate func updating() throws -> Plan {
    var copy = self
    return try copy.plan(from: [], loosened: nil)
  }
}
