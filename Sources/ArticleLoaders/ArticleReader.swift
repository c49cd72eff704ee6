// The door through which all articles come in: one loop over whatever the user named, in that order,
// in bounded memory. What cannot be read is an item as well, so nothing is lost silently.

internal import Articles

/// Reads the articles of files, folders and standard input one by one.
///
///     var reader = ArticleReader(["articles.jsonl", "interviews/"])
///     while let item = reader.next() {
///       switch item {
///       case .article(let article, let origin): …
///       case .failure(let failure): print(failure)
///       }
///     }
///
/// INPUTs are read in the order given, a folder's files and those of a pattern (`*.jsonl`) by their paths, byte by
/// byte. What is packed with gzip or Zstandard is unpacked. `-` is standard input, which is taken, like a file of
/// unknown name, for JSON Lines when it begins with `{`, for JSON when it begins with `[{` or with a `{` alone on its
/// line, for CSV when its first line names the columns of articles, else for one plain text. The same files give the same
/// items in every run. Memory is bounded by the largest article, the list of files and the ids.
public struct ArticleReader: ~Copyable, Sendable {
  private let plan: InputPlan
  private let options: LoadOptions
  private var step = 0
  private var current: OpenSource?
  /// Where to go on in the source that is opened first.
  private var resumed: ReadingPosition?
  private var register = IDRegister()
  private var nearDuplicates = NearDuplicates()
  private var bytesOfFinishedSources = 0
  private var bytesOfCurrentSource = 0

  /// Finds out what `inputs` are and lists folders; reads no file yet.
  public init(_ inputs: [String], options: LoadOptions = LoadOptions()) {
    self.plan = InputPlan(
      inputs, format: options.converter == nil ? options.format : .converted,
      namesAll: options.map != nil || options.converter != nil)
    self.options = options
  }

  /// Goes on where another reader of the same inputs was.
  ///
  /// The next items are those that the other reader would have given after `position`. When repeated ids are refused,
  /// or near duplicates marked, all that comes before is read once more for its ids and texts; else a plain file is read from there, a compressed one is
  /// unpacked up to there, and of standard input as many bytes are passed.
  public init(_ inputs: [String], options: LoadOptions = LoadOptions(), at position: ReadingPosition) {
    self.init(inputs, options: options)
    if options.refusesRepeatedIDs || options.marksNearDuplicates {
      var earlier = ArticleReader(inputs, options: options)
      while earlier.position != position, earlier.next() != nil {}
      register = earlier.register
      nearDuplicates = earlier.nearDuplicates
    }
    step = position.step
    bytesOfFinishedSources = position.bytesBefore
    if position.isInsideSource { resumed = position }
  }

  /// Where the reader is, between the item it gave last and the next one.
  public var position: ReadingPosition {
    guard let state = currentState else {
      return resumed ?? ReadingPosition(step: step, bytesBefore: bytesOfFinishedSources)
    }
    guard !state.isOver else { return ReadingPosition(step: step + 1, bytesBefore: bytesRead) }
    return ReadingPosition(
      step: step, offset: state.offset, line: state.loader.line, state: state.loader.state,
      bytesBefore: bytesOfFinishedSources)
  }

  // An optional of a noncopyable value lends no property of it.
  private var currentState: OpenSource.State? {
    switch current {
    case .some(let source): source.state
    case nil: nil
    }
  }

  /// How many files and streams there are to read, and inputs that failed already.
  public var sourceCount: Int { plan.steps.count }

  /// Whether `path` is one of the files to read, under whatever name.
  public func reads(_ path: String) -> Bool {
    guard let wanted = FilePath(path).identity() else { return false }
    return plan.steps.contains { step in
      guard case .source(let source) = step, case .file(let path) = source.place else { return false }
      return path.identity() == wanted
    }
  }

  /// How many bytes have been read and used.
  public var bytesRead: Int { bytesOfFinishedSources + bytesOfCurrentSource }

  /// How many bytes there are to read; nil when a stream is among the inputs. Asks the system about each file.
  public func totalBytes() -> Int? {
    var total = 0
    for case .source(let source) in plan.steps {
      guard case .file(let path) = source.place else { return nil }
      guard let (kind, size) = try? path.status() else { continue }
      guard kind == .file else { return nil }
      total += size
    }
    return total
  }

  /// Whether `next` gives an item, or the end, without waiting for standard input to bring more.
  public var hasItemAtHand: Bool {
    if let state = currentState { return state.isOver || state.hasItemAtHand }
    guard step < plan.steps.count, case .source(let source) = plan.steps[step] else { return true }
    return source.place != .standardInput
  }

