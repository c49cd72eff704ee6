// What rules need of an analysis, in the words of rules: the one place that knows the tables.

import Articles
import TextAnalysis

extension Analysis {
  func isQuoted(_ token: Int) -> Bool { tokens.quotation[token] >= 0 }

  /// The figures inside `ranges`, in text order.
  func figures(inside ranges: [TokenRange]) -> [Claim.Figure] {
    (0..<figures.count).compactMap { row in
      let range = TokenRange(figures.tokens(row))
      guard ranges.holds(range) else { return nil }
      let bound = Figures.Bound(rawValue: figures.bound[row]) ?? .exact
      let low = figures.low[row], high = figures.high[row]
      let value: Claim.Figure.Value =
        switch bound {
        case .vague: .vague
        case .between: .range(low, high)
        default: .exactly(low)
        }
      return Claim.Figure(span: textSpan(range), value: value, unit: figures.unit(row), bound: bound.name)
    }
  }

  /// The dates inside `ranges`, in text order.
  func dates(inside ranges: [TokenRange]) -> [Claim.Date] {
    (0..<dates.count).compactMap { row in
      let range = TokenRange(dates.tokens(row))
      return ranges.holds(range) ? Claim.Date(span: textSpan(range), value: dates.value(row)) : nil
    }
  }

  /// How many people and bodies the analysis knows.
  var entityCount: Int { 0 }

  /// The person or body that a noun phrase mentions: by its head, else by the name it begins or ends with.
  func entity(mentionedIn range: Range<Int>) -> Int? { nil }

  /// The fullest name of an entity.
  func entityName(_ entity: Int) -> String? { nil }
}
