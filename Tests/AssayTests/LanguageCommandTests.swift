import Foundation
import JSON
import Testing

/// The commands around the rule language itself: its help, its layout, its definitions, its server.
@Suite struct LanguageCommandTests {
  private static let untidy = "extract \"said\" {doc=\"x\",\n match=[[content:<np>]]}\n"
  private static let tidy = "extract \"said\" {\n  doc   = \"x\",\n  match = [[ content:<np> ]]\n}\n"

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

  // MARK: fmt

  @Test func filesAreLaidOutInPlace() async throws {
    let folder = try Folder([
      "pack/rules/a.lua": Self.untidy, "pack/rules/b.lua": Self.tidy, "pack/c.txt": "x = 1",
    ])
    let run = try await assay("fmt", "pack", in: folder)
    #expect(run.stdout == "")
    #expect(run.stderr == "assay: laid out pack/rules/a.lua\n")
    #expect(run.exitCode == 0)
    #expect(folder.read("pack/rules/a.lua") == Self.tidy)
    #expect(folder.read("pack/c.txt") == "x = 1")
    #expect(try await assay("fmt", "pack", in: folder).stderr == "")
  }

  @Test func checkingNamesFilesAndChangesNothing() async throws {
    let folder = try Folder(["a.lua": Self.untidy, "b.lua": Self.tidy])
    let run = try await assay("fmt", "a.lua", "b.lua", "--check", in: folder)
    #expect(run.stdout == "a.lua\n")
    #expect(run.exitCode == 1)
    #expect(folder.read("a.lua") == Self.untidy)
    #expect(try await assay("fmt", "b.lua", "--check", in: folder).exitCode == 0)
    let diff = try await assay("fmt", "a.lua", "--diff", in: folder)
    #expect(diff.stdout.hasPrefix("--- a.lua\n+++ a.lua\n@@ -1,2 +1,4 @@\n-extract"))
    #expect(diff.exitCode == 1)
    #expect(folder.read("a.lua") == Self.untidy)
  }

  @Test func standardInputIsLaidOutToStandardOutput() async throws {
    let run = try await assay("fmt", "-", in: try Folder(), stdin: Self.untidy)
    #expect(run.stdout == Self.tidy)
    #expect(run.stderr == "")
    #expect(run.exitCode == 0)
  }

  @Test func aFileThatIsNotLuaIsToldAndTheOthersAreDone() async throws {
    let folder = try Folder(["a.lua": "x = = 1\ny = = 2\n", "b.lua": Self.untidy])
    let run = try await assay("fmt", "a.lua", "gone.lua", "b.lua", in: folder)
    #expect(run.stderr.components(separatedBy: "error[syntax]").count == 2)
    #expect(run.stderr.contains("assay: gone.lua: no such file or folder\n"))
    #expect(run.exitCode == 2)
    #expect(folder.read("a.lua") == "x = = 1\ny = = 2\n")
    #expect(folder.read("b.lua") == Self.tidy)
  }

  @Test func aFileKeepsItsPermissionsAndALinkStaysOne() async throws {
    let folder = try Folder(["a.lua": Self.untidy])
    let run = try await shell(
      "chmod 640 a.lua && ln -s a.lua b.lua && assay fmt b.lua && stat -c '%a %F' a.lua && stat -c %F b.lua",
      in: folder)
    #expect(run.stdout == "640 regular file\nsymbolic link\n")
    #expect(folder.read("a.lua") == Self.tidy)
  }

  // MARK: stubs

  @Test func definitionsAreWrittenIntoAFolder() async throws {
    let folder = try Folder()
    let run = try await assay("stubs", "-o", "some/where", in: folder)
    #expect(run.stderr == "assay: wrote some/where/assay.lua\n")
    let text = try #require(folder.read("some/where/assay.lua"))
    #expect(text.hasPrefix("---@meta assay\n"))
    #expect(try await assay("stubs", in: folder).stdout == text)
  }

  // MARK: lsp

  @Test func theServerTalksOverStandardInputAndOutput() async throws {
    func message(_ json: String) -> String { "Content-Length: \(json.utf8.count)\r\n\r\n\(json)" }
    let folder = try Folder(["a.lua": ""])
    let dialogue = [
      #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#,
      #"{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{"textDocument":{"uri":"file://\#(folder.path)/a.lua","version":1,"text":"x = nothing"}}}"#,
      #"{"jsonrpc":"2.0","id":2,"method":"textDocument/hover","params":{}}"#,
    ]
    let goodbye = [#"{"jsonrpc":"2.0","id":3,"method":"shutdown"}"#, #"{"jsonrpc":"2.0","method":"exit"}"#]
    let run = try await assay("lsp", "--stdio", in: folder, stdin: (dialogue + goodbye).map(message).joined())
    #expect(run.stdout.hasPrefix("Content-Length: "))
    #expect(run.stdout.contains(#""id":1,"result":{"capabilities""#))
    #expect(run.stdout.contains(#""id":2,"error":{"code":-32602"#))
    #expect(run.stdout.contains(#""id":3,"result":null"#))
    #expect(run.stderr == "")
    #expect(run.exitCode == 0)
    let left = try await assay("lsp", in: folder, stdin: dialogue.map(message).joined())
    #expect(left.stdout.contains("publishDiagnostics"))
    #expect(left.stdout.contains("unknown-global"))
    #expect(left.exitCode == 1)
  }
}
