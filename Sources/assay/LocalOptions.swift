import ArgumentParser
import Diagnostics
import FoundationEssentials
import Glibc
import RulePacks
import Rules
import Scoring

/// What a desk has changed about the rules of others; the same options wherever rules run.
struct LocalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Lay these local settings over the packs; without it ./local.json, where it is one.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var local: String?

  @Flag(help: "Leave out ./local.json.")
  var noLocal = false

  @Option(
    help: ArgumentHelp(
      "Leave out suppressions that have ended before this day (YYYY-MM-DD); records name it.",
      valueName: "day"))
  var asOf: String?

  func validate() throws {
    if local != nil, noLocal { throw ValidationError("--local and --no-local: one of them expected") }
    if let asOf, !isDay(asOf) {
      throw ValidationError("--as-of: a day like 2026-03-01 expected, got '\(asOf)'")
    }
  }

  /// The file that is meant.
  ///
  /// - Parameter discovers: whether one that nobody named counts. Not so for workers, which are told.
  func path(discovers: Bool = true) -> String? {
    if let local { return local }
    return discovers && !noLocal && LocalSettings.isOne("local.json") ? "local.json" : nil
  }

  /// The settings to use; nil where there are none.
  ///
  /// - Throws: `Failure` for a file that cannot be read or used.
  func settings(discovers: Bool = true) throws -> LocalSettings? {
    guard let path = path(discovers: discovers) else {
      if asOf != nil {
        throw Failure("--as-of: there are no local settings to compare with", help: "name them with --local")
      }
      return nil
    }
    let (settings, diagnostics) = try Self.read(path)
    guard let settings else { throw Failure(rendered: diagnostics) }
    return asOf.map(settings.inForce) ?? settings
  }

  static func read(_ path: String) throws -> (settings: LocalSettings?, diagnostics: [Diagnostic]) {
    do throws(PackError) { return try LocalSettings.read(path) } catch {
      throw Failure(error.description, help: error.help)
    }
  }

  /// These options as words of a worker's command line.
  func arguments() -> [String] {
    guard let path = path() else { return [] }
    return ["--local", path] + (asOf.map { ["--as-of", $0] } ?? [])
  }
}

extension PackOptions {
  /// Reads and compiles the packs under the local settings.
  ///
  /// - Throws: `Failure` for packs with mistakes, and for settings that do not fit them.
  func compiled(_ settings: LocalSettings?) throws -> (sources: [PackSource], rules: RuleSet) {
    let sources = try read()
    return (sources, try compile(sources, settings))
  }

  func compile(_ sources: [PackSource], _ settings: LocalSettings?) throws -> RuleSet {
    guard let settings else { return try compile(sources) }
    let found: [Diagnostic]
    do throws(RuleSet.Mistakes) {
      let rules = try RuleSet(
        settings.applied(to: sources), limits: limits, adjustments: settings.adjustments)
      let mistakes = settings.mistakes(in: sources, rules)
      if mistakes.isEmpty { return rules }
      found = mistakes
    } catch {
      found = error.diagnostics.filter { $0.severity == .error }
    }
    throw Failure(rendered: found)
  }
}

/// The day in Greenwich.
func today() -> String {
  var now = time(nil)
  var parts = unsafe tm()
  _ = unsafe gmtime_r(&now, &parts)
  func padded(_ number: Int32, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
  return
    unsafe "\(padded(parts.tm_year + 1900, 4))-\(padded(parts.tm_mon + 1, 2))-\(padded(parts.tm_mday, 2))"
}
