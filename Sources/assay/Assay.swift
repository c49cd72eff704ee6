// The `assay` command: thin glue over the libraries, one file a command.

import ArgumentParser
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
        assay score archive.jsonl --output claims.jsonl
        assay score article.txt --rules my-rule.lua    try a rule of your own
        assay explain article.txt --rule said          why did it (not) fire?
        assay new pack desk/grain-deals                start a pack to share

      EXIT STATUS
        0  done
        1  the answer is "no": a test failed, check found a mistake
        2  could not do the job, or not all of it
      """,
    version: engineVersion,
    subcommands: [
      ScoreCommand.self, CheckCommand.self, TestCommand.self, ExplainCommand.self, LuaCommand.self, NewCommand.self,
    ])

  /// Like ArgumentParser's own `main`, but with the exit statuses this tool promises: a call that
  /// cannot be understood could not do the job, which is 2.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code.isSuccess {
        if !message.isEmpty { Terminal.out(message + "\n") }
        Terminal.exit(0)
      }
      if !message.isEmpty, !(error is ExitCode) { Terminal.error(message + "\n") }
      Terminal.exit(error is ExitCode ? code.rawValue : 2)
    }
    Terminal.exit(0)
  }
}
