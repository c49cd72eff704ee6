// Texts, pages, documents and books have this in common: a file is one article, and is read whole.

internal import Articles

/// Makes the article of a whole file.
protocol WholeFileReader: Sendable {
  /// The article of the file `bytes`, and where it stood: `origin`, with what is known besides.
  ///
  /// - Throws: why the file is no article.
  func read(
    _ bytes: [UInt8], of source: Source, _ options: LoadOptions, _ origin: Origin
  ) throws(ReadError) -> (Article, Origin)
}

/// Gives the one article of a file.
struct WholeFileLoader: ArticleLoader {
  private let source: Source
  private let options: LoadOptions
  private let reader: any WholeFileReader
  private(set) var isDone = false

  init(source: Source, options: LoadOptions, _ reader: any WholeFileReader) {
    self.source = source
    self.options = options
    self.reader = reader
  }

  // One item is all there is, so nobody goes on in the middle.
  var resumableState: LoaderState { LoaderState() }
  mutating func resume(_ state: LoaderState, from stream: inout ByteStream) {}

  mutating func next(from stream: inout ByteStream) throws(ReadError) -> LoadedItem? {
    guard !isDone else { return nil }
    isDone = true
    let bytes: [UInt8]
    switch try stream.takeWhole(limit: options.sizeLimit) {
    case .bytes(let whole): bytes = whole
    case .overLimit(let size):
      return .failure(LoadFailure(path: source.shownPath, reason: overLimit(size, options.sizeLimit)))
    }
    let origin = Origin(input: source.input, path: source.shownPath, line: nil, bytes: 0..<bytes.count)
    do throws(ReadError) {
      let (article, found) = try reader.read(bytes, of: source, options, origin)
      return .article(article, found)
    } catch {
      return .failure(LoadFailure(path: source.shownPath, reason: error.reason, help: error.help))
    }
  }
}

/// The sentence for an article of `size` bytes where `limit` is the most.
func overLimit(_ size: Int, _ limit: Int) -> String {
  "article of \(size) bytes is over the limit of \(limit)"
}
