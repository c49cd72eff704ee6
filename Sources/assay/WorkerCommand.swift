import ArgumentParser
import ArticleLoaders
import Batches
import Confinement
import Rules
import Scoring

struct WorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Score articles from standard input, one JSON record a line.",
    discussion: """
      Reads articles as JSON Lines and writes their records as JSON Lines, in the same order and each at once. It is \
      what `assay score` starts several of, and what an executor of a cluster runs in its pipe. Ids may repeat; a line \
      that is no article has no record and is told on standard error.

      EXAMPLES
        assay worker < articles.jsonl > records.jsonl
        assay worker --rules my-rule.lua --no-std < articles.jsonl

      EXIT STATUS
        0  every line has its record
        2  a line was no article; the others have their records
      """)

  @OptionGroup var packs: PackOptions
  @OptionGroup var local: LocalOptions
  @OptionGroup var record: RecordOptions

  @Flag(
    help: ArgumentHelp(
      "Say what the coordinator of a local run needs to know, on lines between the records.",
      visibility: .hidden))
  var announce = false

  func run() throws {
    if announce { Worker.endWithCoordinator() }
    let overlay = try local.settings(discovers: false)
    let (sources, rules) = try packs.compiled(overlay)
    let writer = record.writer(for: sources, overlay)
    let evaluator = try rules.makeEvaluator()
    if !packs.unprotected { confineProcess() }
    var worker = Worker(
      ScoringRun(rules: rules, evaluator: evaluator, writer: writer), rulesDigest: writer.rulesDigest,
      options: record.loadOptions, announces: announce,
      write: { [isConfined = !packs.unprotected] in
        // Whatever is written, an article begins after it.
        if isConfined { Confinement.allowProcessorTime(seconds: Self.processorSeconds) }
        try Terminal.write($0, to: 1)
      },
      report: { Terminal.error(Failure($0.description, help: $0.help).description + "\n") })
    if try worker.run() > 0 { throw ExitCode(2) }
  }

  /// Gives up what a worker does not need, now that its packs are loaded: from here on it only reads articles and
  /// writes records.
  private func confineProcess() {
    let confinement = Confinement.enter(addressSpace: Self.addressSpace)
    Confinement.allowProcessorTime(seconds: Self.processorSeconds)
    // A coordinator has said it before it started workers.
    if !announce, let notice = confinement.notice { Terminal.error("assay: \(notice)\n") }
  }

  /// The largest article that a line may hold, read, decoded and analysed, with room to spare.
  private static let addressSpace = 8 << 30
  /// For one article. Far more than the coordinator's wall limit leaves to most: it ends what has no coordinator.
  private static let processorSeconds = 600
}
