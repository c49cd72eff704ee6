import Articles
import Foundation
import JSON
import Scoring
import Testing

@testable import Batches

/// What the supervisor makes of workers that do as they please. They are shell scripts here, so that each can go wrong
/// in its own way; scripts/kill-test does the same to real ones.
@Suite struct WorkerPoolTests {
  /// What a worker says before and after the record of an article.
  static let rules = "echo rules"
  static let tally = #"{"articles":1,"claims":0,"diagnostics":{},"found":[],"scored":[],"steps":[]}"#
  /// Answers each article with a record that holds the article's line.
  static let answer = "echo; echo '\(tally)'; printf '{\"line\":%s}\\n' \"$line\""

  private func pool(
    _ script: String, count: Int = 2, limits: WorkerPool.Limits = WorkerPool.Limits()
  ) -> WorkerPool {
    // A pipe that nobody reads any more is an error, as in the command.
    signal(SIGPIPE, SIG_IGN)
    return WorkerPool(
      count: count, program: "/bin/sh", arguments: ["-c", script], rulesDigest: "rules", limits: limits)
  }

  /// What becomes of articles with these texts: the text that came back, or `set aside`.
  private func results(of texts: [String], from pool: WorkerPool) throws -> [String] {
    var results = [String?](repeating: nil, count: texts.count)
    var next = 0
    defer { pool.stop() }
    while results.contains(where: { $0 == nil }) {
      while pool.wantsArticle, next < texts.count {
        try pool.submit(Article(id: "a\(next)", text: Array(texts[next].utf8)), ordinal: next)
        next += 1
      }
      for scored in try pool.collect(milliseconds: 20_000, besides: []) {
        #expect(results[scored.ordinal] == nil, "article \(scored.ordinal) came back twice")
        switch scored.outcome {
        case .record(let record, let tally):
          #expect(tally.articles == 1)
          let line = try JSONValue(parsing: record).object?["line"]?.object
          #expect(line?["id"]?.string == "a\(scored.ordinal)", "the record is another article's")
          results[scored.ordinal] = line?["text"]?.string ?? "?"
        case .setAside: results[scored.ordinal] = "set aside"
        }
      }
    }
    return results.map { $0 ?? "" }
  }

  private let texts = (0..<200).map { "text \($0)" }

  @Test(arguments: [1, 2, 7]) func everyArticleComesBackWithItsOwnRecord(_ count: Int) throws {
    let script = "\(Self.rules); while read -r line; do \(Self.answer); done"
    #expect(try results(of: texts, from: pool(script, count: count)) == texts)
  }

  @Test(arguments: [100_000, 600_000]) func anArticleLongerThanAPipeComesBack(_ words: Int) throws {
    // Buffers of more than a megabyte are given back, and the next article finds new ones.
    let long = String(repeating: "long ", count: words)
    let script = "\(Self.rules); while read -r line; do \(Self.answer); done"
    #expect(try results(of: ["a", long, "b"], from: pool(script)) == ["a", long, "b"])
  }

  struct Fault: CustomTestStringConvertible, Sendable {
    var name: String
    /// What a worker does about the article that says `poison`.
    var deed: String
    var testDescription: String { name }
  }

  @Test(arguments: [
    Fault(name: "ends", deed: "echo; exit 1"),
    Fault(name: "is killed", deed: "echo; kill -9 $$"),
    Fault(
      name: "ends in the middle of its record", deed: "echo; echo '\(tally)'; printf '{\"line\":'; exit 0"),
    Fault(name: "says what is no count", deed: "echo; echo nonsense; sleep 100"),
    Fault(name: "says what is no record", deed: "echo; echo '\(tally)'; echo nonsense; sleep 100"),
    Fault(name: "hangs", deed: "echo; sleep 100"),
    Fault(name: "closes its output and lives on", deed: "echo; exec >&-; sleep 100"),
  ]) func anArticleThatEndsThreeWorkersIsSetAsideAndNothingElse(_ fault: Fault) throws {
    var limits = WorkerPool.Limits()
    limits.seconds = 1
    var texts = (0..<20).map { "text \($0)" }
    texts[7] = "poison"
    let script = """
      \(Self.rules)
      while read -r line; do case $line in *poison*) \(fault.deed);; *) \(Self.answer);; esac; done
      """
    var expected = texts
    expected[7] = "set aside"
    #expect(try results(of: texts, from: pool(script, limits: limits)) == expected)
  }

