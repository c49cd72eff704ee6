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
      with its place and, where it can be known, its mend. Warnings leave the exit status at 0. Local \
      settings are judged as well, and suppressions in them that have ended are told.

      EXAMPLES
        assay check grain-deals
        assay check --rules my-rule.lua
        assay check std --json
        assay check --local local.json

      EXIT STATUS
        0  nothing is wrong; there may be warnings
        1  there are mistakes
        2  a pack or script could not be read
      """)

  @Argument(
    help: ArgumentHelp("Folders of packs, scripts, or std.", valueName: "pack"), completion: .directory)
  var named: [String] = []

  @OptionGroup var packs: PackOptions
  @OptionGroup var local: LocalOptions

  @Flag(help: "One JSON object a diagnostic.")
  var json = false

  func run() throws {
    let isOfSettings = local.local != nil && named.isEmpty && packs.packs.isEmpty && packs.scripts.isEmpty
    let (sources, found) = isOfSettings ? ([], []) : try packs.read(named: named, for: "check")
    var diagnostics = found
    // Compiled once, for the mistakes as for the number of rules: a pack of a thousand rules takes its time.
    var rules: Int?
    let lending = try packs.lending()
    do throws(RuleSet.Mistakes) {
      let compiled = try RuleSet(sources, lending: lending)
      diagnostics += compiled.warnings
      rules = sources.isEmpty ? nil : compiled.ruleIDs.count
    } catch {
      diagnostics += error.diagnostics
    }
    for source in sources { diagnostics += PackChecks.run(source) }
    diagnostics += try settingsDiagnostics(sources, lending)
    for diagnostic in diagnostics {
      try Terminal.out(
        json ? diagnostic.json + "\n" : diagnostic.rendered(color: Terminal.wantsColour(1)) + "\n\n")
    }
    let errors = diagnostics.count { $0.severity == .error }
    if !json {
      let what = "\(counted(sources.count, "pack"))" + (rules.map { ", \(counted($0, "rule"))" } ?? "")
      let warnings = diagnostics.count - errors
      Terminal.error("assay: \(what): \(counted(errors, "error")), \(counted(warnings, "warning"))\n")
    }
    if errors > 0 { throw ExitCode(1) }
  }

  /// What is wrong with the local settings, and which of their suppressions have ended.
  private func settingsDiagnostics(_ sources: [PackSource], _ lending: [PackSource]) throws -> [Diagnostic] {
    guard let path = local.path() else { return [] }
    let (settings, diagnostics) = try LocalOptions.read(path)
    guard let settings else { return diagnostics }
    let all = sources + lending.filter { lent in !sources.contains { $0.name == lent.name } }
    let mistakes = (try? RuleSet(all)).map { settings.mistakes(in: all, $0) } ?? []
    return diagnostics + mistakes + settings.expired(on: local.asOf ?? today())
  }
}
