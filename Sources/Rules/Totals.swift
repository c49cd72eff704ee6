import Glibc

/// Adds up points by scale.
///
/// The sum of the points; for a logistic scale 1/(1+e^−sum), rounded to 4 decimals. The scale's base
/// is expected among the scores, so that a reader can recompute the total from what is shown.
struct Totals {
  private var sums: [(scale: String, points: Double)] = []

  mutating func add(_ points: Double, to scale: String) {
    if let row = sums.firstIndex(where: { $0.scale == scale }) {
      sums[row].points += points
    } else {
      sums.append((scale, points))
    }
  }

  func hasPoints(on scale: String) -> Bool { sums.contains { $0.scale == scale } }

  /// What was added comes to, by name of the scale.
  func values(_ scales: [String: Scale]) -> [Total] {
    let totals = sums.map { scale, sum in
      Total(scale: scale, value: scales[scale]?.link == .logistic ? Self.probability(sum) : Self.tidy(sum))
    }
    if totals.count < 2 { return totals }
    return totals.sorted { $0.scale.utf8.lexicographicallyPrecedes($1.scale.utf8) }
  }

  /// What `scores` come to on each scale, by name of the scale.
  static func of(_ scores: [Score], scales: [String: Scale]) -> [Total] {
    var totals = Totals()
    for score in scores { totals.add(score.points, to: score.scale) }
    return totals.values(scales)
  }

  /// What a unit without a single score comes to.
  static func ofNothing(on scale: Scale) -> Double {
    scale.link == .logistic ? probability(scale.base) : tidy(scale.base)
  }

  private static func probability(_ sum: Double) -> Double {
    (10_000 / (1 + exp(-sum))).rounded() / 10_000
  }

  /// Sums of decimal points without the dust of binary fractions: 0.1 + 0.2 is 0.3.
  static func tidy(_ sum: Double) -> Double {
    let rounded = (sum * 1e9).rounded() / 1e9
    return rounded.isFinite ? rounded : sum
  }
}
