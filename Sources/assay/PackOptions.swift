import ArgumentParser
import Diagnostics
import RulePacks
import Rules

/// Which rules a command runs; the same options everywhere.
struct PackOptions: ParsableArguments {
  @Option(
    name: .customLong("pack"),
    help: ArgumentHelp(
      "Add the pack in this folder, or the installed pack of this name (repeatable).", valueName: "pack"),
    completion: .directory)
  var packs: [String] = []

  @Option(
    name: .customLong("rules"),
    help: ArgumentHelp(
      "Add a loose script, as the unsigned pack local/NAME (repeatable).", valueName: "file.lua"),
    completion: .file(extensions: ["lua"]))
  var scripts: [String] = []

  @Flag(help: "Run installed packs that nobody you trust has signed. The records say so.")
  var allowUnsigned = false

  @Flag(name: .customLong("no-std"), help: "Leave out the packs that come with assay.")
  var withoutStandard = false

  @Option(
    name: .customLong("rule-steps"),
    help: ArgumentHelp(
      "Steps that the functions of one rule may take on an article.", valueName: "n", visibility: .hidden))
  var ruleSteps = RuleLimits().steps

  @Flag(
    help: ArgumentHelp(
      "Run without limits and without confinement: for scripts/protection-cost.", visibility: .hidden))
  var unprotected = false

  var limits: RuleLimits { unprotected ? .none : RuleLimits(steps: max(ruleSteps, 1)) }

  /// Reads the packs, shipped ones first.
  ///
  /// - Throws: `Failure` for a pack that cannot be read.
  func read() throws -> [PackSource] {
    var reader = PackReader(allowsUnsigned: allowUnsigned)
    defer { Self.warn(reader) }
    var sources: [PackSource] = []
    do throws(PackError) {
      if !withoutStandard { sources += try reader.read("std") }
      for name in packs { sources += try Self.read(name, with: &reader) }
      for path in scripts { sources.append(try reader.read(script: path)) }
    } catch {
      // What is wrong with a manifest has a place and an excerpt.
      let errors = reader.diagnostics.filter { $0.severity == .error }
      throw errors.isEmpty ? Failure(error.description, help: error.help) : Failure(rendered: errors)
    }
    let errors = reader.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw Failure(rendered: errors) }
    guard !sources.isEmpty else {
      throw Failure("no rules to run", help: "add --pack or --rules, or leave out --no-std")
    }
    return sources
  }

  /// Reads the packs that `check` and `test` are about: not the shipped ones unless named.
  ///
  /// - Returns: the packs that could be read, and what is wrong with the manifests.
  /// - Throws: `Failure` for a pack that is not there.
  func read(named: [String], for task: String) throws -> (sources: [PackSource], diagnostics: [Diagnostic]) {
    guard !(named.isEmpty && packs.isEmpty && scripts.isEmpty) else {
      throw Failure("nothing to \(task)", help: "name a pack's folder, or a script with --rules")
    }
    var reader = PackReader(allowsUnsigned: allowUnsigned)
    defer { Self.warn(reader) }
    var sources: [PackSource] = []
    for name in named + packs {
      let known = reader.diagnostics.count
      do throws(PackError) {
        sources += try Self.read(name, with: &reader)
      } catch {
        // A manifest that cannot be used has its diagnostics; a pack that is not there has none.
        if reader.diagnostics.count == known { throw Failure(error.description, help: error.help) }
      }
    }
    do throws(PackError) {
      for path in scripts { sources.append(try reader.read(script: path)) }
    } catch {
      throw Failure(error.description, help: error.help)
    }
    return (sources, reader.diagnostics)
  }

  /// The packs whose lexicons a script may name though it is not run beside them: what `score` accepts, `check` and
  /// `test` must accept as well.
  func lending() throws -> [PackSource] {
    if withoutStandard { return [] }
    var reader = PackReader()
    do throws(PackError) { return try reader.read("std") } catch {
      throw Failure(error.description, help: error.help)
    }
  }

  /// Compiles the packs.
  ///
  /// - Throws: `Failure` with all their mistakes.
  func compile(_ sources: [PackSource]) throws -> RuleSet {
    do throws(RuleSet.Mistakes) {
      return try RuleSet(sources, limits: limits)
    } catch {
      throw Failure(rendered: error.diagnostics.filter { $0.severity == .error })
    }
  }

  /// Reads and compiles the packs.
  func compiled() throws -> (sources: [PackSource], rules: RuleSet) {
    let sources = try read()
    return (sources, try compile(sources))
  }

  /// These options as words of a command line.
  var arguments: [String] {
    var words = packs.flatMap { ["--pack", $0] } + scripts.flatMap { ["--rules", $0] }
    if allowUnsigned { words.append("--allow-unsigned") }
    if withoutStandard { words.append("--no-std") }
    if unprotected { words.append("--unprotected") }
    if ruleSteps != RuleLimits().steps { words += ["--rule-steps", "\(ruleSteps)"] }
    return words
  }

  private static func warn(_ reader: PackReader) {
    for notice in reader.notices { Terminal.error("assay: WARNING: \(notice.safeForTerminal)\n") }
  }

  private static func read(_ name: String, with reader: inout PackReader) throws(PackError) -> [PackSource] {
    name.hasSuffix(".lua") ? [try reader.read(script: name)] : try reader.read(name)
  }
}
