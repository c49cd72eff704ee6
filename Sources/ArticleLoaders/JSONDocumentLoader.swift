// A `.json` file is one article, or an array of them that may be larger than memory: its elements are
// cut out of the stream one by one, and only one is ever held.

internal import JSON

struct JSONDocumentLoader: ArticleLoader {
  private enum State: Int {
    case start, firstElement, nextElement, afterDocument, done
  }

  private let source: Source
  private let options: LoadOptions
  private let decoder: ArticleDecoder
  private var state = State.start
  /// The line on which the first byte that is not used up stands.
  private var line = 1
  /// Reads the document when it is a feed.
  private var feed: MappedJSONLoader?

  init(source: Source, options: LoadOptions) {
    self.source = source
    self.options = options
    self.decoder = ArticleDecoder(headline: options.headline)
  }

  var isDone: Bool { feed?.isDone ?? (state == .done) }

  var resumableState: LoaderState {
    if let feed { return LoaderState(line: 0, state: Self.stateOfFeed + feed.resumableState.state) }
    return LoaderState(line: line, state: state.rawValue)
  }

  /// States from here on are a feed's.
  private static let stateOfFeed = 1000

  mutating func resume(_ earlier: LoaderState, from stream: inout ByteStream) throws(ReadError) {
    if earlier.state >= Self.stateOfFeed {
      try beginFeed(from: &stream)
      try feed?.resume(LoaderState(line: 0, state: earlier.state - Self.stateOfFeed), from: &stream)
      return
    }
    line = earlier.line
    state = State(rawValue: earlier.state) ?? .done
  }

  /// Whether the document says that it is a JSON Feed; then it is read as one.
  private mutating func beginFeed(from stream: inout ByteStream) throws(ReadError) {
    try stream.fill(toAtLeast: ArticleFormat.headSize)
    let head = stream.buffer[stream.start...].prefix(ArticleFormat.headSize)
    guard String(decoding: head, as: UTF8.self).contains("jsonfeed.org/version"),
      let map = try? ArticleMap("jsonfeed")
    else { return }
    feed = MappedJSONLoader(source: source, options: options, map: map, isLines: false)
  }

  mutating func next(from stream: inout ByteStream) throws(ReadError) -> LoadedItem? {
    if state == .start, feed == nil { try beginFeed(from: &stream) }
    if feed != nil { return try feed?.next(from: &stream) }
    while true {
      switch state {
      case .done: return nil
      case .start:
        try stream.fill(toAtLeast: 3)
        if let failure = skipMark(at: &stream, of: source) {
          state = .done
          return failure
        }
        switch try peek(&stream) {
        case 0x7B:
          state = .afterDocument
          return try readElement(from: &stream)
        case 0x5B:
          use(1, of: &stream)
          state = .firstElement
        default: return end(at: stream, expected: "an article object or an array of them")
        }
      case .firstElement:
        if try peek(&stream) == 0x5D {
          use(1, of: &stream)
          state = .afterDocument
        } else {
          state = .nextElement
          return try readElement(from: &stream)
        }
      case .nextElement:
        switch try peek(&stream) {
        case 0x2C:
          use(1, of: &stream)
          return try readElement(from: &stream)
        case 0x5D:
          use(1, of: &stream)
          state = .afterDocument
        default: return end(at: stream, expected: "',' or ']'")
        }
      case .afterDocument:
        guard let byte = try peek(&stream) else { return nil }
        let help = byte == 0x7B ? "a file with an article on each line is named .jsonl" : nil
        return end(at: stream, expected: "end of file", help: help)
      }
    }
  }

  // MARK: Elements

