// An analyst tunes the rules of others without a fork: what is changed is laid over the compiled rules, so that the
// packs keep their bytes, their digests and their signatures.

/// What is changed about rules without touching their packs.
public struct RuleAdjustments: Hashable, Sendable {
  /// What a rule's findings count.
  public enum Weight: Hashable, Sendable {
    /// In place of the points that the rule states.
    case points(Double)
    /// What the rule gives, so many times.
    case factor(Double)
  }

  /// Findings that are left out. What is not nil must hold; one of the three is not nil.
  public struct Suppression: Hashable, Sendable {
    /// The id of a rule.
    public var rule: String?
    /// The name of a claim's source, as records give it.
    public var source: String?
    /// The outlet of the article.
    public var outlet: String?
    public var reason: String
    /// The last day on which it holds, ISO 8601.
    public var until: String

    public init(rule: String?, source: String?, outlet: String?, reason: String, until: String) {
      self.rule = rule
      self.source = source
      self.outlet = outlet
      self.reason = reason
      self.until = until
    }
  }

  /// By the id of a score rule, or of a scale's base: `owner/pack/base`.
  public var weights: [String: Weight] = [:]
  /// By the name of a scale: the total below which a sentence without a claim is left out.
  public var thresholds: [String: Double] = [:]
  public var suppressions: [Suppression] = []
  /// No sentence is left out for its total: for those who count what rules see.
  public var keepsEverySentence = false

  public init() {}

  public var isEmpty: Bool { self == RuleAdjustments() }

  func adjusted(_ rule: ScoreRule) -> ScoreRule {
    var rule = rule
    switch weights[rule.header.id] {
    case nil: break
    case .points(let points)?: rule.points = points
    case .factor(let factor)?:
      rule.points = Totals.tidy(rule.points * factor)
      rule.factor = factor
    }
    return rule
  }

  func adjusted(_ scale: Scale) -> Scale {
    var scale = scale
    switch weights[scale.baseRule] {
    case nil: break
    case .points(let points)?: scale.base = points
    case .factor(let factor)?: scale.base = Totals.tidy(scale.base * factor)
    }
    if let least = thresholds[scale.name] { scale.keep = least }
    if keepsEverySentence { scale.keep = nil }
    return scale
  }
}

extension RuleSet {
  /// What of `adjustments` cannot be done to these rules, each with the name that it is about. What concerns packs that
  /// are not here is no mistake: settings are a project's, and a run may leave packs out.
  public func mistakes(in adjustments: RuleAdjustments) -> [(name: String, message: String)] {
    var found: [(name: String, message: String)] = []
    let known = Set(headers.map(\.id)).union(scales.values.map(\.baseRule))
    let owned = Set(packs.map(\.name))
    func isMissing(_ rule: String) -> Bool {
      let pack = rule.split(separator: "/").dropLast().joined(separator: "/")
      return owned.contains(pack) && !known.contains(rule)
    }
    for (rule, weight) in adjustments.weights.sorted(by: { $0.key < $1.key }) {
      if isMissing(rule) {
        found.append((rule, "weights: no rule '\(rule)'"))
      } else if extractRules.contains(where: { $0.header.id == rule }) {
        found.append((rule, "weights: '\(rule)' finds claims and gives no points"))
      } else if case .points = weight,
        scoreRules.contains(where: {
          if $0.header.id == rule, case .function = $0.weigher { true } else { false }
        })
      {
        found.append(
          (rule, "weights: '\(rule)' works out its points: {\"factor\": number} expected, got a number"))
      }
    }
    let names = Set(scales.keys).union(scoreRules.map(\.scale))
    for scale in adjustments.thresholds.keys.sorted()
    where !names.contains(scale) && packs.contains(where: { !$0.name.hasPrefix("local/") }) {
      found.append((scale, "thresholds: no scale '\(scale)'"))
    }
    for rule in adjustments.suppressions.compactMap(\.rule) where isMissing(rule) {
      found.append((rule, "suppress: no rule '\(rule)'"))
    }
    return found
  }
}

/// The suppressions that concern one article.
struct ArticleSuppressions {
  private let all: [RuleAdjustments.Suppression]

  init(_ suppressions: [RuleAdjustments.Suppression], outlet: String?) {
    all = suppressions.filter { $0.outlet == nil || $0.outlet == outlet }
  }

  var isEmpty: Bool { all.isEmpty }

  /// Why a finding of `rule` is left out; nil when it is not.
  ///
  /// - Parameter source: the name of the source of the claim that is found or weighed; nil for other units.
  func reason(rule: String, source: String?) -> RuleAdjustments.Suppression? {
    all.first { ($0.rule == nil || $0.rule == rule) && ($0.source == nil || $0.source == source) }
  }
}
