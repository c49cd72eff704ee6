// Finds the figures: numbers, with the words on either side that loosen or bound them, and what
// they count. Numbers that dates, names and lists are made of are left out.

import Articles

struct FigureFinder {
  struct Row {
    var tokens: Range<Int>
    var low: Double
    var high: Double
    var bound: Figures.Bound
    var unit: String?
    var unitSpan = TextSpan(0, 0)
  }

  private let analysis: Analysis
  private var rows: [Row] = []
  private var dateRow = 0

  init(_ analysis: Analysis) { self.analysis = analysis }

  /// Every figure of the article. O(tokens).
  mutating func run() -> [Row] {
    let dates = analysis.dates
    for sentence in 0..<analysis.sentences.count {
      let reader = SentenceReader(analysis, sentence)
      var token = reader.range.lowerBound
      while token < reader.range.upperBound {
        while dateRow < dates.count, dates.endToken[dateRow] <= token { dateRow += 1 }
        if dateRow < dates.count, dates.firstToken[dateRow] <= token {
          token = Int(dates.endToken[dateRow])
        } else if mayBegin(reader, token), let row = figure(reader, token) {
          rows.append(row)
          token = max(token + 1, row.tokens.upperBound)
        } else if let time = ClockTime.end(reader, token) {
          token = time
        } else {
          token += 1
        }
      }
    }
    return rows
  }

  private func mayBegin(_ reader: SentenceReader, _ token: Int) -> Bool {
    switch reader.shape(token) {
    case .number, .alphanumeric: return true
    default:
      if reader.facts(token).contains(.numberWord) { return true }
      guard reader.isArticle(token) else { return false }
      return NumberWords.multiples[reader.word(token + 1)] != nil
        || NumberWords.parts[reader.word(token + 1)] != nil
    }
  }

  private func figure(_ reader: SentenceReader, _ token: Int) -> Row? {
    if let vague = VagueAmount.read(reader, token) { return finish(vague, reader) }
    guard ClockTime.end(reader, token) == nil, !isLabel(reader, token) else { return nil }
    let numbers = NumberReader(reader: reader)
    guard let first = numbers.read(token) else { return nil }
    var row = Row(tokens: token..<first.end, low: first.value, high: first.value, bound: .exact)
    var last = first
    let unit = FigureUnit(reader: reader)
    let currency = unit.currency(before: token)
    var start = currency?.first ?? token
    if let second = second(numbers, unit, row.tokens.upperBound, start, currency?.code) {
      // 1 to 2 million, $1-2 billion
      if first.magnitude == 1, second.number.magnitude > 1,
        first.value < second.number.value / second.number.magnitude * 1.0001
      {
        row.low *= second.number.magnitude
      }
      guard row.low < second.number.value else { return nil }  // a score: 2-1
      row.high = second.number.value
      row.bound = .between
      row.tokens = row.tokens.lowerBound..<second.number.end
      last = second.number
      if reader.isWord(start - 1, "between") { start -= 1 }
    }
    if let currency {
      row.unit = currency.code
    } else if let found = unit.after(row.tokens.upperBound, isPart: last.isPart, value: row.high) {
      row.unit = found.name
      row.unitSpan = found.span
      if found.isGlued { row.tokens = row.tokens.lowerBound..<found.end }
    }
    if first.inWords, isName(reader, token) { return nil }
    if first.inWords, !isCount(reader, row, first) { return nil }
    row.tokens = start..<row.tokens.upperBound
    FigureBound.widen(&row, reader)
    if row.unit == nil, let found = unit.after(row.tokens.upperBound, isPart: last.isPart, value: row.high) {
      (row.unit, row.unitSpan) = (found.name, found.span)  // 300 or so boats
    }
    return finish(row, reader)
  }

  /// The other end of a range that goes on at `end`.
  private func second(
    _ numbers: NumberReader, _ unit: FigureUnit, _ end: Int, _ start: Int, _ currency: String?
  ) -> (number: NumberReader.Number, end: Int)? {
    let reader = numbers.reader
    var at = unit.skipPercent(end)
    let join = reader.word(at)
    let opened = reader.isWord(start - 1, "between")
    let from = reader.isWord(start - 1, "from")
    if opened {
      guard join == "and" else { return nil }
    } else if reader.isHyphen(at) {
      guard reader.isGlued(at), reader.isGlued(at + 1) else { return nil }
    } else if join == "to" {
      guard !from else { return nil }  // rose from 5 to 7: two figures
    } else {
      guard join == "or" else { return nil }
    }
    at += 1
    if let symbol = unit.currencySymbol(at), symbol == currency { at += 1 }
    guard let number = numbers.read(at) else { return nil }
    // two or three; but “one or the other”, “5 or 3,000” are no ranges.
    if join == "or", number.value > 100 * 1000 { return nil }
    return (number, number.end)
  }

