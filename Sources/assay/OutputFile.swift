// Where records go. A file is replaced only when all of it is written, so a reader never sees half of a
// run, and a run that fails leaves yesterday's result in place.

import Glibc

struct OutputFile: ~Copyable {
  /// nil for standard output.
  private let path: String?
  /// What is written until the end; nil for what cannot be replaced: a pipe, a device.
  private let temporary: String?
  private var descriptor: Int32

  /// Opens the file beside the one to be replaced; standard output for nil.
  ///
  /// - Throws: `Failure` when it cannot be written, or is one of `inputs`.
  init(_ path: String?, inputs: [String]) throws {
    guard let path else {
      self.path = nil
      temporary = nil
      descriptor = STDOUT_FILENO
      return
    }
    var status = stat()
    let exists = unsafe stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT == S_IFDIR {
      throw Failure("\(path): is a folder", help: "name a file in it")
    }
    if exists { try Self.checkIsNoInput(path, status, inputs) }
    let isReplaceable = !exists || status.st_mode & S_IFMT == S_IFREG
    let target = exists ? Self.withoutLinks(path) : path
    let name = isReplaceable ? "\(target).part-\(getpid())" : path
    let mode = exists ? status.st_mode & 0o777 : 0o666
    let flags = isReplaceable ? O_CREAT | O_EXCL : 0
    let opened = unsafe open(name, O_WRONLY | O_CLOEXEC | flags, mode)
    guard opened >= 0 else {
      throw Failure(
        "\(path): cannot write here: \(systemError(errno))", help: "name a file in a folder you may write to")
    }
    self.path = target
    temporary = isReplaceable ? name : nil
    descriptor = opened
  }

  deinit {
    guard path != nil, descriptor >= 0 else { return }
    _ = Glibc.close(descriptor)
    if let temporary { _ = unsafe unlink(temporary) }
  }

  func write(_ bytes: [UInt8]) throws {
    guard let path else { return try Terminal.write(bytes, to: descriptor) }
    do throws(OutputError) { try Terminal.write(bytes, to: descriptor) } catch {
      switch error {
      case .closed: throw Failure("\(path): its reader has gone away")
      case .failed(let code): throw Failure("\(path): could not be written: \(systemError(code))")
      }
    }
  }

  /// Puts the finished file in its place. Without it, the file that was there stays.
  mutating func finish() throws {
    guard let path else { return }
    guard let temporary else { return }
    guard fsync(descriptor) == 0 else {
      throw Failure("\(path): could not be written: \(systemError(errno))")
    }
    let closed = Glibc.close(descriptor)
    descriptor = -1
    guard closed == 0, unsafe rename(temporary, path) == 0 else {
      let reason = systemError(errno)
      _ = unsafe unlink(temporary)
      throw Failure("\(path): could not be written: \(reason)")
    }
  }

  private static func checkIsNoInput(_ path: String, _ output: stat, _ inputs: [String]) throws {
    for input in inputs {
      var status = stat()
      guard unsafe stat(input, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
      if status.st_dev == output.st_dev, status.st_ino == output.st_ino {
        throw Failure("\(path): is an input as well", help: "name another file for the records")
      }
    }
  }

  /// The file that a link leads to: the link stays one.
  private static func withoutLinks(_ path: String) -> String {
    guard let resolved = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}
