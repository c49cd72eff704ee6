import Diagnostics
import Testing
import TextAnalysis

@testable import Patterns

/// Matches that do not overlap, found in one go, against those found one after the other.
@Suite struct SeparateMatchTests {
  private let text = FixtureText(
    "he may go and He may GO ‖ so may 40 go , [quotation may go ] ‖ [quotation may ‖ go ] may may may . ‖ x")

  @Test(arguments: [
    "may", "[lower=may|go]", "[lower=may & !number]", "[number]", "[shape=number|punctuation]", "may go",
    "(may go? | go)", "may+", "[capital] may", "x:may", "<quotation>", "[]", "[text=GO]", "nothing", "^ []",
    "[lower=go & last]",
  ])
  func theyAreThoseThatAreFoundOneAfterTheOther(_ pattern: String) throws {
    let (set, diagnostics) = PatternSet.compile(
      [PatternSource(pattern, use: .onDemand)], lexicons: fixtureLexicons)
    #expect(!diagnostics.contains { $0.severity == .error })
    for range in [0..<text.tokens.count, 1..<9, 3..<4, 5..<5] {
      var matcher = PatternMatcher(set)
      matcher.beginText(text)
      var expected: [[Int32]] = []
      for sentence in 0..<text.sentences.count {
        let tokens = text.sentences.tokens(sentence).clamped(to: range)
        var start = tokens.lowerBound
        while start < tokens.upperBound {
          guard let match = matcher.firstMatchInText(of: 0, text, tokens: start..<tokens.upperBound) else {
            break
          }
          expected.append([match.firstToken, match.endToken])
          start = Int(match.endToken)
        }
      }
      for limit in [0, 2, 100] {
        var other = PatternMatcher(set)
        other.beginText(text)
        let count = other.findSeparateMatchesInText(of: 0, text, tokens: range, keeping: limit)
        #expect(count == expected.count)
        let found = other.matches.map { [$0.firstToken, $0.endToken] }
        #expect(found == Array(expected.prefix(limit)))
      }
    }
  }

  @Test func theTextBeforeIsForgotten() {
    let (set, _) = PatternSet.compile([PatternSource("may", use: .onDemand)])
    var matcher = PatternMatcher(set)
    let counts = ["may may", "he may", "he", "may he may may"].map { words in
      let text = FixtureText(words)
      matcher.beginText(text)
      return matcher.findSeparateMatchesInText(of: 0, text, tokens: 0..<text.tokens.count, keeping: 0)
    }
    #expect(counts == [2, 1, 0, 3])
  }

  @Test func theLimitOfStepsHolds() {
    let (set, _) = PatternSet.compile([PatternSource("may", use: .onDemand)])
    var matcher = PatternMatcher(set)
    matcher.beginText(text)
    matcher.stepLimit = 3
    _ = matcher.findSeparateMatchesInText(of: 0, text, tokens: 0..<9, keeping: 9)
    let isOverLimit = matcher.isOverLimit
    #expect(isOverLimit)
  }
}
