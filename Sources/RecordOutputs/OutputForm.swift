// The name of an output says what is to be written. A new form is a case here and a type that conforms to
// RecordOutput.

internal import CompressedStreams

/// A form in which results are written.
public enum OutputForm: String, Hashable, Sendable, CaseIterable {
  /// A record a line.
  case jsonLines = "jsonl"
  /// A claim a row.
  case csv
  /// Tables of a database.
  case sqlite
  /// One page.
  case html

  /// The endings of names, without the dot.
  private var endings: [String] {
    switch self {
    case .jsonLines: ["jsonl", "ndjson"]
    case .csv: ["csv"]
    case .sqlite: ["sqlite", "sqlite3", "db"]
    case .html: ["html", "htm"]
    }
  }

  /// Whether it may be packed.
  private var isText: Bool { self == .jsonLines || self == .csv }

  /// The form that `path` stands for, letter case aside, and how it is packed; nil when its ending says none.
  static func recognise(_ path: String) -> (form: OutputForm, compression: Compression?)? {
    var name = path.lowercased()
    var compression: Compression?
    for format in Compression.allCases where name.hasSuffix("." + format.ending) {
      name.removeLast(format.ending.count + 1)
      compression = format
    }
    let form = allCases.first { form in form.endings.contains { name.hasSuffix("." + $0) } }
    guard let form, form.isText || compression == nil else { return nil }
    return (form, compression)
  }

  /// The endings that are known, for messages.
  public static let knownEndings = ".jsonl .jsonl.gz .jsonl.zst .csv .csv.gz .csv.zst .sqlite .html"
}

/// Whether a run that has handed over all its records has nothing left to do for the output `path`.
///
/// A database says so itself when it is opened, so the answer is no for one.
public func isInPlace(_ path: String, form: OutputForm? = nil) -> Bool {
  guard (form ?? OutputForm.recognise(path)?.form) != .sqlite else { return false }
  return PartFile.exists(path) && !PartFile.isUnfinished(path)
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
  let known = OutputForm.recognise(path)
  guard let form = form ?? known?.form ?? (PartFile.isReplaceable(path) ? nil : .jsonLines) else {
    throw OutputFailure(
      path: path, reason: "no form of output has this ending", help: "endings are \(OutputForm.knownEndings)")
  }
  switch form {
  case .sqlite:
    let output = try DatabaseOutput(path, of: run, resumes: cursor != nil)
    return (output, output.cursor)
  case .html:
    let output = try PageOutput(path, of: run, resumes: cursor != nil)
    return (output, output.cursor)
  case .jsonLines, .csv:
    let file = try PartFile(path, inputs: run.inputs, resuming: cursor?.bytes)
    let start = OutputCursor(records: file.length > 0 ? cursor?.records ?? 0 : 0, bytes: file.length)
    let results = ResultFile(file, known?.compression)
    if form == .jsonLines { return (JSONLinesOutput(results, from: start), start) }
    return (try CSVOutput(results, path: path, from: start, of: run), start)
  }
}
