/// What a rule is, for those who list, count and describe rules.
public struct RuleSummary: Hashable, Sendable {
  public enum Kind: String, Sendable { case extract, score }

  /// `owner/pack/name`
  public var id: String
  public var kind: Kind
  public var doc: String
  /// The file and line that declare it.
  public var file: String
  public var line: Int
  /// Of a score rule: what it weighs, the scale it adds to, and its points; nil points where a function finds them.
  public var units: [String] = []
  public var scale: String?
  public var points: Double?
  /// The reason as its author wrote it; nil where a function gives it.
  public var because: String?

  /// The name without owner and pack.
  public var name: String { id.split(separator: "/").last.map(String.init) ?? id }
  /// The owner and pack.
  public var pack: String { id.split(separator: "/").dropLast().joined(separator: "/") }
}

/// What a scale is.
public struct ScaleSummary: Hashable, Sendable {
  public var name: String
  public var isLogistic: Bool
  public var base: Double
  /// The id under which the base is in records.
  public var baseRule: String
  /// The total below which a sentence without a claim is left out.
  public var keep: Double?
}

extension RuleSet {
  /// All rules, sorted by id.
  public var summaries: [RuleSummary] {
    var found = extractRules.map { rule in
      RuleSummary(
        id: rule.header.id, kind: .extract, doc: rule.header.doc, file: rule.header.file,
        line: rule.header.line)
    }
    for rule in scoreRules {
      var summary = RuleSummary(
        id: rule.header.id, kind: .score, doc: rule.header.doc, file: rule.header.file, line: rule.header.line
      )
      summary.units = rule.units.map(\.rawValue)
      summary.scale = rule.scale
      if case .function = rule.weigher {
      } else {
        summary.points = rule.points
        summary.because = rule.because.filled { "{\($0)}" }
      }
      found.append(summary)
    }
    return found.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
  }

  /// The scales that packs declare, by name.
  public var scaleSummaries: [String: ScaleSummary] {
    scales.mapValues {
      ScaleSummary(
        name: $0.name, isLogistic: $0.link == .logistic, base: $0.base, baseRule: $0.baseRule, keep: $0.keep)
    }
  }
}
