import Articles
import Testing
import TextAnalysis

/// A text, then its sentences with a bar between.
@Test(arguments: [
  ("It rained. It snowed.", "It rained.|It snowed."),
  ("It rained! Did it? Yes.", "It rained!|Did it?|Yes."),
  ("Mr. Vane met Dr. Lund.", "Mr. Vane met Dr. Lund."),
  ("J. K. Loft wrote it. It sold.", "J. K. Loft wrote it.|It sold."),
  ("Acme Inc. Chairman Bo Lund left.", "Acme Inc. Chairman Bo Lund left."),
  ("He works at Acme Inc. The firm is small.", "He works at Acme Inc.|The firm is small."),
  ("The U.S. Senate met. It left the U.S. The end.", "The U.S. Senate met.|It left the U.S.|The end."),
  (
    "It opens at 9 a.m. The doors close at 5 p.m. Eastern time.",
    "It opens at 9 a.m.|The doors close at 5 p.m. Eastern time."
  ),
  ("It rose 1.5 per cent. Then it fell.", "It rose 1.5 per cent.|Then it fell."),
  ("It is No. 5 on the list. No. It is not.", "It is No. 5 on the list.|No.|It is not."),
  ("“We go now.” She left.", "“We go now.”|She left."),
  ("\"We go now.\" She left.", "\"We go now.\"|She left."),
  ("“Why?” he asked.", "“Why?” he asked."),
  ("\"Never!\" the crowd shouted. It left.", "\"Never!\" the crowd shouted.|It left."),
  ("“Why?” Lund asked. Nobody knew.", "“Why?” Lund asked.|Nobody knew."),
  ("“Why?” She turned away.", "“Why?”|She turned away."),
  ("“We go. We stay,” she said.", "“We go.|We stay,” she said."),
  ("He waited ... and left.", "He waited ... and left."),
  ("He waited… Then he left.", "He waited…|Then he left."),
  ("Yahoo! said it would close.", "Yahoo! said it would close."),
  ("(It rained.) It snowed.", "(It rained.)|It snowed."),
  ("It rained (a lot). It snowed.", "It rained (a lot).|It snowed."),
  ("He was born there. [6] He left.", "He was born there. [6]|He left."),
  ("1. The first rule. 2. The second.", "1. The first rule.|2. The second."),
  ("No stop here\n\nNor here", "No stop here|Nor here"),
  ("One line\nthat goes on. Then\nanother.", "One line\nthat goes on.|Then\nanother."),
  ("Bring:\n- bread\n- salt", "Bring:|- bread|- salt"),
  ("It ended.He left.", "It ended.|He left."),
  ("雨。雪。", "雨。|雪。"),
  ("Read the U.N.'s Report now.", "Read the U.N.'s Report now."),
  ("Ann B. and Bo Lund (R-La.) left.", "Ann B. and Bo Lund (R-La.) left."),
  ("...", "..."),
  (".", "."),
])
func textIsCutIntoSentences(_ text: String, _ expected: String) {
  #expect(analyse(text).sentenceStrings.joined(separator: "|") == expected)
}

@Test(arguments: [
  ("a\n\nb", "a|b"), ("a\r\n\r\nb", "a|b"), ("a\r\rb", "a|b"), ("a\n \t\nb", "a|b"), ("a\nb", "a\nb"),
  ("\n\n\na\n\n\n\nb\n\n", "a|b"), ("a\u{2029}\u{2029}b", "a|b"), ("a\r\nb", "a\r\nb"), ("", ""),
])
func blankLinesEndParagraphs(_ text: String, _ expected: String) {
  #expect(analyse(text).paragraphStrings.joined(separator: "|") == expected)
}

@Test func blocksAreParagraphsOfTheirOwn() {
  let text = "Flood in Porthen Water rose. Photo: Ann Lee"
  var article = Article(id: "x", text: Array(text.utf8))
  article.blocks = [
    Block(region: .headline, span: TextSpan(0, 16)), Block(region: .body, span: TextSpan(17, 28)),
    Block(region: .credit, span: TextSpan(29, 43)),
  ]
  let analysis = Analysis(article)
  #expect(analysis.paragraphStrings == ["Flood in Porthen", "Water rose.", "Photo: Ann Lee"])
  #expect((0..<3).map { analysis.paragraphs.region($0) } == [.headline, .body, .credit])
  #expect(analysis.sentenceStrings == ["Flood in Porthen", "Water rose.", "Photo: Ann Lee"])
}

@Test func blocksBeginAParagraphAtTheNextToken() {
  let text = "One two.\n\nThree four. Five"
  var article = Article(id: "x", text: Array(text.utf8))
  article.blocks = [
    // Between tokens, in the white space before a paragraph, at a place of two blocks, and behind the last token.
    Block(region: .caption, span: TextSpan(3, 8)), Block(region: .body, span: TextSpan(8, 9)),
    Block(region: .headline, span: TextSpan(22, 26)), Block(region: .credit, span: TextSpan(22, 26)),
    Block(region: .caption, span: TextSpan(26, 26)),
  ]
  let analysis = Analysis(article)
  #expect(analysis.paragraphStrings == ["One", "two.", "Three four.", "Five"])
  #expect((0..<4).map { analysis.paragraphs.region($0) } == [.body, .caption, .body, .credit])
}

@Test func longLinesAreParagraphsEach() {
  let line = String(repeating: "The river rose again in the night. ", count: 6)
  #expect(analyse(line + "\nIt fell").paragraphs.count == 2)
}

@Test func aSentenceWithoutEndIsCutWhereNobodyWouldReadOn() {
  let analysis = analyse(String(repeating: "word, ", count: 5000))
  for row in 0..<analysis.sentences.count { #expect(analysis.sentences.tokens(row).count <= 1000) }
  #expect(analysis.sentences.count >= 10)
}

@Test(arguments: [
  ("It rained.", true), ("“It rained.”", true), ("Did it?)", true), ("It rained…", true),
  ("Flood in Porthen", false), ("Rain,", false),
  ("“Rain”", false), ("It rained in the U.S.", true), ("雨。", true),
])
func aSentenceKnowsWhetherItHasAFinalStop(_ text: String, _ expected: Bool) {
  #expect(analyse(text).hasFinalStop(0) == expected)
}

@Test func aHeadlineOfACertainRegionIsReadAsOne() {
  let text = "Norvan Dam Fails Again!\n\nThe dam failed in Porthen."
  var article = Article(id: "x", text: Array(text.utf8))
  article.blocks = [
    Block(region: .headline, span: TextSpan(0, 23)), Block(region: .body, span: TextSpan(25, 51)),
  ]
  let analysis = Analysis(article)
  #expect((0..<analysis.entities.count).map { analysis.entities.name($0) } == ["Porthen"])
}
