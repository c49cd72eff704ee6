// The coordinator: reads in order, has articles scored by whoever is free, writes in order, and now and then makes
// durable how far it is. One thread and one loop; whatever it waits for, it waits for in one place.

public import ArticleLoaders
public import Articles
internal import RecordOutputs
internal import Rules
public import Scoring

/// Hears of what happens while a run is under way, in the order of the input.
public protocol BatchObserver: AnyObject {
  func failed(_ failure: LoadFailure)
  /// `article` has ended so many workers and gets a record that says so.
  func setAside(_ article: Article, from origin: Origin, deaths: Int)
  /// Called several times a second.
  ///
  /// - Parameter bytesDone: of the inputs, up to the last article whose record is written.
  func advanced(_ summary: RunSummary, bytesDone: Int)
}

/// How a run came to its end.
public enum BatchEnding: Hashable, Sendable {
  /// All inputs are done and the outputs are in their places.
  case done
  /// An earlier process had done it all.
  case wasDone
  /// Not one article could be scored, so the outputs are as they were.
  case nothingScored
  /// SIGINT or SIGTERM; what was done is kept.
  case stopped(signal: Int32)
}

/// Many articles through one rule set.
public struct BatchRun: ~Copyable {
  /// A checkpoint is due when this time has passed, or twenty times what the last one took: so they cost a twentieth of
  /// the time at most, and a kill costs little.
  private static let secondsBetweenCheckpoints = 0.1
  private static let checkpointShare = 20.0
  private static let millisecondsBetweenReports: Int32 = 200

  private let writer: RecordWriter
  private let scorer: any ArticleScorer
  private let observer: any BatchObserver
  private let signals: StopSignals?
  private let readsStandardInput: Bool
  private let marksNearDuplicates: Bool
  private var reader: ArticleReader
  private var outputs: [ResumedOutput]
  private let checkpointFile: CheckpointFile?
  /// Describes what has left `order`.
  private var checkpoint: Checkpoint
  private var nextCheckpoint = secondsOfClock() + secondsBetweenCheckpoints
  private var order = InputOrder()
  private var nextOrdinal: Int
  private let wasDone: Bool
  private var bytesDone: Int
  /// Whether all inputs have been read.
  private var isAtEnd = false

  /// An output that may be further than the run is.
  struct ResumedOutput {
    let output: any RecordOutput
    /// Which of the outputs, as they were named.
    let row: Int
    /// The ordinal of the record that it needs next.
    let next: Int
  }

  /// - Parameters:
  ///   - workers: who scores.
  ///   - signals: end the run where it can go on; nil when they end the process.
  public init(
    _ opened: consuming OpenedBatch, writer: RecordWriter, workers: consuming BatchWorkers,
    observer: any BatchObserver, signals: StopSignals?
  ) {
    self.writer = writer
    scorer = workers.makeScorer(rulesDigest: writer.rulesDigest)
    self.observer = observer
    self.signals = signals
    outputs = opened.outputs
    checkpointFile = opened.checkpointFile
    checkpoint = opened.checkpoint
    wasDone = opened.isDone
    bytesDone = opened.bytesRead
    nextOrdinal = opened.checkpoint.records
    readsStandardInput = opened.checkpoint.inputs.contains { $0.name == "-" }
    marksNearDuplicates = opened.marksNearDuplicates
    reader = opened.reader
  }

  /// What has come of the run so far.
  public var summary: RunSummary { checkpoint.summary }

  /// Does what is left to do.
  ///
  /// - Throws: `OutputFailure`, `CheckpointError` or `ScoringFailure`. What was done up to the last checkpoint is kept.
  public mutating func run() throws -> BatchEnding {
    if wasDone { return .wasDone }
    defer { scorer.stop() }
    while true {
      if signals?.received == nil { isAtEnd = try read() }
      try release()
      if order.isEmpty, isAtEnd || signals?.received != nil { break }
      do throws(ScoringFailure) {
        for scored in try scorer.collect(
          milliseconds: order.isEmpty ? 0 : Self.millisecondsBetweenReports, besides: wakers)
        {
          order.finish(scored)
        }
      } catch {
        // What is done is not to be done again, whatever keeps the rest from being done.
        try writeCheckpoint()
        throw error
      }
      try release()
      observer.advanced(checkpoint.summary, bytesDone: bytesDone)
      if secondsOfClock() >= nextCheckpoint { try writeCheckpoint() }
    }
    if !isAtEnd, let signal = signals?.received {
      try writeCheckpoint()
      return .stopped(signal: signal)
    }
    return try finish()
  }

