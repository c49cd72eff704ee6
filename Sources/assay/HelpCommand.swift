import ArgumentParser
import Diagnostics
import LuaReference

/// Stands in for the parser's own `help`: the name of a command shows that command's help, as ever, and any other name is
/// looked up in the language of rules.
struct HelpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "help",
    abstract: "Show the help of a command, or what a word of the rule language means.",
    discussion: """
      Words are the verbs of rules and their fields, the functions and conditions, what functions see, the libraries of \
      Lua, and the names in patterns. A word that is a command as well is shown with --symbol.

      EXAMPLES
        assay help score
        assay help pack build
        assay help token.lemma
        assay help contains
        assay help --symbol score
        assay help nsubj

      EXIT STATUS
        0  it was shown
        2  there is no such command and no such word
      """)

  @Argument(
    help: ArgumentHelp("A command, or a word of the rule language.", valueName: "name"))
  var names: [String] = []

  @Flag(help: "Look the name up in the language of rules, even when it is a command.")
  var symbol = false

  @Flag(help: ArgumentHelp("Print docs/lua-reference.md.", visibility: .hidden))
  var markdown = false

  func run() throws {
    if markdown { return try Terminal.out(LuaReference.standard.markdown) }
    guard let first = names.first else { return try Terminal.out(Assay.helpMessage() + "\n") }
    if !symbol, let command = Self.command(names) {
      try Terminal.out(Assay.helpMessage(for: command) + "\n")
      if names.count == 1, !LuaReference.standard.lookup(first).isEmpty {
        Terminal.error("assay: '\(first)' is a word of rules as well\n  help: assay help --symbol \(first)\n")
      }
      return
    }
    guard names.count == 1 else {
      throw Failure("no command 'assay \(names.joined(separator: " "))'", help: "see 'assay --help'")
    }
    let found = LuaReference.standard.lookup(first)
    guard !found.isEmpty else { throw Self.unknown(first) }
    try Terminal.out(SymbolPage(style: Terminal.style()).text(of: found))
  }

  /// The command that `words` lead to; nil when one of them names none.
  private static func command(_ words: [String]) -> (any ParsableCommand.Type)? {
    var command: any ParsableCommand.Type = Assay.self
    for word in words {
      guard let next = command.configuration.subcommands.first(where: { $0._commandName == word }) else {
        return nil
      }
      command = next
    }
    return command
  }

  private static func unknown(_ name: String) -> Failure {
    let commands = Assay.configuration.subcommands.map { $0._commandName }
    let near = suggestion(for: name, among: commands) ?? LuaReference.standard.nearest(to: name)
    return Failure(
      "no command and no word of rules is called '\(name)'",
      help: near.map { "did you mean '\($0)'?" } ?? "assay help, or docs/lua-reference.md, names all")
  }
}
