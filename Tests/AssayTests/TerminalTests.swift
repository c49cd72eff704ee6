import Foundation
import Testing

/// What a person sees: a page, with colour where it is wanted.
@Suite(
  .enabled(
    if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "script(1) makes the terminal"))
struct TerminalTests {
  let files: KeyValuePairs = ["a.txt": deskArticle, "desk.lua": deskRules]
  static let page = """
    a
    2 claims

    The mayor said [c1 “some 40 trucks crossed”].

      c1  The mayor · said · asserts · direct
          “some 40 trucks crossed”
          hedged “some” · figures ≈ 40 trucks
          worth  1.5
             +1.5  gives a figure: “some 40”

    A warden said [c2 “it is quiet”].

      c2  A warden · said · asserts · direct
          “it is quiet”

    Sources
        1  The mayor  c1
        1  A warden   c2

    """

  @Test func onATerminalThereIsAPageInColour() async throws {
    let run = try await assayOnTerminal(
      "score", "a.txt", "--rules", "desk.lua", "--no-std", in: try Folder(files))
    #expect(run.stdout.contains("\u{1B}[1mThe mayor\u{1B}[0m"))
    #expect(withoutColour(run.stdout) == Self.page)
    #expect(run.exitCode == 0)
  }

  @Test func thePageIsTheSameWithoutColour() async throws {
    let folder = try Folder(files)
    let piped = try await assay(
      "score", "a.txt", "--rules", "desk.lua", "--no-std", "--format", "page", in: folder)
    #expect(piped.stdout == Self.page)
    for environment in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
      let run = try await assayOnTerminal(
        "score", "a.txt", "--rules", "desk.lua", "--no-std", in: folder, environment: environment)
      #expect(run.stdout == Self.page)
    }
  }

  @Test func anEmptyNoColorChangesNothing() async throws {
    let run = try await assayOnTerminal(
      "score", "a.txt", "--rules", "desk.lua", "--no-std", in: try Folder(files),
      environment: ["NO_COLOR": ""])
    #expect(run.stdout.contains("\u{1B}["))
  }

  @Test(arguments: [40, 80, 110]) func linesAreNoLongerThanTheTerminal(_ columns: Int) async throws {
    let folder = try Folder(files)
    let article = package + "/Examples/articles/council-dam.txt"
    let run = try await assayOnTerminal("score", article, in: folder, columns: columns)
    let lengths = withoutColour(run.stdout).split(separator: "\n").map(\.count)
    #expect((lengths.max() ?? 0) <= columns)
    #expect((lengths.max() ?? 0) > columns - 12)
  }

  @Test func columnsOfTheEnvironmentCountMore() async throws {
    let article = package + "/Examples/articles/council-dam.txt"
    let run = try await assay(
      "score", article, "--format", "page", in: try Folder(), environment: ["COLUMNS": "50"])
    #expect((run.stdout.split(separator: "\n").map(\.count).max() ?? 0) <= 50)
  }

  @Test func recordsOnATerminalHaveNoColour() async throws {
    let run = try await assayOnTerminal(
      "score", "a.txt", "--rules", "desk.lua", "--no-std", "--format", "jsonl", in: try Folder(files))
    #expect(!run.stdout.contains("\u{1B}"))
    #expect(run.stdout.hasPrefix("{\"schema\":"))
  }

  @Test func nothingOfAnArticleSteersTheTerminal() async throws {
    let folder = try Folder(["desk.lua": deskRules])
    try folder.write(
      "evil.json",
      #"{"id":"e\u001b[2Jvil","title":"T\u001b]0;owned\u0007\u202elivE","outlet":"\u009b31m","text":"The mayor said “\u001b[31m4 trucks\u202e\u0008”."}"#
    )
    for command in ["score", "explain"] {
      let run = try await assayOnTerminal(command, "evil.json", "--rules", "desk.lua", "--no-std", in: folder)
      let text = withoutColour(run.stdout)
      for scalar in text.unicodeScalars where scalar != "\n" {
        #expect(
          scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value) && scalar != "\u{202E}", "\(command)")
      }
      #expect(text.contains("␛"))
    }
  }

  /// `text` without the sequences that we use, and only those.
  private func withoutColour(_ text: String) -> String {
    text.replacingOccurrences(of: "\u{1B}\\[[0-9;]*m", with: "", options: .regularExpression)
  }
}
