// Records into a pipe: they go out when there is nothing else to do, and at the latest when there are many.

import Articles
import Glibc
import RecordOutputs

final class StandardOutput: RecordOutput {
  /// Whether the reader has gone away: it has seen what it wanted.
  private(set) var isClosed = false
  private var pending: [UInt8] = []
  private var records = 0
  private static let mostPending = 64 << 10

  func append(_ record: FinishedRecord) throws(OutputFailure) {
    pending += record.line
    pending.append(0x0A)
    records = record.ordinal + 1
    if pending.count >= Self.mostPending { try flush() }
  }

  func commit() throws(OutputFailure) -> OutputCursor {
    try flush()
    return OutputCursor(records: records)
  }

  func finish() throws(OutputFailure) { try flush() }
  func discard() {}

  private func flush() throws(OutputFailure) {
    defer { pending.removeAll(keepingCapacity: true) }
    do throws(OutputError) {
      try Terminal.write(pending, to: STDOUT_FILENO)
    } catch {
      switch error {
      case .closed:
        isClosed = true
        throw OutputFailure(path: "standard output", reason: "its reader has gone away")
      case .failed(let code): throw OutputFailure(path: "standard output", reason: systemError(code))
      }
    }
  }
}
