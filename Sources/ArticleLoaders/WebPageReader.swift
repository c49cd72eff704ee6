// A saved page is a file with one article in it, and much around it.

internal import Articles
internal import WebPages

struct WebPageReader: WholeFileReader {
  func read(
    _ bytes: [UInt8], of source: Source, _ options: LoadOptions, _ origin: Origin
  ) throws(ReadError) -> (Article, Origin) {
    let page = WebPage(bytes)
    guard let article = page.article(id: source.id) else {
      throw ReadError(reason: noArticle, help: noArticleHelp)
    }
    return (article, page.origin(origin, options))
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
