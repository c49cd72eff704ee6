// A PDF says where each letter stands, not what it is part of. An installed program guesses; we say that it is a guess.

internal import Articles
internal import WebPages

/// Takes the text of a PDF from `pdftotext`, where that is installed.
struct PDFLoader: ArticleLoader {
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
    do throws(ReadError) {
      var limits = ConverterProcess.Limits(outputBytes: options.sizeLimit)
      limits.name = "pdftotext"
      let text = try ConverterProcess.run(Self.command, input: bytes, variables: [], limits: limits)
      let blocks = paragraphs(of: String(decoding: text, as: UTF8.self)).map(Self.joined)
      guard !blocks.isEmpty else {
        return failure(
          "no text in this PDF", help: "one that was scanned holds pictures of text; OCR makes text of them")
      }
      var article = Article(id: source.id, blocks: blocks.map { (.body, ValidText(Array($0.utf8))) })
      article.notices.append(Self.notice)
      let origin = Origin(input: source.input, path: source.shownPath, line: nil, bytes: 0..<bytes.count)
      return .article(article, origin)
    } catch {
      guard error.reason.contains("status 127") else { return failure(error.reason, help: error.help) }
      return failure(
        "a program 'pdftotext' that reads PDF expected, got none",
        help: "install it: apt-get install poppler-utils")
    }
  }

  private static let command = "exec pdftotext -q -enc UTF-8 -nopgbrk - -"

  private static let notice = Notice(
    slug: "pdf",
    message:
      "read by pdftotext: headlines, captions, columns, tables and what every page repeats are not told apart"
  )

  /// A paragraph's lines as one; a word that was divided between two is whole again.
  private static func joined(_ paragraph: String) -> String {
    var text = ""
    for line in paragraph.split(separator: "\n") {
      let line = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if text.hasSuffix("-"), text.dropLast().last?.isLowercase ?? false, line.first?.isLowercase ?? false {
        text.removeLast()
      } else if !text.isEmpty {
        text += " "
      }
      text += line
    }
    return text
  }

  private func failure(_ reason: String, help: String? = nil) -> LoadedItem {
    .failure(LoadFailure(path: source.shownPath, reason: reason, help: help))
  }
}
