// Ctrl-C ends what an input does and not the dialogue.

import Glibc
import Rules

/// Lets Ctrl-C stop the input of a console that runs; between inputs it does nothing.
enum Interruption {
  // A handler of signals may touch nothing else.
  nonisolated(unsafe) private static var console: ArticleConsole?

  static func begin(_ console: ArticleConsole) {
    unsafe self.console = console
    signal(SIGINT) { _ in unsafe Interruption.console?.interrupt() }
  }

  static func end() { unsafe console = nil }
}
