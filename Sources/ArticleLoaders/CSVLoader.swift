// Archives are handed over as spreadsheets, with line breaks inside their fields and a broken row here and there. A
// row stands or falls alone.

internal import Articles
internal import JSON

/// Takes an article from each row of a CSV file with a header.
struct CSVLoader: ArticleLoader {
  private let source: Source
  private let options: LoadOptions
  private var columns: CSVColumns?
  private var line = 0
  private var row = 0
  private(set) var isDone = false

  init(source: Source, options: LoadOptions) {
    self.source = source
    self.options = options
  }

  var resumableState: LoaderState { LoaderState(line: line, state: row) }

  mutating func resume(_ state: LoaderState, from stream: inout ByteStream) throws(ReadError) {
    // What the columns mean stands at the start of the file alone.
    _ = try readHeader(from: &stream)
    line = state.line
    row = state.state
  }

  mutating func next(from stream: inout ByteStream) throws(ReadError) -> LoadedItem? {
    guard !isDone else { return nil }
    if columns == nil, let failure = try readHeader(from: &stream) {
      isDone = true
      return failure
    }
    guard let columns else { return nil }
    while let next = try nextRow(from: &stream, delimiter: columns.delimiter) {
      let firstLine = line + 1
      let bytes = stream.fileOffset(next.range.lowerBound)..<stream.fileOffset(next.range.upperBound)
      line += next.lines
      if next.range.isEmpty || isBlank(stream.buffer[next.range]) {
        guard next.overLimit == nil else {
          row += 1
          return failure(firstLine, next.offset, next.overLimit ?? "")
        }
        continue
      }
      row += 1
      let fields = CSVRow(stream.buffer, in: next.range, delimiter: columns.delimiter)
      let origin = Origin(input: source.input, path: source.shownPath, line: firstLine, bytes: bytes)
      switch article(of: fields, columns) {
      case .success(let article): return .article(article, origin)
      case .failure(let mistake):
        return failure(firstLine, bytes.lowerBound, "row \(row): \(mistake.reason)", help: mistake.help)
      }
    }
    return nil
  }

  // MARK: Articles

  private func article(of row: CSVRow, _ columns: CSVColumns) -> Result<Article, ReadError> {
    if let mistake = row.mistake { return .failure(ReadError(reason: mistake)) }
    guard row.fields.count == columns.names.count else {
      let reason = "\(columns.names.count) fields expected, as in the header, got \(row.fields.count)"
      return .failure(
        ReadError(
          reason: reason, help: "a field that holds the delimiter or a line break stands in quotation marks"))
    }
    func string(_ meaning: CSVColumns.Meaning) -> String? {
      guard let column = columns[meaning], !row.fields[column].isEmpty else { return nil }
      return String(decoding: row.fields[column], as: UTF8.self)
    }
    guard let textColumn = columns[.text], !row.fields[textColumn].isEmpty else {
      return .failure(ReadError(reason: "field 'text' is empty"))
    }
    var id = "\(source.id):\(self.row)"
    if columns[.id] != nil {
      guard let given = string(.id) else { return .failure(ReadError(reason: "field 'id' is empty")) }
      id = given
    }
    var article = Article(id: id, text: ValidText(row.fields[textColumn]))
    article.title = string(.title)
    article.byline = string(.byline)
    article.outlet = string(.outlet)
    article.url = string(.url)
    article.published = string(.published)
    article.language = string(.language)
    article.section = string(.section)
    article.extra = columns.extra.map { column, name in
      var json = JSONWriter()
      json.string(utf8: ValidText(row.fields[column]).bytes)
      return ExtraField(name: name, json: json.bytes)
    }
    if options.headline == .firstLine { article.takeFirstLineAsHeadline() }
    return .success(article)
  }

  // MARK: Rows

  private struct Row {
    /// In the stream's buffer, with the line feed; empty when the row is over the limit.
    var range: Range<Int>
    /// Where in the file it begins.
    var offset: Int
    var lines: Int
    /// The sentence that refuses it.
    var overLimit: String?
  }

