// A call that cannot be understood gets one line that says why and one that says where to look: the whole
// usage text would bury both.

import ArgumentParser
import Diagnostics
import Glibc

enum UsageMistake {
  /// Finds a command that does not exist, which the parser would call an unexpected argument.
  ///
  /// - Throws: `Failure` with the name that was probably meant.
  static func checkNames(_ arguments: [String]) throws {
    var commands = names(of: Assay.configuration)
    var path = "assay"
    var rest = arguments[...]
    while let word = rest.first, !word.hasPrefix("-") {
      if let next = commands.first(where: { $0.name == word }) {
        guard let inner = next.configuration, !inner.subcommands.isEmpty else { return }
        commands = names(of: inner)
        path += " " + word
        rest = rest.dropFirst()
        continue
      }
      if word == "help", path == "assay" { return }
      let known = commands.map(\.name)
      if let near = suggestion(for: word, among: known) {
        throw Failure("no command '\(path) \(word)'", help: "did you mean '\(path) \(near)'?")
      }
      if path == "assay", unsafe access(word, F_OK) == 0 {
        throw Failure("no command 'assay \(word)'", help: "did you mean 'assay score \(word)'?")
      }
      throw Failure(
        "no command '\(path) \(word)'", help: "one of \(known.joined(separator: " ")); see '\(path) --help'")
    }
  }

  /// The parser's message in our form.
  static func text(_ message: String, full: String) -> String {
    let first = message.split(separator: "\n").first.map(String.init) ?? "cannot understand this call"
    let isName = first.dropFirst().first.map { $0.isUppercase } ?? false
    let line = isName ? first : first.prefix(1).lowercased() + first.dropFirst()
    var help = "see 'assay --help'"
    // The last line of the parser's text: `  See 'assay score --help' for more information.`
    if let see = full.split(separator: "\n").last?.split(separator: "'"), see.count > 1,
      see[0].hasSuffix("See ")
    {
      help = "see '\(see[1])'"
    }
    return Failure(line.hasSuffix(".") ? String(line.dropLast()) : line, help: help).description
  }

  private static func names(
    of configuration: CommandConfiguration
  ) -> [(name: String, configuration: CommandConfiguration?)] {
    configuration.subcommands.map { ($0._commandName, $0.configuration) }
  }
}
