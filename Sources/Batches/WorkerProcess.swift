// The file that starts processes and talks to them. Nothing here waits, but for the end of a process that has been
// killed: the coordinator is one thread and has other workers to serve.

internal import CProcesses
internal import Glibc

/// A running worker, its input and its output. Killed when its owner lets go of it.
@safe final class WorkerProcess {
  let id: pid_t
  private(set) var input: Int32
  let output: Int32
  private var isReaped = false

  /// Starts `program` with `arguments`.
  ///
  /// It has a process group of its own, so an interrupt from the keyboard reaches the coordinator alone, which lets
  /// it finish. What it says on standard error goes nowhere: the summary tells what became of its article.
  ///
  /// - Throws: `SystemError` when the system starts no more.
  init(_ program: String, _ arguments: [String]) throws(SystemError) {
    let toWorker = try Self.pipe()
    let fromWorker: (reading: Int32, writing: Int32)
    do throws(SystemError) {
      fromWorker = try Self.pipe()
    } catch {
      close(toWorker.reading)
      close(toWorker.writing)
      throw error
    }
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    unsafe posix_spawn_file_actions_adddup2(&actions, toWorker.reading, STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, fromWorker.writing, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    var id = pid_t()
    var words = unsafe (["assay"] + arguments).map { unsafe strdup($0) } + [nil]
    var variables = unsafe Self.environment().map { unsafe strdup($0) } + [nil]
    let code = unsafe posix_spawn(&id, program, &actions, &attributes, &words, &variables)
    for row in unsafe words.indices { unsafe free(words[row]) }
    for row in unsafe variables.indices { unsafe free(variables[row]) }
    unsafe posix_spawn_file_actions_destroy(&actions)
    unsafe posix_spawnattr_destroy(&attributes)
    close(toWorker.reading)
    close(fromWorker.writing)
    guard code == 0 else {
      close(toWorker.writing)
      close(fromWorker.reading)
      throw SystemError(code: code)
    }
    self.id = id
    input = toWorker.writing
    output = fromWorker.reading
    for descriptor in [input, output] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  deinit {
    end()
    close(output)
  }

  /// How many of `bytes` the worker's pipe has taken; none when it is full, or nobody reads it any more.
  func write(_ bytes: ArraySlice<UInt8>) -> Int {
    guard input >= 0 else { return 0 }
    let count = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(input, $0.baseAddress, $0.count) }
    return max(0, count)
  }

  enum Reading: Equatable {
    case some, nothingYet, end
  }

  /// Appends to `bytes` what the worker has written.
  func read(into bytes: inout [UInt8]) -> Reading {
    var count = 0
    var code: Int32 = 0
    bytes.append(addingCapacity: Self.pieceSize) { space in
      unsafe space.withUnsafeMutableBufferPointer { free, initialized in
        count = unsafe Glibc.read(output, free.baseAddress, min(free.count, Self.pieceSize))
        code = errno
        initialized = max(0, count)
      }
    }
    if count > 0 { return .some }
    return count < 0 && (code == EAGAIN || code == EINTR) ? .nothingYet : .end
  }

  private static let pieceSize = 64 << 10

  /// Tells the worker that nothing more comes; it ends when it has done what it was given.
  func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Kills the worker if it runs, and waits until it is gone.
  func end() {
    closeInput()
    guard !isReaped else { return }
    isReaped = true
    // Until we wait for it, no other process can have its number.
    kill(id, SIGKILL)
    var status: Int32 = 0
    while unsafe waitpid(id, &status, 0) < 0, errno == EINTR {}
  }

  /// Bytes of memory the worker holds now; nil when the system does not say.
  func residentMemory() -> Int? {
    guard let file = unsafe fopen("/proc/\(id)/statm", "r") else { return nil }
    defer { unsafe fclose(file) }
    var line = [CChar](repeating: 0, count: 128)
    guard unsafe fgets(&line, Int32(line.count), file) != nil else { return nil }
    let words = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self).split(
      separator: " ")
    return words.count > 1 ? Int(words[1]).map { $0 * Int(getpagesize()) } : nil
  }

  static func pipe() throws(SystemError) -> (reading: Int32, writing: Int32) {
    var (reading, writing): (Int32, Int32) = (-1, -1)
    let code = unsafe lx_pipe(&reading, &writing)
    guard code == 0 else { throw SystemError(code: code) }
    return (reading, writing)
  }

  /// Our own, but a crash is not to be written up: that takes seconds, and nobody reads it.
  private static func environment() -> [String] {
    var variables: [String] = []
    var next = unsafe environ
    while let variable = unsafe next.pointee {
      let text = unsafe String(cString: variable)
      if !text.hasPrefix("SWIFT_BACKTRACE=") { variables.append(text) }
      unsafe next += 1
    }
    return variables + ["SWIFT_BACKTRACE=enable=no"]
  }
}

/// A refusal of the system.
public struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  public var code: Int32

  public init(code: Int32) { self.code = code }

  /// In lower case: `no space left on device`.
  public var description: String {
    guard let text = unsafe strerror(code) else { return "error \(code)" }
    let words = unsafe String(cString: text)
    return words.prefix(1).lowercased() + words.dropFirst()
  }
}

/// Waits until one of `descriptors` is ready or the time is up.
///
/// - Parameter milliseconds: -1 to wait for ever.
/// - Returns: which of them are ready, or have nobody at the other end.
func waitUntilReady(_ descriptors: [(descriptor: Int32, writing: Bool)], milliseconds: Int32) -> [Bool] {
  var entries = descriptors.map {
    pollfd(fd: $0.descriptor, events: Int16($0.writing ? POLLOUT : POLLIN), revents: 0)
  }
  // A signal ends the wait like the time does: the caller looks at everything anew.
  let count = unsafe poll(&entries, nfds_t(entries.count), milliseconds)
  return count > 0 ? entries.map { $0.revents != 0 } : entries.map { _ in false }
}

/// Seconds of a clock that nobody sets; for waiting, never for a result.
public func secondsOfClock() -> Double {
  var time = timespec()
  _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
