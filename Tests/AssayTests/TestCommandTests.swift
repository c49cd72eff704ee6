import Foundation
import JSON
import Testing

/// `assay test`: beyond the sentences, which are tested with the rules.
@Suite struct TestCommandTests {
  static let tests = """
    test "found" { "{source|The mayor} {cue|said} {content|“it is quiet”}." }
    test "silent" { "The mayor left." }

    """

  @Test func resultsAreWrittenForOtherPrograms() async throws {
    let folder = try Folder(["desk.lua": deskRules, "desk_test.lua": Self.tests])
    let run = try await assay("test", "desk.lua", "--junit", "out.xml", "--filter", "found", in: folder)
    #expect(run.exitCode == 0)
    #expect(folder.read("out.xml")?.contains("<testcase classname=\"desk_test.lua\" name=\"found\"") == true)
    #expect(folder.read("out.xml")?.contains("silent") == false)
    let refused = try await assay("test", "desk.lua", "--junit", "no/such/out.xml", in: folder)
    #expect(refused.exitCode == 2 && refused.stderr.hasPrefix("assay: no/such/out.xml: cannot write here"))
  }

  @Test func aRunWithoutTestsFails() async throws {
    let folder = try Folder(["desk.lua": deskRules])
    let run = try await assay("test", "desk.lua", in: folder)
    #expect(run.exitCode == 1)
    #expect(run.stderr == "assay: no tests found\n  help: tests stand in files that end in _test.lua\n")
    #expect(try await assay("test", "std", "--filter", "no such test", in: folder).exitCode == 1)
  }

  @Test func aWatchedFileIsTestedAgainWhenItChanges() async throws {
    let folder = try Folder(["desk.lua": deskRules, "desk_test.lua": Self.tests])
    let process = Process()
    // Ends a program that never notices.
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = ["-s", "KILL", "60", program, "test", "desk.lua", "--watch"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    defer {
      // Other signals are blocked where tests run, and so they are in what tests start.
      kill(-process.processIdentifier, SIGKILL)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    // Reads until the program waits; a program that ends closes the pipe.
    func untilItWaits() -> String {
      var text = ""
      while !text.contains("waiting for a change") {
        let data = output.fileHandleForReading.availableData
        if data.isEmpty { break }
        text += String(decoding: data, as: UTF8.self)
      }
      return text
    }
    #expect(untilItWaits().contains("2 passed, 0 failed"))
    try folder.write("desk_test.lua", Self.tests + "test \"third\" { \"It rained.\" }\n")
    #expect(untilItWaits().contains("3 passed, 0 failed"))
    try folder.write("desk.lua", deskRules + "\nx = = 1\n")
    #expect(untilItWaits().contains("error[syntax]"))
    try folder.write("desk.lua", deskRules)
    #expect(untilItWaits().contains("3 passed, 0 failed"))
  }
}
