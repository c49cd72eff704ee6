// What the supervisor knows of one worker: which articles it has, how much of them it has been told, and what it is
// to say next.

internal import Articles
internal import JSON
internal import Scoring

final class PooledWorker {
  /// What the next line of the worker's output must be.
  enum Expectation {
    case rules, beginning, tally, record
  }

  let process: WorkerProcess
  /// Oldest first: the one that it is at, and those behind it.
  private(set) var assigned: [Assignment] = []
  private(set) var assignedBytes = 0
  var expected = Expectation.rules
  var tally = Tally()
  /// Records it has given.
  private(set) var answers = 0
  /// Whether it ever began on an article.
  private(set) var hasBegun = false
  /// When it began on what it is at now, or was asked to.
  private(set) var since: Double
  private(set) var isRetired = false
  private var unwritten = JSONWriter()
  private var written = 0
  private var unread: [UInt8] = []
  private var start = 0
  private var searched = 0

  init(_ process: WorkerProcess, at now: Double) {
    self.process = process
    since = now
  }

  var isEvaluating: Bool { expected == .tally || expected == .record }
  var unreadCount: Int { unread.count - start }
  var isIdle: Bool { assigned.isEmpty }
  var hasUnwritten: Bool { written < unwritten.bytes.count }

  /// Whether it should have `assignment` besides what it has. A suspect is left alone.
  func takes(_ assignment: Assignment, bytes: Int, articles: Int) -> Bool {
    guard !isRetired, assigned.count < articles, assigned.first?.deaths ?? 0 == 0 else { return false }
    return assigned.count < 2 || assignedBytes + assignment.article.text.count <= bytes
  }

  func give(_ assignment: Assignment, at now: Double) {
    if assigned.isEmpty { since = now }
    assigned.append(assignment)
    assignedBytes += assignment.article.text.count
    ArticleLine.append(assignment.article, to: &unwritten)
    writeOn()
  }

  /// Hands over what the pipe takes.
  func writeOn() {
    while hasUnwritten {
      let count = process.write(unwritten.bytes[written...])
      guard count > 0 else { return }
      written += count
    }
    // A long article is not to be kept in memory for the rest of the run.
    if unwritten.bytes.capacity > 1 << 20 { unwritten = JSONWriter() } else { unwritten.removeAll() }
    written = 0
  }

  func read() -> WorkerProcess.Reading {
    if start > 0 {
      unread.removeSubrange(0..<start)
      searched -= start
      start = 0
    }
    return process.read(into: &unread)
  }

  /// The next whole line without its line feed.
  func nextLine() -> ArraySlice<UInt8>? {
    guard let feed = firstIndex(of: 0x0A, in: unread.span, from: searched) else {
      searched = unread.count
      return nil
    }
    defer {
      start = feed + 1
      searched = start
    }
    return unread[start..<feed]
  }

  func begin(at now: Double) {
    expected = .tally
    hasBegun = true
    since = now
  }

  /// Notes that its oldest article is done, and gives that back.
  func endArticle(at now: Double) -> Assignment {
    expected = .beginning
    answers += 1
    since = now
    let assignment = assigned.removeFirst()
    assignedBytes -= assignment.article.text.count
    if unread.capacity > 1 << 20, start == unread.count { (unread, start, searched) = ([], 0, 0) }
    if isRetired, assigned.isEmpty { process.closeInput() }
    return assignment
  }

  /// Lets it finish what it has, and nothing more.
  func retire() {
    isRetired = true
    if assigned.isEmpty { process.closeInput() }
  }
}
