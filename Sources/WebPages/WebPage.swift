// The one door to this module: bytes of a page go in; an article, and all that was left out with the reason, come out.

public import Articles

/// A web page, read.
public struct WebPage: Sendable {
  public let metadata: PageMetadata
  /// All that the page shows, in its order: what is the article and what was left out.
  public let blocks: [PageBlock]
  public let encoding: PageEncoding
  /// What had to be mended.
  public let notices: [Notice]

  /// Reads a page of any kind and any size; a broken one too. Linear, about 30 MB a second.
  ///
  /// - Parameter charset: the encoding that a response's header names.
  public init(_ bytes: [UInt8], charset: String? = nil) {
    let decoded = DecodedPage(bytes, claimed: charset)
    encoding = decoded.encoding
    let tree = PageTree(parsing: decoded.text)
    let parts = PageParts(tree)
    metadata = PageMetadata(parts)
    notices = decoded.notices + (tree.isCut ? [Self.cutNotice] : [])
    var extraction = BodyExtraction(parts, metadata)
    for shown in [PageParts.Hidden.elements, .elementsAndNoscript] where extraction.bodySize < Self.littleText
    {
      let other = BodyExtraction(PageParts(tree, shown: shown), metadata)
      if other.bodySize > 3 * extraction.bodySize + Self.littleText { extraction = other }
    }
    if let stated = StatedBody(metadata.body), stated.share(in: extraction.body.lazy.map(\.text.utf8)) < 0.3 {
      let all = PageParts(tree, shown: .elementsAndNoscript)
      let other = BodyExtraction(all, metadata, stated: stated)
      extraction = other.bodySize > 0 ? other : extraction.replaced(by: stated.paragraphs)
    }
    blocks = extraction.blocks
  }

  /// An article of less is hardly one; then the page may hide it until a script has run.
  private static let littleText = 250

  private static let cutNotice = Notice(
    slug: "page-cut",
    message:
      "elements nested deeper than \(PageTree.depthLimit), or behind \(PageTree.rowLimit) others, are not kept apart"
  )

  /// The article that the page holds; nil when there is no running text in it.
  public func article(id: String) -> Article? {
    let kept = blocks.filter { $0.omission == nil }
    guard
      kept.contains(where: {
        $0.region.isRunningText && $0.text.contains(where: { $0.isLetter || $0.isNumber })
      })
    else { return nil }
    var article = Article(id: id, blocks: kept.map { ($0.region, ValidText(Array($0.text.utf8))) })
    article.title = metadata.title?.text
    article.byline = metadata.byline?.text
    article.outlet = metadata.outlet?.text
    article.url = metadata.url?.text
    article.published = metadata.published?.text
    article.language = metadata.language?.text
    article.section = metadata.section?.text
    article.notices = notices
    return article
  }
}

extension Block.Region {
  /// Whether it is what a reader reads from top to bottom.
  var isRunningText: Bool { self == .body || self == .quote || self == .list }
}
