// What a figure counts: a currency before it, a percent sign or a noun after it.

import Articles

struct FigureUnit {
  let reader: SentenceReader

  struct Found {
    var name: String
    var span: TextSpan
    var end: Int
    /// Part of the figure's own span: `%`.
    var isGlued = false
  }

  static let symbols: [String: String] = [
    "$": "USD", "us$": "USD", "a$": "AUD", "c$": "CAD", "hk$": "HKD", "nz$": "NZD", "s$": "SGD", "r$": "BRL",
    "£": "GBP", "€": "EUR",
    "¥": "JPY", "₹": "INR", "₽": "RUB", "₴": "UAH", "₩": "KRW", "₺": "TRY", "₪": "ILS", "₦": "NGN",
    "฿": "THB",
  ]
  static let codes: [String: String] = [
    "usd": "USD", "gbp": "GBP", "eur": "EUR", "rs": "INR", "rs.": "INR", "chf": "CHF", "jpy": "JPY",
    "cny": "CNY", "inr": "INR",
  ]

  func currencySymbol(_ token: Int) -> String? { Self.symbols[reader.word(token)] }

  /// The currency sign or code right before the number.
  func currency(before token: Int) -> (code: String, first: Int)? {
    let word = reader.word(token - 1)
    if let code = Self.symbols[word] { return (code, token - 1) }
    if let code = Self.codes[word], reader.isCapital(token - 1) { return (code, token - 1) }
    return nil
  }

  /// Passes over a percent sign inside a range: `5% to 7%`.
  func skipPercent(_ token: Int) -> Int { percentEnd(token) ?? token }

  private func percentEnd(_ token: Int) -> Int? {
    switch reader.word(token) {
    case "%", "percent", "pct", "percentage": token + 1
    case "per": reader.isWord(token + 1, "cent") ? token + 2 : nil
    default: nil
    }
  }

  /// The unit of a number that ends at `token`; of a part of something (`a third of voters`) the whole.
  func after(_ token: Int, isPart: Bool, value: Double, pluralOnly: Bool = false) -> Found? {
    if let end = percentEnd(token) {
      let points = reader.isWord(end, "points") || reader.isWord(end, "point")
      let last = points ? end + 1 : end
      return Found(
        name: points ? "percentage points" : "percent", span: span(token, last), end: last, isGlued: true)
    }
    if let code = Self.codes[reader.word(token)], reader.shape(token) == .upper {
      return Found(name: code, span: span(token, token + 1), end: token + 1, isGlued: true)
    }
    if reader.isHyphen(token), reader.isGlued(token) { return hyphenated(token) }
    if let age = age(token) { return age }
    var at = token
    if reader.isWord(at, "more"), !isPart { at += 1 }  // two more men
    if reader.isWord(at, "of") {
      guard isPart || Self.determiners.contains(reader.word(at + 1)) else {
        return nil
      }
      at += 1
    }
    while Self.determiners.contains(reader.word(at)) { at += 1 }
    return noun(at, plural: value != 1, pluralOnly)
  }

  private static let determiners: Set<String> = [
    "the", "its", "his", "her", "their", "our", "my", "your", "these", "those", "all", "a",
  ]

  /// `34-year-old`, `10-point plan`.
  private func hyphenated(_ token: Int) -> Found? {
    guard reader.isGlued(token + 1), reader.shape(token + 1) == .lower else { return nil }
    if reader.isWord(token + 1, "year") || reader.isWord(token + 1, "month"), reader.isHyphen(token + 2),
      reader.word(token + 3).hasPrefix("old")
    {
      return Found(name: "\(reader.word(token + 1))-old", span: span(token + 1, token + 4), end: token + 4)
    }
    return Found(name: reader.spelling(token + 1), span: span(token + 1, token + 2), end: token + 2)
  }

