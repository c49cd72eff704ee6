// The one file that asks the system for bytes. POSIX, not Foundation: opening a file must not cost
// 20 ms of start-up, names that are not valid UTF-8 must still open, and a batch reads into a buffer
// that is used again. Nothing is mapped: a file that shrinks while it is mapped kills the process.

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#elseif canImport(Darwin)
internal import Darwin
#endif

/// Why a source cannot be read at all, or not further.
struct ReadError: Error, Hashable {
  var reason: String
  var help: String?

  init(reason: String, help: String? = nil) {
    self.reason = reason
    self.help = help
  }

  /// A refusal of the system, in words that depend on no locale.
  init(code: Int32) {
    switch code {
    case ENOENT, ENOTDIR: reason = "no such file or folder"
    case EACCES, EPERM: reason = "permission denied"
    case EISDIR: reason = "is a folder"
    case ELOOP: reason = "too many symbolic links"
    case EMFILE, ENFILE: reason = "too many open files"
    case ENAMETOOLONG: reason = "the name is too long"
    case EBADF: reason = "is not open"
    case EIO: reason = "the device reports an error"
    default: reason = "system error \(code)"
    }
  }
}

/// What stands at a path.
enum FileKind: Hashable {
  case file, folder, link, other
}

/// An open file or pipe; closed when its owner ends.
@safe struct OpenFile: ~Copyable {
  private let descriptor: Int32
  private let isOurs: Bool
  let kind: FileKind
  /// The size of a regular file when it was opened; nil for a pipe.
  let size: Int?

  /// Opens `path` for reading.
  init(_ path: FilePath) throws(ReadError) {
    let descriptor = unsafe path.withCString { path in unsafe open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw ReadError(code: errno) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw ReadError(code: code)
    }
    self.descriptor = descriptor
    self.isOurs = true
    self.kind = status.fileKind
    self.size = kind == .file ? Int(status.st_size) : nil
  }

  private init(descriptor: Int32) {
    self.descriptor = descriptor
    self.isOurs = false
    self.kind = .other
    self.size = nil
  }

  var isStandardInput: Bool { !isOurs }

  static func standardInput() -> OpenFile { OpenFile(descriptor: STDIN_FILENO) }

  deinit { if isOurs { close(descriptor) } }

  /// Goes to `offset`; false where that cannot be done, and an error where the file is shorter.
  func seek(to offset: Int) throws(ReadError) -> Bool {
    guard let size else { return false }
    guard offset <= size else {
      throw ReadError(reason: "at least \(offset) bytes expected, where the run stopped, got \(size)")
    }
    return lseek(descriptor, off_t(offset), SEEK_SET) >= 0
  }

  /// Appends the `count` bytes from `offset` on to `buffer`; fewer when the file ends before.
  func read(_ count: Int, at offset: Int, into buffer: inout [UInt8]) throws(ReadError) {
    guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { throw ReadError(code: errno) }
    let end = buffer.count + count
    while buffer.count < end, try read(upTo: end - buffer.count, into: &buffer) {}
  }

  /// Appends up to `count` bytes to `buffer`; false at the end.
  func read(upTo count: Int, into buffer: inout [UInt8]) throws(ReadError) -> Bool {
    var result = 0
    var code: Int32 = 0
    buffer.append(addingCapacity: count) { space in
      unsafe space.withUnsafeMutableBufferPointer { bytes, initialized in
        repeat {
          result = unsafe systemRead(descriptor, bytes.baseAddress, min(count, bytes.count))
          code = errno
        } while result < 0 && code == EINTR
        initialized = max(0, result)
      }
    }
    guard result >= 0 else { throw ReadError(code: code) }
    return result > 0
  }
}

// `read` inside a method of that name would be the method.
func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(descriptor, bytes, count)
}

/// A path as the system has it: bytes, which need not be UTF-8.
struct FilePath: Hashable, Comparable {
  var bytes: [UInt8]

  init(_ string: String) { bytes = Array(string.utf8) }
  init(bytes: [UInt8]) { self.bytes = bytes }

  /// For people, and for ids.
  var string: String { String(decoding: bytes, as: UTF8.self) }

