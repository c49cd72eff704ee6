// Answers of interfaces are JSON documents of some megabytes, exports JSON Lines of any size; a map says where in their
// objects the articles are.

internal import Articles
internal import JSON
internal import WebPages

/// Takes articles from JSON as a map says.
struct MappedJSONLoader: ArticleLoader {
  private let source: Source
  private let options: LoadOptions
  private let map: ArticleMap
  private let isLines: Bool
  private var document: JSONValue?
  private var items: [JSONValue] = []
  /// What paths of the document lead to, which is the same for all of its items.
  private var ofDocument: [JSONPath: [JSONValue]] = [:]
  private var size = 0
  /// How many items of the document, or objects of lines, are used.
  private var item = 0
  private var line = 0
  private(set) var isDone = false

  init(source: Source, options: LoadOptions, map: ArticleMap, isLines: Bool) {
    self.source = source
    self.options = options
    self.map = map
    self.isLines = isLines
  }

  var resumableState: LoaderState { LoaderState(line: line, state: item) }

  mutating func resume(_ state: LoaderState, from stream: inout ByteStream) throws(ReadError) {
    if !isLines { _ = try readDocument(from: &stream) }
    line = state.line
    item = state.state
  }

  mutating func next(from stream: inout ByteStream) throws(ReadError) -> LoadedItem? {
    guard !isDone else { return nil }
    if isLines { return try nextLine(from: &stream) }
    if document == nil, let failure = try readDocument(from: &stream) {
      isDone = true
      return failure
    }
    guard let document, item < items.count else {
      isDone = true
      return nil
    }
    item += 1
    let origin = Origin(input: source.input, path: source.shownPath, line: nil, bytes: 0..<size)
    return article(of: items[item - 1], root: document, origin, name: "item \(item)")
  }

  // MARK: JSON

  private mutating func nextLine(from stream: inout ByteStream) throws(ReadError) -> LoadedItem? {
    if line == 0 {
      try stream.fill(toAtLeast: 3)
      if let failure = skipMark(at: &stream, of: source) { return failure }
    }
    while let next = try stream.nextLine(limit: options.sizeLimit) {
      line += 1
      switch next {
      case .overLimit(let offset, let count): return failure(offset, overLimit(count, options.sizeLimit))
      case .bytes(let range):
        let bytes = Array(stream.buffer[range])
        if bytes.allSatisfy({ $0 <= 0x20 }) { continue }
        item += 1
        let place = stream.fileOffset(range.lowerBound)..<stream.fileOffset(range.upperBound)
        do throws(JSONError) {
          let value = try JSONValue(parsing: bytes)
          let origin = Origin(input: source.input, path: source.shownPath, line: line, bytes: place)
          return article(of: value, root: value, origin, name: nil)
        } catch {
          return failure(
            place.lowerBound + error.offset, "\(error) at byte \(place.lowerBound + error.offset)")
        }
      }
    }
    return nil
  }

  /// A document is held whole, so it may have as much as a few articles.
  private static let documentLimit = 4

  private mutating func readDocument(from stream: inout ByteStream) throws(ReadError) -> LoadedItem? {
    try stream.fill(toAtLeast: 3)
    if let failure = skipMark(at: &stream, of: source) { return failure }
    let bytes: [UInt8]
    let limit = min(Self.documentLimit * options.sizeLimit, 512 << 20)
    switch try stream.takeWhole(limit: limit) {
    case .bytes(let whole): bytes = whole
    case .overLimit(let size): return failure(0, "a document of \(size) bytes is over the limit of \(limit)")
    }
    size = bytes.count
    do throws(JSONError) {
      let value = try JSONValue(parsing: bytes)
      document = value
      for path in map.paths.values.joined() where path.isFromRoot {
        ofDocument[path] = path.values(in: value, root: value)
      }
      if let paths = map.paths[.items] {
        items = paths.lazy.map { $0.values(in: value, root: value) }.first { !$0.isEmpty } ?? []
        if items.isEmpty { return failure(0, "no items where the map looks for them") }
      } else {
        items = value.array ?? [value]
      }
      return nil
    } catch {
      return failure(error.offset, "\(error) at byte \(error.offset)")
    }
  }

  // MARK: Articles

  private func article(of value: JSONValue, root: JSONValue, _ place: Origin, name: String?) -> LoadedItem {
    func strings(_ field: ArticleMap.Field) -> [String] {
      for path in map.paths[field] ?? [] {
        let values = ofDocument[path] ?? path.values(in: value, root: root)
        let found = values.compactMap { value in
          value.string ?? value.number?.text
        }.filter { !$0.allSatisfy(\.isWhitespace) }
        if !found.isEmpty { return found }
      }
      return []
    }
    func failed(_ reason: String) -> LoadedItem {
      failure(place.bytes.lowerBound, name.map { "\($0): \(reason)" } ?? reason)
    }
    let title = strings(.title).first.flatMap(cleanedText)
    var blocks: [PageBlock] = []
    if let title { blocks.append(PageBlock(region: .headline, text: title)) }
    let standfirst = strings(.standfirst).first
    let text = strings(.text)
    if let standfirst, text.first != standfirst {
      blocks += Self.blocks(of: standfirst).map {
        PageBlock(region: .standfirst, text: $0.text, omission: $0.omission)
      }
    }
    blocks += text.flatMap(Self.blocks).filter { title == nil || $0.text != title || text.count == 1 }
    // Where the title is all there is, it is no headline of anything.
    if text == [title ?? ""] { blocks.removeFirst() }
    let kept = blocks.filter { $0.omission == nil }
    guard kept.contains(where: { $0.region != .headline && $0.region != .standfirst }) else {
      return failed("no text")
    }
    let id = strings(.id).first ?? "\(source.id):\(item)"
    var article = Article(id: id, blocks: kept.map { ($0.region, ValidText(Array($0.text.utf8))) })
    article.title = title
    let authors = strings(.byline).compactMap(cleanedText)
    article.byline = authors.isEmpty ? nil : authors.joined(separator: ", ")
    article.outlet = strings(.outlet).first.flatMap(cleanedText)
    article.url = strings(.url).first
    article.published = strings(.published).first.map { PublicationDate.iso8601($0) ?? $0 }
    article.language = strings(.language).first
    article.section = strings(.section).first.flatMap(cleanedText)
    return .article(article, place)
  }

  /// The paragraphs of a text, which may be marked up.
  static func blocks(of text: String) -> [PageBlock] {
    let isMarkup = text.contains("</") || text.contains("<br") || text.contains("<p>")
    if isMarkup { return WebPage.fragment(Array(text.utf8)) }
    return paragraphs(of: text).map { PageBlock(region: .body, text: $0) }
  }

  private func failure(_ offset: Int, _ reason: String) -> LoadedItem {
    .failure(
      LoadFailure(path: source.shownPath, line: isLines ? line : nil, offset: offset, reason: reason))
  }
}

/// The paragraphs of a plain text: what stands between empty lines, each without white space around it.
func paragraphs(of text: String) -> [String] {
  var paragraphs = [""]
  for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
    let line = line.last == "\r" ? line.dropLast() : line
    if line.allSatisfy(\.isWhitespace) {
      if paragraphs.last != "" { paragraphs.append("") }
    } else {
      let last = paragraphs.count - 1
      paragraphs[last] += (paragraphs[last].isEmpty ? "" : "\n") + String(line)
    }
  }
  return paragraphs.filter { !$0.isEmpty }
}
