public import Articles
package import Profiling

/// What is known about the text of one article, layer by layer.
///
/// Tokens, sentences and paragraphs are there at once; tags, trees and the layers made from them are
/// computed for a sentence when somebody first asks for that sentence, and other layers for the article. An analysis
/// belongs to one worker and is not `Sendable`.
public final class Analysis {
  public let article: Article
  /// Every spelling that a column refers to: lowercased forms and lemmas.
  public let words: Words
  public let tokens: Tokens
  public let sentences: Sentences

  public let paragraphs: Paragraphs

  let models: LanguageModels
  /// What is told of the time spent, when somebody wants to know.
  package var profile: Profile? { models.profile }
  /// What is known of the trees so far.
  var trees: Trees
  /// What quotations are found in, until somebody asks for them.
  private var rows: [TokenRow]
  /// The layers below are computed for the whole article when first asked for, in linear time.
  public private(set) lazy var quotations = makeQuotations()
  public private(set) lazy var dates = makeDates()
  public private(set) lazy var figures = makeFigures()
  public private(set) lazy var mentions = whoIsWho.mentions
  public private(set) lazy var entities = whoIsWho.entities
  private lazy var whoIsWho = makeMentions()
  public private(set) lazy var hedges = timed(.layers) { Hedges(HedgeFinder(self).run()) }

  /// Finds the tokens, sentences and paragraphs of `article`. O(bytes), for any bytes.
  ///
  /// - Parameter models: what tags and parses sentences when asked for; a worker passes the same one for
  ///   all its articles, which is faster and changes no result.
  public init(_ article: Article, models: LanguageModels = LanguageModels()) {
    self.article = article
    self.models = models
    var tokeniser = Tokeniser(text: article.text)
    tokeniser.run()
    words = Words(tokeniser.table)
    rows = tokeniser.tokens
    paragraphs = Paragraphs(rows, starts: tokeniser.paragraphStarts, blocks: article.blocks)
    let split = SentenceSplitter(tokeniser).split(paragraphs)
    sentences = Sentences(firstToken: split.first, endToken: split.end, paragraph: split.paragraph)
    let sentence = Column<Int32>(endsOfRuns: split.end)
    tokens = Tokens(rows, sentence: sentence)
    trees = Trees(sentences: sentences.count)
  }

  /// Whether the sentence ends with a stop, question or exclamation mark or an ellipsis, closing marks
  /// aside; headlines, captions and items of lists mostly do not.
  public func hasFinalStop(_ sentence: Int) -> Bool {
    let range = sentences.tokens(sentence)
    for token in range.reversed() {
      let bytes = article.text[Int(tokens.start[token])..<Int(tokens.end[token])]
      switch bytes.last {
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return true
      case 0xA6 where Array(bytes) == [0xE2, 0x80, 0xA6]: return true
      case 0x82 where Array(bytes) == [0xE3, 0x80, 0x82]: return true
      default: break
      }
      guard tokens.shape[token] == Shape.punctuation.rawValue, token > range.lowerBound else { return false }
    }
    return false
  }

  /// Calls `body` with the end token (exclusive) of each span of `layer` that begins at `token`,
  /// longest first. Computes the layer for the token's sentence when it is not there yet.
  public func forEachEnd(of layer: SpanLayer, at token: Int, _ body: (Int32) -> Void) {
    guard token >= 0, token < tokens.count else { return }
    forEachSpan(of: layer, in: token..<token + 1) { _, end in body(end) }
  }

  /// Calls `body` with the first token and the end token (exclusive) of each span of `layer` that begins in `range`, by
  /// first token, then longest first. Computes the layer for the sentences of `range` when it is not there yet.
  public func forEachSpan(of layer: SpanLayer, in range: Range<Int>, _ body: (Int32, Int32) -> Void) {
    switch layer {
    case .np: forEachNounPhrase(in: range, body)
    case .clause: forEachClause(in: range, body)
    case .quotation: forEachRow(beginningIn: range, quotations.open, quotations.end) { body($1, $2) }
    case .date: forEachRow(beginningIn: range, dates.firstToken, dates.endToken) { body($1, $2) }
    case .figure: forEachRow(beginningIn: range, figures.firstToken, figures.endToken) { body($1, $2) }
    case .hedge:
      let kinds = hedges.kind
      forEachRow(beginningIn: range, hedges.firstToken, hedges.endToken) { row, first, end in
        if kinds[row] != Hedges.Kind.vague.rawValue { body(first, end) }
      }
    case .name:
      let kinds = mentions.kind
      forEachRow(beginningIn: range, mentions.firstToken, mentions.endToken) { row, first, end in
        if kinds[row] == Mentions.Kind.name.rawValue { body(first, end) }
      }
    }
  }

