// Lends one article, and the claims found in it, to the functions of rules.

import Articles
import LuaRuntime
import TextAnalysis

/// What is lent of one article. Lives as long as the loan.
final class ArticleViews {
  typealias Schema = ArticleSchema

  let analysis: Analysis
  private let columns = LentColumns()
  private let ready: LendableColumn<UInt8>

  /// Spans that functions ask for are rows of a table of fixed size, filled from the front.
  static let mostSpans = 8192
  private var spanStart, spanEnd, spanFirst, spanLast: LendableColumn<Int32>
  /// Those that functions may ask for, and those of the claims.
  private var spanCapacity = 0
  private(set) var spans: [TokenRange] = []
  /// The token ranges of the rows of `claim` and of its parts.
  private(set) var claims: [Candidate] = []
  private(set) var phrases: [[TokenRange]] = []
  private(set) var sources: [[TokenRange]] = []
  let figures: [Claim.Figure]
  let figureRanges: [TokenRange]
  let dates: [Claim.Date]
  let dateRanges: [TokenRange]

  init(_ analysis: Analysis) {
    self.analysis = analysis
    ready = LendableColumn([UInt8](repeating: 0, count: max(analysis.tokens.count, 1)))
    spanStart = LendableColumn([])
    spanEnd = LendableColumn([])
    spanFirst = LendableColumn([])
    spanLast = LendableColumn([])
    let whole = [TokenRange(0, Int32(analysis.tokens.count))]
    figures = analysis.figures(inside: whole)
    figureRanges = (0..<analysis.figures.count).map { TokenRange(analysis.figures.tokens($0)) }
    dates = analysis.dates(inside: whole)
    dateRanges = (0..<analysis.dates.count).map { TokenRange(analysis.dates.tokens($0)) }
  }

  private func makeSpanColumns(_ capacity: Int) {
    spanCapacity = capacity
    let empty = [Int32](repeating: 0, count: capacity)
    spanStart = LendableColumn(empty)
    spanEnd = LendableColumn(empty)
    spanFirst = LendableColumn(empty)
    spanLast = LendableColumn(empty)
    for column in [spanStart, spanEnd, spanFirst, spanLast] { columns.keep(column) }
  }

  /// The figures inside `ranges`.
  func figureRows(inside ranges: [TokenRange]) -> [Int] {
    ranges.rowsInside(count: figureRanges.count) { figureRanges[$0] }
  }

  /// The dates inside `ranges`.
  func dateRows(inside ranges: [TokenRange]) -> [Int] {
    ranges.rowsInside(count: dateRanges.count) { dateRanges[$0] }
  }

  /// Adds a span for Lua to look at; nil when there are too many.
  func span(_ range: TokenRange) -> LuaValue? {
    guard spans.count < spanCapacity, !range.isEmpty else { return nil }
    let row = spans.count
    let text = analysis.textSpan(range)
    spanStart[row] = text.start
    spanEnd[row] = text.end
    spanFirst[row] = range.first
    spanLast[row] = range.end
    spans.append(range)
    return .row(LuaRow(table: Schema.span, row: row))
  }

  /// Fills the lazy layers of all tokens: 0 tags and lemmas, 1 trees.
  func fill(_ loan: borrowing LuaLoan, layer: Int) {
    for sentence in 0..<analysis.sentences.count {
      if layer == 0 { analysis.tag(sentence) } else { analysis.parse(sentence) }
    }
    lendWords(loan)
    let all = LendableColumn([UInt8](repeating: 1, count: max(analysis.tokens.count, 1)))
    columns.keep(all)
    loan.setReady(all, layer: layer, of: Schema.token)
  }

  /// Lends everything: the article, and `found` with the candidates they were made from.
  func lend(_ loan: borrowing LuaLoan, _ found: [Claim], _ candidates: [Candidate]) {
    let article = analysis.article
    var made = MadeText()
    let text = LendableColumn(article.text)
    columns.keep(text)
    loan.setBuffer(Schema.articleText, text)
    lendWords(loan)
    lendArticle(loan, &made)
    lendTokens(loan)
    lendParagraphsAndSentences(loan)
    lendFigures(loan, &made)
    lendClaims(loan, found, candidates, &made)
    let bytes = LendableColumn(made.bytes)
    columns.keep(bytes)
    loan.setBuffer(Schema.madeText, bytes)
  }

