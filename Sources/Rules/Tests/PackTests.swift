// A rule test is a marked sentence; running it means taking the marks out, evaluating the rest, and
// comparing what was found with what was marked.

import Articles
import Diagnostics
import LuaRuntime
import TextAnalysis

/// The tests of one pack, ready to run.
///
/// A pack that finds claims is tested on the claims it finds. A pack that only weighs is given the
/// marked claims, so that its tests do not depend on another pack.
public struct PackTests {
  let pack: PackSource
  let rules: RuleSet
  private let tests: [DeclaredTest]
  var declared: [DeclaredTest] { tests }

  /// Compiles the pack and reads its test files.
  ///
  /// - Parameters:
  ///   - lending: packs whose lexicons the rules may name, and whose rules do not run.
  ///   - coverage: notes which lines of the rule files run.
  /// - Throws: the mistakes of both.
  public init(
    _ pack: PackSource, lending: [PackSource] = [], limits: RuleLimits = RuleLimits(),
    coverage: LineCoverage? = nil
  ) throws(RuleSet.Mistakes) {
    self.pack = pack
    rules = try RuleSet([pack], lending: lending, limits: limits, coverage: coverage)
    let (tests, diagnostics) = DeclaredTest.read(pack, limits: limits)
    if diagnostics.contains(where: { $0.severity == .error }) {
      throw RuleSet.Mistakes(diagnostics: diagnostics)
    }
    self.tests = tests
  }

  public var count: Int { tests.count }

  /// Runs the tests whose name, file or expected rule holds `filter`.
  public func run(filter: String? = nil) -> PackTestReport {
    var report = PackTestReport()
    report.rules = rules.ruleIDs
    var evaluator: Evaluator
    do {
      evaluator = try rules.makeEvaluator()
    } catch {
      report.outcomes.append(
        PackTestReport.Outcome(
          title: "the rules of \(pack.name)", place: pack.name, result: .failed(["do not load: \(error)"])))
      return report
    }
    var units: UnitTests?
    for test in tests {
      let place = "\(test.file):\(test.line)"
      if let filter, !test.name.contains(filter), !place.contains(filter),
        !test.rulesNamed.contains(where: { $0.contains(filter) })
      {
        continue
      }
      var hits: Set<String> = []
      let reasons: [String]
      if test.isUnit {
        let running = units ?? UnitTests(rules, pack)
        units = running
        reasons = running.run(test)
      } else if let expected = test.article {
        reasons = check(expected, of: test, &evaluator, &hits)
      } else {
        reasons = test.sentences.flatMap { check($0, of: test, &evaluator, &hits) }
      }
      let result: PackTestReport.Result =
        switch (test.todo, reasons.isEmpty) {
        case (nil, true): .passed
        case (nil, false): .failed(reasons)
        case (let todo?, false): .todo(todo)
        case (_?, true): .failed(["a todo test passes now: take 'todo' out"])
        }
      report.outcomes.append(
        PackTestReport.Outcome(title: test.name, place: place, result: result, hits: hits))
    }
    return report
  }

  private func check(
    _ sentence: MarkedSentence, of test: DeclaredTest, _ evaluator: inout Evaluator, _ hits: inout Set<String>
  ) -> [String] {
    var article = Article(id: "test", text: sentence.text)
    article.published = test.published
    let findsClaims = rules.findsClaims
    let evaluation: Evaluation
    if findsClaims {
      evaluation = evaluator.evaluate(article)
    } else {
      evaluation = evaluator.evaluate(article) { analysis in
        sentence.claims.map { Candidate($0, test: test, analysis) }
      }
    }
    var reasons = evaluation.diagnostics.filter { $0.severity == "error" }.map { "\($0.slug): \($0.message)" }
    if findsClaims { reasons += compare(evaluation.claims, with: sentence, of: test, article, &hits) }
    reasons += compareScores(of: evaluation, test, &hits)
    return reasons
  }

