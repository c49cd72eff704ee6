// Sentences laid out by hand, so that what is tested is the matcher and not somebody's tagger.

import Articles
import TextAnalysis

@testable import Patterns

/// A text in a small notation, one word after the other:
///
///     [np The/DET minister/NOUN/minister/3/nsubj ] denied/VERB/deny/0/root it/PRON/it/3/obj ./PUNCT
///
/// A word is `spelling/POS/lemma/head/relation`, the end of which may be left out; heads count the
/// sentence's words from 1, 0 is the root. `[np` and `]` stand around spans, `[np+` begins one of several layers that
/// close together. `‖` ends a sentence.
/// Tags and trees appear in the columns only when they are asked for, and the asking is counted.
final class FixtureText: PatternText {
  let words = Words()
  let tokens: Tokens
  let sentences: Sentences
  let textBytes: [UInt8]
  private var tagOf: [(pos: PartOfSpeech, lemma: String)] = []
  private var edgeOf: [(head: Int32, dep: Dependency)] = []
  /// For each token the spans that begin there, longest first.
  private var spansAt: [[(layer: SpanLayer, end: Int32)]] = []
  private(set) var taggedSentences: [Int] = []
  private(set) var parsedSentences: [Int] = []

  init(_ notation: String) {
    struct Word {
      var spelling: String
      var pos: PartOfSpeech
      var lemma: String
      var head: Int?
      var dep: Dependency
    }
    var list: [Word] = []
    var firsts: [Int32] = [0]
    var open: [(SpanLayer, Int)] = []
    var spans: [(layer: SpanLayer, start: Int, end: Int)] = []
    for piece in notation.split(whereSeparator: \.isWhitespace).map(String.init) {
      if piece == "‖" {
        firsts.append(Int32(list.count))
        continue
      }
      if piece == "]", let (layer, start) = open.popLast() {
        spans.append((layer, start, list.count))
        continue
      }
      if piece.hasPrefix("["), let layer = SpanLayer.allCases.first(where: { $0.name == piece.dropFirst() }) {
        open.append((layer, list.count))
        continue
      }
      let fields = piece == "/" ? ["/"] : piece.split(separator: "/").map(String.init)
      let pos = fields.count > 1 ? PartOfSpeech.allCases.first { $0.name == fields[1] } ?? .none : .none
      let dep = fields.count > 4 ? Dependency.allCases.first { $0.name == fields[4] } ?? .none : .none
      list.append(
        Word(
          spelling: fields[0], pos: pos, lemma: fields.count > 2 ? fields[2] : fields[0].lowercased(),
          head: fields.count > 3 ? Int(fields[3]) : nil, dep: dep))
    }
    if firsts.last != Int32(list.count) || firsts.count == 1 { firsts.append(Int32(list.count)) }
    tokens = Tokens(count: list.count)
    sentences = Sentences(
      firstToken: Array(firsts.dropLast()), endToken: Array(firsts.dropFirst()),
      paragraph: firsts.dropFirst().map { _ in 0 })
    var bytes: [UInt8] = []
    for sentence in 0..<sentences.count {
      for token in sentences.tokens(sentence) {
        let word = list[token]
        if !bytes.isEmpty { bytes.append(0x20) }
        tokens.start[token] = Int32(bytes.count)
        bytes += Array(word.spelling.utf8)
        tokens.end[token] = Int32(bytes.count)
        tokens.lower[token] = words.intern(word.spelling.lowercased())
        tokens.lemma[token] = tokens.lower[token]
        tokens.shape[token] = Self.shape(word.spelling).rawValue
        tokens.sentence[token] = Int32(sentence)
        tagOf.append((word.pos, word.lemma))
        let head = word.head ?? 0
        edgeOf.append((head == 0 ? -1 : firsts[sentence] + Int32(head) - 1, word.dep))
      }
    }
    textBytes = bytes
    spansAt = Array(repeating: [], count: list.count)
    for span in spans.sorted(by: { ($0.start, -$0.end) < ($1.start, -$1.end) }) {
      spansAt[span.start].append((span.layer, Int32(span.end)))
    }
  }

  func tag(_ sentence: Int) {
    if taggedSentences.contains(sentence) { return }
    taggedSentences.append(sentence)
    for token in sentences.tokens(sentence) {
      tokens.pos[token] = tagOf[token].pos.rawValue
      tokens.lemma[token] = words.intern(tagOf[token].lemma)
    }
  }

  func parse(_ sentence: Int) {
    if parsedSentences.contains(sentence) { return }
    parsedSentences.append(sentence)
    for token in sentences.tokens(sentence) {
      tokens.head[token] = edgeOf[token].head
      tokens.dep[token] = edgeOf[token].dep.rawValue
    }
  }

  func forEachSpan(of layer: SpanLayer, in range: Range<Int>, _ body: (Int32, Int32) -> Void) {
    for token in range { forEachEnd(of: layer, at: token) { body(Int32(token), $0) } }
  }

  func forEachEnd(of layer: SpanLayer, at token: Int, _ body: (Int32) -> Void) {
    guard token < spansAt.count else { return }
    for span in spansAt[token] where span.layer == layer { body(span.end) }
  }

  /// The tokens' spellings with single spaces between.
  func string(_ range: Range<Int>) -> String {
    guard !range.isEmpty else { return "" }
    let start = Int(tokens.start[range.lowerBound]), end = Int(tokens.end[range.upperBound - 1])
    return String(decoding: textBytes[start..<end], as: UTF8.self)
  }

  private static func shape(_ word: String) -> Shape {
    let letters = word.unicodeScalars.filter { $0.properties.isAlphabetic }
    let digits = word.unicodeScalars.contains { ("0"..."9").contains($0) }
    if letters.isEmpty {
      if digits { return .number }
      return word.unicodeScalars.allSatisfy { "€$%+=&#".unicodeScalars.contains($0) } ? .symbol : .punctuation
    }
    if digits { return .alphanumeric }
    if letters.allSatisfy({ $0.properties.isLowercase }) { return .lower }
    if letters.count > 1, letters.allSatisfy({ $0.properties.isUppercase }) { return .upper }
    if let first = letters.first, first.properties.isUppercase,
      letters.dropFirst().allSatisfy({ $0.properties.isLowercase })
    {
      return .capitalised
    }
    return .mixed
  }
}

/// Lexicons that the cases use.
let fixtureLexicons = [
  Lexicon(
    name: "report", entries: ["say", "tell", "add", "report", "announce", "point out", "make the case"]),
  Lexicon(name: "deny", entries: ["deny", "reject", "dismiss", "refute", "rule out"]),
  Lexicon(name: "official", entries: ["minister", "spokesperson", "mayor", "prime minister"]),
  Lexicon(name: "according", entries: ["according to", "in the view of"]),
  Lexicon(name: "newsdesk/cues/accuse", entries: ["accuse", "blame"]),
  Lexicon(name: "hedges", entries: ["about", "may", "reportedly", "is believed to", "won't"]),
]

/// What a match looks like in fixtures: the whole, then each role: `The minister denied | source: The minister`.
func describe(_ match: PatternMatch, _ matcher: borrowing PatternMatcher, _ text: FixtureText) -> String {
  var parts = [text.string(Int(match.firstToken)..<Int(match.endToken))]
  for capture in matcher.captures[match.captures] {
    let role = matcher.set.roleNames[Int(capture.role)]
    parts.append("\(role): \(text.string(Int(capture.firstToken)..<Int(capture.endToken)))")
  }
  return parts.joined(separator: " | ")
}
