// Installing is three steps that do not mix: decide what belongs together, get and check all of it, put it in place. Up to the
// last one nothing of the project has changed; the lock file is written at the very end, and a pack is what the lock file
// names. Nothing of a pack runs.

import Diagnostics
public import RulePacks
import Rules

/// Installs packs into a project, and takes them away.
public struct Installer {
  /// What will change, for the user to see before it does.
  public struct Plan: Sendable {
    public struct Step: Sendable {
      public enum Kind: String, Sendable { case install, update, keep, remove }
      public var kind: Kind
      public var name: String
      public var version: Version
      /// The version that is there now, of an update.
      public var from: Version?
      public var license: String
      /// What the pack's rules may do.
      public var capabilities: [String]
      /// What of that the version that is there now may not.
      public var newCapabilities: [String]
    }
    /// By name.
    public var steps: [Step]
    /// The lock file as it was when this was planned.
    var base: String
    var lock: LockFile

    /// Whether the lock file stays as it is.
    public var changesNothing: Bool { steps.allSatisfy { $0.kind == .keep } }
  }

  private let project: String
  private let trust: TrustStore
  private let allowsUnsigned: Bool
  private var indexes: [RegistryLocation: RegistryIndex] = [:]
  /// What the user must be told; a line each.
  public private(set) var notices: [String] = []
  /// What `carryOut` has fetched and put in place: `desk/grain-deals 0.1.0`.
  public private(set) var placed: [String] = []

  /// - Parameter project: the folder that has, or will have, the lock file.
  public init(project: String, trust: TrustStore, allowsUnsigned: Bool = false) {
    self.project = project
    self.trust = trust
    self.allowsUnsigned = allowsUnsigned
  }

  private var lockPath: String { InstalledPacks.path(LockFile.fileName, in: project) }

  private func readLock() throws(PackError) -> LockFile {
    SystemFiles.kind(of: lockPath) == .missing ? LockFile() : try LockFile(at: lockPath)
  }

  // MARK: Deciding

  /// Plans to install `wanted` beside what is there.
  ///
  /// - Parameters:
  ///   - registries: where packs are looked for. A name belongs to the first one that has it; what is installed is looked for
  ///     where it came from first.
  ///   - loosened: names of installed packs that may change to a newer version; nil for all of them.
  public mutating func plan(
    adding wanted: [PackManifest.Dependency] = [], from registries: [RegistryLocation],
    loosened: Set<String>? = []
  ) throws(PackError) -> Plan {
    let lock = try readLock()
    var all = Dictionary(lock.wanted.map { ($0.name, $0) }) { first, _ in first }
    for one in wanted { all[one.name] = one }
    var sources = registries
    var home: [String: RegistryLocation] = [:]
    for entry in lock.entries {
      let location = try RegistryLocation(locked: entry.registry, in: project)
      home[entry.name] = location
      if !sources.contains(location) { sources.append(location) }
    }
    guard !sources.isEmpty else {
      throw PackError(
        "no registry to look in", help: "--registry names its folder or address; so does ASSAY_REGISTRY")
    }
    for location in sources where indexes[location] == nil { indexes[location] = try location.index() }
    let known = indexes
    let homes = home, places = sources
    func source(of name: String) -> RegistryLocation? {
      (places.filter { $0 == homes[name] } + places).first { known[$0]?.releases(of: name).isEmpty == false }
    }
    let locked = lock.entries.filter { entry in loosened.map { !$0.contains(entry.name) } ?? false }
    var resolver = Resolver(
      locked: Dictionary(locked.map { ($0.name, $0.version) }) { first, _ in first },
      releases: { name in source(of: name).flatMap { known[$0]?.releases(of: name) } ?? [] })
    let choices: [Resolver.Choice]
    do throws(PackError) { choices = try resolver.resolve(all.values.sorted { $0.name < $1.name }) } catch {
      throw suggesting(error, all.keys.sorted())
    }
    var entries: [LockFile.Entry] = []
    for choice in choices {
      let location = source(of: choice.name)?.locked(in: project) ?? ""
      // What is locked stays as it is, to the byte: only its files may have to be had again.
      if let old = lock[choice.name], old.version == choice.release.version {
        guard old.digest == choice.release.digest else {
          throw PackError(
            "'\(choice.name)' \(old.version) has another digest in \(location) than in \(lockPath)",
            help: "a published version never changes: ask whoever keeps the registry")
        }
        entries.append(old)
        continue
      }
      entries.append(
        LockFile.Entry(
          name: choice.name, version: choice.release.version, digest: choice.release.digest,
          registry: location,
          archive: choice.release.archive, dependencies: choice.release.dependencies,
          capabilities: choice.release.capabilities, signed: false))
    }
    // Who names no range gets the newest version now, and later what promises to break nothing.
    for one in wanted where one.range == .any {
      guard let entry = entries.first(where: { $0.name == one.name }) else { continue }
      all[one.name] = PackManifest.Dependency(name: one.name, range: .compatible(with: entry.version))
    }
    return plan(from: lock, to: LockFile(wanted: Array(all.values), entries: entries), licenses: choices)
  }

