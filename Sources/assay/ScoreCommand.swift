import ArgumentParser
import ArticleLoaders
import Articles
import Batches
import Confinement
import Profiling
import RecordOutputs
import Rules
import Scoring

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Find and weigh the claims of articles.",
    discussion: """
      INPUT is a text file, a saved web page (.html), a .json file with an article or a list of them, a .jsonl file with one a line, a .csv \
      file with one a row, any of these packed with gzip or zstd, a folder or a quoted pattern of such files, or - for \
      standard input. On a terminal you get a page to read: each claim's content stands in \
      brackets with the claim's number. Into a pipe goes one JSON record a line; what goes into a \
      file, its name says: records, a table, a database or a page.

      An archive is scored by as many processes as there are processors, and the result does not depend on how many. \
      A run that was stopped, by whatever, goes on with --resume and ends with the same bytes as one that was not.

      EXAMPLES
        assay score article.txt
        assay score archive/ --output claims.jsonl
        assay score archive/ --output claims.jsonl --resume
        assay score article.txt --rules my-rule.lua --no-std
        assay score feed.jsonl | jq -r '.claims[].source.name'
        assay score article.txt --format page | less

      EXIT STATUS
        0    all inputs are scored, whatever the rules said
        2    an input could not be read, or was set aside; the others are scored
        130  stopped by Ctrl-C; --resume goes on (143: by SIGTERM)
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case page, jsonl
  }

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "input"), completion: .file())
  var inputs: [String]

  @OptionGroup var packs: PackOptions
  @OptionGroup var local: LocalOptions

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp(
      "Write the results to this file, which is replaced when all is done (repeatable; \(OutputForm.knownEndings)).",
      valueName: "file"),
    completion: .file())
  var outputs: [String] = []

  @Option(help: "The form of the result: page on a terminal, else jsonl.")
  var format: Format?

  @OptionGroup var record: RecordOptions
  @OptionGroup var input: InputOptions

  @Flag(
    help:
      "Mark wire copy and reposts: an article's record names the first one of the run that has nearly the same text."
  )
  var dedupe = false

  @Option(
    help: ArgumentHelp(
      "Processes that score; 0 to score in this one. As many as processors, but 0 for little input.",
      valueName: "n"))
  var workers: Int?

  @Option(
    help: ArgumentHelp(
      "Seconds that one article may take in a worker, and 60 more for each megabyte of it.",
      valueName: "seconds"))
  var timeLimit = 60.0

  @Flag(help: "Go on where a run with the same inputs, packs and outputs was stopped.")
  var resume = false

  @Flag(name: .shortAndLong, help: "Show no progress and no summary; what fails is told all the same.")
  var quiet = false

  @Flag(help: "Score in this process, and say on standard error where the time went, by stage and by rule.")
  var profile = false

  func validate() throws {
    if let workers, !(0...1024).contains(workers) {
      throw ValidationError("--workers: 0 to 1024 expected, got \(workers)")
    }
    guard timeLimit > 0, timeLimit <= 86_400 else {
      throw ValidationError("--time-limit: more than 0 and at most 86400 seconds expected, got \(timeLimit)")
    }
  }

  func run() throws {
    var options = try input.applied(to: record.loadOptions)
    options.marksNearDuplicates = dedupe
    if try chosenFormat() == .page {
      if resume { throw Self.failure(ResumeRefusal.cannotResume) }
      return try PageRun(inputs, packs, local, record, options, output: outputs.first).run()
    }
    let overlay = try local.settings()
    let (sources, rules) = try packs.compiled(overlay)
    let writer = record.writer(for: sources, overlay)
    var settings = BatchSettings(
      inputs: inputs, load: options, outputs: outputs, resumes: resume)
    settings.form = format == nil ? nil : .jsonLines
    settings.scales = rules.scalesOfClaims
    let own = outputs.isEmpty ? StandardOutput() : nil
    let batch: OpenedBatch
    do {
      batch = try OpenedBatch(settings, writer: writer, own: own)
    } catch {
      throw Self.failure(error)
    }
    let report = RunReport(
      isQuiet: quiet, showsProgress: !(outputs.isEmpty && Terminal.isInteractive),
      of: batch, rules: rules.countedRules)
    let signals = batch.canResume ? try? StopSignals() : nil
    let count =
      profile ? 0 : workers ?? Self.workers(for: batch, inputs: inputs, hasFile: !outputs.isEmpty)
    var measured: Profile?
    let workers: BatchWorkers
    if count == 0 {
      var scoring = ScoringRun(rules: rules, evaluator: try rules.makeEvaluator(), writer: writer)
      if profile { measured = scoring.startProfile() }
      workers = .ownProcess(scoring)
    } else {
      if !packs.unprotected, let notice = Confinement.available.notice { report.note(notice) }
      workers = .processes(
        count, arguments: ["worker", "--announce"] + packs.arguments + local.arguments() + record.arguments,
        seconds: timeLimit)
    }
    let ending: BatchEnding
    var run = BatchRun(batch, writer: writer, workers: workers, observer: report, signals: signals)
    do {
      ending = try run.run()
    } catch  where own?.isClosed == true {
      throw ExitCode(run.summary.failureCount > 0 ? 2 : 0)
    } catch {
      report.clear()
      throw Self.failure(error, canResume: signals != nil)
    }
    if let measured { Terminal.error(measured.report()) }
    try report.end(ending, run.summary, outputs: outputs)
  }

  /// Starting a process costs as much as scoring so many bytes here.
  private static let bytesOfLittle = 32 << 10

  private static func workers(for batch: borrowing OpenedBatch, inputs: [String], hasFile: Bool) -> Int {
    guard let bytes = batch.totalBytes else { return hasFile ? BatchWorkers.processors : 0 }
    return bytes <= bytesOfLittle ? 0 : BatchWorkers.processors
  }

  private func chosenFormat() throws -> Format {
    if let format {
      guard format == .page, outputs.count > 1 else { return format }
      throw Failure("--format page: one output expected, got \(outputs.count)")
    }
    return outputs.isEmpty && Terminal.isInteractive ? .page : .jsonl
  }

  private static func failure(_ error: any Error, canResume: Bool = false) -> any Error {
    switch error {
    case let error as OutputFailure:
      Failure("\(error.path): \(error.reason)", help: error.help ?? (canResume ? RunReport.howToGoOn : nil))
    case let error as CheckpointError:
      Failure("\(error.path): \(error.reason)", help: error.help ?? (canResume ? RunReport.howToGoOn : nil))
    case let error as ResumeRefusal: Failure(error.description, help: error.help)
    case let error as ScoringFailure: Failure(error.description, help: error.help)
    default: error
    }
  }
}
