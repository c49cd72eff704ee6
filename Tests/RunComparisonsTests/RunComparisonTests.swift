// What a change of rules does to findings.

import Articles
import JSON
import RecordOutputs
import Rules
import Scoring
import Testing

@testable import RunComparisons

@Suite struct RunComparisonTests {
  private func claim(_ start: Int, _ rule: String, _ values: [String: String] = ["stance": "asserts"])
    -> Finding
  {
    Finding(kind: .claim, start: start, end: start + 5, text: "words", rule: rule, values: values)
  }

  private func compare(_ old: [Finding], _ new: [Finding]) -> RunComparison {
    var comparison = RunComparison()
    comparison.add(article: "a", old: old, new: new)
    return comparison
  }

  @Test func theSameFindingsAreNoChange() {
    let comparison = compare([claim(1, "r"), claim(9, "r")], [claim(9, "r"), claim(1, "r")])
    #expect((comparison.count, comparison.same, comparison.share) == (0, 2, 0))
  }

  @Test func whatComesAndGoesIsPutDownToItsRule() {
    let comparison = compare([claim(1, "old"), claim(9, "r")], [claim(9, "r"), claim(20, "new")])
    #expect(comparison.changes.map(\.kind) == [.removed, .added])
    #expect(comparison.changes.map(\.rule) == ["old", "new"])
    #expect(abs(comparison.share - 2.0 / 3) < 1e-12)
  }

  @Test func aClaimThatAnotherRuleFindsIsChanged() {
    let comparison = compare([claim(1, "old")], [claim(1, "new", ["stance": "denies"])])
    #expect(comparison.changes.count == 1)
    #expect(comparison.changes[0].rule == "new")
    #expect(
      comparison.changes[0].values == [
        .init(name: "rule", old: "old", new: "new"), .init(name: "stance", old: "asserts", new: "denies"),
      ])
  }

  @Test func aChangedScoreIsTheScoringRules() {
    let comparison = compare(
      [claim(1, "r", ["score s/t/x": "2"])], [claim(1, "r", ["score s/t/x": "3", "score s/t/y": "1"])])
    #expect(comparison.changes.map(\.rule) == ["s/t/x", "s/t/y"])
    #expect(comparison.changes[0].values == [.init(name: "points", old: "2", new: "3")])
    #expect(comparison.changes[1].values == [.init(name: "points", old: nil, new: "1")])
  }

  @Test func twoInOnePlaceAreMatchedOneByOne() {
    let comparison = compare([claim(1, "r"), claim(1, "r")], [claim(1, "r")])
    #expect((comparison.same, comparison.count(.removed)) == (1, 1))
  }

  @Test func driftOfTheCorpusIsNoChangeOfRules() throws {
    func article(_ id: String, _ sha: String) -> StoredArticle { StoredArticle(id: id, sha256: sha) }
    let (comparison, corpus) = try RunComparison.between(
      [article("a", "1"), article("b", "1"), article("c", "1")],
      [article("a", "1"), article("b", "2"), article("d", "1")])
    #expect((comparison.articleCount, comparison.count) == (1, 0))
    #expect(
      comparison.drifted == [
        "'b' has another text in the new run", "'c' is in the old run alone", "'d' is in the new run alone",
      ])
    #expect(corpus.hasPrefix("sha256:"))
    #expect(throws: RunComparison.Mistakes.self) {
      try RunComparison.between([article("a", "1")], [article("a", "2")])
    }
  }

  @Test func pagesShowAndDoNotObeyWhatArticlesHold() throws {
    let bad = Finding(
      kind: .claim, start: 0, end: 1, text: "<script>\u{1B}[31m", rule: "a/b/<c>", values: [:])
    let comparison = compare([], [bad])
    let title = ComparisonTitle(old: "o<", new: "n", corpus: "sha256:0")
    let html = comparison.html(title)
    #expect(!html.contains("<script>") && !html.contains("\u{1B}") && html.contains("&lt;script&gt;"))
    let page = comparison.rendered(title, TerminalStyle(colour: false, width: 80))
    #expect(!page.contains("\u{1B}"))
    let json = try #require(try JSONValue(parsing: comparison.json(title)).object)
    #expect(json["schema"]?.string == "assay.comparison/1" && json["added"]?.number?.double == 1)
  }

  @Test func aLongListIsCutAndCounted() {
    let comparison = compare([], (0..<30).map { claim($0 * 10, "r") })
    let page = comparison.rendered(
      ComparisonTitle(old: "o", new: "n", corpus: "c"), TerminalStyle(colour: false, width: 80), most: 3)
    #expect(page.contains("r  30 added\n  + a: words\n  + a: words\n  + a: words\n  … and 27 more added\n"))
  }

  // MARK: records

  @Test func differencesOfRecordsAreNamedByTheirPath() {
    func differences(_ old: String, _ new: String) -> [String] {
      RecordDifference.between(Array(old.utf8), Array(new.utf8)).map {
        "\($0.path): \($0.recorded ?? "nothing") → \($0.now ?? "nothing")"
      }
    }
    #expect(differences(#"{"a":1}"#, #"{"a":1}"#).isEmpty)
    #expect(
      differences(#"{"a":[{"b":"x"},2],"c":1}"#, #"{"a":[{"b":"y"}],"d":null}"#) == [
        #"a[0].b: "x" → "y""#, "a[1]: 2 → nothing", "c: 1 → nothing", "d: nothing → null",
      ])
    #expect(differences(#"{"a":1}"#, #"{ "a":1}"#) == [": 7 bytes → 8 bytes of the same values"])
  }
}
