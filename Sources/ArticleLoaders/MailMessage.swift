// A newsletter is mail: lines of ASCII that stand for anything, in parts inside of parts. What a reader's program would
// show is read; what is attached is not.

internal import Articles
internal import WebPages

/// One message, taken apart.
struct MailMessage {
  /// A part that is shown.
  struct Body {
    var bytes: [UInt8]
    var charset: String?
    var isHTML: Bool
  }

  private let fields: HeaderFields
  let body: Body?

  /// Reads a message by RFC 5322 and MIME. Linear; parts deeper than 16 are not looked into.
  init(_ bytes: ArraySlice<UInt8>) {
    let end = Self.endOfHeader(bytes)
    fields = HeaderFields(bytes[..<end])
    body = Self.body(of: fields, bytes[end...], depth: 0)
  }

  /// A header's value, with encoded words read.
  func field(_ name: String) -> String? {
    fields[name].flatMap { cleanedText(decodedWords(String($0.prefix(4096)))) }
  }

  // MARK: parts

  private static let depthLimit = 16

  private static func endOfHeader(_ bytes: ArraySlice<UInt8>) -> Int {
    if let first = bytes.first, first == 0x0A || first == 0x0D {
      return bytes.startIndex + (first == 0x0D && bytes.dropFirst().first == 0x0A ? 2 : 1)
    }
    return WebResponse.endOfHeader(bytes) ?? bytes.endIndex
  }

  /// What is shown of an entity: of alternatives the last that can be, of other parts the first.
  private static func body(of fields: HeaderFields, _ content: ArraySlice<UInt8>, depth: Int) -> Body? {
    guard depth < depthLimit else { return nil }
    let type = fields["content-type"] ?? "text/plain"
    let name = type.prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
    if fields["content-disposition"]?.lowercased().hasPrefix("attachment") ?? false { return nil }
    if name.hasPrefix("multipart/") {
      guard let boundary = parameter("boundary", of: type), !boundary.isEmpty else { return nil }
      let bodies = parts(of: content, boundary: Array(boundary.utf8)).compactMap { part in
        let end = endOfHeader(part)
        return body(of: HeaderFields(part[..<end]), part[end...], depth: depth + 1)
      }
      guard name == "multipart/alternative" else { return bodies.first }
      return bodies.last { $0.isHTML } ?? bodies.last
    }
    guard name == "text/html" || name == "text/plain" else { return nil }
    return Body(
      bytes: decoded(content, fields["content-transfer-encoding"]), charset: parameter("charset", of: type),
      isHTML: name == "text/html")
  }

  private static func parameter(_ name: String, of value: String) -> String? {
    for part in value.split(separator: ";").dropFirst() {
      let words = part.split(separator: "=", maxSplits: 1)
      guard words.count == 2, words[0].lowercased().filter({ !$0.isWhitespace }) == name else { continue }
      let text = words[1].drop { $0 == " " }
      if text.first == "\"" { return String(text.dropFirst().prefix { $0 != "\"" }) }
      return String(text.prefix { !$0.isWhitespace })
    }
    return nil
  }

