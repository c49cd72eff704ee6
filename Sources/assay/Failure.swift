// Everything that keeps a command from its job ends here, as one line and perhaps a line of help.

import Diagnostics
import Scoring

/// Why a command could not do its job. Printed on standard error.
struct Failure: Error, CustomStringConvertible {
  /// `assay: …`, without a last line feed.
  let description: String
  /// The exit status: 2, or 1 where the answer is "no".
  let status: Int32

  init(_ message: String, help: String? = nil, status: Int32 = 2) {
    self.status = status
    description = "assay: \(message.safeForTerminal)" + (help.map { "\n  help: \($0.safeForTerminal)" } ?? "")
  }

  /// Several at once, of which each line stands for itself.
  init(lines: String) {
    status = 2
    description = "assay: \(lines.safeLinesForTerminal)"
  }

  /// Mistakes of rule authors, as `check` shows them.
  init(rendered diagnostics: [Diagnostic]) {
    status = 2
    description = diagnostics.map { $0.rendered(color: Terminal.wantsColour(2)) }.joined(separator: "\n\n")
  }
}
