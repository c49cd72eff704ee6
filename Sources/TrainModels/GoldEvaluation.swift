// Measures against gold tokens: what tagger, lemmatiser and parser do when tokens and sentences are right.

import Articles
import TextAnalysis

enum GoldEvaluation {
  struct Tagging: CustomStringConvertible {
    var words = 0, parts = 0, lemmas = 0
    var seconds = 0.0
    var description: String {
      "UPOS \(percent(parts, words)) lemma \(percent(lemmas, words)), \(Int(Double(words) / seconds)) tokens/s"
    }
  }

  static func tagging(_ sentences: [GoldSentence], _ tagger: Tagger) -> Tagging {
    let columns = GoldColumns(sentences)
    var score = Tagging()
    let start = File.seconds()
    for range in columns.ranges { tagger.tag(range, of: columns.tokens, columns.words) }
    score.seconds = File.seconds() - start
    for (range, sentence) in zip(columns.ranges, sentences) {
      for (token, word) in zip(range, sentence.words) {
        score.words += 1
        if columns.tokens.pos[token] == word.part.rawValue { score.parts += 1 }
        let lemma = columns.words.bytes[columns.words.range(of: columns.tokens.lemma[token])]
        if lemma.elementsEqual(Spelling.lower(word.lemma)) { score.lemmas += 1 }
      }
    }
    return score
  }

  /// The most frequent mistakes of the tagger, `NOUN for PROPN 212: word word`, a line each.
  static func confusions(_ sentences: [GoldSentence], _ tagger: Tagger, limit: Int = 20) -> [String] {
    let columns = GoldColumns(sentences)
    var seen: [String: [String]] = [:]
    for (range, sentence) in zip(columns.ranges, sentences) {
      tagger.tag(range, of: columns.tokens, columns.words)
      for (token, word) in zip(range, sentence.words) where columns.tokens.pos[token] != word.part.rawValue {
        let ours = PartOfSpeech(rawValue: columns.tokens.pos[token])?.name ?? ""
        seen["\(ours) for \(word.part.name)", default: []].append(String(decoding: word.form, as: UTF8.self))
      }
    }
    return seen.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(limit).map {
      "\($0.key) \($0.value.count): \($0.value.prefix(12).joined(separator: " "))"
    }
  }

  struct Parsing: CustomStringConvertible {
    var words = 0, heads = 0, labelled = 0, withSubtype = 0
    var seconds = 0.0
    var description: String {
      "UAS \(percent(heads, words)) LAS \(percent(labelled, words)) with subtypes \(percent(withSubtype, words)), "
        + "\(Int(Double(words) / seconds)) tokens/s tagged and parsed"
    }
  }

  /// Trees over gold tokens and the tagger's tags.
  static func parsing(_ sentences: [GoldSentence], _ tagger: Tagger, _ parser: Parser) -> Parsing {
    let columns = GoldColumns(sentences)
    var score = Parsing()
    let start = File.seconds()
    for range in columns.ranges {
      tagger.tag(range, of: columns.tokens, columns.words)
      parser.parse(range, of: columns.tokens, columns.words)
    }
    score.seconds = File.seconds() - start
    for (range, sentence) in zip(columns.ranges, sentences) {
      for (token, word) in zip(range, sentence.words) {
        score.words += 1
        let head = columns.tokens.head[token]
        guard head == (word.head < 0 ? -1 : Int32(range.lowerBound + word.head)) else { continue }
        score.heads += 1
        let name = Dependency(rawValue: columns.tokens.dep[token])?.name ?? ""
        if Treebank.universal(name) == Treebank.universal(word.relation) { score.labelled += 1 }
        if name == word.relation { score.withSubtype += 1 }
      }
    }
    return score
  }

  /// `95.12`
  static func percent(_ part: Int, _ whole: Int) -> String {
    let hundredths = whole == 0 ? 0 : (part * 10_000 + whole / 2) / whole
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
  }
}
