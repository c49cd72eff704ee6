// A page says who wrote it when in up to six places, for search engines, for networks and for readers, and they disagree.
// One order of trust for all fields, the most deliberate first, and each value with where it came from.

/// What a page says of its article.
public struct PageMetadata: Hashable, Sendable {
  /// Where a value was found, the most trusted first.
  public enum Evidence: String, Hashable, Sendable, CaseIterable {
    case linkedData = "JSON-LD"
    case openGraph = "Open Graph"
    case meta = "meta tag"
    case microdata = "microdata"
    case element = "element"
  }

  public struct Value: Hashable, Sendable {
    public var text: String
    public var evidence: Evidence
  }

  public internal(set) var title: Value?
  public internal(set) var byline: Value?
  public internal(set) var outlet: Value?
  public internal(set) var published: Value?
  public internal(set) var language: Value?
  public internal(set) var section: Value?
  public internal(set) var url: Value?
  /// What the page says the article is about, for comparison with its parts.
  var description: String?
  /// What JSON-LD calls the whole text, for comparison with the page.
  var body: String?
}

extension PageMetadata {
  /// Looks through all of `page`. Linear.
  init(_ page: PageParts) {
    var finder = MetadataFinder(page)
    finder.readElements()
    let data = LinkedData(
      page.tree.linkedData.map { Array(page.tree.bytes[Int($0.lowerBound)..<Int($0.upperBound)]) },
      canonical: finder.canonical)
    finder.add(.title, data.headline, .linkedData)
    finder.add(.byline, data.authors.isEmpty ? nil : data.authors.joined(separator: ", "), .linkedData)
    finder.add(.outlet, data.outlet, .linkedData)
    finder.add(.published, data.published, .linkedData)
    finder.add(.language, data.language, .linkedData)
    finder.add(.section, data.section, .linkedData)
    finder.add(.url, data.url, .linkedData)
    outlet = finder.best(.outlet)
    title = finder.best(.title).map {
      Value(text: Self.title($0.text, without: outlet?.text), evidence: $0.evidence)
    }
    byline = finder.best(.byline).map { Value(text: Self.byline($0.text), evidence: $0.evidence) }
    published = finder.best(.published)
    language = finder.best(.language).map {
      Value(text: $0.text.replacing("_", with: "-"), evidence: $0.evidence)
    }
    section = finder.best(.section)
    // The one link whose only purpose it is goes before all others.
    url = finder.canonical.map { Value(text: $0, evidence: .element) } ?? finder.best(.url)
    description = data.description ?? finder.description
    body = data.body
  }

  /// `title` without the outlet's name behind a bar or a dash.
  private static func title(_ title: String, without outlet: String?) -> String {
    guard let outlet, title.count > outlet.count + 3 else { return title }
    for separator in [" | ", " - ", " – ", " — ", " :: ", " · "] where title.hasSuffix(separator + outlet) {
      return String(title.dropLast(outlet.count + separator.count))
    }
    return title
  }

  /// `byline` without the word that introduces it.
  private static func byline(_ byline: String) -> String {
    for word in ["By: ", "By ", "by ", "BY "] where byline.hasPrefix(word) {
      return String(byline.dropFirst(word.count))
    }
    return byline
  }
}

/// Collects what a page's elements say, the first of each kind of evidence.
private struct MetadataFinder {
  enum Field: Hashable { case title, byline, outlet, published, language, section, url }

  let page: PageParts
  private(set) var canonical: String?
  private(set) var description: String?
  private var found: [Field: [PageMetadata.Evidence: String]] = [:]

  init(_ page: PageParts) { self.page = page }

  mutating func add(_ field: Field, _ value: String?, _ evidence: PageMetadata.Evidence) {
    guard let value = value.flatMap(cleaned), value.utf8.count <= 1000, found[field]?[evidence] == nil else {
      return
    }
    let accepted: String? =
      switch field {
      case .published: PublicationDate.iso8601(value)
      case .url: value.hasPrefix("http://") || value.hasPrefix("https://") ? value : nil
      case .byline: value.contains("://") || value.hasPrefix("@") ? nil : value
      case .language: value.utf8.count <= 12 && value.utf8.count >= 2 ? value : nil
      default: value
      }
    guard let accepted else { return }
    found[field, default: [:]][evidence] = accepted
  }