  private func lendWords(_ loan: borrowing LuaLoan) {
    let offsets = LendableColumn(analysis.words.offsets), bytes = LendableColumn(analysis.words.bytes)
    columns.keep(offsets)
    columns.keep(bytes)
    loan.setWords(0, offsets: offsets, bytes: bytes)
  }

  private func lendArticle(_ loan: borrowing LuaLoan, _ made: inout MadeText) {
    let article = analysis.article
    loan.setRows(1, of: Schema.article)
    let fields: [(String, String?)] = [
      ("id", article.id), ("title", article.title), ("byline", article.byline), ("outlet", article.outlet),
      ("url", article.url), ("published", article.published), ("language", article.language),
      ("section", article.section),
    ]
    for (name, value) in fields { lend(one: made.add(value), "article", name, loan) }
    lend(one: (0, Int32(article.text.count)), "article", "text", loan)
    lend(one: (0, Int32(analysis.paragraphs.count)), "article", "paragraphs", loan)
    lend(one: (0, Int32(analysis.sentences.count)), "article", "sentences", loan)
    lend(one: (0, Int32(analysis.tokens.count)), "article", "tokens", loan)
    lend(one: (0, Int32(analysis.quotations.count)), "article", "quotations", loan)
  }

  private func lendTokens(_ loan: borrowing LuaLoan) {
    let tokens = analysis.tokens
    loan.setRows(tokens.count, of: Schema.token)
    unsafe loan.setColumns(Schema.field("token", "text"), tokens.start.baseAddress, tokens.end.baseAddress)
    unsafe loan.setColumn(Schema.field("token", "lower"), UnsafePointer(tokens.lower.baseAddress))
    unsafe loan.setColumn(Schema.field("token", "shape"), UnsafePointer(tokens.shape.baseAddress))
    unsafe loan.setColumn(Schema.field("token", "sentence"), UnsafePointer(tokens.sentence.baseAddress))
    unsafe loan.setColumn(Schema.field("token", "pos"), UnsafePointer(tokens.pos.baseAddress))
    unsafe loan.setColumn(Schema.field("token", "lemma"), UnsafePointer(tokens.lemma.baseAddress))
    unsafe loan.setColumn(Schema.field("token", "head"), UnsafePointer(tokens.head.baseAddress))
    unsafe loan.setColumn(Schema.field("token", "dep"), UnsafePointer(tokens.dep.baseAddress))
    loan.setReady(ready, layer: 0, of: Schema.token)
    loan.setReady(ready, layer: 1, of: Schema.token)
  }

  private func lendParagraphsAndSentences(_ loan: borrowing LuaLoan) {
    let sentences = analysis.sentences, paragraphs = analysis.paragraphs, quotations = analysis.quotations
    loan.setRows(sentences.count, of: Schema.sentence)
    unsafe loan.setColumns(
      Schema.field("sentence", "tokens"), sentences.firstToken.baseAddress, sentences.endToken.baseAddress)
    unsafe loan.setColumn(
      Schema.field("sentence", "paragraph"), UnsafePointer(sentences.paragraph.baseAddress))
    columns.lend(
      texts((0..<sentences.count).map(sentences.tokens)), as: Schema.field("sentence", "text"), loan)

    loan.setRows(paragraphs.count, of: Schema.paragraph)
    unsafe loan.setColumns(
      Schema.field("paragraph", "tokens"), paragraphs.firstToken.baseAddress, paragraphs.endToken.baseAddress)
    unsafe loan.setColumn(Schema.field("paragraph", "region"), UnsafePointer(paragraphs.region.baseAddress))
    columns.lend(
      texts((0..<paragraphs.count).map(paragraphs.tokens)), as: Schema.field("paragraph", "text"), loan)
    var rows = [(Int32, Int32)](repeating: (0, 0), count: paragraphs.count)
    for sentence in 0..<sentences.count {
      let paragraph = Int(sentences.paragraph[sentence])
      guard rows.indices.contains(paragraph) else { continue }
      if rows[paragraph].1 == 0 { rows[paragraph].0 = Int32(sentence) }
      rows[paragraph].1 = Int32(sentence + 1)
    }
    columns.lend(
      PairColumn(first: rows.map(\.0), end: rows.map(\.1)), as: Schema.field("paragraph", "sentences"), loan)

    loan.setRows(quotations.count, of: Schema.quotation)
    let ranges = (0..<quotations.count).map(quotations.tokens)
    columns.lend(texts(ranges), as: Schema.field("quotation", "text"), loan)
    columns.lend(
      PairColumn(first: ranges.map { Int32($0.lowerBound) }, end: ranges.map { Int32($0.upperBound) }),
      as: Schema.field("quotation", "tokens"), loan)
  }

