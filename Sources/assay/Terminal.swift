// Data goes to standard output, all else to standard error, and a closed pipe ends the program
// quietly, as `head` expects.

import Glibc
import Scoring

enum Terminal {
  /// Whether the descriptor is a terminal that wants colour: NO_COLOR turns it off (no-color.org).
  static func wantsColour(_ descriptor: Int32) -> Bool {
    guard isatty(descriptor) == 1, environment("NO_COLOR").map(\.isEmpty) ?? true else { return false }
    return environment("TERM") != "dumb"
  }

  static var isInteractive: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Columns of the terminal, from COLUMNS or the device; 80 where neither says.
  static var width: Int {
    if let columns = environment("COLUMNS").flatMap({ Int($0) }), columns > 0 { return columns }
    var size = winsize()
    if unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return 80
  }

  static func style(_ descriptor: Int32 = STDOUT_FILENO) -> TerminalStyle {
    TerminalStyle(colour: wantsColour(descriptor), width: width)
  }

  static func out(_ text: String) { write(Array(text.utf8), to: STDOUT_FILENO) }
  static func error(_ text: String) { write(Array(text.utf8), to: STDERR_FILENO) }

  /// Writes all of `bytes`. A reader that has gone away ends the program with status 0 on standard
  /// output's behalf: it has seen what it wanted.
  static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress.map { unsafe $0 + done }, bytes.count - done)
      }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { Glibc.exit(0) }
        return
      }
      done += count
    }
  }

  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  static func exit(_ status: Int32) -> Never { Glibc.exit(status) }
}
