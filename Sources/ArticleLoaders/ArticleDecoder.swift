// The input form is a contract (an id, a text or blocks, some metadata), and its errors are read by
// people who did not write the corpus: each names the field, what was expected and what stood there.

public import Articles
internal import JSON

/// Why a JSON text is no article.
public struct ArticleDecodingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where, in bytes from the start of the bytes that were read.
  public var offset: Int
  /// Expected, then got.
  public var reason: String
  public var help: String?
  /// Whether it is no JSON; else it is JSON, but no article.
  public var isSyntax: Bool

  public init(offset: Int, reason: String, help: String? = nil, isSyntax: Bool) {
    self.offset = offset
    self.reason = reason
    self.help = help
    self.isSyntax = isSyntax
  }

  public var description: String { reason }
}

/// Makes articles of JSON objects.
///
/// An article needs `id`, and `text` or `blocks`; `title byline outlet url published language section` are
/// optional, `null` counts as absent. A field given twice is an error. Other keys become `extra`. Ill-formed
/// UTF-8 and escaped halves of surrogate pairs become U+FFFD, with a notice.
public struct ArticleDecoder: Sendable {
  private let headline: LoadOptions.Headline
  /// The id of an article that brings none.
  private let id: String?

  /// - Parameter id: the id of an article that brings none; nil to refuse such a one.
  public init(headline: LoadOptions.Headline = .none, id: String? = nil) {
    self.headline = headline
    self.id = id
  }

  /// Decodes the one object in `range` of `bytes`, which is all of them when it is nil.
  ///
  /// Linear; the text is copied once, out of `bytes`. `nameOfEnd` is how messages call the end.
  public func decode(
    _ bytes: [UInt8], in range: Range<Int>? = nil, nameOfEnd: String = "end of input"
  ) throws(ArticleDecodingError) -> Article {
    var fields = ArticleFields()
    var reader = JSONReader(bytes, in: range, nameOfEnd: nameOfEnd)
    do throws(JSONError) {
      try fields.read(from: &reader)
    } catch {
      throw ArticleDecodingError(offset: error.offset, reason: error.description, isSyntax: true)
    }
    var article = try fields.makeArticle(at: range?.lowerBound ?? 0, otherwise: id)
    if headline == .firstLine { article.takeFirstLineAsHeadline() }
    return article
  }
}

/// What has been read of an article.
private struct ArticleFields {
  private enum Name: Int {
    case id, text, blocks, title, byline, outlet, url, published, language, section

    init?(_ name: String) {
      switch name {
      case "id": self = .id
      case "text": self = .text
      case "blocks": self = .blocks
      case "title": self = .title
      case "byline": self = .byline
      case "outlet": self = .outlet
      case "url": self = .url
      case "published": self = .published
      case "language": self = .language
      case "section": self = .section
      default: return nil
      }
    }
  }

  private typealias BlockText = (region: Block.Region, text: ValidText)

  private var strings = [String?](repeating: nil, count: Name.section.rawValue + 1)
  private var text: ValidText?
  private var blocks: [BlockText]?
  private var extra: [ExtraField] = []
  private var seen: UInt16 = 0
  private var extraNames: Set<String> = []
  private var repairs = TextRepairs()
  /// The first field that is not as it should be. Reading goes on all the same: a text that is no JSON at
  /// all is the greater mistake.
  private var mistake: ArticleDecodingError?

  mutating func read(from reader: inout JSONReader) throws(JSONError) {
    let kind = try reader.nextKind()
    guard kind == .object else {
      note("an article object expected, got \(kind)", at: reader.offset)
      try reader.skipValue()
      try reader.finish()
      return
    }
    try reader.beginObject()
    while let name = try reader.nextName() {
      let nameOffset = reader.nameOffset
      if let known = Name(name) {
        let bit = UInt16(1) << UInt16(known.rawValue)
        if seen & bit != 0 { note("field '\(name)' is given twice", at: nameOffset) }
        seen |= bit
        try read(known, name, from: &reader)
      } else {
        if !extraNames.insert(name).inserted { note("field '\(name)' is given twice", at: nameOffset) }
        var json: [UInt8] = []
        try reader.copyValue(into: &json)
        extra.append(ExtraField(name: name, json: json))
      }
    }
    try reader.finish()
    repairs.total = reader.repairs
  }

  private mutating func read(
    _ field: Name, _ name: String, from reader: inout JSONReader
  ) throws(JSONError) {
    if try reader.nextKind() == .null, field != .id { return try reader.readNull() }
    switch field {
    case .blocks:
      guard try expect(.array, name, from: &reader) else { return }
      blocks = try readBlocks(from: &reader)
    case .text:
      guard try expect(.string, name, from: &reader) else { return }
      // The text is most of what is left of its line, so this is nearly always enough and seldom much too much.
      text = try readText(from: &reader, reserving: reader.remaining, at: 0)
    default:
      let help = field == .id ? "an id is written in quotation marks" : nil
      guard try expect(.string, name, help: help, from: &reader) else { return }
      strings[field.rawValue] = try reader.readString()
    }
  }

  // MARK: Text

  private mutating func readText(
    from reader: inout JSONReader, reserving capacity: Int, at start: Int
  ) throws(JSONError) -> ValidText {
    let before = reader.repairs
    reader.repairs = JSONRepairs()
    var text: [UInt8] = []
    text.reserveCapacity(capacity)
    try reader.readString(into: &text)
    repairs.add(reader.repairs, at: start)
    reader.repairs = before.adding(reader.repairs)
    return ValidText(decoded: text)
  }

