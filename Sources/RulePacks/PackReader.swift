public import Diagnostics
import FoundationEssentials
public import Rules

/// Reads packs: by the path of a folder, by the name of a shipped or an installed one, or from a loose script.
///
/// Every command reads through this door. A folder that is named by its path is the user's own work; what was installed is
/// verified each time, and brings the packs along that it needs.
public struct PackReader {
  /// What is odd or wrong about the manifests read so far.
  public private(set) var diagnostics: [Diagnostic] = []
  /// What the user must be told about packs that run without a trusted signature; a line each.
  public private(set) var notices: [String] = []

  /// Texts that stand for files as an editor holds them, by path: what is not saved yet. Of a pack's folder only `.lua`, `.txt` and
  /// `.json` files.
  public var unsaved: [String: [UInt8]] = [:]

  private let project: String
  private let settings: String?
  private let allowsUnsigned: Bool
  /// Installed packs that were read before: one that two others need is read once.
  private var readInstalled: Set<String> = []
  /// The versions of packs that were read from folders, by name: who works on two packs need not install one of them.
  private var readFolders: [String: String] = [:]

  /// - Parameters:
  ///   - project: the folder whose installed packs can be named; a lock file is looked for in it and above.
  ///   - settings: the folder of the user's settings, with the keys that are trusted; nil for the usual place.
  ///   - allowsUnsigned: runs installed packs that nobody who is trusted has signed.
  public init(project: String = ".", settings: String? = nil, allowsUnsigned: Bool = false) {
    self.project = project
    self.settings = settings
    self.allowsUnsigned = allowsUnsigned
  }

  /// The packs that are there without being named.
  public static let standardNames = ["std/attribution", "std/checkworthiness", "std/sourcing"]

  /// Reads the pack that a user calls `name`: `std`, `std/attribution`, the name of an installed pack, or a folder's path.
  ///
  /// - Returns: the pack, behind the installed packs that it needs and that were not read before.
  /// - Throws: when there is no such pack, it has no manifest that can be used, or is not what was installed.
  public mutating func read(_ name: String) throws(PackError) -> [PackSource] {
    if name == "std" {
      var packs: [PackSource] = []
      for name in Self.standardNames { packs += try read(name) }
      return packs
    }
    if Self.standardNames.contains(name) {
      return [try source(PackFiles.standard(String(name.dropFirst(4))), folder: name, signed: true).source]
    }
    let installed = isPackName(name) ? try InstalledPacks(around: project) : nil
    var isFolder = false
    let isThere = FileManager.default.fileExists(atPath: name, isDirectory: &isFolder)
    if let installed, installed.lock[name] != nil {
      guard !isThere else {
        throw PackError(
          "'\(name)' is an installed pack and a path here", help: "write ./\(name) for what lies at the path")
      }
      return try read(installed: name, from: installed)
    }
    guard isThere else { throw unknown(name, installed) }
    guard isFolder else {
      throw PackError(
        "'\(name)' is a file, not a pack",
        help: name.hasSuffix(".lua")
          ? "run a loose script with --rules \(name)" : "name the folder that holds pack.json")
    }
    let folder = name.count > 1 && name.hasSuffix("/") ? String(name.dropLast()) : name
    let own = try source(
      withUnsaved(PackFiles.read(folder: folder), in: folder), folder: folder, signed: false)
    readFolders[own.source.name] = own.source.version
    return try dependencies(of: own.manifest) + [own.source]
  }

  private func unknown(_ name: String, _ installed: InstalledPacks?) -> PackError {
    let names = Self.standardNames + ["std"] + (installed?.lock.entries.map(\.name) ?? [])
    if let near = suggestion(for: name, among: names) {
      return PackError("no pack '\(name)'", help: "did you mean '\(near)'?")
    }
    let folder = "name a folder that holds a pack.json, or std"
    return PackError(
      "no pack '\(name)'",
      help: isPackName(name) ? "\(folder); assay pack install \(name) gets it from a registry" : folder)
  }

  // MARK: Installed packs

  private mutating func read(installed name: String, from installed: InstalledPacks) throws(PackError)
    -> [PackSource]
  {
    guard readInstalled.insert(name).inserted, let entry = installed.lock[name] else { return [] }
    let trust = try TrustStore(in: settings ?? TrustStore.userFolder)
    let (files, signed) = try installed.files(of: entry, trust: trust, allowsUnsigned: allowsUnsigned)
    if !signed {
      notices.append(
        "pack '\(name)' \(entry.version) runs UNSIGNED, as --allow-unsigned says; records say \"signed\":false"
      )
    }
    let (manifest, source) = try source(files, folder: installed.folder(of: entry), signed: signed)
    guard source.name == name, source.version == entry.version.description else {
      throw PackError("pack '\(name)' \(entry.version): its pack.json says \(source.name) \(source.version)")
    }
    return try dependencies(of: manifest) + [source]
  }

