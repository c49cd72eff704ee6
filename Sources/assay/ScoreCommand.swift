import ArgumentParser
import ArticleLoaders
import Articles
import JSON
import RulePacks
import Rules
import Scoring

struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Find and weigh the claims of articles.",
    discussion: """
      INPUT is a text file, a .json file with an article or a list of them, a .jsonl file with one a line, a folder \
      of such files, or - for standard input. On a terminal you get a page to read, into a pipe one JSON record a \
      line.

      EXAMPLES
        assay score article.txt
        assay score archive/ --output claims.jsonl
        curl -s https://example.org/feed.jsonl | assay score - | jq '.claims[].source.name'
        assay score article.txt --rules my-rule.lua --no-std
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case page, jsonl
  }

  @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "input"), completion: .file())
  var inputs: [String]

  @OptionGroup var packs: PackOptions

  @Option(name: .shortAndLong, help: ArgumentHelp("Write records to this .jsonl file.", valueName: "file"), completion: .file())
  var output: String?

  @Option(help: "page or jsonl; page on a terminal, jsonl into a pipe or a file.")
  var format: Format?

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

  @Option(help: "What offsets count: codepoints, utf8 or utf16.")
  var offsets: Offsets = .codepoints

  @Flag(help: "Take a one-line first paragraph without a final stop as the headline of a text file.")
  var headline = false

  func run() throws {
    let format = try chosenFormat()
    let sources = try packs.read()
    let rules = try packs.compile(sources)
    var run = ScoringRun(
      rules: rules, evaluator: try rules.makeEvaluator(),
      writer: RecordWriter(unit: offsets.unit, packs: sources.map(RecordWriter.PackReference.init), engine: engineVersion))
    let sink = try OutputFile(output)
    var progress = Progress(enabled: output != nil || !Terminal.isInteractive)
    var reader = ArticleReader(inputs, options: LoadOptions(headline: headline ? .firstLine : .none))
    var isFirst = true
    while let item = reader.next() {
      switch item {
      case .failure(let failure):
        progress.clear()
        Terminal.error("assay: \(failure.description.safeForTerminal)\n")
        run.summary.failures.append(failure.description)
      case .article(let article, _):
        if format == .page {
          if !isFirst { sink.write(Array("\n".utf8)) }
          sink.write(Array(run.page(article, style: Terminal.style()).utf8))
        } else {
          run.appendRecord(of: article)
          if run.pending.count > 1 << 16 { sink.write(run.takePending()) }
        }
        isFirst = false
        progress.show(run.summary)
      }
    }
    sink.write(run.takePending())
    progress.clear()
    try sink.close()
    if !run.summary.failures.isEmpty {
      Terminal.error("assay: \(run.summary.sentence)\n")
      throw ExitCode(2)
    }
    if output != nil { Terminal.error("assay: \(run.summary.sentence)\n") }
  }

  private func chosenFormat() throws -> Format {
    guard let output else { return format ?? (Terminal.isInteractive ? .page : .jsonl) }
    if let format { return format }
    guard output.hasSuffix(".jsonl") || output.hasSuffix(".ndjson") else {
      throw Failure("\(output): this version writes .jsonl", help: "name the file something.jsonl, or give --format")
    }
    return .jsonl
  }
}


extension RecordWriter.PackReference {
  init(_ source: PackSource) {
    self.init(name: source.name, version: source.version, digest: source.digest, signed: source.signed)
  }
}
