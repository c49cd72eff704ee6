// Why a rule did not fire is asked more often than why it did.

public import Articles

/// What one rule did with one unit of an article.
public struct RuleTrace: Sendable {
  /// What kind of unit a rule looked at.
  public enum Unit: String, Sendable, CaseIterable { case article, paragraph, sentence, quotation, claim }

  /// An edge of the tree that a rule asks for.
  public struct Edge: Hashable, Sendable {
    public enum Direction: String, Hashable, Sendable { case child, descendant, parent, ancestor }
    /// As the pattern names it: `nsubj`, `nsubj|obj`; empty where any will do.
    public var relation: String
    public var direction: Direction
    /// The word from which it was looked for; nil where a role was left empty.
    public var from: TextSpan?
    /// The word that should have been at its other end, where the pattern had one already.
    public var to: TextSpan?
  }

  /// A label of a pattern, and the words it holds.
  public struct Capture: Hashable, Sendable {
    public var label: String
    public var span: TextSpan

    public init(label: String, span: TextSpan) {
      self.label = label
      self.span = span
    }
  }

  /// The sentence, or the content of the claim, that the rule looked at.
  public var span: TextSpan
  public var fired: Bool
  /// One line: `stopped at 'cue:@deny': 'said' (lemma 'say') is not in lexicon 'deny'`.
  public var message: String
  public var unit = Unit.sentence
  /// Which of its kind the unit is; of claims, the row in `Evaluation.claims`.
  public var row = 0
  /// The condition that stopped the rule, as its author wrote it (`cue:@deny`, `cue >nsubj source`), or in the words of
  /// a rule file (`contains [[ <figure> ]]`, `has "source"`). Nil when it fired, and when a function decided.
  public var condition: String?
  /// The word at which a pattern got furthest. Nil when none of the unit's words passes its first item, and at the end.
  public var stoppedAt: TextSpan?
  /// The edge of the tree that is not there, or is there and must not be.
  public var edge: Edge?
  /// What fired: the labels of the pattern with their words, or the words that a score rests on as `match`.
  public var captures: [Capture] = []
  /// What the rule cost here: work of its patterns on the words, and steps of its functions. The same on every machine.
  public var steps = 0

  public init(span: TextSpan, fired: Bool, message: String) {
    self.span = span
    self.fired = fired
    self.message = message
  }
}

extension RuleSet {
  /// What the rule `id` did in `article`: sentence by sentence for a rule that finds claims, claim by claim for one
  /// that weighs them. Runs the rule anew from every word: for people, not for batches.
  public func trace(_ id: String, _ article: Article) -> [RuleTrace] {
    guard var tracer = try? RuleTracer(self, article) else { return [] }
    return tracer.trace(id)
  }
}