  /// The installed packs that `manifest` needs and that were not read before, each behind what it needs itself.
  private mutating func dependencies(of manifest: PackManifest) throws(PackError) -> [PackSource] {
    var packs: [PackSource] = []
    for dependency in manifest.dependencies {
      if let standard = Self.standardNames.first(where: { $0 == dependency.name }) {
        try check(dependency, is: read(standard).first?.version ?? "", of: manifest.name)
        continue
      }
      if let version = readFolders[dependency.name] {
        try check(dependency, is: version, of: manifest.name)
        continue
      }
      guard let installed = try InstalledPacks(around: project), let entry = installed.lock[dependency.name]
      else {
        throw PackError(
          "pack '\(manifest.name)' needs '\(dependency.name)' \(dependency.range), which is not installed",
          help:
            "assay pack install '\(dependency.name)@\(dependency.range)'; or name its folder before this one")
      }
      try check(dependency, is: entry.version.description, of: manifest.name)
      packs += try read(installed: dependency.name, from: installed)
    }
    return packs
  }

  private func check(_ dependency: PackManifest.Dependency, is version: String, of name: String)
    throws(PackError)
  {
    guard let found = Version(version), dependency.range.contains(found) else {
      throw PackError(
        "pack '\(name)' needs '\(dependency.name)' \(dependency.range), and \(version) is there")
    }
  }

  /// Reads a loose script as the unsigned pack `local/NAME`.
  ///
  /// A test file beside it (`NAME_test.lua`) belongs to it.
  public mutating func read(script path: String) throws(PackError) -> PackSource {
    guard let bytes = contents(of: path) else {
      throw PackError("\(path): no such file, or it cannot be read")
    }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let stem = file.hasSuffix(".lua") ? String(file.dropLast(4)) : file
    var files = [PackSource.File(path: "rules/\(file)", displayPath: path, bytes: bytes)]
    let testPath = (path.hasSuffix(".lua") ? String(path.dropLast(4)) : path) + "_test.lua"
    if let test = contents(of: testPath) {
      files.append(
        PackSource.File(path: "rules/\(stem)_test.lua", displayPath: testPath, bytes: test))
    }
    return PackSource(
      name: "local/\(Self.packName(from: stem))", version: "0.0.0", digest: PackFiles.digest(files),
      signed: false,
      files: files)
  }

  private func contents(of path: String) -> [UInt8]? {
    unsaved[path] ?? FileManager.default.contents(atPath: path).map { [UInt8]($0) }
  }

  private func withUnsaved(_ files: [PackSource.File], in folder: String) -> [PackSource.File] {
    guard !unsaved.isEmpty else { return files }
    var files = files
    for index in files.indices {
      if let text = unsaved[files[index].displayPath] { files[index].bytes = text }
    }
    let known = Set(files.map(\.displayPath))
    for (path, text) in unsaved.sorted(by: { $0.key < $1.key })
    where path.hasPrefix(folder + "/") && !known.contains(path) {
      let inner = String(path.dropFirst(folder.count + 1))
      guard [".lua", ".txt", ".json"].contains(where: inner.hasSuffix), !inner.hasPrefix("."),
        !inner.contains("/.")
      else {
        continue
      }
      files.append(PackSource.File(path: inner, displayPath: path, bytes: text))
    }
    return files
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

  private mutating func source(
    _ files: [PackSource.File], folder: String, signed: Bool
  ) throws(PackError) -> (manifest: PackManifest, source: PackSource) {
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
    let source = PackSource(
      name: manifest.name, version: manifest.version, digest: PackFiles.digest(files), signed: signed,
      languages: manifest.languages, parameters: manifest.parameters,
      capabilities: Set(manifest.capabilities), entries: manifest.rules, files: files)
    return (manifest, source)
  }

  /// A file's name made into a pack's: `My rules` → `my-rules`.
  static func packName(from stem: String) -> String {
    let mended = stem.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    let name = String(mended).split(separator: "-").joined(separator: "-")
    return name.isEmpty ? "script" : name
  }
}
