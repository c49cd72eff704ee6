// A file is an article, byte for byte.

internal import Articles

struct PlainTextReader: WholeFileReader {
  func read(
    _ bytes: [UInt8], of source: Source, _ options: LoadOptions, _ origin: Origin
  ) throws(ReadError) -> (Article, Origin) {
    guard !isBlank(bytes) else { throw ReadError(reason: "no text") }

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
    return (article, origin)
  }

  /// Whether there is nothing but white space and a mark.
  private func isBlank(_ bytes: [UInt8]) -> Bool {
    let rest = TextEncoding(of: bytes.span) == .utf8WithMark ? bytes[3...] : bytes[...]
    return rest.allSatisfy { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
  }
}
