// A page asks ten times about the same rules: for the findings, for a trace, for the corpus. They are compiled once.

import Diagnostics
import RulePacks
import Rules
import Synchronization

/// The rule sets that were compiled last, by the digests of what they were made of.
final class RuleCache: Sendable {
  private struct Entry {
    var key: [String]
    var rules: Result<RuleSet, RuleSet.Mistakes>
  }

  /// Those on disk, those with edits, and some steps back.
  private static let size = 6

  private let settings: LocalSettings?
  private let limits: RuleLimits
  private let standard: [PackSource]
  /// The standard packs, compiled when rules are first asked for; nil before.
  private let foundation = Mutex<RuleFoundation??>(nil)
  private let entries = Mutex<[Entry]>([])

  /// - Parameter standard: packs that come first and never change.
  init(_ settings: LocalSettings?, standard: [PackSource], limits: RuleLimits) {
    self.settings = settings
    self.standard = settings?.applied(to: standard) ?? standard
    self.limits = limits
  }

  /// The compiled `packs` under the desk's settings.
  ///
  /// - Parameter interrupt: ends the loading of their files; nothing is kept then.
  /// - Throws: their mistakes.
  func rules(_ packs: [PackSource], interrupt: RuleInterrupt?) throws(RuleSet.Mistakes) -> RuleSet {
    let key = packs.flatMap { [$0.name, $0.digest] }
    let known = entries.withLock { entries -> Entry? in
      guard let row = entries.firstIndex(where: { $0.key == key }) else { return nil }
      let entry = entries.remove(at: row)
      entries.append(entry)
      return entry
    }
    if let known { return try known.rules.get() }
    let made: Result<RuleSet, RuleSet.Mistakes>
    do throws(RuleSet.Mistakes) {
      made = .success(
        try RuleSet(
          settings?.applied(to: packs) ?? packs, on: compiledStandard(), limits: limits,
          adjustments: settings?.adjustments ?? RuleAdjustments(), interrupt: interrupt))
    } catch {
      made = .failure(error)
    }
    if interrupt?.isRaised == true { return try made.get() }
    entries.withLock { entries in
      entries.append(Entry(key: key, rules: made))
      if entries.count > Self.size { entries.removeFirst() }
    }
    return try made.get()
  }

  private func compiledStandard() -> RuleFoundation? {
    foundation.withLock { known in
      if let known { return known }
      let made = standard.isEmpty ? nil : RuleFoundation(standard, limits: limits)
      known = .some(made)
      return made
    }
  }
}
