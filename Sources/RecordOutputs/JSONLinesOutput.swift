// The record is made elsewhere; here it only becomes a line.

/// Writes each record as a line.
final class JSONLinesOutput: RecordOutput {
  private let file: PartFile
  private var records: Int

  init(_ file: PartFile, from start: OutputCursor) {
    self.file = file
    records = start.records
  }

  func append(_ record: FinishedRecord) throws(OutputFailure) {
    try file.write(record.line)
    try file.write([0x0A])
    records = record.ordinal + 1
  }

  func commit() throws(OutputFailure) -> OutputCursor {
    try file.synchronise()
    return OutputCursor(records: records, bytes: file.length)
  }

  func finish() throws(OutputFailure) { try file.finish() }
  func discard() { file.discard() }
}
