// The table of hedges: words that weaken what a claim commits its source to.

public import Articles

/// The hedges of an article, one row each, in text order, none inside another.
public final class Hedges {
  public enum Kind: UInt8, CaseIterable, Sendable {
    /// `may`, `could`
    case modal
    /// `perhaps`, `reportedly`
    case adverb
    /// `believe`, `seems to`
    case belief
    /// `is said to`, `it is unclear`
    case evidential
    /// `about`, `nearly`, before a figure
    case approximator
    /// `some people`, `critics`: nobody in particular
    case weasel
    /// `several`, `a variety of`, `commonly known`: much, serious or known, by no measure. Not in the layer of hedges:
    /// they leave open how much, not whether.
    case vague
  }

  public let count: Int
  /// Rows of tokens, half-open.
  public let firstToken, endToken: Column<Int32>
  /// `Kind`
  public let kind: Column<UInt8>
  /// 1 when the words weaken a claim wherever they stand, 0 when they may mean something else.
  public let isStrong: Column<UInt8>

  init(_ rows: [HedgeFinder.Row]) {
    count = rows.count
    firstToken = Column(rows.map { Int32($0.tokens.lowerBound) })
    endToken = Column(rows.map { Int32($0.tokens.upperBound) })
    kind = Column(rows.map(\.kind.rawValue))
    isStrong = Column(rows.map { $0.isStrong ? 1 : 0 })
  }

  /// Whether the words leave a claim open wherever they stand: who holds it, how sure it is, or how much it is.
  public func leavesOpen(_ row: Int) -> Bool { isStrong[row] == 1 && kind[row] != Kind.approximator.rawValue }

  public func tokens(_ row: Int) -> Range<Int> { Int(firstToken[row])..<Int(endToken[row]) }
}

/// Finds the listed phrases, less the readings that do not hedge.
struct HedgeFinder {
  struct Row {
    var tokens: Range<Int>
    var kind: Hedges.Kind
    var isStrong: Bool
  }

  private let analysis: Analysis

  init(_ analysis: Analysis) { self.analysis = analysis }

  /// Every hedge of the article. O(tokens).
  func run() -> [Row] {
    var rows: [Row] = []
    let figures = analysis.figures
    var figure = 0
    for sentence in 0..<analysis.sentences.count {
      let reader = SentenceReader(analysis, sentence)
      var token = reader.range.lowerBound
      while token < reader.range.upperBound {
        while figure < figures.count, figures.endToken[figure] <= token { figure += 1 }
        let inFigure = figure < figures.count && figures.firstToken[figure] <= token
        if inFigure {
          if let end = approximator(reader, figure, token) {
            rows.append(Row(tokens: token..<end, kind: .approximator, isStrong: true))
          } else if reader.facts(token).contains(.hedgeStart), let row = read(reader, token) {
            rows.append(row)  // “several” is a figure too
          }
          token = max(token + 1, Int(figures.endToken[figure]))
        } else if reader.facts(token).contains(.hedgeStart), let row = read(reader, token) {
          rows.append(row)
          token = row.tokens.upperBound
        } else {
          token += 1
        }
      }
    }
    return rows
  }

  /// The end of the words that loosen a figure at its beginning.
  private func approximator(_ reader: SentenceReader, _ figure: Int, _ token: Int) -> Int? {
    guard analysis.figures.bound[figure] == Figures.Bound.about.rawValue else { return nil }
    var end = token
    while end < Int(analysis.figures.endToken[figure]),
      reader.shape(end) == .lower || reader.shape(end) == .capitalised,
      !reader.facts(end).contains(.numberWord), !(reader.isWord(end, "a") && end > token)
    {
      end += 1
    }
    return end > token ? end : nil
  }

  private func read(_ reader: SentenceReader, _ token: Int) -> Row? {
    guard let entries = HedgeList.byFirstWord[reader.word(token)] else { return nil }
    for entry in entries where reader.follows(token, entry.words) {
      guard !isOther(reader, token, entry.words) else { continue }
      return Row(tokens: token..<token + entry.words.count, kind: entry.kind, isStrong: entry.isStrong)
    }
    return nil
  }

  /// Readings of listed words that weaken nothing.
  private func isOther(_ reader: SentenceReader, _ token: Int, _ words: [String]) -> Bool {
    let before = reader.word(token - 1), after = reader.word(token + words.count)
    switch words[0] {
    case "may":  // the month, the name
      return words.count == 1 && reader.isCapital(token)
        && (token > reader.range.lowerBound || reader.shape(token + 1) != .lower)
    case "kind", "sort": return Self.beforeKind.contains(before)
    case "might": return before == "the" || before == "and" || before == "military"
    case "some" where words.count == 1:
      return Self.afterSome.contains(after) || before == "to" || reader.shape(token + 1) == .number
    case "many" where words.count == 1:
      return Self.beforeMany.contains(before) || Self.afterMany.contains(after)
    case "certain":
      return before == "for" || before == "be" || before == "is" || before == "was" || before == "a"
    case "theory", "theories": return reader.isCapital(token)
    case "thought": return before == "a" || before == "the" || after == "of"
    case "consider", "considered": return after == "ing" || before == "to" && after != "to"
    case "could": return after == "n't" || after == "n’t"
    default: return false
    }
  }

  private static let beforeKind: Set<String> = [
    "the", "this", "that", "some", "what", "any", "every", "a", "one", "same", "no", "of", "different",
    "which", "another", "first",
  ]
  private static let afterSome: Set<String> = ["time", "extent", "day", "days", "years", "more", "%"]
  private static let beforeMany: Set<String> = ["as", "how", "so", "too", "the", "to", "not"]
  private static let afterMany: Set<String> = [
    "years", "times", "more", "days", "months", "hours", "miles", "thousands",
  ]
}
