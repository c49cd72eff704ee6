// Spreadsheets call the same column by many names. Which are understood stands here, and in the documents of the
// command line.

/// What the columns of a CSV file mean, by its header.
struct CSVColumns {
  enum Meaning: String, CaseIterable {
    case id, text, title, byline, outlet, url, published, language, section

    /// Other names, in lower case with underscores for spaces and hyphens.
    var synonyms: [String] {
      switch self {
      case .id: ["article_id", "doc_id", "document_id", "guid", "uid"]
      case .text: ["body", "content", "article", "article_text", "full_text", "fulltext"]
      case .title: ["headline"]
      case .byline: ["author", "authors"]
      case .outlet: ["source", "publication", "publisher", "newspaper", "media"]
      case .url: ["link", "uri"]
      case .published:
        ["date", "publication_date", "publish_date", "published_at", "pub_date", "date_published"]
      case .language: ["lang"]
      case .section: ["category", "topic"]
      }
    }
  }

  let delimiter: UInt8
  /// The names as they stand in the header.
  let names: [String]
  private let columns: [Meaning: Int]
  /// Columns that mean nothing known, first of its name, with that name.
  let extra: [(column: Int, name: String)]

  /// Reads the header in `range` of `bytes`; its delimiter is the one of `,` `;` and tab that it has most of.
  init(_ bytes: [UInt8], in range: Range<Int>) {
    delimiter = Self.delimiter(of: bytes, range)
    let row = CSVRow(bytes, in: range, delimiter: delimiter)
    names = row.fields.map { field in
      String(
        decoding: field.drop(while: Self.isSpace).reversed().drop(while: Self.isSpace).reversed(),
        as: UTF8.self)
    }
    let keys = names.map { name in
      String(name.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
    }
    var columns: [Meaning: Int] = [:]
    for meaning in Meaning.allCases {
      // The proper name goes before the others, wherever it stands.
      columns[meaning] = ([meaning.rawValue] + meaning.synonyms).lazy.compactMap(keys.firstIndex).first
    }
    self.columns = columns
    var seen = Set<String>()
    extra = names.enumerated().compactMap { column, name in
      guard !name.isEmpty, !columns.values.contains(column), seen.insert(name).inserted else { return nil }
      return (column, name)
    }
  }

  /// The column that means `meaning`; nil when there is none.
  subscript(meaning: Meaning) -> Int? { columns[meaning] }

  /// Whether this looks like the header of a table of articles: a text, something else known, and nothing too long
  /// for a name.
  var isConvincing: Bool {
    self[.text] != nil && columns.count > 1 && names.allSatisfy { $0.utf8.count <= 40 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private static func delimiter(of bytes: [UInt8], _ range: Range<Int>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes[range] {
      if byte == 0x22 { isQuoted.toggle() }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    var best: UInt8 = 0x2C
    for candidate in [UInt8(0x3B), 0x09] where counts[candidate, default: 0] > counts[best, default: 0] {
      best = candidate
    }
    return best
  }
}
