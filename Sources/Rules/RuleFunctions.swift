// The functions of rules, run over one article.
//
// Rules are pure, so every article gets a fresh state, or one that went back to what it was when it was fresh: nothing can
// survive from one article to the next, and what is counted falls on the same instruction whatever the worker did before. The
// state is asked for when the first function of the article is due; many articles of most packs never need one.

import LuaRuntime
import Profiling
import Patterns
import TextAnalysis

struct RuleFunctions: ~Copyable {
  /// After so many verdicts in one article no function runs any more: each may have cost all that an article may use.
  static let mostVerdicts = 4

  private let rules: RuleSet
  private var analysis: Analysis?
  private var session: FunctionSession?
  /// One of an earlier article, for the next.
  private var spare: FunctionSession?
  /// Rows of the rules that failed in this article. A rule that fails once is not asked again.
  private var failed: Set<Int> = []
  private var verdicts = 0
  /// Steps of the functions of this article, those of sessions that ended with a verdict included.
  var steps: Int { stepsBefore + (session?.steps ?? 0) }
  private var stepsBefore = 0
  /// The same by the row of the rule.
  private var stepsOfRule: [Int: Int] = [:]
  private var claims: [Claim] = []
  private var candidates: [Candidate] = []
  private var isLent = false
  /// Told which lines run, for whoever measures.
  var watch: LineWatch?

  private let interrupt: RuleInterrupt?

  init(_ rules: RuleSet, _ interrupt: RuleInterrupt? = nil) throws {
    self.rules = rules
    self.interrupt = interrupt
    // What loaded once loads again; a machine without memory should say so before the first article.
    if rules.hasFunctions { spare = try FunctionSession(rules, interrupt) }
  }

  mutating func begin(_ analysis: Analysis) {
    self.analysis = analysis
    session = nil
    failed = []
    verdicts = 0
    isLent = false
    stepsBefore = 0
    stepsOfRule = [:]
    claims = []
    candidates = []
  }

  /// Steps of the functions of this article by the row of the rule's header.
  var stepsByRow: [Int] {
    var steps = [Int](repeating: 0, count: rules.headers.count)
    for (row, count) in stepsOfRule { steps[row] += count }
    return steps
  }

  mutating func end() {
    stepsBefore = steps
    session?.end()
    if watch == nil { spare = session ?? spare }
    session = nil
    analysis = nil
  }

  /// Lets functions see the claims from here on.
  mutating func lend(_ claims: [Claim], _ kept: [Candidate], _ analysis: Analysis) {
    self.claims = claims
    candidates = kept
    isLent = false
  }

  /// Whether the `where` function of a rule accepts a match.
  mutating func accepts(
    _ rule: ExtractRule, _ match: RoleRanges, _ analysis: Analysis,
    _ abstentions: inout [Explanation.Abstention], _ diagnostics: inout [EvaluationDiagnostic]
  ) -> Bool {
    let names = rules.patterns.roleNames
    let results = call(rule.header, "where", &diagnostics) { views in
      var roles: [String: LuaValue] = [:]
      for (label, range) in match.all { roles[names[label]] = views.span(range) ?? .nil }
      return [.record(roles), .row(LuaRow(table: ArticleSchema.article, row: 0))]
    }
    guard let results else { return false }
    note(results, rule.header, &abstentions)
    switch results.first {
    case .boolean(let answer)?: return answer
    case .nil?, nil: return false
    default: return true
    }
  }

  /// What the `find` function of a rule finds, in all units or in the `only` one that is asked about.
  mutating func find(
    _ rule: ExtractRule, row: Int, unit: Unit, only: Int? = nil, _ analysis: Analysis,
    _ abstentions: inout [Explanation.Abstention], _ diagnostics: inout [EvaluationDiagnostic]
  ) -> [Candidate] {
    let (table, count) =
      switch unit {
      case .article, .claim: (ArticleSchema.article, 1)
      case .paragraph: (ArticleSchema.paragraph, analysis.paragraphs.count)
      case .sentence: (ArticleSchema.sentence, analysis.sentences.count)
      case .quotation: (ArticleSchema.quotation, analysis.quotations.count)
      }
    var found: [Candidate] = []
    for number in only.map({ $0..<($0 + 1) }) ?? 0..<count {
      let results = call(rule.header, "find", &diagnostics) { _ in
        [.row(LuaRow(table: table, row: number)), .row(LuaRow(table: ArticleSchema.article, row: 0))]
      }
      guard let results, let session else { return found }
      note(results, rule.header, &abstentions)
      guard let first = results.first, !first.isNil else { continue }
      let items: [LuaValue] = if case .list(let several) = first { several } else { [first] }
      for item in items {
        do throws(AuthoringError) {
          found.append(try FoundClaim.read(item, of: rule, row: row, session.views))
        } catch {
          refuse(rule.header, "find: \(error.description)", &diagnostics)
          return found
        }
      }
    }
    return found
  }

