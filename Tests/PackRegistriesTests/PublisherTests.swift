import Foundation
import RulePacks
import Testing

@testable import PackRegistries

@Suite struct PublisherTests {
  private func publisher(_ desk: Desk) throws -> Publisher {
    try Publisher(try RegistryLocation(desk.registry))
  }

  @Test func whatIsPublishedIsFound() throws {
    let desk = try Desk()
    let published = try desk.publish(
      "desk/grain", "1.0.0", needs: "{\"desk/words\": \"^1.0.0\"}", capabilities: "[\"log\"]")
    #expect(published.keys == [desk.key.publicKey])
    let index = try RegistryLocation(desk.registry).index()
    let release = try #require(index.releases(of: "desk/grain").first)
    #expect(
      release.version.description == "1.0.0" && release.title == "The pack grain" && release.license == "MIT")
    #expect(release.capabilities == ["log"] && release.dependencies.map(\.name) == ["desk/words"])
    #expect(release.archive.path == "packs/desk/grain/1.0.0.zip" && release.yanked == nil)
    #expect(index.search("GRAIN").map(\.name) == ["desk/grain"] && index.search("barley").isEmpty)
  }

  @Test func aPublishedVersionCannotBeReplaced() throws {
    let desk = try Desk()
    try desk.publish("desk/grain", "1.0.0")
    let before = desk.read("registry/packs/desk/grain/1.0.0.zip"), index = desk.read("registry/index.json")
    #expect(
      failure { try desk.publish("desk/grain", "1.0.0", capabilities: "[\"log\"]") }
        == "'desk/grain' 1.0.0 is published already, and cannot be replaced")
    #expect(
      desk.read("registry/packs/desk/grain/1.0.0.zip") == before && desk.read("registry/index.json") == index)
  }

  /// Somebody was stopped between the archive and the index: the version was never published, and still can be.
  @Test func anArchiveThatTheIndexDoesNotNameIsNotPublished() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain", "1.0.0")
    try desk.write("registry/packs/desk/grain/1.1.0.zip", Array("half".utf8))
    try desk.publish("desk/grain", "1.1.0")
    try desk.install("desk/grain")
  }

  @Test func anUnsignedPackIsPublishedOnRequestAlone() throws {
    let desk = try Desk()
    let bytes = try desk.archive("desk/grain", "1.0.0", signed: false)
    #expect(failure { _ = try publisher(desk).publish(bytes, file: "a.zip") } == "a.zip: is not signed")
    #expect(!FileManager.default.fileExists(atPath: desk.registry + "/index.json"))
    #expect(try publisher(desk).publish(bytes, file: "a.zip", allowsUnsigned: true).keys == [])
  }

  @Test func whatNobodyCouldInstallIsNotPublished() throws {
    let desk = try Desk()
    #expect(failure { _ = try publisher(desk).publish([1, 2, 3, 4], file: "a.zip") } == "a.zip: is no pack")
    let whole = try desk.archive("desk/grain", "1.0.0")
    #expect(
      failure { _ = try publisher(desk).publish(Array(whole.dropLast()), file: "a.zip") }
        == "a.zip: is cut short, or has something behind its end")
  }

  @Test func aWebServerTakesNoPacks() {
    #expect(
      failure { _ = try Publisher(try RegistryLocation("https://packs.example.org")) }
        == "https://packs.example.org: a web server takes no packs")
  }

  @Test func aDamagedIndexIsNotWrittenOver() throws {
    let desk = try Desk()
    try desk.publish("desk/grain", "1.0.0")
    try desk.write("registry/index.json", Array("{".utf8))
    #expect(
      failure { try desk.publish("desk/grain", "1.1.0") }
        == "\(desk.registry)/index.json: is no index of packs: a name or '}' expected, got end of input")
    #expect(desk.read("registry/index.json") == "{")
  }

  @Test func yankingKeepsAVersionForThoseWhoHaveIt() throws {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain", "1.0.0")
    try desk.publish("desk/grain", "1.1.0")
    try desk.install("desk/grain")
    #expect(desk.installed == ["desk/grain 1.1.0"])
    let version = try #require(Version("1.1.0"))
    try publisher(desk).yank("desk/grain", version, because: "counts drills")
    #expect(
      try RegistryLocation(desk.registry).index().releases(of: "desk/grain").last?.yanked == "counts drills")
    try FileManager.default.removeItem(atPath: desk.project + "/.assay")
    var installer = try desk.installer()
    try installer.carryOut(try installer.planLocked())
    #expect(desk.installed == ["desk/grain 1.1.0"])
    let other = try Desk(trusting: "desk")
    var trust = try TrustStore(in: other.settings)
    _ = try trust.add(desk.key.publicKey, for: "desk", note: "")
    try other.install("desk/grain", from: desk.registry)
    #expect(other.installed == ["desk/grain 1.0.0"])
    try publisher(desk).yank("desk/grain", version, because: nil)
    #expect(try RegistryLocation(desk.registry).index().releases(of: "desk/grain").last?.yanked == nil)
    #expect(
      failure { try publisher(desk).yank("desk/grain", Version("9.0.0")!, because: "") }
        == "'desk/grain' 9.0.0 is not published here")
  }

  /// Forty threads with a lock of their own each, as forty processes would have; the command's test does it with processes.
  @Test func whoeverPublishesAtOnceLosesNothing() async throws {
    let desk = try Desk()
    let archives = try (0..<40).map { try desk.archive("desk/p\($0 % 8)", "1.\($0).0") }
    let registry = desk.registry
    await withTaskGroup(of: Void.self) { group in
      for bytes in archives {
        group.addTask { _ = try? Publisher(try RegistryLocation(registry)).publish(bytes, file: "a.zip") }
      }
    }
    let index = try RegistryLocation(registry).index()
    #expect(index.packs.values.reduce(0) { $0 + $1.count } == 40)
    #expect(desk.files(below: registry).count == 42)
  }

  @Test func theIndexIsTheSameInWhateverOrderPacksCame() throws {
    let one = try Desk(), other = try Desk()
    let archives = try ["1.0.0", "1.10.0", "1.2.0"].map { try one.archive("desk/grain", $0) }
    for bytes in archives { _ = try publisher(one).publish(bytes, file: "a") }
    for bytes in archives.reversed() { _ = try publisher(other).publish(bytes, file: "a") }
    #expect(one.read("registry/index.json") == other.read("registry/index.json"))
    #expect(
      try RegistryLocation(one.registry).index().releases(of: "desk/grain").map(\.version.description)
        == ["1.0.0", "1.2.0", "1.10.0"])
  }
}
