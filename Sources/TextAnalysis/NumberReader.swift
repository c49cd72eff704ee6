// Reads one number, in digits or in words, without what stands around it.

struct NumberReader {
  let reader: SentenceReader

  struct Number {
    var value: Double
    var end: Int
    /// What a magnitude word multiplied the digits by; 1 without one.
    var magnitude = 1.0
    /// A part of a whole: the unit stands after `of`.
    var isPart = false
    /// Spelled in letters.
    var inWords = false
  }

  /// The number that begins at `token`, nil when none does.
  func read(_ token: Int) -> Number? {
    if reader.shape(token) == .number { return digits(token) }
    if reader.shape(token) == .alphanumeric { return fraction(token) }
    guard reader.facts(token).contains(.numberWord) || reader.isArticle(token)
    else { return nil }
    return share(token) ?? words(token)
  }

  private func digits(_ token: Int) -> Number? {
    guard let value = NumberWords.digits(reader.word(token)) else { return nil }
    var number = Number(value: value, end: token + 1)
    // 2 1/2, one in five as 1 in 5
    if reader.isWord(token + 1, "in") || reader.isWord(token + 1, "out") {
      if let part = outOf(token, value) { return part }
    }
    magnitude(&number)
    return number
  }

  /// `1/3 of`
  private func fraction(_ token: Int) -> Number? {
    let parts = reader.word(token).split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let over = Double(parts[0]), let under = Double(parts[1]), under > 1,
      over < under, under <= 100,
      reader.isWord(token + 1, "of")
    else { return nil }
    return Number(value: over / under, end: token + 1, isPart: true)
  }

  /// `3 in 5`, `three out of five`.
  private func outOf(_ token: Int, _ value: Double) -> Number? {
    var at = token + 1
    if reader.isWord(at, "out"), reader.isWord(at + 1, "of") {
      at += 2
    } else if reader.isWord(at, "in") {
      at += 1
    } else {
      return nil
    }
    if reader.isWord(at, "every") { at += 1 }
    let whole: Double?
    if reader.shape(at) == .number {
      whole = NumberWords.digits(reader.word(at))
    } else {
      whole = NumberWords.values[reader.word(at)] ?? (reader.isWord(at, "hundred") ? 100 : nil)
    }
    guard let whole, whole > value, whole <= 10_000, whole == whole.rounded(), value >= 1 else { return nil }
    // “10 in 2020” is a year, “two in four days” a time.
    let round = whole <= 10 || whole.truncatingRemainder(dividingBy: 5) == 0 || whole == 12
    let year = whole >= 1900 && whole <= 2100
    guard round, !year, !Self.spans.contains(reader.word(at + 1)) else { return nil }
    return Number(value: value / whole, end: at + 1, isPart: true)
  }

  private static let spans: Set<String> = [
    "days", "years", "weeks", "months", "hours", "minutes", "seconds", "games", "matches", "decades",
    "months", "seasons",
  ]

  private func magnitude(_ number: inout Number) {
    var at = number.end
    let glued = reader.isGlued(at)
    // a 5-million plan
    if reader.isHyphen(at), glued, NumberWords.multiples[reader.word(at + 1)] != nil { at += 1 }
    let word = reader.word(at)
    if let multiple = NumberWords.multiples[word], word != "score" {
      number.value *= multiple
      number.magnitude = multiple
      number.end = at + 1
      // thousand million, hundred thousand
      if let next = NumberWords.multiples[reader.word(number.end)], next > multiple {
        number.value *= next
        number.magnitude *= next
        number.end += 1
      }
    } else if glued, let multiple = Self.letters[word], !(word == "m" && isMetres(at)) {
      number.value *= multiple
      number.magnitude = multiple
      number.end = at + 1
    }
  }

  private static let letters: [String: Double] = ["m": 1e6, "b": 1e9, "k": 1e3]

  /// 5m is five millions before a noun or after a currency, else five metres.
  private func isMetres(_ at: Int) -> Bool {
    if reader.shape(at - 2) == .symbol || reader.word(at - 2).hasSuffix("$") { return false }
    return reader.shape(at + 1) != .lower || reader.facts(at + 1).contains(.starter)
      || Self.measured.contains(reader.word(at + 1))
  }

  private static let measured: Set<String> = [
    "wide", "long", "high", "deep", "tall", "above", "below", "away",
  ]

  /// `half`, `a third`, `two-thirds`, `three quarters`, `one in five`.
  private func share(_ token: Int) -> Number? {
    let word = reader.word(token)
    let after = reader.word(token + 1)
    if word == "half" {
      if let multiple = reader.isWord(token + 1, "a") ? NumberWords.multiples[reader.word(token + 2)] : nil {
        return Number(value: multiple / 2, end: token + 3, magnitude: multiple, inWords: true)
      }
      guard after == "of" || after == "the" || after == "its" || after == "their" || after == "all" else {
        return nil
      }
      return Number(value: 0.5, end: token + 1, isPart: true, inWords: true)
    }
    let over: Double? = word == "a" || word == "an" ? 1 : NumberWords.values[word]
    guard let over, over >= 1 else { return nil }
    let at = reader.isHyphen(token + 1) ? token + 2 : token + 1
    if let under = NumberWords.parts[reader.word(at)], over < under, reader.isWord(at + 1, "of") || over > 1 {
      return Number(value: over / under, end: at + 1, isPart: true, inWords: true)
    }
    guard word != "a", word != "an" else { return nil }
    return outOf(token, over)
  }

  /// `two hundred and twenty-five thousand`.
  private func words(_ token: Int) -> Number? {
    var total = 0.0, group = 0.0
    var at = token
    var any = false
    if reader.isArticle(at) {
      // a hundred, a dozen; not a thousand-year reign
      guard let multiple = NumberWords.multiples[reader.word(at + 1)], multiple >= 12,
        !reader.isWord(at + 1, "score")
      else { return nil }
      group = 1
      at += 1
      any = true
    }
    var last = 0.0
    while true {
      let word = reader.word(at)
      if let value = NumberWords.values[word] {
        // two three: two numbers; twenty three: one
        guard !any || last == 0 || (last >= 20 && last < 100 && value < 10) || last >= 100 && value < last
        else { break }
        group += value
        last = value
      } else if let multiple = NumberWords.multiples[word], word != "score" {
        if multiple == 100 || multiple == 12 {
          group = max(1, group) * multiple
        } else {
          total += max(1, group) * multiple
          group = 0
        }
        last = multiple
      } else if word == "and", any, last >= 100, NumberWords.values[reader.word(at + 1)] != nil {
        at += 1
        continue
      } else if reader.isHyphen(at), any, reader.isGlued(at), last >= 20, last < 100,
        (NumberWords.values[reader.word(at + 1)] ?? 10) < 10
      {
        at += 1
        continue
      } else {
        break
      }
      any = true
      at += 1
    }
    guard any, at > token else { return nil }
    // A bare multiple (“million-dollar”) counts only after an article or a number.
    if NumberWords.multiples[reader.word(token)] != nil, at == token + 1, !reader.precedes(token, ["a"]) {
      return nil
    }
    return Number(value: total + group, end: at, magnitude: last >= 1000 ? last : 1, inWords: true)
  }
}
