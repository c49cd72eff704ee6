// The tagger's own tags: a universal part of speech with a Penn tag, where the pair is frequent.

import TextAnalysis

struct FineTags {
  /// In order of number; `NOUN NNS`.
  let names: [String]
  let parts: [UInt8]
  private let numbers: [String: Int]
  private let byPart: [UInt8: Int]

  init(_ sentences: [GoldSentence]) {
    var counts: [String: Int] = [:]
    for word in sentences.lazy.flatMap(\.words) { counts["\(word.part.name) \(word.fine)", default: 0] += 1 }
    let ranked = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var seen: Set<String> = []
    names = ranked.filter { pair in
      let isFirst = seen.insert(String(pair.key.prefix { $0 != " " })).inserted
      return pair.value >= 12 || isFirst
    }.map(\.key)
    parts = names.map { Treebank.part(named: String($0.prefix { $0 != " " })).rawValue }
    numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    byPart = Dictionary(parts.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func number(_ word: GoldWord) -> Int {
    numbers["\(word.part.name) \(word.fine)"] ?? byPart[word.part.rawValue] ?? 0
  }
}

/// Sentences as word types and answers, with other capital letters now and then: headlines are set in
/// title case or capitals, and hardly occur in the treebanks.
struct Capitals {
  /// The shape a word would have had in another style.
  enum Style { case asWritten, title, upper, lower }

  static func style(_ chance: inout Chance) -> Style {
    let draw = chance.unit()
    return draw < 0.005 ? .upper : draw < 0.015 ? .title : draw < 0.018 ? .lower : .asWritten
  }

  static func shape(_ shape: UInt8, length: Int, isFirst: Bool, style: Style) -> UInt8 {
    guard let known = Shape(rawValue: shape), [.lower, .capitalised, .mixed, .upper].contains(known) else {
      return shape
    }
    switch style {
    case .asWritten: return shape
    case .upper: return (length > 1 ? Shape.upper : .capitalised).rawValue
    case .title: return (known == .lower && (length > 3 || isFirst) ? Shape.capitalised : known).rawValue
    case .lower: return Shape.lower.rawValue
    }
  }
}
