import ArgumentParser
import ArticleLoaders
import Articles
import Diagnostics
import Profiling
import RulePacks
import Rules
import Scoring

struct ProfileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "profile",
    abstract: "Say what each rule costs, and each line of the rule files.",
    discussion: """
      Steps are counted: they are what budgets are made of, and the same on every machine. Time is measured, in a second \
      evaluation without the counting, and differs from run to run; that of a line is an estimate. A pattern stands \
      for its line. A pattern that several rules of a pack ask for is charged to the first of them.

      EXAMPLES
        assay profile article.txt
        assay profile archive.jsonl --pack grain-deals --no-std
        assay profile article.txt --svg flame.svg      a flame graph for the browser
        assay profile article.txt --folded stacks.txt  for other tools that draw them
        assay profile article.txt --json | jq '.lines | max_by(.steps)'

      EXIT STATUS
        0  every article was profiled, whatever the rules said
        2  an input could not be read; the others are profiled
      """)

  @Argument(
    help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "input"), completion: .file())
  var inputs: [String]

  enum Measure: String, ExpressibleByArgument, CaseIterable {
    case steps, time
  }

  @OptionGroup var packs: PackOptions
  @OptionGroup var local: LocalOptions

  @Option(help: "What the tables are sorted by and what pictures show: steps or time.")
  var by = Measure.steps

  @Option(help: ArgumentHelp("How many rows a table has.", valueName: "n"))
  var top = 20

  @Option(
    help: ArgumentHelp("Write a flame graph to this file as well.", valueName: "file"),
    completion: .file(extensions: ["svg"]))
  var svg: String?

  @Option(
    help: ArgumentHelp("Write folded stacks to this file as well.", valueName: "file"), completion: .file())
  var folded: String?

  @Flag(help: "One JSON object in place of the tables.")
  var json = false

  @OptionGroup var input: InputOptions

  func validate() throws {
    guard top > 0 else { throw ValidationError("--top: a number above 0 expected, got \(top)") }
  }

  func run() throws {
    let rules = try packs.compiled(try local.settings()).rules
    var profiler = try RuleProfiler(rules)
    var reader = ArticleReader(inputs, options: try input.applied(to: LoadOptions()))
    var failures = 0
    while let item = reader.next() {
      switch item {
      case .failure(let failure):
        failures += 1
        Terminal.error(Failure(failure.description, help: failure.help).description + "\n")
      case .article(let article, _):
        for diagnostic in profiler.add(article) where diagnostic.severity == "error" {
          let rule = diagnostic.rule.map { "\($0): " } ?? ""
          Terminal.error("assay: \(article.id): \(rule)\(diagnostic.message)".safeForTerminal + "\n")
        }
      }
    }
    let profile = profiler.profile()
    let by: StackTree.Measure = by == .steps ? .steps : .time
    guard profile.articles > 0 else {
      if failures == 0 { Terminal.error("assay: no articles\n") }
      throw ExitCode(2)
    }
    if let svg {
      let unit = by == .steps ? "steps" : "time, as measured"
      let title = "\(counted(profile.articles, "article")), by \(unit)"
      try writeFile(Array(FlameGraph(profile.stacks, by, title: title).svg().utf8), to: svg)
    }
    if let folded { try writeFile(Array(profile.stacks.folded(by).utf8), to: folded) }
    if json {
      try Terminal.write(ProfilePage.json(profile), to: 1)
    } else {
      try Terminal.out(ProfilePage(profile, by, style: Terminal.style()).rendered(most: top))
    }
    if failures > 0 { throw ExitCode(2) }
  }
}
