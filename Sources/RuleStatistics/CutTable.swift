// What a threshold costs and brings: at each cut, how many are chosen, and how good the choice is.

/// How good it is to choose what reaches a cut.
public struct Cut: Hashable, Sendable {
  public var least: Double
  public var chosen: Int
  public var right: Int
  public let wanted: Int

  public var precision: Double? { chosen > 0 ? Double(right) / Double(chosen) : nil }
  public var recall: Double { wanted > 0 ? Double(right) / Double(wanted) : 0 }
  /// The harmonic mean of both.
  public var f1: Double { chosen + wanted > 0 ? 2 * Double(right) / Double(chosen + wanted) : 0 }
}

public struct CutTable: Sendable {
  private let judged: [(probability: Double, isYes: Bool)]
  private let wanted: Int

  public init(_ judged: [(probability: Double, isYes: Bool)]) {
    self.judged = judged.sorted { ($0.probability, $0.isYes ? 1 : 0) > ($1.probability, $1.isYes ? 1 : 0) }
    wanted = judged.count(where: \.isYes)
  }

  public func cut(at least: Double) -> Cut {
    let chosen = judged.prefix { $0.probability >= least }
    return Cut(least: least, chosen: chosen.count, right: chosen.count(where: \.isYes), wanted: wanted)
  }

  /// At 0.05, 0.10 … 0.95.
  public var cuts: [Cut] { (1...19).map { cut(at: Double($0) * 5 / 100) } }

  /// The cut of the table with the highest F1, the lowest of equals.
  public var best: Cut {
    cuts.reduce(cut(at: 0.05)) { $1.f1 > $0.f1 ? $1 : $0 }
  }

  /// Recall and precision at every value that occurs, from the highest on.
  public var curve: [(recall: Double, precision: Double)] {
    var points: [(recall: Double, precision: Double)] = []
    var right = 0
    for (row, item) in judged.enumerated() {
      right += item.isYes ? 1 : 0
      // Equal values are chosen together.
      if row + 1 < judged.count, judged[row + 1].probability == item.probability { continue }
      points.append((Double(right) / Double(max(1, wanted)), Double(right) / Double(row + 1)))
    }
    return points
  }
}
