// The one place where a form of input is chosen. A new one is a case here, a type that conforms to ArticleLoader,
// and a line in `makeLoader`. Whether it is packed is no form of its own: ByteSource unpacks.

internal import CompressedStreams

/// A form in which articles come.
public enum ArticleFormat: String, Hashable, Sendable, CaseIterable {
  /// A file is an article.
  case text
  /// A file is one article object or an array of them.
  case json
  /// A line is an article object.
  case jsonLines = "jsonl"
  /// A row below the header is an article; `,`, `;` or tab between the fields.
  case csv
  /// A file is a web page with an article in it.
  case html
  /// An entry of an RSS or Atom feed is an article.
  case feed
  /// A response of a crawl that is a web page is an article.
  case warc
  /// A message of mail is an article.
  case mail
  /// A file is a document of an office program.
  case docx
  /// A file is a book.
  case epub
  /// A file is a PDF, of which an installed `pdftotext` makes text.
  case pdf
  /// A file is for a program of the user's.
  case converted

  /// The endings of names that stand for this form; a folder is searched for these.
  var extensions: [String] {
    switch self {
    case .text: ["txt", "text"]
    case .json: ["json"]
    case .jsonLines: ["jsonl", "ndjson"]
    case .csv: ["csv", "tsv"]
    case .html: ["html", "htm", "xhtml"]
    case .feed: ["rss", "atom", "rdf", "xml"]
    case .warc: ["warc"]
    case .mail: ["eml", "mbox"]
    case .docx: ["docx"]
    case .epub: ["epub"]
    case .pdf: ["pdf"]
    case .converted: []
    }
  }

  /// Whether an article of it may be called after its file.
  var needsIDOfFile: Bool {
    switch self {
    case .text, .csv, .html, .feed, .warc, .mail, .docx, .epub, .pdf, .converted: true
    case .json, .jsonLines: false
    }
  }

  /// `.txt .text .json .jsonl .ndjson .csv .tsv .html .htm .xhtml .rss .atom .rdf .xml .warc .eml .mbox .docx .epub .pdf`
  static let knownExtensions = allCases.flatMap(\.extensions).map { "." + $0 }.joined(separator: " ")

  /// The form that a file's name stands for, letter case and the ending of a packed file aside.
  init?(name: FilePath) {
    let name = name.withoutCompressionEnding
    guard let dot = name.bytes.lastIndex(of: 0x2E) else { return nil }
    let ending = FilePath(bytes: Array(name.bytes[(dot + 1)...])).string.lowercased()
    guard let format = Self.allCases.first(where: { $0.extensions.contains(ending) }) else { return nil }
    self = format
  }

  /// How many bytes `recognize` wants to see.
  static let headSize = 4096

  /// The form that the first bytes of a file look like; an error when they look like none.
  static func recognize(_ head: Span<UInt8>) throws(ReadError) -> ArticleFormat {
    if TextEncoding(of: head) == .utf16 { return .text }
    if begins(head, with: "%PDF-") { return .pdf }
    if begins(head, with: "PK\u{3}\u{4}") {
      let names = String(decoding: (0..<head.count).map { head[$0] }, as: UTF8.self)
      if names.contains("mimetypeapplication/epub+zip") { return .epub }
      if names.contains("word/") || names.contains("[Content_Types].xml") { return .docx }
    }
    for (name, magic) in signatures where head.count >= magic.count {
      if magic.indices.allSatisfy({ head[$0] == magic[$0] }) {
        throw ReadError(reason: "looks like \(name), which cannot be read")
      }
    }
    if begins(head, with: "WARC/1.") { return .warc }
    if isMail(head) { return .mail }
    let start = TextEncoding(of: head) == .utf8WithMark ? 3 : 0
    let first = afterSpace(head, from: start, orFeeds: true)
    if first < head.count, head[first] == 0x7B {
      // A line that holds nothing but the bracket begins one object over several lines.
      let second = afterSpace(head, from: first + 1, orFeeds: false)
      return second < head.count && head[second] == 0x0A ? .json : .jsonLines
    }
    if first < head.count, head[first] == 0x5B {
      let second = afterSpace(head, from: first + 1, orFeeds: true)
      if second < head.count, head[second] == 0x7B { return .json }
    }
    if first < head.count, head[first] == 0x3C, let format = recognizeMarkup(head, from: first) {
      return format
    }
    if let feed = head.indices.first(where: { head[$0] == 0x0A }) {
      let line = (start..<max(start, feed)).map { head[$0] }
      if CSVColumns(line, in: line.indices).isConvincing { return .csv }
    }
    for index in head.indices where isBinary(head[index]) {
      let digits = String(head[index], radix: 16, uppercase: true)
      throw ReadError(
        reason: "text expected, got byte 0x\(head[index] < 0x10 ? "0" : "")\(digits) at byte \(index)",
        help: "say that its format is 'text' to read it all the same")
    }
    return .text
  }

