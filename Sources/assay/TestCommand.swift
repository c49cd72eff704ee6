import ArgumentParser
import Diagnostics
import Rules
import Scoring

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the tests of packs.",
    discussion: """
      A test is a marked sentence, a whole article with what must be found in it, or a function that calls the \
      functions of rules; tests stand in files that end in _test.lua. A run without tests fails, and so does a todo \
      test that starts to pass.

      EXAMPLES
        assay test grain-deals
        assay test std --filter denial
        assay test --rules my-rule.lua --watch
        assay test grain-deals --coverage
        assay test grain-deals --junit tests.xml

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

  @Flag(help: "Say which rules no test hits, and which lines of the rule files never ran.")
  var coverage = false

  @Option(
    help: ArgumentHelp("Write the results as JUnit XML as well, for other programs.", valueName: "file"),
    completion: .file(extensions: ["xml"]))
  var junit: String?

  @Flag(help: "Run the tests again whenever a file of the packs changes, until Ctrl-C.")
  var watch = false

  func run() throws {
    guard watch else { return try runOnce() }
    let all = (named + packs.packs + packs.scripts).filter { $0 != "std" && !$0.hasPrefix("std/") }
    let paths = all + all.filter { $0.hasSuffix(".lua") }.map(Self.testFile)
    guard !paths.isEmpty else {
      throw Failure(
        "--watch: a folder or a script expected", help: "the packs of std are part of this program")
    }
    var files = FileWatch(paths)
    while true {
      do {
        try runOnce()
      } catch let failure as Failure {
        // A rule that is being written is wrong half of the time.
        Terminal.error(failure.description + "\n")
      } catch is ExitCode {}
      Terminal.error("assay: waiting for a change of \(paths.joined(separator: " "))\n".safeLinesForTerminal)
      files.wait()
      try Terminal.out(Terminal.isInteractive ? "\u{1B}[2J\u{1B}[H" : "\n")
    }
  }

  private static func testFile(of script: String) -> String {
    String(script.dropLast(4)) + "_test.lua"
  }

  private func runOnce() throws {
    let (sources, found) = try packs.read(named: named, for: "test")
    if found.contains(where: { $0.severity == .error }) { throw Failure(rendered: found) }
    let lending = try packs.lending()
    let style = Terminal.style()
    let lines = coverage ? LineCoverage() : nil
    var report = PackTestReport()
    for source in sources {
      do throws(RuleSet.Mistakes) {
        report.add(try PackTests(source, lending: sources + lending, coverage: lines).run(filter: filter))
      } catch {
        throw Failure(rendered: error.diagnostics.filter { $0.severity == .error })
      }
    }
    for outcome in report.outcomes { try show(outcome, style) }
    if let lines { try show(lines.files, report) }
    if let junit { try writeFile(Array(report.junit.utf8), to: junit) }
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

  private func show(_ files: [LineCoverage.File], _ report: PackTestReport) throws {
    for line in report.coverageLines { try Terminal.out(line.safeForTerminal + "\n") }
    for file in files {
      let ran = file.lines.count - file.missed.count
      let missed = file.missed.isEmpty ? "" : "  not run: \(Self.ranges(file.missed))"
      try Terminal.out(
        "\(file.name)  \(ran) of \(counted(file.lines.count, "line"))\(missed)".safeForTerminal + "\n")
    }
    let hit = report.rules.count { rule in report.outcomes.contains { $0.hits.contains(rule) } }
    let lines = files.reduce(0) { $0 + $1.lines.count }, missed = files.reduce(0) { $0 + $1.missed.count }
    try Terminal.out(
      "\(hit) of \(counted(report.rules.count, "rule")) hit, \(lines - missed) of \(counted(lines, "line")) run\n"
    )
  }

  /// `3 5-8 12`: every run of numbers as one.
  static func ranges(_ numbers: [Int]) -> String {
    var ranges: [(first: Int, last: Int)] = []
    for number in numbers {
      if let last = ranges.last, last.last + 1 == number {
        ranges[ranges.count - 1].last = number
      } else {
        ranges.append((number, number))
      }
    }
    return ranges.map { $0.first == $0.last ? "\($0.first)" : "\($0.first)-\($0.last)" }.joined(
      separator: " ")
  }
}
