// Dates that name no calendar day: yesterday, last week, three years ago, the 1990s, 2014.

extension DatePhrase {
  private typealias Row = DateFinder.Row

  /// Units that relative dates count in.
  private enum Unit { case hour, day, week, month, quarter, year, decade, century }

  private func unit(_ word: String) -> Unit? {
    switch word {
    case "hour", "hours", "minute", "minutes": .hour
    case "day", "days": .day
    case "week", "weeks": .week
    case "month", "months": .month
    case "quarter", "quarters": .quarter
    case "year", "years": .year
    case "decade", "decades": .decade
    case "century", "centuries": .century
    default: nil
    }
  }

  func relative(_ token: Int) -> DateFinder.Row? {
    let word = reader.word(token)
    switch word {
    case "today", "tonight", "yesterday", "tomorrow":
      // USA Today
      if reader.isCapital(token), token > reader.range.lowerBound, reader.isCapital(token - 1) { return nil }
      if word == "yesterday" { return day(token, token + 1, -1) }
      if word == "tomorrow" { return day(token, token + 1, 1) }
      return day(token, token + 1, 0)
    case "earlier", "later":
      guard reader.isWord(token + 1, "this") || reader.isWord(token + 1, "today"),
        let row = relative(token + 1)
      else { return nil }
      return Row(tokens: token..<row.tokens.upperBound, kind: row.kind, value: row.value)
    case "last", "next", "this", "previous", "past": return neighbour(token, word)
    default: return quarter(token) ?? ago(token)
    }
  }

  private func day(_ first: Int, _ end: Int, _ move: Int) -> DateFinder.Row {
    Row(tokens: first..<end, kind: .day, value: published?.adding(move).iso)
  }

  /// `last night`, `this week`, `next year`, `past three years`.
  private func neighbour(_ token: Int, _ word: String) -> DateFinder.Row? {
    let next = reader.word(token + 1)
    if word == "last" && next == "night" { return day(token, token + 2, -1) }
    if word == "this", ["morning", "afternoon", "evening"].contains(next) { return day(token, token + 2, 0) }
    if let unit = unit(next), next.last != "s", reader.shape(token + 1) == .lower {
      let the = reader.isWord(token - 1, "the")
      // over the last year
      if the && (word == "last" || word == "past") { return span(token, token + 2, unit, 1) }
      if the || word == "past" || word == "previous" { return nil }
      guard unit != .hour, unit != .day else { return nil }
      return shifted(token, token + 2, unit, word == "last" ? -1 : word == "next" ? 1 : 0)
    }
    guard word == "last" || word == "past" || word == "previous" else { return nil }
    guard let count = count(token + 1), let unit = unit(reader.word(count.end)) else { return nil }
    return span(token, count.end + 1, unit, count.value)
  }

  /// `three years ago`, `a week ago`, `two days earlier` is left alone: it hangs on another date.
  private func ago(_ token: Int) -> DateFinder.Row? {
    guard let count = count(token), let unit = unit(reader.word(count.end)),
      reader.isWord(count.end + 1, "ago")
    else { return nil }
    return shifted(token, count.end + 2, unit, -count.value)
  }

  private func count(_ token: Int) -> (value: Int, end: Int)? {
    let word = reader.word(token)
    if word == "a" || word == "an" { return (1, token + 1) }
    if reader.shape(token) == .number, word.utf8.count <= 3, let value = Int(word) {
      return (value, token + 1)
    }
    if reader.facts(token).contains(.numberWord), let value = NumberWords.values[word], value <= 99,
      value == value.rounded()
    {
      return (Int(value), token + 1)
    }
    return nil
  }

  private func month(_ published: CalendarDay, _ move: Int) -> (year: Int, month: Int)? {
    let parts = published.parts
    let months = parts.year * 12 + parts.month - 1 + move
    guard months >= 12, months < 120_000 else { return nil }
    return (months / 12, months % 12 + 1)
  }

  private func text(_ month: (year: Int, month: Int)) -> String {
    "\(CalendarDay.padded(month.year, 4))-\(CalendarDay.padded(month.month, 2))"
  }