  /// Uses up one row; nil at the end.
  ///
  /// A row that is never closed gives its first line alone, so that those behind it are not lost with it.
  private mutating func nextRow(
    from stream: inout ByteStream, delimiter: UInt8
  ) throws(ReadError) -> Row? {
    var scanner = CSVRowScanner(delimiter: delimiter)
    var scanned = 0
    while true {
      if let end = scanner.end(in: stream.buffer.span, from: stream.start + scanned) {
        return use(stream.start..<end, of: &stream)
      }
      scanned = stream.available
      if scanned > options.sizeLimit { return try skipRow(scanner, in: &stream) }
      guard try !stream.fill() else { continue }
      guard stream.available > 0 else { return nil }
      var end = stream.buffer.count
      if scanner.isInsideQuotes, let feed = firstIndex(of: 0x0A, in: stream.buffer.span, from: stream.start) {
        end = feed + 1
      }
      return use(stream.start..<end, of: &stream)
    }
  }

  private func use(_ range: Range<Int>, of stream: inout ByteStream) -> Row {
    var row = Row(
      range: range, offset: stream.offset, lines: Self.feeds(stream.buffer.span.extracting(range)))
    if stream.buffer[range].last != 0x0A { row.lines += 1 }
    if range.count > options.sizeLimit {
      row.range = range.lowerBound..<range.lowerBound
      row.overLimit = overLimit(range.count, options.sizeLimit)
    }
    stream.consume(range.count)
    return row
  }

  /// Passes a row that is over the limit, in pieces.
  private func skipRow(_ begun: CSVRowScanner, in stream: inout ByteStream) throws(ReadError) -> Row {
    var scanner = begun
    let offset = stream.offset
    var lines = Self.feeds(stream.buffer.span.extracting(stream.start..<stream.buffer.count))
    stream.consume(stream.available)
    var isEnded = false
    while !isEnded, try stream.fill() {
      let end = scanner.end(in: stream.buffer.span, from: stream.start)
      let range = stream.start..<(end ?? stream.buffer.count)
      lines += Self.feeds(stream.buffer.span.extracting(range))
      stream.consume(range.count)
      isEnded = end != nil
    }
    var reason = overLimit(stream.offset - offset, options.sizeLimit)
    if scanner.isInsideQuotes { reason += "; a quotation mark in it is never closed" }
    return Row(range: 0..<0, offset: offset, lines: isEnded ? lines : lines + 1, overLimit: reason)
  }

  /// Reads the header; a failure when it is none.
  private mutating func readHeader(from stream: inout ByteStream) throws(ReadError) -> LoadedItem? {
    try stream.fill(toAtLeast: 3)
    if let failure = skipMark(at: &stream, of: source, "CSV") { return failure }
    // The delimiter is not known yet, and does not matter for where the row ends.
    guard let header = try nextRow(from: &stream, delimiter: 0x2C) else { return nil }
    line = header.lines
    let columns = CSVColumns(stream.buffer, in: header.range)
    guard header.overLimit == nil, columns[.text] != nil else {
      let shown = columns.names.prefix(12).map { "'\($0.prefix(40))'" }.joined(separator: " ")
      return failure(
        1, 0, header.overLimit ?? "a header with a column 'text' expected, got \(shown)",
        help: "columns are \(CSVColumns.Meaning.allCases.map(\.rawValue).joined(separator: " "))")
    }
    self.columns = columns
    return nil
  }

  private func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.allSatisfy { $0 == 0x0A || $0 == 0x0D } }

  private static func feeds(_ bytes: Span<UInt8>) -> Int {
    var count = 0
    for index in bytes.indices { count += bytes[index] == 0x0A ? 1 : 0 }
    return count
  }

  private func failure(_ line: Int, _ offset: Int, _ reason: String, help: String? = nil) -> LoadedItem {
    .failure(LoadFailure(path: source.shownPath, line: line, offset: offset, reason: reason, help: help))
  }
}
