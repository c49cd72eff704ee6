/// What became of the tests of some packs.
public struct PackTestReport: Sendable {
  public enum Result: Sendable, Equatable {
    case passed
    /// A known miss, with the author's reason.
    case todo(String)
    case failed([String])
  }

  public struct Outcome: Sendable {
    /// The test's own name.
    public var title: String
    /// `rules/said_test.lua:12`
    public var place: String
    public var result: Result
    /// Ids of the rules that made a claim or a score that the test expects.
    public var hits: Set<String> = []
  }

  public var outcomes: [Outcome] = []
  /// All rules under test.
  public var rules: [String] = []

  public init() {}

  public mutating func add(_ other: PackTestReport) {
    outcomes += other.outcomes
    rules += other.rules
  }

  public var passed: Int { outcomes.count { $0.result == .passed } }
  public var failed: Int { outcomes.count { if case .failed = $0.result { true } else { false } } }
  public var todo: Int { outcomes.count { if case .todo = $0.result { true } else { false } } }

  /// One line a rule: in how many tests it hit and how many it left alone.
  public var coverageLines: [String] {
    let width = rules.map(\.count).max() ?? 0
    return rules.sorted().map { rule in
      let hits = outcomes.count { $0.hits.contains(rule) }
      let padded = rule + String(repeating: " ", count: width - rule.count)
      return
        "\(padded)  hit in \(hits), silent in \(outcomes.count - hits)\(hits == 0 ? "  no test hits it" : "")"
    }
  }
}
