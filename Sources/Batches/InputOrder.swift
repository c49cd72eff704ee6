// Records leave a run in the order of its input, whoever finished first. What was read waits here until all before it
// is done, and nothing more is read while too much waits: that is what bounds the coordinator's memory.

internal import ArticleLoaders
internal import Articles

/// What has been read and not yet written.
struct InputOrder {
  struct Entry {
    enum Content {
      case failure(LoadFailure)
      case article(Article, Origin, ordinal: Int)
      /// What it was has left.
      case nothing
    }

    var content: Content
    /// What became of an article; nil until that is known.
    var outcome: ScoredArticle.Outcome?
    /// Whether it may leave when its turn comes.
    var isDone: Bool
    /// The memory that it holds, roughly.
    var bytes: Int
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
    entries.append(
      Entry(content: .failure(failure), isDone: true, bytes: 0, position: position, bytesRead: bytesRead))
  }

  mutating func append(
    _ article: Article, _ origin: Origin, ordinal: Int, until position: ReadingPosition, bytesRead: Int
  ) {
    bytes += article.text.count
    places[ordinal] = entries.count
    entries.append(
      Entry(
        content: .article(article, origin, ordinal: ordinal), isDone: false, bytes: article.text.count,
        position: position, bytesRead: bytesRead))
  }

  mutating func finish(_ scored: ScoredArticle) {
    guard let place = places.removeValue(forKey: scored.ordinal) else {
      preconditionFailure("a record came for an article that nobody waits for")
    }
    entries[place].outcome = scored.outcome
    entries[place].isDone = true
    if case .record(let line, _) = scored.outcome {
      bytes += line.count
      entries[place].bytes += line.count
    }
  }

  /// The next entry, when it is due and done.
  mutating func next() -> Entry? {
    guard !isEmpty, entries[first].isDone else { return nil }
    // Moved out, not copied: an article is a dozen references. Its place is let go of now and then.
    var entry = Entry(
      content: .nothing, isDone: true, bytes: 0, position: entries[first].position, bytesRead: 0)
    swap(&entry, &entries[first])
    bytes -= entry.bytes
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
