// A registry, a project and a user's settings in one folder that goes away with its last reference.

import Foundation
import RulePacks
import Rules

@testable import PackRegistries

final class Desk {
  let path: String
  let key = PrivateKey()

  var registry: String { path + "/registry" }
  var project: String { path + "/project" }
  var settings: String { path + "/settings" }

  init(trusting owners: String...) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "desk-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: project, withIntermediateDirectories: true)
    var trust = try TrustStore(in: settings)
    for owner in owners { _ = try trust.add(key.publicKey, for: owner, note: "") }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The archive of a small pack.
  func archive(
    _ name: String, _ version: String, needs: String = "{}", capabilities: String = "[]", extra: String = "",
    signed: Bool = true, by signer: PrivateKey? = nil
  ) throws -> [UInt8] {
    let short = name.split(separator: "/").last.map(String.init) ?? name
    let manifest = """
      { "name": "\(name)", "version": "\(version)", "license": "MIT", "title": "The pack \(short)",
        "dependencies": \(needs), "capabilities": \(capabilities), \(extra)
        "rules": [{ "id": "word", "kind": "score" }] }
      """
    let rule = """
      score "word" {
        doc = "A word.", on = "sentence", scale = "watch", match = contains "grain", points = 1, because = "grain",
      }
      """
    var files = [
      PackSource.File(path: "pack.json", displayPath: "pack.json", bytes: Array(manifest.utf8)),
      PackSource.File(path: "rules/word.lua", displayPath: "rules/word.lua", bytes: Array(rule.utf8)),
    ]
    if signed { files = try PackSignature.sign(files, with: signer ?? key, displayPath: "pack.sig") }
    return try PackArchive.bytes(of: files)
  }

  @discardableResult func publish(
    _ name: String, _ version: String, needs: String = "{}", capabilities: String = "[]", extra: String = "",
    signed: Bool = true, by signer: PrivateKey? = nil
  ) throws -> Publisher.Published {
    let bytes = try archive(
      name, version, needs: needs, capabilities: capabilities, extra: extra, signed: signed, by: signer)
    return try Publisher(try RegistryLocation(registry)).publish(
      bytes, file: "a.zip", allowsUnsigned: !signed)
  }

  func installer(allowsUnsigned: Bool = false) throws -> Installer {
    Installer(project: project, trust: try TrustStore(in: settings), allowsUnsigned: allowsUnsigned)
  }

  @discardableResult func install(
    _ names: String..., from place: String? = nil, allowsUnsigned: Bool = false
  ) throws -> Installer {
    var installer = try installer(allowsUnsigned: allowsUnsigned)
    let wanted = names.map { name in
      let parts = name.split(separator: "@").map(String.init)
      return PackManifest.Dependency(
        name: parts[0], range: parts.count > 1 ? VersionRange(parts[1]) ?? .any : .any)
    }
    let plan = try installer.plan(adding: wanted, from: [try RegistryLocation(place ?? registry)])
    try installer.carryOut(plan)
    return installer
  }

  /// What is installed: `desk/a 1.0.0`.
  var installed: [String] {
    ((try? InstalledPacks(project: project))?.lock.entries ?? []).map { "\($0.name) \($0.version)" }
  }

  func reader(allowsUnsigned: Bool = false) -> PackReader {
    PackReader(project: project, settings: settings, allowsUnsigned: allowsUnsigned)
  }

  /// Every file below a folder, sorted.
  func files(below folder: String) -> [String] {
    (FileManager.default.subpaths(atPath: folder) ?? []).filter {
      SystemFiles.kind(of: folder + "/" + $0) == .file
    }
    .sorted()
  }

  func read(_ name: String) -> String {
    FileManager.default.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(filePath: path + "/" + name))
  }

  func replace(_ old: String, _ new: String, in name: String) throws {
    try write(name, Array(read(name).replacingOccurrences(of: old, with: new).utf8))
  }
}

/// What `body` fails with, as a user reads it.
func failure(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch let error as PackError {
    return error.description
  } catch { return "\(error)" }
}
