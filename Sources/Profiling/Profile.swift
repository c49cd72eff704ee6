// Which rule is slow, and whether it is the rules at all, is what an author wants to know before making
// anything faster. Stages nest (a pattern asks for a tree, a tree for tags), and each is charged with its
// own time alone, so that the shares add up. Nothing here reaches a result.

import Glibc

/// Where the time of a run goes, by stage and by rule. Belongs to one evaluator.
public final class Profile {
  /// A part of the work on an article.
  public enum Stage: Int, CaseIterable, Sendable {
    case tokens, tags, trees, names, layers, finding, claims, functions, weighing, writing

    var name: String {
      switch self {
      case .tokens: "tokens, sentences, quotations"
      case .tags: "tags and lemmas"
      case .trees: "trees"
      case .names: "names and who they are"
      case .layers: "figures, dates, hedges"
      case .finding: "finding claims"
      case .claims: "merging and describing claims"
      case .functions: "functions in Lua"
      case .weighing: "weighing"
      case .writing: "writing records"
      }
    }
  }

  private struct Place {
    var nanoseconds: UInt64 = 0
    var visits = 0
  }

  private var stages = [Place](repeating: Place(), count: Stage.allCases.count)
  private var rules: [Place]
  /// The functions of the rules, which are charged apart from their patterns.
  private var functions: [Place]
  private let ruleNames: [String]
  /// What is being worked on, innermost last: a stage, or a rule counted from the last stage on.
  private var open: [Int] = []
  private var last = Profile.now
  private let start = Profile.now
  public var articles = 0

  /// - Parameter ruleNames: the ids of the rules, by the numbers that `enter(rule:)` is given.
  public init(ruleNames: [String]) {
    self.ruleNames = ruleNames
    rules = [Place](repeating: Place(), count: ruleNames.count)
    functions = rules
  }

  /// From now on time is spent in `stage`, until `leave`.
  public func enter(_ stage: Stage) { enter(place: stage.rawValue) }

  /// From now on time is spent by the rule of this number, until `leave`.
  public func enter(rule: Int) { enter(place: stages.count + rule) }

  /// From now on time is spent by a function of the rule of this number, until `leave`.
  public func enter(functionOf rule: Int) { enter(place: stages.count + rules.count + rule) }

  /// Goes back to what was worked on before.
  public func leave() {
    charge()
    _ = open.popLast()
  }

  private func enter(place: Int) {
    charge()
    open.append(place)
    at(place) { $0.visits += 1 }
  }

  private func at(_ place: Int, _ change: (inout Place) -> Void) {
    if place < stages.count {
      change(&stages[place])
    } else if place < stages.count + rules.count {
      change(&rules[place - stages.count])
    } else {
      change(&functions[place - stages.count - rules.count])
    }
  }

  private func charge() {
    let now = Self.now
    defer { last = now }
    guard let place = open.last else { return }
    at(place) { $0.nanoseconds += now - last }
  }

  /// A clock that only goes forward, in nanoseconds from somewhere.
  package static var now: UInt64 {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  // MARK: - What was measured

  /// The stages that were worked on, in the order of the work, with the nanoseconds of each.
  public var stageTimes: [(name: String, nanoseconds: UInt64)] {
    Stage.allCases.filter { stages[$0.rawValue].visits > 0 }
      .map { ($0.name, stages[$0.rawValue].nanoseconds) }
  }

  /// The nanoseconds of a rule's patterns and conditions, and of its functions.
  public func times(ofRule rule: Int) -> (patterns: UInt64, functions: UInt64) {
    (rules[rule].nanoseconds, functions[rule].nanoseconds)
  }

  // MARK: - The report

  /// How many rules the report names.
  private static let mostRules = 20

  /// The stages in the order of the work, then the slowest rules. The rules' time is part of no stage's.
  public func report() -> String {
    let total = max(1, Self.now - start)
    let rules = zip(self.rules, functions).map { patterns, functions in
      Place(
        nanoseconds: patterns.nanoseconds + functions.nanoseconds, visits: patterns.visits + functions.visits)
    }
    let inRules = rules.reduce(0) { $0 + $1.nanoseconds }
    let known = stages.reduce(inRules) { $0 + $1.nanoseconds }
    var lines = ["where the time went, in \(Self.seconds(total)) s and \(articles) articles:"]
    func add(_ name: String, _ nanoseconds: UInt64) {
      let microseconds = Double(nanoseconds) / 1000 / Double(max(1, articles))
      lines.append(
        "  \(Self.left(name, 44))\(Self.right(Self.seconds(nanoseconds), 9)) s"
          + "\(Self.right(Self.tenths(Double(nanoseconds) / Double(total) * 100), 7)) %"
          + "\(Self.right(Self.tenths(microseconds), 10)) µs an article")
    }
    for stage in Stage.allCases where stages[stage.rawValue].visits > 0 {
      add(stage.name, stages[stage.rawValue].nanoseconds)
    }
    add("the rules' own patterns, conditions and functions", inRules)
    add("reading, and all else", total - min(total, known))
    let slowest = rules.indices.filter { rules[$0].visits > 0 }
      .sorted { (rules[$1].nanoseconds, ruleNames[$0]) < (rules[$0].nanoseconds, ruleNames[$1]) }
    if !slowest.isEmpty { lines.append("the slowest rules:") }
    for rule in slowest.prefix(Self.mostRules) { add(ruleNames[rule], rules[rule].nanoseconds) }
    if slowest.count > Self.mostRules {
      lines.append("  … and \(slowest.count - Self.mostRules) faster ones")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func seconds(_ nanoseconds: UInt64) -> String {
    let milliseconds = nanoseconds / 1_000_000
    let fraction = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int(min(value * 10, 1e15).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func left(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }

  private static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(1, width - text.count)) + text
  }
}
