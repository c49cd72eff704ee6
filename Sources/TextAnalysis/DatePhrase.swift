// The readings of a date at one position; see DateFinder.swift.

struct DatePhrase {
  let reader: SentenceReader
  let published: CalendarDay?

  private typealias Row = DateFinder.Row

  // MARK: Days and months by name

  /// A day or month by its name, with what is known about its year.
  private struct Named {
    var year: Int?
    var month: Int
    var day: Int?
    var end: Int

    func iso(_ year: Int) -> String? {
      guard let day else { return "\(CalendarDay.padded(year, 4))-\(CalendarDay.padded(month, 2))" }
      return CalendarDay(year, month, day)?.iso
    }
  }

  /// `April 9, 2025`, `9 April`, `the 9th of April 2025`, `April 2025`, `2025-04-09`.
  func calendar(_ token: Int) -> DateFinder.Row? {
    if let row = isoDay(token) { return row }
    let lead = reader.word(token)
    if lead == "last" || lead == "next" || lead == "this", reader.facts(token + 1).contains(.month),
      var row = calendar(token + 1), row.kind == .month
    {
      row.tokens = token..<row.tokens.upperBound
      return row
    }
    guard let named = named(token) else { return nil }
    let kind: Dates.Kind = named.day == nil ? .month : .day
    return Row(tokens: token..<named.end, kind: kind, value: resolved(named, token))
  }

  private func resolved(_ named: Named, _ token: Int) -> String? {
    if let year = named.year { return named.iso(year) }
    guard let published else { return nil }
    let (year, month, day) = published.parts
    let place = (named.month, named.day ?? day), now = (month, day)
    let before = reader.word(token - 1)
    let future = before == "next" || (before != "last" && Tense(reader, token, named.end) == .future)
    if future { return named.iso(place < now ? year + 1 : year) }
    let sameMonth = before == "last" && named.day == nil && named.month == month
    return named.iso(place > now || sameMonth ? year - 1 : year)
  }

  private func named(_ token: Int) -> Named? {
    if reader.facts(token).contains(.month), reader.isCapital(token) { return monthFirst(token) }
    guard let day = dayNumber(token) else { return nil }
    let at = reader.isWord(token + 1, "of") ? token + 2 : token + 1
    guard reader.facts(at).contains(.month), reader.isCapital(at),
      let month = CalendarDay.monthNumber(reader.word(at))
    else { return nil }
    var named = Named(year: nil, month: month, day: day, end: at + 1)
    takeYear(&named)
    return named
  }

  private func monthFirst(_ token: Int) -> Named? {
    guard let month = CalendarDay.monthNumber(reader.word(token)) else { return nil }
    var named = Named(year: nil, month: month, day: nil, end: token + 1)
    if let day = dayNumber(token + 1), !reader.isUnitWord(token + 2) {
      named.day = day
      named.end = token + 2
    }
    takeYear(&named)
    if named.day == nil, named.year == nil, !isMonthAlone(token) { return nil }
    return named
  }

  private func takeYear(_ named: inout Named) {
    let at = reader.isWord(named.end, ",") || reader.isWord(named.end, "of") ? named.end + 1 : named.end
    // June 16 of last year
    if reader.isWord(named.end, "of"), reader.isWord(at + 1, "year"), let published,
      let move = ["last": -1, "this": 0, "next": 1][reader.word(at)]
    {
      named.year = published.parts.year + move
      named.end = at + 2
    }
    guard let year = yearNumber(at), year >= 1000 else { return }
    named.year = year
    named.end = at + 1
  }

  /// `May` is a verb, `March` too, `April` a woman, `August` a playwright.
  private func isMonthAlone(_ token: Int) -> Bool {
    let before = reader.word(token - 1)
    let next = reader.shape(token + 1)
    if next == .capitalised && !reader.isGlued(token + 1) && !reader.facts(token + 1).contains(.weekday) {
      return false
    }
    let word = reader.word(token)
    let ambiguous = word == "may" || word == "march" || word == "april" || word == "june" || word == "august"
    if before == "'s" || Self.titles.contains(before) { return false }
    return !ambiguous || Self.beforeMonths.contains(before)
  }

  private static let titles: Set<String> = [
    "mrs", "mrs.", "mr", "mr.", "ms", "ms.", "theresa", "brian", "miss",
  ]
  private static let beforeMonths: Set<String> = [
    "in", "since", "until", "till", "by", "last", "next", "this", "of", "early", "late", "mid", "before",
    "after",
    "during", "from", "to", "between", "and", "through", "every", "each", "for", "around", "-", "–",
  ]

  /// `9`, `9th`, not `9.5`, for a day of a month.
  private func dayNumber(_ token: Int) -> Int? {
    let shape = reader.shape(token)
    guard shape == .number || shape == .alphanumeric else { return nil }
    var word = reader.word(token)
    if word.hasSuffix("th") || word.hasSuffix("st") || word.hasSuffix("nd") || word.hasSuffix("rd") {
      word.removeLast(2)
    }
    guard word.utf8.count <= 2, let day = Int(word), (1...31).contains(day) else { return nil }
    return day
  }

  private func yearNumber(_ token: Int) -> Int? {
    guard reader.shape(token) == .number else { return nil }
    let word = reader.word(token)
    guard word.utf8.count == 4, let year = Int(word), (1000...2100).contains(year) else { return nil }
    return year
  }

