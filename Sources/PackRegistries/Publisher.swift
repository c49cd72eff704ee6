// Publishing writes into a folder that others write into at the same time and read from all the time. One lock orders the
// writers; readers need none, because the archive is in place before the index names it, and the index changes in one piece.

public import RulePacks
import Rules

/// A registry's folder, for those who may write to it.
public struct Publisher {
  public struct Published: Sendable {
    public var name: String
    public var release: RegistryIndex.Release
    /// Whose signatures the pack has.
    public var keys: [PublicKey]
  }

  private let location: RegistryLocation
  private let folder: String

  /// - Throws: when `location` is an address of a web server, which takes no packs.
  public init(_ location: RegistryLocation) throws(PackError) {
    guard let folder = location.folder else {
      throw PackError(
        "\(location): a web server takes no packs", help: "publish to the folder that it serves")
    }
    self.location = location
    self.folder = folder
  }

  /// Adds an archive to the registry, which is made when it is not there.
  ///
  /// - Parameters:
  ///   - bytes: the archive.
  ///   - file: how messages call it.
  ///   - allowsUnsigned: takes a pack that nobody has signed.
  /// - Throws: for whatever nobody could install, and for a version that is there already.
  public func publish(_ bytes: [UInt8], file: String, allowsUnsigned: Bool = false) throws(PackError)
    -> Published
  {
    let pack = try OpenedPack(bytes, file: file)
    if pack.signature == nil, !allowsUnsigned {
      throw PackError(
        "\(file): is not signed",
        help: "assay pack sign \(file) --key KEY; --allow-unsigned publishes it all the same")
    }
    let name = pack.manifest.name
    let path = "packs/\(name)/\(pack.version).\(PackArchive.ending)"
    let release = RegistryIndex.Release(
      version: pack.version, archive: .init(path: path, sha256: sha256(bytes), size: bytes.count),
      digest: pack.digest, title: pack.manifest.title, license: pack.manifest.license,
      engine: pack.manifest.engine,
      capabilities: pack.manifest.capabilities.map(\.rawValue), dependencies: pack.manifest.dependencies,
      yanked: nil)
    try change { (index) throws(PackError) in
      // Before the archive is written: what was published must not be touched.
      try index.add(release, to: name)
      let target = folder + "/" + path
      try SystemFiles.makeFolder(SystemFiles.folder(of: target))
      try SystemFiles.replace(target, bytes)
    }
    return Published(name: name, release: release, keys: pack.signature?.signatures.map(\.key) ?? [])
  }

  /// Marks a release as one that nobody should install any more. Whoever has it locked keeps it.
  ///
  /// - Parameter reason: nil takes the mark back.
  public func yank(_ name: String, _ version: Version, because reason: String?) throws(PackError) {
    try change { (index) throws(PackError) in try index.yank(name, version, because: reason) }
  }

  /// Changes the index while nobody else does. After an error it is as it was.
  private func change(_ body: (inout RegistryIndex) throws(PackError) -> Void) throws(PackError) {
    try SystemFiles.makeFolder(folder)
    try SystemFiles.locked(folder + "/.lock") { () throws(PackError) in
      let path = folder + "/" + RegistryIndex.fileName
      var index =
        SystemFiles.kind(of: path) == .missing
        ? RegistryIndex()
        : try RegistryIndex(parsing: SystemFiles.read(path, atMost: RegistryIndex.largestSize), file: path)
      try body(&index)
      try SystemFiles.replace(path, Array(index.text.utf8))
    }
  }
}
