import Foundation
import JSON
import Testing

/// Many articles: several processes, several outputs, runs in two halves. What happens to runs that are killed is in
/// scripts/kill-test.
@Suite struct BatchTests {
  static let line = #"{"id":"%","text":"The mayor said “some % trucks crossed”. A warden said “no”."}"#

  /// Articles of every kind that a worker must get as the coordinator read them.
  private func folder() throws -> Folder {
    let folder = try Folder([
      "desk.lua": deskRules, "in/a.txt": "Dam holds\n\n" + deskArticle,
      "in/b.json":
        #"[{"id":"b1","blocks":[{"region":"headline","text":"The mayor said “1 dam”"},{"region":"body","text":"A warden said “no”."}]},{"id":"b2","text":"The mayor said “\ud800”."}]"#,
      "in/c.jsonl": (1...12).map { Self.line.replacingOccurrences(of: "%", with: "\($0)") }.joined(
        separator: "\n"),
      "in/d.jsonl": "{\"id\":\"d1\",\"text\":\"Quiet.\"}\nbroken\n{\"id\":\"1\",\"text\":\"Again.\"}\n",
    ])
    try folder.write(
      "in/e.txt",
      bytes: [0xFF, 0xFE] + "The mayor said “4 boats”.".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    try folder.write("in/f.txt", bytes: Array("The mayor said “yes \0 ".utf8) + [0xFF] + Array("”.\r\n".utf8))
    return folder
  }

  private let rules = ["--rules", "desk.lua", "--no-std"]

  private func score(_ arguments: [String], in folder: Folder) async throws -> Run {
    try await run([program, "score"] + arguments + rules, in: folder)
  }

  @Test func bytesDoNotDependOnTheNumberOfProcesses() async throws {
    let folder = try folder()
    for options in [["--headline"], ["--offsets", "utf16"]] {
      let own = try await score(["in", "--workers", "0"] + options, in: folder)
      #expect(own.stdout.split(separator: "\n").count == 18)
      #expect(own.stdout.contains("lone-surrogate") && own.stdout.contains("utf16"))
      for count in ["1", "2", "5"] {
        let run = try await score(["in", "--workers", count] + options, in: folder)
        #expect(run.stdout == own.stdout)
        #expect(run.stderr == own.stderr, "failures come in the order of the input as well")
        #expect(run.exitCode == 2)
      }
    }
  }

  @Test func aWorkerByItselfGivesTheSameRecords() async throws {
    let folder = try Folder(["desk.lua": deskRules])
    let lines = (1...5).map { Self.line.replacingOccurrences(of: "%", with: "\($0)") }
    try folder.write("in.jsonl", lines.joined(separator: "\n"))
    let whole = try await score(["in.jsonl"], in: folder)
    let worker = try await run(
      [program, "worker"] + rules, in: folder, stdin: lines.joined(separator: "\n"))
    #expect(worker.stdout == whole.stdout)
    #expect(worker.exitCode == 0)
  }

  @Test func aWorkerSkipsWhatIsNoArticleAndSaysSo() async throws {
    let folder = try Folder(["desk.lua": deskRules])
    let worker = try await run(
      [program, "worker"] + rules, in: folder,
      stdin: "{\"id\":\"a\",\"text\":\"Quiet.\"}\nbroken\n{\"id\":\"a\",\"text\":\"Quiet.\"}\n")
    #expect(try worker.records().count == 2)
    #expect(worker.stderr.hasPrefix("assay: <stdin>:2: "))
    #expect(worker.exitCode == 2)
    let nothing = try await run([program, "worker"] + rules, in: folder, stdin: "")
    #expect(nothing.stdout == "" && nothing.stderr == "" && nothing.exitCode == 0)
  }

  // MARK: going on

  @Test func aFinishedRunIsNotRepeated() async throws {
    let folder = try folder()
    let first = try await score(["in/c.jsonl", "-o", "x.jsonl"], in: folder)
    #expect(first.exitCode == 0)
    // What stands there now would not survive another run.
    try folder.write("x.jsonl", "mine\n")
    let second = try await score(["in/c.jsonl", "-o", "x.jsonl", "--resume"], in: folder)
    #expect(second.stderr == "assay: x.jsonl: done already: 12 articles, 24 claims\n")
    #expect(second.exitCode == 0)
    #expect(folder.read("x.jsonl") == "mine\n")
  }

  /// A run that was killed between its end and its exit went on with 0, as if all its inputs had been read.
  @Test func aFinishedRunKeepsItsStatus() async throws {
    let folder = try folder()
    try folder.write("broken.jsonl", "{\"id\":\"a\",\"text\":\"Quiet.\"}\nbroken\n")
    let first = try await score(["broken.jsonl", "-o", "x.jsonl"], in: folder)
    #expect(first.exitCode == 2)
    let second = try await score(["broken.jsonl", "-o", "x.jsonl", "--resume"], in: folder)
    #expect(second.stderr.hasPrefix("assay: x.jsonl: done already: 1 article, 0 claims; 1 input failed: "))
    #expect(second.exitCode == 2)
  }

  @Test func aResultThatWasTakenAwayIsMadeAgain() async throws {
    let folder = try folder()
    _ = try await score(["in/c.jsonl", "-o", "x.jsonl"], in: folder)
    let made = folder.read("x.jsonl")
    try FileManager.default.removeItem(atPath: folder.path + "/x.jsonl")
    let run = try await score(["in/c.jsonl", "-o", "x.jsonl", "--resume"], in: folder)
    #expect(run.exitCode == 0)
    #expect(folder.read("x.jsonl") == made)
  }

  @Test func withoutACheckpointARunStartsOver() async throws {
    let folder = try folder()
    let run = try await score(["in/c.jsonl", "-o", "x.jsonl", "--resume"], in: folder)
    #expect(run.exitCode == 0)
    #expect(folder.read("x.jsonl")?.split(separator: "\n").count == 12)
  }

  @Test func aChangedInputIsRefusedAndNothingIsTouched() async throws {
    let folder = try folder()
    _ = try await score(["in/c.jsonl", "-o", "x.jsonl"], in: folder)
    let made = folder.read("x.jsonl"), checkpoint = folder.read("x.jsonl.checkpoint")
    // The same length: only the bytes say it.
    try folder.write(
      "in/c.jsonl", try #require(folder.read("in/c.jsonl")).replacingOccurrences(of: "mayor", with: "major"))
    let run = try await score(["in/c.jsonl", "-o", "x.jsonl", "--resume"], in: folder)
    #expect(
      run.stderr
        == "assay: x.jsonl.checkpoint: input 'in/c.jsonl' was changed since the run was begun: has other bytes\n  help: without --resume the run starts over\n"
    )
    #expect(run.exitCode == 2)
    #expect(folder.read("x.jsonl") == made)
    #expect(folder.read("x.jsonl.checkpoint") == checkpoint)
  }

  @Test func aChangedPackIsRefused() async throws {
    let folder = try folder()
    _ = try await score(["in/c.jsonl", "-o", "x.jsonl"], in: folder)
    try folder.write("desk.lua", deskRules + "\n")
    let run = try await score(["in/c.jsonl", "-o", "x.jsonl", "--resume"], in: folder)
    #expect(
      run.stderr.hasPrefix(
        "assay: x.jsonl.checkpoint: pack 'local/desk' was changed since the run was begun\n"))
    #expect(run.exitCode == 2)
  }

