import ArgumentParser
import Diagnostics
import RulePacks
import Rules

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
      """)

  @Argument(help: ArgumentHelp("Folders of packs, scripts, or std.", valueName: "pack"), completion: .directory)
  var named: [String] = []

  @OptionGroup var packs: PackOptions

  @Flag(help: "One JSON object a diagnostic.")
  var json = false

  func run() throws {
    guard !(named.isEmpty && packs.packs.isEmpty && packs.scripts.isEmpty) else {
      throw Failure("nothing to check", help: "name a pack's folder, or a script with --rules")
    }
    let (sources, found) = try packs.readForCheck(named)
    var diagnostics = found
    diagnostics += RuleSet.check(sources)
    for source in sources { diagnostics += PackChecks.run(source) }
    for diagnostic in diagnostics {
      Terminal.out(
        json ? diagnostic.json + "\n" : diagnostic.rendered(color: Terminal.wantsColour(1)) + "\n\n")
    }
    let errors = diagnostics.count { $0.severity == .error }
    if !json {
      let rules = (try? RuleSet(sources))?.ruleIDs.count
      let what = "\(counted(sources.count, "pack"))" + (rules.map { ", \(counted($0, "rule"))" } ?? "")
      let warnings = diagnostics.count - errors
      Terminal.error("assay: \(what): \(counted(errors, "error")), \(counted(warnings, "warning"))\n")
    }
    if errors > 0 { throw ExitCode(1) }
  }
}

import Scoring

extension PackOptions {
  /// Reads the packs a command names, and not the shipped ones unless named. A manifest's mistakes are
  /// given back instead of thrown.
  func readForCheck(_ named: [String]) throws -> ([PackSource], [Diagnostic]) {
    var reader = PackReader()
    var sources: [PackSource] = []
    for name in named + packs {
      do throws(PackError) {
        if name.hasSuffix(".lua") { sources.append(try reader.read(script: name)) } else { sources += try reader.read(name) }
      } catch {
        if reader.diagnostics.isEmpty { throw Failure(error.description, help: error.help) }
      }
    }
    do throws(PackError) {
      for path in scripts { sources.append(try reader.read(script: path)) }
    } catch {
      throw Failure(error.description, help: error.help)
    }
    return (sources, reader.diagnostics)
  }
}
