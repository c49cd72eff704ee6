// Two rule sets over the same articles, one after the other, so that nothing but the rules can differ.

import ArticleLoaders
import Articles
public import RecordOutputs
public import Rules
import RulePacks
import Scoring

extension RunComparison {
  /// Why a comparison cannot be made: a line each.
  public struct Mistakes: Error, Sendable {
    public var lines: [String]
  }

  /// Evaluates each article of `inputs` under both rule sets.
  ///
  /// - Parameter noting: told after each article how many were compared.
  /// - Returns: the comparison, and the digest of the corpus.
  /// - Throws: `Mistakes` for inputs that cannot be read; and when rules cannot run.
  public static func run(
    _ old: RuleSet, _ new: RuleSet, inputs: [String], headline: Bool, noting: (Int) -> Void = { _ in }
  ) throws -> (comparison: RunComparison, corpus: String) {
    var comparison = RunComparison()
    var corpus = CorpusDigest()
    var mistakes: [String] = []
    var before = try old.makeEvaluator(), after = try new.makeEvaluator()
    var reader = ArticleReader(inputs, options: LoadOptions(headline: headline ? .firstLine : .none))
    while let item = reader.next() {
      switch item {
      case .failure(let failure): mistakes.append(failure.description)
      case .article(let article, _):
        corpus.add(id: article.id, sha256: sha256(article.text))
        comparison.add(
          article: article.id, old: Finding.all(before.evaluate(article), of: article),
          new: Finding.all(after.evaluate(article), of: article))
        noting(corpus.count)
      }
    }
    if corpus.count == 0, mistakes.isEmpty { mistakes.append("no article among the inputs") }
    guard mistakes.isEmpty else { throw Mistakes(lines: mistakes) }
    return (comparison, corpus.text)
  }

  /// Compares two runs of a database, article by article. An article counts when both runs have it with the same text;
  /// the others are drift of the corpus and named.
  ///
  /// - Throws: `Mistakes` when the runs share no article.
  public static func between(
    _ old: [StoredArticle], _ new: [StoredArticle]
  ) throws(Mistakes) -> (comparison: RunComparison, corpus: String) {
    var comparison = RunComparison()
    var corpus = CorpusDigest()
    let after = Dictionary(new.map { ($0.id, $0) }) { first, _ in first }
    var seen: Set<String> = []
    for article in old {
      guard seen.insert(article.id).inserted else { continue }
      guard let other = after[article.id] else {
        comparison.drifted.append("'\(article.id)' is in the old run alone")
        continue
      }
      guard other.sha256 == article.sha256 else {
        comparison.drifted.append("'\(article.id)' has another text in the new run")
        continue
      }
      corpus.add(id: article.id, sha256: article.sha256)
      comparison.add(article: article.id, old: Finding.all(article), new: Finding.all(other))
    }
    for article in new where !seen.contains(article.id) {
      comparison.drifted.append("'\(article.id)' is in the new run alone")
    }
    guard corpus.count > 0 else { throw Mistakes(lines: ["the runs have no article in common"]) }
    return (comparison, corpus.text)
  }
}
