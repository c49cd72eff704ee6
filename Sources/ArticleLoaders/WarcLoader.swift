// A crawl is a file of millions of records, most of which are no articles, and some of which are damaged. They are read
// one by one; a length that cannot be right is found out by the record that comes before it is over.

internal import Articles
internal import JSON
internal import WebPages

/// Takes an article from each response of a WARC file that is a web page.
///
/// WARC 1.0 and 1.1. Revisits, requests, metadata and responses that are no pages are passed. Where a record is damaged, a
/// failure names its offset and reading goes on at the next `WARC/1.` that begins a line.
struct WarcLoader: ArticleLoader {
  private let source: Source
  private let options: LoadOptions
  private var record = 0
  /// How often reading went on behind damaged packed data.
  private var damages = 0
  /// Where the record begins that is being read.
  private var place = 0
  private(set) var isDone = false

  init(source: Source, options: LoadOptions) {
    self.source = source
    self.options = options
  }

  var resumableState: LoaderState { LoaderState(line: damages, state: record) }

  mutating func resume(_ state: LoaderState, from stream: inout ByteStream) {
    record = state.state
    damages = state.line
    stream.damageToPass = damages
  }

  mutating func next(from stream: inout ByteStream) throws(ReadError) -> LoadedItem? {
    guard !isDone else { return nil }
    place = stream.offset
    do throws(ReadError) {
      return try nextRecord(from: &stream)
    } catch {
      // Records are packed one by one, so damage ends with the record it is in.
      guard try stream.recover() else { throw error }
      damages += 1
      return failure(place, error.reason)
    }
  }

  private mutating func nextRecord(from stream: inout ByteStream) throws(ReadError) -> LoadedItem? {
    while true {
      guard try passBlankLines(in: &stream) else {
        isDone = true
        return nil
      }
      let offset = stream.offset
      place = offset
      record += 1
      guard Self.begins(stream.buffer, at: stream.start) else {
        stream.consume(1)
        try passToRecord(in: &stream)
        return failure(offset, "a WARC record expected, got something else")
      }
      guard let headerEnd = try endOfHeader(in: &stream) else {
        stream.consume(min(5, stream.available))
        try passToRecord(in: &stream)
        return failure(
          offset, "the end of the record's header expected within \(Self.headerLimit) bytes, got none")
      }
      let fields = HeaderFields(stream.buffer[stream.start..<headerEnd])
      stream.consume(headerEnd - stream.start)
      guard let length = fields["content-length"].flatMap({ Int($0) }), length >= 0 else {
        try passToRecord(in: &stream)
        return failure(offset, "a record's Content-Length expected, got none")
      }
      if let item = try item(fields, length: length, at: offset, from: &stream) { return item }
    }
  }

  // MARK: Records

  /// The article or failure of the record whose content begins here; nil for one of another kind.
  private mutating func item(
    _ fields: HeaderFields, length: Int, at offset: Int, from stream: inout ByteStream
  ) throws(ReadError) -> LoadedItem? {
    let type = fields["warc-type"]?.lowercased() ?? ""
    let isResponse = type == "response" && !(fields["warc-target-uri"] ?? "").hasPrefix("dns:")
    let contentType = (fields["content-type"] ?? "").prefix { $0 != ";" }.lowercased()
    let isPage = (type == "resource" || type == "conversion") && WebResponse.isPage(contentType)
    guard isResponse || isPage else {
      return try passContent(length, at: offset, in: &stream).map { failure(offset, $0) }
    }
    guard length <= options.sizeLimit else {
      let reason = try passContent(length, at: offset, in: &stream)
      return failure(offset, reason ?? overLimit(length, options.sizeLimit))
    }
    if let error = fill(&stream, toAtLeast: length), error.reason.hasPrefix("damaged") { throw error }
    let isCut = stream.available < length
    let content = stream.buffer[stream.start..<stream.start + min(length, stream.available)]
    if let next = Self.nextRecord(in: stream.buffer, from: stream.start, to: content.endIndex) {
      stream.consume(next - stream.start)
      return failure(offset, "a record of \(length) bytes expected, got another record within them")
    }
    let item = article(
      fields, content, isPage: isPage, at: offset, isCut: isCut, end: stream.offset + content.count)
    stream.consume(content.count)
    return item
  }

  private func article(
    _ fields: HeaderFields, _ content: ArraySlice<UInt8>, isPage: Bool, at offset: Int, isCut: Bool, end: Int
  ) -> LoadedItem? {
    var body = Array(content)
    var charset: String?
    var language: String?
    if !isPage {
      do throws(WebResponse.Refusal) {
        let response = try WebResponse(content, limit: options.sizeLimit)
        (body, charset, language) = (response.body, response.charset, response.language)
      } catch {
        switch error {
        case .other: return nil
        case .damaged(let reason): return failure(offset, reason)
        }
      }
    }
    let page = WebPage(body, charset: charset)
    let address = fields["warc-target-uri"]?.trimming("<", ">")
    let id = fields["warc-record-id"]?.trimming("<", ">") ?? "\(source.id):\(record)"
    guard var article = page.article(id: id) else {
      return failure(offset, noArticle + (address.map { " at \($0)" } ?? ""))
    }
    article.url = article.url ?? address
    article.language = article.language ?? language
    if isCut {
      article.notices.append(Notice(slug: "cut-off", message: "the archive ends inside of this record"))
    }
    let origin = Origin(input: source.input, path: source.shownPath, line: nil, bytes: offset..<end)
    return .article(article, page.origin(origin, options))
  }

