// What a person typed in earlier sessions. It may hold words of articles that are not public, so the file is theirs alone.

import FoundationEssentials
import Glibc
import JSON

/// The entries of earlier sessions, in a file: a JSON string a line, so that an entry may have several lines.
struct DialogueHistory {
  /// So many are offered, and so many are kept when the file has grown to twice as many.
  static let most = 1000

  let path: String

  /// `assay/repl-history` in `$XDG_STATE_HOME`, or in `~/.local/state`; nil where there is no home.
  static var standard: DialogueHistory? {
    if let folder = Terminal.environment("XDG_STATE_HOME"), folder.hasPrefix("/") {
      return DialogueHistory(path: folder + "/assay/repl-history")
    }
    guard let home = Terminal.environment("HOME"), home.hasPrefix("/") else { return nil }
    return DialogueHistory(path: home + "/.local/state/assay/repl-history")
  }

  /// The newest entries, oldest first. A line that is no JSON string is passed over.
  func entries() -> [String] {
    guard let bytes = FileManager.default.contents(atPath: path) else { return [] }
    let entries = bytes.split(separator: 0x0A).compactMap { (try? JSONValue(parsing: [UInt8]($0)))?.string }
    if entries.count > 2 * Self.most { shorten(to: Array(entries.suffix(Self.most))) }
    return Array(entries.suffix(Self.most))
  }

  /// Adds an entry at once, so that a session that dies has lost nothing.
  ///
  /// - Throws: `Failure` when the file cannot be written.
  func add(_ entry: String) throws(Failure) {
    let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    try? FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    try write(Self.line(entry), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, to: path)
  }

  private func shorten(to entries: [String]) {
    let part = path + ".part"
    do throws(Failure) {
      try write(entries.flatMap(Self.line), O_WRONLY | O_TRUNC | O_CREAT | O_CLOEXEC, to: part)
      _ = unsafe rename(part, path)
    } catch {}
  }

  private static func line(_ entry: String) -> [UInt8] {
    var json = JSONWriter()
    json.string(entry)
    json.newline()
    return json.bytes
  }

  private func write(_ bytes: [UInt8], _ flags: Int32, to path: String) throws(Failure) {
    let descriptor = unsafe open(path, flags, 0o600)
    guard descriptor >= 0 else { throw Failure("\(path): \(systemError(errno))") }
    defer { close(descriptor) }
    // One that was there before may be open to others.
    _ = fchmod(descriptor, 0o600)
    do throws(OutputError) { try Terminal.write(bytes, to: descriptor) } catch {
      throw Failure("\(path): it cannot be written")
    }
  }
}
