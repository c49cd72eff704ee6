import ArgumentParser
import Diagnostics
import RulePacks
import Rules
import Scoring

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say everything about packs and scripts that can be known without an article.",
    discussion: """
      Syntax, unknown fields and names, patterns, lexicons, the manifest, missing tests: all mistakes at once, each \
      with its place and, where it can be known, its mend. Warnings leave the exit status at 0.

      EXAMPLES
        assay check grain-deals
        assay check --rules my-rule.lua
        assay check std --json

      EXIT STATUS
        0  nothing is wrong; there may be warnings
        1  there are mistakes
        2  a pack or script could not be read
      """)

  @Argument(
    help: ArgumentHelp("Folders of packs, scripts, or std.", valueName: "pack"), completion: .directory)
  var named: [String] = []

  @OptionGroup var packs: PackOptions

  @Flag(help: "One JSON object a diagnostic.")
  var json = false

  func run() throws {
    let (sources, found) = try packs.read(named: named, for: "check")
    var diagnostics = found
    let lending = try packs.lending()
    diagnostics += RuleSet.check(sources, lending: lending)
    for source in sources { diagnostics += PackChecks.run(source) }
    for diagnostic in diagnostics {
      try Terminal.out(
        json ? diagnostic.json + "\n" : diagnostic.rendered(color: Terminal.wantsColour(1)) + "\n\n")
    }
    let errors = diagnostics.count { $0.severity == .error }
    if !json {
      let rules = sources.isEmpty ? nil : (try? RuleSet(sources, lending: lending))?.ruleIDs.count
      let what = "\(counted(sources.count, "pack"))" + (rules.map { ", \(counted($0, "rule"))" } ?? "")
      let warnings = diagnostics.count - errors
      Terminal.error("assay: \(what): \(counted(errors, "error")), \(counted(warnings, "warning"))\n")
    }
    if errors > 0 { throw ExitCode(1) }
  }
}
