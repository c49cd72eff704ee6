// The record is made elsewhere; here it only becomes a line.

/// Writes each record as a line.
final class JSONLinesOutput: RecordOutput {
  private var file: ResultFile
  private var records: Int

  init(_ file: consuming ResultFile, from start: OutputCursor) {
    self.file = file
    records = start.records
  }

  func append(_ record: FinishedRecord) throws(OutputFailure) {
    var line = record.line
    line.append(0x0A)
    try file.write(line)
    records = record.ordinal + 1
  }

  func commit() throws(OutputFailure) -> OutputCursor {
    let bytes = try file.commit()
    return OutputCursor(records: records, bytes: bytes)
  }

  func finish() throws(OutputFailure) { try file.finish() }
  func discard() { file.discard() }
}