  /// Calls `body` with the rows whose first token is in `range`, and with their tokens. O(log rows) to find the first.
  private func forEachRow(
    beginningIn range: Range<Int>, _ firstTokens: Column<Int32>, _ endTokens: Column<Int32>,
    _ body: (Int, Int32, Int32) -> Void
  ) {
    var low = 0, high = firstTokens.count
    while low < high {
      let middle = (low + high) / 2
      if firstTokens[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    while low < firstTokens.count, firstTokens[low] < range.upperBound {
      body(low, firstTokens[low], endTokens[low])
      low += 1
    }
  }
}

extension Analysis {
  private func makeQuotations() -> Quotations {
    timed(.layers) {
      var finder = QuotationFinder(article.text, rows)
      finder.run(paragraphs)
      rows = []
      return Quotations(finder, sentence: tokens.sentence)
    }
  }

  private func makeDates() -> Dates {
    timed(.layers) {
      var finder = DateFinder(self)
      return Dates(finder.run())
    }
  }

  private func makeMentions() -> (entities: Entities, mentions: Mentions) {
    timed(.names) {
      var finder = MentionFinder(self)
      let found = finder.run()
      return (Entities(found.entities), Mentions(found.mentions))
    }
  }

  private func makeFigures() -> Figures {
    timed(.layers) {
      var finder = FigureFinder(self)
      return Figures(finder.run())
    }
  }

  private func timed<Layer>(_ stage: Profile.Stage, _ make: () -> Layer) -> Layer {
    models.profile?.enter(stage)
    defer { models.profile?.leave() }
    return make()
  }
}

/// The layers of spans that patterns name in angle brackets: `<np>`.
public enum SpanLayer: UInt8, CaseIterable, Sendable {
  /// Noun phrases; several may begin at one token (`A spokesperson` in `A spokesperson for the ministry`).
  case np
  /// Clauses: a verb with what depends on it.
  case clause
  /// Quotations with their marks.
  case quotation
  /// Names with their titles: `President Arvid Solm`.
  case name
  /// Numbers with their bound and unit: `about 155 mercenaries`.
  case figure
  /// Dates and times: `On Tuesday` without its preposition.
  case date
  /// Words that weaken commitment.
  case hedge

  public var name: String { String(describing: self) }

  /// The layer of this name, when there is one.
  public init?(named name: String) {
    guard let layer = Self.byName[name] else { return nil }
    self = layer
  }

  private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
}

/// The tokens of an article, one row each, in text order.
public final class Tokens {
  public let count: Int
  /// UTF-8 offsets into the article's text, half-open.
  public let start, end: Column<Int32>
  /// The lowercased spelling, as a number of `Analysis.words`.
  public let lower: Column<Int32>
  /// `Shape`
  public let shape: Column<UInt8>
  /// Row of the sentence that holds the token.
  public let sentence: Column<Int32>

  // The columns below are made when somebody asks for one: rules that only count words do without.

  /// `PartOfSpeech`; `none` until `Analysis.tag` saw the sentence.
  public private(set) lazy var pos = Column<UInt8>(repeating: 0, count: count)
  /// The tagger's own, finer tag; means nothing until `Analysis.tag` saw the sentence.
  package private(set) lazy var tag = Column<UInt8>(repeating: 0, count: count)
  /// The lemma as a number of `Analysis.words`; the lowercased form until `Analysis.tag` saw the sentence.
  public private(set) lazy var lemma = Column<Int32>(count: count) { [lower] in lower[$0] }
  /// Row of the token this one depends on, -1 for a root; -1 until `Analysis.parse` saw the sentence.
  public private(set) lazy var head = Column<Int32>(repeating: -1, count: count)
  /// `Dependency`; 0 until `Analysis.parse` saw the sentence.
  public private(set) lazy var dep = Column<UInt8>(repeating: 0, count: count)

  /// Makes columns for `count` tokens, to be filled by the tokeniser.
  public init(count: Int) {
    self.count = count
    start = Column(repeating: 0, count: count)
    end = Column(repeating: 0, count: count)
    lower = Column(repeating: 0, count: count)
    shape = Column(repeating: 0, count: count)
    sentence = Column(repeating: 0, count: count)
  }

  /// Takes over what the tokeniser and those after it found.
  init(_ rows: [TokenRow], sentence: Column<Int32>) {
    count = rows.count
    start = Column(count: count) { rows[$0].start }
    end = Column(count: count) { rows[$0].end }
    lower = Column(count: count) { rows[$0].lower }
    shape = Column(count: count) { rows[$0].shape }
    self.sentence = sentence
  }

  /// Where the token stands in the text.
  @inlinable public func span(_ token: Int) -> TextSpan { TextSpan(start[token], end[token]) }
}

/// The sentences of an article, one row each, in text order; together they hold every token.
public final class Sentences {
  public let count: Int
  /// Rows of tokens, half-open.
  public let firstToken, endToken: Column<Int32>
  /// Row of the paragraph.
  public let paragraph: Column<Int32>

  public init(firstToken: [Int32], endToken: [Int32], paragraph: [Int32]) {
    count = firstToken.count
    self.firstToken = Column(firstToken)
    self.endToken = Column(endToken)
    self.paragraph = Column(paragraph)
  }

  /// The tokens of a sentence.
  @inlinable public func tokens(_ sentence: Int) -> Range<Int> {
    Int(firstToken[sentence])..<Int(endToken[sentence])
  }
}
