// What is in a text does not depend on rules. While one rule is written, one article is evaluated again and again.

public import Articles
import TextAnalysis

/// An article with what was found out about its text, for evaluations under several rule sets, one after the other.
///
/// Changes no result. What rules ask of the text is worked out when the first of them asks, and kept: with the tagger's and parser's
/// memory up to about 30 MB. Belongs to one task at a time.
public final class AnalysedArticle {
  public let article: Article
  let analysis: Analysis

  public init(_ article: Article) {
    self.article = article
    analysis = Analysis(article)
  }
}