  private func lendFigures(_ loan: borrowing LuaLoan, _ made: inout MadeText) {
    loan.setRows(figures.count, of: Schema.figure)
    var units = PairColumn(), bounds = PairColumn(), low: [Double] = [], high: [Double] = []
    for figure in figures {
      units.add(made.add(figure.unit))
      bounds.add(made.add(figure.bound))
      switch figure.value {
      case .exactly(let value):
        low.append(value)
        high.append(value)
      case .range(let from, let to):
        low.append(from)
        high.append(to)
      case .vague:
        low.append(.nan)
        high.append(.nan)
      }
    }
    lend(figures.map(\.span), figureRanges, "figure", loan)
    columns.lend(low, as: Schema.field("figure", "value"), loan)
    columns.lend(low, as: Schema.field("figure", "low"), loan)
    columns.lend(high, as: Schema.field("figure", "high"), loan)
    columns.lend(units, as: Schema.field("figure", "unit"), loan)
    columns.lend(bounds, as: Schema.field("figure", "bound"), loan)

    loan.setRows(dates.count, of: Schema.date)
    var values = PairColumn()
    for date in dates { values.add(made.add(date.value)) }
    lend(dates.map(\.span), dateRanges, "date", loan)
    columns.lend(values, as: Schema.field("date", "value"), loan)
  }