  var name: FilePath {
    FilePath(bytes: bytes.lastIndex(of: 0x2F).map { Array(bytes[($0 + 1)...]) } ?? bytes)
  }

  func appending(_ part: FilePath) -> FilePath {
    if bytes.isEmpty { return part }
    return FilePath(bytes: bytes + (bytes.last == 0x2F ? [] : [0x2F]) + part.bytes)
  }

  static func < (a: FilePath, b: FilePath) -> Bool { a.bytes.lexicographicallyPrecedes(b.bytes) }

  fileprivate func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    // A name cannot hold a zero byte; cut there, the system says that there is no such file.
    let terminated = bytes.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]
    return unsafe terminated.withUnsafeBufferPointer { buffer in
      guard let address = buffer.baseAddress else { preconditionFailure("a terminated path is not empty") }
      return unsafe body(address)
    }
  }
}

extension FilePath {
  /// What stands here, links followed, and the size of a file.
  func status() throws(ReadError) -> (kind: FileKind, size: Int) {
    var status = stat()
    let result = unsafe withCString { path in unsafe stat(path, &status) }
    guard result == 0 else { throw ReadError(code: errno) }
    return (status.fileKind, Int(status.st_size))
  }

  /// What is the same for two names of one regular file; nil when it is none.
  func identity() -> [UInt64]? {
    var status = stat()
    guard unsafe withCString({ path in unsafe stat(path, &status) }) == 0, status.fileKind == .file else {
      return nil
    }
    return [UInt64(status.st_dev), UInt64(status.st_ino)]
  }

  /// Whether a shell would look for files by this name.
  var isPattern: Bool { bytes.contains { $0 == 0x2A || $0 == 0x3F || $0 == 0x5B } }

  /// The files and folders that match this pattern, sorted byte by byte; hidden ones are left out.
  func matches() -> [FilePath] {
    var found = unsafe glob_t()
    defer { unsafe globfree(&found) }
    guard unsafe withCString({ pattern in unsafe glob(pattern, GLOB_NOSORT, nil, &found) }) == 0 else {
      return []
    }
    return unsafe (0..<Int(found.gl_pathc)).compactMap { index -> FilePath? in
      guard let path = unsafe found.gl_pathv[index] else { return nil }
      return unsafe FilePath(bytes: Array(UnsafeRawBufferPointer(start: path, count: strlen(path))))
    }.sorted()
  }

  /// The names in this folder in no order, with what they are; links are not followed.
  func folderEntries() throws(ReadError) -> [(name: FilePath, kind: FileKind)] {
    guard let folder = unsafe withCString({ path in unsafe opendir(path) }) else {
      throw ReadError(code: errno)
    }
    defer { unsafe closedir(folder) }
    var entries: [(name: FilePath, kind: FileKind)] = []
    while true {
      // The only sign of a failure, since the end is nil as well.
      errno = 0
      guard let entry = unsafe readdir(folder) else {
        guard errno == 0 else { throw ReadError(code: errno) }
        return entries
      }
      let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
      let characters = unsafe UnsafeRawPointer(entry).advanced(by: offset)
      let count = unsafe strlen(characters.assumingMemoryBound(to: CChar.self))
      let name = unsafe FilePath(bytes: Array(UnsafeRawBufferPointer(start: characters, count: count)))
      if name.bytes == [0x2E] || name.bytes == [0x2E, 0x2E] { continue }
      switch Int(unsafe entry.pointee.d_type) {
      case Int(DT_REG): entries.append((name, .file))
      case Int(DT_DIR): entries.append((name, .folder))
      case Int(DT_LNK): entries.append((name, .link))
      // Some file systems do not say.
      case Int(DT_UNKNOWN): entries.append((name, try appending(name).kindOfLink()))
      default: entries.append((name, .other))
      }
    }
  }

  private func kindOfLink() throws(ReadError) -> FileKind {
    var status = stat()
    let result = unsafe withCString { path in unsafe lstat(path, &status) }
    guard result == 0 else { throw ReadError(code: errno) }
    return status.fileKind
  }
}

extension stat {
  fileprivate var fileKind: FileKind {
    switch st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .link
    default: .other
    }
  }
}
