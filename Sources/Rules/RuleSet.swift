// Compile once, evaluate anywhere: a rule set is made from packs before any article is read, and is
// shared by all workers.

public import Diagnostics
import LuaRuntime
import Patterns

/// Checked and compiled rules.
///
///     let rules = try RuleSet(packs)                     // every diagnostic, not the first one
///     var evaluator = try rules.makeEvaluator()          // one per task
///     let evaluation = evaluator.evaluate(article)       // never throws
public struct RuleSet: Sendable {
  /// Why a rule set could not be made: all mistakes of all packs.
  public struct Mistakes: Error, Sendable {
    public var diagnostics: [Diagnostic]
  }

  /// The packs in the order given.
  public let packs: [PackSource]
  /// What is odd but does not keep the rules from running.
  public let warnings: [Diagnostic]
  let limits: RuleLimits
  let headers: [RuleHeader]
  /// Row in `headers` of the rule of an id.
  let rowOfRule: [String: Int]
  /// Sorted by rule id, as are the score rules, so that the order of packs and declarations cannot show.
  let extractRules: [ExtractRule]
  let scoreRules: [ScoreRule]
  let scales: [String: Scale]
  let suppressions: [RuleAdjustments.Suppression]
  /// Notes which lines run, for whoever asks.
  let coverage: LineCoverage?
  let patterns: PatternSet
  /// What each label of `patterns` stands for.
  let roles: [ClaimRole?]
  /// Row of the extract rule a pattern belongs to, -1 for patterns of conditions.
  private let ruleOfPattern: [Int32]
  /// The patterns that score rules look for in sentences, where a pattern is all they ask of them.
  let sentencePatterns: SentencePatterns
  let weighsSentences: Bool
  /// For articles that all packs are written for.
  private let fullPlan: WeighingPlan
  /// Some rule has a function, so evaluators need a Lua state.
  let hasFunctions: Bool
  /// The packs that have functions, with what their files need to be loaded again.
  let functionPacks: [FunctionPack]
  /// Rows of the patterns that stand for whole lexicons, by the lexicons' full names.
  let lexiconRows: [String: Int]

  struct FunctionPack: Sendable {
    /// Row in `RuleSet.packs`.
    var row: Int
    var source: PackSource
    /// The rule files that declare functions. Files cannot see each other, so the others need not be loaded.
    var files: [FunctionFile]
    /// Rows of the rules, by name.
    var headers: [String: Int]
    /// Rows of the patterns that the files compile by calls, by their text.
    var calledPatterns: [String: Int]
  }

  /// A rule file that is loaded for every article in which a function is due.
  struct FunctionFile: Sendable {
    let file: PackSource.File
    /// nil for one that does not compile, which is told when it is loaded.
    let code: LuaCode?

    init(_ file: PackSource.File) {
      self.file = file
      code = LuaCode(file.bytes, chunk: "@" + file.displayPath)
    }
  }

  /// Compiles `packs`.
  ///
  /// - Parameters:
  ///   - foundation: what the first of them came to when they were compiled before; it saves time and changes nothing.
  ///   - lending: packs whose lexicons the rules may name, and whose rules do not run.
  ///   - adjustments: what is changed about the rules; what concerns rules that are not there changes nothing.
  ///   - coverage: notes which lines of the rule files run.
  ///   - interrupt: ends the loading of files; what is thrown then is worth nothing.
  /// - Throws: `Mistakes` with every error and warning found, when there is an error among them.
  public init(
    _ packs: [PackSource], on foundation: RuleFoundation? = nil, lending: [PackSource] = [],
    limits: RuleLimits = RuleLimits(), adjustments: RuleAdjustments = RuleAdjustments(),
    coverage: LineCoverage? = nil, interrupt: RuleInterrupt? = nil
  ) throws(Mistakes) {
    let draft = RuleDraft(
      packs, on: foundation, lending: lending, limits: limits, coverage: coverage, interrupt: interrupt)
    if draft.diagnostics.contains(where: { $0.severity == .error }) {
      throw Mistakes(diagnostics: draft.diagnostics)
    }
    self.init(draft, limits: limits, adjustments, coverage)
  }

