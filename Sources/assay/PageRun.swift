// Articles as pages for a person, who reads them as they come. There is nothing to resume and nobody waits for
// a second process.

import ArgumentParser
import ArticleLoaders
import Batches
import Diagnostics
import RecordOutputs
import Rules
import Scoring

struct PageRun {
  private let inputs: [String]
  private let packs: PackOptions
  private let local: LocalOptions
  private let record: RecordOptions
  private let options: LoadOptions
  private let output: String?

  init(
    _ inputs: [String], _ packs: PackOptions, _ local: LocalOptions, _ record: RecordOptions,
    _ options: LoadOptions, output: String?
  ) {
    self.local = local
    self.inputs = inputs
    self.packs = packs
    self.record = record
    self.options = options
    self.output = output
  }

  func run() throws {
    let overlay = try local.settings()
    let (sources, rules) = try packs.compiled(overlay)
    var scoring = ScoringRun(
      rules: rules, evaluator: try rules.makeEvaluator(), writer: record.writer(for: sources, overlay))
    var reader = ArticleReader(inputs, options: options)
    let style = output == nil ? Terminal.style() : TerminalStyle(colour: false, width: Terminal.width)
    var pages = 0
    var summary = RunSummary()
    do {
      let file = try output.map { try PartFile($0, inputs: inputs) }
      while let item = reader.next() {
        switch item {
        case .failure(let failure):
          Terminal.error(Failure(failure.description, help: failure.help).description + "\n")
          summary.fail(RunSummary.Failure(path: failure.path, line: failure.line))
        case .article(let article, let origin):
          let (page, tally) = scoring.page(article, style: style)
          let mark = origin.duplicateOf.map { "nearly the same as '\($0)':\n".safeLinesForTerminal } ?? ""
          let text = Array(((pages > 0 ? "\n" : "") + mark + page).utf8)
          pages += 1
          summary.tally.add(tally)
          if let file { try file.write(text) } else { try Terminal.write(text, to: 1) }
        }
      }
      // A typing error in the one input must not replace the last good page by nothing.
      if pages > 0 { try file?.finish() } else { file?.discard() }
    } catch OutputError.closed where summary.failureCount > 0 {
      throw ExitCode(2)
    } catch let error as OutputFailure {
      throw Failure("\(error.path): \(error.reason)", help: error.help)
    }
    if output != nil || summary.failureCount > 0 {
      let kept = output == nil || pages > 0 ? "" : "; nothing written to \(output ?? "")"
      Terminal.error("assay: \(summary.sentence)\(kept)\n".safeLinesForTerminal)
    }
    if summary.failureCount > 0 { throw ExitCode(2) }
  }
}
