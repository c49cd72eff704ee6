// A corpus is JSON Lines, of any size, and one broken line among millions is the rule. Each line stands
// or falls alone.

internal import Articles
internal import JSON

struct JSONLinesLoader: ArticleLoader {
  private let source: Source
  private let options: LoadOptions
  private let decoder: ArticleDecoder
  private var line = 0
  private var isFirst = true
  private(set) var isDone = false

  init(source: Source, options: LoadOptions) {
    self.source = source
    self.options = options
    self.decoder = ArticleDecoder(headline: options.headline)
  }

  var resumableState: LoaderState { LoaderState(line: line) }

  mutating func resume(_ state: LoaderState, from stream: inout ByteStream) {
    line = state.line
    isFirst = false
  }

  mutating func next(from stream: inout ByteStream) throws(ReadError) -> LoadedItem? {
    guard !isDone else { return nil }
    if line == 0 {
      try stream.fill(toAtLeast: 3)
      if let failure = skipMark(at: &stream, of: source) {
        isDone = true
        return failure
      }
    }
    while let next = try stream.nextLine(limit: options.sizeLimit) {
      line += 1
      switch next {
      case .overLimit(let offset, let count):
        isFirst = false
        return failure(offset, overLimit(count, options.sizeLimit))
      case .bytes(let range):
        let kind = LineKind(stream.buffer.span.extracting(range))
        if kind == .blank { continue }
        defer { isFirst = false }
        if isFirst, kind == .openBracket {
          isDone = true
          return failure(
            stream.fileOffset(range.lowerBound), "one article a line expected, got JSON over several lines",
            help:
              "a file named .json, or the format 'json', may have one article or an array of them over several lines"
          )
        }
        return decode(stream, range)
      }
    }
    return nil
  }

  private func decode(_ stream: borrowing ByteStream, _ range: Range<Int>) -> LoadedItem {
    do throws(ArticleDecodingError) {
      let article = try decoder.decode(stream.buffer, in: range, nameOfEnd: "end of line")
      let bytes = stream.fileOffset(range.lowerBound)..<stream.fileOffset(range.upperBound)
      return .article(article, Origin(input: source.input, path: source.shownPath, line: line, bytes: bytes))
    } catch {
      let offset = stream.fileOffset(error.offset)
      return failure(
        offset, error.isSyntax ? "\(error.reason) at byte \(offset)" : error.reason, help: error.help)
    }
  }

  private func failure(_ offset: Int, _ reason: String, help: String? = nil) -> LoadedItem {
    .failure(LoadFailure(path: source.shownPath, line: line, offset: offset, reason: reason, help: help))
  }

  private enum LineKind {
    case blank, openBracket, other

    init(_ line: Span<UInt8>) {
      var brackets = 0
      for index in line.indices {
        switch line[index] {
        case 0x20, 0x09, 0x0D: continue
        case 0x7B, 0x5B: brackets += 1
        default:
          self = .other
          return
        }
      }
      self = brackets == 0 ? .blank : brackets == 1 ? .openBracket : .other
    }
  }
}

/// Passes a UTF-8 mark at the start of a source of the form `name`; a failure when the source is UTF-16.
func skipMark(at stream: inout ByteStream, of source: Source, _ name: String = "JSON") -> LoadedItem? {
  switch TextEncoding(of: stream.buffer.span.extracting(stream.buffer.indices.suffix(from: stream.start))) {
  case .utf8: return nil
  case .utf8WithMark:
    stream.consume(3)
    return nil
  case .utf16:
    return .failure(
      LoadFailure(
        path: source.shownPath, offset: 0, reason: "\(name) in UTF-8 expected, got UTF-16",
        help: "iconv -f UTF-16 -t UTF-8 converts it"))
  }
}
