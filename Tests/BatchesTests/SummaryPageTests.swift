import Scoring
import Testing

@testable import Batches

/// What stands on the screen when a long run is over.
@Suite struct SummaryPageTests {
  private let plain = TerminalStyle(colour: false, width: 80)

  @Test func countsAreRankedAndTheRestIsOneLine() {
    var summary = RunSummary()
    summary.tally.articles = 12_000
    summary.tally.found = [0] + (0..<8).map { 12_000 - $0 / 2 }
    let rules = ["desk/never"] + "abcdefgh".map { "desk/\($0)" }
    #expect(
      SummaryPage(summary, rules: rules, style: plain).lines == [
        "claims by rule", "  desk/a         12,000", "  desk/b         12,000", "  desk/c         11,999",
        "  desk/d         11,999", "  desk/e         11,998", "  3 other rules  35,992",
      ])
  }

  @Test func slowRulesShowTheirShare() {
    var summary = RunSummary()
    summary.tally.steps = [0, 1, 99_999]
    #expect(
      SummaryPage(summary, rules: ["desk/never", "desk/quick", "desk/slow"], style: plain).lines == [
        "slowest rules, by steps", "  desk/slow   99,999 (100 %)", "  desk/quick       1 (  0 %)",
      ])
  }

  @Test func nothingToTellIsNoLine() {
    #expect(SummaryPage(RunSummary(), style: plain).lines.isEmpty)
  }

  struct Failing: CustomTestStringConvertible, Sendable {
    var path: String
    var line: Int?
    var command: String
    var testDescription: String { command }
  }

  @Test(arguments: [
    Failing(path: "archive.jsonl", line: 12, command: "sed -n '12{p;q}' archive.jsonl"),
    Failing(path: "old/a b.jsonl", line: 1, command: "sed -n '1{p;q}' 'old/a b.jsonl'"),
    Failing(path: "it's.jsonl", line: 1, command: #"sed -n '1{p;q}' 'it'\''s.jsonl'"#),
    Failing(path: "a.jsonl.gz", line: 3, command: "zcat a.jsonl.gz | sed -n '3{p;q}'"),
    Failing(path: "a.jsonl.zst", line: 3, command: "zstdcat a.jsonl.zst | sed -n '3{p;q}'"),
    Failing(path: "gone.txt", line: nil, command: "ls -l gone.txt"),
    Failing(path: "cut.gz", line: nil, command: "zcat cut.gz | head -c 200"),
    Failing(path: "<stdin>", line: 4, command: "<stdin>:4"),
  ]) func aFailedInputComesWithTheCommandThatShowsIt(_ failing: Failing) {
    var summary = RunSummary()
    summary.fail(RunSummary.Failure(path: failing.path, line: failing.line))
    #expect(SummaryPage(summary, style: plain).lines.last == "  " + failing.command)
  }

  @Test func ofManyFailuresTheFirstAreShown() {
    var summary = RunSummary()
    for line in 1...11 { summary.fail(RunSummary.Failure(path: "a.jsonl", line: line)) }
    let lines = SummaryPage(summary, style: plain).lines
    #expect(lines.count == 10)
    #expect(lines.last == "  … and 3 others, each with its line above")
  }
}
