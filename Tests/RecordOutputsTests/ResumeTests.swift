import Foundation
import Testing

@testable import RecordOutputs

/// A run that was stopped anywhere ends with the content of one that was not.
@Suite struct ResumeTests {
  @Test(arguments: sampleNames) func aRunStoppedAfterAnyRecordEndsWithTheSameContent(_ name: String) throws {
    let records = sampleRecords(16)
    let whole = try Folder()
    try write(records, to: whole.at(name))
    let expected = try whole.content(name)

    for count in 0...records.count {
      let stopped = try Folder()
      // Checkpoints lie behind every third record and where the run is stopped.
      var cursor = OutputCursor()
      do {
        let (output, _) = try openOutput(stopped.at(name), of: sampleRun)
        for (ordinal, record) in records[..<count].enumerated() {
          if ordinal % 3 == 0 { cursor = try output.commit() }
          try output.append(record)
        }
        cursor = try output.commit()
        #expect(cursor.records == count)
        // More is written, and lost with the process.
        for record in records[count...].prefix(3) { try output.append(record) }
        let crashed = try stopped.copy()
        let (resumed, start) = try openOutput(crashed.at(name), of: sampleRun, resuming: cursor)
        #expect(start.records == count)
        for record in records[start.records...] { try resumed.append(record) }
        try resumed.finish()
        #expect(try crashed.content(name) == expected, "stopped after \(count)")
        #expect(crashed.names == [name])
        output.discard()
        #expect(stopped.names == [])
      }
    }
  }

  @Test(arguments: sampleNames) func withoutItsUnfinishedFileARunStartsOver(_ name: String) throws {
    let folder = try Folder()
    let cursor = OutputCursor(
      records: 5, bytes: name.hasSuffix(".sqlite") || name.hasSuffix(".html") ? nil : 100)
    let (output, start) = try openOutput(folder.at(name), of: sampleRun, resuming: cursor)
    #expect(start.records == 0)
    for record in sampleRecords(3) { try output.append(record) }
    try output.finish()
    let whole = try Folder()
    try write(sampleRecords(3), to: whole.at(name))
    #expect(try folder.content(name) == whole.content(name))
  }

  @Test(arguments: sampleNames.filter { $0 != "r.sqlite" })
  func whatStoodThereStaysUntilTheEnd(_ name: String) throws {
    let folder = try Folder()
    try folder.write(name, "yesterday")
    let (output, _) = try openOutput(folder.at(name), of: sampleRun)
    for record in sampleRecords(3) { try output.append(record) }
    _ = try output.commit()
    #expect(folder.text(name) == "yesterday")
    output.discard()
    #expect(folder.text(name) == "yesterday")
    #expect(folder.names == [name])
    try write(sampleRecords(3), to: folder.at(name))
    #expect(folder.text(name) != "yesterday")
    #expect(folder.names == [name])
  }

  @Test(arguments: sampleNames) func twoRunsDoNotWriteOneFileAtOnce(_ name: String) throws {
    let folder = try Folder()
    let (first, _) = try openOutput(folder.at(name), of: sampleRun)
    let failure = #expect(throws: OutputFailure.self) { _ = try openOutput(folder.at(name), of: sampleRun) }
    #expect(failure?.reason == "another run is writing this file")
    try first.append(sampleRecords(1)[0])
    try first.finish()
    #expect(folder.names == [name])
  }

  @Test(arguments: sampleNames) func aPlaceThatCannotBeWrittenIsNamed(_ name: String) throws {
    let folder = try Folder()
    let missing = #expect(throws: OutputFailure.self) {
      _ = try openOutput(folder.at("none/" + name), of: sampleRun)
    }
    #expect(missing?.reason.hasPrefix("cannot write here: ") == true)
    try FileManager.default.createDirectory(atPath: folder.at(name), withIntermediateDirectories: true)
    let isFolder = #expect(throws: OutputFailure.self) { _ = try openOutput(folder.at(name), of: sampleRun) }
    #expect(isFolder?.reason == "is a folder")
  }

  @Test(arguments: sampleNames) func anInputIsNoOutput(_ name: String) throws {
    let folder = try Folder()
    try folder.write(name, "an article")
    var run = sampleRun
    run.inputs = [folder.at(name)]
    let failure = #expect(throws: OutputFailure.self) { _ = try openOutput(folder.at(name), of: run) }
    #expect(failure?.reason == "is an input as well")
    #expect(folder.text(name) == "an article")
    #expect(folder.names == [name])
  }

  @Test(arguments: sampleNames) func anOutputIsInItsPlaceWhenNothingIsLeftToDo(_ name: String) throws {
    let folder = try Folder()
    #expect(!isInPlace(folder.at(name)))
    try write(sampleRecords(2), to: folder.at(name))
    // A database holds unfinished runs as well, so it has to be opened to know.
    #expect(isInPlace(folder.at(name)) == (name != "r.sqlite"))
    let (output, _) = try openOutput(folder.at(name), of: sampleRun)
    #expect(!isInPlace(folder.at(name)))
    output.discard()
  }
}
