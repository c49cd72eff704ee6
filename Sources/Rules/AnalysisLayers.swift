// What rules need of an analysis, in the words of rules: the one place that knows the tables.

import Articles
import TextAnalysis

extension Analysis {
  func isQuoted(_ token: Int) -> Bool { tokens.quotation[token] >= 0 }

  /// The figures inside `ranges`, in text order.
  func figures(inside ranges: [TokenRange]) -> [Claim.Figure] { [] }

  /// The dates inside `ranges`, in text order.
  func dates(inside ranges: [TokenRange]) -> [Claim.Date] { [] }

  /// How many people and bodies the analysis knows.
  var entityCount: Int { 0 }

  /// The person or body that a noun phrase mentions: by its head, else by the name it begins or ends with.
  func entity(mentionedIn range: Range<Int>) -> Int? { nil }

  /// The fullest name of an entity.
  func entityName(_ entity: Int) -> String? { nil }
}
