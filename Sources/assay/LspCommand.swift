import ArgumentParser
import Glibc
import LanguageServer
import Scoring

struct LspCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serve an editor: mistakes as you type, completion, help, definitions, layout.",
    discussion: """
      A language server for rule files, over standard input and output. An editor starts it; docs/editors.md says how for \
      VS Code, Neovim and Helix. It reads files and writes none.

      EXAMPLES
        assay lsp          started by an editor

      EXIT STATUS
        0  the editor shut it down
        1  the editor went away without a word
        2  standard input or output failed
      """)

  /// Editors say how they talk; there is only one way here.
  @Flag(help: ArgumentHelp("Talk over standard input and output, which it does anyway.", visibility: .hidden))
  var stdio = false

  func run() throws {
    var server = LanguageServer(version: engineVersion)
    var part = [UInt8](repeating: 0, count: 1 << 16)
    while server.exitStatus == nil {
      let count = unsafe part.withUnsafeMutableBytes { unsafe read(STDIN_FILENO, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw Failure("standard input: \(systemError(errno))") }
      if count == 0 {
        try Terminal.write(server.settle(), to: STDOUT_FILENO)
        throw ExitCode(1)
      }
      try Terminal.write(server.receive(part[..<count]), to: STDOUT_FILENO)
      if server.exitStatus == nil, !Self.isWaiting { try Terminal.write(server.settle(), to: STDOUT_FILENO) }
    }
    throw ExitCode(server.exitStatus ?? 0)
  }

  /// Whether more can be read at once.
  private static var isWaiting: Bool {
    var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&ready, 1, 0) > 0
  }
}
