// Where the functions of rules live while one article is read.

import Articles
import LuaRuntime
import Patterns
import TextAnalysis

/// A Lua state with the rule files that declare functions, and one article lent to it. For the next article it goes back to
/// what it was when the files were loaded, so that nothing survives from one to the other.
final class FunctionSession {
  let state: AuthoringState
  private(set) var views: ArticleViews
  private var analysis: Analysis
  private var functions: [FunctionKey: LuaFunction] = [:]
  private var matcher: PatternMatcher
  private let rules: RuleSet
  /// Row in `RuleSet.functionPacks` of the pack that the host answers.
  private var entered = -1
  private var articleSeed: UInt64
  private let watch: LineWatch?
  /// Steps that each rule has used in this article.
  private var stepsOfRule: [Int: Int] = [:]
  private var stepsBefore = 0
  /// Steps of all calls.
  var steps: Int { stepsBefore }

  /// Loads the functions of `rules` to see that they load.
  convenience init(_ rules: RuleSet, _ interrupt: RuleInterrupt? = nil) throws(LuaError) {
    try self.init(rules, Analysis(.init(id: "", text: [])), nil, interrupt)
  }

  init(
    _ rules: RuleSet, _ analysis: Analysis, _ watch: LineWatch? = nil, _ interrupt: RuleInterrupt? = nil
  ) throws(LuaError) {
    self.analysis = analysis
    self.watch = watch
    views = ArticleViews(analysis)
    state = try AuthoringState(
      rules.limits, rules.coverage, interrupt, goesBack: watch == nil && rules.coverage == nil)
    matcher = PatternMatcher(rules.patterns)
    self.rules = rules
    articleSeed = analysis.article.seed
    for (number, pack) in rules.functionPacks.enumerated() {
      enter(number)
      for loaded in pack.files {
        try state.run(loaded.file, of: pack.source, compiled: loaded.code)
        for declared in state.host.takeDeclared() {
          guard let header = pack.headers[declared.name] else { continue }
          for (field, value) in declared.fields {
            if case .function(let function) = value {
              functions[FunctionKey(field: field, rule: header)] = function
            }
          }
        }
      }
    }
    if let watch { state.lua.watch { places, steps in watch.move(to: places, steps) } }
    // Loading has used some of the budgets; every article finds them full.
    try state.lua.beginEvaluation(limits: rules.limits.forLua)
    _ = state.lua.remember()
    show()
  }

  /// Makes ready for another article; false when this state is not good for one.
  func begin(_ analysis: Analysis) -> Bool {
    guard state.lua.goBack() else { return false }
    self.analysis = analysis
    views = ArticleViews(analysis)
    articleSeed = analysis.article.seed
    // What the state has from the pack that was loaded last is not what `enter` said last.
    entered = -1
    stepsOfRule = [:]
    stepsBefore = 0
    show()
    return true
  }

  /// Lets the host answer questions about the article.
  private func show() {
    matcher.begin(analysis)
    state.host.views = views
    state.host.firstMatch = { [unowned self] pattern, tokens in
      guard pattern >= 0, pattern < self.matcher.set.count else { return nil }
      let before = self.matcher.steps
      guard let match = self.matcher.firstMatch(of: pattern, self.analysis, tokens: tokens) else {
        return nil
      }
      return (TokenRange(match.firstToken, match.endToken), self.matcher.steps - before)
    }
  }

  /// Lets the host answer `lexicon`, `pattern` and `parameter` as the pack of this number means them.
  private func enter(_ number: Int) {
    entered = number
    let pack = rules.functionPacks[number], lexiconRows = rules.lexiconRows
    state.lua.withhold(pack.source.withheld)
    state.host.parameters = pack.source.parameters
    state.host.lexiconRow = { name in
      if let row = lexiconRows[pack.source.lexiconName(name)] { return row }
      throw AuthoringError(
        "lexicon: '\(name)' is not compiled; name it in quotation marks, so that it is known beforehand")
    }
    state.host.patternRow = { text in
      if let row = pack.calledPatterns[text] { return row }
      throw AuthoringError(
        "pattern: a text made in a function cannot be compiled; write it in quotation marks")
    }
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
    if entered < 0 || rules.functionPacks[entered].row != header.pack,
      let number = rules.functionPacks.firstIndex(where: { $0.row == header.pack })
    {
      enter(number)
    }
    // Each rule has budgets and random numbers of its own: what another one did before cannot show.
    let used = stepsOfRule[header.row] ?? 0
    var limits = rules.limits.forLua
    if limits.steps > 0 { limits.steps = max(1, limits.steps - used) }
    // Watching is slow, and no reason to end a rule.
    if watch != nil { limits.deadline *= 20 }
    try state.lua.beginEvaluation(limits: limits, seed: articleSeed ^ header.seed)
    watch?.begin(rule: header.id)
    defer {
      watch?.end(state.lua.stepsUsed)
      stepsOfRule[header.row] = used + state.lua.stepsUsed
      stepsBefore += state.lua.stepsUsed
    }
    return try state.lua.call(function, arguments: arguments)
  }

  /// The functions of a pack's rules as Lua sees them, by rule and field: what unit tests call.
  func functions(ofPack pack: Int) -> LuaValue {
    var rules: [String: LuaValue] = [:]
    for (name, row) in self.rules.functionPacks.first(where: { $0.row == pack })?.headers ?? [:] {
      var fields: [String: LuaValue] = [:]
      for (key, function) in functions where key.rule == row { fields[key.field] = .function(function) }
      if !fields.isEmpty { rules[name] = .record(fields) }
    }
    return .record(rules)
  }

  func end() {
    state.lua.revoke()
    state.host.views = nil
    state.host.firstMatch = nil
  }
}

extension Article {
  /// Half of what `math.random` starts from: the article's id and text, so that the order of articles does not matter.
  var seed: UInt64 { fingerprint(text, from: fingerprint(id.utf8)) }
}

extension RuleHeader {
  /// The other half: the rule's id.
  var seed: UInt64 { fingerprint(id.utf8) }
}

/// FNV-1a.
private func fingerprint(_ bytes: some Sequence<UInt8>, from start: UInt64 = 0xcbf2_9ce4_8422_2325)
  -> UInt64
{
  bytes.reduce(start) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
}
