// What a run says on standard error while it goes and when it is over.

import ArgumentParser
import ArticleLoaders
import Articles
import Batches
import Diagnostics
import Glibc
import Scoring

final class RunReport: BatchObserver {
  private let isQuiet: Bool
  private let rules: [String]
  private var progress: Progress?

  /// - Parameter rules: `RuleSet.countedRules` of the run.
  init(isQuiet: Bool, showsProgress: Bool, of batch: borrowing OpenedBatch, rules: [String]) {
    self.isQuiet = isQuiet
    self.rules = rules
    progress =
      showsProgress && !isQuiet
      ? Progress(totalBytes: batch.totalBytes, from: batch.summary.tally.articles, batch.bytesRead) : nil
  }

  /// Says something that holds for the whole run.
  func note(_ text: String) { if !isQuiet { Terminal.error("assay: \(text)\n") } }

  func failed(_ failure: LoadFailure) {
    clear()
    Terminal.error(Failure(failure.description, help: failure.help).description + "\n")
  }

  func setAside(_ article: Article, from origin: Origin, deaths: Int) {
    clear()
    let place = origin.path + (origin.line.map { ":\($0)" } ?? "")
    Terminal.error(
      Failure("\(place): article '\(article.id)' is set aside: it ended \(deaths) worker processes")
        .description
        + "\n")
  }

  func advanced(_ summary: RunSummary, bytesDone: Int) { progress?.show(summary, bytesDone: bytesDone) }

  /// Takes the line of progress away, so that something else can be printed.
  func clear() { progress?.clear() }

  /// Says how it came out.
  ///
  /// - Throws: the exit status, when it is not 0.
  func end(_ ending: BatchEnding, _ summary: RunSummary, outputs: [String]) throws {
    clear()
    switch ending {
    case .wasDone:
      // With the status that the run itself had, or would have had: it may have been killed between its end and its exit.
      say("\(outputs.joined(separator: ", ")): done already: \(summary.sentence)")
    case .stopped(let signal):
      // Said even to those who want it quiet: it is what they need to go on.
      Terminal.error(
        "assay: stopped after \(summary.sentence)\n  help: \(Self.howToGoOn)\n".safeLinesForTerminal)
      throw ExitCode(128 + signal)
    case .nothingScored, .done:
      if !outputs.isEmpty || summary.failureCount > 0 {
        describe(summary)
        let kept =
          outputs.isEmpty || ending == .done
          ? "" : "; nothing written to \(outputs.joined(separator: ", "))"
        say(summary.sentence + kept)
      }
    }
    if summary.failureCount > 0 { throw ExitCode(2) }
  }

  /// With fewer articles and failures than this, the last line says it all.
  private static let itemsOfBatch = 10

  private func describe(_ summary: RunSummary) {
    guard !isQuiet, summary.tally.articles + summary.failureCount >= Self.itemsOfBatch else { return }
    let style = TerminalStyle(
      colour: Terminal.wantsColour(STDERR_FILENO), width: Terminal.width(of: STDERR_FILENO))
    for line in SummaryPage(summary, rules: rules, style: style).lines { Terminal.error(line + "\n") }
  }

  private func say(_ sentence: String) {
    if !isQuiet { Terminal.error("assay: \(sentence)\n".safeLinesForTerminal) }
  }

  /// The call that goes on where this one stopped.
  static var howToGoOn: String {
    let words = ["assay"] + CommandLine.arguments.dropFirst()
    let call = words.contains("--resume") ? words : words + ["--resume"]
    return "to go on: " + call.map(shellQuoted).joined(separator: " ")
  }
}
