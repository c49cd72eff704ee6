import Articles
import Testing
import TextAnalysis

/// A text, then its quotations with a bar between, in order of their opening marks.
@Test(arguments: [
  ("No marks here.", ""),
  ("“We go,” she said. “Now.”", "“We go,”|“Now.”"),
  ("\"We go,\" she said. \"Now.\"", "\"We go,\"|\"Now.\""),
  ("the so-called \"plan\" failed", "\"plan\""),
  ("(“Yes!”)", "“Yes!”"),
  ("'We go,' she said, 'and now.'", "'We go,'|'and now.'"),
  ("‘We go,’ she said.", "‘We go,’"),
  ("‘I like the players’ songs,’ he said.", "‘I like the players’ songs,’"),
  ("the players’ songs and the coaches’ rules", ""),
  ("in the ’90s they got ’em, rock ’n’ roll", ""),
  ("the miners' union and the bakers' shop", ""),
  ("‘Don’t,’ she said", "‘Don’t,’"),
  ("“She called it ‘mad’,” he said", "“She called it ‘mad’,”|‘mad’"),
  ("‘She called it “mad”,’ he said", "‘She called it “mad”,’|“mad”"),
  ("\"He said 'no' to us,\" she said", "\"He said 'no' to us,\"|'no'"),
  ("« Oui », dit-il; «Non», dit-elle", "« Oui »|«Non»"),
  ("»Ja«, sagte er. „Nein“, sagte sie.", "»Ja«|„Nein“"),
  ("「雨」と", "「雨」"),
  ("``Yes,'' she said", "``Yes,''"),
  ("“No end here\n\nA new start", "“No end here"),
  ("She is 6'2\" tall", ""),
  ("“One. “Two,” she said.", "“One.|“Two,”"),
  ("“mixed marks\" are common", "“mixed marks\""),
  ("He said \"yes\"—then \"no.\"", "\"yes\"|\"no.\""),
  ("\"", "\""),
  ("”", ""),
])
func quotationsAreFound(_ text: String, _ expected: String) {
  #expect(analyse(text).quotationStrings.joined(separator: "|") == expected)
}

@Test func aQuotationGoesOnInTheNextParagraph() {
  for (open, close) in [("“", "”"), ("\"", "\""), ("«", "»")] {
    let analysis = analyse(
      "\(open)One.\n\n\(open)Two.\n\n\(open)Three,\(close) she said. \(open)Four.\(close)")
    let table = analysis.quotations
    #expect((0..<table.count).map { table.continues[$0] } == [-1, 0, 1, -1])
    #expect((0..<table.count).map { table.close[$0] >= 0 } == [false, false, true, true])
  }
}

@Test func aParagraphThatOpensNothingEndsTheChain() {
  let table = analyse("“One.\n\nShe paused.\n\n“Two,” she said.").quotations
  #expect((0..<table.count).map { table.continues[$0] } == [-1, -1])
}

@Test func anUnclosedQuotationEndsWithItsParagraph() {
  let analysis = analyse("He said: “It goes on.\n\nNothing more.")
  #expect(analysis.quotationStrings == ["“It goes on."])
  #expect(analysis.quotations.close[0] == -1)
  #expect(analysis.quotations.ofToken[analysis.tokens.count - 1] == -1)
}

@Test func nestedQuotationsKnowEachOther() {
  let analysis = analyse("“She called it ‘mad’,” he said.")
  let table = analysis.quotations
  #expect((0..<2).map { table.depth[$0] } == [0, 1])
  #expect((0..<2).map { table.outer[$0] } == [-1, 0])
  #expect(
    (0..<2).map { table.kind[$0] } == [Quotations.Kind.curly.rawValue, Quotations.Kind.single.rawValue])
  let words = analysis.tokenStrings
  for (word, row) in [("She", 0), ("‘", 1), ("mad", 1), ("’", 1), (",", 0), ("”", 0), ("he", -1)] {
    #expect(analysis.quotations.ofToken[words.firstIndex(of: word)!] == Int32(row), "\(word)")
  }
}

@Test func theTableTellsSpeechFromScareQuotesAtAGlance() {
  let analysis = analyse("“We go. Not now, ” she said of the “plan”.")
  let table = analysis.quotations
  #expect(table.wordCount(0) == 4 && table.wordCount(1) == 1)
  #expect(table.facts(0) == [.beginsWithCapital, .endsWithMark, .endsWithComma, .hasSeveralSentences])
  #expect(table.facts(1) == [])
  #expect(analysis.string(table.innerTokens(0)) == "We go. Not now,")
}

@Test func aQuotationIsASpanLayer() {
  let analysis = analyse("She said “yes” twice")
  var ends: [Int32] = []
  for token in 0..<analysis.tokens.count {
    analysis.forEachEnd(of: .quotation, at: token) { ends.append($0) }
  }
  #expect(ends == [5])
}
