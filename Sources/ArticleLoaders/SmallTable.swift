// Tables that people write by hand, labels above all, are small: they are read whole, by the same rules as articles.

/// A comma-separated table with a header; semicolons and tabs are understood as well.
public struct SmallTable: Sendable {
  public struct Row: Sendable {
    /// The line on which the row begins, from 1.
    public var line: Int
    /// As many as the header has; absent ones are empty.
    public var fields: [String]
    /// What is wrong with the row.
    public var mistake: String?
  }

  /// The names in the header, in lower case and without spaces around them.
  public let header: [String]
  public let rows: [Row]

  /// Reads a whole table; invalid UTF-8 is replaced, a byte order mark is passed over, empty lines are left out. Linear.
  public init(_ bytes: [UInt8]) {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var header: [String] = []
    var rows: [Row] = []
    var delimiter: UInt8 = 0x2C
    var line = 1
    while start < bytes.count {
      if header.isEmpty {
        let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
        delimiter = CSVColumns(bytes, in: start..<end).delimiter
      }
      var scanner = CSVRowScanner(delimiter: delimiter)
      let end = scanner.end(in: bytes.span, from: start) ?? bytes.count
      let row = CSVRow(bytes, in: start..<end, delimiter: delimiter)
      var fields = row.fields.map { String(decoding: $0, as: UTF8.self) }
      let isEmpty = fields.allSatisfy { $0.allSatisfy(\.isWhitespace) }
      if header.isEmpty, !isEmpty {
        header = fields.map {
          String($0.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " "))
        }
      } else if !isEmpty {
        var mistake = row.mistake
        if fields.count > header.count {
          mistake = mistake ?? "\(header.count) fields expected, got \(fields.count)"
        }
        fields += Array(repeating: "", count: max(0, header.count - fields.count))
        rows.append(Row(line: line, fields: fields, mistake: mistake))
      }
      line += bytes[start..<end].count { $0 == 0x0A }
      start = end
    }
    self.header = header
    self.rows = rows
  }
}
