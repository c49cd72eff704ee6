// A desk compiles the analyst's pack with every key that is typed, behind shipped packs a hundred times its size that never change.

import Diagnostics
import Patterns

/// What is known of rules once their packs are read. A value, so that other packs can be read on, more than once.
struct ReadRules: Sendable {
  var packCount = 0
  var headers: [RuleHeader] = []
  var extractRules: [ExtractRule] = []
  var scoreRules: [ScoreRule] = []
  var scales: [Scale] = []
  /// The scales that rules add to, with the place of the name.
  var scaleUses: [(name: String, rule: String, place: Diagnostic.Place)] = []
  /// Full names of all lexicons.
  var lexiconNames: Set<String> = []
  var functionPacks: [RuleSet.FunctionPack] = []
  var patterns = RegisteredPatterns()
  var compiled = PatternSetDraft(splitting: tokens(of:))
}

/// Packs that were compiled once, for rule sets that begin with them.
///
///     let standard = RuleFoundation(packs)
///     let rules = try RuleSet(packs + [mine], on: standard)
///
/// The rules are the same as without it, and so is what is said of them.
public struct RuleFoundation: Sendable {
  private let packs: [PackSource]
  private let limits: RuleLimits
  private let read: ReadRules

  /// Compiles `packs`. nil when there is anything to say of them, be it a warning: other packs could change that.
  public init?(_ packs: [PackSource], limits: RuleLimits = RuleLimits()) {
    let draft = RuleDraft(packs, limits: limits)
    guard draft.diagnostics.isEmpty else { return nil }
    self.packs = packs
    self.limits = limits
    read = draft.read
  }

  /// The rules of the foundation, when `packs` begin with its packs, under the same limits.
  func rules(below packs: [PackSource], limits: RuleLimits) -> ReadRules? {
    let names = Set(self.packs.map(\.name))
    guard limits == self.limits, packs.starts(with: self.packs),
      !packs.dropFirst(self.packs.count).contains(where: { names.contains($0.name) })
    else { return nil }
    return read
  }
}
