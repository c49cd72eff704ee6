// A claim is checked where it stands. Browsers scroll to a text that an address names, so the way back from an offset leads
// into the page itself.

extension Article {
  /// The block in which `span` begins, and which of the blocks it is; nil when it begins between blocks.
  ///
  /// A binary search.
  public func block(at span: TextSpan) -> (index: Int, block: Block)? {
    var low = 0
    var high = blocks.count
    while low < high {
      let middle = (low + high) / 2
      if blocks[middle].span.end <= span.start { low = middle + 1 } else { high = middle }
    }
    guard low < blocks.count, blocks[low].span.start <= span.start else { return nil }
    return (low, blocks[low])
  }

  /// The article's address with a directive by which a browser scrolls to `span` and marks it: `…#:~:text=…`.
  ///
  /// Long texts, and those that go on in another block, are named by their first and their last words; one that stands in
  /// the article before, with the words in front of it. nil when the article has no address on the web, or `span` has no
  /// words. Linear in the article's text.
  public func address(of span: TextSpan) -> String? {
    guard let url, url.hasPrefix("https://") || url.hasPrefix("http://"), let (index, block) = block(at: span)
    else {
      return nil
    }
    let words = Self.words(string(span))
    guard let first = words.first else { return nil }
    let continues = span.end > block.span.end
    let inFirst = continues ? Self.words(string(TextSpan(span.start, block.span.end))) : words
    var directive = ""
    if Self.count(of: text, span, upTo: 1) > 0 {
      let before = Self.words(string(TextSpan(block.span.start, span.start))).suffix(Self.fewWords)
      // The first words of a block have nothing in front of them but other blocks.
      if !before.isEmpty { directive = Self.escaped(before) + "-," }
    }
    if continues || words.count > 2 * Self.fewWords {
      let start = inFirst.isEmpty ? [first] : Array(inFirst.prefix(Self.fewWords))
      let last = continues ? Self.wordsOfLastBlock(self, span, after: index) : words
      directive += Self.escaped(start[...]) + "," + Self.escaped(last.suffix(Self.fewWords))
    } else {
      directive += Self.escaped(words[...])
    }
    // Whatever fragment the address had, browsers keep it in front.
    return url + (url.contains("#") ? "" : "#") + ":~:text=" + directive
  }

  private static let fewWords = 6

  private static func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }

  private static func wordsOfLastBlock(_ article: Article, _ span: TextSpan, after index: Int) -> [Substring]
  {
    let last = article.blocks[index...].last { $0.span.start < span.end }
    return words(article.string(TextSpan(max(span.start, last?.span.start ?? span.start), span.end)))
  }

  /// How often the text of `span` stands before it, as far as `limit`.
  private static func count(of text: [UInt8], _ span: TextSpan, upTo limit: Int) -> Int {
    let (start, end) = (Int(span.start), min(Int(span.end), text.count))
    guard end > start else { return 0 }
    var found = 0
    var index = 0
    while found < limit, let place = text[index..<start].firstIndex(of: text[start]) {
      if place + end - start <= start, text[place..<place + end - start].elementsEqual(text[start..<end]) {
        found += 1
      }
      index = place + 1
    }
    return found
  }

  /// Everything but letters, digits and what no address needs to escape; a hyphen has a meaning in a directive.
  private static func escaped(_ words: ArraySlice<Substring>) -> String {
    var text = ""
    for byte in words.joined(separator: " ").utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2E, 0x5F, 0x7E:
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        text += byte < 0x10 ? "%0\(digits)" : "%\(digits)"
      }
    }
    return text
  }
}
