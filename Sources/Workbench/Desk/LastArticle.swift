// A person who writes a rule looks at one article for minutes, and every key evaluates it.

import Articles
import Rules
import Synchronization

/// The article that was asked about last, with what rules have asked of its text.
final class LastArticle: Sendable {
  private let last = Mutex<AnalysedArticle?>(nil)

  /// The result of `body` for `article`. One caller after the other: the analysis belongs to one at a time.
  func with<Result: Sendable>(_ article: Article, _ body: (AnalysedArticle) throws -> Result) rethrows
    -> Result
  {
    try last.withLock { last in
      if let known = last, known.article == article { return try body(known) }
      let analysed = AnalysedArticle(article)
      last = analysed
      return try body(analysed)
    }
  }
}
