public import Diagnostics
import FoundationEssentials
public import Rules

/// Reads packs: by the path of a folder, by the name of a shipped one, or from a loose script.
public struct PackReader {
  /// What is odd or wrong about the manifests read so far.
  public private(set) var diagnostics: [Diagnostic] = []

  public init() {}

  /// The packs that are there without being named.
  public static let standardNames = ["std/attribution", "std/checkworthiness", "std/sourcing"]

  /// Reads the pack that a user calls `name`: `std`, `std/attribution`, or a folder's path.
  ///
  /// - Throws: when there is no such pack, or it has no manifest that can be used.
  public mutating func read(_ name: String) throws(PackError) -> [PackSource] {
    if name == "std" {
      var packs: [PackSource] = []
      for name in Self.standardNames { packs += try read(name) }
      return packs
    }
    if Self.standardNames.contains(name) {
      return [try pack(PackFiles.standard(String(name.dropFirst(4))), folder: name, signed: true)]
    }
    var isFolder = false
    guard FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) else {
      let near = suggestion(for: name, among: Self.standardNames + ["std"])
      throw PackError(
        "no pack '\(name)'",
        help: near.map { "did you mean '\($0)'?" } ?? "name a folder that holds a pack.json, or std")
    }
    guard isFolder else {
      throw PackError(
        "'\(name)' is a file, not a pack",
        help: name.hasSuffix(".lua")
          ? "run a loose script with --rules \(name)" : "name the folder that holds pack.json")
    }
    let folder = name.count > 1 && name.hasSuffix("/") ? String(name.dropLast()) : name
    return [try pack(PackFiles.read(folder: folder), folder: folder, signed: false)]
  }

  /// Reads a loose script as the unsigned pack `local/NAME`.
  ///
  /// A test file beside it (`NAME_test.lua`) belongs to it.
  public mutating func read(script path: String) throws(PackError) -> PackSource {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw PackError("\(path): no such file, or it cannot be read")
    }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = file.hasSuffix(".lua") ? String(file.dropLast(4)) : file
    var files = [PackSource.File(path: "rules/\(file)", displayPath: path, bytes: [UInt8](bytes))]
    let testPath = (path.hasSuffix(".lua") ? String(path.dropLast(4)) : path) + "_test.lua"
    if let test = FileManager.default.contents(atPath: testPath) {
      files.append(
        PackSource.File(path: "rules/\(stem)_test.lua", displayPath: testPath, bytes: [UInt8](test)))
    }
    return PackSource(
      name: "local/\(Self.packName(from: stem))", version: "0.0.0", digest: PackFiles.digest(files),
      signed: false,
      files: files)
  }

  /// Makes the unsigned pack `local/NAME` of a rule file that is at hand as text.
  public func read(text: String, named name: String) -> PackSource {
    let files = [
      PackSource.File(path: "rules/\(name).lua", displayPath: "\(name).lua", bytes: Array(text.utf8))
    ]
    return PackSource(
      name: "local/\(Self.packName(from: name))", version: "0.0.0", digest: PackFiles.digest(files),
      signed: false,
      files: files)
  }

  private mutating func pack(_ files: [PackSource.File], folder: String, signed: Bool) throws(PackError)
    -> PackSource
  {
    guard let file = files.first(where: { $0.path == "pack.json" }) else {
      throw PackError(
        "\(folder): no pack.json in this folder", help: "assay new pack OWNER/NAME makes a pack to start from"
      )
    }
    let (manifest, diagnostics) = PackManifest.read(file.bytes, file: file.displayPath)
    self.diagnostics += diagnostics
    guard let manifest else {
      let why = diagnostics.first { $0.severity == .error }
      let place = why?.place.map { "\($0.file):\($0.line)" } ?? file.displayPath
      throw PackError("\(place): \(why?.message ?? "cannot be used")")
    }
    return PackSource(
      name: manifest.name, version: manifest.version, digest: PackFiles.digest(files), signed: signed,
      languages: manifest.languages, parameters: manifest.parameters,
      capabilities: Set(manifest.capabilities), entries: manifest.rules, files: files)
  }

  /// A file's name made into a pack's: `My rules` → `my-rules`.
  static func packName(from stem: String) -> String {
    let mended = stem.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let name = String(mended).split(separator: "-").joined(separator: "-")
    return name.isEmpty ? "script" : name
  }
}
