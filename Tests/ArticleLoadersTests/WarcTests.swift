import ArticleLoaders
import Articles
import CompressedStreams
import Testing

@Suite struct WarcTests {
  private static func page(_ name: String) -> String {
    """
    <html lang="en"><head><title>\(name)</title></head><body><h1>\(name)</h1>
    <p>The \(name) was closed on Monday, the county said, because nobody could say who had inspected it last.</p></body></html>
    """
  }

  private static func record(
    _ type: String, _ id: String, _ content: [UInt8],
    contentType: String = "application/http; msgtype=response",
    length: Int? = nil, version: String = "1.0"
  ) -> [UInt8] {
    Array(
      """
      WARC/\(version)\r\nWARC-Type: \(type)\r\nWARC-Record-ID: <urn:uuid:\(id)>\r\nWARC-Target-URI: https://x.example/\(id)\r
      WARC-Date: 2025-11-04T10:00:00Z\r\nContent-Type: \(contentType)\r\nContent-Length: \(length ?? content.count)\r\n\r\n
      """.utf8) + content + Array("\r\n\r\n".utf8)
  }

  private static func response(
    _ body: [UInt8], _ fields: String = "", type: String = "text/html; charset=utf-8", status: Int = 200
  )
    -> [UInt8]
  { Array("HTTP/1.1 \(status) X\r\nContent-Type: \(type)\r\n\(fields)\r\n".utf8) + body }

  private static func article(_ id: String, length: Int? = nil) -> [UInt8] {
    record("response", id, response(Array(page(id).utf8)), length: length)
  }

  private let info = record(
    "warcinfo", "info", Array("software: x\r\n".utf8), contentType: "application/warc-fields")

  private func load(_ bytes: [UInt8], _ options: LoadOptions = LoadOptions()) throws -> Loaded {
    let folder = try Folder()
    try folder.write("crawl.warc", bytes)
    return folder.load(["crawl.warc"], options: options)
  }

