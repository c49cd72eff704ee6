import Testing
import TextAnalysis

@testable import Patterns

// What a pattern may begin with is told before the machine runs; the property tests see that nothing is lost by
// it. These see that it is told at all.
@Suite struct FirstTokensTests {
  private func parsed(_ pattern: String) throws -> SequenceSyntax {
    let lexicons = ["deny": 0, "phrases": 1]
    var parser = PatternParser(
      PatternSource(pattern), lexicons: lexicons, split: splitLikeUniversalDependencies)
    let syntax = parser.parse()
    return try #require(syntax?.sequence)
  }

  @Test(
    arguments: [
      ("a b", [.lower("a")]), ("a? b", [.lower("a"), .lower("b")]),
      ("a* (b | c) d", ["a", "b", "c"].map { .lower($0) }),
      ("x:(a? y:b{0,2}) c", ["a", "b", "c"].map { .lower($0) }), ("a+ b", [.lower("a")]),
      ("AUX* ADV? a", [.either([.pos(.aux), .pos(.adv)]), .lower("a")]),
      ("^ a", [.flag(.first)]), ("(^ | a) b", [.flag(.first), .lower("a")]),
      ("a | b?", [.lower("a"), .lower("b")]), ("(a | a) b", [.lower("a")]),
    ] as [(String, [TokenTest])])
  func theFirstTokenPassesOneOfTheseTests(_ pattern: String, _ tests: [TokenTest]) throws {
    let test = try #require(FirstTokens(try parsed(pattern)).test)
    #expect(test == (tests.count == 1 ? tests[0] : .either(tests)))
  }

  @Test func aLexiconBeginsWithTheFirstWordOfAnEntry() throws {
    #expect(
      FirstTokens(try parsed("@phrases? @deny")).test
        == .either([
          .lexicon(LexiconReference(index: 1, name: "phrases"), .opener),
          .lexicon(LexiconReference(index: 0, name: "deny"), .opener),
        ]))
  }

  @Test(arguments: ["<np> a", "<np>? a", "[] a", ".. a", "..{2} a", "(a | <np>) b", "(a | ..) b", "$"])
  func whatMayBeginWithAnythingHasNoTest(_ pattern: String) throws {
    #expect(FirstTokens(try parsed(pattern)).test == nil)
  }

  @Test(arguments: [
    ("a", 1), ("a? b*", 0), ("a{3} b", 4), ("a{2,5}", 2), ("(a b | c) d?", 1), ("^ .. $", 0),
    ("..{2,4} <np>", 3),
    ("x:(a b){2}", 4), ("(a{50}){50}", 2_500),
  ])
  func aMatchHasSoManyTokens(_ pattern: String, _ count: Int) throws {
    #expect(try parsed(pattern).fewestTokens == count)
  }
}