  /// `Ann Lee, 34,`; `aged 34`; `34 years old`.
  private func age(_ token: Int) -> Found? {
    if reader.follows(token, ["years", "old"]) || reader.follows(token, ["years", "of", "age"]) {
      return Found(name: "years old", span: span(token, token + 2), end: token + 2)
    }
    let none = TextSpan(0, 0)
    if reader.isWord(token - 2, "aged") { return Found(name: "years old", span: none, end: token) }
    let closed = reader.isWord(token, ",") || reader.isWord(token, ".") || reader.isWord(token, ")")
    let appended =
      reader.isWord(token - 2, ",") && reader.isCapital(token - 3)
      || reader.isWord(token - 2, "(") && reader.isWord(token, ")")
    guard closed, appended, reader.shape(token - 1) == .number, let years = Int(reader.word(token - 1)),
      (1...115).contains(years),
      reader.isCapital(token - 3), reader.facts(token - 3).isDisjoint(with: [.month, .weekday])
    else { return nil }
    return Found(name: "years old", span: none, end: token)
  }

  /// The head of the noun phrase that begins at `start`: the first plural, or the last word before a stop.
  private func noun(_ start: Int, plural: Bool, _ pluralOnly: Bool) -> Found? {
    var at = start
    var last: Int?
    while at < min(reader.range.upperBound, start + 6) {
      let shape = reader.shape(at)
      if reader.isHyphen(at), reader.isGlued(at), last != nil {
        at += 1
        continue
      }
      guard shape == .lower || shape == .capitalised || shape == .upper || shape == .mixed else { break }
      let word = reader.word(at)
      if isStop(at, word) { break }
      last = at
      if plural, isPlural(word) { break }
      // One man died: the first word that is no adjective of the commonest.
      if !plural, shape == .lower, !Self.adjectives.contains(word) { break }
      at += 1
    }
    guard let last, !pluralOnly || isPlural(reader.word(last)) else { return nil }
    // Without tags a word behind a number may be anything, but a plural is a noun.
    if plural, !isPlural(reader.word(last)) { return nil }
    return Found(name: reader.spelling(last), span: span(last, last + 1), end: last + 1)
  }

  private func isParticiple(_ token: Int) -> Bool {
    reader.word(token).hasSuffix("ed") || reader.word(token).hasSuffix("ing")
  }

  private func isStop(_ token: Int, _ word: String) -> Bool {
    let facts = reader.facts(token)
    if !facts.isDisjoint(with: [.starter, .futureCue, .pastCue, .month, .weekday, .numberWord, .saying]) {
      return true
    }
    return Self.stops.contains(word) || word.hasSuffix("ly") && word.utf8.count > 5
  }

  private static let stops: Set<String> = [
    "to", "of", "be", "been", "being", "than", "per", "into", "onto", "who", "that", "which", "more", "fewer",
    "less", "out",
    "up", "down", "off", "over", "across", "against", "along", "around", "behind", "near", "like", "via",
    "than", "too",
    "if", "as", "ago", "old", "away", "again", "each", "apiece", "n't", "'s", "’s", "'", "’", "him", "them",
    "us", "me", "about",
    "including", "following", "such", "due", "because", "worth", "plus", "versus", "vs", "vs.", "above",
    "below",
  ]

  private static let adjectives: Set<String> = [
    "young", "old", "elderly", "new", "local", "former", "senior", "small", "large", "big", "single",
    "little", "black", "white",
    "female", "male", "armed", "foreign", "major", "minor", "key", "top", "long", "short", "high", "low",
    "full", "public", "private",
    "national", "military", "political", "civilian", "dead", "wounded", "injured", "unnamed", "anonymous",
    "recent", "other",
  ]

  private func isPlural(_ word: String) -> Bool {
    if Self.irregular.contains(word) { return true }
    return word.utf8.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") && !word.hasSuffix("ous")
      && !word.hasSuffix("us") && !word.hasSuffix("is")
  }

  private static let irregular: Set<String> = [
    "people", "men", "women", "children", "police", "troops", "feet", "staff", "personnel", "percent", "km",
    "miles", "metres",
    "meters", "sheep", "fish", "teeth", "crew", "aircraft", "km", "kg", "cm", "mm", "mph", "kph", "lb", "lbs",
    "ft", "ha", "mw", "gw", "gb",
    "tb", "hectares", "pence", "media", "data", "yen", "yuan", "rand",
  ]

  private func span(_ first: Int, _ end: Int) -> TextSpan {
    guard reader.range.contains(first), end > first, reader.range.contains(end - 1) else {
      return TextSpan(0, 0)
    }
    return TextSpan(reader.analysis.tokens.start[first], reader.analysis.tokens.end[end - 1])
  }
}