  private func isoDay(_ token: Int) -> DateFinder.Row? {
    guard reader.shape(token) == .alphanumeric else { return nil }
    let word = reader.word(token)
    let bytes = Array(word.utf8)
    if bytes.count >= 10, bytes[4] == 0x2D, bytes[7] == 0x2D {
      let parts = word.prefix(10).split(separator: "-").compactMap { Int($0) }
      guard parts.count == 3, let day = CalendarDay(parts[0], parts[1], parts[2]) else { return nil }
      return Row(tokens: token..<token + 1, kind: .day, value: day.iso)
    }
    let parts = word.split(separator: "/").compactMap { Int($0) }
    guard word.contains("/"), parts.count == 3, parts[2] >= 1900, parts[2] < 2100 else { return nil }
    // 25/12/2020 has one reading, 04/09/2025 two.
    let day = CalendarDay(parts[2], parts[1], parts[0]), american = CalendarDay(parts[2], parts[0], parts[1])
    let value = day == nil ? american : american == nil || day == american ? day : nil
    return Row(tokens: token..<token + 1, kind: .day, value: value?.iso)
  }

  // MARK: Ranges

  /// `between 2010 and 2014`, `2010-2014`, `from April 9 to 11`, `April 9-11`, `9-11 April`.
  func range(_ token: Int) -> DateFinder.Row? {
    let opening = reader.word(token - 1)
    let joins: Set<String> =
      opening == "between" ? ["and"] : opening == "from" ? ["to", "until", "till", "through"] : ["through"]
    // 9 to 11 April
    if let first = dayNumber(token),
      reader.isHyphen(token + 1) || joins.contains(reader.word(token + 1)) || reader.isWord(token + 1, "to"),
      dayNumber(token + 2) != nil, let last = named(token + 2), let to = last.day, first < to
    {
      var start = last
      start.day = first
      return joined(start, last, token, last.end)
    }
    if let start = named(token) {
      let join = start.end
      guard reader.isHyphen(join) || joins.contains(reader.word(join)) else { return nil }
      if let last = named(join + 1) { return joined(start, last, token, last.end) }
      guard start.day != nil, let day = dayNumber(join + 1) else { return nil }
      var last = start
      last.day = day
      last.end = join + 2
      takeYear(&last)
      return joined(start, last, token, last.end)
    }
    guard let from = yearNumber(token) else { return nil }
    let join = token + 1
    guard
      reader.isHyphen(join) || joins.contains(reader.word(join))
        || reader.isWord(join, "to") && opening != "from"
    else { return nil }
    if let to = yearNumber(join + 1), from < to, (1500...2100).contains(from) {
      return Row(tokens: token..<join + 2, kind: .range, value: "\(from)/\(to)")
    }
    // 2010-14
    guard reader.isHyphen(join), reader.isGlued(join), reader.isGlued(join + 1),
      let short = dayNumber(join + 1) ?? Int(reader.word(join + 1)),
      reader.word(join + 1).utf8.count == 2, from % 100 < short, (1500...2100).contains(from)
    else { return nil }
    return Row(tokens: token..<join + 2, kind: .range, value: "\(from)/\(from / 100 * 100 + short)")
  }

  private func joined(_ start: Named, _ last: Named, _ token: Int, _ end: Int) -> DateFinder.Row? {
    var start = start, last = last
    if start.year == nil { start.year = last.year }
    if last.year == nil { last.year = start.year }
    guard let from = resolved(start, token), let to = resolved(last, token) else {
      return Row(tokens: token..<end, kind: .range, value: nil)
    }
    return Row(tokens: token..<end, kind: .range, value: "\(from)/\(to)")
  }

  // MARK: Weekdays

  /// `Tuesday`, `last Tuesday`, `Tuesday, April 8`.
  func weekday(_ token: Int) -> DateFinder.Row? {
    let lead = reader.word(token)
    let led = lead == "last" || lead == "next" || lead == "this"
    let at = led ? token + 1 : token
    guard reader.facts(at).contains(.weekday), reader.isCapital(at),
      let day = CalendarDay.weekdayNumber(reader.word(at))
    else {
      return nil
    }
    let comma = reader.isWord(at + 1, ",") ? at + 2 : at + 1
    if !led, let named = named(comma), named.day != nil {
      return Row(tokens: token..<named.end, kind: .day, value: resolved(named, comma))
    }
    // Sunday Times, Black Friday
    if reader.shape(at + 1) == .capitalised, !reader.facts(at + 1).contains(.starter),
      !reader.facts(at + 1).contains(.month),
      Self.papers.contains(reader.word(at + 1))
    {
      return nil
    }
    let row = Row(tokens: token..<at + 1, kind: .day, value: nil)
    guard let published else { return row }
    let back = (published.weekday - day + 7) % 7, ahead = (day - published.weekday + 7) % 7
    let move: Int
    switch lead {
    case "last": move = -(back == 0 ? 7 : back)
    case "next": move = ahead == 0 ? 7 : ahead
    default: move = isAhead(at) ? ahead : -back
    }
    return Row(tokens: row.tokens, kind: .day, value: published.adding(move).iso)
  }

  private static let papers: Set<String> = [
    "times", "telegraph", "mail", "mirror", "express", "herald", "post", "world", "league",
  ]

  private func isAhead(_ token: Int) -> Bool {
    switch reader.word(token - 1) {
    case "until", "till", "by", "due": true
    case "since": false
    default: Tense(reader, token, token + 1) == .future
    }
  }
}

extension SentenceReader {
  /// Whether the word is a measure that makes the number before it no day of a month.
  func isUnitWord(_ token: Int) -> Bool {
    let word = word(token)
    return word == "%" || word == "percent" || word == "per" || word == "million" || word == "billion"
  }
}
