import Glibc

/// Where records go: standard output, or a file that is replaced only when all of it is written.
struct OutputFile: ~Copyable {
  private let path: String?
  private let temporary: String
  private let descriptor: Int32

  init(_ path: String?) throws {
    self.path = path
    guard let path else {
      temporary = ""
      descriptor = STDOUT_FILENO
      return
    }
    temporary = path + ".part"
    descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw Failure("\(path): cannot write here: \(systemError(errno))", help: "name a file in a folder you may write to")
    }
  }

  func write(_ bytes: [UInt8]) {
    if !bytes.isEmpty { Terminal.write(bytes, to: descriptor) }
  }

  /// Puts the finished file in its place.
  func close() throws {
    guard let path else { return }
    guard fsync(descriptor) == 0, Glibc.close(descriptor) == 0, unsafe rename(temporary, path) == 0 else {
      throw Failure("\(path): could not be written: \(systemError(errno))")
    }
  }
}

func systemError(_ code: Int32) -> String {
  guard let text = unsafe strerror(code) else { return "error \(code)" }
  let words = unsafe String(cString: text)
  return words.prefix(1).lowercased() + words.dropFirst()
}

/// One line on standard error that says how far a long run has come.
struct Progress {
  let enabled: Bool
  private var lastShown = 0
  private var isShown = false

  init(enabled: Bool) { self.enabled = enabled && isatty(STDERR_FILENO) == 1 }

  mutating func show(_ summary: ScoringRun.Summary) {
    guard enabled, summary.articles - lastShown >= 25 else { return }
    lastShown = summary.articles
    isShown = true
    Terminal.error("\r\u{1B}[Kscored \(summary.sentence)")
  }

  mutating func clear() {
    if isShown { Terminal.error("\r\u{1B}[K") }
    isShown = false
  }
}

import Scoring
