// The functions of rules, run over one article.
//
// Rules are pure, so every article gets a fresh state: nothing can survive from one article to the
// next, and what is counted falls on the same instruction whatever the worker did before. The state is
// made when the first function of the article is due; most articles of most packs never need one.

import LuaRuntime
import Patterns
import TextAnalysis

struct RuleFunctions: ~Copyable {
  private let rules: RuleSet
  private var analysis: Analysis?
  private var session: FunctionSession?
  /// A verdict has fallen: no function runs any more in this article.
  private var isSpent = false
  /// Steps of the functions of this article.
  private(set) var steps = 0
  private var claims: [Claim] = []
  private var candidates: [Candidate] = []
  private var isLent = false

  init(_ rules: RuleSet) throws {
    self.rules = rules
    // What loaded once loads again; a machine without memory should say so before the first article.
    if rules.hasFunctions { _ = try FunctionSession(rules) }
  }

  mutating func begin(_ analysis: Analysis) {
    self.analysis = analysis
    session = nil
    isSpent = false
    isLent = false
    steps = 0
    claims = []
    candidates = []
  }

  mutating func end() {
    session?.end()
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
    let results = call(rule.header, "where", &diagnostics) { views in
      var roles: [String: LuaValue] = [:]
      for (role, range) in match.all { roles[role] = views.span(range) ?? .nil }
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

  /// What the `find` function of a rule finds.
  mutating func find(
    _ rule: ExtractRule, row: Int, unit: Unit, _ analysis: Analysis,
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
    for number in 0..<count {
      let results = call(rule.header, "find", &diagnostics) { _ in
        [.row(LuaRow(table: table, row: number)), .row(LuaRow(table: ArticleSchema.article, row: 0))]
      }
      guard let results, let session else { return found }
      note(results, rule.header, &abstentions)
      guard let first = results.first, !first.isNil else { continue }
      let items: [LuaValue] = first.fields?["content"] == nil && first.fields?["cue"] == nil ? first.items ?? [first] : [first]
      for item in items {
        do throws(AuthoringError) {
          found.append(try FoundClaim.read(item, of: rule, row: row, session.views))
        } catch {
          diagnostics.append(
            EvaluationDiagnostic(slug: "wrong-result", rule: rule.header.id, message: "find: \(error.description)"))
          return found
        }
      }
    }
    return found
  }

  /// What the `weigh` function of a rule gives a unit.
  mutating func weigh(
    _ rule: ScoreRule, row: Int, _ analysis: Analysis,
    _ abstentions: inout [Explanation.Abstention], _ diagnostics: inout [EvaluationDiagnostic]
  ) -> Score? {
    let table =
      switch rule.unit {
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
    default:
      diagnostics.append(
        EvaluationDiagnostic(
          slug: "wrong-result", rule: rule.header.id,
          message: "weigh: points expected as a number, got \(first.authorsTypeName)"))
      return nil
    }
    guard results.count >= 2, let because = results[1].text else {
      diagnostics.append(
        EvaluationDiagnostic(
          slug: "wrong-result", rule: rule.header.id,
          message: "weigh: a reason is expected after the points, got \(results.count < 2 ? "none" : results[1].authorsTypeName)"))
      return nil
    }
    var spans: [TokenRange] = []
    if results.count >= 3, !results[2].isNil {
      spans = (try? UnitRanges.ranges(of: results[2], in: session.views)) ?? []
    }
    return Score(
      rule: rule.header.id, scale: rule.scale, points: points, because: because, spans: analysis.textSpans(spans))
  }

  // MARK: calling

  /// Calls one function of one rule. nil when it failed, which is a diagnostic, or no function runs any more.
  private mutating func call(
    _ header: RuleHeader, _ field: String, _ diagnostics: inout [EvaluationDiagnostic],
    _ arguments: (ArticleViews) -> [LuaValue]
  ) -> [LuaValue]? {
    guard !isSpent, let analysis else { return nil }
    do throws(LuaError) {
      let running: FunctionSession
      if let session { running = session } else { running = try FunctionSession(rules, analysis) }
      session = running
      if !isLent {
        try running.lend(claims, candidates)
        isLent = true
      }
      let results = try running.call(header, field, arguments(running.views))
      steps = running.state.lua.stepsUsed
      return results
    } catch {
      if let session { steps = session.state.lua.stepsUsed }
      diagnostics.append(EvaluationDiagnostic(error, rule: header.id))
      if error.isVerdict {
        isSpent = true
        session = nil
      }
      return nil
    }
  }

  /// Keeps the reason of a function that returned `nil, reason`.
  private func note(
    _ results: [LuaValue], _ header: RuleHeader, _ abstentions: inout [Explanation.Abstention]
  ) {
    guard results.count >= 2, results[0].isNil || results[0] == .boolean(false), let reason = results[1].text else { return }
    let abstention = Explanation.Abstention(rule: header.id, reason: reason, span: nil)
    abstentions.append(abstention)
  }
}

/// A Lua state with the rule files that hold functions, and one article lent to it.
final class FunctionSession {
  let state: AuthoringState
  let views: ArticleViews
  private let analysis: Analysis
  private var functions: [FunctionKey: LuaFunction] = [:]
  private var matcher: PatternMatcher

  /// Loads the functions of `rules` to see that they load.
  convenience init(_ rules: RuleSet) throws(LuaError) {
    try self.init(rules, Analysis(.init(id: "", text: [])))
  }

  init(_ rules: RuleSet, _ analysis: Analysis) throws(LuaError) {
    self.analysis = analysis
    views = ArticleViews(analysis)
    state = try AuthoringState(rules.limits)
    matcher = PatternMatcher(rules.patterns)
    matcher.begin(analysis)
    for pack in rules.functionPacks {
      state.host.lexiconRow = { name in rules.lexiconRows[pack.source.lexiconName(name)] ?? -1 }
      var calls = pack.calledPatterns.makeIterator()
      state.host.patternRow = { _ in calls.next() ?? -1 }
      for file in pack.source.ruleFiles {
        for declared in try state.run(file, of: pack.source) {
          guard let header = pack.headers[declared.name] else { continue }
          for (field, value) in declared.fields {
            if case .function(let function) = value { functions[FunctionKey(field: field, rule: header)] = function }
          }
        }
      }
    }
    state.host.views = views
    state.host.firstMatch = { [unowned self] pattern, tokens in
      guard pattern >= 0, pattern < self.matcher.set.count else { return nil }
      let before = self.matcher.steps
      guard let match = self.matcher.firstMatch(of: pattern, self.analysis, tokens: tokens) else { return nil }
      return (TokenRange(match.firstToken, match.endToken), self.matcher.steps - before)
    }
    try state.lua.beginEvaluation(limits: rules.limits.forLua, seed: analysis.article.seed)
  }

  func lend(_ claims: [Claim], _ candidates: [Candidate]) throws(LuaError) {
    let views = self.views
    try state.lua.lend(owner: views, fill: { loan, _, layer, _ in views.fill(loan, layer: layer) }) { loan in
      views.lend(loan, claims, candidates)
    }
  }

  func call(_ header: RuleHeader, _ field: String, _ arguments: [LuaValue]) throws(LuaError) -> [LuaValue] {
    guard let function = functions[FunctionKey(field: field, rule: header.row)] else {
      throw LuaError(.invalid, "the rule has no function '\(field)'")
    }
    return try state.lua.call(function, arguments: arguments)
  }

  func end() {
    state.lua.revoke()
    state.host.views = nil
    state.host.firstMatch = nil
  }
}

extension Article {
  /// What `math.random` starts from: the article's id and text, so that the order of articles does not matter.
  var seed: UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    for byte in text { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }
}

extension EvaluationDiagnostic {
  /// A function of a rule that did not return.
  init(_ error: LuaError, rule: String) {
    let frames = error.traceback.map(\.description)
    switch error.kind {
    case .memory:
      self.init(slug: "memory", rule: rule, message: "the rule used more memory than one article may", traceback: frames)
    case .steps:
      self.init(slug: "budget", rule: rule, message: "the rule used more steps than one article may", traceback: frames)
    case .output:
      self.init(slug: "output", rule: rule, message: "the rule printed more than one article may", traceback: frames)
    case .clock, .cancelled:
      self.init(slug: "clock", rule: rule, message: "the rule ran longer than one article may", traceback: frames)
    case .syntax, .runtime, .invalid, .busy:
      self.init(slug: "rule-failed", rule: rule, message: error.description, traceback: frames)
    }
  }
}

import Articles