  /// The whole unit that lies `move` units from the day of publication.
  private func shifted(_ first: Int, _ end: Int, _ unit: Unit, _ move: Int) -> DateFinder.Row? {
    let range = first..<end
    guard let published else { return Row(tokens: range, kind: kind(unit), value: nil) }
    let year = published.parts.year
    func years(_ year: Int, _ count: Int) -> String? {
      guard year > 0, year + count <= 10_000 else { return nil }
      let from = CalendarDay.padded(year, 4)
      return count == 1 ? from : "\(from)/\(CalendarDay.padded(year + count - 1, 4))"
    }
    let value: String?
    switch unit {
    case .hour: value = published.iso
    case .day: value = published.adding(move).iso
    case .week:
      let monday = published.adding(-published.weekday + move * 7)
      value = "\(monday.iso)/\(monday.adding(6).iso)"
    case .month: value = month(published, move).map(text)
    case .quarter:
      let start = (published.parts.month - 1) / 3 * 3 + 1
      let first = month(published, start - published.parts.month + move * 3)
      let last = month(published, start - published.parts.month + move * 3 + 2)
      value = first.flatMap { first in last.map { "\(text(first))/\(text($0))" } }
    case .year: value = years(year + move, 1)
    // “last decade” is the ten years with one name, “a decade ago” a year.
    case .decade:
      value = reader.isWord(end - 1, "ago") ? years(year + move * 10, 1) : years((year / 10 + move) * 10, 10)
    case .century:
      value =
        reader.isWord(end - 1, "ago") ? years(year + move * 100, 1) : years((year / 100 + move) * 100, 100)
    }
    return Row(
      tokens: range, kind: reader.isWord(end - 1, "ago") && unit == .decade ? .year : kind(unit), value: value
    )
  }

  /// The time from `count` units before publication until publication.
  private func span(_ first: Int, _ end: Int, _ unit: Unit, _ count: Int) -> DateFinder.Row? {
    guard unit != .hour else { return nil }
    guard let published else { return Row(tokens: first..<end, kind: .range, value: nil) }
    let year = published.parts.year
    let value: String?
    switch unit {
    case .hour, .day: value = "\(published.adding(-count).iso)/\(published.iso)"
    case .week: value = "\(published.adding(-7 * count).iso)/\(published.iso)"
    case .month, .quarter:
      let from = month(published, -count * (unit == .month ? 1 : 3)), to = month(published, 0)
      value = from.flatMap { from in to.map { "\(text(from))/\(text($0))" } }
    case .year, .decade, .century:
      let length = count * (unit == .year ? 1 : unit == .decade ? 10 : 100)
      value =
        year - length > 0 ? "\(CalendarDay.padded(year - length, 4))/\(CalendarDay.padded(year, 4))" : nil
    }
    return Row(tokens: first..<end, kind: .range, value: value)
  }

  private func kind(_ unit: Unit) -> Dates.Kind {
    switch unit {
    case .hour, .day: .day
    case .week: .week
    case .month: .month
    case .quarter: .quarter
    case .year: .year
    case .decade: .decade
    case .century: .century
    }
  }

  /// `second quarter of 2024`, `Q2 2024`, `first half of last year`.
  private func quarter(_ token: Int) -> DateFinder.Row? {
    let word = reader.word(token)
    var at = token + 1
    var months: (from: Int, to: Int)?
    if word.utf8.count == 2, reader.spelling(token).hasPrefix("Q"), let number = Int(word.dropFirst()),
      (1...4).contains(number)
    {
      months = (number * 3 - 2, number * 3)
    } else if let index = ["first", "second", "third", "fourth"].firstIndex(of: word) {
      if reader.isWord(at, "quarter") {
        months = (index * 3 + 1, index * 3 + 3)
      } else if reader.isWord(at, "half"), index < 2 {
        months = (index * 6 + 1, index * 6 + 6)
      }
      at += 1
    }
    guard let months else { return nil }
    var year = published?.parts.year
    var found = false
    let of = reader.isWord(at, "of") ? at + 1 : at
    if let row = self.year(of) {
      (year, at, found) = (row.value.flatMap { Int($0) }, row.tokens.upperBound, true)
    } else if reader.isWord(of, "last") || reader.isWord(of, "this") || reader.isWord(of, "next"),
      reader.isWord(of + 1, "year")
    {
      let move = reader.isWord(of, "last") ? -1 : reader.isWord(of, "next") ? 1 : 0
      (year, at, found) = (year.map { $0 + move }, of + 2, true)
    }
    // A half of something else: “the first half of the match”.
    if !found && (reader.isWord(token + 1, "half") || reader.isWord(at, "of")) { return nil }
    let value = year.map { "\(text(($0, months.from)))/\(text(($0, months.to)))" }
    return Row(tokens: token..<at, kind: .quarter, value: value)
  }

