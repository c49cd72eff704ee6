// What one rule did with the units of an article that somebody asks about.

public import Rules

/// A rule with its traces.
public struct RuleReport: Sendable {
  public var rule: String
  public var traces: [RuleTrace]

  public init(rule: String, traces: [RuleTrace]) {
    self.rule = rule
    self.traces = traces
  }

  public var fired: Bool { traces.contains(where: \.fired) }
  /// What the rule cost in these units.
  public var steps: Int { traces.reduce(0) { $0 + $1.steps } }
  /// Whether it fired, or a word could be named at which it stopped.
  var gotSomewhere: Bool { traces.contains { $0.fired || $0.stoppedAt != nil || $0.edge != nil } }
}
