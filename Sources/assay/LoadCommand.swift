import ArgumentParser
import ArticleLoaders
import Articles
import JSON
import Scoring

struct LoadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "load",
    abstract: "Show what is read of an input, and what is left out of it.",
    discussion: """
      INPUT is whatever score reads: saved web pages, JSON, CSV, text, files of any of these packed with gzip or zstd, \
      folders, or - for standard input. On a terminal each article is shown part by part; into a pipe it goes as one \
      line of JSON, which score reads as well.

      EXAMPLES
        assay load page.html
        assay load page.html --explain       what was left out, why, and where the date was found
        assay load pages/ > articles.jsonl   pages once, to be scored many times

      EXIT STATUS
        0  all inputs are shown
        2  an input could not be read; the others are shown
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case page, jsonl
  }

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "input"), completion: .file())
  var inputs: [String]

  @Option(help: "The form of what is shown: page on a terminal, else jsonl.")
  var format: Format?

  @Flag(help: "Show what was left out and why, and where what is known of the article was found.")
  var explain = false

  @OptionGroup var input: InputOptions

  @Flag(help: "Take a one-line first paragraph without a final stop as the headline of a text file.")
  var headline = false

  func run() throws {
    var options = try input.applied(to: LoadOptions(headline: headline ? .firstLine : .none))
    options.tellsWhatIsLeftOut = explain
    var reader = ArticleReader(inputs, options: options)
    let isPage = (format ?? (Terminal.isInteractive ? .page : .jsonl)) == .page
    let style = Terminal.style()
    var json = JSONWriter()
    var shown = 0
    var failed = 0
    while let item = reader.next() {
      switch item {
      case .failure(let failure):
        failed += 1
        Terminal.error(Failure(failure.description, help: failure.help).description + "\n")
      case .article(let article, let origin):
        if isPage {
          try Terminal.out((shown > 0 ? "\n" : "") + LoadedPage(article, origin, style: style).rendered())
        } else {
          ArticleWriter.append(article, origin, to: &json)
          try Terminal.write(json.bytes, to: 1)
          json.removeAll()
        }
        shown += 1
      }
    }
    if failed > 0 { throw ExitCode(2) }
  }
}
