// How far a long run has come: one line that rewrites itself on a terminal, a plain line now and then
// elsewhere. The clock shows here and nowhere in a result.

import Batches
import Glibc
import Scoring

struct Progress {
  private let isTerminal = isatty(STDERR_FILENO) == 1
  private let totalBytes: Int?
  private let start = Self.now
  private var next: Double
  private var isShown = false

  /// - Parameter totalBytes: of all inputs; nil when one is a stream.
  init(totalBytes: Int?) {
    self.totalBytes = totalBytes
    next = start + (isatty(STDERR_FILENO) == 1 ? 0.5 : 10)
  }

  /// Shows the state of affairs when enough time has passed since the last time.
  mutating func show(_ summary: RunSummary, bytesRead: Int) {
    let now = Self.now
    guard now >= next else { return }
    next = now + (isTerminal ? 0.2 : 10)
    let seconds = now - start
    var line =
      "\(counted(summary.tally.articles, "article")), \(Int(Double(summary.tally.articles) / seconds)) a second"
    if let totalBytes, totalBytes > 0, bytesRead > 0 {
      let left = seconds * Double(max(0, totalBytes - bytesRead)) / Double(bytesRead)
      line += ", \(Self.duration(left)) left"
    }
    if summary.failureCount > 0 { line += ", \(summary.failureCount) failed" }
    Terminal.error(isTerminal ? "\r\u{1B}[K\(line)" : "assay: \(line)\n")
    isShown = isTerminal
  }

  /// Takes the line away, so that something else can be printed.
  mutating func clear() {
    if isShown { Terminal.error("\r\u{1B}[K") }
    isShown = false
  }

  private static func duration(_ seconds: Double) -> String {
    let whole = Int(min(seconds, 1e7).rounded(.up))
    if whole < 90 { return "\(whole) s" }
    return whole < 5400 ? "\((whole + 30) / 60) min" : "\((whole + 1800) / 3600) h"
  }

  private static var now: Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
