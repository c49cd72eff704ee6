// What one entry of a feed says, whichever of the families it is of.

internal import Articles
internal import WebPages

/// The fields of an entry, or of a feed's head.
final class FeedEntry: XMLReceiver {
  private var depth = 0
  private var path: [String] = []
  /// The first of each name that has a text; white space as it stands.
  private var fields: [String: String] = [:]
  private var links: [(relation: String, address: String)] = []
  private var authors: [String] = []
  private var category: String?
  private var text: [UInt8] = []
  /// Markup inside of an Atom content, which is written as it is.
  private var markupDepth: Int?
  private var types: [String: String] = [:]

  init(_ xml: [UInt8]) { parseXML(xml, for: self) }

  // MARK: elements

  func begin(_ name: String, _ attributes: [(name: String, value: String)]) {
    depth += 1
    // Some forget that markup in a description has to be escaped.
    if markupDepth == nil, let around = path.last, Self.markupFields.contains(around) {
      markupDepth = depth - 1
    }
    if markupDepth != nil {
      // What the elements are is what matters of markup.
      text += Array("<\(Self.local(name))>".utf8)
      path.append(name)
      return
    }
    path.append(name.lowercased())
    text = []
    func value(_ wanted: String) -> String? { attributes.first { $0.name.lowercased() == wanted }?.value }
    if let type = value("type") { types[name.lowercased()] = type.lowercased() }
    switch name.lowercased() {
    case "link", "atom:link":
      if let address = value("href") { links.append((value("rel") ?? "alternate", address)) }
    case "category": if category == nil { category = value("label") ?? value("term") }
    case "content", "summary", "title": if value("type")?.lowercased() == "xhtml" { markupDepth = depth }
    default: break
    }
  }

  func text(_ bytes: [UInt8]) {
    guard markupDepth != nil else {
      text += bytes
      return
    }
    for byte in bytes {
      switch byte {
      case 0x26: text += Array("&amp;".utf8)
      case 0x3C: text += Array("&lt;".utf8)
      default: text.append(byte)
      }
    }
  }

  func end(_ name: String) {
    defer {
      depth -= 1
      if !path.isEmpty { path.removeLast() }
    }
    if let markupDepth, depth > markupDepth {
      text += Array("</\(Self.local(name))>".utf8)
      return
    }
    markupDepth = nil
    let name = name.lowercased()
    let value = String(decoding: text, as: UTF8.self)
    text = []
    guard value.contains(where: { !$0.isWhitespace }) else { return }
    let around = path.dropLast().last ?? ""
    switch (around, name) {
    case ("author", "name"), ("contributor", "name"), ("author", "email"), ("author", "uri"):
      if name == "name", around == "author", let name = cleanedText(value), authors.count < Self.mostAuthors {
        authors.append(name)
      }
    case ("image", _), ("textinput", _), ("source", _), (_, "contributor"): break
    case (_, "author"), (_, "dc:creator"), (_, "itunes:author"):
      if authors.count < Self.mostAuthors, let name = Self.person(value), !authors.contains(name) {
        authors.append(name)
      }
    case (_, "category"), (_, "dc:subject"): if category == nil { category = cleanedText(value) }
    default: if fields[name] == nil { fields[name] = value }
    }
  }

  private static let mostAuthors = 50
  private static let markupFields: Set<String> = [
    "description", "content:encoded", "content", "summary", "title",
  ]

  private static func local(_ name: String) -> Substring { name.split(separator: ":").last ?? "p" }

  /// RSS has `address (Name)` for an author.
  private static func person(_ text: String) -> String? {
    guard let name = cleanedText(text) else { return nil }
    guard name.contains("@"), let open = name.firstIndex(of: "("), name.hasSuffix(")") else {
      return name.contains("@") && !name.contains(" ") ? nil : name
    }
    return cleanedText(String(name[name.index(after: open)...].dropLast()))
  }

  private func first(_ names: String...) -> String? { names.lazy.compactMap { self.fields[$0] }.first }

  // MARK: the article

  /// The article of this entry; nil when it has no text.
  ///
  /// - Parameter id: for an entry that has neither an id nor an address.
  func article(id: String, _ origin: inout Origin, _ options: LoadOptions) -> Article? {
    let body =
      first("content:encoded", "content", "description", "summary", "dc:description", "itunes:summary") ?? ""
    let title = first("title", "dc:title").flatMap { cleanedText(withoutMarkup($0)) }
    var blocks = WebPage.fragment(Array(body.utf8))
    if let title { blocks.insert(PageBlock(region: .headline, text: title, omission: nil), at: 0) }
    if options.tellsWhatIsLeftOut {
      var kept = 0
      for block in blocks {
        guard let reason = block.omission else {
          kept += 1
          continue
        }
        origin.leftOut.append(LeftOut(before: kept, text: block.text, reason: reason))
      }
    }
    let kept = blocks.filter { $0.omission == nil }
    guard kept.contains(where: { $0.region != .headline }) else { return nil }
    let address =
      links.first { $0.relation == "alternate" }?.address ?? first("link").flatMap(cleanedText)
      ?? first("guid").flatMap(cleanedText).flatMap { $0.hasPrefix("http") ? $0 : nil }
    let ownID = first("guid", "id", "dc:identifier").flatMap(cleanedText)
    var article = Article(
      id: ownID ?? address ?? id, blocks: kept.map { ($0.region, ValidText(Array($0.text.utf8))) })
    article.title = title
    article.url = address
    article.byline = authors.isEmpty ? nil : authors.joined(separator: ", ")
    article.published = first("published", "pubdate", "dc:date", "issued", "updated", "modified").flatMap {
      PublicationDate.iso8601($0)
    }
    article.language = first("dc:language", "language").flatMap(cleanedText)
    article.section = category
    article.outlet = first("dc:publisher").flatMap(cleanedText)
    return article
  }

  private func withoutMarkup(_ text: String) -> String {
    guard text.contains("<") else { return text }
    return WebPage.fragment(Array(text.utf8)).map(\.text).joined(separator: " ")
  }

  /// Of a feed's head: what the feed is called, and its language.
  var nameAndLanguage: (name: String?, language: String?) {
    (first("title").flatMap(cleanedText), first("language", "dc:language").flatMap(cleanedText))
  }
}

/// What stands in a feed before its first entry.
struct FeedHead {
  var title: String?
  var language: String?
  /// What the XML declaration says; nil for UTF-8.
  var encoding: String?

  init(_ bytes: [UInt8]) {
    let text = String(decoding: bytes.prefix(200), as: UTF8.self)
    if text.hasPrefix("<?xml"), let end = text.firstIndex(of: ">"),
      let place = text[..<end].range(of: "encoding=")
    {
      encoding = String(
        text[place.upperBound...].drop { $0 == "\"" || $0 == "'" }.prefix { $0 != "\"" && $0 != "'" })
    }
    let entry = FeedEntry(WebPage.decoded(bytes, charset: encoding).text)
    (title, language) = entry.nameAndLanguage
  }
}

extension StringProtocol {
  /// Where `word` stands first.
  fileprivate func range(of word: String) -> Range<Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(word) { return index..<self.index(index, offsetBy: word.count) }
      index = self.index(after: index)
    }
    return nil
  }
}
