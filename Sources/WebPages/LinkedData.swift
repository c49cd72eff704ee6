// What a page says of its article in JSON-LD is the best there is, and is written by templates that know neither JSON nor
// the article's text: with line feeds in strings, commas too many, ends cut off. So it is mended before it is read.

internal import JSON

/// What the JSON-LD of a page says of its article.
struct LinkedData {
  private(set) var headline: String?
  private(set) var authors: [String] = []
  private(set) var outlet: String?
  private(set) var published: String?
  private(set) var language: String?
  private(set) var section: String?
  private(set) var url: String?
  private(set) var description: String?
  private(set) var body: String?

  /// Reads the scripts of a page; of several articles the one at `canonical`, else the first of the most telling type.
  init(_ scripts: [[UInt8]], canonical: String?) {
    var articles: [(rank: Int, object: JSONObject)] = []
    for script in scripts.prefix(Self.scriptLimit) {
      for value in Self.values(script) { Self.collect(value, depth: 0, into: &articles) }
    }
    guard let best = articles.map(\.rank).min() else { return }
    let ranked = articles.filter { $0.rank == best }.map(\.object)
    let own = ranked.first { object in canonical.map { Self.urls(of: object).contains($0) } ?? false }
    guard let article = own ?? ranked.first else { return }
    headline = Self.text(article["headline"]) ?? Self.text(article["name"])
    authors = Self.names(article["author"])
    if authors.isEmpty { authors = Self.names(article["creator"]) }
    outlet = Self.names(article["publisher"]).first ?? Self.names(article["sourceOrganization"]).first
    published = Self.text(article["datePublished"]) ?? Self.text(article["dateCreated"])
    language = Self.text(article["inLanguage"])
    section = Self.text(article["articleSection"])
    url = Self.urls(of: article).first
    description = Self.text(article["description"])
    body = article["articleBody"]?.string ?? article["text"]?.string
  }

  private static let scriptLimit = 32
  private static let depthLimit = 8

  /// From the most telling to the least: an article of any kind, then what at least is a page.
  private static func rank(of type: String) -> Int? {
    switch type.split(separator: "/").last.map(String.init) ?? type {
    case "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle",
      "OpinionNewsArticle",
      "ReviewNewsArticle", "AskPublicNewsArticle", "LiveBlogPosting", "Report", "Article", "BlogPosting",
      "SocialMediaPosting", "TechArticle", "ScholarlyArticle", "AdvertiserContentArticle", "SatiricalArticle",
      "PressRelease", "Review", "ClaimReview", "CriticReview":
      0
    case "VideoObject", "AudioObject", "NewsMediaOrganization": nil
    case "WebPage", "ItemPage": 1
    default: nil
    }
  }