  @Test func whatComesOnceCannotBeResumed() async throws {
    let folder = try folder()
    for arguments in [["-", "-o", "x.jsonl"], ["in/c.jsonl"], ["in/c.jsonl", "-o", "/dev/null"]] {
      let run = try await score(arguments + ["--resume"], in: folder)
      #expect(run.stderr.hasPrefix("assay: --resume: only files can be resumed"), "\(arguments)")
      #expect(run.exitCode == 2)
    }
  }

  @Test func severalOutputsComeFromOneRun() async throws {
    let folder = try folder()
    let run = try await score(["in", "-o", "x.jsonl", "-o", "y.ndjson"], in: folder)
    #expect(run.exitCode == 2)
    #expect(folder.read("x.jsonl")?.split(separator: "\n").count == 18)
    #expect(folder.read("x.jsonl") == folder.read("y.ndjson"))
    #expect(folder.names.contains("x.jsonl.checkpoint"))
    #expect(!folder.names.contains { $0.hasSuffix(".part") || $0 == "y.ndjson.checkpoint" })
  }

  // MARK: limits

  @Test func anArticleOverTheLimitIsOneLineAndTheOthersAreScored() async throws {
    let folder = try Folder(["desk.lua": deskRules, "a.txt": deskArticle])
    try folder.write("huge.txt", bytes: [UInt8](repeating: 0x61, count: 50_000_000))
    let run = try await score(["huge.txt", "a.txt", "--workers", "1"], in: folder)
    #expect(try run.records().count == 1)
    #expect(
      run.stderr
        == "assay: huge.txt: article of 50000000 bytes is over the limit of 16777216\nassay: 1 article, 2 claims; 1 input failed: huge.txt\n"
    )
    #expect(run.exitCode == 2)
  }

  @Test(arguments: [
    (["--workers", "2000"], "--workers: 0 to 1024 expected, got 2000"),
    (["--time-limit", "0"], "--time-limit: more than 0 and at most 86400 seconds expected, got 0.0"),
    (["--format", "page", "-o", "x.jsonl", "-o", "y.jsonl"], "--format page: one output expected, got 2"),
  ]) func aLimitThatMakesNoSenseIsRefused(_ options: [String], message: String) async throws {
    let run = try await score(["in"] + options, in: try folder())
    #expect(run.stderr.hasPrefix("assay: \(message)\n"))
    #expect(run.exitCode == 2)
  }

  // MARK: what is said

  @Test func aLongRunEndsWithASummary() async throws {
    let folder = try folder()
    let run = try await score(["in", "-o", "x.jsonl"], in: folder)
    let told = run.stderr.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2)
    #expect(
      told.joined(separator: "\n") == """
        claims by rule
          local/desk/said  31
        scores by rule
          local/desk/has-figure  15
        slowest rules, by steps
          local/desk/said        1513 ( 81 %)
          local/desk/has-figure   348 ( 19 %)
        diagnostics
          invalid-utf8    1
          lone-surrogate  1
          utf16           1
        failed inputs, and what shows them
          sed -n '2{p;q}' in/d.jsonl
          sed -n '3{p;q}' in/d.jsonl
        assay: 18 articles, 31 claims, 3 diagnostics; 2 inputs failed: in/d.jsonl:2, in/d.jsonl:3

        """)
  }

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/script"), "script(1) makes the terminal"))
  func progressStaysOnOneLineOfTheTerminal() async throws {
    let folder = try Folder(["desk.lua": deskRules])
    // Enough that a line is due before the end.
    let lines = (1...(isOptimised ? 50_000 : 400)).map {
      Self.line.replacingOccurrences(of: "%", with: "\($0)")
    }
    try folder.write("many.jsonl", lines.joined(separator: "\n"))
    let run = try await assayOnTerminal(
      "score", "many.jsonl", "--rules", "desk.lua", "--no-std", "-o", "x.jsonl", "--workers", "1", in: folder,
      columns: 40)
    let shown = run.stdout.components(separatedBy: "\r\u{1B}[K").dropFirst().dropLast()
    #expect(!shown.isEmpty)
    #expect(shown.allSatisfy { $0.count < 40 && !$0.contains("\n") })
    #expect(shown.contains { $0.contains(" articles, ") && $0.hasSuffix("…") })
  }

  @Test func quietIsQuietButForFailures() async throws {
    let folder = try folder()
    let run = try await score(["in", "-o", "x.jsonl", "--quiet"], in: folder)
    let lines = run.stderr.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.hasPrefix("assay: in/d.jsonl:") })
    #expect(run.exitCode == 2)
  }
}
