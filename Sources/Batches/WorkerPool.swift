// The supervisor: gives articles to worker processes, takes their records back, and sees to it that nothing is lost
// when one of them dies or hangs.
//
// A worker answers in the order in which it was asked, so a record needs no name: it belongs to the oldest article of
// its worker. The worker says when it begins on an article, so a death is put down to the article that was being
// evaluated, and the ones behind it cost nothing. What died is tried again alone in a fresh worker; what has ended
// three of them is set aside.

internal import Articles
internal import JSON
internal import Scoring

/// Scores articles in several processes.
final class WorkerPool: ArticleScorer {
  /// How pools treat their workers.
  struct Limits: Sendable {
    /// Deaths after which an article is set aside.
    var deaths = 3
    /// Seconds that one article may take, and a worker to start; `secondsOfMegabyte` come on top for each megabyte of text.
    var seconds = 60.0
    var secondsOfMegabyte = 60.0
    /// A worker that holds more bytes than this between two articles is replaced.
    var memory = 192 << 20
    /// Workers in a row that end before they begin on an article.
    var failedStarts = 25
  }

  /// The most bytes of an article's line: an article at its limit whose every byte is written as an escape.
  static let longestLine = 512 << 20
  /// A worker has another article at hand while it is at one, and more when they are short.
  private static let queuedBytes = 32 << 10
  private static let queuedArticles = 32
  private static let articlesBetweenLooks = 64

  /// The binary that runs, even when another one has been put in its place since.
  static let ownProgram = "/proc/self/exe"

  private let count: Int
  private let program: String
  private let arguments: [String]
  private let rulesDigest: String
  private let limits: Limits
  private var workers: [PooledWorker] = []
  /// Articles that no worker has, in the order in which they are due.
  private var waiting: [Assignment] = []
  /// Articles that ended a worker, each due alone.
  private var suspects: [Assignment] = []
  private var finished: [ScoredArticle] = []
  private var startsInARow = 0

  /// - Parameters:
  ///   - count: how many processes at most; they are started when there is work for them.
  ///   - program: the file to run.
  ///   - arguments: the command line of one.
  ///   - rulesDigest: what each must say its rules are.
  init(
    count: Int, program: String = ownProgram, arguments: [String], rulesDigest: String,
    limits: Limits = Limits()
  ) {
    precondition(count > 0, "a pool has at least one worker")
    self.count = count
    self.program = program
    self.arguments = arguments
    self.rulesDigest = rulesDigest
    self.limits = limits
  }

  // MARK: ArticleScorer

  var wantsArticle: Bool { waiting.count < count && suspects.isEmpty }

  func submit(_ article: Article, ordinal: Int) throws(ScoringFailure) {
    waiting.append(Assignment(ordinal: ordinal, article: article))
    try assign()
  }

  func collect(milliseconds: Int32, besides others: [Int32]) throws(ScoringFailure) -> [ScoredArticle] {
    var descriptors: [(descriptor: Int32, writing: Bool)] = []
    for worker in workers {
      descriptors.append((worker.process.output, writing: false))
      if worker.hasUnwritten { descriptors.append((worker.process.input, writing: true)) }
    }
    for other in others { descriptors.append((other, writing: false)) }
    _ = waitUntilReady(descriptors, milliseconds: finished.isEmpty ? patience(milliseconds) : 0)
    for worker in workers {
      worker.writeOn()
      try receive(from: worker)
    }
    try endLateWorkers()
    try assign()
    defer { finished = [] }
    return finished
  }

  func stop() { workers = [] }

  // MARK: giving out

  private func assign() throws(ScoringFailure) {
    while !suspects.isEmpty, workers.count < count {
      try start().give(suspects.removeFirst(), at: secondsOfClock())
    }
    while let next = waiting.first {
      var candidates = workers.filter {
        $0.takes(next, bytes: Self.queuedBytes, articles: Self.queuedArticles)
      }
      if candidates.allSatisfy({ !$0.isIdle }), workers.count < count { candidates = [try start()] }
      guard let worker = candidates.min(by: { $0.assignedBytes < $1.assignedBytes }) else { return }
      waiting.removeFirst()
      worker.give(next, at: secondsOfClock())
    }
  }

