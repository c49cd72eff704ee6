// Fits whose answers are known.

import Glibc
import JSON
import Rules
import Testing

@testable import RuleStatistics

@Suite struct TuningTests {
  // MARK: regression

  @Test func oneColumnHasTheLogOddsAsItsWeight() {
    // 3 of 4 with it are yes, 1 of 4 without: log odds log 3 and −log 3.
    let rows: [SparseRow] = (0..<8).map { $0 < 4 ? [(0, 1)] : [] }
    let labels = [true, true, true, false, true, false, false, false]
    let fit = LogisticRegression(rows, labels, columns: 1, penalty: 1e-9)
    #expect(abs(fit.weights[0] + log(3)) < 1e-5)
    #expect(abs(fit.weights[1] - 2 * log(3)) < 1e-5)
  }

  @Test func thePenaltyKeepsWhatSeparatesFinite() {
    let rows: [SparseRow] = (0..<8).map { $0 < 4 ? [(0, 1)] : [] }
    let labels = (0..<8).map { $0 < 4 }
    let loose = LogisticRegression(rows, labels, columns: 1, penalty: 0.1).weights[1]
    let tight = LogisticRegression(rows, labels, columns: 1, penalty: 10).weights[1]
    #expect(loose.isFinite && loose > tight && tight > 0)
  }

  @Test func theSlopeVanishesAtTheFit() {
    // Some columns that hang together; at the optimum the gradient of the penalised likelihood is nought.
    var rows: [SparseRow] = [], labels: [Bool] = []
    for number in 0..<60 {
      var row: SparseRow = []
      for column in 0..<4 where (number * (column + 3)) % 5 < 2 {
        row.append((column, Double(column % 2 + 1)))
      }
      rows.append(row)
      labels.append((number * 7) % 11 < 5)
    }
    let fit = LogisticRegression(rows, labels, columns: 4, penalty: 2)
    for column in 0..<4 {
      var slope = -2 * fit.weights[column + 1]
      for (row, label) in zip(rows, labels) {
        for entry in row where entry.column == column {
          slope += ((label ? 1 : 0) - fit.probability(row)) * entry.value
        }
      }
      #expect(abs(slope) < 1e-7)
    }
  }

  // MARK: tuning

  private func items(_ count: Int = 60) -> [LabelledItem] {
    (0..<count).map { number in
      let isYes = number % 3 == 0
      var item = LabelledItem(article: "a\(number / 2)", isYes: isYes)
      var points: [String: Double] = ["s\na/b/noise": Double(number % 2)]
      if isYes || number % 7 == 1 { points["s\na/b/good"] = 1 }
      item.places = [WeighedPlace(points: [:]), WeighedPlace(points: points)]
      return item
    }
  }

  private let rules = ["a/b/good", "a/b/noise", "a/b/silent"]

  @Test func aRuleThatTellsGetsPointsAndOneThatDoesNotGetsFew() throws {
    let tuning = try Tuning(items(), scale: "s", rules: rules)
    let good = try #require(tuning.weights["a/b/good"]), noise = try #require(tuning.weights["a/b/noise"])
    #expect(good > 1 && abs(noise) < good / 3)
    #expect(tuning.weights["a/b/silent"] == nil)
    #expect(tuning.judged.count == 60 && tuning.tried.count == Tuning.penalties.count)
    #expect(CutTable(tuning.judged).best.f1 > 0.8)
  }

  @Test func theSameDataGiveTheSamePoints() throws {
    let one = try Tuning(items(), scale: "s", rules: rules),
      two = try Tuning(items(), scale: "s", rules: rules.reversed())
    #expect(one.weights == two.weights && one.intercept == two.intercept && one.loss == two.loss)
  }

  @Test func noItemIsJudgedByAFitThatHasSeenItsArticle() throws {
    // Each article has a rule of its own that gives its label away: seen, it would be judged right at once.
    let items = (0..<20).map { number in
      var item = LabelledItem(article: "a\(number)", isYes: number % 2 == 0)
      item.places = [WeighedPlace(points: ["s\na/b/r\(number)": 1])]
      return item
    }
    let tuning = try Tuning(items, scale: "s", rules: (0..<20).map { "a/b/r\($0)" }, penalty: 0.1)
    #expect(tuning.judged.allSatisfy { $0.probability > 0.2 && $0.probability < 0.8 })
  }

  @Test func whereSentencesAreWeighedSilenceCounts() throws {
    var some = items()
    for row in some.indices where !some[row].isYes { some[row].places = [] }
    let tuning = try Tuning(some, scale: "s", rules: rules, countsSilent: true)
    #expect(tuning.judged.count == 60 && tuning.judged.count(where: \.isYes) == 20)
    #expect(tuning.intercept < 0)
    #expect(throws: Tuning.Refusal.self) { try Tuning(some, scale: "s", rules: rules) }
  }