  /// What the `weigh` function of a rule gives the unit of this row.
  mutating func weigh(
    _ rule: ScoreRule, _ unit: Unit, row: Int, _ analysis: Analysis,
    _ abstentions: inout [Explanation.Abstention], _ diagnostics: inout [EvaluationDiagnostic]
  ) -> Score? {
    let table =
      switch unit {
      case .claim: ArticleSchema.claim
      case .sentence: ArticleSchema.sentence
      default: ArticleSchema.article
      }
    let results = call(rule.header, "weigh", &diagnostics) { _ in
      [.row(LuaRow(table: table, row: row)), .row(LuaRow(table: ArticleSchema.article, row: 0))]
    }
    guard let results, let session, let first = results.first else { return nil }
    let points: Double
    switch first {
    case .nil:
      note(results, rule.header, &abstentions)
      return nil
    case .integer(let number): points = Double(number)
    case .number(let number) where number.isFinite: points = number
    case .number:
      refuse(rule.header, "weigh: finite number expected as points", &diagnostics)
      return nil
    default:
      refuse(rule.header, "weigh: number expected as points, got \(first.authorsTypeName)", &diagnostics)
      return nil
    }
    guard results.count >= 2, let because = results[1].text else {
      refuse(
        rule.header,
        "weigh: string expected as the reason, got \(results.count < 2 ? "none" : results[1].authorsTypeName)",
        &diagnostics)
      return nil
    }
    var spans: [TokenRange] = []
    if results.count >= 3, !results[2].isNil {
      do throws(AuthoringError) {
        spans = RoleRanges.joined(try UnitRanges.ranges(of: results[2], in: session.views))
      } catch {
        refuse(rule.header, "weigh: \(error.description) as the evidence", &diagnostics)
        return nil
      }
    }
    return Score(
      rule: rule.header.id, scale: rule.scale,
      points: rule.factor == 1 ? points : Totals.tidy(points * rule.factor), because: because,
      spans: analysis.textSpans(spans))
  }

  // MARK: calling

  /// Calls one function of one rule. nil when it failed, which is a diagnostic, or must not run any more.
  private mutating func call(
    _ header: RuleHeader, _ field: String, _ diagnostics: inout [EvaluationDiagnostic],
    _ arguments: (ArticleViews) -> [LuaValue]
  ) -> [LuaValue]? {
    guard let analysis, verdicts < Self.mostVerdicts, !failed.contains(header.row),
      interrupt?.isRaised != true
    else { return nil }
    analysis.profile?.enter(functionOf: header.row)
    defer { analysis.profile?.leave() }
    do throws(LuaError) {
      let running: FunctionSession
      if let session {
        running = session
      } else {
        running = try makeSession(analysis)
      }
      session = running
      if !isLent {
        try running.lend(claims, candidates)
        isLent = true
      }
      let before = running.steps
      defer { stepsOfRule[header.row, default: 0] += running.steps - before }
      return try running.call(header, field, arguments(running.views))
    } catch {
      failed.insert(header.row)
      diagnostics.append(EvaluationDiagnostic(error, rule: header.id))
      if session?.state.lua.isSpent == true { endWithVerdict(&diagnostics) }
      return nil
    }
  }

  /// The session of the article before, or a new one.
  private mutating func makeSession(_ analysis: Analysis) throws(LuaError) -> FunctionSession {
    if watch == nil, let spare = spare.take(), spare.begin(analysis) { return spare }
    return try FunctionSession(rules, analysis, watch, interrupt)
  }

  /// The state is spent. The rule that spent it is out; the others go on in a fresh one.
  private mutating func endWithVerdict(_ diagnostics: inout [EvaluationDiagnostic]) {
    stepsBefore = steps
    session?.end()
    session = nil
    isLent = false
    verdicts += 1
    if verdicts == Self.mostVerdicts {
      diagnostics.append(
        EvaluationDiagnostic(
          slug: "functions-stopped",
          message: "\(verdicts) rules used more than one article may; no function of a rule ran any more"))
    }
  }

  /// A function returned what it may not: the rule is not asked again.
  private mutating func refuse(
    _ header: RuleHeader, _ message: String, _ diagnostics: inout [EvaluationDiagnostic]
  ) {
    failed.insert(header.row)
    diagnostics.append(EvaluationDiagnostic(slug: "wrong-result", rule: header.id, message: message))
  }

  /// Keeps the reason of a function that returned `nil, reason`.
  private func note(
    _ results: [LuaValue], _ header: RuleHeader, _ abstentions: inout [Explanation.Abstention]
  ) {
    guard results.count >= 2, results[0].isNil || results[0] == .boolean(false), let reason = results[1].text
    else { return }
    let abstention = Explanation.Abstention(rule: header.id, reason: reason, span: nil)
    abstentions.append(abstention)
  }
}

extension EvaluationDiagnostic {
  /// A function of a rule that did not return.
  init(_ error: LuaError, rule: String) {
    let error = error.atRule
    let frames = error.traceback.map(\.description)
    switch error.kind {
    case .memory:
      self.init(
        slug: "memory", rule: rule, message: "the rule used more memory than one article may",
        traceback: frames)
    case .steps:
      self.init(
        slug: "budget", rule: rule, message: "the rule used more steps than one article may",
        traceback: frames)
    case .output:
      self.init(
        slug: "output", rule: rule, message: "the rule printed more than one article may", traceback: frames)
    case .clock, .cancelled:
      self.init(
        slug: "clock", rule: rule, message: "the rule ran longer than one article may", traceback: frames)
    case .syntax, .runtime, .invalid, .busy:
      self.init(slug: "rule-failed", rule: rule, message: error.description, traceback: frames)
    }
  }
}

extension LuaError {
  /// The error as the rule's author meets it: at the place in the rule's file, without what `authoring.lua` does
  /// in between.
  var atRule: LuaError {
    var error = self
    error.traceback.removeAll { $0.chunk == AuthoringState.chunk }
    if chunk == AuthoringState.chunk {
      let caller = error.traceback.first { $0.line > 0 }
      error.chunk = caller?.chunk
      error.line = caller?.line ?? 0
    }
    return error
  }
}
