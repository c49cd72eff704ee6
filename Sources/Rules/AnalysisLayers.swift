// What rules need of an analysis, in the words of rules: the one place that knows the tables.

import Articles
import TextAnalysis

// Tags and trees are made for a sentence when it is asked for one. Rules must never see which ones happen to be
// there, or a rule of one pack would change the claims of another: so they read them through these four.
extension Analysis {
  func pos(_ token: Int) -> PartOfSpeech {
    tag(Int(tokens.sentence[token]))
    return PartOfSpeech(rawValue: tokens.pos[token]) ?? .none
  }

  func lemma(_ token: Int) -> String {
    tag(Int(tokens.sentence[token]))
    return words.string(tokens.lemma[token])
  }

  /// Row of the token that `token` depends on, nil for a root.
  func head(_ token: Int) -> Int? {
    parse(Int(tokens.sentence[token]))
    return tokens.head[token] < 0 ? nil : Int(tokens.head[token])
  }

  func dep(_ token: Int) -> Dependency {
    parse(Int(tokens.sentence[token]))
    return Dependency(rawValue: tokens.dep[token]) ?? .none
  }
}

extension Analysis {
  func isQuoted(_ token: Int) -> Bool { quotations.ofToken[token] >= 0 }

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

  /// How far before a name its titles may begin, in tokens.
  private static let longestTitle = 6

  /// How many people and bodies the analysis knows.
  var entityCount: Int { entities.count }

  /// The person or body that a noun phrase mentions: the mention that holds the phrase's head, or a person's name at
  /// its end (`Harbour Board spokeswoman Orla Fenn`), or in apposition (`its spokesman, Davit Orsale`). `A spokesperson
  /// for Norva` mentions nobody we can name.
  func entity(mentionedIn range: Range<Int>) -> Int? {
    guard let head = head(of: range) else { return nil }
    var named: Int?
    // A mention may begin before the phrase, with a title that the tree gives to another word.
    for token in max(0, range.lowerBound - Self.longestTitle)..<range.upperBound {
      for row in mentions.rows(beginningAt: token) {
        let mention = mentions.tokens(row), entity = Int(mentions.entity[row])
        guard mention.upperBound <= range.upperBound, entity >= 0 else { continue }
        if mention.contains(head) { return entity }
        if mention.upperBound == range.upperBound, mention.lowerBound >= range.lowerBound,
          entities.kind[entity] == Entities.Kind.person.rawValue
            || mention.lowerBound == head + 2 && isComma(head + 1),
          !(range.lowerBound..<mention.lowerBound).contains(where: isSeparator)
            || mention.contains(where: { dep($0) == .appos && self.head($0) == head })
        {
          named = entity
        }
      }
    }
    return named ?? personBehind(range, head: head)
  }

  /// The person whose name stands between commas behind a phrase that ends in its head: `its author, Pavel Dorn,`. The
  /// tree often gives such a name to the verb.
  private func personBehind(_ range: Range<Int>, head: Int) -> Int? {
    let comma = range.upperBound
    guard head == comma - 1, pos(head) == .noun, isComma(comma),
      tokens.sentence[comma] == tokens.sentence[head]
    else { return nil }
    for row in mentions.rows(beginningAt: comma + 1) {
      let entity = Int(mentions.entity[row])
      if mentions.kind[row] == Mentions.Kind.name.rawValue, entity >= 0, isComma(Int(mentions.endToken[row])),
        entities.kind[entity] == Entities.Kind.person.rawValue
      {
        return entity
      }
    }
    return nil
  }

  private func isComma(_ token: Int) -> Bool {
    token < tokens.count && words.string(tokens.lower[token]) == ","
  }

  /// The shortest mention that holds `range` and no word of `cue`, or `range` itself: a tree that tears *Mr Marr* apart
  /// must not make *Mr* a source.
  func wholeName(around range: TokenRange, without cue: [TokenRange]) -> TokenRange {
    var best = range
    for token in max(0, Int(range.first) - Self.longestTitle)...Int(range.first) {
      for row in mentions.rows(beginningAt: token) {
        let mention = TokenRange(mentions.tokens(row))
        guard mention.contains(range), !cue.contains(where: mention.overlaps) else { continue }
        if best == range || mention.count < best.count { best = mention }
      }
    }
    return best
  }

  /// The fullest name of an entity.
  func entityName(_ entity: Int) -> String? { entities.name(entity) }

  /// The token of `range` whose head lies outside.
  private func head(of range: Range<Int>) -> Int? {
    range.first { token in !isPunctuation(token) && head(token).map { !range.contains($0) } ?? true }
  }

  private func isSeparator(_ token: Int) -> Bool { isPunctuation(token) || pos(token) == .adp }
}
