// Where a pack's files come from: a folder of the analyst's, or the binary itself.

import Crypto
import FoundationEssentials
import Rules
import StandardPacks

enum PackFiles {
  /// A pack of more files or bytes than this is refused.
  static let largestCount = 10_000
  static let largestSize = 64 << 20

  /// The file that holds a pack's signatures. It cannot be signed itself, and is not part of the digest: to sign a pack
  /// does not make it another one.
  static let signaturePath = "pack.sig"

  /// Reads all files below `folder`; hidden ones are passed over.
  ///
  /// - Parameter strictly: refuses links and whatever else is neither file nor folder, which an archive cannot hold.
  static func read(folder: String, strictly: Bool = false) throws(PackError) -> [PackSource.File] {
    let manager = FileManager.default
    var files: [PackSource.File] = []
    var size = 0
    var folders = [""]
    while let below = folders.popLast() {
      let place = below.isEmpty ? folder : folder + "/" + below
      guard let names = try? manager.contentsOfDirectory(atPath: place) else {
        throw PackError("\(place): cannot read this folder")
      }
      for name in names where !name.hasPrefix(".") {
        let path = below.isEmpty ? name : below + "/" + name
        var isFolder = false
        let kind = SystemFiles.kind(of: folder + "/" + path)
        if strictly, kind != .file, kind != .folder {
          throw PackError("\(folder)/\(path): \(kind == .link ? "is a link" : "is neither file nor folder")")
        }
        guard manager.fileExists(atPath: folder + "/" + path, isDirectory: &isFolder) else { continue }
        if isFolder {
          if path.split(separator: "/").count < 16 { folders.append(path) }
        } else {
          files.append(try file(path, in: folder, &size))
        }
      }
      guard files.count <= largestCount, size <= largestSize else {
        throw PackError(
          "\(folder): too large for a pack (at most \(largestCount) files and \(largestSize >> 20) MB)")
      }
    }
    return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  private static func file(_ path: String, in folder: String, _ size: inout Int) throws(PackError)
    -> PackSource.File
  {
    let full = folder + "/" + path
    guard let data = FileManager.default.contents(atPath: full) else {
      throw PackError("\(full): cannot read this file")
    }
    size += data.count
    return PackSource.File(path: path, displayPath: full, bytes: [UInt8](data))
  }

  /// The files of the shipped pack `std/NAME`.
  static func standard(_ name: String) -> [PackSource.File] {
    var files: [PackSource.File] = []
    for row in 0..<sp_file_count {
      let path = unsafe String(cString: sp_file_at(row).path)
      guard path.hasPrefix(name + "/") else { continue }
      let bytes = unsafe [UInt8](
        UnsafeBufferPointer(start: sp_file_at(row).bytes, count: sp_file_at(row).count))
      files.append(
        PackSource.File(
          path: String(path.dropFirst(name.utf8.count + 1)), displayPath: "std/" + path, bytes: bytes))
    }
    return files
  }

  /// SHA-256 over path, SHA-256 and size of every file but `pack.sig`, in the order of the paths.
  static func digest(_ files: [PackSource.File]) -> String { digest(of: listing(files)) }

  static func digest(of listing: [ListedFile]) -> String {
    "sha256:" + hex(SHA256.hash(data: text(of: listing)))
  }

  /// What digests and signatures are made over.
  static func text(of listing: [ListedFile]) -> [UInt8] {
    listing.flatMap { Array("\($0.path)\0\($0.sha256)\0\($0.size)\n".utf8) }
  }

  /// Every file but `pack.sig`, sorted by path.
  static func listing(_ files: [PackSource.File]) -> [ListedFile] {
    files.filter { $0.path != signaturePath }
      .map { ListedFile(path: $0.path, sha256: hex(SHA256.hash(data: $0.bytes)), size: $0.bytes.count) }
      .sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  static func hex(_ digest: SHA256.Digest) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for byte in digest {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// A file of a pack as digests and signatures name it.
struct ListedFile: Hashable, Sendable {
  var path: String
  /// In hexadecimal.
  var sha256: String
  var size: Int
}

/// The SHA-256 of `bytes` in hexadecimal.
public func sha256(_ bytes: [UInt8]) -> String { PackFiles.hex(SHA256.hash(data: bytes)) }
