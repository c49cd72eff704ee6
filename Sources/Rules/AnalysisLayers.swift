// What rules need of an analysis, in the words of rules: the one place that knows the tables.

import Articles
import TextAnalysis

extension Analysis {
  func isQuoted(_ token: Int) -> Bool { tokens.quotation[token] >= 0 }

  /// The figures inside `ranges`, in text order.
  func figures(inside ranges: [TokenRange]) -> [Claim.Figure] {
    ranges.rowsInside(count: figures.count) { TokenRange(figures.tokens($0)) }.map { row in
      let range = TokenRange(figures.tokens(row))
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
    ranges.rowsInside(count: dates.count) { TokenRange(dates.tokens($0)) }.map { row in
      Claim.Date(span: textSpan(TokenRange(dates.tokens(row))), value: dates.value(row))
    }
  }

  /// How many people and bodies the analysis knows.
  var entityCount: Int { entities.count }

  /// The person or body that a noun phrase mentions: the mention that holds the phrase's head, or a person's name at
  /// its end (`Harbour Board spokeswoman Orla Fenn`). `A spokesperson for Norva` mentions nobody we can name.
  func entity(mentionedIn range: Range<Int>) -> Int? {
    guard let head = head(of: range) else { return nil }
    var named: Int?
    // A mention may begin before the phrase, with a title that the tree gives to another word.
    for token in max(0, range.lowerBound - 6)..<range.upperBound {
      for row in mentions.rows(beginningAt: token) {
        let mention = mentions.tokens(row), entity = Int(mentions.entity[row])
        guard mention.upperBound <= range.upperBound, entity >= 0 else { continue }
        if mention.contains(head) { return entity }
        if mention.upperBound == range.upperBound, entities.kind[entity] == Entities.Kind.person.rawValue,
          mention.lowerBound >= range.lowerBound,
          !(range.lowerBound..<mention.lowerBound).contains(where: isSeparator)
        {
          named = entity
        }
      }
    }
    return named
  }

  /// The fullest name of an entity.
  func entityName(_ entity: Int) -> String? { entities.name(entity) }

  /// The token of `range` whose head lies outside; the last one where there is no tree.
  private func head(of range: Range<Int>) -> Int? {
    guard let last = range.last else { return nil }
    guard tokens.dep[range.lowerBound] != Dependency.none.rawValue else { return last }
    return range.first { token in
      let head = Int(tokens.head[token])
      return !isPunctuation(token) && (head < 0 || !range.contains(head))
    }
  }

  private func isSeparator(_ token: Int) -> Bool {
    isPunctuation(token) || tokens.pos[token] == PartOfSpeech.adp.rawValue
  }
}