  private mutating func readBlocks(from reader: inout JSONReader) throws(JSONError) -> [BlockText] {
    var blocks: [BlockText] = []
    var (index, end) = (0, 0)
    try reader.beginArray()
    while try reader.nextElement() {
      if let block = try readBlock("blocks[\(index)]", from: &reader, at: end) {
        end += block.text.bytes.count + 2
        blocks.append(block)
      }
      index += 1
    }
    return blocks
  }

  private mutating func readBlock(
    _ block: String, from reader: inout JSONReader, at start: Int
  ) throws(JSONError) -> BlockText? {
    guard try expect(.object, block, from: &reader) else { return nil }
    let offset = reader.offset
    var region: Block.Region?
    var text: ValidText?
    var seen: Set<String> = []
    try reader.beginObject()
    while let name = try reader.nextName() {
      let path = "\(block).\(name)"
      if !seen.insert(name).inserted { note("field '\(path)' is given twice", at: reader.nameOffset) }
      switch name {
      case "region":
        guard try expect(.string, path, from: &reader) else { continue }
        let offset = reader.offset
        let value = try reader.readString()
        region = Block.Region(rawValue: value)
        if region == nil {
          let regions = Block.Region.allCases.map(\.rawValue).joined(separator: ", ")
          note(
            "field '\(path)': a region expected, got '\(value)'", at: offset, help: "regions are \(regions)")
        }
      case "text":
        guard try expect(.string, path, from: &reader) else { continue }
        text = try readText(from: &reader, reserving: 0, at: start)
      default: try reader.skipValue()
      }
    }
    if !seen.contains("region") { note("field '\(block)': no field 'region'", at: offset) }
    if !seen.contains("text") { note("field '\(block)': no field 'text'", at: offset) }
    guard let region, let text else { return nil }
    return (region, text)
  }

  // MARK: The article

  func makeArticle(at offset: Int, otherwise ownID: String?) throws(ArticleDecodingError) -> Article {
    if let mistake { throw mistake }
    guard let id = strings[Name.id.rawValue] ?? ownID else { throw refusal("no field 'id'", offset) }
    guard !id.isEmpty else { throw refusal("field 'id' is empty", offset) }
    let size = (text?.bytes.count ?? 0) + (blocks ?? []).reduce(0) { $0 + $1.text.bytes.count + 2 }
    guard size < Int32.max else {
      throw refusal("text of \(size) bytes is over the limit of \(Int32.max)", offset)
    }
    var article: Article
    switch (text, blocks) {
    case (let text?, nil): article = Article(id: id, text: text)
    case (nil, let blocks?): article = Article(id: id, blocks: blocks)
    case (nil, nil): throw refusal("no field 'text' and no field 'blocks'", offset)
    case (_?, _?):
      throw ArticleDecodingError(
        offset: offset, reason: "fields 'text' and 'blocks' exclude each other",
        help: "with 'blocks', the text is the blocks joined by an empty line", isSyntax: false)
    }
    article.title = strings[Name.title.rawValue]
    article.byline = strings[Name.byline.rawValue]
    article.outlet = strings[Name.outlet.rawValue]
    article.url = strings[Name.url.rawValue]
    article.published = strings[Name.published.rawValue]
    article.language = strings[Name.language.rawValue]
    article.section = strings[Name.section.rawValue]
    article.extra = extra
    article.notices += repairs.notices
    return article
  }

  // MARK: Mistakes

  private mutating func note(_ reason: String, at offset: Int, help: String? = nil) {
    guard mistake == nil else { return }
    mistake = ArticleDecodingError(offset: offset, reason: reason, help: help, isSyntax: false)
  }

  /// Whether the next value is a `kind`; if it is not, that is the field's mistake and the value is passed.
  private mutating func expect(
    _ kind: JSONKind, _ field: String, help: String? = nil, from reader: inout JSONReader
  ) throws(JSONError) -> Bool {
    let got = try reader.nextKind()
    guard got != kind else { return true }
    note("field '\(field)': \(kind) expected, got \(got)", at: reader.offset, help: help)
    try reader.skipValue()
    return false
  }

  private func refusal(_ reason: String, _ offset: Int) -> ArticleDecodingError {
    ArticleDecodingError(offset: offset, reason: reason, isSyntax: false)
  }
}

/// What was mended in an article, and where in its text.
private struct TextRepairs {
  /// Of all fields.
  var total = JSONRepairs()
  private var invalidSequence: Int?
  private var loneSurrogate: Int?

  /// Notes where in the article's text the `repairs` of a part are that begins at `start`.
  mutating func add(_ repairs: JSONRepairs, at start: Int) {
    invalidSequence = invalidSequence ?? repairs.invalidSequences.firstOutputOffset.map { $0 + start }
    loneSurrogate = loneSurrogate ?? repairs.loneSurrogates.firstOutputOffset.map { $0 + start }
  }

  var notices: [Notice] {
    var notices: [Notice] = []
    if total.invalidSequences.count > 0 {
      notices.append(.invalidUTF8(count: total.invalidSequences.count, offset: invalidSequence))
    }
    let lone = total.loneSurrogates.count
    if lone > 0 {
      let noun = lone == 1 ? "half of a surrogate pair" : "halves of surrogate pairs"
      notices.append(
        Notice(
          slug: "lone-surrogate", message: "\(lone) \(noun) replaced by U+FFFD", count: lone,
          offset: loneSurrogate))
    }
    return notices
  }
}
