// Which points make the totals of a scale say what people said. An item counts with its highest claim or sentence,
// as an article does, and which that is depends on the points; so it is found again after each fit, four times.
//
// How good the points are is measured on articles that they were not fitted on: articles are dealt into folds by the
// digest of their ids, each fold is judged by a fit on the others.

import Glibc
import RulePacks

/// The fit of one scale.
public struct Tuning: Sendable {
  /// Weights by rule; rules that say nothing about any item have none.
  public let weights: [String: Double]
  public let intercept: Double
  public let penalty: Double
  public let folds: Int
  /// For each item the probability by the fit that has not seen its article, and the label.
  public let judged: [(probability: Double, isYes: Bool)]
  /// The mean of −log of what was given to the right label, over `judged`.
  public let loss: Double
  /// The penalties that were tried, with their losses.
  public let tried: [(penalty: Double, loss: Double)]

  /// Why nothing can be fitted.
  public struct Refusal: Error, Sendable {
    public var message: String
  }

  public static let penalties: [Double] = [0.3, 1, 3, 10, 30]

  /// Fits the rules of `scale`. Deterministic: no lots are drawn, and sums are made in the order of the items.
  ///
  /// - Parameters:
  ///   - rules: ids of the rules that may be changed; what others give counts for nothing.
  ///   - countsSilent: whether an item on which no rule says anything is one whose total is the base, as it is where
  ///     sentences are weighed. A scale of claims has no total where none was found.
  ///   - penalty: how much large points cost; nil for the one of `penalties` with the smallest loss over the folds.
  /// - Throws: when there are too few articles or only one label.
  public init(
    _ items: [LabelledItem], scale: String, rules: [String], countsSilent: Bool = false, folds: Int = 5,
    penalty: Double? = nil
  ) throws(Refusal) {
    let weighed = items.compactMap { item -> LabelledItem? in
      guard item.places.isEmpty else { return item }
      var silent = item
      silent.places = [WeighedPlace(points: [:])]
      return countsSilent ? silent : nil
    }
    let yes = weighed.count(where: \.isYes)
    guard yes > 0, yes < weighed.count else {
      throw Refusal(
        message:
          "labels of both kinds expected on what rules of '\(scale)' look at, got \(yes) yes and \(weighed.count - yes) no"
      )
    }
    let articles = Set(weighed.map(\.article)).sorted()
    guard articles.count >= folds, folds >= 2 else {
      throw Refusal(
        message:
          "at least \(max(2, folds)) labelled articles expected, one for each fold, got \(articles.count)")
    }
    // Dealt in the order of digests, so that articles with neighbouring names come apart and folds have one size.
    let dealt = articles.map { (sha256(Array($0.utf8)), $0) }.sorted { $0.0 < $1.0 }.enumerated()
    let foldOf = Dictionary(dealt.map { ($0.element.1, $0.offset % folds) }) { first, _ in first }

    let sorted = rules.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let seen = sorted.filter { rule in
      let key = WeighedPlace.key(scale, rule)
      return weighed.contains { $0.places.contains { ($0.points[key] ?? 0) != 0 } }
    }
    guard !seen.isEmpty else {
      throw Refusal(message: "no rule of '\(scale)' says anything about a labelled place")
    }
    let data = Observations(
      rows: weighed.map { item in
        item.places.map { place in
          seen.enumerated().compactMap { column, rule in
            place.points[WeighedPlace.key(scale, rule)].flatMap { $0 == 0 ? nil : (column, $0) }
          }
        }
      }, labels: weighed.map(\.isYes), folds: weighed.map { foldOf[$0.article] ?? 0 }, columns: seen.count)

    var best: (penalty: Double, judged: [Double], loss: Double)?
    var tried: [(penalty: Double, loss: Double)] = []
    for candidate in penalty.map({ [$0] }) ?? Self.penalties {
      let judged = data.judged(folds: folds, penalty: candidate)
      var loss = 0.0
      for (probability, label) in zip(judged, data.labels) {
        loss -= log(max(1e-12, label ? probability : 1 - probability))
      }
      loss /= Double(judged.count)
      tried.append((candidate, loss))
      if best.map({ loss < $0.loss - 1e-12 }) ?? true { best = (candidate, judged, loss) }
    }
    guard let best else { throw Refusal(message: "no penalty to try") }
    let fit = data.fit(Array(data.rows.indices), penalty: best.penalty)
    var weights: [String: Double] = [:]
    for (column, rule) in seen.enumerated() { weights[rule] = fit.weights[column + 1] }
    self.weights = weights
    intercept = fit.weights[0]
    self.penalty = best.penalty
    self.folds = folds
    self.tried = tried
    loss = best.loss
    judged = zip(best.judged, data.labels).map { ($0, $1) }
  }
}

private struct Observations {
  /// For each item the rows of its places.
  var rows: [[SparseRow]]
  var labels: [Bool]
  var folds: [Int]
  var columns: Int

  /// The place with the highest sum, the first of equals.
  private func highest(_ item: Int, _ fit: LogisticRegression) -> SparseRow {
    var best: SparseRow = []
    var sum = -Double.infinity
    for row in rows[item] {
      let own = fit.sum(row)
      if own > sum { (best, sum) = (row, own) }
    }
    return best
  }

  func fit(_ chosen: [Int], penalty: Double) -> LogisticRegression {
    let labels = chosen.map { self.labels[$0] }
    // Before there are weights, the place of which rules say the most.
    var fit = LogisticRegression(
      chosen.map { item in rows[item].max { $0.count < $1.count } ?? [] }, labels, columns: columns,
      penalty: penalty)
    for _ in 0..<4 {
      fit = LogisticRegression(
        chosen.map { highest($0, fit) }, labels, columns: columns, penalty: penalty, start: fit.weights)
    }
    return fit
  }

  func judged(folds count: Int, penalty: Double) -> [Double] {
    var judged = [Double](repeating: 0, count: rows.count)
    for fold in 0..<count {
      let fit = fit(rows.indices.filter { folds[$0] != fold }, penalty: penalty)
      for item in rows.indices where folds[item] == fold {
        judged[item] = fit.probability(highest(item, fit))
      }
    }
    return judged
  }
}
