import Diagnostics
import ArgumentParser
import ArticleLoaders
import Articles
import RecordOutputs
import Rules
import Scoring

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Find and weigh the claims of articles.",
    discussion: """
      INPUT is a text file, a .json file with an article or a list of them, a .jsonl file with one a line, a folder \
      of such files, or - for standard input. On a terminal you get a page to read: each claim's content stands in \
      brackets with the claim's number. Into a pipe or a file goes one JSON record a line.

      EXAMPLES
        assay score article.txt
        assay score archive/ --output claims.jsonl
        assay score article.txt --rules my-rule.lua --no-std
        assay score feed.jsonl | jq -r '.claims[].source.name'
        assay score article.txt --format page | less

      EXIT STATUS
        0  all inputs are scored, whatever the rules said
        2  an input could not be read; the others are scored
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case page, jsonl
  }

  enum Offsets: String, ExpressibleByArgument, CaseIterable {
    case codepoints, utf8, utf16

    var unit: OffsetMap.Unit {
      switch self {
      case .codepoints: .codepoints
      case .utf8: .utf8
      case .utf16: .utf16
      }
    }
  }

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "input"), completion: .file())
  var inputs: [String]

  @OptionGroup var packs: PackOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write the results to this file, which is replaced when all is done (repeatable).", valueName: "file"),
    completion: .file())
  var output: [String] = []

  @Option(help: "The form of the result: page on a terminal, else jsonl.")
  var format: Format?

  @Option(help: "What offsets in records count.")
  var offsets: Offsets = .codepoints

  @Flag(help: "Take a one-line first paragraph without a final stop as the headline of a text file.")
  var headline = false

  func run() throws {
    let sources = try packs.read()
    let rules = try packs.compile(sources)
    let references = sources.map(RecordWriter.PackReference.init)
    var run = ScoringRun(
      rules: rules, evaluator: try rules.makeEvaluator(),
      writer: RecordWriter(unit: offsets.unit, packs: references, engine: engineVersion))
    var reader = ArticleReader(inputs, options: LoadOptions(headline: headline ? .firstLine : .none))
    let description = RunDescription(
      inputs: inputs, packs: references.map { "\($0.name) \($0.version) \($0.digest)" },
      offsets: offsets.unit,
      engine: engineVersion)
    let results = try ScoreResults(output, format: format, of: description)
    do {
      try score(&reader, &run, into: results)
    } catch OutputError.closed where run.summary.failureCount > 0 {
      throw ExitCode(2)
    } catch {
      results.discard()
      throw error
    }
    // A typing error in the one input must not replace the last good result by nothing.
    let isDone = run.summary.articles > 0
    if isDone { try results.finish() } else { results.discard() }
    if !output.isEmpty || run.summary.failureCount > 0 {
      let kept = output.isEmpty || isDone ? "" : "; nothing written to \(output.joined(separator: ", "))"
      Terminal.error("assay: \(run.summary.sentence)\(kept)\n".safeLinesForTerminal)
    }
    if run.summary.failureCount > 0 { throw ExitCode(2) }
  }

  private func score(
    _ reader: inout ArticleReader, _ run: inout ScoringRun, into results: ScoreResults
  ) throws {
    // What a stream's reader waits for must not wait in a buffer.
    let threshold = inputs.contains("-") ? 0 : 1 << 16
    let showsProgress = !output.isEmpty || !Terminal.isInteractive
    var progress = Progress(totalBytes: showsProgress ? reader.totalBytes() : nil)
    while let item = reader.next() {
      switch item {
      case .failure(let failure):
        progress.clear()
        Terminal.error(Failure(failure.description, help: failure.help).description + "\n")
        run.summary.fail(at: failure.path + (failure.line.map { ":\($0)" } ?? ""))
      case .article(let article, _):
        try results.append(article, of: &run, threshold: threshold)
        if showsProgress { progress.show(run.summary, bytesRead: reader.bytesRead) }
      }
    }
    progress.clear()
    try results.flush()
  }
}
