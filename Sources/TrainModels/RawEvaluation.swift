// Measures from raw text, as the CoNLL 2018 shared task did: words that stand at the same characters are
// the same word, and every score is an F1 over those. White space does not count as characters.

import Articles
import TextAnalysis

struct RawEvaluation: CustomStringConvertible {
  private var goldWords = 0, ourWords = 0, alignedWords = 0
  private var goldSentences = 0, ourSentences = 0, alignedSentences = 0
  private var parts = 0, lemmas = 0, heads = 0, labelled = 0, withSubtype = 0
  private var splitSeconds = 0.0, tagSeconds = 0.0, parseSeconds = 0.0

  /// Analyses each document of the treebank from its text.
  init(_ sentences: [GoldSentence], _ models: LanguageModels) {
    var start = 0
    for index in 1...sentences.count where index == sentences.count || sentences[index].beginsDocument {
      add(Array(sentences[start..<index]), models)
      start = index
    }
  }

  private mutating func add(_ document: [GoldSentence], _ models: LanguageModels) {
    var text: [UInt8] = []
    for (index, sentence) in document.enumerated() {
      if index > 0 {
        let gap =
          sentence.beginsParagraph ? "\n\n" : document[index - 1].words.last?.isGlued == true ? "" : " "
        text.append(contentsOf: gap.utf8)
      }
      text.append(contentsOf: sentence.text)
    }
    let gold = Self.spans(document)
    let article = Article(id: "treebank", text: text)

    let begin = File.seconds()
    let analysis = Analysis(article, models: models)
    let split = File.seconds()
    for sentence in 0..<analysis.sentences.count { analysis.tag(sentence) }
    let tagged = File.seconds()
    for sentence in 0..<analysis.sentences.count { analysis.parse(sentence) }
    splitSeconds += split - begin
    tagSeconds += tagged - split
    parseSeconds += File.seconds() - tagged

    // Characters are counted without white space, in bytes.
    var place = 0
    var places: [Int32] = []
    for byte in text {
      places.append(Int32(place))
      if byte > 0x20 { place += 1 }
    }
    places.append(Int32(place))
    let tokens = analysis.tokens
    let ours = (0..<tokens.count).map { TextSpan(places[Int(tokens.start[$0])], places[Int(tokens.end[$0])]) }
    compare(document, gold, analysis, ours)
  }

  /// Where each word of each sentence stands; words written as one share its place.
  private static func spans(_ document: [GoldSentence]) -> [[TextSpan]] {
    var next: Int32 = 0
    func length(_ bytes: [UInt8]) -> Int32 { Int32(bytes.count { $0 > 0x20 }) }
    return document.map { sentence in
      var spans: [TextSpan] = []
      var index = 0
      while index < sentence.words.count {
        if let merged = sentence.merged.first(where: { $0.words.lowerBound == index }) {
          let span = TextSpan(next, next + length(merged.surface))
          for _ in merged.words { spans.append(span) }
          index = merged.words.upperBound
          next = span.end
        } else {
          let span = TextSpan(next, next + length(sentence.words[index].form))
          spans.append(span)
          next = span.end
          index += 1
        }
      }
      return spans
    }
  }

  private mutating func compare(
    _ document: [GoldSentence], _ gold: [[TextSpan]], _ analysis: Analysis, _ ours: [TextSpan]
  ) {
    let tokens = analysis.tokens
    let bySpan = Dictionary(zip(ours, ours.indices), uniquingKeysWith: { first, _ in first })
    let sentenceSpans = Set(
      (0..<analysis.sentences.count).compactMap { sentence -> TextSpan? in
        let range = analysis.sentences.tokens(sentence)
        return range.isEmpty ? nil : TextSpan(ours[range.lowerBound].start, ours[range.upperBound - 1].end)
      })
    goldSentences += document.count
    ourSentences += sentenceSpans.count
    ourWords += ours.count
    for (sentence, spans) in zip(document, gold) {
      goldWords += spans.count
      if let first = spans.first, let last = spans.last,
        sentenceSpans.contains(TextSpan(first.start, last.end))
      {
        alignedSentences += 1
      }
      var taken: Set<Int> = []
      let rows = spans.map { span -> Int? in
        guard let row = bySpan[span], taken.insert(row).inserted else { return nil }
        return row
      }
      for (word, row) in zip(sentence.words, rows) {
        guard let row else { continue }
        alignedWords += 1
        if tokens.pos[row] == word.part.rawValue { parts += 1 }
        let lemma = analysis.words.bytes[analysis.words.range(of: tokens.lemma[row])]
        if lemma.elementsEqual(Spelling.lower(word.lemma)) { lemmas += 1 }
        let head = Int(tokens.head[row])
        guard word.head < 0 ? head < 0 : (rows[word.head] ?? -2) == head else { continue }
        heads += 1
        let name = Dependency(rawValue: tokens.dep[row])?.name ?? ""
        if Treebank.universal(name) == Treebank.universal(word.relation) { labelled += 1 }
        if name == word.relation { withSubtype += 1 }
      }
    }
  }

  var description: String {
    func score(_ correct: Int) -> String { GoldEvaluation.percent(2 * correct, goldWords + ourWords) }
    let sentences = GoldEvaluation.percent(2 * alignedSentences, goldSentences + ourSentences)
    func rate(_ seconds: Double) -> Int { Int(Double(ourWords) / max(seconds, 1e-9)) }
    return "sentences \(sentences) words \(score(alignedWords)) UPOS \(score(parts)) lemma \(score(lemmas)) "
      + "UAS \(score(heads)) LAS \(score(labelled)) with subtypes \(score(withSubtype)); tokens/s: "
      + "split \(rate(splitSeconds)), tag \(rate(tagSeconds)), parse \(rate(parseSeconds)), "
      + "tag and parse \(rate(tagSeconds + parseSeconds))"
  }
}
