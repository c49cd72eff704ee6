// What an evaluation finds, as plain values: nothing here points into Lua or into an analysis, so an
// evaluation can be kept, compared and sent to another task.

public import Articles

/// A content that somebody is said to have put forward, with who and how.
public struct Claim: Hashable, Sendable {
  /// How the content comes to the reader.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case direct, indirect, mixed, accusation
    case evidenceOffered = "evidence-offered"
    case agentless, unattributed
  }

  /// What the source does with the content.
  public enum Stance: String, Hashable, Sendable, CaseIterable {
    case asserts, denies, withholds, asks, reacts
  }

  /// What the article says backs the claim.
  public enum Evidence: String, Hashable, Sendable, CaseIterable {
    case offered, none
    case secondHand = "second-hand"
    case unstated
  }

  public struct Source: Hashable, Sendable {
    public var spans: [TextSpan]
    /// The fullest name the article gives, however it is mentioned here; nil when it gives none.
    public var name: String?
    /// `e1`, the same for every mention of one person or body in the article.
    public var entity: String?
    /// The article says who this is: a person or body with a name, however it is mentioned here.
    public var isNamed: Bool

    public init(spans: [TextSpan], name: String?, entity: String?, isNamed: Bool = false) {
      self.spans = spans
      self.name = name
      self.entity = entity
      self.isNamed = isNamed
    }
  }

  public struct Cue: Hashable, Sendable {
    public var spans: [TextSpan]
    /// The lemma of the cue's head word: `claim` for `has claimed`.
    public var lemma: String
  }

  /// A number in the content.
  public struct Figure: Hashable, Sendable {
    public enum Value: Hashable, Sendable {
      case exactly(Double)
      case range(Double, Double)
      case vague
    }
    public var span: TextSpan
    public var value: Value
    public var unit: String?
    /// `exact about at-least at-most between vague`
    public var bound: String
  }

  /// A date in the content; the value is ISO 8601, or nil where it cannot be resolved.
  public struct Date: Hashable, Sendable {
    public var span: TextSpan
    public var value: String?
  }

  /// How this claim stands to another of the same article.
  public struct Relation: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      case denies, repeats, corroborates, contrasts
    }
    public var kind: Kind
    /// Index into `Evaluation.claims`.
    public var claim: Int
  }

  /// The rule that found it: `std/attribution/said`.
  public var rule: String
  public var kind: Kind
  public var stance: Stance
  /// Index into `Evaluation.claims` of the smallest claim whose content holds this cue.
  public var parent: Int?
  public var source: Source?
  public var cue: Cue?
  /// Empty for an act without a content: `declined to comment`.
  public var content: [TextSpan]
  public var hedges: [TextSpan] = []
  public var figures: [Figure] = []
  public var dates: [Date] = []
  public var evidence: Evidence = .unstated
  public var relations: [Relation] = []
  public var scores: [Score] = []
  public var totals: [Total] = []
}

/// What one rule adds to one scale, with its reason and the words it rests on.
public struct Score: Hashable, Sendable {
  public var rule: String
  public var scale: String
  public var points: Double
  /// For the reader of the article, who has never seen the rule.
  public var because: String
  public var spans: [TextSpan]
}

/// What the scores of one scale come to.
public struct Total: Hashable, Sendable {
  public var scale: String
  public var value: Double
}

/// The scores of one sentence.
public struct ScoredSentence: Hashable, Sendable {
  public var span: TextSpan
  public var scores: [Score]
  public var totals: [Total]
}

/// Something that went wrong, or that the reader should know, while one article was evaluated.
public struct EvaluationDiagnostic: Hashable, Sendable {
  /// `error` when findings are missing because of it, else `notice`.
  public var severity: String
  /// A stable name: `rule-failed`, `budget`, `invalid-utf8`, `language`.
  public var slug: String
  /// The rule it concerns, when there is one.
  public var rule: String?
  public var message: String
  /// The Lua call stack, innermost call first: `pack/rules/hedged.lua:9: in function 'weigh'`.
  public var traceback: [String] = []

  public init(
    severity: String = "error", slug: String, rule: String? = nil, message: String, traceback: [String] = []
  ) {
    self.severity = severity
    self.slug = slug
    self.rule = rule
    self.message = message
    self.traceback = traceback
  }
}

/// All that a rule set found in one article. The same article and rules give an equal value, always.
public struct Evaluation: Hashable, Sendable {
  /// By first offset of the content, then of the cue.
  public var claims: [Claim] = []
  /// In text order; only those with a score.
  public var sentences: [ScoredSentence] = []
  /// Scores of the article as a whole.
  public var scores: [Score] = []
  public var totals: [Total] = []
  public var diagnostics: [EvaluationDiagnostic] = []

  /// Nothing found.
  public init() {}
}
