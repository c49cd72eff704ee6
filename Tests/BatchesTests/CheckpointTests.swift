import ArticleLoaders
import Foundation
import RecordOutputs
import Scoring
import Testing

@testable import Batches

/// A run goes on only where its bytes will be the same.
@Suite struct CheckpointTests {
  static let begun: Checkpoint = {
    var checkpoint = Checkpoint(
      inputs: [
        Checkpoint.Input(name: "a.jsonl", files: 1, bytes: 10, digest: "aa"),
        Checkpoint.Input(name: "archive", files: 3, bytes: 70, digest: "bb"),
      ],
      packs: ["std/attribution 1.0.0 sha256:01", "local/desk 0.0.0 sha256:02"], engine: "0.1.0",
      options: ["offsets codepoints", "headline false"],
      outputs: [
        Checkpoint.Output(path: "x.jsonl", cursor: OutputCursor(records: 7, bytes: 99)),
        Checkpoint.Output(path: "x.sqlite", cursor: OutputCursor(records: 8)),
      ])
    checkpoint.stage = .written
    checkpoint.position = ReadingPosition(step: 1, offset: 2, line: 3, state: 4, bytesBefore: 5)
    checkpoint.records = 7
    checkpoint.summary.tally.articles = 7
    checkpoint.summary.tally.found = [0, 12]
    checkpoint.summary.tally.diagnostics = ["budget": 2]
    checkpoint.summary.fail(RunSummary.Failure(path: "a.jsonl", line: 3))
    checkpoint.summary.fail(RunSummary.Failure(path: "b \"quoted\".txt", line: nil, setAside: "b"))
    return checkpoint
  }()

  @Test func whatIsWrittenIsReadAgain() {
    #expect(Checkpoint(Self.begun.json) == Self.begun)
  }

  @Test func halfACheckpointIsNone() {
    let bytes = Self.begun.json
    for count in 0..<bytes.count - 1 { #expect(Checkpoint(Array(bytes[..<count])) == nil) }
    #expect(Checkpoint(Array(#"{"schema":"assay.checkpoint/1"}"#.utf8)) == nil)
  }

  @Test func aFileIsReplacedAsAWholeAndRemoved() throws {
    let folder = NSTemporaryDirectory() + "checkpoint-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let file = CheckpointFile(besides: folder + "/x.jsonl")
    #expect(try file.read() == nil)
    try file.write(Self.begun)
    #expect(try file.read() == Self.begun)
    try file.write(Self.begun)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["x.jsonl.checkpoint"])
    try Data("something else".utf8).write(to: URL(fileURLWithPath: file.path))
    #expect(throws: CheckpointError.self) { try file.read() }
    file.remove()
    #expect(try file.read() == nil)
  }

  struct Change: CustomTestStringConvertible, Sendable {
    var reason: String
    var change: @Sendable (inout Checkpoint) -> Void
    var testDescription: String { reason }
  }

  @Test(arguments: [
    Change(reason: "the run was begun by version 0.1.0, this is 0.2.0") { $0.engine = "0.2.0" },
    Change(reason: "the run was begun with other inputs: a.jsonl archive") { $0.inputs.removeLast() },
    Change(reason: "input 'a.jsonl' was changed since the run was begun: had 10 bytes, has 11") {
      $0.inputs[0].bytes = 11
    },
    Change(reason: "input 'archive' was changed since the run was begun: had 3 files, has 2") {
      $0.inputs[1].files = 2
    },
    Change(reason: "input 'archive' was changed since the run was begun: has other bytes") {
      $0.inputs[1].digest = "cc"
    },
    Change(reason: "pack 'local/desk' was changed since the run was begun") {
      $0.packs[1] = "local/desk 0.0.0 sha256:03"
    },
    Change(reason: "pack 'local/new' was added since the run was begun") {
      $0.packs.append("local/new 0.0.0 sha256:03")
    },
    Change(
      reason:
        "the run was begun with other packs: std/attribution 1.0.0 sha256:01, local/desk 0.0.0 sha256:02"
    ) { $0.packs.removeLast() },
    Change(reason: "the run was begun with other options: offsets codepoints, headline false") {
      $0.options[0] = "offsets utf8"
    },
    Change(reason: "the run was begun with other outputs: x.jsonl x.sqlite") { $0.outputs.removeLast() },
  ]) func aRunThatWouldGiveOtherBytesIsRefused(_ change: Change) {
    var now = Self.begun
    change.change(&now)
    #expect(now.refusal(of: Self.begun)?.reason == change.reason)
  }

  @Test func howFarItCameDoesNotMatter() {
    var now = Self.begun
    now.stage = .running
    now.records = 0
    now.outputs[0].cursor = OutputCursor()
    #expect(now.refusal(of: Self.begun) == nil)
  }
}
