// Finds dates and works out what they mean. One reading per starting word, the longest that fits;
// a relative date needs the day of publication, a weekday or a month without its year needs the
// tense as well: “said on Tuesday” looks back, “will meet on Tuesday” ahead.

import Articles

struct DateFinder {
  struct Row {
    var tokens: Range<Int>
    var kind: Dates.Kind
    var value: String?
  }

  private let analysis: Analysis
  let published: CalendarDay?
  private var rows: [Row] = []

  init(_ analysis: Analysis) {
    self.analysis = analysis
    published = analysis.article.published.flatMap { CalendarDay.reading($0) }
  }

  /// Every date of the article. O(tokens).
  mutating func run() -> [Row] {
    for sentence in 0..<analysis.sentences.count {
      let reader = SentenceReader(analysis, sentence)
      var token = reader.range.lowerBound
      while token < reader.range.upperBound {
        guard mayBegin(reader, token), let row = read(reader, token) else {
          token += 1
          continue
        }
        rows.append(withTime(reader, row))
        token = rows[rows.count - 1].tokens.upperBound
      }
    }
    return rows
  }

  private func mayBegin(_ reader: SentenceReader, _ token: Int) -> Bool {
    let shape = reader.shape(token)
    return shape == .number || shape == .alphanumeric
      || !reader.facts(token).isDisjoint(with: [.dateWord, .month, .weekday, .numberWord])
  }

  private func read(_ reader: SentenceReader, _ token: Int) -> Row? {
    let parts = DatePhrase(reader: reader, published: published)
    return parts.range(token) ?? parts.calendar(token) ?? parts.weekday(token) ?? parts.relative(token)
      ?? parts.year(token)
  }

  /// Takes in a time of day on either side: `10:30 on Tuesday`, `Tuesday morning`, `Tuesday at 9 a.m.`
  private func withTime(_ reader: SentenceReader, _ row: Row) -> Row {
    guard row.kind == .day else { return row }
    var row = row
    var first = row.tokens.lowerBound, end = row.tokens.upperBound
    if Self.partsOfDay.contains(reader.word(end)) { end += 1 }
    let at = reader.isWord(end, "at") ? end + 1 : end
    if let time = ClockTime.end(reader, at) { end = time }
    var before = first
    if reader.isWord(before - 1, "on") { before -= 1 }
    if let start = ClockTime.start(reader, endingAt: before),
      rows.last.map({ $0.tokens.upperBound <= start }) ?? true
    {
      first = start
    }
    row.tokens = first..<end
    return row
  }

  private static let partsOfDay: Set<String> = ["morning", "afternoon", "evening", "night", "lunchtime"]
}

/// `10:30`, `9 a.m.`, `half past nine` is left to rules.
enum ClockTime {
  /// The end of the time of day that begins at `token`, nil when none does.
  static func end(_ reader: SentenceReader, _ token: Int) -> Int? {
    let shape = reader.shape(token)
    guard shape == .number || shape == .alphanumeric else { return nil }
    let word = reader.word(token)
    let suffix = reader.word(token + 1)
    let parts = word.split(whereSeparator: { $0 == ":" || $0 == "." })
    guard (1...3).contains(parts.count), let hour = Int(parts[0]), hour <= 24,
      parts.allSatisfy({ $0.count <= 2 })
    else { return nil }
    if halves.contains(suffix) {
      return zones.contains(reader.word(token + 2)) ? token + 3 : token + 2
    }
    if suffix == "o'clock" || zones.contains(suffix) && (parts.count > 1 || suffix == "gmt") {
      return token + 2
    }
    let colon = word.contains(":")
    if colon, parts.count >= 2, let minute = Int(parts[1]), minute < 60, parts[1].count == 2 {
      return token + 1
    }
    return nil
  }

  /// The start of the time of day that ends before `end`, nil when none does.
  static func start(_ reader: SentenceReader, endingAt end: Int) -> Int? {
    for length in 1...3 {
      let token = end - length
      if reader.range.contains(token), Self.end(reader, token) == end { return token }
    }
    return nil
  }

  private static let halves: Set<String> = ["am", "pm", "a.m", "p.m", "a.m.", "p.m."]
  private static let zones: Set<String> = [
    "gmt", "bst", "cet", "utc", "et", "est", "edt", "pt", "pst", "ist",
  ]
}

/// Whether the words around a date speak of what was or of what will be.
enum Tense {
  case past, future

  /// Reads the nearest verb before `token` in its clause, else the nearest after `end`.
  init(_ reader: SentenceReader, _ token: Int, _ end: Int) {
    var at = token - 1
    let limit = max(reader.range.lowerBound, token - 16)
    while at >= limit {
      if let tense = Self.cue(reader, at) {
        self = tense
        return
      }
      let word = reader.word(at)
      if word == ";" || word == ":" || word == "“" || word == "”" { break }
      at -= 1
    }
    at = end
    while at < min(reader.range.upperBound, end + 16) {
      if let tense = Self.cue(reader, at) {
        self = tense
        return
      }
      at += 1
    }
    self = .past
  }

  private static func cue(_ reader: SentenceReader, _ token: Int) -> Tense? {
    let facts = reader.facts(token)
    if facts.contains(.futureCue) { return .future }
    if facts.contains(.pastCue) { return .past }
    let word = reader.word(token)
    // “to meet on Friday”: an infinitive after plan, expect, due.
    if word == "to", reader.shape(token + 1) == .lower, !reader.facts(token + 1).contains(.starter) {
      return reader.precedes(token, ["had"]) ? .past : .future
    }
    if word.utf8.count > 3, word.hasSuffix("ed"), reader.shape(token) == .lower {
      return expected.contains(word) ? .future : .past
    }
    return nil
  }

  private static let expected: Set<String> = ["expected", "scheduled", "planned", "slated"]
}