  /// Whether a number in words counts something: not the pronoun `one`, not half past.
  private func isCount(_ reader: SentenceReader, _ row: Row, _ number: NumberReader.Number) -> Bool {
    guard reader.isWord(row.tokens.lowerBound, "one"), number.end == row.tokens.lowerBound + 1 else {
      return true
    }
    guard row.unit != nil, row.unitSpan.start > 0 || row.unit == "percent" || row.bound == .between else {
      return false
    }
    if Self.beforePronoun.contains(reader.word(row.tokens.lowerBound - 1)) { return false }
    return !Self.afterPronoun.contains(reader.word(number.end)) && reader.shape(number.end) != .punctuation
  }

  /// `Ground Zero`, `Zero Hedge`: a number word that names something.
  private func isName(_ reader: SentenceReader, _ token: Int) -> Bool {
    guard reader.isCapital(token), token > reader.range.lowerBound || reader.isWord(token, "zero") else {
      return false
    }
    return reader.isCapital(token - 1) && reader.facts(token - 1).isDisjoint(with: .starter)
      && token - 1 > reader.range.lowerBound
      || reader.isWord(token, "zero") && (reader.isCapital(token + 1) || reader.isCapital(token - 1))
  }

  private static let beforePronoun: Set<String> = [
    "no", "any", "every", "this", "that", "the", "which", "each", "another", "some", "only", "a", "number",
  ]
  private static let afterPronoun: Set<String> = [
    "of", "another", "day", "that", "who", "which", "another", "thing", "reason", "way",
  ]

  /// Numbers that only name something: `F-16`, `Section 5`, `COVID-19`, `[6]`, `1.`, `#4`.
  private func isLabel(_ reader: SentenceReader, _ token: Int) -> Bool {
    let before = reader.word(token - 1)
    if reader.isHyphen(token - 1), reader.isGlued(token), reader.isGlued(token - 1) {
      return true  // F-16, or the second half of a score
    }
    if before == "#" || before == "no." || before == "[" || before == "nos." { return true }
    let digits = reader.shape(token) == .number
    if token == reader.range.lowerBound, reader.isWord(token + 1, ".") || reader.isWord(token + 1, ")") {
      return true
    }
    if Self.labels.contains(before), digits || reader.isCapital(token - 1) { return true }
    guard digits,
      reader.shape(token - 1) == .capitalised || reader.shape(token - 1) == .upper
        || reader.shape(token - 1) == .mixed
    else {
      return false
    }
    // Boeing 737: a name, unless the sentence begins with it, or something is counted.
    if token - 1 == reader.range.lowerBound
      || !reader.facts(token - 1).isDisjoint(with: [.starter, .month, .weekday])
    {
      return false
    }
    if FigureUnit.codes[before] != nil || FigureUnit.symbols[before] != nil { return false }
    if reader.isWord(token + 1, "%") || reader.isUnitWord(token + 1) { return false }
    return FigureUnit(reader: reader).after(token + 1, isPart: false, value: 2, pluralOnly: true) == nil
  }

  private static let labels: Set<String> = [
    "section", "article", "chapter", "page", "room", "flight", "channel", "route", "highway", "phase",
    "level", "type",
    "paragraph", "clause", "figure", "table", "version", "volume", "number", "step", "unit", "platform",
    "gate", "rule",
    "annex", "amendment", "protocol", "resolution", "extension", "p.", "pp.", "vol.", "fig.", "sec.", "art.",
    "formula", "line", "runway",
  ]

  private func finish(_ row: Row, _ reader: SentenceReader) -> Row {
    var row = row
    let floor = rows.last?.tokens.upperBound ?? 0
    row.tokens = max(row.tokens.lowerBound, min(floor, row.tokens.upperBound - 1))..<row.tokens.upperBound
    return row
  }
}

/// Amounts without a number: `dozens`, `tens of thousands`, `several`, `many more`.
enum VagueAmount {
  static func read(_ reader: SentenceReader, _ token: Int) -> FigureFinder.Row? {
    let word = reader.word(token)
    var end = token + 1
    if word == "many" {
      guard reader.isWord(token + 1, "more"),
        !reader.isWord(token + 2, "than") || reader.facts(token + 3).isEmpty
      else { return nil }
      end = token + 2
    } else if word == "handful" {
      guard reader.isWord(token + 1, "of") else { return nil }
    } else {
      guard NumberWords.vague.contains(word) else { return nil }
    }
    var first = token
    if reader.isWord(token - 1, "of"),
      ["tens", "hundreds", "thousands", "dozens"].contains(reader.word(token - 2))
    {
      first = token - 2
    }
    if word == "handful", reader.isWord(token - 1, "a") { first = token - 1 }
    // hundreds of thousands: read from the second word, which is the larger.
    if reader.isWord(end, "of"), NumberWords.vague.contains(reader.word(end + 1)) { return nil }
    var row = FigureFinder.Row(tokens: first..<end, low: .nan, high: .nan, bound: .vague)
    if let unit = FigureUnit(reader: reader).after(end, isPart: true, value: 2) {
      row.unit = unit.name
      row.unitSpan = unit.span
    }
    return row
  }
}
