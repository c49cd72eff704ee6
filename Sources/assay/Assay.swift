// The `assay` command: thin glue over the libraries, one file a command.

import ArgumentParser
import CProcesses
import Glibc
import Scoring

@main
struct Assay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assay",
    abstract: "Finds who claims what in the news, and how much each claim deserves a second look.",
    discussion: """
      Rules are small Lua scripts; `assay` ships with the packs std/attribution, std/checkworthiness and \
      std/sourcing and runs yours beside them.

      EXAMPLES
        assay score article.txt                        a page to read
        assay score archive/ --output claims.jsonl     records for programs
        assay score article.txt --rules my-rule.lua    try a rule of your own
        assay load page.html --explain                 what is read of a web page
        assay explain article.txt --rule denial        why did it (not) fire?
        assay serve article.txt                        rules and articles in a browser
        assay repl article.txt                         try out Lua and patterns on it
        assay new pack desk/grain-deals                start a pack to share
        assay watch grain-deals article.txt            what does each save change?

      EXIT STATUS
        0  done
        1  the answer is "no": a test failed, check found a mistake
        2  could not do the job, or not all of it

      SHELL COMPLETIONS
        assay --generate-completion-script bash        or zsh, or fish
      """,
    version: "assay \(engineVersion)",
    subcommands: [
      ScoreCommand.self, LoadCommand.self, CheckCommand.self, TestCommand.self, ExplainCommand.self,
      ServeCommand.self, ReplCommand.self, WatchCommand.self, ProfileCommand.self, StatsCommand.self,
      TuneCommand.self, CompareCommand.self, VerifyRecordCommand.self, FmtCommand.self, LspCommand.self,
      StubsCommand.self, LuaCommand.self, NewCommand.self, PackCommand.self, KeyCommand.self,
      TrustCommand.self, WorkerCommand.self, DoctorCommand.self, HelpCommand.self,
    ])

  /// Like ArgumentParser's own `main`, but with the exit statuses and messages this tool promises: a call
  /// that cannot be understood could not do the job, which is 2.
  static func main() {
    // A reader that goes away is an error of `write`, not a signal.
    _ = signal(SIGPIPE, SIG_IGN)
    // So is a limit of the shell on the size of files.
    _ = signal(SIGXFSZ, SIG_IGN)
    lx_keep_freed_memory()
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      try UsageMistake.checkNames(arguments)
      var command = try parseAsRoot(arguments)
      try command.run()
      Glibc.exit(0)
    } catch {
      Glibc.exit(status(reporting: error))
    }
  }

  /// Says what went wrong on standard error, and gives the exit status for it.
  private static func status(reporting error: any Error) -> Int32 {
    switch error {
    case OutputError.closed: return 0
    case OutputError.failed(let code):
      Terminal.error("assay: standard output: \(systemError(code))\n")
      return 2
    case let code as ExitCode: return code.rawValue
    case let failure as Failure:
      Terminal.error(failure.description + "\n")
      return failure.status
    default: break
    }
    guard exitCode(for: error).isSuccess else {
      Terminal.error(UsageMistake.text(message(for: error), full: fullMessage(for: error)) + "\n")
      return 2
    }
    // Help, the version and completions come as errors too.
    do throws(OutputError) {
      try Terminal.out(fullMessage(for: error) + "\n")
      return 0
    } catch {
      return status(reporting: error)
    }
  }
}
