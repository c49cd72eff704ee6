// Data goes to standard output, all else to standard error. A reader that goes away ends the program
// quietly, as `head` expects; a disk that is full does not go unnoticed.

import Glibc
import Scoring

/// Standard output takes no more.
enum OutputError: Error, Equatable {
  /// The reader has gone away: it has seen what it wanted.
  case closed
  /// The system's number for what went wrong.
  case failed(Int32)
}

enum Terminal {
  /// Whether the descriptor is a terminal that wants colour: NO_COLOR turns it off (no-color.org).
  static func wantsColour(_ descriptor: Int32) -> Bool {
    guard isatty(descriptor) == 1, environment("NO_COLOR").map(\.isEmpty) ?? true else { return false }
    return environment("TERM") != "dumb"
  }

  static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether there is somebody at the keyboard who sees a question.
  static var canAsk: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 }

  /// Columns of the terminal, from COLUMNS or the device; 80 where neither says.
  static var width: Int { width(of: STDOUT_FILENO) }

  static func width(of descriptor: Int32) -> Int {
    if let columns = environment("COLUMNS").flatMap({ Int($0) }), columns > 0 { return columns }
    var size = winsize()
    if unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return 80
  }

  static func style() -> TerminalStyle {
    TerminalStyle(colour: wantsColour(STDOUT_FILENO), width: width)
  }

  /// Writes to standard output; throws `OutputError`.
  static func out(_ text: String) throws(OutputError) { try write(Array(text.utf8), to: STDOUT_FILENO) }

  /// Writes to standard error. There is nobody to tell when that fails.
  static func error(_ text: String) { try? write(Array(text.utf8), to: STDERR_FILENO) }

  /// Writes all of `bytes`, however slow the reader.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(OutputError) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + done }, bytes.count - done)
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
      case EPIPE: throw .closed
      case let code: throw .failed(code)
      }
    }
  }

  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }
}

/// The system's words for one of its error numbers, in lower case: `no space left on device`.
func systemError(_ code: Int32) -> String {
  guard let text = unsafe strerror(code) else { return "error \(code)" }
  let words = unsafe String(cString: text)
  return words.prefix(1).lowercased() + words.dropFirst()
}