  @Test func responsesThatArePagesAreArticles() throws {
    let request = Self.record(
      "request", "r", Array("GET / HTTP/1.1\r\n\r\n".utf8), contentType: "application/http; msgtype=request")
    let image = Self.record("response", "i", Self.response([1, 2, 3], type: "image/png"))
    let moved = Self.record("response", "m", Self.response([], status: 301))
    let revisit = Self.record("revisit", "v", Self.response([]))
    let resource = Self.record(
      "resource", "s", Array(Self.page("mill").utf8), contentType: "text/html", version: "1.1")
    let bytes = info + request + Self.article("bridge") + image + moved + revisit + resource
    let loaded = try load(bytes)
    #expect(loaded.lines == ["urn:uuid:bridge", "urn:uuid:s"])
    #expect(loaded.articles[0].url == "https://x.example/bridge" && loaded.articles[0].title == "bridge")
    #expect(loaded.articles[0].string.contains("The bridge was closed on Monday"))
    for origin in loaded.origins { #expect(bytes[origin.bytes].starts(with: Array("WARC/1.".utf8))) }
  }

  @Test(arguments: ["chunked", "gzip", "deflate", "both", "said and not done"])
  func bodiesArePackedAsTheirHeadersSay(_ way: String) throws {
    let body = Array(Self.page("pier").utf8)
    func chunked(_ bytes: [UInt8]) -> [UInt8] {
      var chunks: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: 100) {
        let part = bytes[start..<min(start + 100, bytes.count)]
        chunks += Array("\(String(part.count, radix: 16));x=y\r\n".utf8) + part + Array("\r\n".utf8)
      }
      return chunks + Array("0\r\n\r\n".utf8)
    }
    let response =
      switch way {
      case "chunked": Self.response(chunked(body), "Transfer-Encoding: chunked\r\n")
      case "gzip": Self.response(packed(body, .gzip), "Content-Encoding: gzip\r\n")
      case "deflate": Self.response(Array(zlibWrapped), "Content-Encoding: deflate\r\n")
      case "both":
        Self.response(
          chunked(packed(body, .gzip)), "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")
      default: Self.response(body, "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n")
      }
    let loaded = try load(Self.record("response", "pier", response))
    #expect(
      loaded.lines == ["urn:uuid:pier"]
        && loaded.articles.first?.string.contains("was closed on Monday") ?? false)
  }

  @Test func packedRecordByRecordOrAsAWholeIsTheSame() throws {
    let records = [info, Self.article("a"), Self.article("b")]
    let whole = try load(packed(records.flatMap { $0 }, .gzip))
    let single = try load(records.flatMap { packed($0, .gzip) })
    #expect(
      whole.lines == ["urn:uuid:a", "urn:uuid:b"] && whole.lines == single.lines
        && whole.origins == single.origins)
  }

  @Test(.timeLimit(.minutes(1))) func aGigabyteThatIsClaimedIsNotWaitedFor() throws {
    let loaded = try load(info + Self.article("a", length: 1 << 30) + Self.article("b"))
    #expect(
      loaded.lines == [
        "! crawl.warc: record at byte \(info.count): a record of 1073741824 bytes expected, got another record within them",
        "urn:uuid:b",
      ])
    let last = try load(info + Self.article("a", length: 1 << 30))
    #expect(last.lines.count == 1 && last.lines[0].contains("a record of 1073741824 bytes expected, got "))
  }

  @Test func aLengthThatSwallowsTheNextRecordIsFoundOut() throws {
    let loaded = try load(Self.article("a", length: 900) + Self.article("b"))
    #expect(
      loaded.lines.count == 2 && loaded.lines[0].hasPrefix("! crawl.warc: record at byte 0:")
        && loaded.lines[1] == "urn:uuid:b")
  }

  @Test(arguments: [
    "garbage\r\n\r\n", "WARC/1.0\r\nWARC-Type: response\r\n\r\n", "WARC/1.0\r\nContent-Length: -5\r\n\r\n",
    "WARC/1.0\r\nContent-Length: 99999999999999999999\r\n\r\n", "WARC/1.0\r\nWARC-Type: response",
  ])
  func aBadRecordIsSkippedWithItsOffset(_ bad: String) throws {
    let first = Self.article("a")
    let loaded = try load(first + Array(bad.utf8) + Array("\r\n".utf8) + Self.article("b"))
    #expect(
      loaded.lines.first == "urn:uuid:a" && loaded.lines.last == "urn:uuid:b" && loaded.failures.count == 1)
    #expect(loaded.failures.first?.offset == first.count)
  }

  @Test func aDamagedPackedRecordCostsNoOther() throws {
    var damaged = packed(Self.article("b"), .gzip)
    for index in 30..<60 { damaged[index] = 0xFF }
    let bytes =
      packed(Self.article("a"), .gzip) + damaged + packed(Self.article("c"), .gzip)
      + packed(Self.article("d"), .gzip)
    let loaded = try load(bytes)
    #expect(loaded.articles.map(\.id) == ["urn:uuid:a", "urn:uuid:c", "urn:uuid:d"])
    #expect(loaded.lines[1] == "! crawl.warc: record at byte \(Self.article("a").count): damaged gzip data")
    // A run that goes on from behind the damage passes it as well.
    let folder = try Folder()
    try folder.write("crawl.warc", bytes)
    var reader = ArticleReader([folder.path + "/crawl.warc"])
    for _ in 0..<2 { _ = reader.next() }
    var behind = ArticleReader([folder.path + "/crawl.warc"], at: reader.position)
    guard case .article(let next, _)? = behind.next() else {
      Issue.record("the damage is told once")
      return
    }
    #expect(next.id == "urn:uuid:c")
    _ = reader.next()
    var rest = ArticleReader([folder.path + "/crawl.warc"], at: reader.position)
    guard case .article(let article, _)? = rest.next() else {
      Issue.record("an article expected behind the damage")
      return
    }
    #expect(article.id == "urn:uuid:d" && rest.next() == nil)
  }

  @Test(.timeLimit(.minutes(1))) func headersWithoutEndsAreNotSearchedForThemAgainAndAgain() throws {
    let records = [[UInt8]](repeating: Array("WARC/1.0\nWARC-a\n".utf8), count: 4_000).flatMap { $0 }
    #expect(try load(records).failures.count == 4_000)
  }

  @Test func anArchiveThatIsCutOffIsReadUpToThere() throws {
    let bytes = Self.article("a") + Self.article("b")
    for count in [bytes.count - 1, bytes.count - 40, bytes.count - 200, Self.article("a").count + 30] {
      let loaded = try load(Array(bytes[..<count]))
      #expect(loaded.lines.first == "urn:uuid:a" && loaded.lines.count <= 2, "\(count)")
    }
    let gzip = packed(bytes, .gzip)
    #expect(try load(Array(gzip[..<(gzip.count - 10)])).lines.first == "urn:uuid:a")
  }

  @Test(.timeLimit(.minutes(1))) func aBombIsNotUnpacked() throws {
    let bomb = packed([UInt8](repeating: 0x20, count: 30 << 20), .gzip)
    let record = Self.record("response", "bomb", Self.response(bomb, "Content-Encoding: gzip\r\n"))
    let loaded = try load(record + Self.article("b"))
    #expect(
      loaded.lines == [
        "! crawl.warc: record at byte 0: a body of at most 16777216 bytes expected, got more when it was unpacked",
        "urn:uuid:b",
      ])
  }

  @Test func theHeadersCharsetIsUsed() throws {
    var body = Array(Self.page("quay").utf8)
    body +=
      Array("<p>The caf".utf8) + [0xE9]
      + Array(" at the quay was closed as well, and so was everything else that had a door.</p>".utf8)
    let loaded = try load(
      Self.record("response", "q", Self.response(body, type: "text/html;charset=ISO-8859-1")))
    #expect(loaded.articles.first?.string.contains("The café at the quay") ?? false)
  }

  /// `page("pier")`, as zlib packs it without gzip's head.
  private var zlibWrapped: [UInt8] {
    // One stored block: no test needs a second compressor.
    let body = Array(Self.page("pier").utf8)
    var bytes: [UInt8] = [0x78, 0x01, 0x01, UInt8(body.count & 0xFF), UInt8(body.count >> 8)]
    bytes += [UInt8(~body.count & 0xFF), UInt8((~body.count >> 8) & 0xFF)] + body
    var (a, b) = (1, 0)
    for byte in body {
      a = (a + Int(byte)) % 65521
      b = (b + a) % 65521
    }
    return bytes + [UInt8(b >> 8), UInt8(b & 0xFF), UInt8(a >> 8), UInt8(a & 0xFF)]
  }
}
