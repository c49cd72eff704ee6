// One article through one rule set: find, merge, nest, describe, relate, weigh.
//
// Each step sees only what the steps before it made, and scores see no scores, so neither the order
// of rules nor that of packs can show in a result.

public import Articles
import Patterns
public import Profiling
import TextAnalysis

/// Runs one rule set over articles, one after the other. Made by `RuleSet.makeEvaluator`, one per task.
public struct Evaluator: ~Copyable {
  let rules: RuleSet
  /// Kept from one article to the next for speed; changes no result.
  private let models = LanguageModels()
  var matcher: PatternMatcher
  var functions: RuleFunctions

  /// The row of the rule that each pattern's steps are charged to; empty while nobody counts.
  private var ownerOfPattern: [Int32] = []

  init(rules: RuleSet, functions: consuming RuleFunctions) {
    self.rules = rules
    self.matcher = PatternMatcher(rules.patterns)
    self.functions = functions
  }

  /// Notes from now on where the time goes: the stages of the evaluation and the rules, which makes it a little slower.
  public mutating func startProfile() -> Profile {
    let profile = Profile(ruleNames: rules.headers.map(\.id))
    models.profile = profile
    matcher.profile = (profile, rules.headerOfPattern)
    return profile
  }

  /// Has `stepsOfRule` hold from now on what patterns took, too.
  public mutating func countPatterns() {
    ownerOfPattern = rules.ownerOfPattern
    matcher.stepsOfPattern = [Int](repeating: 0, count: ownerOfPattern.count)
  }

  /// Analyses and evaluates `article`. Never throws: a rule that fails is a diagnostic in the result.
  public mutating func evaluate(_ article: Article) -> Evaluation {
    explain(article).evaluation
  }

  /// The same with what `explain` shows besides: who was overruled, who abstained.
  public mutating func explain(_ article: Article) -> Explanation {
    // Without a rule nobody needs to know what is in the text.
    if rules.headers.isEmpty { return rules.nothingFound(in: article) }
    models.profile?.articles += 1
    models.profile?.enter(.tokens)
    let analysis = Analysis(article, models: models)
    models.profile?.leave()
    return explain(analysis)
  }

  /// The same of an article whose text other rules have asked about.
  public mutating func explain(_ analysed: AnalysedArticle) -> Explanation {
    rules.headers.isEmpty ? rules.nothingFound(in: analysed.article) : explain(analysed.analysis)
  }

  private mutating func explain(_ analysis: Analysis) -> Explanation {
    let run = ArticleRun(rules: rules, analysis: analysis, profile: models.profile)
    var explanation = run.explain(&matcher, &functions)
    explanation.stepsOfRule = functions.stepsByRow
    addPatterns(to: &explanation.stepsOfRule)
    explanation.countFindings(of: rules)
    return explanation
  }

  private mutating func addPatterns(to stepsOfRule: inout [Int]) {
    guard !ownerOfPattern.isEmpty, var counts = matcher.stepsOfPattern.take() else { return }
    for pattern in counts.indices where counts[pattern] > 0 {
      if ownerOfPattern[pattern] >= 0 { stepsOfRule[Int(ownerOfPattern[pattern])] += counts[pattern] }
      counts[pattern] = 0
    }
    matcher.stepsOfPattern = counts
  }

  /// Evaluates claims that are given instead of found: the score rules of a pack without `extract`
  /// rules are tested so.
  mutating func evaluate(_ article: Article, given candidates: (Analysis) -> [Candidate]) -> Evaluation {
    let analysis = Analysis(article, models: models)
    var run = ArticleRun(rules: rules, analysis: analysis)
    run.given = candidates(analysis)
    return run.explain(&matcher, &functions).evaluation
  }
}

/// What an evaluation found and why.
public struct Explanation: Sendable {
  public var evaluation: Evaluation
  /// What a rule found that another rule's finding stands for.
  public var overruled: [OverruledFinding]
  /// Rules that looked and said why they have nothing to say.
  public var abstentions: [Abstention]
  /// Steps spent: pattern matching, and instructions of functions.
  public var steps: Int
  /// Those of them that functions took, and patterns where they are counted, for each of `RuleSet.countedRules`.
  public var stepsOfRule: [Int] = []
  /// Claims by the rule that found them, and scores by the rule that gave them, for each of `RuleSet.countedRules`. What a scale
  /// starts from is no score.
  public private(set) var claimsOfRule: [Int] = [], scoresOfRule: [Int] = []
  /// What became the claims, row by row.
  var kept: [Candidate] = []
  /// Findings that local settings leave out.
  public var suppressed: [SuppressedFinding] = []