  @Test func tooLittleIsRefused() {
    func refusal(_ items: [LabelledItem], rules: [String]? = nil) -> String? {
      do throws(Tuning.Refusal) {
        _ = try Tuning(items, scale: "s", rules: rules ?? self.rules)
        return nil
      } catch { return error.message }
    }
    #expect(
      refusal(items().filter(\.isYes))
        == "labels of both kinds expected on what rules of 's' look at, got 20 yes and 0 no")
    #expect(refusal(items(6)) == "at least 5 labelled articles expected, one for each fold, got 3")
    #expect(refusal(items(), rules: ["a/b/silent"]) == "no rule of 's' says anything about a labelled place")
  }

  // MARK: cuts

  @Test func cutsAreCountedFromTheTop() {
    let table = CutTable([(0.9, true), (0.7, false), (0.7, true), (0.2, true), (0.1, false)])
    let cut = table.cut(at: 0.7)
    let third = 1.0 / 3, twoThirds = 2.0 / 3
    #expect(cut.chosen == 3)
    #expect(cut.right == 2)
    #expect(cut.precision == twoThirds)
    #expect(cut.recall == twoThirds)
    #expect(table.cut(at: 0.95).precision == nil)
    #expect(table.cuts.count == 19)
    #expect(table.curve.map(\.recall) == [third, twoThirds, 1, 1], "equal values are chosen together")
    let best = 6.0 / 7
    #expect(table.best.f1 == best)
    #expect(table.best.least == 0.15)
  }

  @Test func theCurveIsAPictureWithItsTitleMadeHarmless() {
    let svg = PrecisionCurve(CutTable([(0.9, true), (0.2, false)]), title: "<s> & \"t\"").svg
    #expect(svg.hasPrefix("<svg xmlns=") && svg.hasSuffix("</svg>\n"))
    #expect(svg.contains("&lt;s&gt; &amp; &quot;t&quot;") && !svg.contains("<s>"))
  }

  // MARK: plan

  private func plan(_ declaration: String, current: RuleAdjustments = RuleAdjustments()) throws -> TuningPlan
  {
    let pack = PackSource(
      name: "a/b", version: "1.0.0", digest: "", signed: false,
      files: [
        .init(
          path: "rules/r.lua", displayPath: "r.lua",
          bytes: Array(
            """
            score "good" { doc = "d", scale = "s", on = "sentence", match = contains "x", points = 3, because = "b" }
            score "noise" { doc = "d", scale = "s", on = "sentence", weigh = function() return 1, "b" end }
            score "silent" { doc = "d", scale = "s", on = "sentence", match = contains "y", points = 1, because = "b" }
            \(declaration)
            """.utf8))
      ])
    return TuningPlan(
      try Tuning(items(), scale: "s", rules: rules), scale: "s", rules: try RuleSet([pack]), tuned: rules,
      current: current, cut: 0.4)
  }

  @Test func aPlanSaysWhatWouldChange() throws {
    let plan = try plan("scale \"s\" { doc = \"d\", link = \"logistic\", base = -1 }")
    #expect(plan.changes.map(\.rule) == ["a/b/base", "a/b/good", "a/b/noise"])
    #expect(plan.changes.map(\.now) == [-1, 3, 1])
    #expect(plan.changes.map(\.isFactor) == [false, false, true])
    #expect(plan.untouched == ["a/b/silent"])
    #expect(plan.threshold == 0.4 && plan.shift == 0)
  }

  @Test func aScaleWithoutABaseHasItsThresholdInPoints() throws {
    let plan = try plan("")
    #expect(plan.changes.map(\.rule) == ["a/b/good", "a/b/noise"])
    #expect(abs(plan.threshold - (log(0.4 / 0.6) - plan.shift)) < 0.006)
  }

  @Test func localSettingsAreChangedAndNotReplaced() throws {
    let plan = try plan("scale \"s\" { doc = \"d\", link = \"logistic\" }")
    let old =
      #"{"schema":"assay.local/1","suppress":[{"rule":"a/b/x","reason":"r","until":"2026-01-01"}],"weights":{"c/d/e":1,"a/b/good":9}}"#
    let written = try #require(plan.written(into: Array(old.utf8)))
    let object = try #require(try JSONValue(parsing: written).object)
    #expect(object["suppress"]?.array?.count == 1)
    #expect(object["weights"]?.object?["c/d/e"]?.number?.double == 1)
    #expect(object["weights"]?.object?["a/b/good"]?.number?.double == plan.changes[1].then)
    #expect(object["weights"]?.object?["a/b/noise"]?.object?["factor"] != nil)
    #expect(object["thresholds"]?.object?["s"]?.number?.double == 0.4)
    #expect(plan.written(into: written) == written)
    #expect(plan.written(into: nil)?.starts(with: Array("{\n  \"schema\": \"assay.local/1\"".utf8)) == true)
    #expect(plan.written(into: Array("[]".utf8)) == nil)
  }
}
