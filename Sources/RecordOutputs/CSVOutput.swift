// For those who work in a spreadsheet: a row a claim, with what is needed to judge it without the article. What a
// spreadsheet would take for a formula is never one.

internal import Articles

/// Writes each claim as a row.
///
/// RFC 4180 with a header, in UTF-8 with a mark, without which Excel reads another encoding. An article without
/// claims has no row.
final class CSVOutput: RecordOutput {
  private let path: String
  private let run: RunDescription
  private var file: ResultFile
  private var records: Int
  private var buffer: [UInt8] = []

  private static let columns = [
    "article", "title", "outlet", "published", "url", "claim", "parent", "source", "source_text", "cue",
    "stance",
    "content", "context", "type", "evidence", "hedges", "start", "end", "cue_start", "cue_end", "rule",
    "duplicate_of",
  ]

  init(
    _ file: consuming ResultFile, path: String, from start: OutputCursor, of run: RunDescription
  ) throws(OutputFailure) {
    self.file = file
    self.path = path
    self.run = run
    records = start.records
    if start.bytes == 0 {
      buffer = [0xEF, 0xBB, 0xBF]
      for name in Self.columns + run.scales + ["why"] { add(text: name) }
      endRow()
    }
  }

  func append(_ record: FinishedRecord) throws(OutputFailure) {
    let contents = try record.contents(for: path)
    if !contents.claims.isEmpty {
      let context = record.context(run.offsets)
      for claim in contents.claims { addRow(claim, of: record.article, contents, context) }
    }
    records = record.ordinal + 1
    if buffer.count > 1 << 16 { try flush() }
  }

  func commit() throws(OutputFailure) -> OutputCursor {
    try flush()
    let bytes = try file.commit()
    return OutputCursor(records: records, bytes: bytes)
  }

  func finish() throws(OutputFailure) {
    try flush()
    try file.finish()
  }

  func discard() { file.discard() }

  // MARK: rows

  private func addRow(
    _ claim: ClaimContents, of article: Article, _ contents: RecordContents, _ context: ClaimContext
  ) {
    add(text: article.id)
    add(text: article.title ?? "")
    add(text: article.outlet ?? "")
    add(text: article.published ?? "")
    add(text: article.url ?? "")
    add(text: claim.id)
    add(text: claim.parent ?? "")
    add(text: claim.source?.name ?? claim.source?.spans.text ?? "")
    add(text: claim.source?.spans.text ?? "")
    add(text: claim.cue.text)
    add(text: claim.stance)
    add(text: claim.content.text)
    add(text: context.text(of: claim))
    add(text: claim.type)
    add(text: claim.evidence)
    add(text: claim.hedges.map(\.text).joined(separator: "; "))
    for bound in [
      claim.content.first?.start, claim.content.last?.end, claim.cue.first?.start, claim.cue.last?.end,
    ] {
      add(plain: bound.map(String.init) ?? "")
    }
    add(text: claim.rule)
    add(text: contents.duplicateOf ?? "")
    for scale in run.scales { add(plain: claim.total(scale).map(numberText) ?? "") }
    add(text: claim.weightiestScores.map { "\($0.because) (\(signed($0.points)))" }.joined(separator: "; "))
    endRow()
  }

  private func add(text: String) {
    // What begins so is a formula to a spreadsheet; an apostrophe in front makes it the text that it is.
    if let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first) {
      add(plain: "'" + text)
    } else {
      add(plain: text)
    }
  }

  private func add(plain text: String) {
    if text.utf8.contains(where: {
      $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D || $0 == 0x3B || $0 == 0x09
    }) {
      buffer.append(0x22)
      for byte in text.utf8 {
        if byte == 0x22 { buffer.append(0x22) }
        buffer.append(byte)
      }
      buffer.append(0x22)
    } else {
      buffer += text.utf8
    }
    buffer.append(0x2C)
  }

  private func endRow() {
    buffer.removeLast()
    buffer += [0x0D, 0x0A]
  }

  private func flush() throws(OutputFailure) {
    guard !buffer.isEmpty else { return }
    try file.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }
}