  /// What is wrong and what is odd about `packs`, in the order of packs, files and lines.
  public static func check(
    _ packs: [PackSource], lending: [PackSource] = [], limits: RuleLimits = RuleLimits(),
    interrupt: RuleInterrupt? = nil
  ) -> [Diagnostic] {
    RuleDraft(packs, lending: lending, limits: limits, interrupt: interrupt).diagnostics
  }

  private init(
    _ draft: RuleDraft, limits: RuleLimits, _ adjustments: RuleAdjustments, _ coverage: LineCoverage?
  ) {
    suppressions = adjustments.suppressions
    self.coverage = coverage
    packs = draft.packs
    warnings = draft.diagnostics
    self.limits = limits
    headers = draft.read.headers
    rowOfRule = Dictionary(headers.map { ($0.id, $0.row) }) { first, _ in first }
    extractRules = draft.read.extractRules.sorted {
      $0.header.id.utf8.lexicographicallyPrecedes($1.header.id.utf8)
    }
    scoreRules = draft.read.scoreRules.sorted {
      $0.header.id.utf8.lexicographicallyPrecedes($1.header.id.utf8)
    }
    .map(adjustments.adjusted)
    scales = Dictionary(draft.read.scales.map { ($0.name, $0) }) { $0.baseRule <= $1.baseRule ? $0 : $1 }
      .mapValues(adjustments.adjusted)
    patterns = draft.patternSet
    roles = patterns.roleNames.map(ClaimRole.init(label:))
    var ruleOfPattern = [Int32](repeating: -1, count: patterns.count)
    for (row, rule) in extractRules.enumerated() {
      if case .pattern(let pattern) = rule.finder { ruleOfPattern[pattern] = Int32(row) }
    }
    self.ruleOfPattern = ruleOfPattern
    sentencePatterns = SentencePatterns(scoreRules, patternCount: patterns.count)
    weighsSentences = scoreRules.contains { $0.units.contains(.sentence) }
    fullPlan = WeighingPlan(
      scoreRules, sentencePatterns: sentencePatterns, bases: ScaleBases(scales, scoreRules))
    functionPacks = draft.read.functionPacks
    hasFunctions = !functionPacks.isEmpty
    lexiconRows = draft.read.patterns.rowOfLexicon
  }

  /// Makes an evaluator with a Lua state of its own.
  ///
  /// - Parameter interrupt: ends what functions do.
  /// - Throws: when there is no memory for the state, or a rule file that ran while compiling fails now.
  public func makeEvaluator(interrupt: RuleInterrupt? = nil) throws -> Evaluator {
    Evaluator(rules: self, functions: try RuleFunctions(self, interrupt))
  }

  /// The ids of all rules in the order of `Explanation.stepsOfRule`.
  public var countedRules: [String] { headers.map(\.id) }

