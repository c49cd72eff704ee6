import Diagnostics
import Testing
import TextAnalysis

@testable import Patterns

@Suite struct MatchTests {
  @Test(arguments: MatchCase.parse(Fixtures.read("matches.txt")))
  func aPatternMatchesAsItsCaseSays(_ example: MatchCase) throws {
    let found = try matches(of: example.pattern, in: example.sentence)
    #expect(found == example.expected, "line \(example.line)")
  }

  @Test(.enabled(if: Fixtures.isUpdating)) func theExpectedMatchesAreRewritten() throws {
    var output: [String] = []
    var cases = MatchCase.parse(Fixtures.read("matches.txt"))[...]
    for line in Fixtures.read("matches.txt").split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("> ") { continue }
      output.append(String(line))
      if line.hasPrefix(": "), let example = cases.popFirst() {
        output += try matches(of: example.pattern, in: example.sentence).map { "> \($0)" }
      }
    }
    try Fixtures.write(output.joined(separator: "\n"), to: "matches.txt")
  }

  @Test func thereAreCases() {
    #expect(MatchCase.parse(Fixtures.read("matches.txt")).count > 150)
  }
}

/// All matches of a pattern in all sentences, described. Fails the test on a diagnostic.
func matches(of pattern: String, in sentence: String) throws -> [String] {
  let (set, diagnostics) = PatternSet.compile([PatternSource(pattern)], lexicons: fixtureLexicons)
  for diagnostic in diagnostics where diagnostic.severity == .error { throw diagnostic }
  let text = FixtureText(sentence)
  var matcher = PatternMatcher(set)
  matcher.beginText(text)
  var result: [String] = []
  for number in 0..<text.sentences.count {
    matcher.matchText(text, sentence: number)
    for match in matcher.matches { result.append(describe(match, matcher, text)) }
  }
  return result
}
