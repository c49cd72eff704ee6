import Foundation
import JSON
import Testing

/// The commands around the rule language itself: its help, its layout, its definitions, its server.
@Suite struct LanguageCommandTests {
  // MARK: help

  @Test func helpOfACommandIsThatCommandsHelp() async throws {
    let folder = try Folder()
    for words in [["explain"], ["pack", "build"]] {
      let help = try await run([program, "help"] + words, in: folder)
      let asked = try await run([program] + words + ["--help"], in: folder)
      #expect(help.stdout == asked.stdout)
      #expect(help.stderr == "")
      #expect(help.exitCode == 0)
    }
    let alone = try await assay("help", in: folder)
    #expect(alone.stdout == (try await assay("--help", in: folder)).stdout)
  }

  @Test func aCommandThatIsAWordAsWellSaysSo() async throws {
    let command = try await assay("help", "score", in: try Folder())
    #expect(command.stdout.hasPrefix("OVERVIEW: "))
    #expect(
      command.stderr == "assay: 'score' is a word of rules as well\n  help: assay help --symbol score\n")
    #expect(command.exitCode == 0)
    let word = try await assay("help", "--symbol", "score", in: try Folder())
    #expect(word.stdout.hasPrefix("score \"name\" { … }\n"))
    #expect(word.stderr == "")
  }

  @Test(arguments: [
    "token.lemma", "extract", "string.find", "contains", "claim:first", "nsubj", "<np>", "VERB",
  ])
  func aWordOfRulesIsExplained(_ word: String) async throws {
    let run = try await assay("help", word, in: try Folder())
    #expect(!run.stdout.isEmpty)
    #expect(run.stderr == "")
    #expect(run.exitCode == 0)
  }

  @Test(arguments: [
    ("tokn.lema", "did you mean 'token.lemma'?"), ("scroe", "did you mean 'score'?"),
    ("zzzzzzzzz", "assay help, or docs/lua-reference.md, names all"),
    ("\u{1B}[31m", "assay help, or docs/lua-reference.md, names all"),
  ]) func anUnknownWordGetsASuggestion(_ word: String, _ help: String) async throws {
    let run = try await assay("help", word, in: try Folder())
    #expect(run.stderr.hasSuffix("\n  help: \(help)\n"))
    #expect(!run.stderr.contains("\u{1B}"))
    #expect(run.exitCode == 2)
  }
}