  /// Reads the value that begins here; a syntax error ends the source, since what follows is guesswork.
  private mutating func readElement(from stream: inout ByteStream) throws(ReadError) -> LoadedItem {
    guard let first = try peek(&stream), first != 0x2C, first != 0x5D, first != 0x7D else {
      return end(at: stream, expected: "an article object")
    }
    var scanner = JSONValueScanner()
    var scanned = 0
    var end = scanner.end(in: stream.buffer.span, from: stream.start)
    while end == nil {
      scanned = stream.available
      if scanned > options.sizeLimit { return try skipElement(from: &stream, scanner) }
      guard try stream.fill() else { break }
      end = scanner.end(in: stream.buffer.span, from: stream.start + scanned)
    }
    let range = stream.start..<(end ?? stream.buffer.count)
    guard range.count <= options.sizeLimit else {
      let item = failure(stream.offset, line, overLimit(range.count, options.sizeLimit))
      use(range.count, of: &stream)
      return item
    }
    let item = decode(stream, range)
    use(range.count, of: &stream)
    return item
  }

  private mutating func decode(_ stream: borrowing ByteStream, _ range: Range<Int>) -> LoadedItem {
    do throws(ArticleDecodingError) {
      let article = try decoder.decode(stream.buffer, in: range, nameOfEnd: "end of file")
      let bytes = stream.fileOffset(range.lowerBound)..<stream.fileOffset(range.upperBound)
      return .article(article, Origin(input: source.input, path: source.shownPath, line: line, bytes: bytes))
    } catch {
      let offset = stream.fileOffset(error.offset)
      let line = line + count(0x0A, in: stream.buffer.span.extracting(range.lowerBound..<error.offset))
      guard error.isSyntax else { return failure(offset, line, error.reason, help: error.help) }
      let help = state == .nextElement ? Self.restIsUnread : nil
      state = .done
      return failure(offset, line, "\(error.reason) at byte \(offset)", help: help)
    }
  }

  /// Passes an element that is over the limit, in pieces.
  private mutating func skipElement(
    from stream: inout ByteStream, _ begun: JSONValueScanner
  ) throws(ReadError) -> LoadedItem {
    var scanner = begun
    let (offset, line) = (stream.offset, line)
    use(stream.available, of: &stream)
    while try stream.fill() {
      if let end = scanner.end(in: stream.buffer.span, from: stream.start) {
        use(end - stream.start, of: &stream)
        break
      }
      use(stream.available, of: &stream)
    }
    return failure(offset, line, overLimit(stream.offset - offset, options.sizeLimit))
  }

  // MARK: Bytes

  /// Passes white space and returns the byte that follows, which stays unused; nil at the end.
  private mutating func peek(_ stream: inout ByteStream) throws(ReadError) -> UInt8? {
    while true {
      var index = stream.start
      while index < stream.buffer.count {
        let byte = stream.buffer[index]
        guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else {
          use(index - stream.start, of: &stream)
          return byte
        }
        index += 1
      }
      use(index - stream.start, of: &stream)
      guard try stream.fill() else { return nil }
    }
  }

  private mutating func use(_ count: Int, of stream: inout ByteStream) {
    line += self.count(0x0A, in: stream.buffer.span.extracting(stream.start..<stream.start + count))
    stream.consume(count)
  }

  private func count(_ wanted: UInt8, in bytes: Span<UInt8>) -> Int {
    var count = 0
    for index in bytes.indices { count += bytes[index] == wanted ? 1 : 0 }
    return count
  }

  // MARK: Failures

  private static let restIsUnread = "the rest of the file is set aside"

  /// Ends the source where something else than `expected` stands.
  private mutating func end(at stream: borrowing ByteStream, expected: String, help: String? = nil)
    -> LoadedItem
  {
    let hasRest = state != .start && stream.available > 0
    let help = help ?? (hasRest ? Self.restIsUnread : nil)
    state = .done
    var reader = JSONReader(stream.buffer, in: stream.start..<stream.buffer.count, nameOfEnd: "end of file")
    let error = reader.unexpected(expected)
    return failure(stream.offset, line, "\(error) at byte \(stream.offset)", help: help)
  }

  private func failure(_ offset: Int, _ line: Int, _ reason: String, help: String? = nil) -> LoadedItem {
    .failure(LoadFailure(path: source.shownPath, line: line, offset: offset, reason: reason, help: help))
  }
}