  private func lendClaims(
    _ loan: borrowing LuaLoan, _ found: [Claim], _ candidates: [Candidate], _ made: inout MadeText
  ) {
    claims = candidates
    spans = []
    makeSpanColumns(
      Self.mostSpans + candidates.reduce(0) { $0 + $1.source.count + $1.cue.count + $1.content.count })
    phrases = []
    sources = []
    var rule = PairColumn(), kind: [UInt8] = [], stance: [UInt8] = [], evidence: [UInt8] = []
    var source: [Int32] = [], cue: [Int32] = [], content: [Int32] = [], parent: [Int32] = [],
      sentence: [Int32] = []
    var name = PairColumn(), entity = PairColumn(), sourceText = PairColumn(), sourceSpans = PairColumn()
    var phraseText = PairColumn(), phraseLemma = PairColumn(), phraseSpans = PairColumn()

    func spanRows(_ ranges: [TokenRange]) -> (start: Int32, end: Int32) {
      let first = Int32(spans.count)
      for range in ranges { _ = span(range) }
      return (first, Int32(spans.count))
    }
    func words(_ ranges: [TokenRange]) -> String {
      analysis.textSpans(ranges).map(analysis.article.string).joined(separator: " ")
    }
    func phrase(_ ranges: [TokenRange], lemma: String?) -> Int32 {
      if ranges.isEmpty { return -1 }
      phraseText.add(made.add(words(ranges)))
      phraseLemma.add(made.add(lemma))
      phraseSpans.add(spanRows(ranges))
      phrases.append(ranges)
      return Int32(phrases.count - 1)
    }

    for (claim, candidate) in zip(found, candidates) {
      rule.add(made.add(claim.rule))
      kind.append(index(of: claim.kind))
      stance.append(index(of: claim.stance))
      evidence.append(index(of: claim.evidence))
      parent.append(claim.parent.map(Int32.init) ?? -1)
      if let about = claim.source {
        source.append(Int32(sources.count))
        sources.append(candidate.source)
        name.add(made.add(about.name))
        entity.add(made.add(about.entity))
        sourceText.add(made.add(words(candidate.source)))
        sourceSpans.add(spanRows(candidate.source))
      } else {
        source.append(-1)
      }
      cue.append(phrase(candidate.cue, lemma: claim.cue?.lemma))
      content.append(phrase(candidate.content, lemma: nil))
      let anchor = candidate.cue.first ?? candidate.content.first
      sentence.append(anchor.map { analysis.tokens.sentence[Int($0.first)] } ?? -1)
    }

    loan.setRows(found.count, of: Schema.claim)
    lend(one: (0, Int32(found.count)), "article", "claims", loan)
    columns.lend(rule, as: Schema.field("claim", "rule"), loan)
    columns.lend(kind, as: Schema.field("claim", "type"), loan)
    columns.lend(stance, as: Schema.field("claim", "stance"), loan)
    columns.lend(evidence, as: Schema.field("claim", "evidence"), loan)
    columns.lend(source, as: Schema.field("claim", "source"), loan)
    columns.lend(cue, as: Schema.field("claim", "cue"), loan)
    columns.lend(content, as: Schema.field("claim", "content"), loan)
    columns.lend(parent, as: Schema.field("claim", "parent"), loan)
    columns.lend(sentence, as: Schema.field("claim", "sentence"), loan)
    loan.setRows(sources.count, of: Schema.source)
    columns.lend(name, as: Schema.field("source", "name"), loan)
    columns.lend(entity, as: Schema.field("source", "entity"), loan)
    columns.lend(sourceText, as: Schema.field("source", "text"), loan)
    columns.lend(sourceSpans, as: Schema.field("source", "spans"), loan)
    loan.setRows(phrases.count, of: Schema.phrase)
    columns.lend(phraseText, as: Schema.field("phrase", "text"), loan)
    columns.lend(phraseLemma, as: Schema.field("phrase", "lemma"), loan)
    columns.lend(phraseSpans, as: Schema.field("phrase", "spans"), loan)
    loan.setRows(spanCapacity, of: Schema.span)
    loan.setColumns(Schema.field("span", "text"), spanStart, spanEnd)
    loan.setColumns(Schema.field("span", "tokens"), spanFirst, spanLast)
  }

  // MARK: parts

  private func lend(
    one value: (start: Int32, end: Int32), _ table: String, _ name: String, _ loan: borrowing LuaLoan
  ) {
    columns.lend(PairColumn(first: [value.start], end: [value.end]), as: Schema.field(table, name), loan)
  }

  /// The `text` and `tokens` of a table whose rows are stretches of text.
  private func lend(_ texts: [TextSpan], _ ranges: [TokenRange], _ table: String, _ loan: borrowing LuaLoan) {
    columns.lend(
      PairColumn(first: texts.map(\.start), end: texts.map(\.end)), as: Schema.field(table, "text"), loan)
    columns.lend(
      PairColumn(first: ranges.map(\.first), end: ranges.map(\.end)), as: Schema.field(table, "tokens"), loan)
  }

  private func texts(_ ranges: [Range<Int>]) -> PairColumn {
    var pair = PairColumn()
    for range in ranges {
      if range.isEmpty {
        pair.add(0, 0)
      } else {
        let span = analysis.textSpan(TokenRange(range))
        pair.add(span.start, span.end)
      }
    }
    return pair
  }

  private func index<Value: CaseIterable & Equatable>(of value: Value) -> UInt8 {
    UInt8(truncatingIfNeeded: Value.allCases.enumerated().first { $0.element == value }?.offset ?? 0)
  }
}
