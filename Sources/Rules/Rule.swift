// Rules as the evaluator sees them: checked, with patterns and lexicons replaced by numbers.

import LuaRuntime

/// Names one Lua function of one rule. Functions live in a Lua state; a rule set, which is shared by
/// all workers, knows them by place and each evaluator looks up its own copy.
struct FunctionKey: Hashable, Sendable {
  /// `find`, `where`, `weigh` or `points`.
  var field: String
  /// Row of the rule in its rule set, over all verbs.
  var rule: Int
}

/// Which units of an article a rule looks at.
enum Unit: String, Sendable, CaseIterable {
  case article, paragraph, sentence, quotation, claim
}

/// What every rule has.
struct RuleHeader: Sendable {
  /// `owner/pack/name`
  var id: String
  /// Row in `RuleSet.headers`.
  var row: Int
  /// Row in `RuleSet.packs`.
  var pack: Int
  var doc: String
  var file: String
  var line: Int
}

/// Finds claims.
struct ExtractRule: Sendable {
  enum Finder: Sendable {
    /// Row of the pattern in the rule set's pattern set.
    case pattern(Int)
    case function(Unit)
  }

  var header: RuleHeader
  var finder: Finder
  /// Further demands on a match.
  var demand: Condition?
  var hasWhereFunction: Bool
  var stance: Claim.Stance
  /// nil: direct, mixed, indirect or agentless, by quotation and source.
  var kind: Claim.Kind?
  var evidence: Claim.Evidence?
  var rank: Double
  var nesting: Nesting
  /// Row of the pattern before whose first match the content ends.
  var limit: Int?

  /// Whether a finding inside another claim's content is a claim of its own, or just a part of that content.
  enum Nesting: Sendable {
    case always
    /// When its source is somebody else than that of the claim around it.
    case secondHand
    case never
  }

  /// How a rule spells `Nesting.secondHand`.
  static let secondHand = "second-hand"
}

/// Weighs a claim, a sentence or an article.
struct ScoreRule: Sendable {
  enum Weigher: Sendable {
    case condition(Condition)
    /// A function, which is asked about the units for which the condition holds.
    case function(where: Condition?)
    /// Every unit gets it.
    case always
  }

  var header: RuleHeader
  /// One or more; each kind of unit is weighed by itself.
  var units: [Unit]
  var scale: String
  var weigher: Weigher
  var points: Double
  var because: Reason
  /// What the points that a function gives are taken times.
  var factor = 1.0
  /// The points are given for every match instead of once.
  var isCounted = false

  /// What must hold of a unit, by itself or before a function is asked about it.
  var condition: Condition? {
    switch weigher {
    case .condition(let condition): condition
    case .function(let condition): condition
    case .always: nil
    }
  }

  /// What `count` matches are worth.
  func points(for count: Int) -> Double { isCounted ? Totals.tidy(points * Double(count)) : points }
}

/// What scores of one name add up to.
struct Scale: Sendable, Hashable {
  enum Link: String, Sendable, CaseIterable { case sum, logistic }
  /// How the total of an article is found.
  enum ArticleTotal: String, Sendable, CaseIterable {
    /// From the scores of the article as a whole, like that of any other unit.
    case own
    /// The highest of the totals of its sentences; one without a score counts with the base.
    case highest
  }
  var name: String
  var link: Link
  /// What an article comes to.
  var article = ArticleTotal.own
  /// Sentences whose total is lower are left out of the result, and so are those that hold a claim, which is weighed
  /// itself; but for the one that is the article's total. nil: none is.
  var keep: Double?
  /// The intercept, shown as a score of its own.
  var base: Double
  /// The pack that declares it.
  var pack: String
  /// `owner/pack/base`
  var baseRule: String { pack + "/base" }
  var baseReason: String
}

/// A reason with places to fill: `hedged by “{match}”`.
struct Reason: Sendable, Hashable {
  enum Part: Sendable, Hashable {
    case text(String)
    /// A capture's label, or `match source cue content lemma`.
    case place(String)
  }

  var parts: [Part]

  /// Splits `template` at its braces; a brace that does not close stays text.
  init(_ template: String) {
    var parts: [Part] = []
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      if open > rest.startIndex { parts.append(.text(String(rest[..<open]))) }
      parts.append(.place(String(rest[rest.index(after: open)..<close])))
      rest = rest[rest.index(after: close)...]
    }
    if !rest.isEmpty { parts.append(.text(String(rest))) }
    self.parts = parts
  }

  var places: [String] {
    parts.compactMap { if case .place(let name) = $0 { name } else { nil } }
  }

  /// The sentence, with each place filled by `value`.
  func filled(_ value: (String) -> String?) -> String {
    var sentence = ""
    for part in parts {
      switch part {
      case .text(let text): sentence += text
      case .place(let name): sentence += value(name) ?? "…"
      }
    }
    return sentence
  }
}
