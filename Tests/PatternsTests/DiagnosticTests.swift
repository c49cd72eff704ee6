import Diagnostics
import Foundation
import Testing

@testable import Patterns

/// A wrong pattern and what is printed for it.
struct DiagnosticCase: CustomTestStringConvertible, Sendable {
  var pattern: String
  var suffix: String
  var expected: String

  var testDescription: String { pattern }

  static func parse(_ text: String) -> [DiagnosticCase] {
    var cases: [DiagnosticCase] = []
    for block in text.components(separatedBy: "=== pattern").dropFirst() {
      let lines = block.components(separatedBy: "\n")
      let suffix = lines[0].replacing(" before ", with: "")
      guard let bar = lines.firstIndex(of: "---") else { continue }
      var expected = Array(lines[(bar + 1)...])
      while expected.last == "" { expected.removeLast() }
      cases.append(
        DiagnosticCase(
          pattern: lines[1..<bar].joined(separator: "\n"), suffix: suffix.isEmpty ? " ]]," : suffix,
          expected: expected.joined(separator: "\n")))
    }
    return cases
  }

  func rendered() -> String {
    let source = PatternSource(
      pattern, file: "newsdesk/rules/rejected.lua", line: 5, prefix: "  match = [[ ", suffix: suffix)
    let (_, diagnostics) = PatternSet.compile([source], lexicons: fixtureLexicons)
    return diagnostics.isEmpty ? "(fine)" : diagnostics.map { $0.rendered() }.joined(separator: "\n")
  }
}

@Suite struct DiagnosticTests {
  @Test(arguments: DiagnosticCase.parse(Fixtures.read("diagnostics.txt")))
  func aWrongPatternIsReportedAsItsCaseSays(_ example: DiagnosticCase) {
    #expect(example.rendered() == example.expected)
  }

  @Test(.enabled(if: Fixtures.isUpdating)) func theExpectedDiagnosticsAreRewritten() throws {
    let text = Fixtures.read("diagnostics.txt")
    var output = text.components(separatedBy: "=== pattern")[0]
    for example in DiagnosticCase.parse(text) {
      let before = example.suffix == " ]]," ? "" : " before \(example.suffix)"
      output += "=== pattern\(before)\n\(example.pattern)\n---\n\(example.rendered())\n\n"
    }
    try Fixtures.write(output, to: "diagnostics.txt")
  }

  @Test func thereAreCases() {
    #expect(DiagnosticCase.parse(Fixtures.read("diagnostics.txt")).count > 80)
  }

  @Test func everyPrefixOfAPatternIsReportedOrFine() {
    let pattern =
      "source:(<np head=@official> | [lemma=say|tell & !(pos=VERB)]{1,3}) ..{0,2} \"x\"? cue:!@deny $; cue !>>nsubj|obj source:\"y\""
    for length in 0...pattern.count {
      let (set, diagnostics) = PatternSet.compile(
        [PatternSource(String(pattern.prefix(length)))], lexicons: fixtureLexicons)
      #expect(set.isUsable(0) != diagnostics.contains { $0.severity == .error })
    }
  }

  @Test func aBrokenPatternNeverMatchesAndTheOthersDo() {
    let (set, diagnostics) = PatternSet.compile(
      [PatternSource("said"), PatternSource("[lemma=oops"), PatternSource("he")], lexicons: [])
    #expect(diagnostics.count == 1)
    let text = FixtureText("he said")
    var matcher = PatternMatcher(set)
    matcher.beginText(text)
    matcher.matchText(text, sentence: 0)
    #expect(matcher.matches.map(\.pattern) == [0, 2])
    #expect(matcher.firstMatchInText(of: 1, text, tokens: 0..<2) == nil)
  }

  @Test func noTextMakesTheCompilerTrapOrSayNothing() {
    let pieces = [
      "a", "said", "NOUN", "@deny", "@x", "\"", "\"b\"", "[", "]", "(", ")", "<np", "<np>", "<", ">",
      ">nsubj", "<obj", ">>",
      "!", "|", "&", "=", "!=", "lemma=", "pos=VERB", "?", "*", "+", "{", "}", "{2}", "{1,3}", "..", ".",
      "...", "^", "$", ":",
      "x:", "cue.head:", "cue.", ";", "\n", " ", " ", ",", "\\", "é", "日", "\t", "\u{0}", "quoted", "head=",
      "#", "1",
    ]
    var random = SeededGenerator(state: 99)
    let text = FixtureText("[np a/NOUN/a/2/nsubj ] said/VERB/say/0/root b/NOUN/b/2/obj")
    for _ in 0..<3_000 {
      let pattern = (0..<1 + random.below(14)).map { _ in random.pick(pieces) }.joined()
      let (set, diagnostics) = PatternSet.compile(
        [PatternSource(pattern, prefix: "é = ")], lexicons: fixtureLexicons)
      #expect(set.isUsable(0) != diagnostics.contains { $0.severity == .error }, "\(pattern)")
      for diagnostic in diagnostics { #expect(!diagnostic.rendered().isEmpty && !diagnostic.json.isEmpty) }
      var matcher = PatternMatcher(set)
      matcher.beginText(text)
      matcher.matchText(text, sentence: 0)
      #expect(!matcher.explainText(0, text, sentence: 0).message.isEmpty)
    }
  }
}