  private func compare(
    _ claims: [Claim], with sentence: MarkedSentence, of test: DeclaredTest, _ article: Article,
    _ hits: inout Set<String>
  ) -> [String] {
    var reasons: [String] = []
    var left = claims
    for expected in sentence.claims {
      let index =
        left.firstIndex { $0.content == expected.content && ($0.cue?.spans ?? []) == expected.cue }
        ?? left.firstIndex { claim in
          claim.content.contains { span in expected.content.contains { $0.overlaps(span) } }
        }
      guard let index else {
        reasons.append("expected \(Self.words(expected, article)), found no such claim")
        continue
      }
      let claim = left.remove(at: index)
      hits.insert(claim.rule)
      let found = MarkedSentence.Expectation(
        source: claim.source?.spans ?? [], cue: claim.cue?.spans ?? [], content: claim.content)
      if found != expected {
        reasons.append(
          "expected \(Self.words(expected, article)),\n         found \(Self.words(found, article)) (\(claim.rule))"
        )
      }
      if let stance = test.stance, claim.stance != stance {
        reasons.append("stance: expected \(stance.rawValue), got \(claim.stance.rawValue) (\(claim.rule))")
      }
      if let kind = test.kind, claim.kind != kind {
        reasons.append("type: expected \(kind.rawValue), got \(claim.kind.rawValue) (\(claim.rule))")
      }
      if let evidence = test.evidence, claim.evidence != evidence {
        reasons.append(
          "evidence: expected \(evidence.rawValue), got \(claim.evidence.rawValue) (\(claim.rule))")
      }
      if let rule = test.rule, claim.rule != "\(pack.name)/\(rule)" {
        reasons.append("rule: expected \(rule), got \(claim.rule)")
      }
    }
    for claim in left {
      let found = MarkedSentence.Expectation(
        source: claim.source?.spans ?? [], cue: claim.cue?.spans ?? [], content: claim.content)
      reasons.append("found a claim that is not marked: \(Self.words(found, article)) (\(claim.rule))")
    }
    return reasons
  }

  private func compareScores(of evaluation: Evaluation, _ test: DeclaredTest, _ hits: inout Set<String>)
    -> [String]
  {
    let findsClaims = rules.findsClaims
    guard !findsClaims || !test.scores.isEmpty || !test.silent.isEmpty else { return [] }
    var found: [String: Double] = [:]
    let all = evaluation.claims.flatMap(\.scores) + evaluation.sentences.flatMap(\.scores) + evaluation.scores
    for score in all where !score.rule.hasSuffix("/base") {
      found[String(score.rule.dropFirst(pack.name.count + 1)), default: 0] += score.points
    }
    return compare(found, test.scores, areComplete: test.scoresAreComplete, silent: test.silent, &hits)
  }

  /// What of the points `found`, by rule, is not as expected.
  func compare(
    _ found: [String: Double], _ expected: [String: Double?], areComplete: Bool, silent: [String] = [],
    of owner: String = "", _ hits: inout Set<String>
  ) -> [String] {
    var reasons: [String] = []
    for (rule, points) in expected.sorted(by: { $0.key < $1.key }) {
      guard let got = found[rule] else {
        reasons.append("\(owner)score '\(rule)': expected \(points.map(Self.number) ?? "any"), got none")
        continue
      }
      hits.insert("\(pack.name)/\(rule)")
      if let points, abs(got - points) > 1e-9 {
        reasons.append("\(owner)score '\(rule)': expected \(Self.number(points)), got \(Self.number(got))")
      }
    }
    for rule in silent {
      if let got = found[rule] {
        reasons.append("\(owner)score '\(rule)': expected none, got \(Self.number(got))")
      }
    }
    if areComplete {
      for rule in found.keys.sorted() where expected[rule] == nil {
        reasons.append("\(owner)score '\(rule)': expected none, got \(Self.number(found[rule] ?? 0))")
      }
    }
    return reasons
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }

  private static func words(_ claim: MarkedSentence.Expectation, _ article: Article) -> String {
    [("source", claim.source), ("cue", claim.cue), ("content", claim.content)].compactMap { role, spans in
      spans.isEmpty ? nil : "{\(role)|" + spans.map(article.string).joined(separator: " … ") + "}"
    }.joined(separator: " ")
  }
}

extension Candidate {
  /// A claim as a test marks it.
  init(_ marked: MarkedSentence.Expectation, test: DeclaredTest, _ analysis: Analysis) {
    let cue = marked.cue.map(analysis.tokenRange)
    self.init(
      rule: -1, rank: 0, stance: test.stance ?? .asserts, kind: test.kind, evidence: test.evidence,
      source: marked.source.map(analysis.tokenRange), cue: cue,
      content: marked.content.map(analysis.tokenRange),
      cueHead: CueHead.find(in: cue, of: analysis))
  }
}

extension Analysis {
  /// The tokens that overlap `span`. O(log tokens).
  func tokenRange(_ span: TextSpan) -> TokenRange {
    func firstToken(where holds: (Int) -> Bool) -> Int {
      var low = 0, high = tokens.count
      while low < high {
        let middle = (low + high) / 2
        if holds(middle) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let first = firstToken { tokens.end[$0] > span.start }
    return TokenRange(Int32(first), Int32(max(first, firstToken { tokens.start[$0] >= span.end })))
  }
}
