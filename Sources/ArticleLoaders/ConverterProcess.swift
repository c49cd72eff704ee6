// What we cannot read, somebody else's program can. It gets the bytes of one file and has to give articles back, within
// limits like a worker's; whatever it does beyond them, it costs that one file.

#if canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// What a converter made of its input, or why not.
@safe struct ConverterProcess {
  struct Limits: Hashable {
    var seconds = 60.0
    /// On top for each megabyte of input.
    var secondsOfMegabyte = 60.0
    /// The most bytes of address space of each of its processes.
    var memory = 4 << 30
    var outputBytes: Int
    /// How messages call it.
    var name = "the converter"
  }

  /// Runs `command` by the shell with `input` as its standard input; what it writes to standard output.
  ///
  /// - Parameter variables: added to the environment.
  static func run(
    _ command: String, input: [UInt8], variables: [(name: String, value: String)], limits: Limits
  ) throws(ReadError) -> [UInt8] {
    var ends: [Int32] = []
    defer { for end in ends where end >= 0 { close(end) } }
    for _ in 0..<3 {
      var pair: [Int32] = [-1, -1]
      guard unsafe pipe(&pair) == 0 else { throw ReadError(code: errno) }
      for end in pair { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      ends += pair
    }
    // The limit is the shell's own, so there is no moment without it.
    let script = "ulimit -v \(limits.memory >> 10) 2>/dev/null; ulimit -c 0; \(command)"
    let id = try start(script, stdin: ends[0], stdout: ends[3], stderr: ends[5], variables)
    for place in [0, 3, 5] {
      close(ends[place])
      ends[place] = -1
    }
    var output: [UInt8] = []
    var complaint: [UInt8] = []
    let reason = withoutBrokenPipes { exchange(input, &ends, &output, &complaint, limits) }
    let status = end(of: id, isDone: reason == nil)
    if let reason { throw ReadError(reason: reason) }
    guard status == 0 else {
      let end = status & 0x7F == 0 ? "status \((status >> 8) & 0xFF)" : "signal \(status & 0x7F)"
      let said =
        String(decoding: complaint, as: UTF8.self).split(separator: "\n").last.map { ": \($0)" } ?? ""
      throw ReadError(reason: "\(limits.name) ended with \(end)\(said)")
    }
    return output
  }

  /// Runs `body` so that writing to one who does not read is an error and no signal, whatever the host does with it.
  private static func withoutBrokenPipes<Result>(_ body: () -> Result) -> Result {
    var signals = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&signals)
    unsafe sigaddset(&signals, SIGPIPE)
    unsafe pthread_sigmask(SIG_BLOCK, &signals, &before)
    let result = body()
    var now = timespec()
    // One that waits is ours.
    while unsafe sigtimedwait(&signals, nil, &now) > 0 {}
    unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
    return result
  }

  /// Waits a moment for the end of one that has said all, and kills it with all that it has started; its status.
  private static func end(of id: pid_t, isDone: Bool) -> Int32 {
    var status: Int32 = 0
    for _ in 0..<(isDone ? 400 : 0) {
      let ended = unsafe waitpid(id, &status, WNOHANG)
      if ended == id {
        kill(-id, SIGKILL)
        return status
      }
      _ = poll(nil, 0, 5)
    }
    kill(-id, SIGKILL)
    while unsafe waitpid(id, &status, 0) < 0, errno == EINTR {}
    return isDone ? 0 : status
  }

  private static func start(
    _ script: String, stdin: Int32, stdout: Int32, stderr: Int32, _ variables: [(name: String, value: String)]
  ) throws(ReadError) -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    unsafe posix_spawn_file_actions_adddup2(&actions, stdin, STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, stdout, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, stderr, STDERR_FILENO)
    var defaults = sigset_t()
    unsafe sigemptyset(&defaults)
    unsafe sigaddset(&defaults, SIGPIPE)
    unsafe sigaddset(&defaults, SIGXFSZ)
    unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    let call: [String] = ["/bin/sh", "-c", script]
    var words = unsafe call.map { unsafe strdup($0) } + [nil]
    var entries: [String] = []
    var next = unsafe environ
    while let entry = unsafe next.pointee {
      unsafe entries.append(String(cString: entry))
      unsafe next += 1
    }
    entries += variables.map { "\($0.name)=\($0.value)" }
    var environment = unsafe entries.map { unsafe strdup($0) } + [nil]
    defer {
      for row in unsafe words.indices { unsafe free(words[row]) }
      for row in unsafe environment.indices { unsafe free(environment[row]) }
    }
    var id = pid_t()
    let code = unsafe posix_spawn(&id, "/bin/sh", &actions, &attributes, &words, &environment)
    guard code == 0 else { throw ReadError(reason: "no converter could be started: system error \(code)") }
    return id
  }

  /// Writes and reads until the converter has said all; why it was not let finish, if so.
  private static func exchange(
    _ input: [UInt8], _ ends: inout [Int32], _ output: inout [UInt8], _ complaint: inout [UInt8],
    _ limits: Limits
  ) -> String? {
    let allowed = limits.seconds + limits.secondsOfMegabyte * Double(input.count) / 1e6
    let deadline = secondsNow() + allowed
    for place in [1, 2, 4] { _ = fcntl(ends[place], F_SETFL, fcntl(ends[place], F_GETFL) | O_NONBLOCK) }
    var written = 0
    while ends[2] >= 0 {
      if written == input.count, ends[1] >= 0 {
        close(ends[1])
        ends[1] = -1
      }
      let left = deadline - secondsNow()
      guard left > 0 else { return "\(limits.name) took longer than \(Int(allowed)) seconds" }
      var waiting = [
        pollfd(fd: ends[1], events: Int16(POLLOUT), revents: 0),
        pollfd(fd: ends[2], events: Int16(POLLIN), revents: 0),
        pollfd(fd: ends[4], events: Int16(POLLIN), revents: 0),
      ]
      _ = unsafe poll(&waiting, 3, Int32(min(left * 1000, 1000)) + 1)
      if waiting[0].revents != 0 {
        let count = unsafe input[written...].withUnsafeBytes {
          unsafe write(ends[1], $0.baseAddress, min($0.count, 1 << 16))
        }
        if count > 0 { written += count }
        // It may have seen enough.
        if count < 0, errno != EAGAIN, errno != EINTR { written = input.count }
      }
      if waiting[1].revents != 0, !read(ends[2], into: &output) {
        close(ends[2])
        ends[2] = -1
      }
      if output.count > limits.outputBytes {
        return "at most \(limits.outputBytes) bytes of \(limits.name) expected, got more"
      }
      if waiting[2].revents != 0, !read(ends[4], into: &complaint) {
        close(ends[4])
        ends[4] = -1
      }
      if complaint.count > 1 << 16 { complaint.removeFirst(complaint.count - (1 << 12)) }
    }
    return nil
  }

  private static func read(_ descriptor: Int32, into bytes: inout [UInt8]) -> Bool {
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe piece.withUnsafeMutableBytes {
      unsafe systemRead(descriptor, $0.baseAddress, $0.count)
    }
    if count > 0 { bytes += piece[..<count] }
    return count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR))
  }

  private static func secondsNow() -> Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