  private static func collect(
    _ value: JSONValue, depth: Int, into articles: inout [(rank: Int, object: JSONObject)]
  ) {
    guard depth < depthLimit, articles.count < 64 else { return }
    if let array = value.array {
      for element in array { collect(element, depth: depth + 1, into: &articles) }
      return
    }
    guard let object = value.object else { return }
    let types = object["@type"].map { $0.array?.compactMap(\.string) ?? [$0.string].compactMap { $0 } } ?? []
    if let rank = types.compactMap(rank).min() { articles.append((rank, object)) }
    for name in ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"] {
      if let inner = object[name] { collect(inner, depth: depth + 1, into: &articles) }
    }
  }

  private static func text(_ value: JSONValue?) -> String? {
    guard let value else { return nil }
    if let string = value.string { return cleaned(string) }
    if let array = value.array { return array.lazy.compactMap { text($0) }.first }
    return value.object.flatMap { text($0["@value"]) ?? text($0["name"]) }
  }

  /// The names of persons or organisations, which may be strings, objects or lists of either.
  private static func names(_ value: JSONValue?) -> [String] {
    guard let value else { return [] }
    if let array = value.array { return array.prefix(20).flatMap { names($0) } }
    let name = value.string ?? value.object.flatMap { text($0["name"]) }
    guard let name = name.flatMap(cleaned), !name.contains("://") else { return [] }
    return [name]
  }

  private static func urls(of article: JSONObject) -> [String] {
    let page = article["mainEntityOfPage"]
    return [
      page?.string, page?.object?["@id"]?.string, page?.object?["url"]?.string, article["url"]?.string,
      article["@id"]?.string,
    ]
    .compactMap { $0 }.filter { $0.hasPrefix("http") }
  }

  // MARK: mending

  /// The values of one script, which may be several behind each other.
  private static func values(_ script: [UInt8]) -> [JSONValue] {
    if let value = try? JSONValue(parsing: script, depthLimit: 64) { return [value] }
    var values: [JSONValue] = []
    for text in mended(script).prefix(scriptLimit) {
      if let value = try? JSONValue(parsing: text, depthLimit: 64) { values.append(value) }
    }
    return values
  }

  /// `script` as texts of one value each: without comments and marks of HTML around them, line feeds in strings escaped,
  /// commas before a closing bracket left out, and what is open at the end closed. Linear.
  private static func mended(_ script: [UInt8]) -> [[UInt8]] {
    var texts: [[UInt8]] = []
    var text: [UInt8] = []
    var open: [UInt8] = []
    var isInString = false
    var isEscaped = false
    for byte in script {
      if isInString {
        if isEscaped {
          isEscaped = false
          // What JSON does not escape stands for itself.
          if !"\"\\/bfnrtu".utf8.contains(byte) { text.removeLast() }
          if byte < 0x20 { continue }
          text.append(byte)
        } else if byte == 0x5C {
          isEscaped = true
          text.append(byte)
        } else if byte < 0x20 {
          text += byte == 0x0A ? Array("\\n".utf8) : [0x20]
        } else {
          if byte == 0x22 { isInString = false }
          text.append(byte)
        }
        continue
      }
      switch byte {
      case 0x7B, 0x5B:
        open.append(byte == 0x7B ? 0x7D : 0x5D)
        text.append(byte)
      case 0x7D, 0x5D:
        guard open.last == byte else { continue }
        open.removeLast()
        dropComma(&text)
        text.append(byte)
        if open.isEmpty {
          texts.append(text)
          text = []
        }
      default:
        // Comments, marks and semicolons around the value.
        guard !open.isEmpty else { continue }
        if byte == 0x22 { isInString = true }
        if byte >= 0x20 { text.append(byte) }
      }
    }
    if !open.isEmpty {
      if isEscaped { text.removeLast() }
      if isInString { text.append(0x22) }
      dropComma(&text)
      if text.last == 0x3A { text += Array("null".utf8) }
      texts.append(text + open.reversed())
    }
    return texts
  }

  private static func dropComma(_ text: inout [UInt8]) {
    while let last = text.last, last == 0x20 { text.removeLast() }
    if text.last == 0x2C { text.removeLast() }
  }
}

/// `text` with its white space made single spaces and the character references of HTML in it read; nil when nothing is left,
/// or what is left is a template's hole.
func cleaned(_ text: String) -> String? {
  let text = text.contains("&") ? withoutReferences(text) : text
  let words = text.split { $0.isWhitespace || $0 == "\u{200B}" || $0 == "\u{FEFF}" }.joined(separator: " ")
  guard !words.isEmpty, !words.hasPrefix("{{"), words != "null", words != "undefined" else { return nil }
  return words
}

/// Reads the references that templates leave in what is no HTML; twice, since some escape twice.
private func withoutReferences(_ text: String) -> String {
  var text = text
  for _ in 0..<2 where text.contains("&") {
    var result = ""
    var rest = text[...]
    while let ampersand = rest.firstIndex(of: "&") {
      result += rest[..<ampersand]
      rest = rest[ampersand...]
      let name = rest.dropFirst().prefix(10).prefix { $0 != ";" }
      let end = rest.index(name.endIndex, offsetBy: 0)
      if end < rest.endIndex, rest[end] == ";", let character = character(named: name) {
        result.append(character)
        rest = rest[rest.index(after: end)...]
      } else {
        result.append("&")
        rest = rest.dropFirst()
      }
    }
    text = result + rest
  }
  return text
}

private func character(named name: Substring) -> Character? {
  switch name {
  case "amp": return "&"
  case "quot": return "\""
  case "apos": return "'"
  case "lt": return "<"
  case "gt": return ">"
  case "nbsp": return " "
  case "rsquo": return "’"
  case "lsquo": return "‘"
  case "rdquo": return "”"
  case "ldquo": return "“"
  case "ndash": return "–"
  case "mdash": return "—"
  case "hellip": return "…"
  default:
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let number =
      digits.first == "x" || digits.first == "X" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init).map { Character($0) }
  }
}