  fileprivate mutating func countFindings(of rules: RuleSet) {
    claimsOfRule = [Int](repeating: 0, count: rules.headers.count)
    scoresOfRule = claimsOfRule
    func count(_ scores: [Score]) {
      for score in scores {
        if let row = rules.rowOfRule[score.rule] { scoresOfRule[row] += 1 }
      }
    }
    for claim in evaluation.claims {
      if let row = rules.rowOfRule[claim.rule] { claimsOfRule[row] += 1 }
      count(claim.scores)
    }
    for sentence in evaluation.sentences { count(sentence.scores) }
    count(evaluation.scores)
  }

  public struct SuppressedFinding: Sendable {
    public var rule: String
    /// The content, or the cue where there is none.
    public var spans: [TextSpan]
    public var by: RuleAdjustments.Suppression
  }

  public struct OverruledFinding: Sendable {
    public var rule: String
    public var source: [TextSpan]
    public var cue: [TextSpan]
    public var content: [TextSpan]
    /// Index of the claim that stays.
    public var by: Int
  }

  public struct Abstention: Sendable {
    public var rule: String
    public var reason: String
    public var span: TextSpan?
  }
}

extension RuleSet {
  /// The evaluation of `article` with nothing but its notices, and which packs are to be run on it.
  fileprivate func begin(_ article: Article) -> (Evaluation, active: [Bool]) {
    var evaluation = Evaluation()
    evaluation.diagnostics = article.notices.map {
      EvaluationDiagnostic(severity: "notice", slug: $0.slug, message: $0.message)
    }
    let active = activePacks(for: article.language, &evaluation.diagnostics)
    return (evaluation, active)
  }

  fileprivate func nothingFound(in article: Article) -> Explanation {
    Explanation(evaluation: begin(article).0, overruled: [], abstentions: [], steps: 0)
  }
}

/// The work on one article.
struct ArticleRun {
  let rules: RuleSet
  let analysis: Analysis
  /// Claims given by a test instead of found.
  var given: [Candidate]?
  private let profile: Profile?

  init(rules: RuleSet, analysis: Analysis, profile: Profile? = nil) {
    self.rules = rules
    self.analysis = analysis
    self.profile = profile
  }

  consuming func explain(_ matcher: inout PatternMatcher, _ functions: inout RuleFunctions) -> Explanation {
    var (evaluation, active) = rules.begin(analysis.article)
    matcher.begin(analysis)
    // Long articles are not at fault for being long: the limit is on work a token.
    matcher.stepLimit = max(rules.limits.steps, 2_000 * analysis.tokens.count)
    functions.begin(analysis)
    defer { functions.end() }

    var candidates = given ?? []
    var abstentions: [Explanation.Abstention] = []
    profile?.enter(.finding)
    var words = SentenceWords(rules.sentencePatterns, sentences: analysis.sentences.count)
    if given != nil {
      for sentence in 0..<analysis.sentences.count { words.look(in: sentence, analysis, &matcher) }
    } else {
      Extraction.run(
        rules, analysis, active, &matcher, &functions, looking: &words, into: &candidates, &abstentions,
        &evaluation.diagnostics)
    }
    profile?.leave()
    profile?.enter(.claims)
    let suppressions = ArticleSuppressions(rules.suppressions, outlet: analysis.article.outlet)
    let suppressed = given == nil ? suppress(suppressions, in: &candidates) : []
    var merged = ClaimMerging.merge(candidates) { rules.extractID($0) }
    // Claims that a test gives stand as they are given: no rule found them whose policy could be asked.
    if given == nil, merged.kept.count > 1 {
      var names = SourceNames(analysis)
      ClaimNesting.dropInner(&merged, candidates) { inner, outer in
        switch rules.extractRules[candidates[inner].rule].nesting {
        case .always: return true
        case .never: return false
        case .secondHand:
          let inside = candidates[inner].source, around = candidates[outer].source
          return !inside.isEmpty && !around.isEmpty
            && names.source(inside).entity != names.source(around).entity
        }
      }
    }
    let order = Self.inTextOrder(merged.kept, candidates)
    let kept = order.map { candidates[$0] }
    evaluation.claims = Self.claims(from: kept, rules, analysis)
    ClaimRelations.add(to: &evaluation.claims, kept, analysis)
    ClaimEvidence.add(to: &evaluation.claims, kept, analysis)

    profile?.leave()
    profile?.enter(.weighing)
    Weighing.run(
      rules, analysis, active, kept, words, suppressions, &matcher, &functions, &evaluation, &abstentions)

    profile?.leave()

    if matcher.isOverLimit {
      evaluation.diagnostics.append(
        EvaluationDiagnostic(
          slug: "budget",
          message: "the patterns of the rules took more steps than one article may; findings are missing"))
    }
    var place: [Int: Int] = [:]
    for (row, candidate) in order.enumerated() { place[candidate] = row }
    let overruled = merged.overruled.compactMap { entry -> Explanation.OverruledFinding? in
      guard let by = place[entry.by] else { return nil }
      let candidate = candidates[entry.row]
      return Explanation.OverruledFinding(
        rule: rules.extractID(candidate.rule), source: analysis.textSpans(candidate.source),
        cue: analysis.textSpans(candidate.cue), content: analysis.textSpans(candidate.content), by: by)
    }
    var explanation = Explanation(
      evaluation: evaluation, overruled: overruled, abstentions: abstentions,
      steps: matcher.steps + functions.steps)
    explanation.suppressed = suppressed
    explanation.kept = kept
    return explanation
  }

