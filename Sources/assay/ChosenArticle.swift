// Commands that look at one article closely: which of a file's it is.

import ArticleLoaders
import Articles
import Diagnostics

/// The article of `path` that is called `id`, or its first one, saying so where there are several.
///
/// - Throws: `Failure` for a file that cannot be read, and for one without that article.
func chosenArticle(_ path: String, id: String?, _ options: LoadOptions) throws -> Article {
  var reader = ArticleReader([path], options: options)
  var first: Article?
  while let item = reader.next() {
    switch item {
    case .failure(let failure):
      if first == nil, id == nil { throw Failure(failure.description, help: failure.help) }
    case .article(let article, _):
      if article.id == id { return article }
      guard id == nil else { continue }
      if let first {
        Terminal.error(
          "assay: \(path) holds several articles, this is '\(first.id)'\n  help: choose with --id\n"
            .safeLinesForTerminal)
        return first
      }
      first = article
    }
  }
  guard let first else { throw Failure("\(path): no article" + (id.map { " '\($0)'" } ?? "") + " in it") }
  return first
}
