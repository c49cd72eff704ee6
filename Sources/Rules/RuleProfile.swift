// What rules cost, by rule and by line.

public import Profiling

/// The cost of every rule in some articles.
public struct RuleProfile {
  public struct RuleCost: Hashable, Sendable {
    public var rule: String
    public var file: String
    public var line: Int
    public var steps: Int
    public var nanoseconds: UInt64
  }

  /// What the code and the patterns on one line of a rule file cost themselves.
  public struct LineCost: Hashable, Sendable {
    public var file: String
    public var line: Int
    /// The line as it stands in the file, without white space at its ends.
    public var text: String
    public var steps: Int
    /// An estimate: the time of the rule, shared out as a slower run spent it.
    public var nanoseconds: UInt64
  }

  /// How the steps are called that are spent on looking up words for all patterns together.
  public static let shared = "looking up words for all patterns"

  public let articles: Int
  /// All steps: those of the rules and the shared ones. The same on every machine.
  public let steps: Int
  public let sharedSteps: Int
  /// The time that was spent outside of rules, as measured.
  public let stages: [(name: String, nanoseconds: UInt64)]
  /// In the order in which the rules are declared.
  public let rules: [RuleCost]
  /// By rule, then by line from the outermost call inwards.
  public let stacks: [StackTree.Branch]
  let sources: [PackSource.File]

  /// All that was measured.
  public var nanoseconds: UInt64 {
    stages.reduce(0) { $0 + $1.nanoseconds } + rules.reduce(0) { $0 + $1.nanoseconds }
  }

  /// A line of a file as the stacks name it.
  static func frame(_ file: String, _ line: Int) -> String { "\(file):\(line)" }

  /// The lines that cost something, by file and line.
  public var lines: [LineCost] {
    var costs: [String: StackTree.Cost] = [:]
    func add(_ branch: StackTree.Branch) {
      let known = costs[branch.frame] ?? .init()
      costs[branch.frame] = .init(
        steps: known.steps + branch.own.steps, nanoseconds: known.nanoseconds + branch.own.nanoseconds)
      branch.children.forEach(add)
    }
    let ids = Set(rules.map(\.rule))
    for branch in stacks where ids.contains(branch.frame) { branch.children.forEach(add) }
    return sources.flatMap { file in
      String(decoding: file.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated().compactMap { number, text -> LineCost? in
          guard let cost = costs[Self.frame(file.displayPath, number + 1)] else { return nil }
          return LineCost(
            file: file.displayPath, line: number + 1, text: text.trimmingSpaces, steps: cost.steps,
            nanoseconds: cost.nanoseconds)
        }
    }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: String {
    let start = firstIndex { !$0.isWhitespace } ?? endIndex
    let end = lastIndex { !$0.isWhitespace }.map(index(after:)) ?? start
    return String(self[start..<end])
  }
}