  /// The form of what begins with `<`: by its first element, whatever declarations and comments come before it.
  private static func recognizeMarkup(_ head: Span<UInt8>, from start: Int) -> ArticleFormat? {
    var index = start
    while index + 1 < head.count {
      guard head[index] == 0x3C else {
        index += 1
        continue
      }
      index += 1
      if head[index] == 0x21 || head[index] == 0x3F { continue }
      var name = ""
      while index < head.count, (head[index] | 0x20) >= 0x61, (head[index] | 0x20) <= 0x7A,
        name.utf8.count < 12
      {
        name.unicodeScalars.append(Unicode.Scalar(head[index] | 0x20))
        index += 1
      }
      switch name {
      case "html", "head", "body", "title", "meta", "div", "p", "article", "main", "section", "script",
        "link", "table", "h":
        return .html
      case "rss", "feed", "rdf", "urlset", "sitemapindex": return .feed
      default: return nil
      }
    }
    return nil
  }

  /// Whether the first lines are fields of a message, or the line that begins one in a mailbox.
  private static func isMail(_ head: Span<UInt8>) -> Bool {
    let text = String(decoding: (0..<min(head.count, 2000)).map { head[$0] }, as: UTF8.self)
    if text.hasPrefix("From "), text.prefix(120).contains("@") {
      return text.contains("\nSubject: ") || text.contains("\nDate: ")
    }
    for start in [
      "Return-Path: ", "Delivered-To: ", "Received: ", "MIME-Version: ", "Message-ID: ", "From: ", "Date: ",
      "Subject: ",
    ]
    where text.hasPrefix(start) {
      return text.contains("\nFrom: ") || text.contains("\nSubject: ") || text.contains("\r\nFrom: ")
    }
    return false
  }

  private static func begins(_ head: Span<UInt8>, with word: String) -> Bool {
    let word = Array(word.utf8)
    return head.count >= word.count && word.indices.allSatisfy { head[$0] == word[$0] }
  }

  private static func afterSpace(_ head: Span<UInt8>, from start: Int, orFeeds: Bool) -> Int {
    var index = start
    while index < head.count {
      let byte = head[index]
      guard byte == 0x20 || byte == 0x09 || byte == 0x0D || (byte == 0x0A && orFeeds) else { break }
      index += 1
    }
    return index
  }

  // Control characters that no text has; form feed, escape and the like are in old ones.
  private static func isBinary(_ byte: UInt8) -> Bool { byte < 0x08 || (byte >= 0x0E && byte < 0x1B) }

  private static let signatures: [(name: String, bytes: [UInt8])] = [
    ("gzip", [0x1F, 0x8B]), ("Zstandard", [0x28, 0xB5, 0x2F, 0xFD]),
    ("a ZIP archive", [0x50, 0x4B, 0x03, 0x04]),
    ("bzip2", [0x42, 0x5A, 0x68]),
    ("xz", [0xFD, 0x37, 0x7A, 0x58, 0x5A]),
  ]
}

/// Takes articles from a stream, one after the other.
///
/// A failure that concerns one article is an item; a thrown error ends the source.
protocol ArticleLoader: Sendable {
  /// The next item; nil at the end of the source.
  mutating func next(from stream: inout ByteStream) throws(ReadError) -> LoadedItem?

  /// Whether nothing more comes.
  var isDone: Bool { get }

  /// What a new loader has to know to go on after the last item, beside the stream's offset.
  var resumableState: LoaderState { get }

  /// Goes on where another loader was, before `next`; `stream` is at the start of the source.
  mutating func resume(_ state: LoaderState, from stream: inout ByteStream) throws(ReadError)
}

/// How far a loader is, apart from the offset.
struct LoaderState: Hashable {
  /// Lines used.
  var line = 0
  /// The loader's own.
  var state = 0
}

extension ArticleFormat {
  func makeLoader(for source: Source, options: LoadOptions) -> any ArticleLoader {
    switch self {
    case .text: WholeFileLoader(source: source, options: options, PlainTextReader())
    case .json:
      if let map = options.map {
        MappedJSONLoader(source: source, options: options, map: map, isLines: false)
      } else {
        JSONDocumentLoader(source: source, options: options)
      }
    case .jsonLines:
      if let map = options.map {
        MappedJSONLoader(source: source, options: options, map: map, isLines: true)
      } else {
        JSONLinesLoader(source: source, options: options)
      }
    case .csv: CSVLoader(source: source, options: options)
    case .html: WholeFileLoader(source: source, options: options, WebPageReader())
    case .feed: FeedLoader(source: source, options: options)
    case .warc: WarcLoader(source: source, options: options)
    case .mail: MailLoader(source: source, options: options)
    case .docx: WholeFileLoader(source: source, options: options, DocumentReader(isBook: false))
    case .epub: WholeFileLoader(source: source, options: options, DocumentReader(isBook: true))
    case .pdf: WholeFileLoader(source: source, options: options, PDFReader())
    case .converted: ConverterLoader(source: source, options: options)
    }
  }
}
