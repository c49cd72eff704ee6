import CompressedStreams
import Testing

@testable import RecordOutputs

/// What the name of an output stands for.
@Suite struct OutputFormTests {
  @Test(arguments: [
    ("a.jsonl", OutputForm.jsonLines, Compression?.none), ("A.JSONL", .jsonLines, nil),
    ("x/b.ndjson", .jsonLines, nil),
    ("a.jsonl.gz", .jsonLines, .gzip), ("a.csv.ZST", .csv, .zstandard), ("a.csv", .csv, nil),
    ("a.db", .sqlite, nil),
    ("a.sqlite", .sqlite, nil), ("a.htm", .html, nil),
  ])
  func aNameEndsWithItsForm(_ name: String, _ form: OutputForm, _ compression: Compression?) throws {
    let known = try #require(OutputForm.recognise(name))
    #expect(known.form == form)
    #expect(known.compression == compression)
  }

  @Test(arguments: ["a", "a.parquet", "jsonl", "a.gz", "a.sqlite.gz", "a.html.zst", ""])
  func anEndingThatIsNotKnownHasNoForm(_ name: String) {
    #expect(OutputForm.recognise(name) == nil)
  }
}
