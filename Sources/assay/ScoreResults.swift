// What `score` makes of its articles, and where that goes: a page or records to standard output, or to files.

import Articles
import RecordOutputs
import Scoring

final class ScoreResults {
  private enum Sink {
    case standardOutput(ScoreCommand.Format)
    case page(PartFile)
    case records([any RecordOutput])
  }

  private let sink: Sink
  private let style: TerminalStyle
  private var pending: [UInt8] = []
  private var count = 0

  /// Opens all of `paths`; standard output when there is none.
  ///
  /// - Throws: `Failure` when one cannot be written, is an input, or has a name that says no form.
  init(_ paths: [String], format: ScoreCommand.Format?, of run: RunDescription) throws {
    style = paths.isEmpty ? Terminal.style() : TerminalStyle(colour: false, width: Terminal.width)
    guard let first = paths.first else {
      sink = .standardOutput(format ?? (Terminal.isInteractive ? .page : .jsonl))
      return
    }
    if format == .page {
      guard paths.count == 1 else { throw Failure("a page goes to one file, got \(paths.count)") }
      sink = .page(
        try reportingFailure { () throws(OutputFailure) in try PartFile(first, inputs: run.inputs) })
      return
    }
    var outputs: [any RecordOutput] = []
    do {
      for path in paths {
        let (output, _) = try reportingFailure { () throws(OutputFailure) in
          try openOutput(path, form: format == nil ? nil : .jsonLines, of: run)
        }
        outputs.append(output)
      }
    } catch {
      for output in outputs { output.discard() }
      throw error
    }
    sink = .records(outputs)
  }

  /// Scores `article` and takes the result; on standard output it is seen when more than `threshold` bytes wait.
  func append(_ article: Article, of run: inout ScoringRun, threshold: Int) throws {
    switch sink {
    case .standardOutput(.page): try write(run.page(article, style: style), to: nil)
    case .page(let file): try write(run.page(article, style: style), to: file)
    case .standardOutput(.jsonl):
      run.appendRecord(of: article)
      pending += run.takePending()
      if pending.count > threshold { try flush() }
    case .records(let outputs):
      run.appendRecord(of: article)
      let record = FinishedRecord(ordinal: count, line: Array(run.takePending().dropLast()), article: article)
      try reportingFailure { () throws(OutputFailure) in
        for output in outputs { try output.append(record) }
      }
    }
    count += 1
  }

  /// Lets standard output have all there is.
  func flush() throws {
    try Terminal.write(pending, to: 1)
    pending.removeAll(keepingCapacity: true)
  }

  /// Puts the files in their places.
  func finish() throws {
    try reportingFailure { () throws(OutputFailure) in
      switch sink {
      case .standardOutput: break
      case .page(let file): try file.finish()
      case .records(let outputs): for output in outputs { try output.finish() }
      }
    }
  }

  /// Leaves the files as they were.
  func discard() {
    switch sink {
    case .standardOutput: break
    case .page(let file): file.discard()
    case .records(let outputs): for output in outputs { output.discard() }
    }
  }

  private func write(_ page: String, to file: PartFile?) throws {
    let bytes = Array(((count > 0 ? "\n" : "") + page).utf8)
    guard let file else { return try Terminal.write(bytes, to: 1) }
    try reportingFailure { () throws(OutputFailure) in try file.write(bytes) }
  }
}

/// Lets a failure of an output be printed as every other one of the command.
private func reportingFailure<Result>(_ body: () throws(OutputFailure) -> Result) throws -> Result {
  do throws(OutputFailure) {
    return try body()
  } catch {
    throw Failure(error.description, help: error.help)
  }
}