  /// What stands between lines of two hyphens and `boundary`.
  private static func parts(of content: ArraySlice<UInt8>, boundary: [UInt8]) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var start: Int?
    var line = content.startIndex
    while line < content.endIndex, parts.count < 1000 {
      let end = content[line...].firstIndex(of: 0x0A).map { $0 + 1 } ?? content.endIndex
      let text = content[line..<end]
      if text.count >= boundary.count + 2, text.first == 0x2D, text[line + 1] == 0x2D,
        text[(line + 2)...].starts(with: boundary)
      {
        if let start { parts.append(content[start..<line]) }
        start = end
        if text[(line + 2 + boundary.count)...].starts(with: [0x2D, 0x2D]) { return parts }
      }
      line = end
    }
    // What was cut off is read up to there.
    if let start, start < content.endIndex { parts.append(content[start...]) }
    return parts
  }

  // MARK: encodings

  private static func decoded(_ content: ArraySlice<UInt8>, _ encoding: String?) -> [UInt8] {
    switch encoding?.lowercased().filter({ !$0.isWhitespace }) {
    case "base64": base64(content)
    case "quoted-printable": quotedPrintable(content, underscoreIsSpace: false)
    default: Array(content)
    }
  }

  static func base64(_ text: some Sequence<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text {
      let value: UInt32
      switch byte {
      case 0x41...0x5A: value = UInt32(byte) - 0x41
      case 0x61...0x7A: value = UInt32(byte) - 0x61 + 26
      case 0x30...0x39: value = UInt32(byte) - 0x30 + 52
      case 0x2B, 0x2D: value = 62
      case 0x2F, 0x5F: value = 63
      case 0x3D:
        // Padding: what follows begins anew.
        bits = 0
        count = 0
        continue
      default: continue
      }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }

  static func quotedPrintable(_ text: some Collection<UInt8>, underscoreIsSpace: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text[text.startIndex...]
    while let byte = rest.first {
      rest = rest.dropFirst()
      guard byte == 0x3D else {
        bytes.append(underscoreIsSpace && byte == 0x5F ? 0x20 : byte)
        continue
      }
      let digits = Array(rest.prefix(2))
      if digits.first == 0x0A {
        rest = rest.dropFirst()
      } else if digits.count == 2, digits[0] == 0x0D, digits[1] == 0x0A {
        rest = rest.dropFirst(2)
      } else if digits.count == 2, let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return bytes
  }

  /// Reads `=?utf-8?Q?caf=C3=A9?=` by RFC 2047.
  private func decodedWords(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    var wasEncoded = false
    while let start = rest.firstRange(of: "=?") {
      let parts = rest[start.upperBound...].split(
        separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
      guard parts.count == 4, parts[3].first == "=" else {
        result += rest[..<start.upperBound]
        rest = rest[start.upperBound...]
        continue
      }
      let before = rest[..<start.lowerBound]
      // White space between two of them is none.
      if !(wasEncoded && before.allSatisfy(\.isWhitespace)) { result += before }
      let bytes =
        parts[1].lowercased() == "b"
        ? Self.base64(parts[2].utf8) : Self.quotedPrintable(Array(parts[2].utf8), underscoreIsSpace: true)
      result += String(decoding: WebPage.decoded(bytes, charset: String(parts[0])).text, as: UTF8.self)
      rest = parts[3].dropFirst()
      wasEncoded = true
    }
    return result + rest
  }

  // MARK: the article

  /// The article of this message; nil when it has no text.
  func article(id: String, _ origin: inout Origin, _ options: LoadOptions) -> Article? {
    guard let body else { return nil }
    let subject = field("subject")
    var blocks: [PageBlock]
    var notices: [Notice] = []
    if body.isHTML {
      let page = WebPage(body.bytes, charset: body.charset)
      notices = page.notices
      blocks =
        page.article(id: id) == nil
        ? WebPage.fragment(WebPage.decoded(body.bytes, charset: body.charset).text) : page.blocks
      if options.tellsWhatIsLeftOut { origin = page.origin(origin, options) }
    } else {
      let decoded = WebPage.decoded(body.bytes, charset: body.charset)
      notices = decoded.notices
      blocks = paragraphs(of: String(decoding: decoded.text, as: UTF8.self)).map {
        PageBlock(region: .body, text: $0)
      }
    }
    blocks = blocks.filter { $0.omission == nil && $0.region != .headline }
    guard !blocks.isEmpty else { return nil }
    if let subject { blocks.insert(PageBlock(region: .headline, text: subject), at: 0) }
    let ownID = fields["message-id"].map { $0.filter { $0 != "<" && $0 != ">" && !$0.isWhitespace } }
    var article = Article(
      id: ownID.flatMap { $0.isEmpty ? nil : $0 } ?? id,
      blocks: blocks.map { ($0.region, ValidText(Array($0.text.utf8))) })
    article.title = subject
    article.byline = field("from").map(Self.name)
    article.published = field("date").flatMap { PublicationDate.iso8601($0) }
    article.language = field("content-language")
    article.notices = notices
    return article
  }

  /// The name in `"Ada Quill" <ada@lantern.example>`, else the address.
  private static func name(_ sender: String) -> String {
    guard let open = sender.lastIndex(of: "<") else { return sender }
    let name = sender[..<open].filter { $0 != "\"" }.split(separator: " ").joined(separator: " ")
    return name.isEmpty ? sender[open...].filter { $0 != "<" && $0 != ">" } : name
  }
}

extension Substring {
  /// Where `word` stands first.
  fileprivate func firstRange(of word: String) -> Range<Index>? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(word) { return index..<self.index(index, offsetBy: word.count) }
      index = self.index(after: index)
    }
    return nil
  }
}
