// One worker: articles as JSON Lines in, records as JSON Lines out, in the same order. `assay score` starts several,
// a cluster's executor runs it in its pipe.
//
// The local pool must know more than a pipe tells: when the worker has begun on an article, so that a death is put
// down to the right one, and what the summary counts. For that it asks the worker to announce itself; then there are
// three lines an article: an empty one when it begins, one of counts, and the record. The very first line names the
// rules, so that a pack that was changed in mid-run does not go unnoticed.

public import ArticleLoaders
internal import Articles
internal import CProcesses
internal import JSON
public import Scoring

/// Scores the articles of standard input until it ends.
public struct Worker: ~Copyable {
  private var scoring: ScoringRun
  private let rulesDigest: String
  private let options: LoadOptions
  private let announces: Bool
  private let write: ([UInt8]) throws -> Void
  private let report: (LoadFailure) -> Void

  /// - Parameters:
  ///   - rulesDigest: of the writer of `scoring`.
  ///   - announces: whether it works for a pool in this machine, which reads what this file's head says.
  ///   - write: takes whole lines and has passed them on when it returns.
  ///   - report: is told of a line that is no article; there is no record for it.
  public init(
    _ scoring: consuming ScoringRun, rulesDigest: String, options: LoadOptions, announces: Bool,
    write: @escaping ([UInt8]) throws -> Void, report: @escaping (LoadFailure) -> Void
  ) {
    self.scoring = scoring
    self.rulesDigest = rulesDigest
    var options = options
    options.format = .jsonLines
    // Only the coordinator sees all articles, and it has sized them up before it sent them.
    options.refusesRepeatedIDs = false
    if announces { options.sizeLimit = WorkerPool.longestLine }
    self.options = options
    self.announces = announces
    self.write = write
    self.report = report
  }

  /// Lets this process end when the one that started it ends, however that ends: a worker that hangs would not notice
  /// the end of its input.
  public static func endWithCoordinator() { lx_end_with_parent() }

  /// - Returns: how many lines were no articles.
  public mutating func run() throws -> Int {
    if announces { try write(Array((rulesDigest + "\n").utf8)) }
    var reader = ArticleReader(["-"], options: options)
    var failures = 0
    while let item = reader.next() {
      switch item {
      case .failure(let failure):
        // An empty input is nothing to complain of: a partition of a cluster may have no articles.
        if failure.line == nil, reader.bytesRead == 0 { continue }
        failures += 1
        report(failure)
      case .article(let article, _) where announces:
        try write([0x0A])
        let article = ArticleLine.restored(article)
        let tally = scoring.appendRecord(of: article)
        var json = JSONWriter()
        tally.write(to: &json)
        json.newline()
        try write(json.bytes + scoring.takePending())
      case .article(let article, _):
        scoring.appendRecord(of: article)
        try write(scoring.takePending())
      }
    }
    return failures
  }
}
