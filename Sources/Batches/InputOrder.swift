// Records leave a run in the order of its input, whoever finished first. What was read waits here until all before it
// is done, and nothing more is read while too much waits: that is what bounds the coordinator's memory.

internal import ArticleLoaders
internal import Articles

/// What has been read and not yet written.
struct InputOrder {
  struct Entry {
    enum Content {
      case failure(LoadFailure)
      case article(Article, Origin, ordinal: Int, ScoredArticle.Outcome?)
      /// What it was has left.
      case nothing
    }

    var content: Content
    /// Where reading goes on after it.
    var position: ReadingPosition
    /// How much of the inputs is used with it.
    var bytesRead: Int
  }

  private static let mostEntries = 2048
  private static let mostBytes = 12 << 20

  private var entries: [Entry] = []
  /// The entry that is due next.
  private var first = 0
  /// Where the article of an ordinal stands in `entries`.
  private var places: [Int: Int] = [:]
  private var bytes = 0

  var isEmpty: Bool { first == entries.count }
  /// Whether more may be read.
  var hasRoom: Bool { isEmpty || (entries.count - first < Self.mostEntries && bytes < Self.mostBytes) }

  mutating func append(_ failure: LoadFailure, until position: ReadingPosition, bytesRead: Int) {
    entries.append(Entry(content: .failure(failure), position: position, bytesRead: bytesRead))
  }

  mutating func append(
    _ article: Article, _ origin: Origin, ordinal: Int, until position: ReadingPosition, bytesRead: Int
  ) {
    bytes += article.text.count
    places[ordinal] = entries.count
    entries.append(
      Entry(
        content: .article(article, origin, ordinal: ordinal, nil), position: position, bytesRead: bytesRead))
  }

  mutating func finish(_ scored: ScoredArticle) {
    guard let place = places.removeValue(forKey: scored.ordinal),
      case .article(let article, let origin, let ordinal, _) = entries[place].content
    else { preconditionFailure("a record came for an article that nobody waits for") }
    entries[place].content = .article(article, origin, ordinal: ordinal, scored.outcome)
    if case .record(let line, _) = scored.outcome { bytes += line.count }
  }

  /// The next entry, when it is due and done.
  mutating func next() -> Entry? {
    guard !isEmpty else { return nil }
    let entry = entries[first]
    if case .article(let article, _, _, let outcome) = entry.content {
      guard let outcome else { return nil }
      bytes -= article.text.count
      if case .record(let line, _) = outcome { bytes -= line.count }
    }
    // Let go of the article now, and of the places now and then.
    entries[first].content = .nothing
    first += 1
    if first == entries.count {
      entries.removeAll(keepingCapacity: true)
      first = 0
    } else if first > Self.mostEntries {
      entries.removeSubrange(0..<first)
      for (ordinal, place) in places { places[ordinal] = place - first }
      first = 0
    }
    return entry
  }
}
