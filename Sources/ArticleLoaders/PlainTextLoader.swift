// A file is an article, byte for byte.

internal import Articles

struct PlainTextLoader: ArticleLoader {
  private let source: Source
  private let options: LoadOptions
  private(set) var isDone = false

  init(source: Source, options: LoadOptions) {
    self.source = source
    self.options = options
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
    case .overLimit(let size): return failure(overLimit(size, options.sizeLimit))
    }
    guard !isBlank(bytes) else { return failure("no text") }

    var article: Article
    if TextEncoding(of: bytes.span) == .utf16 {
      let (text, replaced) = decodeUTF16(bytes)
      article = Article(id: source.id, text: text)
      article.notices.append(
        Notice(slug: "utf16", message: "decoded from UTF-16; offsets refer to the text as UTF-8"))
      if replaced > 0 {
        article.notices.append(
          Notice(
            slug: "invalid-utf16", message: "\(replaced) invalid UTF-16 units replaced by U+FFFD",
            count: replaced))
      }
    } else {
      article = Article(id: source.id, text: bytes)
    }
    if options.headline == .firstLine { article.takeFirstLineAsHeadline() }
    let origin = Origin(input: source.input, path: source.shownPath, line: nil, bytes: 0..<bytes.count)
    return .article(article, origin)
  }

  private func failure(_ reason: String) -> LoadedItem {
    .failure(LoadFailure(path: source.shownPath, reason: reason))
  }

  /// Whether there is nothing but white space and a mark.
  private func isBlank(_ bytes: [UInt8]) -> Bool {
    let rest = TextEncoding(of: bytes.span) == .utf8WithMark ? bytes[3...] : bytes[...]
    return rest.allSatisfy { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
  }
}

/// The sentence for an article of `size` bytes where `limit` is the most.
func overLimit(_ size: Int, _ limit: Int) -> String {
  "article of \(size) bytes is over the limit of \(limit)"
}