  private func start() throws(ScoringFailure) -> PooledWorker {
    do throws(SystemError) {
      let worker = PooledWorker(try WorkerProcess(program, arguments), at: secondsOfClock())
      workers.append(worker)
      return worker
    } catch {
      throw .noProcess(error)
    }
  }

  // MARK: taking back

  private func receive(from worker: PooledWorker) throws(ScoringFailure) {
    while true {
      let reading = worker.read()
      while let line = worker.nextLine() {
        guard try take(line, from: worker) else { return try bury(worker) }
      }
      switch reading {
      // Nothing that a rule may write is so long: this one has gone mad.
      case .some where worker.unreadCount > Self.longestLine: return try bury(worker)
      case .some: continue
      case .nothingYet: return
      case .end: return try bury(worker)
      }
    }
  }

  /// - Returns: whether the line is one that a worker may say here.
  private func take(_ line: ArraySlice<UInt8>, from worker: PooledWorker) throws(ScoringFailure) -> Bool {
    switch worker.expected {
    case .rules:
      guard line.elementsEqual(rulesDigest.utf8) else { throw .rulesChanged }
      worker.expected = .beginning
    case .beginning:
      guard line.isEmpty, !worker.assigned.isEmpty else { return false }
      startsInARow = 0
      worker.begin(at: secondsOfClock())
    case .tally:
      guard let value = try? JSONValue(parsing: Array(line)), let tally = Tally(value) else { return false }
      worker.tally = tally
      worker.expected = .record
    case .record:
      guard line.first == 0x7B else { return false }
      let assignment = worker.endArticle(at: secondsOfClock())
      finished.append(
        ScoredArticle(ordinal: assignment.ordinal, outcome: .record(Array(line), worker.tally)))
      if worker.answers % Self.articlesBetweenLooks == 0,
        let memory = worker.process.residentMemory(), memory > limits.memory
      {
        worker.retire()
      }
    }
    return true
  }

  /// Takes back what a worker had that is no more.
  private func bury(_ worker: PooledWorker) throws(ScoringFailure) {
    worker.process.end()
    workers.removeAll { $0 === worker }
    var left = worker.assigned
    if worker.isEvaluating, !left.isEmpty {
      var suspect = left.removeFirst()
      suspect.deaths += 1
      if suspect.deaths >= limits.deaths {
        finished.append(ScoredArticle(ordinal: suspect.ordinal, outcome: .setAside(deaths: suspect.deaths)))
      } else {
        suspects.append(suspect)
      }
    } else if !worker.hasBegun, !worker.isRetired {
      startsInARow += 1
      guard startsInARow < limits.failedStarts else { throw .workersDoNotStart(startsInARow) }
    }
    // One that had its turn alone and died before it began is due alone again.
    suspects += left.filter { $0.deaths > 0 }
    waiting.insert(contentsOf: left.filter { $0.deaths == 0 }, at: 0)
  }

  // MARK: time

  private func endLateWorkers() throws(ScoringFailure) {
    let now = secondsOfClock()
    for worker in workers where now > deadline(of: worker) { try bury(worker) }
  }

  private func deadline(of worker: PooledWorker) -> Double {
    guard let article = worker.assigned.first?.article else { return .infinity }
    return worker.since + limits.seconds + limits.secondsOfMegabyte * Double(article.text.count >> 20)
  }

  private func patience(_ milliseconds: Int32) -> Int32 {
    let next = workers.map(deadline).min() ?? .infinity
    let left = max(0, (next - secondsOfClock()) * 1000 + 1)
    if milliseconds < 0 { return left < 3_600_000 ? Int32(left) : -1 }
    return Int32(min(Double(milliseconds), left))
  }
}

/// An article on its way.
struct Assignment {
  var ordinal: Int
  var article: Article
  /// Workers that ended while they were at it.
  var deaths = 0
}
