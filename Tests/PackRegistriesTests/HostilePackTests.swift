import Foundation
import JSON
import RulePacks
import Rules
import Testing

@testable import PackRegistries

/// A thousand packs that nobody should install; `scripts/hostile-packs` offers ten thousand others to the command.
@Suite struct HostilePackTests {
  private let values: [JSONValue] = [
    .null, .bool(true), .number(JSONNumber(Int64(-1))), .number(JSONNumber(Int64.max)), .string(""),
    .string("../x"), .string("std/attribution"), .string("desk/other"), .string("\u{202E}"), .string("*"),
    .string("1.0.0"), .array([]), .array([.string("log"), .string("log")]), .object(JSONObject()),
    .object(JSONObject([.init("desk/grain", .string("*"))])), .string(String(repeating: "a", count: 500)),
  ]

  private func mutated(_ bytes: [UInt8], _ random: inout Generator) -> [UInt8] {
    var copy = bytes
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0..<copy.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0, 1: copy[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: copy.removeLast(copy.count - max(place, 1))
      case 3:
        copy.insert(contentsOf: copy[place...].prefix(Int.random(in: 1...100, using: &random)), at: place)
      default: copy.replaceSubrange(place..<min(copy.count, place + 4), with: [0xFF, 0xFF, 0xFF, 0xFF])
      }
    }
    return copy
  }

  private func mutated(_ value: JSONValue, _ random: inout Generator) -> JSONValue {
    switch value {
    case .object(var object) where !object.members.isEmpty && Int.random(in: 0..<8, using: &random) > 0:
      let row = Int.random(in: 0..<object.members.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: object.members.remove(at: row)
      case 1: object.members[row].name += "s"
      default: object.members[row].value = mutated(object.members[row].value, &random)
      }
      return .object(object)
    case .array(var items) where !items.isEmpty && Bool.random(using: &random):
      let row = Int.random(in: 0..<items.count, using: &random)
      items[row] = mutated(items[row], &random)
      return .array(items)
    default: return values.randomElement(using: &random) ?? .null
    }
  }

  @Test func noArchiveWithOtherBytesIsOpened() throws {
    let good = try Desk().archive("desk/grain", "1.0.0")
    var random = Generator(state: 1)
    for _ in 0..<600 {
      let bytes = mutated(good, &random)
      #expect(bytes == good || (try? OpenedPack(bytes, file: "a.zip")) == nil)
    }
  }

  /// Well-made archives whose manifest is not: refused with a reason, or installed below the project and nowhere else.
  @Test func aPackWithAnyManifestIsRefusedOrInstalledInItsPlace() throws {
    let desk = try Desk()
    let files = try PackArchive.files(in: desk.archive("desk/grain", "1.0.0", signed: false), named: "a.zip")
    let manifest = try JSONValue(parsing: files[0].bytes)
    var random = Generator(state: 2)
    var installed = 0
    for _ in 0..<400 {
      SystemFiles.remove(desk.registry)
      SystemFiles.remove(desk.project)
      try SystemFiles.makeFolder(desk.project)
      var changed = files
      var writer = JSONWriter()
      writer.value(mutated(manifest, &random))
      changed[0].bytes = writer.bytes
      let archive = try PackArchive.bytes(of: changed)
      let publisher = try Publisher(try RegistryLocation(desk.registry))
      var name: String?
      let refusal = failure {
        let published = try publisher.publish(archive, file: "a.zip", allowsUnsigned: true)
        name = published.name
        try desk.install("\(published.name)@=\(published.release.version)", allowsUnsigned: true)
      }
      if let refusal {
        #expect(
          !refusal.isEmpty && desk.installed == [] && desk.files(below: desk.project + "/.assay/packs") == [])
      } else {
        installed += 1
        let name = try #require(name)
        let below = desk.files(below: desk.project)
        #expect(below.contains("assay.lock") && below.contains { $0.hasPrefix(".assay/packs/\(name)/") })
        #expect(
          below.allSatisfy {
            $0 == "assay.lock" || $0 == ".assay/lock" || $0.hasPrefix(".assay/packs/\(name)/")
          })
      }
      #expect(
        SystemFiles.names(in: desk.path).allSatisfy { ["project", "registry", "settings"].contains($0) })
    }
    // Enough of both, or the test would show nothing.
    #expect((50...350).contains(installed), "\(installed)")
  }
}
