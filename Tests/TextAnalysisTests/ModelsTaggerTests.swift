import Articles
import Testing
import TextAnalysis

/// Tags and lemmas of a text, `word/TAG/lemma` with spaces between.
private func tagged(_ text: String, models: LanguageModels = LanguageModels()) -> String {
  let analysis = Analysis(Article(id: "a", text: Array(text.utf8)), models: models)
  for sentence in 0..<analysis.sentences.count { analysis.tag(sentence) }
  return (0..<analysis.tokens.count).map { token in
    let part = PartOfSpeech(rawValue: analysis.tokens.pos[token])?.name ?? "?"
    return
      "\(analysis.article.string(analysis.tokens.span(token)))/\(part)/\(analysis.words.string(analysis.tokens.lemma[token]))"
  }.joined(separator: " ")
}

@Suite struct ModelsTaggerTests {
  @Test(arguments: [
    (
      "The ministers denied the allegations.",
      "The/DET/the ministers/NOUN/minister denied/VERB/deny the/DET/the allegations/NOUN/allegation ./PUNCT/."
    ),
    (
      "She has written two letters to him.",
      "She/PRON/she has/AUX/have written/VERB/write two/NUM/two letters/NOUN/letter to/ADP/to him/PRON/he ./PUNCT/."
    ),
    (
      "They were told that the bridge is safe.",
      "They/PRON/they were/AUX/be told/VERB/tell that/SCONJ/that the/DET/the bridge/NOUN/bridge is/AUX/be safe/ADJ/safe ./PUNCT/."
    ),
  ])
  func aPlainSentenceGetsItsTagsAndLemmas(_ text: String, _ expected: String) {
    #expect(tagged(text) == expected)
  }

  @Test func curlyMarksAreReadLikeStraightOnes() {
    let straight = tagged("They don't know, the mayor's aide said.")
    let curly = tagged("They don’t know, the mayor’s aide said.")
    #expect(curly.replacing("’", with: "'") == straight)
    #expect(straight.contains("n't/PART/not"))
  }

  @Test func whatWasReadBeforeChangesNothing() {
    let models = LanguageModels()
    let texts = [
      "Engineers warned of cracks in the dam.", "The club sold its striker on Friday.",
      "Prices rose by 4.5 per cent, officials reported.",
    ]
    let together = texts.map { tagged($0, models: models) }
    #expect(together == texts.map { tagged($0) })
    #expect(texts.map { tagged($0, models: models) } == together)
  }

  /// Both networks keep what they know of a word by one number, and words are numbered anew when most are forgotten.
  @Test func whatWasForgottenChangesNothing() {
    let models = LanguageModels()
    func parsed(_ text: String, _ models: LanguageModels) -> [[Int]] {
      let analysis = Analysis(Article(id: "a", text: Array(text.utf8)), models: models)
      for sentence in 0..<analysis.sentences.count { analysis.parse(sentence) }
      return (0..<analysis.tokens.count).map {
        [Int(analysis.tokens.pos[$0]), Int(analysis.tokens.head[$0]), Int(analysis.tokens.dep[$0])]
      }
    }
    let text = "Engineers warned of cracks in the dam. The club sold its striker on Friday."
    let alone = parsed(text, LanguageModels())
    // Letters alone, since digits would be words of their own.
    func word(_ number: Int) -> String {
      let letters = Array("abcdefghij")
      return "B" + String(String(number).map { letters[$0.wholeNumberValue ?? 0] })
    }
    // 14,000 words of one article each, the first before the text, so that its words get other numbers later; most of them
    // in sentences that are tagged and not parsed.
    for article in 0..<14 {
      let words = (0..<1_000).map { word(article * 1_000 + $0) + " fell." }.joined(separator: " ")
      let analysis = Analysis(Article(id: "a", text: Array(words.utf8)), models: models)
      for sentence in 0..<analysis.sentences.count {
        if sentence % 7 == 0 { analysis.parse(sentence) } else { analysis.tag(sentence) }
      }
      #expect(parsed(text, models) == alone)
    }
  }

  @Test func singleLettersAreNotTakenForEachOther() {
    // Words are remembered by a hash of spelling and shape; these are as close as spellings get.
    let signs =
      "a b c d e f g h i j k l m n o p q r s t u v w x y z 0 1 2 3 4 5 6 7 8 9 ? ! , ; : - $ % & # * + < = >"
    let models = LanguageModels()
    for text in [signs, signs.uppercased(), signs + " " + signs.uppercased()] {
      _ = tagged(text, models: models)
    }
    for text in [
      "i think we want 3 of those ?", "A man, a plan & I.", "X or Y?", "SHE HAS 5 DOGS AND A CAT!",
    ] {
      #expect(tagged(text, models: models) == tagged(text))
    }
  }

  @Test func onlyTheSentenceAskedForIsTagged() {
    let analysis = Analysis(Article(id: "a", text: Array("The mayor left. The council stayed.".utf8)))
    #expect(analysis.sentences.count == 2)
    analysis.tag(1)
    #expect(analysis.sentences.tokens(0).allSatisfy { analysis.tokens.pos[$0] == PartOfSpeech.none.rawValue })
    #expect(analysis.sentences.tokens(1).allSatisfy { analysis.tokens.pos[$0] != PartOfSpeech.none.rawValue })
    analysis.tag(99)
    analysis.tag(-1)
  }

  @Test(arguments: [
    "", " ", "\n\n", "\0", "\u{FEFF}…—“", "🙂🙂🙂 ŹŻ ąę ‘ ’ ’s n’t", String(repeating: "word ", count: 3_000),
    String(repeating: "x", count: 20_000), String(repeating: ",", count: 2_000),
  ])
  func anyTextIsTaggedWithoutATrap(_ text: String) {
    let analysis = Analysis(Article(id: "a", text: Array(text.utf8)))
    for sentence in 0..<analysis.sentences.count { analysis.tag(sentence) }
    for token in 0..<analysis.tokens.count {
      #expect(PartOfSpeech(rawValue: analysis.tokens.pos[token]) != PartOfSpeech.none)
      #expect(Int(analysis.tokens.lemma[token]) < analysis.words.count)
    }
  }

  @Test func wordsNeverSeenGetALemmaByTheirEnding() {
    let line = tagged("Three blorfers flurnished loudly.")
    #expect(line.contains("blorfers/NOUN/blorfer"))
    #expect(line.contains("flurnished/VERB/flurnish"))
  }
}
