// An archive says who it is and who signed it before anything is done with it; nothing of it has run.

import Diagnostics
public import Rules

/// A pack's archive, opened and checked in itself. Whether the signers are trusted is another question.
public struct OpenedPack: Sendable {
  public let files: [PackSource.File]
  public let manifest: PackManifest
  public let version: Version
  /// Of the pack's files: `sha256:…`.
  public let digest: String
  /// nil when nobody has signed.
  public let signature: PackSignature?

  /// - Parameter file: how messages call the archive.
  /// - Throws: when it is no archive of a pack, its manifest has mistakes, or its signatures do not fit.
  public init(_ bytes: [UInt8], file: String) throws(PackError) {
    try self.init(files: try PackArchive.files(in: bytes, named: file), file: file)
  }

  /// - Parameter file: how messages call the folder or archive that the files are from.
  public init(files: [PackSource.File], file: String) throws(PackError) {
    self.files = files
    guard let text = files.first(where: { $0.path == "pack.json" }) else {
      throw PackError("\(file): has no pack.json")
    }
    let (manifest, diagnostics) = PackManifest.read(text.bytes, file: text.displayPath)
    if let mistake = diagnostics.first(where: { $0.severity == .error }) {
      let place = mistake.place.map { "\($0.file):\($0.line)" } ?? text.displayPath
      throw PackError("\(place): \(mistake.message)")
    }
    guard let manifest, let version = Version(manifest.version) else {
      throw PackError("\(text.displayPath): cannot be used")
    }
    let owner = owner(of: manifest.name)
    guard owner != "std", owner != "local" else {
      throw PackError("\(file): the owner '\(owner)' is taken: its packs never come from outside")
    }
    self.manifest = manifest
    self.version = version
    digest = PackFiles.digest(files)
    signature = try PackSignature.check(files, named: "pack '\(manifest.name)' \(version)")
  }

  /// Reads the pack in `folder`, with its signatures if there are some: what `pack build` packs.
  public static func read(folder: String) throws(PackError) -> OpenedPack {
    try OpenedPack(files: try PackArchive.files(ofFolder: folder), file: folder)
  }
}
