// A document of an office program, or a book, is a file with one text in it.

internal import Articles
internal import WebPages

/// Takes the article from a `.docx` or `.epub` file.
struct DocumentReader: WholeFileReader {
  let isBook: Bool

  func read(
    _ bytes: [UInt8], of source: Source, _ options: LoadOptions, _ origin: Origin
  ) throws(ReadError) -> (Article, Origin) {
    let archive = try ZipArchive(bytes)
    let document =
      isBook
      ? try BookText(archive, limit: options.sizeLimit).document
      : try OfficeText(archive, limit: options.sizeLimit).document
    let kept = document.blocks.filter { $0.omission == nil && !$0.text.isEmpty }
    guard kept.contains(where: { $0.region != .headline }) else { throw ReadError(reason: "no text") }
    guard kept.reduce(0, { $0 + $1.text.utf8.count + 2 }) <= options.sizeLimit else {
      throw ReadError(reason: "a text of at most \(options.sizeLimit) bytes expected, got more")
    }
    var article = Article(id: source.id, blocks: kept.map { ($0.region, ValidText(Array($0.text.utf8))) })
    article.title = document.title ?? kept.first { $0.region == .headline }?.text
    article.byline = document.byline
    article.outlet = document.outlet
    article.published = document.published.map { PublicationDate.iso8601($0) ?? $0 }
    article.language = document.language
    return (article, origin)
  }
}

/// What a document says, and what it says of itself.
struct LoadedDocument {
  var title: String?
  var byline: String?
  var outlet: String?
  var published: String?
  var language: String?
  var blocks: [PageBlock] = []
}

/// Reads the elements of Dublin Core, in which documents and books describe themselves.
final class DocumentProperties: XMLReceiver {
  private var values: [String: [String]] = [:]
  private var text = ""
  /// `id` and `href` of a book's files, and their order.
  private(set) var files: [String: String] = [:]
  private(set) var order: [String] = []
  /// Where a book's description is.
  private(set) var root: String?

  init(_ xml: [UInt8]) { parseXML(xml, for: self) }

  func begin(_ name: String, _ attributes: [(name: String, value: String)]) {
    func value(_ wanted: String) -> String? { attributes.first { $0.name == wanted }?.value }
    text = ""
    switch name.split(separator: ":").last {
    case "item": if let id = value("id"), let path = value("href") { files[id] = path }
    case "itemref": if value("linear") != "no", let id = value("idref") { order.append(id) }
    case "rootfile": root = root ?? value("full-path")
    default: break
    }
  }

  func text(_ bytes: [UInt8]) { text += String(decoding: bytes, as: UTF8.self) }

  func end(_ name: String) {
    if let value = cleanedText(text) {
      values[String(name.split(separator: ":").last ?? ""), default: []].append(value)
    }
    text = ""
  }

  func fill(_ document: inout LoadedDocument) {
    document.title = values["title"]?.first
    document.byline = values["creator"].map { $0.joined(separator: ", ") }
    document.outlet = values["publisher"]?.first
    document.published = values["date"]?.first ?? values["created"]?.first
    document.language = values["language"]?.first
  }
}

/// The text of an EPUB book: its chapters in the order of reading.
struct BookText {
  private(set) var document = LoadedDocument()

  init(_ archive: ZipArchive, limit: Int) throws(ReadError) {
    guard let container = try archive.file("META-INF/container.xml", limit: limit),
      let path = DocumentProperties(container).root, let description = try archive.file(path, limit: limit)
    else { throw ReadError(reason: "an EPUB book expected, got a ZIP archive without a book's description") }
    let properties = DocumentProperties(description)
    properties.fill(&document)
    let folder = path.contains("/") ? path.split(separator: "/").dropLast().joined(separator: "/") : ""
    var left = limit
    for id in properties.order.prefix(10_000) {
      guard let reference = properties.files[id], let path = Self.resolved(reference, in: folder),
        let chapter = try archive.file(path, limit: left)
      else { continue }
      left -= chapter.count
      document.blocks += WebPage.fragment(WebPage.decoded(chapter, charset: nil).text)
    }
  }

  /// `reference` from `folder`; nil when it leads out of the archive.
  private static func resolved(_ reference: String, in folder: String) -> String? {
    var parts = folder.split(separator: "/").map(String.init)
    for part in reference.prefix(while: { $0 != "#" }).split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(withoutEscapes(part))
      }
    }
    return parts.joined(separator: "/")
  }

  private static func withoutEscapes(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == 0x25, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16),
        rest.count >= 2
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The text of a Word document: its paragraphs, without what was deleted, notes and running heads.
final class OfficeText: XMLReceiver {
  private(set) var document = LoadedDocument()
  private var text = ""
  private var region = Block.Region.body
  private var isInText = false

  init(_ archive: ZipArchive, limit: Int) throws(ReadError) {
    guard let main = try archive.file("word/document.xml", limit: limit) else {
      throw ReadError(reason: "a Word document expected, got a ZIP archive without 'word/document.xml'")
    }
    if let properties = try archive.file("docProps/core.xml", limit: limit) {
      DocumentProperties(properties).fill(&document)
    }
    parseXML(main, for: self)
  }

  func begin(_ name: String, _ attributes: [(name: String, value: String)]) {
    switch name {
    case "w:p":
      text = ""
      region = .body
    case "w:t": isInText = true
    case "w:br", "w:cr": text += "\n"
    case "w:tab": text += " "
    case "w:numPr": region = .list
    case "w:pStyle":
      switch attributes.first(where: { $0.name == "w:val" })?.value.lowercased() ?? "" {
      case "title": region = .headline
      case "subtitle": region = .standfirst
      case "quote", "intensequote": region = .quote
      case "caption": region = .caption
      case "listparagraph": region = .list
      default: break
      }
    default: break
    }
  }

  func text(_ bytes: [UInt8]) { if isInText { text += String(decoding: bytes, as: UTF8.self) } }

  func end(_ name: String) {
    if name == "w:t" { isInText = false }
    guard name == "w:p" else { return }
    let lines = text.split(separator: "\n").compactMap { cleanedText(String($0)) }
    if !lines.isEmpty {
      document.blocks.append(PageBlock(region: region, text: lines.joined(separator: "\n")))
    }
    text = ""
  }
}
