// What each rule is worth, on labels that one can count by hand.

import JSON
import Rules
import Scoring
import Testing

@testable import RuleStatistics

@Suite struct RuleTableTests {
  private func item(_ isYes: Bool, _ votes: [String: Vote], stance: String? = nil) -> LabelledItem {
    var item = LabelledItem(article: "a", isYes: isYes, stance: stance)
    item.votes = votes
    return item
  }

  private let yes = Vote(isYes: true), no = Vote(isYes: false)

  private func table() -> RuleTable {
    RuleTable(
      [
        item(true, ["a": yes, "b": yes]), item(true, ["a": yes]), item(true, [:]),
        item(false, ["a": yes, "c": no]), item(false, ["c": no]), item(false, ["other": yes]),
      ], rules: ["a", "b", "c", "d"])
  }

  private func figures(_ rule: String) throws -> RuleFigures {
    try #require(table().rules.first { $0.rule == rule })
  }

  @Test func coverageOverlapAndConflictAreSharesOfAllItems() throws {
    let a = try figures("a")
    #expect((a.votes, a.overlapping, a.conflicting) == (3, 2, 1))
    #expect((a.coverage, a.overlap) == (0.5, 2.0 / 6))
    #expect(try figures("b").conflicting == 0)
    #expect(try figures("d").coverage == 0)
  }

  @Test func precisionAndRecallAreOfWhatARuleVotesFor() throws {
    let a = try figures("a"), c = try figures("c"), d = try figures("d")
    #expect((a.precision, a.recall) == (2.0 / 3, 2.0 / 3))
    #expect((c.precision, c.recall) == (1, 2.0 / 3), "a rule that votes no is measured on no")
    #expect((d.precision, d.recall) == (nil, nil))
  }

  @Test func ratesAreThoseOfSpamAssassin() throws {
    let a = try figures("a")
    #expect((a.yesRate, a.noRate) == (2.0 / 3, 1.0 / 3))
    #expect(abs((a.yesShare ?? 0) - 2.0 / 3) < 1e-12)
    #expect(try figures("c").yesShare == 0)
    #expect(try figures("d").yesShare == nil)
  }

  @Test func whatARuleAddsIsWhatNoOtherGetsRight() throws {
    #expect(try (figures("a").adds, figures("a").costs) == (1, 1))
    #expect(try (figures("b").adds, figures("c").adds) == (0, 2))
  }

  @Test func aWrongStanceIsWrongAndTwoStancesAreAConflict() throws {
    let denies = Vote(isYes: true, stance: "denies"), asserts = Vote(isYes: true, stance: "asserts")
    let table = RuleTable(
      [item(true, ["a": denies, "b": asserts], stance: "asserts")], rules: ["a", "b"])
    #expect(table.rules.map(\.right) == [0, 1])
    #expect(table.rules.map(\.conflicting) == [1, 1])
  }

  @Test func theTableIsTextCSVAndJSON() throws {
    let style = TerminalStyle(colour: false, width: 80)
    let lines = table().rendered(style).split(separator: "\n")
    #expect(
      lines[0]
        == "rule  votes  coverage  overlap  conflict  precision  recall   yes%    no%   S/O  adds  costs")
    #expect(
      lines[1]
        == "a         3     50.0%    33.3%     16.7%      66.7%   66.7%  66.7%  33.3%  0.67     1      1")
    #expect(lines.last?.hasPrefix("d         0      0.0%") == true)
    #expect(
      table().csv.split(separator: "\r\n")[1]
        == "a,3,0.5000,0.3333,0.1667,0.6667,0.6667,0.6667,0.3333,0.6667,1,1")
    #expect(csvField("=1+1") == "'=1+1" && csvField("a,\"b\"") == "\"a,\"\"b\"\"\"")
    var json = JSONWriter()
    table().write(to: &json)
    let rules = try #require(try JSONValue(parsing: json.bytes).array)
    #expect(rules.count == 4 && rules[3].object?["precision"] == .null)
  }

  @Test(arguments: [
    (1.005, 2, "1.00"), (-0.004, 2, "0.00"), (12.345, 1, "12.3"), (-2.5, 0, "-3"), (0.05, 2, "0.05"),
  ])
  func numbersAreWrittenWithoutTheLocale(_ value: Double, _ decimals: Int, _ text: String) {
    #expect(fixed(value, decimals) == text)
  }
}
