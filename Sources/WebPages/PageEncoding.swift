// A page may say how it is encoded in four places, and be wrong in each. The order of trust is that of browsers, with one
// exception that text makes safe: bytes that are valid UTF-8 and not ASCII are UTF-8, whatever somebody claims of them.

internal import Articles

/// How the bytes of a page became text.
public struct PageEncoding: Hashable, Sendable {
  /// Who said so, the most trusted first.
  public enum Evidence: String, Hashable, Sendable {
    case mark = "byte-order mark"
    case bytes = "its bytes"
    case header = "the response's header"
    case meta = "its meta tag"
    case fallback = "nothing better"
  }

  /// The label as it was claimed, in lower case: `windows-1252`.
  public var name: String
  public var evidence: Evidence
}

/// A page's bytes as valid UTF-8.
struct DecodedPage {
  var text: [UInt8]
  var encoding: PageEncoding
  var notices: [Notice] = []

  /// Decodes `bytes`.
  ///
  /// In this order: a byte-order mark; valid UTF-8 that is not ASCII; the charset of the response's header; a meta tag or
  /// an XML declaration in the first 4096 bytes; UTF-8 that is broken here and there; windows-1252. Linear.
  ///
  /// - Parameter claimed: the charset that a response's header names.
  init(_ bytes: [UInt8], claimed: String? = nil) {
    let (encoding, start) = Self.choice(bytes, claimed: claimed)
    self.encoding = encoding
    if encoding.name != "utf-8" {
      if let converted = converted(bytes, from: start, encoding: encoding.name) {
        text = converted.text
        if converted.replaced > 0 {
          notices.append(
            Notice(
              slug: "invalid-\(encoding.name)",
              message: "\(converted.replaced) invalid \(encoding.name) sequences replaced by U+FFFD",
              count: converted.replaced))
        }
        removeZeros()
        return
      }
      notices.append(
        Notice(
          slug: "unknown-encoding", message: "encoding '\(encoding.name)' is not known here; read as UTF-8"))
    }
    let valid = ValidText(start == 0 ? bytes : Array(bytes[start...]))
    text = valid.bytes
    // Where in the article they are, if they are in it at all, nobody knows here.
    if valid.replacements > 0 { notices.append(.invalidUTF8(count: valid.replacements, offset: nil)) }
    removeZeros()
  }

  private static func choice(_ bytes: [UInt8], claimed: String?) -> (encoding: PageEncoding, start: Int) {
    if let (name, size) = mark(bytes) { return (PageEncoding(name: name, evidence: .mark), size) }
    if let name = unmarkedUTF16(bytes) { return (PageEncoding(name: name, evidence: .bytes), 0) }
    var claim = claimed.flatMap(known).map { PageEncoding(name: $0, evidence: .header) }
    claim = claim ?? declared(bytes).map { PageEncoding(name: $0, evidence: .meta) }
    let valid = ValidText(bytes)
    guard let claim, claim.name != "utf-8" else {
      // Where most is UTF-8, a cut character and a stray quotation mark are what is wrong with it.
      if valid.replacements > 0, !isMostlyUTF8(valid) {
        return (PageEncoding(name: "windows-1252", evidence: .fallback), 0)
      }
      return (claim ?? PageEncoding(name: "utf-8", evidence: .bytes), 0)
    }
    // A page of ASCII alone may still be in one of the codes that shift: they say so.
    let shifts = claim.name.hasPrefix("iso-2022") || claim.name == "hz-gb-2312"
    return (valid.replacements == 0 && !shifts ? PageEncoding(name: "utf-8", evidence: .bytes) : claim, 0)
  }

  /// A zero byte ends the page for the parser.
  private mutating func removeZeros() {
    guard text.contains(0) else { return }
    for index in text.indices where text[index] == 0 { text[index] = 0x20 }
  }

  // MARK: claims

