import ArgumentParser
import Diagnostics
import Rules
import Scoring

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the tests of packs.",
    discussion: """
      A test is a marked sentence in a file that ends in _test.lua. A run without tests fails, and so does a todo \
      test that starts to pass.

      EXAMPLES
        assay test grain-deals
        assay test std --filter denial
        assay test --rules my-rule.lua
        assay test grain-deals --coverage

      EXIT STATUS
        0  every test passed or is a known miss
        1  a test failed, or there was none
        2  a pack could not be read, or its rules have mistakes
      """)

  @Argument(
    help: ArgumentHelp("Folders of packs, scripts, or std.", valueName: "pack"), completion: .directory)
  var named: [String] = []

  @OptionGroup var packs: PackOptions

  @Option(help: "Run only tests whose name, file or rule holds this text.")
  var filter: String?

  @Flag(help: "Say for each rule how many tests it passes in and how many sentences it leaves alone.")
  var coverage = false

  func run() throws {
    let (sources, found) = try packs.read(named: named, for: "test")
    if found.contains(where: { $0.severity == .error }) { throw Failure(rendered: found) }
    let lending = try packs.lending()
    let style = Terminal.style()
    var report = PackTestReport()
    for source in sources {
      do throws(RuleSet.Mistakes) {
        report.add(try PackTests(source, lending: sources + lending).run(filter: filter))
      } catch {
        throw Failure(rendered: error.diagnostics.filter { $0.severity == .error })
      }
    }
    for outcome in report.outcomes { try show(outcome, style) }
    if coverage {
      for line in report.coverageLines { try Terminal.out(line.safeForTerminal + "\n") }
    }
    guard !report.outcomes.isEmpty else {
      let isFiltered = filter != nil
      throw Failure(
        "no tests" + (isFiltered ? " hold '\(filter ?? "")'" : " found"),
        help: isFiltered ? nil : "tests stand in files that end in _test.lua", status: 1)
    }
    let todo = report.todo > 0 ? ", \(report.todo) todo" : ""
    try Terminal.out("\(report.passed) passed, \(report.failed) failed\(todo)\n")
    if report.failed > 0 { throw ExitCode(1) }
  }

  private func show(_ outcome: PackTestReport.Outcome, _ style: TerminalStyle) throws {
    let title = outcome.title.safeForTerminal
    switch outcome.result {
    case .passed: break
    case .todo(let reason):
      try Terminal.out(style("todo", .yellow) + "  \(title): \(reason.safeForTerminal)\n")
    case .failed(let reasons):
      try Terminal.out(style("FAIL", .red, .bold) + "  \(title)\n      \(outcome.place.safeForTerminal)\n")
      for reason in reasons { try Terminal.out("      \(reason.safeForTerminal)\n") }
    }
  }
}