  func best(_ field: Field) -> PageMetadata.Value? {
    for evidence in PageMetadata.Evidence.allCases {
      if let text = found[field]?[evidence] { return PageMetadata.Value(text: text, evidence: evidence) }
    }
    return nil
  }

  mutating func readElements() {
    let tree = page.tree
    for row in 0..<tree.rowCount {
      switch tree.tags[row] {
      case .text: continue
      case .html: add(.language, tree.string(.lang, of: row), .element)
      case .meta: readMeta(row)
      case .link:
        guard canonical == nil, tree.string(.rel, of: row)?.lowercased() == "canonical" else { continue }
        canonical = tree.string(.href, of: row).flatMap(cleaned).flatMap { $0.hasPrefix("http") ? $0 : nil }
      case .h1: if !page.traits[row].contains(.hidden) { add(.title, tree.allText(row), .element) }
      case .time:
        guard page.traits[row].isDisjoint(with: [.related, .comments, .sidebar, .navigation]) else {
          continue
        }
        add(.published, tree.string(.datetime, of: row) ?? tree.allText(row), .element)
      case .a where tree.string(.rel, of: row)?.lowercased() == "author":
        add(.byline, tree.allText(row), .element)
      default: break
      }
      if let property = tree.string(.itemprop, of: row),
        page.traits[row].isDisjoint(with: [.related, .comments])
      {
        readMicrodata(property, row)
      }
    }
    for row in 0..<tree.rowCount where tree.tags[row] == .title {
      add(.title, tree.allText(row), .element)
      break
    }
  }

  private mutating func readMeta(_ row: Int) {
    let tree = page.tree
    guard let content = tree.string(.content, of: row),
      let name = (tree.string(.property, of: row) ?? tree.string(.name, of: row))?.lowercased()
    else { return }
    switch name {
    case "og:title": add(.title, content, .openGraph)
    case "og:site_name": add(.outlet, content, .openGraph)
    case "og:url": add(.url, content, .openGraph)
    case "og:locale": add(.language, content, .openGraph)
    case "article:published_time", "og:article:published_time", "og:published_time":
      add(.published, content, .openGraph)
    case "article:author", "og:article:author": add(.byline, content, .openGraph)
    case "article:section", "og:article:section": add(.section, content, .openGraph)
    case "twitter:title", "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "headline":
      add(.title, content, .meta)
    case "author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "authors":
      add(.byline, content, .meta)
    case "application-name", "dc.publisher", "publisher": add(.outlet, content, .meta)
    case "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
      "parsely-pub-date", "sailthru.date",
      "dc.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "dcterms.date", "article.published",
      "datepublished",
      "published-date", "originalpublicationdate", "article_date_original", "cxenseparse:recs:publishtime",
      "pdate",
      "citation_publication_date":
      add(.published, content, .meta)
    case "section", "parsely-section", "article.section", "category": add(.section, content, .meta)
    case "language", "content-language", "dc.language", "dcterms.language": add(.language, content, .meta)
    case "description", "og:description": description = description ?? cleaned(content)
    default: break
    }
  }

  private mutating func readMicrodata(_ property: String, _ row: Int) {
    let tree = page.tree
    func value() -> String? {
      tree.string(.content, of: row) ?? tree.string(.datetime, of: row) ?? tree.allText(row, limit: 2000)
    }
    switch property {
    case "headline": add(.title, value(), .microdata)
    case "datePublished": add(.published, value(), .microdata)
    case "articleSection": add(.section, value(), .microdata)
    case "inLanguage": add(.language, value(), .microdata)
    case "author":
      // The name is often an item of its own inside of it.
      let name = (row + 1..<max(row + 1, Int(tree.ends[row]))).first {
        tree.string(.itemprop, of: $0) == "name"
      }
      add(
        .byline, name.map { tree.string(.content, of: $0) ?? tree.allText($0, limit: 400) } ?? value(),
        .microdata)
    case "publisher":
      let name = (row + 1..<max(row + 1, Int(tree.ends[row]))).first {
        tree.string(.itemprop, of: $0) == "name"
      }
      add(.outlet, name.map { tree.string(.content, of: $0) ?? tree.allText($0, limit: 400) }, .microdata)
    default: break
    }
  }
}
