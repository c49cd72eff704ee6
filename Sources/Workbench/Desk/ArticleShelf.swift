// Articles of a desk are kept whole: the page asks for any of them at any time, by its number, which never changes.

import Articles
import Synchronization

/// The articles of a desk in the order in which they came.
final class ArticleShelf: Sendable {
  private struct State {
    var articles: [Article]
    var indexes: [String: Int] = [:]
    var size = 0
  }

  /// What became of an article.
  enum Outcome: Equatable {
    case added(Int)
    /// Another one has its id, by which labels name it.
    case taken
    case full
  }

  /// The most bytes of text that are kept.
  static let largestSize = 512 << 20

  private let state: Mutex<State>

  init(_ articles: [Article]) {
    var state = State(articles: [])
    for article in articles { _ = Self.add(article, to: &state) }
    self.state = Mutex(state)
  }

  var count: Int { state.withLock { $0.articles.count } }

  /// All of them, as they are now.
  var all: [Article] { state.withLock { $0.articles } }

  /// - Throws: 404 for an index that there is not.
  func article(_ index: Int) throws(Refusal) -> Article {
    let found = state.withLock { $0.articles.indices.contains(index) ? $0.articles[index] : nil }
    guard let found else { throw Refusal(404, "no article \(index), there are \(count)") }
    return found
  }

  /// The index of the article with this id.
  func index(of id: String) -> Int? { state.withLock { $0.indexes[id] } }

  /// Adds an article, if it can.
  func add(_ article: Article) -> Outcome { state.withLock { Self.add(article, to: &$0) } }

  private static func add(_ article: Article, to state: inout State) -> Outcome {
    guard state.indexes[article.id] == nil else { return .taken }
    guard state.size + article.text.count <= largestSize else { return .full }
    state.size += article.text.count
    state.indexes[article.id] = state.articles.count
    state.articles.append(article)
    return .added(state.articles.count - 1)
  }
}
