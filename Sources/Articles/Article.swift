/// One news article: its text exactly as it came, and what is known about it.
///
/// Every layer of analysis is standoff: it points into `text` by UTF-8 offsets and copies nothing.
public struct Article: Sendable {
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

  /// Keys of the input that we do not know, as raw JSON text. Neither rules nor the analysis see them.
  public var extra: [String: String]

  /// What had to be mended while loading, for the record's diagnostics.
  public var notices: [Notice]

  /// Makes an article of one body block.
  public init(id: String, text: [UInt8]) {
    self.id = id
    self.text = text
    self.blocks = [Block(region: .body, span: TextSpan(0, Int32(text.count)))]
    self.extra = [:]
    self.notices = []
  }

  /// The text of `span`; the whole text, cut to what exists, when the span runs past the end.
  public func string(_ span: TextSpan) -> String {
    let start = max(0, min(Int(span.start), text.count)), end = max(start, min(Int(span.end), text.count))
    return String(decoding: text[start..<end], as: UTF8.self)
  }
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

/// Something a loader had to mend.
public struct Notice: Hashable, Sendable {
  /// A stable name: `invalid-utf8`.
  public var slug: String
  public var message: String

  public init(slug: String, message: String) {
    self.slug = slug
    self.message = message
  }
}
