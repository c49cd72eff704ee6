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
      """)

  @Argument(help: ArgumentHelp("Folders of packs, scripts, or std.", valueName: "pack"), completion: .directory)
  var named: [String] = []

  @OptionGroup var packs: PackOptions

  @Option(help: "Run only tests whose name, file or rule holds this text.")
  var filter: String?

  @Flag(help: "Say for each rule how many tests it passes in and how many sentences it leaves alone.")
  var coverage = false

  func run() throws {
    guard !(named.isEmpty && packs.packs.isEmpty && packs.scripts.isEmpty) else {
      throw Failure("nothing to test", help: "name a pack's folder, or a script with --rules")
    }
    let (sources, found) = try packs.readForCheck(named)
    if found.contains(where: { $0.severity == .error }) { throw Failure(rendered: found) }
    let style = Terminal.style()
    var report = PackTestReport()
    for source in sources {
      do throws(RuleSet.Mistakes) {
        report.add(try PackTests(source).run(filter: filter))
      } catch {
        throw Failure(rendered: error.diagnostics.filter { $0.severity == .error })
      }
    }
    for outcome in report.outcomes {
      switch outcome.result {
      case .passed: break
      case .todo(let reason):
        Terminal.out(style("todo", .yellow) + "  \(outcome.title.safeForTerminal): \(reason.safeForTerminal)\n")
      case .failed(let reasons):
        Terminal.out(style("FAIL", .red, .bold) + "  \(outcome.title.safeForTerminal)\n      \(outcome.place.safeForTerminal)\n")
        for reason in reasons { Terminal.out("      \(reason.safeForTerminal)\n") }
      }
    }
    if coverage {
      for line in report.coverageLines { Terminal.out(line.safeForTerminal + "\n") }
    }
    Terminal.out("\(report.passed) passed, \(report.failed) failed" + (report.todo > 0 ? ", \(report.todo) todo" : "") + "\n")
    if report.outcomes.isEmpty {
      Terminal.error("assay: no tests found\n  help: tests stand in files that end in _test.lua\n")
      throw ExitCode(1)
    }
    if report.failed > 0 { throw ExitCode(1) }
  }
}
