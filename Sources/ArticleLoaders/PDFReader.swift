// A PDF says where each letter stands, not what it is part of. An installed program guesses; we say that it is a guess.

internal import Articles
internal import WebPages

/// Takes the text of a PDF from `pdftotext`, where that is installed.
struct PDFReader: WholeFileReader {
  func read(
    _ bytes: [UInt8], of source: Source, _ options: LoadOptions, _ origin: Origin
  ) throws(ReadError) -> (Article, Origin) {
    var limits = ConverterProcess.Limits(outputBytes: options.sizeLimit)
    limits.name = "pdftotext"
    let text: [UInt8]
    do throws(ReadError) {
      text = try ConverterProcess.run(Self.command, input: bytes, variables: [], limits: limits)
    } catch {
      guard error.reason.contains("status 127") else { throw error }
      throw ReadError(
        reason: "a program 'pdftotext' that reads PDF expected, got none",
        help: "install it: apt-get install poppler-utils")
    }
    let blocks = paragraphs(of: String(decoding: text, as: UTF8.self)).map(Self.joined)
    guard !blocks.isEmpty else {
      throw ReadError(
        reason: "no text in this PDF",
        help: "one that was scanned holds pictures of text; OCR makes text of them")
    }
    var article = Article(id: source.id, blocks: blocks.map { (.body, ValidText(Array($0.utf8))) })
    article.notices.append(Self.notice)
    return (article, origin)
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
}
