import ArgumentParser
import Diagnostics
import LuaReference
import RulePacks

struct StubsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stubs",
    abstract:
      "Write definition files, from which editors with Lua's own language server know the rule language.",
    discussion: """
      The file is what LuaLS calls a library: name its folder in workspace.library. docs/editors.md says how. assay lsp \
      knows more: patterns, lexicons, and what check says.

      EXAMPLES
        assay stubs -o .assay/stubs
        assay stubs > assay.lua
      """)

  @Option(
    name: [.short, .long],
    help: ArgumentHelp("Write assay.lua into this folder, and make it.", valueName: "dir"),
    completion: .directory)
  var output: String?

  func run() throws {
    let text = LuaReference.standard.definitions
    guard let output else { return try Terminal.out(text) }
    let path = output + "/assay.lua"
    do throws(PackError) {
      try SystemFiles.makeFolder(output)
      try SystemFiles.replace(path, Array(text.utf8))
    } catch { throw Failure(error.description, help: error.help) }
    Terminal.error("assay: wrote \(path.safeForTerminal)\n")
  }
}