  /// `2014`, `1990s`, `the ’90s`, `19th century`.
  func year(_ token: Int) -> DateFinder.Row? {
    let word = reader.word(token)
    let shape = reader.shape(token)
    if shape == .alphanumeric { return decade(token, word) }
    guard shape == .number, word.utf8.count == 4, let year = Int(word), (1000...2100).contains(year) else {
      return nil
    }
    let before = reader.word(token - 1)
    let told = Self.beforeYears.contains(before) || reader.facts(token - 1).contains(.month)
    let numbered = Self.beforeNumbers.contains(before) || reader.shape(token - 1) == .symbol
    guard !numbered, !reader.isWord(token + 1, "%"), !reader.isUnitWord(token + 1) else { return nil }
    // 1500 homes, but the 2012 visit and a 1995 tax return: from 1900 on only a plural is counted.
    let next = reader.shape(token + 1), noun = reader.word(token + 1)
    let counted =
      next == .lower && !reader.facts(token + 1).contains(.starter) && !Self.afterYears.contains(noun)
    let plural =
      noun.last == "s" && !noun.hasSuffix("ss") || noun == "people" || noun == "men" || noun == "women"
    if counted, year < 1900 || plural && before != "the" && !told { return nil }
    guard told || year >= 1900 else { return nil }
    if reader.isHyphen(token - 1), reader.isGlued(token) { return nil }
    return Row(tokens: token..<token + 1, kind: .year, value: word)
  }

  private static let beforeYears: Set<String> = [
    "in", "since", "until", "till", "by", "of", "during", "before", "after", "from", "to", "between", "early",
    "late", "mid",
    "spring", "summer", "autumn", "fall", "winter", "year", "election", "through", "circa", "around",
  ]
  private static let beforeNumbers: Set<String> = [
    "about", "some", "than", "least", "most", "nearly", "almost", "roughly", "approximately", "over",
    "estimated", "no.", "us$",
  ]
  private static let afterYears: Set<String> = [
    "election", "war", "film", "law", "report", "study", "budget", "season", "after", "when", "saw", "alone",
    "onwards", "onward",
    "agreement", "deal", "attack", "invasion", "vote", "presidential", "general", "world", "survey", "ruling",
    "referendum", "to",
    "constitution", "treaty", "census", "novel", "book", "speech", "interview", "campaign", "winter",
    "summer",
  ]

  private func decade(_ token: Int, _ word: String) -> DateFinder.Row? {
    if word.hasSuffix("th") || word.hasSuffix("st"), reader.isWord(token + 1, "century"),
      let number = Int(word.dropLast(2)), (1...21).contains(number)
    {
      return Row(
        tokens: token..<token + 2, kind: .century,
        value: "\(CalendarDay.padded(number * 100 - 99, 4))/\(CalendarDay.padded(number * 100, 4))")
    }
    guard word.hasSuffix("s") else { return nil }
    let digits = word.filter { $0.isASCII && $0.isNumber }
    guard let number = Int(digits), number % 10 == 0 else { return nil }
    if digits.utf8.count == 4, (1000...2100).contains(number) {
      return Row(
        tokens: token..<token + 1, kind: .decade,
        value: "\(number)/\(number + (number % 100 == 0 && number < 2000 ? 99 : 9))")
    }
    let clipped = word.hasPrefix("'") || word.hasPrefix("‘") || word.hasPrefix("’")
    guard digits.utf8.count == 2, clipped else { return nil }
    return Row(tokens: token..<token + 1, kind: .decade, value: "19\(digits)/19\(digits.first ?? "0")9")
  }
}
