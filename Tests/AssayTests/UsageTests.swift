import Testing

/// What a newcomer meets first: help, versions, and calls that cannot be understood.
@Suite struct UsageTests {
  struct Mistake: CustomTestStringConvertible, Sendable {
    var arguments: [String]
    var stderr: String
    var testDescription: String { (["assay"] + arguments).joined(separator: " ") }
  }

  @Test(arguments: [
    Mistake(
      arguments: ["scroe", "a.txt"],
      stderr: "assay: no command 'assay scroe'\n  help: did you mean 'assay score'?\n"),
    Mistake(
      arguments: ["a.txt"],
      stderr: "assay: no command 'assay a.txt'\n  help: did you mean 'assay score a.txt'?\n"),
    Mistake(
      arguments: ["frobnicate"],
      stderr:
        "assay: no command 'assay frobnicate'\n  help: one of score load check test explain serve repl watch profile stats tune compare verify-record fmt lsp stubs lua new pack key trust worker doctor help; see 'assay --help'\n"
    ),
    Mistake(
      arguments: ["new", "rul"],
      stderr: "assay: no command 'assay new rul'\n  help: did you mean 'assay new rule'?\n"),
    Mistake(
      arguments: ["new", "pack"],
      stderr: "assay: missing expected argument '<owner/name>'\n  help: see 'assay new pack --help'\n"),
    Mistake(
      arguments: ["score"],
      stderr: "assay: missing expected argument '<input> ...'\n  help: see 'assay score --help'\n"),
    Mistake(
      arguments: ["score", "a.txt", "--pakc", "x"],
      stderr: "assay: unknown option '--pakc'. Did you mean '--pack'?\n  help: see 'assay score --help'\n"),
    Mistake(
      arguments: ["score", "a.txt", "--offsets", "words"],
      stderr:
        "assay: the value 'words' is invalid for '--offsets <offsets>'. Please provide one of 'codepoints', 'utf8' or 'utf16'\n  help: see 'assay score --help'\n"
    ),
    Mistake(
      arguments: ["score", "a.txt", "--output"],
      stderr: "assay: missing value for '--output <file>'\n  help: see 'assay score --help'\n"),
    Mistake(
      arguments: ["lua", "--steps", "0", "a.lua"],
      stderr: "assay: --steps: a number above 0 expected, got 0\n  help: see 'assay lua --help'\n"),
    Mistake(
      arguments: ["lua", "--memory-mib", "9999999", "a.lua"],
      stderr: "assay: --memory-mib: 1 to 4096 expected, got 9999999\n  help: see 'assay lua --help'\n"),
    Mistake(
      arguments: ["check"],
      stderr: "assay: nothing to check\n  help: name a pack's folder, or a script with --rules\n"),
    Mistake(
      arguments: ["test"],
      stderr: "assay: nothing to test\n  help: name a pack's folder, or a script with --rules\n"),
    Mistake(
      arguments: ["score", "a.txt", "--no-std"],
      stderr: "assay: no rules to run\n  help: add --pack or --rules, or leave out --no-std\n"),
  ]) func aCallThatCannotBeUnderstoodGetsTwoLinesAndStatusTwo(_ mistake: Mistake) async throws {
    let folder = try Folder(["a.txt": deskArticle])
    let run = try await run([program] + mistake.arguments, in: folder)
    #expect(run.stderr == mistake.stderr)
    #expect(run.stdout == "")
    #expect(run.exitCode == 2)
  }

  @Test func theVersionGoesToStandardOutput() async throws {
    let run = try await assay("--version", in: try Folder())
    #expect(run.stdout == "assay 0.1.0\n")
    #expect(run.stderr == "")
    #expect(run.exitCode == 0)
  }

  @Test(arguments: [
    ["score"], ["check"], ["test"], ["explain"], ["lua"], ["new"], ["new", "pack"], ["new", "rule"],
    ["worker"], ["stats"], ["tune"], ["compare"], ["verify-record"], ["pack", "docs"], ["fmt"], ["stubs"],
    ["lsp"],
    ["help"],
  ])
  func everyCommandHasHelpWithExamples(_ command: [String]) async throws {
    let run = try await run([program] + command + ["--help"], in: try Folder())
    #expect(run.stdout.contains("EXAMPLES\n  assay \(command.joined(separator: " ")) "))
    #expect(run.stderr == "")
    #expect(run.exitCode == 0)
  }

  @Test func assayAloneShowsWhatItCanDo() async throws {
    let run = try await assay(in: try Folder())
    for command in [
      "score", "check", "test", "explain", "stats", "tune", "compare", "verify-record", "lua", "new",
    ] {
      #expect(run.stdout.contains("\n  \(command) "))
    }
    #expect(run.stdout.contains("EXIT STATUS"))
    #expect(run.exitCode == 0)
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func completionsAreGeneratedForEachShell(_ shell: String)
    async throws
  {
    let run = try await assay("--generate-completion-script", shell, in: try Folder())
    #expect(run.stdout.contains("explain"))
    #expect(run.stdout.contains("memory-mib"))
    #expect(run.stderr == "")
    #expect(run.exitCode == 0)
  }

  @Test func theCompletionsForBashAreValidBash() async throws {
    let run = try await shell("assay --generate-completion-script bash | bash -n", in: try Folder())
    #expect(run.stderr == "")
    #expect(run.exitCode == 0)
  }
}
