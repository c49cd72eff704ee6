// Where a pack's files come from: a folder of the analyst's, or the binary itself.

import Crypto
import FoundationEssentials
import Rules
import StandardPacks

/// Why a pack could not be read. One line, without a full stop.
public struct PackError: Error, Hashable, Sendable, CustomStringConvertible {
  public var description: String
  /// What to do about it; printed on a line of its own.
  public var help: String?

  init(_ description: String, help: String? = nil) {
    self.description = description
    self.help = help
  }
}

enum PackFiles {
  /// A pack of more files or bytes than this is refused.
  static let largestCount = 10_000
  static let largestSize = 64 << 20

  /// Reads all files below `folder`; hidden ones are passed over.
  static func read(folder: String) throws(PackError) -> [PackSource.File] {
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

  /// SHA-256 over path, SHA-256 and size of every file, in the order of the paths.
  static func digest(_ files: [PackSource.File]) -> String {
    var whole = SHA256()
    for file in files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
      let line = "\(file.path)\0\(hex(SHA256.hash(data: file.bytes)))\0\(file.bytes.count)\n"
      whole.update(data: Array(line.utf8))
    }
    return "sha256:" + hex(whole.finalize())
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

/// The SHA-256 of `bytes` in hexadecimal.
public func sha256(_ bytes: [UInt8]) -> String { PackFiles.hex(SHA256.hash(data: bytes)) }