  /// Plans to put in place exactly what the lock file names.
  public func planLocked() throws(PackError) -> Plan {
    guard SystemFiles.kind(of: lockPath) != .missing else {
      throw PackError(
        "\(lockPath): no such file", help: "name a pack: assay pack install OWNER/NAME --registry FOLDER")
    }
    let lock = try readLock()
    return plan(from: lock, to: lock, licenses: [])
  }

  /// Plans to take packs away, with what only they needed. Needs no registry.
  public func plan(removing names: [String]) throws(PackError) -> Plan {
    let lock = try readLock()
    for name in names where !lock.wanted.contains(where: { $0.name == name }) {
      if lock[name] != nil {
        let users = lock.entries.filter { $0.dependencies.contains { $0.name == name } }.map {
          "'\($0.name)'"
        }
        throw PackError(
          "'\(name)' is there because \(users.joined(separator: " and ")) needs it", help: "remove that one")
      }
      throw PackError("'\(name)' is not installed", help: "assay pack list shows what is")
    }
    let wanted = lock.wanted.filter { !names.contains($0.name) }
    var needed: Set<String> = []
    var open = wanted.map(\.name)
    while let name = open.popLast() {
      guard needed.insert(name).inserted else { continue }
      open += lock[name]?.dependencies.map(\.name) ?? []
    }
    return plan(
      from: lock, to: LockFile(wanted: wanted, entries: lock.entries.filter { needed.contains($0.name) }),
      licenses: [])
  }

  private func plan(from old: LockFile, to new: LockFile, licenses: [Resolver.Choice]) -> Plan {
    var steps = new.entries.map { entry in
      let before = old[entry.name]
      let isInPlace =
        SystemFiles.kind(of: InstalledPacks.folder(of: entry.name, entry.version, in: project)) == .folder
      let kind: Plan.Step.Kind =
        before == nil || (before?.version == entry.version && !isInPlace)
        ? .install : before?.version == entry.version ? .keep : .update
      return Plan.Step(
        kind: kind, name: entry.name, version: entry.version, from: before?.version,
        license: licenses.first { $0.name == entry.name }?.release.license ?? "",
        capabilities: entry.capabilities,
        newCapabilities: entry.capabilities.filter { before?.capabilities.contains($0) != true })
    }
    steps += old.entries.filter { new[$0.name] == nil }.map { entry in
      Plan.Step(
        kind: .remove, name: entry.name, version: entry.version, from: nil, license: "", capabilities: [],
        newCapabilities: [])
    }
    return Plan(steps: steps.sorted { $0.name < $1.name }, base: old.text, lock: new)
  }

  /// A name that is in no registry was perhaps meant to be one that is.
  private func suggesting(_ error: PackError, _ names: [String]) -> PackError {
    let known = Set(indexes.values.flatMap { $0.packs.keys })
    guard let missing = names.first(where: { !known.contains($0) }),
      error.description.contains("'\(missing)'"),
      let near = suggestion(for: missing, among: known)
    else { return error }
    return PackError(error.description, help: "did you mean '\(near)'?")
  }

  // MARK: Getting and putting in place

  /// Does what `plan` says. After an error the project is as it was.
  ///
  /// - Parameter progress: is told each pack before it is fetched.
  public mutating func carryOut(_ plan: Plan, progress: (String) -> Void = { _ in }) throws(PackError) {
    let packs = InstalledPacks.path(".assay/packs", in: project)
    try SystemFiles.makeFolder(InstalledPacks.path(".assay", in: project))
    // Two installations in one project would take each other's half for their own.
    (placed, notices) = try SystemFiles.locked(InstalledPacks.path(".assay/lock", in: project)) {
      () throws(PackError) in
      try put(plan, below: packs, progress)
    }
  }