  /// The ids of all rules, sorted.
  public var ruleIDs: [String] { headers.map(\.id).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  /// The rules as a manifest lists them.
  public var entries: [PackSource.RuleEntry] {
    headers.map { header in
      let isExtract = extractRules.contains { $0.header.row == header.row }
      return PackSource.RuleEntry(
        id: header.id.split(separator: "/").last.map(String.init) ?? header.id,
        kind: isExtract ? "extract" : "score",
        title: header.doc, status: "experimental")
    }
  }

  /// Whether claims come from the rules. A pack that only weighs is tested with the claims that its tests mark; one without any
  /// rule finds nothing.
  var findsClaims: Bool { !extractRules.isEmpty || scoreRules.isEmpty }

  func extractID(_ row: Int) -> String {
    extractRules.indices.contains(row) ? extractRules[row].header.id : "given"
  }

  /// Row of the header of the extract rule each pattern belongs to, -1 for patterns of conditions.
  var headerOfPattern: [Int32] {
    ruleOfPattern.map { $0 < 0 ? -1 : Int32(extractRules[Int($0)].header.row) }
  }

  func extractRule(ofPattern pattern: Int) -> Int? {
    ruleOfPattern[pattern] < 0 ? nil : Int(ruleOfPattern[pattern])
  }

  /// Which packs are written for the article's language. Says once for each owner when some are not.
  func activePacks(for language: String?, _ diagnostics: inout [EvaluationDiagnostic]) -> [Bool] {
    guard
      let tag = language?.lowercased().split(whereSeparator: { $0 == "-" || $0 == "_" }).first.map(
        String.init)
    else { return packs.map { _ in true } }
    let active = packs.map { $0.languages.isEmpty || $0.languages.contains(tag) }
    var languages: [String: Set<String>] = [:]
    for (pack, isActive) in zip(packs, active) where !isActive {
      languages[pack.name.split(separator: "/").first.map(String.init) ?? pack.name, default: []].formUnion(
        pack.languages)
    }
    for owner in languages.keys.sorted() {
      let known = (languages[owner] ?? []).sorted().joined(separator: "', '")
      diagnostics.append(
        EvaluationDiagnostic(
          severity: "notice", slug: "language",
          message: "\(owner): rules are for '\(known)', this article is '\(tag)'"))
    }
    return active
  }

  /// The names of the scales on which rules weigh claims, sorted.
  public var scalesOfClaims: [String] {
    Set(scoreRules.filter { $0.units.contains(.claim) }.map(\.scale)).sorted()
  }

  /// How the score rules of the active packs weigh.
  func weighingPlan(active: [Bool]) -> WeighingPlan {
    if !active.contains(false) { return fullPlan }
    let rules = scoreRules.filter { active[$0.header.pack] }
    return WeighingPlan(rules, sentencePatterns: sentencePatterns, bases: ScaleBases(scales, rules))
  }
}

/// The base of every scale that has one.
///
/// A claim gets the base of every scale that weighs claims, so that claims nothing was found about have a total too;
/// sentences and articles only when a rule scored.
struct ScaleBases {
  /// By name of the scale.
  fileprivate let bases: [Score]
  fileprivate let scalesOfClaims: [String]

  init(_ scales: [String: Scale], _ rules: [ScoreRule]) {
    var ofClaims: [String] = []
    for rule in rules where rule.units.contains(.claim) {
      if !ofClaims.contains(rule.scale) { ofClaims.append(rule.scale) }
    }
    scalesOfClaims = ofClaims
    bases = scales.values.filter { $0.base != 0 }.map {
      Score(rule: $0.baseRule, scale: $0.name, points: $0.base, because: $0.baseReason, spans: [])
    }.sorted { $0.scale < $1.scale }
  }

  /// `scores` with the bases of their scales in front.
  func added(to scores: [Score], unit: Unit) -> [Score] {
    bases.filter { base in
      unit == .claim && scalesOfClaims.contains(base.scale) || scores.contains { $0.scale == base.scale }
    } + scores
  }

  /// The points that a total of `scale` starts from, nil for a scale without a base.
  func points(on scale: String) -> Double? { bases.first { $0.scale == scale }?.points }
}

/// What the rules of one article may use together.
public struct RuleLimits: Hashable, Sendable {
  /// The largest a Lua heap may grow, in bytes.
  public var memory: Int
  /// Steps of the functions of one rule for one article: instructions, allocation and host work. With 0 nothing is
  /// counted.
  public var steps: Int
  /// Seconds of wall time for what no counter can see.
  public var seconds: Double

  public init(memory: Int = 64 << 20, steps: Int = 50_000_000, seconds: Double = 5) {
    self.memory = memory
    self.steps = steps
    self.seconds = seconds
  }

  /// No limit at all, to measure what the limits cost.
  public static var none: RuleLimits { RuleLimits(memory: 0, steps: 0, seconds: 0) }
}
