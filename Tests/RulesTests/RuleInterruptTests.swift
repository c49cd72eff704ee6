// Somebody types on while rules run.

import Articles
import Diagnostics
import Foundation
import Testing

@testable import Rules

@Suite(.timeLimit(.minutes(1))) struct RuleInterruptTests {
  /// More than any test would wait for.
  static let limits = RuleLimits(steps: .max, seconds: 600)
  static let article = Article(id: "a", text: Array("Ann said it is so. Bob said it is not.".utf8))

  @Test func functionsEndAndNoneIsBegunAnyMore() throws {
    let rules = try RuleSet(
      [
        .test(
          sayRule + """
            score "loops" { doc = "d", scale = "s", weigh = function(claim) while true do end end }
            score "one" { doc = "d", scale = "s", weigh = function(claim) return 1, "b" end }
            """)
      ], limits: Self.limits)
    let interrupt = RuleInterrupt()
    var evaluator = try rules.makeEvaluator(interrupt: interrupt)
    Thread.detachNewThread { interrupt.raise() }
    let evaluation = evaluator.evaluate(Self.article)
    #expect(interrupt.isRaised)
    #expect(evaluation.claims.count == 2)
    #expect(evaluation.claims.allSatisfy { $0.scores.isEmpty })
  }

  @Test(arguments: [true, false]) func theLoadingOfFilesEnds(_ isRaisedBefore: Bool) throws {
    let interrupt = RuleInterrupt()
    if isRaisedBefore { interrupt.raise() } else { Thread.detachNewThread { interrupt.raise() } }
    let pack = PackSource.test("while true do end")
    #expect(
      RuleSet.check([pack], limits: Self.limits, interrupt: interrupt).map(\.slug) == ["load-budget"])
    #expect(throws: RuleSet.Mistakes.self) {
      try RuleSet([pack], limits: Self.limits, interrupt: interrupt)
    }
  }

  @Test func oneThatIsNotRaisedChangesNothing() throws {
    let rules = try RulesTests.rules([.test(sayRule)])
    var free = try rules.makeEvaluator(), held = try rules.makeEvaluator(interrupt: RuleInterrupt())
    #expect("\(held.evaluate(Self.article))" == "\(free.evaluate(Self.article))")
  }
}
