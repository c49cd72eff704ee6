// Whatever bytes come in, the layers stand: in order, inside the text, on characters' boundaries.

import Articles
import Testing
import TextAnalysis

/// Checks what every table promises.
func checkLayers(_ analysis: Analysis) {
  let text = analysis.article.text, tokens = analysis.tokens
  var last: Int32 = 0
  let valid = String(validating: text, as: UTF8.self) != nil
  for token in 0..<tokens.count {
    let span = tokens.span(token)
    #expect(span.start >= last && span.end > span.start && Int(span.end) <= text.count)
    last = span.end
    if valid {
      #expect(text[Int(span.start)] & 0xC0 != 0x80)
      #expect(Int(span.end) == text.count || text[Int(span.end)] & 0xC0 != 0x80)
    }
  }
  var next = 0
  for row in 0..<analysis.sentences.count {
    let range = analysis.sentences.tokens(row)
    #expect(range.lowerBound == next && !range.isEmpty)
    next = range.upperBound
    for token in range { #expect(tokens.sentence[token] == row) }
  }
  #expect(next == tokens.count)
  func check(_ range: Range<Int>) {
    #expect(!range.isEmpty && range.lowerBound >= 0 && range.upperBound <= tokens.count)
  }
  for row in 0..<analysis.dates.count { check(analysis.dates.tokens(row)) }
  for row in 0..<analysis.figures.count {
    check(analysis.figures.tokens(row))
    let unit = analysis.figures.unitSpan[row]
    #expect(unit.start >= 0 && unit.end >= unit.start && Int(unit.end) <= text.count)
    #expect(!(analysis.figures.low[row] > analysis.figures.high[row]))
  }
  for row in 0..<analysis.hedges.count { check(analysis.hedges.tokens(row)) }
  for row in 0..<analysis.mentions.count {
    check(analysis.mentions.tokens(row))
    #expect(analysis.mentions.tokens(row).contains(Int(analysis.mentions.head[row])))
    #expect((0..<analysis.entities.count).contains(Int(analysis.mentions.entity[row])))
  }
  let quotations = analysis.quotations
  for row in 0..<quotations.count {
    #expect(quotations.open[row] < quotations.end[row] && Int(quotations.end[row]) <= tokens.count)
    #expect(quotations.outer[row] < row && quotations.continues[row] < row)
    if row > 0 { #expect(quotations.open[row - 1] < quotations.open[row]) }
  }
}

@Test(arguments: 0..<60) func randomBytesAreAnalysed(_ seed: Int) {
  var dice = Dice(UInt64(seed + 1))
  let bytes = (0..<400).map { _ in UInt8(dice.roll(256)) }
  checkLayers(Analysis(Article(id: "x", text: bytes)))
}

@Test(arguments: 0..<200) func randomMixturesOfAwkwardPiecesAreAnalysed(_ seed: Int) {
  let pieces = [
    "a", "I", "Mr", "U", ".", "..", "'", "’", "‘", "\"", "“", "”", "-", "–", " ", " ", "\n", "\n\n", "5",
    "1990", "s", "%",
    "$", "@", "x@y", "://", "/", "\u{200D}", "👍", "🏽", "é", "東", "\u{0}", "\u{FFFD}", "(", ")", "[", "]", "?",
    "!", ",",
    ":", ";", "n't", "about", "more than", "May", "on Tuesday", "may", "two", "million", "President", "Ann",
    "Lee", "he",
    "between", "and", "to", "*", "_", "#", "&", "°", "«", "»", "said", "last", "year", "the", "of",
    "2025-04-09", "9",
  ]
  var dice = Dice(UInt64(seed + 1000))
  let text = (0..<120).map { _ in pieces[dice.roll(pieces.count)] + (dice.roll(3) == 0 ? " " : "") }.joined()
  checkLayers(analyse(text))
}

@Test(
  arguments: [[UInt8]](
    [
      [], [0xEF, 0xBB, 0xBF], [0x80], [0xE2, 0x80], [0xF0, 0x9F], [0xED, 0xA0, 0x80],
      [0xF5, 0x80, 0x80, 0x80], [0x61, 0xC3],
      [0x27], [0x2E], [0x61, 0x2E], [0x40, 0x61], [0x61, 0x40], [0x35, 0x2C], [0x24], [0x61, 0x27, 0x74],
      [0x27, 0x74],
    ])) func cutOffBytesAreAnalysed(_ bytes: [UInt8])
{
  checkLayers(Analysis(Article(id: "x", text: bytes)))
}

@Test(arguments: [
  "a", "\"", "“", "‘", "'", "a.", "a.b", "$", "5,", "5-", "a-", "a'", "a@", "1/", "://", "(", "é",
  "👍\u{200D}", "U.", "\n", "A B ",
  "a’ ", "last ", "earlier this ", "two ", "hundred ", "and two ", "of ", "Department of ", "President ",
  "Ann Lee ", "The mayor. ",
  "Ann Lee. He ", "about ", "between 5 and ", "in 2014 ", "April 9 to ", "spokeswoman ", "It is ", "1 in ",
])
func repeatedPiecesTakeLinearTime(_ piece: String) {
  // A quadratic step would need 10^8 slow operations here and hang the test.
  let analysis = analyse(String(repeating: piece, count: 12_000))
  #expect(analysis.tokens.count <= analysis.article.text.count)
  let rows = [analysis.dates.count, analysis.figures.count, analysis.hedges.count, analysis.mentions.count]
  #expect(rows.allSatisfy { $0 <= analysis.tokens.count * 2 })
}