  /// Passes a record's content in pieces; the reason when it cannot be as long as it says.
  private mutating func passContent(
    _ length: Int, at offset: Int, in stream: inout ByteStream
  ) throws(ReadError) -> String? {
    var left = length
    while left > 0 {
      if stream.available == 0, try !stream.fill() {
        return "a record of \(length) bytes expected, got \(length - left)"
      }
      let count = min(left, stream.available)
      // Only what is too long to be believed is searched for what may be in it.
      if length > options.sizeLimit {
        try stream.fill(toAtLeast: min(left, count + Self.sign.count))
        let place = Self.nextRecord(in: stream.buffer, from: stream.start)
        if let place, place - stream.start < left {
          stream.consume(place - stream.start)
          return "a record of \(length) bytes expected, got another record within them"
        }
      }
      stream.consume(count)
      left -= count
    }
    return nil
  }

  // MARK: The stream

  private static let headerLimit = 64 << 10
  private static let sign = Array("WARC/1.".utf8)

  private static func begins(_ bytes: [UInt8], at start: Int) -> Bool {
    bytes.count - start >= sign.count && bytes[start..<start + sign.count].elementsEqual(sign)
  }

  /// Where the next record begins at or behind `start`: a line with the sign, and a field of a record below it.
  private static func nextRecord(in bytes: [UInt8], from start: Int, to end: Int = .max) -> Int? {
    var index = start
    while let place = firstIndex(of: 0x57, in: bytes.span.extracting(..<min(end, bytes.count)), from: index) {
      index = place + 1
      guard begins(bytes, at: place), place == start || bytes[place - 1] == 0x0A else { continue }
      guard let feed = bytes[place..<min(bytes.count, place + 16)].firstIndex(of: 0x0A) else { continue }
      let below = bytes[(feed + 1)...].prefix(8)
      // Where the bytes at hand end, the sign alone has to do.
      if below.isEmpty || field.starts(with: below.prefix(5)) || below.starts(with: Array("Content-".utf8)) {
        return place
      }
    }
    return nil
  }

  private static let field = Array("WARC-".utf8)

  /// Reads until `count` bytes are at hand, or no more can be had; why not, when there is a reason. What is at hand is good all
  /// the same.
  private func fill(_ stream: inout ByteStream, toAtLeast count: Int) -> ReadError? {
    do throws(ReadError) {
      try stream.fill(toAtLeast: count)
      return nil
    } catch {
      return error
    }
  }

  /// Passes what stands between records; false at the end.
  private mutating func passBlankLines(in stream: inout ByteStream) throws(ReadError) -> Bool {
    while true {
      while stream.available > 0, stream.buffer[stream.start] == 0x0D || stream.buffer[stream.start] == 0x0A {
        stream.consume(1)
      }
      if stream.available >= Self.sign.count { return true }
      place = stream.offset
      guard try stream.fill() else { return stream.available > 0 }
    }
  }

  /// Goes on at the next line that begins a record.
  private func passToRecord(in stream: inout ByteStream) throws(ReadError) {
    while true {
      if let place = Self.nextRecord(in: stream.buffer, from: stream.start) {
        return stream.consume(place - stream.start)
      }
      // The sign may be cut in two.
      stream.consume(max(0, stream.available - Self.sign.count))
      guard try stream.fill() else { return stream.consume(stream.available) }
    }
  }

  private func endOfHeader(in stream: inout ByteStream) throws(ReadError) -> Int? {
    var size = 1024
    while true {
      _ = fill(&stream, toAtLeast: size)
      let seen = stream.buffer[stream.start..<min(stream.buffer.count, stream.start + size)]
      let end = WebResponse.endOfHeader(seen)
      // A header that another one begins in has lost its end; whoever looked for it further on would look through many.
      let next = Self.nextRecord(in: stream.buffer, from: stream.start + 1, to: seen.endIndex)
      if let next, next < end ?? seen.endIndex { return nil }
      if let end { return end }
      guard stream.available >= size, size < Self.headerLimit else { return nil }
      size *= 4
    }
  }

  private func failure(_ offset: Int, _ reason: String) -> LoadedItem {
    .failure(
      LoadFailure(path: source.shownPath, offset: offset, reason: "record at byte \(offset): \(reason)"))
  }
}

extension String {
  /// Without `start` and `end` around it.
  fileprivate func trimming(_ start: Character, _ end: Character) -> String {
    hasPrefix(String(start)) && hasSuffix(String(end)) ? String(dropFirst().dropLast()) : self
  }
}
