// Who turns articles into records: this process, or several. A run cannot tell which, and neither can its results.

internal import Articles
internal import CProcesses
internal import JSON
internal import RulePacks
public import Scoring

/// Takes articles one by one and gives records back, in any order.
protocol ArticleScorer: AnyObject {
  /// Whether another article would be taken on at once.
  var wantsArticle: Bool { get }
  func submit(_ article: Article, ordinal: Int) throws(ScoringFailure)
  /// What has been finished since the last time; waits for it, or until the time is up.
  ///
  /// - Parameters:
  ///   - milliseconds: the longest wait; -1 for one without end.
  ///   - others: end the wait when there is something to read from one of them.
  func collect(milliseconds: Int32, besides others: [Int32]) throws(ScoringFailure) -> [ScoredArticle]
  /// Ends all that runs.
  func stop()
}

/// What became of one article.
struct ScoredArticle {
  enum Outcome {
    /// The record without a line feed.
    case record([UInt8], Tally)
    /// It has ended so many workers.
    case setAside(deaths: Int)
  }

  var ordinal: Int
  var outcome: Outcome
}

/// Why articles cannot be scored any more.
public enum ScoringFailure: Error, Hashable, Sendable {
  case noProcess(SystemError)
  /// So many workers in a row ended before they began on an article.
  case workersDoNotStart(Int)
  /// A worker that was started now has other rules than those before.
  case rulesChanged

  public var description: String {
    switch self {
    case .noProcess(let error): "cannot start a worker process: \(error)"
    case .workersDoNotStart(let count):
      "\(count) worker processes in a row ended before they began on an article"
    case .rulesChanged: "a pack was changed while the run was under way"
    }
  }

  public var help: String {
    switch self {
    case .noProcess: "try fewer, with --workers"
    case .workersDoNotStart: "--workers 0 scores in one process, which shows the reason"
    case .rulesChanged: "undo the change to go on, or start over without --resume"
    }
  }
}

/// Scores in this process, an article at once.
final class OwnProcessScorer: ArticleScorer {
  private var scoring: ScoringRun
  private var finished: [ScoredArticle] = []

  init(_ scoring: consuming ScoringRun) { self.scoring = scoring }

  var wantsArticle: Bool { finished.isEmpty }

  func submit(_ article: Article, ordinal: Int) {
    let tally = scoring.appendRecord(of: article)
    var line = scoring.takePending()
    line.removeLast()
    finished.append(ScoredArticle(ordinal: ordinal, outcome: .record(line, tally)))
  }

  func collect(milliseconds: Int32, besides others: [Int32]) -> [ScoredArticle] {
    defer { finished = [] }
    return finished
  }

  func stop() {}
}

/// Who scores the articles of a run.
public enum BatchWorkers: ~Copyable {
  case ownProcess(ScoringRun)
  /// So many processes with this command line.
  ///
  /// - Parameter seconds: that one article may take, and 60 more for each megabyte of its text.
  case processes(Int, arguments: [String], seconds: Double)

  consuming func makeScorer(rulesDigest: String) -> any ArticleScorer {
    switch consume self {
    case .ownProcess(let scoring): return OwnProcessScorer(scoring)
    case .processes(let count, let arguments, let seconds):
      var limits = WorkerPool.Limits()
      limits.seconds = seconds
      return WorkerPool(count: count, arguments: arguments, rulesDigest: rulesDigest, limits: limits)
    }
  }

  /// How many processors this process may use.
  public static var processors: Int { Int(lx_usable_processors()) }
}