  /// Takes out what local settings leave out, before findings are merged: another rule's finding of the same claim
  /// stands for itself then.
  private func suppress(
    _ suppressions: ArticleSuppressions, in candidates: inout [Candidate]
  ) -> [Explanation.SuppressedFinding] {
    if suppressions.isEmpty { return [] }
    var names = SourceNames(analysis)
    var found: [Explanation.SuppressedFinding] = []
    candidates.removeAll { candidate in
      let rule = rules.extractID(candidate.rule)
      let source = candidate.source.isEmpty ? nil : names.source(candidate.source).name
      guard let by = suppressions.reason(rule: rule, source: source) else { return false }
      found.append(
        Explanation.SuppressedFinding(
          rule: rule,
          spans: analysis.textSpans(candidate.content.isEmpty ? candidate.cue : candidate.content), by: by))
      return true
    }
    return found
  }

  /// By first offset of the content, then of the cue; an act without a content sorts by its cue.
  private static func inTextOrder(_ rows: [Int], _ candidates: [Candidate]) -> [Int] {
    func key(_ row: Int) -> (Int32, Int32, Int32, Int32) {
      let candidate = candidates[row]
      let cue = candidate.cue.first?.first ?? candidate.content.first?.first ?? -1
      return (
        candidate.content.first?.first ?? cue, cue, candidate.content.last?.end ?? cue,
        candidate.source.first?.first ?? -1
      )
    }
    return rows.sorted { (key($0), $0) < (key($1), $1) }
  }

  private static func claims(from kept: [Candidate], _ rules: RuleSet, _ analysis: Analysis) -> [Claim] {
    // Without a claim nobody needs to know who is who.
    if kept.isEmpty { return [] }
    let parents = ClaimNesting.parents(of: kept)
    var names = SourceNames(analysis)
    return kept.enumerated().map { row, candidate in
      var claim = Claim(
        rule: rules.extractID(candidate.rule), kind: candidate.resolvedKind(in: analysis),
        stance: candidate.stance,
        parent: parents[row], source: candidate.source.isEmpty ? nil : names.source(candidate.source),
        cue: candidate.cue.isEmpty
          ? nil
          : Claim.Cue(
            spans: analysis.textSpans(candidate.cue),
            lemma: candidate.cueHead >= 0 ? analysis.lemma(Int(candidate.cueHead)) : ""),
        content: analysis.textSpans(candidate.content))
      claim.evidence = candidate.evidence ?? .unstated
      claim.hedges = analysis.textSpans(analysis.spans(of: .hedge, inside: candidate.content))
      claim.figures = analysis.figures(inside: candidate.content)
      claim.dates = analysis.dates(inside: candidate.content)
      return claim
    }
  }
}

/// Compares pairs of tuples, which Swift does not do by itself.
private func < (a: ((Int32, Int32, Int32, Int32), Int), b: ((Int32, Int32, Int32, Int32), Int)) -> Bool {
  a.0 == b.0 ? a.1 < b.1 : a.0 < b.0
}