  /// Calls `body` with each file of the inputs in the order in which they are read, and the number of its INPUT.
  ///
  /// A file that cannot be read, and standard input, are left out.
  public func forEachFile(_ body: (_ input: Int, _ file: FileSample) -> Void) {
    for case .source(let source) in plan.steps {
      guard case .file(let path) = source.place, let sample = try? FileSample(path) else { continue }
      body(source.input, sample)
    }
  }

  /// The next article or failure; nil at the end of the last input.
  public mutating func next() -> LoadedItem? {
    while true {
      if current == nil {
        guard step < plan.steps.count else { return nil }
        switch plan.steps[step] {
        case .failure(let failure):
          step += 1
          return .failure(failure)
        case .source(let source):
          do throws(ReadError) {
            let position = resumed
            resumed = nil
            current = try OpenSource(source, options: options, at: position)
          } catch {
            step += 1
            return .failure(LoadFailure(path: source.shownPath, reason: error.reason, help: error.help))
          }
        }
      }
      guard let item = current?.next(bytesUsed: &bytesOfCurrentSource) else {
        bytesOfFinishedSources += bytesOfCurrentSource
        bytesOfCurrentSource = 0
        current = nil
        step += 1
        continue
      }
      return marked(options.refusesRepeatedIDs ? refusingRepeatedID(item) : item)
    }
  }

  private mutating func marked(_ item: LoadedItem) -> LoadedItem {
    guard options.marksNearDuplicates, case .article(let article, var origin) = item else { return item }
    origin.duplicateOf = nearDuplicates.original(of: article)
    return .article(article, origin)
  }

  private mutating func refusingRepeatedID(_ item: LoadedItem) -> LoadedItem {
    guard case .article(let article, let origin) = item,
      let earlier = register.note(article.id, at: IDRegister.Place(step: step, line: origin.line ?? 0)),
      case .source(let source) = plan.steps[earlier.step]
    else { return item }
    let place = source.shownPath + (earlier.line > 0 ? ":\(earlier.line)" : "")
    return .failure(
      LoadFailure(
        path: origin.path, line: origin.line, offset: origin.bytes.lowerBound,
        reason: "id '\(article.id)' is taken by \(place)"))
  }
}

/// A source that is being read.
private struct OpenSource: ~Copyable {
  struct State {
    var offset: Int
    var loader: LoaderState
    var isOver: Bool
    var hasItemAtHand: Bool
  }

  let source: Source
  var stream: ByteStream
  var loader: any ArticleLoader
  var hasGivenItem: Bool
  /// Whether nothing more comes, which a reader that goes on from here must not find out anew.
  var isOver = false

  /// Opens `source` and goes to `position` in it, or stays at its start.
  init(_ source: Source, options: LoadOptions, at position: ReadingPosition?) throws(ReadError) {
    let file =
      switch source.place {
      case .standardInput: OpenFile.standardInput()
      case .file(let path): try OpenFile(path)
      }
    var stream = try ByteStream(file)
    var format = source.format
    if format == nil {
      try stream.fill(toAtLeast: ArticleFormat.headSize)
      format = try ArticleFormat.recognize(stream.buffer.span.extracting(first: ArticleFormat.headSize))
    }
    var loader = (format ?? .text).makeLoader(for: source, options: options)
    if let position {
      try loader.resume(LoaderState(line: position.line, state: position.state), from: &stream)
      try stream.skip(to: position.offset)
    }
    self.loader = loader
    self.hasGivenItem = position != nil
    self.stream = stream
    self.source = source
  }

  var state: State {
    State(
      offset: stream.offset, loader: loader.resumableState, isOver: isOver || loader.isDone,
      hasItemAtHand: !stream.isStandardInput || stream.isAtEnd || stream.hasLine)
  }

  mutating func next(bytesUsed: inout Int) -> LoadedItem? {
    defer { bytesUsed = stream.bytesOfFile }
    guard !isOver else { return nil }
    do throws(ReadError) {
      if let item = try loader.next(from: &stream) {
        hasGivenItem = true
        return item
      }
      isOver = true
      if hasGivenItem { return nil }
      return .failure(LoadFailure(path: source.shownPath, reason: "no articles"))
    } catch {
      isOver = true
      return .failure(
        LoadFailure(
          path: source.shownPath, offset: stream.offset + stream.available, reason: error.reason,
          help: error.help))
    }
  }
}
