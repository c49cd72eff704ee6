// A lock file says what ran last month, to the byte. The packs that it names can be had again wherever it lies: in a copy out
// of a version control there is no project around it, and the project that it came from has other versions by now.

import FoundationEssentials
public import RulePacks
public import Rules

/// The packs that one lock file names, verified like installed ones.
public struct LockedPacks: Sendable {
  /// Each pack behind those that it needs.
  public let packs: [PackSource]
  /// What the user must be told about packs that run without a trusted signature; a line each.
  public let notices: [String]

  /// Reads the packs where the lock file's project has them in place; else gets them from their registries, into a folder
  /// that is gone afterwards. The project is not changed.
  ///
  /// - Parameters:
  ///   - path: a lock file, whatever it is called.
  ///   - settings: the folder of the user's settings, with the keys that are trusted; nil for the usual place.
  ///   - allowsUnsigned: reads packs that nobody who is trusted has signed.
  /// - Throws: for a file that is no lock file or names no pack, and for a pack that cannot be had or is not what the lock
  ///   file says.
  public init(lockFile path: String, settings: String? = nil, allowsUnsigned: Bool = false) throws(PackError)
  {
    var lock = try LockFile(at: path)
    guard !lock.wanted.isEmpty else { throw PackError("\(path): names no pack") }
    let project = SystemFiles.folder(of: path)
    func read(from project: String) throws(PackError) -> (packs: [PackSource], notices: [String]) {
      var reader = PackReader(project: project, settings: settings, allowsUnsigned: allowsUnsigned)
      var packs: [PackSource] = []
      for wanted in lock.wanted { packs += try reader.read(wanted.name) }
      return (packs, reader.notices)
    }
    let own = InstalledPacks(project: project, lock: lock)
    let isOfProject = path.split(separator: "/").last.map(String.init) == LockFile.fileName
    if isOfProject, lock.entries.allSatisfy(own.isInPlace) {
      (packs, notices) = try read(from: project)
      return
    }
    for row in lock.entries.indices {
      lock.entries[row].registry =
        try RegistryLocation(locked: lock.entries[row].registry, in: project).absolute
    }
    let temporary = FileManager.default.temporaryDirectory.path + "/assay-lock-\(UUID().uuidString)"
    try SystemFiles.makeFolder(temporary)
    defer { SystemFiles.remove(temporary) }
    try SystemFiles.create(temporary + "/" + LockFile.fileName, Array(lock.text.utf8))
    var installer = Installer(
      project: temporary, trust: try TrustStore(in: settings ?? TrustStore.userFolder),
      allowsUnsigned: allowsUnsigned)
    try installer.carryOut(try installer.planLocked())
    (packs, notices) = try read(from: temporary)
  }
}
