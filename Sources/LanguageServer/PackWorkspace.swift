// The packs that open documents belong to, as they would be if everything were saved.

import Diagnostics
import LuaSyntax
import RulePacks
import Rules

/// Reads and checks packs, with the texts of open documents in the place of those on disk.
struct PackWorkspace {
  /// What a file belongs to.
  enum Root: Hashable, Sendable, Comparable {
    /// The folder of a pack.
    case pack(String)
    /// A loose script.
    case script(String)

    /// The path of its folder or script.
    var path: String {
      switch self {
      case .pack(let path), .script(let path): path
      }
    }

    /// The folder that it is, or stands in.
    var folder: String {
      switch self {
      case .pack(let path): path
      case .script(let path): PackWorkspace.folder(of: path)
      }
    }

    static func < (one: Root, other: Root) -> Bool { one.path < other.path }
  }

  /// Somebody waits for the answer: a file that loops must not keep them longer than this.
  private static let limits = RuleLimits(memory: 32 << 20, steps: 5_000_000, seconds: 2)
  private static let deepestFolder = 64

  /// The texts of open documents, by path.
  var unsaved: [String: [UInt8]] = [:]
  /// What could be read last of each root: a manifest that is being written has no pack.
  private var sources: [Root: PackSource] = [:]
  /// The packs that it needs, whose lexicons it may name.
  private var others: [Root: [PackSource]] = [:]
  private let standard: [PackSource]

  init() {
    var reader = PackReader()
    standard = (try? reader.read("std")) ?? []
  }

  /// The nearest folder upwards that holds a `pack.json`, else the script itself; nil for what is neither in a pack nor Lua.
  func root(of path: String) -> Root? {
    var folder = Self.folder(of: path)
    for _ in 0..<Self.deepestFolder {
      let manifest = folder == "/" ? "/pack.json" : folder + "/pack.json"
      if unsaved[manifest] != nil || SystemFiles.kind(of: manifest) == .file { return .pack(folder) }
      if folder == "/" || folder == "." { break }
      folder = Self.folder(of: folder)
    }
    guard path.hasSuffix(".lua") else { return nil }
    let script = path.hasSuffix("_test.lua") ? String(path.dropLast("_test.lua".count)) + ".lua" : path
    return .script(unsaved[script] != nil || SystemFiles.kind(of: script) == .file ? script : path)
  }

  /// All that `check` says about a root, by path; a diagnostic without a place stands at the root's own file.
  mutating func check(_ root: Root) -> [String: [Diagnostic]] {
    // Installed packs are looked for around the pack, wherever the editor was started.
    var reader = PackReader(project: root.folder)
    reader.unsaved = unsaved
    var found: [Diagnostic] = []
    var packs: [PackSource] = []
    do throws(PackError) {
      switch root {
      case .pack(let folder): packs = try reader.read(folder)
      case .script(let path): packs = [try reader.read(script: path)]
      }
    } catch {
      if !reader.diagnostics.contains(where: { $0.severity == .error }) {
        found.append(Diagnostic(.error, "pack", error.description, help: error.help.map { [$0] } ?? []))
      }
    }
    found += reader.diagnostics
    if let own = packs.last {
      sources[root] = own
      others[root] = packs.dropLast()
      let names = Set(packs.map(\.name))
      found += RuleSet.check(
        packs, lending: standard.filter { !names.contains($0.name) }, limits: Self.limits)
      found += PackChecks.run(own, limits: Self.limits)
    }
    let home = if case .pack(let folder) = root { folder + "/pack.json" } else { root.path }
    return Dictionary(grouping: found) { $0.place?.file ?? home }
  }

  /// The pack of a root as it was last read.
  mutating func source(of root: Root) -> PackSource? {
    if sources[root] == nil { _ = check(root) }
    return sources[root]
  }

  /// The names of the lexicons that rules of a root may use, with their files: the own ones by their short names.
  mutating func lexicons(of root: Root) -> [(name: String, file: PackSource.File)] {
    let own = source(of: root)
    var found = own?.lexiconFiles.map { (Self.stem(of: $0.path), $0) } ?? []
    let needed = others[root] ?? []
    for pack in needed
      + standard.filter({ pack in pack.name != own?.name && !needed.contains { $0.name == pack.name } })
    {
      found += pack.lexiconFiles.map { ("\(pack.name)/\(Self.stem(of: $0.path))", $0) }
    }
    return found
  }

  /// The rules and scales that the files of a root declare, in order.
  mutating func declarations(of root: Root) -> [(declaration: Declaration, file: LuaFile)] {
    (source(of: root)?.ruleFiles ?? []).flatMap { file in
      let lua = LuaFile(LuaSource(name: file.displayPath, bytes: file.bytes))
      return lua.declarations.map { ($0, lua) }
    }
  }

  /// What a file holds, for the places of its diagnostics; empty for one that cannot be read.
  func bytes(of path: String) -> [UInt8] {
    unsaved[path] ?? (try? SystemFiles.read(path, atMost: LuaSource.largestSize)) ?? []
  }

  static func folder(of path: String) -> String { SystemFiles.folder(of: path) }

  private static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.split(separator: ".", omittingEmptySubsequences: false).first.map(String.init) ?? name
  }
}