  // MARK: reading

  /// - Returns: whether all inputs have been read.
  private mutating func read() throws -> Bool {
    while order.hasRoom, scorer.wantsArticle {
      if readsStandardInput {
        // What a stream's reader waits for must not wait in a buffer.
        let mayWait = !reader.hasItemAtHand && !waitUntilReady([(0, writing: false)], milliseconds: 0)[0]
        if mayWait, !order.isEmpty { return false }
        if mayWait { for output in outputs { _ = try output.output.commit() } }
      }
      guard let item = reader.next() else { return true }
      switch item {
      case .failure(let failure): order.append(failure, until: reader.position, bytesRead: reader.bytesRead)
      case .article(let article, let origin):
        order.append(
          article, origin, ordinal: nextOrdinal, until: reader.position, bytesRead: reader.bytesRead)
        try scorer.submit(article, ordinal: nextOrdinal)
        nextOrdinal += 1
      }
    }
    return false
  }

  /// What ends a wait besides a worker's answer.
  private var wakers: [Int32] {
    (signals.map { [$0.descriptor] } ?? [])
      + (readsStandardInput && !isAtEnd && order.hasRoom && scorer.wantsArticle ? [0] : [])
  }

  // MARK: writing

  private mutating func release() throws {
    while let entry = order.next() {
      switch entry.content {
      case .nothing: break
      case .failure(let failure):
        observer.failed(failure)
        checkpoint.summary.fail(RunSummary.Failure(path: failure.path, line: failure.line))
      case .article(let article, let origin, let ordinal):
        var line: [UInt8]
        switch entry.outcome {
        case .record(let record, let tally)?:
          line = record
          checkpoint.summary.tally.add(tally)
        case .setAside(let deaths)?:
          let reason = Self.setAside(deaths: deaths)
          line = writer.record(of: article, setAside: reason)
          observer.setAside(article, from: origin, deaths: deaths)
          var tally = Tally()
          tally.articles = 1
          tally.diagnostics = [reason.slug: 1]
          checkpoint.summary.tally.add(tally)
          checkpoint.summary.fail(
            RunSummary.Failure(path: origin.path, line: origin.line, setAside: article.id))
        case nil: preconditionFailure("a record left the run before it was there")
        }
        if marksNearDuplicates { DuplicateMark.insert(origin.duplicateOf, into: &line) }
        let record = FinishedRecord(ordinal: ordinal, line: line, article: article)
        for output in outputs where ordinal >= output.next { try output.output.append(record) }
        checkpoint.records = ordinal + 1
      }
      checkpoint.position = entry.position
      bytesDone = entry.bytesRead
    }
  }

  private static func setAside(deaths: Int) -> EvaluationDiagnostic {
    EvaluationDiagnostic(
      slug: "set-aside", message: "the article was set aside: it ended \(deaths) worker processes")
  }

  private mutating func writeCheckpoint() throws {
    let start = secondsOfClock()
    defer {
      let end = secondsOfClock()
      nextCheckpoint = end + max(Self.secondsBetweenCheckpoints, Self.checkpointShare * (end - start))
    }
    guard let checkpointFile else { return }
    for output in outputs { checkpoint.outputs[output.row].cursor = try output.output.commit() }
    try checkpointFile.write(checkpoint)
  }

  private mutating func finish() throws -> BatchEnding {
    // A typing error in the one input must not replace the last good result by nothing.
    if checkpoint.records == 0, checkpoint.summary.failureCount > 0 {
      for output in outputs { output.output.discard() }
      checkpointFile?.remove()
      return .nothingScored
    }
    checkpoint.stage = .written
    try writeCheckpoint()
    for output in outputs { try output.output.finish() }
    checkpoint.stage = .finished
    try checkpointFile?.write(checkpoint)
    return .done
  }
}
