import Diagnostics
import Testing
import TextAnalysis

@testable import Patterns

@Suite struct TraceTests {
  private static func message(_ example: MatchCase) -> String {
    let (set, _) = PatternSet.compile([PatternSource(example.pattern)], lexicons: fixtureLexicons)
    let text = FixtureText(example.sentence)
    var matcher = PatternMatcher(set)
    matcher.beginText(text)
    return matcher.explainText(0, text, sentence: 0).message
  }

  @Test(arguments: MatchCase.parse(Fixtures.read("explain.txt")))
  func aPatternThatFailsSaysWhere(_ example: MatchCase) {
    #expect([Self.message(example)] == example.expected, "line \(example.line)")
  }

  @Test(.enabled(if: Fixtures.isUpdating)) func theExpectedMessagesAreRewritten() throws {
    var output: [String] = []
    var cases = MatchCase.parse(Fixtures.read("explain.txt"))[...]
    for line in Fixtures.read("explain.txt").split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("> ") { continue }
      output.append(String(line))
      if line.hasPrefix(": "), let example = cases.popFirst() { output.append("> \(Self.message(example))") }
    }
    try Fixtures.write(output.joined(separator: "\n"), to: "explain.txt")
  }

  @Test func aTraceNamesThePlaceAndTheWord() throws {
    let source = PatternSource(
      "source:<np>\n  cue:@deny", file: "rules/a.lua", line: 4, prefix: "match = [[ ")
    let (set, _) = PatternSet.compile([source], lexicons: fixtureLexicons)
    let text = FixtureText("[np The minister ] said/VERB/say so")
    var matcher = PatternMatcher(set)
    matcher.beginText(text)
    let trace = matcher.explainText(0, text, sentence: 0)
    #expect(!trace.isMatch)
    #expect(trace.token == 2)
    let place = try #require(trace.place)
    #expect((place.file, place.line, place.column, place.length) == ("rules/a.lua", 5, 3, 9))
  }

  @Test func explainingChangesNoLaterResult() {
    let (set, _) = PatternSet.compile(
      [PatternSource("source:<np> .. cue:@deny; cue >nsubj source")], lexicons: fixtureLexicons)
    let text = FixtureText("[np Ann/PROPN/Ann/2/nsubj ] denied/VERB/deny/0/root")
    var matcher = PatternMatcher(set)
    matcher.beginText(text)
    matcher.matchText(text, sentence: 0)
    let before = matcher.matches
    _ = matcher.explainText(0, text, sentence: 0)
    matcher.matchText(text, sentence: 0)
    #expect(matcher.matches == before && before.count == 1)
  }

  @Test func aTraceOfAPartLooksAtNothingElse() {
    let (set, _) = PatternSet.compile([PatternSource("cue:@deny")], lexicons: fixtureLexicons)
    let text = FixtureText("Ann/PROPN/Ann denied/VERB/deny it/PRON/it")
    var matcher = PatternMatcher(set)
    matcher.beginText(text)
    #expect(matcher.explainText(0, text, sentence: 0, within: 0..<2).isMatch)
    let trace = matcher.explainText(0, text, sentence: 0, within: 2..<3)
    #expect(
      trace.message == "stopped at 'cue:@deny': no word of this part of the sentence is in lexicon 'deny'")
    #expect(trace.condition == "cue:@deny")
  }

  @Test func tracingCostsNothingOfTheBudget() {
    let (set, _) = PatternSet.compile([PatternSource("cue:@deny VERB .. NOUN")], lexicons: fixtureLexicons)
    let text = FixtureText("Ann/PROPN/Ann denied/VERB/deny it/PRON/it")
    var matcher = PatternMatcher(set)
    matcher.beginText(text)
    let before = matcher.steps
    let trace = matcher.explainText(0, text, sentence: 0)
    #expect(matcher.steps == before + trace.steps && trace.steps > 0)
  }
}
