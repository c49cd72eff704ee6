// Where a registry is: a folder, or an address of a web server. Both are read as files of strangers.

import CDownloads
import FoundationEssentials
public import RulePacks

/// A registry's folder or address.
public struct RegistryLocation: Hashable, Sendable, CustomStringConvertible {
  enum Place: Hashable, Sendable {
    /// Path of a folder.
    case folder(String)
    /// `https://…`, without a slash at its end.
    case web(String)
  }

  /// As lock files name it.
  public let description: String
  let place: Place

  /// - Parameter text: a folder's path, or an address that begins with `file:`, `http:` or `https:`.
  /// - Throws: for an address of another kind.
  public init(_ text: String) throws(PackError) {
    var text = text
    while text.count > 1, text.hasSuffix("/") { text.removeLast() }
    description = text
    let scheme = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    switch scheme.count > 1 ? scheme[0].lowercased() : "" {
    case "http", "https":
      guard text.contains("://"), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), !text.contains("?"),
        !text.contains("#")
      else {
        throw PackError("'\(text)' is no address of a registry", help: "like https://packs.example.org/desk")
      }
      guard !text.contains("@") else {
        throw PackError(
          "an address with a name or password in it would stand in the lock file for all to read",
          help: "name it without; a server that asks for one cannot be a registry")
      }
      place = .web(text)
    case "file":
      guard let url = URL(string: text),
        url.host(percentEncoded: false).map({ ["", "localhost"].contains($0) }) ?? true
      else { throw PackError("'\(text)' is no address of a folder here", help: "like file:///srv/packs") }
      place = .folder(url.path(percentEncoded: false))
    case let other where text.contains("://"):
      throw PackError(
        "'\(other):' leads to no registry", help: "name a folder, or an address with file:, http: or https:")
    default: place = .folder(text)
    }
  }

  /// The registry that a lock file in `project` names: a relative path is one from there.
  package init(locked text: String, in project: String) throws(PackError) {
    let location = try RegistryLocation(text)
    guard case .folder(let path) = location.place, path == text, !path.hasPrefix("/"), project != "." else {
      self = location
      return
    }
    self = try RegistryLocation(project + "/" + path)
  }

  /// The same place, named so that it is one from everywhere.
  var absolute: String { locked(in: "/") }

  /// As the lock file in `project` names it, wherever the command was given.
  func locked(in project: String) -> String {
    guard case .folder(let path) = place, path == description, !path.hasPrefix("/"), project != "." else {
      return description
    }
    return FileManager.default.currentDirectoryPath + "/" + path
  }

  /// The path of the folder, when it is one that could be written to.
  public var folder: String? { if case .folder(let path) = place { path } else { nil } }

  /// Reads the index.
  public func index() throws(PackError) -> RegistryIndex {
    if case .folder(let path) = place, SystemFiles.kind(of: path) == .missing {
      throw PackError("\(description): no such folder", help: "assay pack publish makes a registry of one")
    }
    let bytes = try bytes(of: RegistryIndex.fileName, atMost: RegistryIndex.largestSize)
    return try RegistryIndex(parsing: bytes, file: name(of: RegistryIndex.fileName))
  }

  /// Gets an archive that is what the index, or a lock file, says of it.
  ///
  /// - Throws: when it cannot be had, or has another size or digest.
  func archive(_ archive: LockFile.Entry.Archive) throws(PackError) -> [UInt8] {
    let parts = archive.path.split(separator: "/", omittingEmptySubsequences: false)
    let isInside = parts.allSatisfy { part in
      !part.isEmpty && part != "." && part != ".."
        && part.utf8.allSatisfy {
          (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
            || $0 == 0x2E || $0 == 0x2B || $0 == 0x5F
        }
    }
    guard isInside else { throw PackError("\(description): '\(archive.path)' is no place of an archive") }
    guard archive.size <= PackArchive.largestSize else {
      throw PackError("\(name(of: archive.path)): is larger than a pack may be")
    }
    let bytes = try bytes(of: archive.path, atMost: PackArchive.largestSize)
    guard bytes.count == archive.size else {
      throw PackError(
        "\(name(of: archive.path)): \(archive.size) bytes expected, got \(bytes.count)",
        help: "the archive is cut short or was replaced; nothing was installed")
    }
    guard sha256(bytes) == archive.sha256 else {
      throw PackError(
        "\(name(of: archive.path)): is not the archive that was published: its SHA-256 is another",
        help: "the archive was replaced or the index lies; nothing was installed")
    }
    return bytes
  }

  private func name(of path: String) -> String { "\(description)/\(path)" }

  private func bytes(of path: String, atMost limit: Int) throws(PackError) -> [UInt8] {
    switch place {
    case .folder(let folder): return try SystemFiles.read(folder + "/" + path, atMost: limit)
    // A plus sign is itself in a path; all else that a path may hold needs no escape.
    case .web(let address): return try Self.download(address + "/" + path, atMost: limit)
    }
  }

  private static func download(_ address: String, atMost limit: Int) throws(PackError) -> [UInt8] {
    var download = unsafe lx_get(address, limit, 600, "assay/\(engineRelease)")
    defer { unsafe lx_free_download(&download) }
    let message = unsafe withUnsafeBytes(of: &download.message) { buffer in
      unsafe String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
    }
    let again = "nothing was installed; try again"
    switch unsafe Int(download.outcome) {
    case LX_DOWNLOAD_DONE:
      return unsafe download.bytes.map {
        unsafe [UInt8](UnsafeBufferPointer(start: $0, count: download.count))
      } ?? []
    case LX_DOWNLOAD_NO_LIBRARY:
      throw PackError("\(address): libcurl is not installed here", help: "apt-get install libcurl4")
    case LX_DOWNLOAD_TOO_LARGE: throw PackError("\(address): is larger than \(limit) bytes")
    case LX_DOWNLOAD_STATUS:
      throw unsafe PackError(
        "\(address): the server answers \(download.status)", help: download.status == 404 ? nil : again)
    default:
      throw PackError(
        "\(address): \(message.isEmpty ? "could not be read" : inSmallLetters(message))",
        help: again)
    }
  }
}

/// `Failed to connect` as our messages begin; `SSL certificate problem` stays as it is.
private func inSmallLetters(_ message: String) -> String {
  guard message.dropFirst().first?.isLowercase == true else { return message }
  return message.prefix(1).lowercased() + message.dropFirst()
}
