import Testing

@testable import RecordOutputs

/// What the name of an output stands for.
@Suite struct OutputFormTests {
  @Test(arguments: [("a.jsonl", OutputForm.jsonLines), ("A.JSONL", .jsonLines), ("x/b.ndjson", .jsonLines)])
  func aNameEndsWithItsForm(_ name: String, _ form: OutputForm) { #expect(OutputForm(path: name) == form) }

  @Test(arguments: ["a", "a.parquet", "jsonl"]) func anEndingThatIsNotKnownHasNoForm(_ name: String) {
    #expect(OutputForm(path: name) == nil)
  }
}
