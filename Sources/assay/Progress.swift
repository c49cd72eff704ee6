// How far a long run has come: one line that rewrites itself on a terminal, a plain line now and then
// elsewhere. The clock shows here and nowhere in a result.

import Batches
import Glibc
import Scoring

struct Progress {
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let totalBytes: Int?
  /// What an earlier process had done: this one's rate is its own.
  private let articlesBefore: Int
  private let bytesBefore: Int
  private let start = secondsOfClock()
  private var next: Double
  private var isShown = false

  /// - Parameter totalBytes: of all inputs; nil when one is a stream.
  init(totalBytes: Int?, from articlesBefore: Int, _ bytesBefore: Int) {
    self.totalBytes = totalBytes
    self.articlesBefore = articlesBefore
    self.bytesBefore = bytesBefore
    next = start + (isatty(STDERR_FILENO) == 1 ? 0.5 : 10)
  }

  /// Shows the state of affairs when enough time has passed since the last time.
  mutating func show(_ summary: RunSummary, bytesDone: Int) {
    let now = secondsOfClock()
    guard now >= next else { return }
    next = now + (isTerminal ? 0.2 : 10)
    let line = line(summary, bytesDone: bytesDone, seconds: now - start)
    guard isTerminal else { return Terminal.error("assay: \(line)\n") }
    // The last column stays free: some terminals begin a new line when it is written.
    let width = max(1, Terminal.width(of: STDERR_FILENO) - 1)
    Terminal.error("\r\u{1B}[K" + (line.count > width ? line.prefix(width - 1) + "…" : line))
    isShown = true
  }

  /// Takes the line away, so that something else can be printed.
  mutating func clear() {
    if isShown { Terminal.error("\r\u{1B}[K") }
    isShown = false
  }

  /// `12,345 articles, 43 %, 210/s, 3 min left, 56,789 claims, 2 diagnostics, 1 failed`
  private func line(_ summary: RunSummary, bytesDone: Int, seconds: Double) -> String {
    let tally = summary.tally
    var parts = [counted(tally.articles, "article")]
    if let totalBytes, totalBytes > 0 {
      parts.append("\(min(100, bytesDone * 100 / totalBytes)) %")
    }
    parts.append("\(grouped(Int(Double(tally.articles - articlesBefore) / seconds)))/s")
    if let totalBytes, bytesDone > bytesBefore {
      let left = seconds * Double(max(0, totalBytes - bytesDone)) / Double(bytesDone - bytesBefore)
      parts.append("\(Self.duration(left)) left")
    }
    parts.append(counted(tally.claims, "claim"))
    if tally.diagnosticCount > 0 { parts.append(counted(tally.diagnosticCount, "diagnostic")) }
    if summary.failureCount > 0 { parts.append("\(grouped(summary.failureCount)) failed") }
    return parts.joined(separator: ", ")
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e7).rounded(.up))
    if whole < 90 { return "\(whole) s" }
    return whole < 5400 ? "\((whole + 30) / 60) min" : "\((whole + 1800) / 3600) h"
  }
}
