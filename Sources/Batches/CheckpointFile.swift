// Where a checkpoint lies, and how it gets there in one piece.

internal import Glibc

/// The file `OUTPUT.checkpoint` beside the first output of a run.
@safe public struct CheckpointFile: Hashable, Sendable {
  public let path: String

  public init(besides output: String) { path = output + ".checkpoint" }

  /// What is there; nil when there is nothing.
  ///
  /// - Throws: when there is something that cannot be read, or is no checkpoint.
  public func read() throws(CheckpointError) -> Checkpoint? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw CheckpointError(path: path, reason: "\(SystemError(code: errno))")
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe piece.withUnsafeMutableBytes {
        unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw CheckpointError(path: path, reason: "\(SystemError(code: errno))") }
      if count == 0 { break }
      bytes += piece[..<count]
      // Ours are a few kilobytes; the list of rules may make one some hundred.
      guard bytes.count < 64 << 20 else { break }
    }
    guard let checkpoint = Checkpoint(bytes) else {
      throw CheckpointError(
        path: path, reason: "is no checkpoint of this version", help: "without --resume the run starts over")
    }
    return checkpoint
  }

  /// Puts `checkpoint` in the place of the one that was there: after a power cut there is one or the other.
  public func write(_ checkpoint: Checkpoint) throws(CheckpointError) {
    let temporary = path + ".new"
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(errno) }
    do throws(SystemError) {
      try Self.write(checkpoint.json, to: descriptor)
      guard fsync(descriptor) == 0 else { throw SystemError(code: errno) }
    } catch {
      close(descriptor)
      _ = unsafe unlink(temporary)
      throw failure(error.code)
    }
    close(descriptor)
    guard unsafe rename(temporary, path) == 0 else { throw failure(errno) }
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    let opened = unsafe open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY)
    guard opened >= 0 else { return }
    fsync(opened)
    close(opened)
  }

  public func remove() { _ = unsafe unlink(path) }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes[done...].withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw SystemError(code: errno) }
      done += count
    }
  }

  private func failure(_ code: Int32) -> CheckpointError {
    CheckpointError(path: path, reason: "could not be written: \(SystemError(code: code))")
  }
}

/// Why there is no checkpoint to go on from, or none can be made.
public struct CheckpointError: Error, Hashable, Sendable {
  public var path: String
  public var reason: String
  public var help: String?
}
