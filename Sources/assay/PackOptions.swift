import ArgumentParser
import Diagnostics
import RulePacks
import Rules

/// Which rules a command runs; the same options everywhere.
struct PackOptions: ParsableArguments {
  @Option(name: .customLong("pack"), help: ArgumentHelp("Add a pack: a folder's path.", valueName: "pack"))
  var packs: [String] = []

  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp("Add a loose script, as the unsigned pack local/NAME.", valueName: "file.lua"))
  var scripts: [String] = []

  @Flag(name: .customLong("no-std"), help: "Leave out the packs that come with assay.")
  var withoutStandard = false

  /// Reads the packs, shipped ones first.
  ///
  /// - Throws: `Failure` for a pack that cannot be read.
  func read(_ named: [String] = [], standard: Bool = true) throws -> [PackSource] {
    var reader = PackReader()
    var sources: [PackSource] = []
    do throws(PackError) {
      if standard, !withoutStandard { sources += try reader.read("std") }
      for name in named + packs {
        if name.hasSuffix(".lua") { sources.append(try reader.read(script: name)) } else { sources += try reader.read(name) }
      }
      for path in scripts { sources.append(try reader.read(script: path)) }
    } catch {
      throw Failure(error.description, help: error.help)
    }
    for diagnostic in reader.diagnostics where diagnostic.severity == .error { throw Failure(rendered: [diagnostic]) }
    return sources
  }

  /// Compiles the packs; their mistakes go to standard error, all of them.
  func compile(_ sources: [PackSource], limits: RuleLimits = RuleLimits()) throws -> RuleSet {
    do throws(RuleSet.Mistakes) {
      return try RuleSet(sources, limits: limits)
    } catch {
      throw Failure(rendered: error.diagnostics.filter { $0.severity == .error })
    }
  }
}

/// Why a command could not do its job. Printed as `assay: …` on standard error; exit status 2.
struct Failure: Error, CustomStringConvertible {
  var description: String

  init(_ message: String, help: String? = nil) {
    description = "assay: \(message.safeForTerminal)" + (help.map { "\n  help: \($0.safeForTerminal)" } ?? "")
  }

  /// Mistakes of rule authors, as `check` shows them.
  init(rendered diagnostics: [Diagnostic]) {
    description = diagnostics.map { $0.rendered(color: Terminal.wantsColour(2)) }.joined(separator: "\n\n")
  }
}

import Scoring
