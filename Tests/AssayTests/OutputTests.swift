import Foundation
import RecordOutputs
import Testing

/// Where `score` writes, and what becomes of an output when something goes wrong.
@Suite struct OutputTests {
  let files: KeyValuePairs = ["a.txt": deskArticle, "desk.lua": deskRules, "old.jsonl": "yesterday\n"]

  @Test func anOutputIsReplacedAndTheSummaryGoesToStandardError() async throws {
    let folder = try Folder(files)
    let piped = try await assay("score", "a.txt", "--rules", "desk.lua", "--no-std", in: folder)
    let run = try await assay(
      "score", "a.txt", "--rules", "desk.lua", "--no-std", "-o", "old.jsonl", in: folder)
    #expect(folder.read("old.jsonl") == piped.stdout)
    #expect(run.stdout == "")
    #expect(run.stderr == "assay: 1 article, 2 claims\n")
    #expect(run.exitCode == 0)
    #expect(folder.names == ["a.txt", "desk.lua", "old.jsonl", "old.jsonl.checkpoint"])
  }

  @Test func anOutputStaysWhenNothingCouldBeScored() async throws {
    let folder = try Folder(files)
    let run = try await assay("score", "b.txt", "-o", "old.jsonl", in: folder)
    #expect(folder.read("old.jsonl") == "yesterday\n")
    #expect(
      run.stderr
        == "assay: b.txt: no such file or folder\nassay: 0 articles, 0 claims; 1 input failed: b.txt; nothing written to old.jsonl\n"
    )
    #expect(run.exitCode == 2)
    #expect(folder.names == ["a.txt", "desk.lua", "old.jsonl"])
  }

  @Test func anOutputIsWrittenWhenSomeInputsFailed() async throws {
    let folder = try Folder(files)
    let run = try await assay(
      "score", "b.txt", "a.txt", "--rules", "desk.lua", "--no-std", "-o", "old.jsonl", in: folder)
    #expect(folder.read("old.jsonl")?.hasPrefix("{\"schema\"") == true)
    #expect(run.exitCode == 2)
  }

  @Test func anInputIsNeverOverwritten() async throws {
    let folder = try Folder(["a.jsonl": #"{"id":"1","text":"Quiet."}"#])
    let run = try await assay("score", "a.jsonl", "-o", "./a.jsonl", in: folder)
    #expect(
      run.stderr == "assay: ./a.jsonl: is an input as well\n  help: name another file for the records\n")
    #expect(run.exitCode == 2)
    #expect(folder.read("a.jsonl") == #"{"id":"1","text":"Quiet."}"#)
  }

  @Test func aPlaceThatCannotBeWrittenIsToldBeforeAnyWork() async throws {
    let folder = try Folder(["a.txt": deskArticle, "sub.jsonl/x": ""])
    let missing = try await assay("score", "nowhere.txt", "-o", "none/x.jsonl", in: folder)
    #expect(
      missing.stderr
        == "assay: none/x.jsonl: cannot write here: no such file or directory\n  help: name a file in a folder you may write to\n"
    )
    #expect(missing.exitCode == 2)
    let isFolder = try await assay("score", "a.txt", "-o", "sub.jsonl", in: folder)
    #expect(isFolder.stderr == "assay: sub.jsonl: is a folder\n  help: name a file in it\n")
    #expect(isFolder.exitCode == 2)
  }

  @Test func anUnknownFormOfOutputIsRefused() async throws {
    let folder = try Folder(files)
    let run = try await assay("score", "a.txt", "-o", "x.parquet", in: folder)
    #expect(
      run.stderr
        == "assay: x.parquet: no form of output has this ending\n  help: endings are \(OutputForm.knownEndings)\n"
    )
    #expect(run.exitCode == 2)
  }

  @Test func aFullDiskIsAnError() async throws {
    let folder = try Folder(files)
    let file = try await assay("score", "a.txt", "-o", "/dev/full", in: folder)
    #expect(file.stderr == "assay: /dev/full: could not be written: no space left on device\n")
    #expect(file.exitCode == 2)
    for command in [
      "score a.txt", "explain a.txt", "check --json --rules bad.lua", "test --rules t.lua", "lua p.lua",
      "--help",
    ] {
      try folder.write("p.lua", "print(1)")
      try folder.write("bad.lua", "x = = 1")
      try folder.write("t.lua", deskRules)
      try folder.write("t_test.lua", "test \"quiet\" { \"It is quiet.\" }")
      let run = try await shell("assay \(command) > /dev/full", in: folder)
      #expect(run.stderr == "assay: standard output: no space left on device\n", "\(command)")
      #expect(run.exitCode == 2, "\(command)")
    }
  }

  @Test func aDeviceIsWrittenAndNotReplaced() async throws {
    let folder = try Folder(files)
    let run = try await assay(
      "score", "a.txt", "--rules", "desk.lua", "--no-std", "-o", "/dev/null", in: folder)
    #expect(run.exitCode == 0)
    let shell = try await shell("test -c /dev/null", in: folder)
    #expect(shell.exitCode == 0)
  }

  @Test func aLinkStaysALink() async throws {
    let folder = try Folder(files)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link.jsonl", withDestinationPath: folder.path + "/old.jsonl")
    _ = try await assay("score", "a.txt", "-o", "link.jsonl", in: folder)
    #expect(folder.read("old.jsonl")?.hasPrefix("{\"schema\"") == true)
    #expect((try? FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/link.jsonl")) != nil)
  }

  @Test func aReaderThatGoesAwayIsNoFailure() async throws {
    let folder = try Folder(["desk.lua": deskRules])
    let line = #"{"id":"%","text":"The mayor said “yes”. A warden said “no”."}"#
    try folder.write(
      "many.jsonl",
      (1...400).map { line.replacingOccurrences(of: "%", with: "\($0)") }.joined(separator: "\n"))
    let run = try await shell(
      "assay score many.jsonl --rules desk.lua --no-std | head -1 | cut -c1-9; echo ${PIPESTATUS[0]}",
      in: folder)
    #expect(run.stdout == "{\"schema\"\n0\n")
    #expect(run.stderr == "")
  }

  @Test func aReaderThatGoesAwayDoesNotHideAnInputThatFailed() async throws {
    let folder = try Folder(["desk.lua": deskRules])
    let line = #"{"id":"%","text":"The mayor said “yes”. A warden said “no”."}"#
    try folder.write(
      "many.jsonl",
      (1...400).map { line.replacingOccurrences(of: "%", with: "\($0)") }.joined(separator: "\n"))
    let run = try await shell(
      "assay score gone.txt many.jsonl --rules desk.lua --no-std 2>/dev/null | true; echo ${PIPESTATUS[0]}",
      in: folder)
    #expect(run.stdout == "2\n")
  }

  @Test func severalOutputsAreWrittenInOneRun() async throws {
    let folder = try Folder(files)
    let run = try await assay(
      "score", "a.txt", "--rules", "desk.lua", "--no-std", "-o", "x.jsonl", "-o", "x.csv", "-o", "x.sqlite",
      "-o", "x.html", "-o", "x.jsonl.gz", in: folder)
    #expect(run.stderr == "assay: 1 article, 2 claims\n")
    #expect(run.exitCode == 0)
    #expect(
      folder.names == [
        "a.txt", "desk.lua", "old.jsonl", "x.csv", "x.html", "x.jsonl", "x.jsonl.checkpoint", "x.jsonl.gz",
        "x.sqlite",
      ])
    let piped = try await assay("score", "a.txt", "--rules", "desk.lua", "--no-std", in: folder)
    #expect(folder.read("x.jsonl") == piped.stdout)
    let unpacked = try await shell("gzip -dc x.jsonl.gz | cmp - x.jsonl", in: folder)
    #expect(unpacked.exitCode == 0)
    // The scale of the rules is a column of the table.
    #expect(folder.read("x.csv")?.contains(",rule,duplicate_of,worth,why\r\n") == true)
    let row = "local/desk/said,,1.5,gives a figure: “some 40” (+1.5)\r\n"
    #expect(folder.read("x.csv")?.contains(row) == true)
    #expect(folder.read("x.html")?.contains("All 2 claims") == true)
  }

  @Test func whenOneOutputCannotBeOpenedNoneIsTouched() async throws {
    let folder = try Folder(files)
    let run = try await assay(
      "score", "a.txt", "-o", "old.jsonl", "-o", "x.sqlite", "-o", "none/x.csv", in: folder)
    #expect(run.exitCode == 2)
    #expect(folder.read("old.jsonl") == "yesterday\n")
    #expect(folder.names == ["a.txt", "desk.lua", "old.jsonl"])
  }

  @Test func aFileOfAFolderThatIsReadIsNoOutput() async throws {
    let folder = try Folder(["in/a.jsonl": #"{"id":"1","text":"Quiet."}"#])
    for input in ["in", "in/*.jsonl"] {
      let run = try await assay("score", input, "-o", "in/a.jsonl", in: folder)
      #expect(
        run.stderr == "assay: in/a.jsonl: is an input as well\n  help: name another file for the records\n")
      #expect(run.exitCode == 2)
    }
    #expect(folder.read("in/a.jsonl") == #"{"id":"1","text":"Quiet."}"#)
  }
}
