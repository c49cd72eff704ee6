// Which rule is expensive, and which of its lines. Steps are counted and come out the same everywhere; time is measured.
// Counting line by line slows Lua down many times, so every article is evaluated twice: once counted, once timed.

public import Articles
import Profiling
import Patterns

/// Evaluates articles and keeps what each rule costs.
public struct RuleProfiler: ~Copyable {
  private let rules: RuleSet
  private var counted: Evaluator
  private var timed: Evaluator
  private let times: Profile
  private let watch = LineWatch()
  private var steps = 0

  /// - Throws: when there is no memory for a Lua state.
  public init(_ rules: RuleSet) throws {
    // All throwing work comes first.
    var counted = try rules.makeEvaluator()
    var timed = try rules.makeEvaluator()
    counted.matcher.stepsOfPattern = [Int](repeating: 0, count: rules.patterns.count)
    counted.functions.watch = watch
    times = timed.startProfile()
    self.rules = rules
    self.counted = counted
    self.timed = timed
  }

  /// Evaluates an article.
  ///
  /// - Returns: what is wrong with its rules or with itself.
  public mutating func add(_ article: Article) -> [EvaluationDiagnostic] {
    // First counted: then caches are warm when time is taken.
    let explanation = counted.explain(article)
    steps += explanation.steps
    _ = timed.evaluate(article)
    return explanation.evaluation.diagnostics
  }

  /// What all articles cost.
  public consuming func profile() -> RuleProfile {
    let tree = StackTree()
    let patternSteps = counted.matcher.stepsOfPattern ?? []
    let owners = rules.ownerOfPattern
    var traced: [String: StackTree.Branch] = [:]
    for branch in watch.tree.branches { traced[branch.frame] = branch }

    var costs: [RuleProfile.RuleCost] = []
    var inRules = 0
    for header in rules.headers {
      let node = tree.node(header.id)
      let time = times.times(ofRule: header.row)
      let patterns = patternSteps.indices.filter { owners[$0] == header.row && patternSteps[$0] > 0 }
      let sum = patterns.reduce(0) { $0 + patternSteps[$1] }
      for pattern in patterns {
        let place = rules.place(ofPattern: pattern, of: header)
        let share = Double(patternSteps[pattern]) / Double(sum)
        tree.add(
          .init(steps: patternSteps[pattern], nanoseconds: UInt64(Double(time.patterns) * share)),
          to: tree.node(RuleProfile.frame(place.file, place.line), calledBy: node))
      }
      // Conditions without a pattern take time and no steps.
      if patterns.isEmpty { tree.add(.init(nanoseconds: time.patterns), to: node) }
      var functionSteps = 0
      if let branch = traced[header.id] {
        functionSteps = branch.total.steps
        let scale = Double(time.functions) / Double(max(1, branch.total.nanoseconds))
        Self.copy(branch, to: node, of: tree, scale)
      } else {
        tree.add(.init(nanoseconds: time.functions), to: node)
      }
      inRules += sum + functionSteps
      costs.append(
        RuleProfile.RuleCost(
          rule: header.id, file: header.file, line: header.line, steps: sum + functionSteps,
          nanoseconds: time.patterns + time.functions))
    }
    for stage in times.stageTimes {
      tree.add(.init(nanoseconds: stage.nanoseconds), to: tree.node(stage.name))
    }
    tree.add(.init(steps: steps - inRules), to: tree.node(RuleProfile.shared))
    return RuleProfile(
      articles: times.articles, steps: steps, sharedSteps: steps - inRules, stages: times.stageTimes,
      rules: costs,
      stacks: tree.branches, sources: rules.packs.flatMap(\.ruleFiles))
  }

  private static func copy(_ branch: StackTree.Branch, to node: Int, of tree: StackTree, _ scale: Double) {
    tree.add(
      .init(steps: branch.own.steps, nanoseconds: UInt64(Double(branch.own.nanoseconds) * scale)), to: node)
    for child in branch.children { copy(child, to: tree.node(child.frame, calledBy: node), of: tree, scale) }
  }
}

extension RuleSet {
  /// Row of the header of the rule that asks for each pattern, the first of several by id; -1 for patterns of functions.
  var ownerOfPattern: [Int32] {
    var owners = headerOfPattern
    func take(_ patterns: [Int], _ header: RuleHeader) {
      for pattern in patterns where owners[pattern] < 0 { owners[pattern] = Int32(header.row) }
    }
    for rule in extractRules {
      take((rule.demand?.patterns ?? []) + (rule.limit.map { [$0] } ?? []), rule.header)
    }
    for rule in scoreRules {
      if let condition = rule.condition { take(condition.patterns, rule.header) }
    }
    return owners
  }

  /// Where a pattern stands; one that stands for a lexicon, where the rule that asks for it begins.
  fileprivate func place(ofPattern pattern: Int, of header: RuleHeader) -> (file: String, line: Int) {
    let source = patterns.source(pattern)
    return packs.contains { $0.ruleFiles.contains { $0.displayPath == source.file } }
      ? (source.file, source.line) : (header.file, header.line)
  }
}
