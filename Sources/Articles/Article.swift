// What every layer above points into. An article is a value: loaders make it, nobody changes its text.

/// One news article: its text exactly as it came, and what is known about it.
///
/// Every layer of analysis is standoff: it points into `text` by UTF-8 offsets and copies nothing.
public struct Article: Sendable, Hashable {
  /// Unique in a run; a file's name without folder and extension unless the input says otherwise.
  public var id: String
  public var title: String?
  public var byline: String?
  public var outlet: String?
  public var url: String?
  /// The publication date as it came, ISO 8601 where the source was kind.
  public var published: String?
  /// A BCP 47 tag, or nil when the input does not say.
  public var language: String?
  public var section: String?

  /// The text as valid UTF-8. Bytes that were not valid came in as U+FFFD; `notices` says so.
  public let text: [UInt8]

  /// Where the regions of the text are, in text order. An article given as `text` is one `body`.
  public var blocks: [Block]

  /// Keys of the input that we do not know, in its order. Neither rules nor the analysis see them.
  public var extra: [ExtraField]

  /// What had to be mended while loading, for the record's diagnostics.
  public var notices: [Notice]

  /// Makes an article of one body block.
  ///
  /// Invalid UTF-8 in `text` is replaced, with a notice. Longer than 2 GiB is the caller's mistake.
  public init(id: String, text: [UInt8]) {
    self.init(id: id, text: ValidText(text))
  }

  /// Makes an article of one body block, with a notice if the text had to be mended.
  public init(id: String, text: ValidText) {
    precondition(text.bytes.count < Int32.max, "an article's text must be shorter than 2 GiB")
    self.id = id
    self.text = text.bytes
    self.blocks = [Block(region: .body, span: TextSpan(0, Int32(text.bytes.count)))]
    self.extra = []
    self.notices = text.notice.map { [$0] } ?? []
  }

  /// Makes an article of blocks; its text is their texts joined by an empty line.
  ///
  /// Each text is made valid by itself, so no character is made of the end of one and the start of the next.
  public init(id: String, blocks parts: [(region: Block.Region, text: ValidText)]) {
    var text: [UInt8] = []
    text.reserveCapacity(parts.reduce(0) { $0 + $1.text.bytes.count + 2 })
    var blocks: [Block] = []
    var replacements = 0
    var firstReplacement: Int?
    for part in parts {
      if !blocks.isEmpty { text.append(contentsOf: [0x0A, 0x0A]) }
      let start = text.count
      replacements += part.text.replacements
      if firstReplacement == nil { firstReplacement = part.text.firstReplacement.map { $0 + start } }
      text.append(contentsOf: part.text.bytes)
      precondition(text.count < Int32.max, "an article's text must be shorter than 2 GiB")
      blocks.append(Block(region: part.region, span: TextSpan(Int32(start), Int32(text.count))))
    }
    self.id = id
    self.text = text
    self.blocks = blocks
    self.extra = []
    self.notices = replacements > 0 ? [.invalidUTF8(count: replacements, offset: firstReplacement)] : []
  }

  /// The text of `span`; the whole text, cut to what exists, when the span runs past the end.
  public func string(_ span: TextSpan) -> String {
    let start = max(0, min(Int(span.start), text.count)), end = max(start, min(Int(span.end), text.count))
    return String(decoding: text[start..<end], as: UTF8.self)
  }

  /// The same on one line: words with single spaces between, none at either end. O(bytes).
  public func line(_ span: TextSpan) -> String {
    let text = string(span)
    var last = UInt8(ascii: " ")
    for byte in text.utf8 {
      let isPlain = byte > 0x20 && byte < 0x80 || byte == 0x20 && last != 0x20
      if !isPlain { return text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      last = byte
    }
    return last == 0x20 ? String(text.dropLast()) : text
  }

  /// A map of this text's offsets to `unit`, to be made once for many spans.
  public func offsetMap(_ unit: OffsetMap.Unit) -> OffsetMap { OffsetMap(text, unit: unit) }
}

/// A part of an article that has its own role on the page.
public struct Block: Hashable, Sendable {
  public enum Region: String, Hashable, Sendable, CaseIterable {
    case headline, standfirst, body, caption, credit, quote, list, aside
  }

  public var region: Region
  public var span: TextSpan

  public init(region: Region, span: TextSpan) {
    self.region = region
    self.span = span
  }
}

/// A key of the input that the model does not know.
public struct ExtraField: Hashable, Sendable {
  public var name: String
  /// The value as JSON text in valid UTF-8, without white space between its parts.
  public var json: [UInt8]

  public init(name: String, json: [UInt8]) {
    self.name = name
    self.json = json
  }
}

/// Something a loader had to mend.
public struct Notice: Hashable, Sendable {
  /// A stable name: `invalid-utf8`, `lone-surrogate`, `utf16`.
  public var slug: String
  public var message: String
  /// How often.
  public var count: Int
  /// Where the first of them is, in UTF-8 bytes of the article's text; nil when it is elsewhere.
  public var offset: Int?

  public init(slug: String, message: String, count: Int = 1, offset: Int? = nil) {
    self.slug = slug
    self.message = message
    self.count = count
    self.offset = offset
  }
}