  @Test func anArticleThatEndsTwoWorkersIsTriedOnceMore() throws {
    let folder = NSTemporaryDirectory() + "pool-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let script = """
      \(Self.rules)
      while read -r line; do
        case $line in *poison*) mkdir \(folder)/1 || mkdir \(folder)/2 && { echo; exit 1; };; esac
        \(Self.answer)
      done
      """
    #expect(try results(of: ["a", "poison", "b"], from: pool(script, count: 1)) == ["a", "poison", "b"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
  }

  @Test func aSuspectIsAloneInItsWorker() throws {
    // A worker that had another article before the poison, or has one behind it, shows it.
    let script = """
      \(Self.rules); count=0
      while read -r line; do
        count=$((count + 1))
        case $line in *poison*) [ $count = 1 ] || { echo; exit 1; }; sleep 0.2; ! read -r -t 1 next || exit 1;; esac
        \(Self.answer)
      done
      """
    let bash = WorkerPool(
      count: 1, program: "/bin/bash", arguments: ["-c", script], rulesDigest: "rules",
      limits: WorkerPool.Limits())
    #expect(try results(of: ["a", "b", "poison", "c"], from: bash) == ["a", "b", "poison", "c"])
  }

  @Test func aWorkerThatDiesBetweenArticlesCostsNothing() throws {
    let script = "\(Self.rules); read -r line; \(Self.answer)"
    #expect(try results(of: texts, from: pool(script)) == texts)
  }

  @Test func aWorkerThatIsTooLargeIsReplaced() throws {
    var limits = WorkerPool.Limits()
    limits.memory = 1
    let folder = NSTemporaryDirectory() + "pool-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let script = "mkdir \(folder)/$$; \(Self.rules); while read -r line; do \(Self.answer); done"
    #expect(try results(of: texts, from: pool(script, count: 1, limits: limits)) == texts)
    // A look every 64 articles.
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count > 1)
  }

  @Test func workersThatNeverBeginEndTheRun() throws {
    #expect(throws: ScoringFailure.workersDoNotStart(25)) { try results(of: ["a"], from: pool("exit 1")) }
    let later = pool("\(Self.rules); exit 1")
    #expect(throws: ScoringFailure.workersDoNotStart(25)) { try results(of: ["a"], from: later) }
  }

  @Test func workersWithOtherRulesEndTheRun() throws {
    let script = "echo other; while read -r line; do \(Self.answer); done"
    #expect(throws: ScoringFailure.rulesChanged) { try results(of: ["a"], from: pool(script)) }
  }

  @Test func aProgramThatIsNotThereIsAnError() throws {
    let pool = WorkerPool(count: 1, program: "/nowhere", arguments: [], rulesDigest: "rules")
    #expect(throws: ScoringFailure.noProcess(SystemError(code: ENOENT))) {
      try results(of: ["a"], from: pool)
    }
  }

  @Test func aPoolThatStopsLeavesNoProcess() throws {
    let folder = NSTemporaryDirectory() + "pool-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let script = "mkdir \(folder)/$$; \(Self.rules); while read -r line; do \(Self.answer); done"
    _ = try results(of: texts, from: pool(script))
    for id in try FileManager.default.contentsOfDirectory(atPath: folder) {
      #expect(kill(try #require(pid_t(id)), 0) != 0)
    }
  }
}
