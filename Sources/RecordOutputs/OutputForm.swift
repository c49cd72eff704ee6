// The name of an output says what is to be written. A new form is a case here and a type that conforms to
// RecordOutput.

/// A form in which results are written.
public enum OutputForm: String, Hashable, Sendable, CaseIterable {
  /// A record a line.
  case jsonLines = "jsonl"

  /// The form that `path` stands for, letter case aside; nil when its ending says none.
  public init?(path: String) {
    let name = path.lowercased()
    if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") {
      self = .jsonLines
    } else {
      return nil
    }
  }

  /// The endings that are known, for messages.
  public static let endings = ".jsonl"
}

/// Opens an output for the records of `run`.
///
/// - Parameters:
///   - form: what to write; nil to go by the ending of `path`. What is no regular file, such as a device, is
///     written in place, as JSON Lines unless its name says otherwise.
///   - cursor: how far an earlier process came with the same run, or nil to start over. What was written after it is
///     cut off.
/// - Returns: the output, and where it really stands: at `cursor`, at 0 when the unfinished file is not there any
///   more, or elsewhere for a database, which knows by itself. The next record to append is the one of that ordinal.
/// - Throws: when it cannot be written, is one of the inputs, or another run is writing it.
public func openOutput(
  _ path: String, form: OutputForm? = nil, of run: RunDescription, resuming cursor: OutputCursor? = nil
) throws(OutputFailure) -> (any RecordOutput, OutputCursor) {
  let file = try PartFile(path, inputs: run.inputs, resuming: cursor?.bytes)
  let start = OutputCursor(records: file.length > 0 ? cursor?.records ?? 0 : 0, bytes: file.length)
  switch form ?? OutputForm(path: path) ?? (file.isReplaced ? nil : .jsonLines) {
  case .jsonLines: return (JSONLinesOutput(file, from: start), start)
  case nil:
    file.discard()
    throw OutputFailure(
      path: path, reason: "no form of output has this ending", help: "endings are \(OutputForm.endings)")
  }
}