  private func put(_ plan: Plan, below packs: String, _ progress: (String) -> Void) throws(PackError) -> (
    placed: [String], notices: [String]
  ) {
    guard try readLock().text == plan.base else {
      throw PackError("\(lockPath): another installation changed it meanwhile", help: "try again")
    }
    var placed: [String] = []
    var notices: [String] = []
    var lock = plan.lock
    var staged: [(from: String, to: String)] = []
    let staging = packs + "/.new"
    SystemFiles.remove(staging)
    defer { SystemFiles.remove(staging) }
    for row in lock.entries.indices {
      let entry = lock.entries[row]
      let target = InstalledPacks.folder(of: entry.name, entry.version, in: project)
      if isRight(entry) { continue }
      progress("\(entry.name) \(entry.version)")
      let pack = try fetch(entry)
      lock.entries[row].signed = pack.signed
      if !pack.signed {
        notices.append(
          "pack '\(entry.name)' \(entry.version) is installed UNSIGNED, as --allow-unsigned says")
      }
      let folder = "\(staging)/\(staged.count)"
      // Every run checks them again: after a power cut a file that is not whole is refused, and fetched again.
      var made: Set<String> = []
      for file in pack.files {
        let place = folder + "/" + file.path
        if made.insert(SystemFiles.folder(of: place)).inserted {
          try SystemFiles.makeFolder(SystemFiles.folder(of: place))
        }
        try SystemFiles.create(place, file.bytes, isDurable: false)
      }
      staged.append((folder, target))
      placed.append("\(entry.name) \(entry.version)")
    }
    for (from, to) in staged {
      try SystemFiles.makeFolder(SystemFiles.folder(of: to))
      SystemFiles.remove(to)
      try SystemFiles.rename(from, to: to)
    }
    try SystemFiles.replace(lockPath, Array(lock.text.utf8))
    removeOthers(than: lock, below: packs)
    return (placed, notices)
  }

  /// Whether a pack is in place as the lock file names it, so that nothing has to be fetched.
  private func isRight(_ entry: LockFile.Entry) -> Bool {
    let installed = InstalledPacks(project: project, lock: LockFile(entries: [entry]))
    guard installed.isInPlace(entry) else { return false }
    return (try? installed.files(of: entry, trust: trust, allowsUnsigned: allowsUnsigned)) != nil
  }

  private func fetch(_ entry: LockFile.Entry) throws(PackError) -> (files: [PackSource.File], signed: Bool) {
    let location = try RegistryLocation(locked: entry.registry, in: project)
    let bytes = try location.archive(entry.archive)
    let pack = try OpenedPack(bytes, file: "\(location)/\(entry.archive.path)")
    let title = "'\(entry.name)' \(entry.version)"
    guard pack.manifest.name == entry.name, pack.version == entry.version else {
      throw PackError("\(location): the archive of \(title) holds '\(pack.manifest.name)' \(pack.version)")
    }
    guard pack.digest == entry.digest else {
      throw PackError("\(location): the digest of \(title) is another than it says")
    }
    guard LockFile.json(pack.manifest.dependencies) == LockFile.json(entry.dependencies) else {
      throw PackError("\(location): \(title) needs other packs than the registry says")
    }
    guard pack.manifest.capabilities.map(\.rawValue) == entry.capabilities else {
      throw PackError("\(location): \(title) asks for other capabilities than the registry says")
    }
    guard let signature = pack.signature else {
      if allowsUnsigned { return (pack.files, false) }
      throw PackError(
        "pack \(title) is not signed",
        help: "--allow-unsigned installs it all the same, and its records say so")
    }
    if !signature.keys(trustedBy: trust, for: entry.name).isEmpty { return (pack.files, true) }
    if allowsUnsigned { return (pack.files, false) }
    throw signature.distrust(trust, of: entry.name)
  }

  /// Removes versions that the lock file does not name, and folders that are empty then.
  private func removeOthers(than lock: LockFile, below packs: String) {
    for owner in names(in: packs) {
      for pack in names(in: "\(packs)/\(owner)") {
        for version in names(in: "\(packs)/\(owner)/\(pack)")
        where lock["\(owner)/\(pack)"]?.version.description != version {
          SystemFiles.remove("\(packs)/\(owner)/\(pack)/\(version)")
        }
        if names(in: "\(packs)/\(owner)/\(pack)").isEmpty { SystemFiles.remove("\(packs)/\(owner)/\(pack)") }
      }
      if names(in: "\(packs)/\(owner)").isEmpty { SystemFiles.remove("\(packs)/\(owner)") }
    }
  }

  private func names(in folder: String) -> [String] {
    SystemFiles.names(in: folder).filter { !$0.hasPrefix(".") }
  }
}
