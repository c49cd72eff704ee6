// Feeds of three families say the same things under different names. Each entry is an article; what the feed says of
// itself is said of each of them.

internal import Articles
internal import WebPages

/// Takes an article from each entry of an RSS 2.0, RSS 1.0 or Atom feed.
struct FeedLoader: ArticleLoader {
  private let source: Source
  private let options: LoadOptions
  private var head: FeedHead?
  /// Line feeds in all that is used.
  private var line = 0
  private var entry = 0
  private(set) var isDone = false

  init(source: Source, options: LoadOptions) {
    self.source = source
    self.options = options
  }

  var resumableState: LoaderState { LoaderState(line: line, state: entry) }

  mutating func resume(_ state: LoaderState, from stream: inout ByteStream) throws(ReadError) {
    // What the feed is called stands at its start alone.
    _ = try readHead(from: &stream)
    line = state.line
    entry = state.state
  }

  mutating func next(from stream: inout ByteStream) throws(ReadError) -> LoadedItem? {
    guard !isDone else { return nil }
    if head == nil, let failure = try readHead(from: &stream) {
      isDone = true
      return failure
    }
    guard let head else { return nil }
    guard try pass(to: ["item", "entry"], in: &stream) else {
      isDone = true
      return nil
    }
    entry += 1
    let (offset, firstLine) = (stream.offset, line + 1)
    let end = try endOfEntry(in: &stream)
    guard let end else {
      return failure(
        firstLine, offset, "entry \(entry): " + overLimit(stream.offset - offset, options.sizeLimit))
    }
    let bytes = Array(stream.buffer[stream.start..<end.place])
    use(bytes.count, of: &stream)
    guard end.isClosed else {
      isDone = true
      return failure(firstLine, offset, "entry \(entry): its end expected, got end of file")
    }
    var origin = Origin(
      input: source.input, path: source.shownPath, line: firstLine, bytes: offset..<offset + bytes.count)
    let (text, notices) = WebPage.decoded(bytes, charset: head.encoding)
    let found = FeedEntry(text)
    guard var article = found.article(id: "\(source.id):\(entry)", &origin, options) else {
      return failure(firstLine, offset, "entry \(entry): no text")
    }
    article.outlet = article.outlet ?? head.title
    article.language = article.language ?? head.language
    article.notices += notices
    return .article(article, origin)
  }

  // MARK: The stream

  /// Goes to the next start tag called one of `names`, which stays unused; false when none comes.
  private mutating func pass(to names: Set<String>, in stream: inout ByteStream) throws(ReadError) -> Bool {
    while true {
      switch FeedElementScanner.next(in: stream.buffer.span, from: stream.start) {
      case .tag(let tag):
        if !tag.isEnd, !tag.isEmpty, names.contains(tag.name) {
          use(tag.range.lowerBound - stream.start, of: &stream)
          return true
        }
        use(tag.range.upperBound - stream.start, of: &stream)
      case .nothing(let place):
        use(place - stream.start, of: &stream)
        // A comment, a section or a tag that never ends.
        if stream.available > options.sizeLimit { use(stream.available, of: &stream) }
        guard try more(&stream) else { return false }
      }
    }
  }

  /// Where the entry that begins here ends; nil when it is over the limit, and passed.
  private mutating func endOfEntry(
    in stream: inout ByteStream
  ) throws(ReadError) -> (place: Int, isClosed: Bool)? {
    var searched = 0
    var depth = 0
    var name = ""
    while true {
      switch FeedElementScanner.next(in: stream.buffer.span, from: stream.start + searched) {
      case .tag(let tag):
        searched = tag.range.upperBound - stream.start
        if name.isEmpty { name = tag.name }
        guard tag.name == name, !tag.isEmpty else { continue }
        depth += tag.isEnd ? -1 : 1
        if depth == 0 {
          guard searched <= options.sizeLimit else {
            use(searched, of: &stream)
            return nil
          }
          return (stream.start + searched, true)
        }
      case .nothing(let place):
        searched = place - stream.start
        if stream.available > options.sizeLimit {
          // Passed in pieces, up to an end tag or to another entry.
          use(max(searched, 1), of: &stream)
          try passEntry(name, in: &stream)
          return nil
        }
        guard try more(&stream) else { return (stream.buffer.count, false) }
      }
    }
  }

  private mutating func passEntry(_ name: String, in stream: inout ByteStream) throws(ReadError) {
    while true {
      switch FeedElementScanner.next(in: stream.buffer.span, from: stream.start) {
      case .tag(let tag):
        if tag.name == name {
          if tag.isEnd { use(tag.range.upperBound - stream.start, of: &stream) }
          if !tag.isEnd { use(tag.range.lowerBound - stream.start, of: &stream) }
          return
        }
        use(tag.range.upperBound - stream.start, of: &stream)
      case .nothing(let place):
        use(place - stream.start, of: &stream)
        if stream.available > options.sizeLimit { use(stream.available - 16, of: &stream) }
        guard try more(&stream) else { return use(stream.available, of: &stream) }
      }
    }
  }

  /// Reads on, and twice as much each time, so that what does not end is not searched again for every piece.
  private func more(_ stream: inout ByteStream) throws(ReadError) -> Bool {
    let wanted = 2 * stream.available
    guard try stream.fill() else { return false }
    try stream.fill(toAtLeast: min(wanted, options.sizeLimit + 1))
    return true
  }

  private mutating func use(_ count: Int, of stream: inout ByteStream) {
    for index in stream.start..<stream.start + count where stream.buffer[index] == 0x0A { line += 1 }
    stream.consume(count)
  }

  // MARK: The head

  private static let headLimit = 1 << 20

  /// Reads what stands before the first entry, which stays unused; a failure when this is no feed.
  private mutating func readHead(from stream: inout ByteStream) throws(ReadError) -> LoadedItem? {
    try stream.fill(toAtLeast: 3)
    if let failure = skipMark(at: &stream, of: source, "a feed") { return failure }
    var searched = 0
    var root: String?
    while true {
      switch FeedElementScanner.next(in: stream.buffer.span, from: stream.start + searched) {
      case .tag(let tag):
        if root == nil {
          root = tag.name
          if let failure = refusal(ofRoot: tag.name) { return failure }
        }
        if ["item", "entry"].contains(tag.name) {
          searched = tag.range.lowerBound - stream.start
          head = FeedHead(Array(stream.buffer[stream.start..<stream.start + searched]))
          use(searched, of: &stream)
          return nil
        }
        searched = tag.range.upperBound - stream.start
      case .nothing(let place):
        searched = place - stream.start
        if searched > Self.headLimit || stream.available > options.sizeLimit {
          return failure(1, 0, "a feed's first entry expected within \(Self.headLimit) bytes, got none")
        }
        guard try more(&stream) else {
          return root == nil ? refusal(ofRoot: "") : failure(1, 0, "no entries in this feed")
        }
      }
    }
  }

  private func refusal(ofRoot name: String) -> LoadedItem? {
    switch name {
    case "rss", "feed", "rdf", "channel": return nil
    case "urlset", "sitemapindex":
      return failure(
        1, 0, "a feed expected, got a sitemap, which lists addresses and holds no articles",
        help: "fetch the pages that it lists, and load those")
    default:
      return failure(
        1, 0, "a feed (rss, rdf or feed) expected, got \(name.isEmpty ? "no element" : "element '\(name)'")")
    }
  }

  private func failure(_ line: Int, _ offset: Int, _ reason: String, help: String? = nil) -> LoadedItem {
    .failure(LoadFailure(path: source.shownPath, line: line, offset: offset, reason: reason, help: help))
  }
}
