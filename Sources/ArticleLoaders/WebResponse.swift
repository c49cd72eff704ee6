// One record of a crawl: headers of its own, then for a response the headers and the body that a server sent, which may
// be cut into chunks and packed once more.

internal import CompressedStreams

/// The fields of a header, of a record or of a response.
struct HeaderFields {
  private var fields: [(name: String, value: String)] = []

  /// Reads `name: value` lines; what begins with a space goes on with the line before. Linear.
  init(_ bytes: ArraySlice<UInt8>) {
    for line in bytes.split(separator: 0x0A) {
      let line = line.last == 0x0D ? line.dropLast() : line
      if let first = line.first, first == 0x20 || first == 0x09, !fields.isEmpty {
        fields[fields.count - 1].value += " " + Self.trimmed(line)
        continue
      }
      guard let colon = line.firstIndex(of: 0x3A) else { continue }
      fields.append((Self.trimmed(line[..<colon]).lowercased(), Self.trimmed(line[(colon + 1)...])))
    }
  }

  private static func trimmed(_ bytes: ArraySlice<UInt8>) -> String {
    let start = bytes.drop { $0 <= 0x20 }
    return String(
      decoding: start.prefix(start.count - start.reversed().prefix { $0 <= 0x20 }.count), as: UTF8.self)
  }

  /// The first value under `name`, which is in lower case.
  subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
}

/// What a response holds, or why it cannot be had.
struct WebResponse {
  var status: Int
  var type: String
  var charset: String?
  var language: String?
  var body: [UInt8]

  enum Refusal: Error, Hashable {
    /// It is none of ours: an image, a redirection.
    case other
    case damaged(String)
  }

  /// Reads a response as it went over the wire.
  ///
  /// - Parameter limit: the most bytes that its body may have, unpacked.
  init(_ bytes: ArraySlice<UInt8>, limit: Int) throws(Refusal) {
    guard let end = Self.endOfHeader(bytes) else {
      throw .damaged("the end of the response's header expected, got none")
    }
    let statusLine = bytes.prefix { $0 != 0x0A }
    let words = String(decoding: statusLine.prefix(200), as: UTF8.self).split(separator: " ")
    guard words.count >= 2, words[0].hasPrefix("HTTP/"), let status = Int(words[1].prefix(3)) else {
      throw .damaged("a response's status line expected, got none")
    }
    let fields = HeaderFields(bytes[statusLine.endIndex..<end])
    self.init(status: status, fields)
    guard isPage else { throw .other }
    var body = bytes[end...]
    if fields["transfer-encoding"]?.lowercased().contains("chunked") ?? false, let joined = Self.joined(body)
    {
      body = joined[...]
    }
    self.body = try Self.unpacked(body, fields["content-encoding"], limit: limit)
  }

  private init(status: Int, _ fields: HeaderFields) {
    self.status = status
    let type = fields["content-type"] ?? ""
    self.type = type.prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
    charset =
      type.lowercased().split(separator: ";").dropFirst().lazy.compactMap { part -> String? in
        let words = part.split(separator: "=", maxSplits: 1)
        guard words.count == 2, words[0].filter({ !$0.isWhitespace }) == "charset" else { return nil }
        return String(words[1]).filter { $0 != "\"" && !$0.isWhitespace }
      }.first
    language = fields["content-language"]
    body = []
  }

  /// Whether it is a page that a server meant to show.
  private var isPage: Bool { status == 200 && Self.isPage(type) }

  static func isPage(_ type: String) -> Bool { type == "text/html" || type == "application/xhtml+xml" }

  /// Behind the empty line that ends a header.
  static func endOfHeader(_ bytes: ArraySlice<UInt8>) -> Int? {
    var index = bytes.startIndex
    while let feed = bytes[index...].firstIndex(of: 0x0A) {
      let next = feed + 1
      if next < bytes.endIndex, bytes[next] == 0x0A { return next + 1 }
      if next + 1 < bytes.endIndex, bytes[next] == 0x0D, bytes[next + 1] == 0x0A { return next + 2 }
      index = next
    }
    return nil
  }

  /// The chunks of `body` joined; nil when it has none, since some archives join them and leave the header.
  private static func joined(_ body: ArraySlice<UInt8>) -> [UInt8]? {
    var joined: [UInt8] = []
    var rest = body
    while true {
      guard let feed = rest.prefix(1024).firstIndex(of: 0x0A) else { return joined.isEmpty ? nil : joined }
      let digits = rest[..<feed].prefix { ($0 | 0x20).isHexDigit }
      guard !digits.isEmpty, digits.count <= 8,
        let size = Int(String(decoding: digits, as: UTF8.self), radix: 16)
      else {
        return joined.isEmpty ? nil : joined
      }
      if size == 0 { return joined }
      let chunk = rest[(feed + 1)...].prefix(size)
      joined += chunk
      // What was cut off while it was fetched is read as far as it goes.
      guard chunk.count == size else { return joined }
      rest = rest[chunk.endIndex...].drop { $0 == 0x0D || $0 == 0x0A }
    }
  }

  private static func unpacked(
    _ body: ArraySlice<UInt8>, _ encoding: String?, limit: Int
  ) throws(Refusal) -> [UInt8] {
    let encoding = (encoding ?? "").lowercased().filter { !$0.isWhitespace }
    let bytes = Array(body)
    // Crawlers unpack and keep the header, so the bytes have the last word.
    if let compression = Compression(head: bytes.span) {
      return try unpacked(bytes, Decompressor(compression), limit: limit)
    }
    switch encoding {
    case "deflate":
      let isWrapped =
        bytes.count > 1 && bytes[0] & 0x0F == 8 && (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0
      guard isWrapped else { return bytes }
      return try unpacked(bytes, Decompressor(Decompressor.Deflate.wrapped), limit: limit)
    case "br" where !looksLikeText(bytes): throw .damaged("content-encoding 'br' cannot be unpacked")
    default: return bytes
    }
  }

  private static func looksLikeText(_ bytes: [UInt8]) -> Bool {
    bytes.prefix(64).contains(0x3C) && !bytes.prefix(64).contains { $0 < 9 }
  }

  private static func unpacked(
    _ bytes: [UInt8], _ decompressor: consuming Decompressor, limit: Int
  ) throws(Refusal) -> [UInt8] {
    var unpacked: [UInt8] = []
    var position = 0
    do throws(CompressionError) {
      while position < bytes.count, unpacked.count <= limit {
        try decompressor.decompress(bytes, at: &position, upTo: 1 << 16, into: &unpacked)
      }
    } catch {
      guard !unpacked.isEmpty else { throw .damaged(error.reason) }
    }
    guard unpacked.count <= limit else {
      throw .damaged("a body of at most \(limit) bytes expected, got more when it was unpacked")
    }
    return unpacked
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool { (self >= 0x30 && self <= 0x39) || (self >= 0x61 && self <= 0x66) }
}
