// A saved page is a file with one article in it, and much around it.

internal import Articles
internal import WebPages

struct WebPageLoader: ArticleLoader {
  private let source: Source
  private let options: LoadOptions
  private(set) var isDone = false

  init(source: Source, options: LoadOptions) {
    self.source = source
    self.options = options
  }

  // One item is all there is, so nobody goes on in the middle.
  var resumableState: LoaderState { LoaderState() }
  mutating func resume(_ state: LoaderState, from stream: inout ByteStream) {}

  mutating func next(from stream: inout ByteStream) throws(ReadError) -> LoadedItem? {
    guard !isDone else { return nil }
    isDone = true
    let bytes: [UInt8]
    switch try stream.takeWhole(limit: options.sizeLimit) {
    case .bytes(let whole): bytes = whole
    case .overLimit(let size): return failure(overLimit(size, options.sizeLimit))
    }
    let origin = Origin(input: source.input, path: source.shownPath, line: nil, bytes: 0..<bytes.count)
    let page = WebPage(bytes)
    guard let article = page.article(id: source.id) else { return failure(noArticle, help: noArticleHelp) }
    return .article(article, page.origin(origin, options))
  }

  private func failure(_ reason: String, help: String? = nil) -> LoadedItem {
    .failure(LoadFailure(path: source.shownPath, reason: reason, help: help))
  }
}

let noArticle = "an article expected, got a page without running text"
let noArticleHelp = "'assay load --explain' shows what is there and why it was left out"

extension WebPage {
  /// `origin` with what the page shows besides its article, if somebody wants to know.
  func origin(_ origin: Origin, _ options: LoadOptions) -> Origin {
    guard options.tellsWhatIsLeftOut else { return origin }
    var origin = origin
    var kept = 0
    for block in blocks {
      if let reason = block.omission {
        origin.leftOut.append(LeftOut(before: kept, text: block.text, reason: reason))
      } else {
        kept += 1
      }
    }
    origin.evidence = [
      ("title", metadata.title), ("byline", metadata.byline), ("outlet", metadata.outlet),
      ("url", metadata.url),
      ("published", metadata.published), ("language", metadata.language), ("section", metadata.section),
    ].compactMap { field, value in value.map { Origin.Evidence(field: field, source: $0.evidence.rawValue) } }
    origin.evidence.append(
      Origin.Evidence(field: "encoding", source: "\(encoding.name), by \(encoding.evidence.rawValue)"))
    return origin
  }
}
