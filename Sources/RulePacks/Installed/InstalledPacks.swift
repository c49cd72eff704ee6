// What `install` put in place is read again before every run, and runs only when it is still what was installed and is signed
// by somebody the user trusts for its owner: a folder on a shared disk is not believed because a file lies in it.
//
// A project's packs lie in the project, beside its lock file, and not in the user's home: two projects may need two versions,
// and a project that is copied or backed up takes along what it ran.

import FoundationEssentials
public import Rules

/// The packs in a project's `.assay/packs`, named by its `assay.lock`.
public struct InstalledPacks: Sendable {
  /// The folder that holds `assay.lock`.
  public let project: String
  public let lock: LockFile

  /// The project of `folder`: the nearest folder, from it upwards, with an `assay.lock`; nil when there is none.
  ///
  /// - Throws: when there is a lock file that cannot be read.
  public init?(around folder: String) throws(PackError) {
    guard let project = Self.project(around: folder) else { return nil }
    try self.init(project: project)
  }

  /// - Throws: when `project` has no lock file that can be read.
  public init(project: String) throws(PackError) {
    self.project = project
    lock = try LockFile(at: Self.path("assay.lock", in: project))
  }

  package init(project: String, lock: LockFile) {
    self.project = project
    self.lock = lock
  }

  package static func project(around folder: String) -> String? {
    // As the user sees it: "." while it is this folder, its full path further up.
    if SystemFiles.kind(of: path(LockFile.fileName, in: folder)) == .file { return folder }
    var above = folder == "." ? FileManager.default.currentDirectoryPath : folder
    while above != "/", above.hasPrefix("/") {
      above = SystemFiles.folder(of: above)
      if SystemFiles.kind(of: path(LockFile.fileName, in: above)) == .file { return above }
    }
    return nil
  }

  /// `name` in `folder`, without `./` in front.
  package static func path(_ name: String, in folder: String) -> String {
    folder == "." ? name : folder == "/" ? "/" + name : folder + "/" + name
  }

  /// The folder of an installed pack.
  package static func folder(of name: String, _ version: Version, in project: String) -> String {
    path(".assay/packs/\(name)/\(version)", in: project)
  }

  public func folder(of entry: LockFile.Entry) -> String {
    Self.folder(of: entry.name, entry.version, in: project)
  }

  /// Whether the files of `entry` are in place; not whether they are right.
  public func isInPlace(_ entry: LockFile.Entry) -> Bool {
    SystemFiles.kind(of: folder(of: entry)) == .folder
  }

  /// The files of an installed pack, which are those that were installed.
  ///
  /// - Parameter allowsUnsigned: accepts a pack that nobody who is trusted has signed. What was altered since it was
  ///   installed is refused all the same.
  /// - Returns: the files, and whether a trusted signature is there.
  public func files(
    of entry: LockFile.Entry, trust: TrustStore, allowsUnsigned: Bool
  ) throws(PackError) -> (files: [PackSource.File], signed: Bool) {
    let folder = folder(of: entry)
    guard isInPlace(entry) else {
      throw PackError(
        "pack '\(entry.name)' \(entry.version) is in \(Self.path(LockFile.fileName, in: project)) and not in place",
        help: "assay pack install puts in place what the lock file names")
    }
    let files = try PackFiles.read(folder: folder, strictly: true)
    let title = "pack '\(entry.name)' \(entry.version)"
    let again =
      "assay pack install puts it in place again; to work on it, copy \(folder) and name the copy by its path"
    do throws(PackError) {
      // First the list of files: it can name the one that is not right.
      let signature = try PackSignature.check(files, named: title)
      guard PackFiles.digest(files) == entry.digest else {
        throw PackError("\(title): its files are not those that \(LockFile.fileName) names")
      }
      guard let signature else {
        if allowsUnsigned { return (files, false) }
        throw PackError(
          "\(title) is not signed: \(folder)/\(PackFiles.signaturePath) is missing or empty",
          help: "--allow-unsigned runs it all the same, and the records say so")
      }
      guard signature.keys(trustedBy: trust, for: entry.name).isEmpty else { return (files, true) }
      if allowsUnsigned { return (files, false) }
      throw signature.distrust(trust, of: entry.name)
    } catch {
      throw PackError(error.description, help: error.help ?? again)
    }
  }
}