  private static func mark(_ bytes: [UInt8]) -> (String, Int)? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return ("utf-8", 3) }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) { return ("utf-32le", 4) }
    if bytes.starts(with: [0xFF, 0xFE]) { return ("utf-16le", 2) }
    if bytes.starts(with: [0xFE, 0xFF]) { return ("utf-16be", 2) }
    return nil
  }

  /// UTF-16 shows in its tags: each is ASCII with zeros between.
  private static func unmarkedUTF16(_ bytes: [UInt8]) -> String? {
    guard bytes.count >= 4 else { return nil }
    if bytes[0] != 0, bytes[1] == 0, bytes[2] != 0, bytes[3] == 0 { return "utf-16le" }
    if bytes[0] == 0, bytes[1] != 0, bytes[2] == 0, bytes[3] != 0 { return "utf-16be" }
    return nil
  }

  private static let headSize = 4096

  /// What `<meta charset>`, `<meta content="…charset=…">` or `<?xml encoding=…?>` says.
  private static func declared(_ bytes: [UInt8]) -> String? {
    let head = bytes.prefix(headSize).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
    if head.starts(with: Array("<?xml".utf8)), let end = head.firstIndex(of: 0x3E),
      let name = value(after: "encoding", in: head[..<end])
    {
      return known(name)
    }
    var rest = head[...]
    while let open = firstRange(of: Array("<meta".utf8), in: rest) {
      let end = rest[open.upperBound...].firstIndex(of: 0x3E) ?? rest.endIndex
      if let name = value(after: "charset", in: rest[open.upperBound..<end]), let known = known(name) {
        // A page that could say so in ASCII is not in UTF-16.
        return known.hasPrefix("utf-16") || known.hasPrefix("utf-32") ? "utf-8" : known
      }
      rest = rest[end...]
    }
    return nil
  }

  /// The word behind `name` and an equals sign.
  private static func value(after name: String, in bytes: ArraySlice<UInt8>) -> String? {
    guard let place = firstRange(of: Array(name.utf8), in: bytes) else { return nil }
    var rest = bytes[place.upperBound...].drop { $0 <= 0x20 }
    guard rest.first == 0x3D else { return nil }
    rest = rest.dropFirst().drop { $0 <= 0x20 || $0 == 0x22 || $0 == 0x27 }
    let word = rest.prefix {
      $0 > 0x20 && $0 != 0x22 && $0 != 0x27 && $0 != 0x3B && $0 != 0x2F && $0 != 0x3E && $0 != 0x3F
    }
    return word.isEmpty ? nil : String(decoding: word, as: UTF8.self)
  }

  private static func firstRange(of wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Range<Int>? {
    guard bytes.count >= wanted.count else { return nil }
    for start in bytes.startIndex...(bytes.endIndex - wanted.count)
    where bytes[start] == wanted[0] && bytes[start..<start + wanted.count].elementsEqual(wanted) {
      return start..<start + wanted.count
    }
    return nil
  }

  /// The label that browsers use for `name`; nil for what no page is encoded in.
  static func known(_ name: String) -> String? {
    let name = name.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
    switch name {
    case "utf-8", "utf8", "unicode-1-1-utf-8", "x-unicode20utf8": return "utf-8"
    // Browsers read the first 128 of these as windows-1252, because that is what pages mean by it.
    case "iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "ascii", "us-ascii", "windows-1252", "cp1252",
      "x-cp1252",
      "iso_8859-1", "ansi":
      return "windows-1252"
    case "iso-8859-9", "latin5", "windows-1254": return "windows-1254"
    case "tis-620", "iso-8859-11", "windows-874": return "windows-874"
    case "gb2312", "gbk", "x-gbk", "gb_2312-80", "chinese", "gb18030": return "gb18030"
    case "ks_c_5601-1987", "euc-kr", "korean", "windows-949": return "windows-949"
    case "shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms_kanji": return "windows-31j"
    case "big5", "big5-hkscs", "x-x-big5", "cn-big5": return "big5-hkscs"
    case "unicode", "utf-16", "utf-16le", "ucs-2": return "utf-16le"
    default:
      let isName =
        !name.isEmpty && name.utf8.count <= 40
        && name.utf8.allSatisfy {
          $0 == 0x2D || $0 == 0x5F || $0 == 0x3A || $0 == 0x2E || ($0 | 0x20).isLetterOrDigit
        }
      return isName ? name : nil
    }
  }

  /// Whether what is not ASCII is UTF-8 for the most part: a cut character and a stray quotation mark are the rule.
  private static func isMostlyUTF8(_ valid: ValidText) -> Bool {
    var starts = 0
    for byte in valid.bytes where byte >= 0xC0 { starts += 1 }
    // Each replacement is a character of its own.
    return starts - valid.replacements > valid.replacements
  }
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool { (self >= 0x61 && self <= 0x7A) || (self >= 0x30 && self <= 0x39) }
}
