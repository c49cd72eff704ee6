// Files that others must never see half written, that others must not read, or that two processes must not write at once.

import FoundationEssentials
import Glibc

/// What the system does with files that FoundationEssentials cannot.
package enum SystemFiles {
  package enum Kind { case file, folder, link, other, missing }

  /// What stands at `path`; a link is a link, wherever it leads.
  package static func kind(of path: String) -> Kind {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return .missing }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }

  /// The permission bits of what stands at `path`; nil when nothing does.
  package static func mode(of path: String) -> UInt32? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return status.st_mode & 0o777
  }

  /// The bytes of a regular file of at most `limit` bytes.
  ///
  /// - Throws: when there is none, it cannot be read, or is larger.
  package static func read(_ path: String, atMost limit: Int) throws(PackError) -> [UInt8] {
    // Without O_NONBLOCK a pipe would make us wait for whoever writes into it.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path, "cannot be read", errno) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw failure(path, "cannot be read", errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw PackError("\(path): is no file") }
    guard status.st_size <= limit else { throw PackError("\(path): is larger than \(limit) bytes") }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes[done...].withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(path, "cannot be read", errno) }
      guard count > 0 else { throw PackError("\(path): became shorter while it was read") }
      done += count
    }
    return bytes
  }

  /// Makes a new file; what is there already is an error.
  ///
  /// - Parameter isDurable: waits until the disk has it. A thousand files that are checked before they are used need not.
  package static func create(_ path: String, _ bytes: [UInt8], mode: UInt32 = 0o666, isDurable: Bool = true)
    throws(PackError)
  {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard descriptor >= 0 else {
      throw errno == EEXIST
        ? PackError("\(path): is there already") : failure(path, "cannot be written", errno)
    }
    var done = 0
    var code: Int32 = 0
    while done < bytes.count, code == 0 {
      let count = unsafe bytes[done...].withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 { done += count } else if errno != EINTR { code = errno }
    }
    if code == 0, isDurable, fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    guard code == 0 else {
      _ = unsafe unlink(path)
      throw failure(path, "cannot be written", code)
    }
  }

  /// Puts `bytes` in the place of a file, or makes it: whoever looks sees all of the old one or all of the new one, after
  /// a power cut as well.
  ///
  /// - Parameter keepsMode: gives the file exactly `mode`, whatever the process's mask takes from new files.
  package static func replace(
    _ path: String, _ bytes: [UInt8], mode: UInt32 = 0o666, keepsMode: Bool = false
  ) throws(PackError) {
    let temporary = path + ".new-\(getpid())"
    _ = unsafe unlink(temporary)
    try create(temporary, bytes, mode: mode)
    if keepsMode { _ = unsafe chmod(temporary, mode) }
    try rename(temporary, to: path)
  }

  /// Moves a file or folder, over a file that may be there.
  package static func rename(_ path: String, to target: String) throws(PackError) {
    guard unsafe Glibc.rename(path, target) == 0 else {
      let code = errno
      _ = unsafe unlink(path)
      throw failure(target, "cannot be written", code)
    }
    let parent = folder(of: target)
    let opened = unsafe open(parent, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard opened >= 0 else { return }
    fsync(opened)
    close(opened)
  }

  /// Makes a folder and those above it that are not there yet.
  package static func makeFolder(_ path: String) throws(PackError) {
    guard !path.isEmpty, path != "." else { return }
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw PackError("\(path): cannot make this folder")
    }
  }

  /// The names in a folder, sorted; none when it is not there.
  package static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// Removes a file, or a folder with all that is in it. A link is removed, never what it leads to.
  package static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  /// Runs `body` while no other process holds the lock `path`; waits for whoever does. The lock ends with the process.
  package static func locked<Result>(
    _ path: String, _ body: () throws(PackError) -> Result
  ) throws(PackError) -> Result {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard descriptor >= 0 else { throw failure(path, "cannot be written", errno) }
    defer { close(descriptor) }
    while flock(descriptor, LOCK_EX) != 0 {
      guard errno == EINTR else { throw failure(path, "cannot be locked", errno) }
    }
    return try body()
  }

  /// `a/b` for `a/b/c`, `.` for `c`.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  package static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    let text = unsafe String(cString: value)
    return text.isEmpty ? nil : text
  }

  private static func failure(_ path: String, _ what: String, _ code: Int32) -> PackError {
    let text = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    return PackError("\(path): \(what): \(text.prefix(1).lowercased() + text.dropFirst())")
  }
}
