import Glibc

enum Totals {
  /// What `scores` come to on each scale, by name of the scale.
  ///
  /// The sum of the points; for a logistic scale 1/(1+e^−sum), rounded to 4 decimals. The scale's base
  /// is expected among the scores, so that a reader can recompute the total from what is shown.
  static func of(_ scores: [Score], scales: [String: Scale]) -> [Total] {
    var names: [String] = []
    var sums: [Double] = []
    for score in scores {
      if let row = names.firstIndex(of: score.scale) {
        sums[row] += score.points
      } else {
        names.append(score.scale)
        sums.append(score.points)
      }
    }
    return zip(names, sums).map { name, sum in
      Total(scale: name, value: scales[name]?.link == .logistic ? probability(sum) : tidy(sum))
    }.sorted { $0.scale.utf8.lexicographicallyPrecedes($1.scale.utf8) }
  }

  private static func probability(_ sum: Double) -> Double {
    (10_000 / (1 + exp(-sum))).rounded() / 10_000
  }

  /// Sums of decimal points without the dust of binary fractions: 0.1 + 0.2 is 0.3.
  private static func tidy(_ sum: Double) -> Double {
    let rounded = (sum * 1e9).rounded() / 1e9
    return rounded.isFinite ? rounded : sum
  }
}
