import Diagnostics
import Testing

@testable import Scoring

@Suite struct TextFlowTests {
  private func flow(_ runs: [TextRun], width: Int = 40, indent: Int = 0) -> [String] {
    TextFlow(style: TerminalStyle(colour: false, width: width)).lines(runs, indent: indent)
  }

  @Test func linesBreakAtSpacesAndNotWhereTheLookChanges() {
    let lines = flow([TextRun("forty columns are quite a few, those cat", .bold), TextRun(", she said")])
    #expect(lines == ["forty columns are quite a few, those", "cat, she said"])
  }

  @Test func severalSpacesAreOne() {
    #expect(flow([TextRun(" a  b\n\n c ")]) == ["a b c"])
  }

  @Test func aRunThatDoesNotBreakStaysWithItsWord() {
    let lines = flow([
      TextRun(String(repeating: "a", count: 34)), TextRun(" "), TextRun("[c12 ", breaks: false),
      TextRun("word"),
    ])
    #expect(lines == [String(repeating: "a", count: 34), "[c12 word"])
  }

  @Test func aWordThatNoLineCanHoldIsCut() {
    let lines = flow([TextRun("a " + String(repeating: "x", count: 90))], indent: 4)
    #expect(lines.map(\.count) == [5, 40, 40, 22])
    #expect(lines.joined().filter { $0 == "x" }.count == 90)
  }

  @Test(arguments: [("日本", 4), ("e\u{301}", 1), ("👩🏽", 2), ("\u{200D}", 0), ("ñ", 1), ("क्", 1)])
  func widthsAreThoseOfATerminal(_ text: String, _ width: Int) {
    #expect(text.terminalWidth == width)
  }

  @Test func aShortenedTextEndsInAnEllipsis() {
    #expect("the dam is safe".shortened(to: 9) == "the dam…")
    #expect("日本日本".shortened(to: 5) == "日本…")
    #expect("short".shortened(to: 5) == "short")
  }

  @Test func tabsAndLineFeedsStayOnlyWhereLinesAreKept() {
    #expect("a\tb\nc\r".safeForTerminal == "a b c ")
    #expect("a\tb\nc\r".safeLinesForTerminal == "a\tb\nc ")
  }

  @Test func numbersAreCountedAsPeopleWriteThem() {
    #expect(counted(1, "claim") == "1 claim")
    #expect(counted(0, "claim") == "0 claims")
    #expect(counted(2025, "claim") == "2025 claims")
    #expect(counted(12_000, "step") == "12,000 steps")
    #expect(Wording.points(-0.5) == "−0.5")
    #expect(Wording.points(2) == "+2")
    #expect(Wording.number(-12_345.5) == "−12345.5")
    #expect(Wording.number(-0.0) == "0")
  }
}
