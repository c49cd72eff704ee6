// Where bytes of results go. A file is replaced only when all of it is written, so a reader never sees half of a
// run, and a run that fails leaves yesterday's result in place. What is written meanwhile has a name that the next
// process finds again: that of the file and `.part`.

internal import Glibc

/// A file that grows beside the one it will replace.
///
/// What cannot be replaced, a pipe or a device, is written directly.
@safe public final class PartFile {
  /// The file as the user named it.
  public let path: String
  /// Whether there is a `.part` that takes the place of the file in the end.
  public var isReplaced: Bool { part != nil }
  /// Where the unfinished file is.
  var unfinishedPath: String { part ?? path }
  /// How many bytes have been written; what waits in the buffer counts.
  public private(set) var length = 0

  /// Where the file really is: a link stays one.
  private let target: String
  private let part: String?
  private var descriptor: Int32
  private var buffer: [UInt8] = []

  private static let bufferSize = 256 << 10

  /// Opens `path`, or the unfinished file beside it.
  ///
  /// - Parameters:
  ///   - inputs: files that must not be replaced.
  ///   - resumedLength: how much of the unfinished file to keep; nil to start over. When less is there, or nothing,
  ///     `length` is 0 and the file starts over as well.
  /// - Throws: when it cannot be written, is one of `inputs`, or another process is writing it.
  public init(_ path: String, inputs: [String], resuming resumedLength: Int? = nil) throws(OutputFailure) {
    try Self.checkReplaceable(path, inputs: inputs)
    var status = stat()
    let exists = unsafe stat(path, &status) == 0
    let isReplaced = !exists || status.st_mode & S_IFMT == S_IFREG
    self.path = path
    target = exists ? Self.withoutLinks(path) : path
    part = isReplaced ? target + ".part" : nil
    let mode = exists ? status.st_mode & 0o777 : 0o666
    let flags = O_WRONLY | O_CLOEXEC | (isReplaced ? O_CREAT : 0)
    descriptor = unsafe open(part ?? path, flags, mode)
    guard descriptor >= 0 else {
      throw OutputFailure(
        path: path, reason: "cannot write here: \(systemError(errno))",
        help: "name a file in a folder you may write to")
    }
    guard isReplaced else { return }
    do throws(OutputFailure) {
      // Ends with the process, however that ends.
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        throw OutputFailure(
          path: path, reason: "another run is writing this file",
          help: "wait for its end, or name another file")
      }
      length = try keptLength(resumedLength)
      guard ftruncate(descriptor, off_t(length)) == 0, lseek(descriptor, off_t(length), SEEK_SET) >= 0 else {
        throw failure(errno)
      }
    } catch {
      Glibc.close(descriptor)
      descriptor = -1
      throw error
    }
  }

  /// Whether a run has begun to write `path` and not put it in its place yet.
  static func isUnfinished(_ path: String) -> Bool {
    unsafe access(withoutLinks(path) + ".part", F_OK) == 0
  }

  /// Takes a file away, if there is one.
  static func remove(_ path: String) { _ = unsafe unlink(path) }

  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  deinit { close() }

  /// Whether `path` is, or would become, a file: neither a folder nor a device.
  static func isReplaceable(_ path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return true }
    return status.st_mode & S_IFMT == S_IFREG
  }

  /// Checks that a result may stand at `path`: it is no folder and none of `inputs`.
  static func checkReplaceable(_ path: String, inputs: [String]) throws(OutputFailure) {
    var output = stat()
    guard unsafe stat(path, &output) == 0 else { return }
    if output.st_mode & S_IFMT == S_IFDIR {
      throw OutputFailure(path: path, reason: "is a folder", help: "name a file in it")
    }
    for input in inputs {
      var status = stat()
      guard unsafe stat(input, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      if status.st_dev == output.st_dev, status.st_ino == output.st_ino {
        throw OutputFailure(
          path: path, reason: "is an input as well", help: "name another file for the records")
      }
    }
  }

  /// Takes `bytes`; they may wait in memory until the next `synchronise`.
  public func write(_ bytes: [UInt8]) throws(OutputFailure) {
    buffer += bytes
    length += bytes.count
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Hands over to the system what waits in memory.
  public func flush() throws(OutputFailure) {
    var done = 0
    defer { buffer.removeAll(keepingCapacity: true) }
    while done < buffer.count {
      let count = unsafe buffer.withUnsafeBytes { bytes in
        unsafe Glibc.write(descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done)
      }
      if count >= 0 {
        done += count
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        // Somebody else has made the pipe non-blocking.
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&ready, 1, -1)
      case EPIPE: throw OutputFailure(path: path, reason: "its reader has gone away")
      case let code: throw failure(code)
      }
    }
  }

  /// Makes durable what was written.
  public func synchronise() throws(OutputFailure) {
    try flush()
    if isReplaced, fsync(descriptor) != 0 { throw failure(errno) }
  }

  /// Puts the finished file in its place.
  public func finish() throws(OutputFailure) {
    try synchronise()
    guard let part else { return close() }
    guard unsafe rename(part, target) == 0 else { throw failure(errno) }
    close()
    synchroniseFolder()
  }

  /// Takes away what was written; the file that was there stays.
  public func discard() {
    if let part, descriptor >= 0 { _ = unsafe unlink(part) }
    close()
  }

  // MARK: parts

  private func keptLength(_ wanted: Int?) throws(OutputFailure) -> Int {
    guard let wanted, wanted > 0 else { return 0 }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw failure(errno) }
    return Int(status.st_size) >= wanted ? wanted : 0
  }

  private func close() {
    if descriptor >= 0 { Glibc.close(descriptor) }
    descriptor = -1
  }

  /// The new name is durable when the folder is.
  private func synchroniseFolder() {
    let folder = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
    let opened = unsafe open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard opened >= 0 else { return }
    fsync(opened)
    Glibc.close(opened)
  }

  private func failure(_ code: Int32) -> OutputFailure {
    OutputFailure(path: path, reason: "could not be written: \(systemError(code))")
  }

  private static func withoutLinks(_ path: String) -> String {
    guard let resolved = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}

/// The system's words for one of its error numbers, in lower case: `no space left on device`.
func systemError(_ code: Int32) -> String {
  guard let text = unsafe strerror(code) else { return "error \(code)" }
  let words = unsafe String(cString: text)
  return words.prefix(1).lowercased() + words.dropFirst()
}
