// The words on either side of a number that say how exact it is.

import Articles

enum FigureBound {
  private typealias Phrase = (words: [String], bound: Figures.Bound)

  private static let before: [Phrase] = phrases([
    (
      .atLeast,
      """
      no fewer than|not fewer than|no less than|not less than|more than|greater than|at least|upwards of|upward of|in excess of|
      a minimum of|north of|well over|just over|over|above|exceeding|topping|surpassing
      """
    ),
    (
      .atMost,
      """
      no more than|not more than|as many as|as much as|up to|at most|at the most|fewer than|less than|a maximum of|well under|
      just under|under|below|shy of|short of
      """
    ),
    (
      .about,
      """
      in the region of|somewhere around|an estimated|estimated|about|around|roughly|approximately|some|circa|c.|ca.|~|nearly|
      almost|close to|approx.|approx|or about|virtually|practically
      """
    ),
  ])

  private static let after: [Phrase] = phrases([
    (.atLeast, "or more|or above|or over|or higher|plus|+|at least|at the least|at minimum"),
    (.atMost, "or fewer|or less|or under|or lower|or below|at most|at the most|at maximum"),
    (.about, "or so|or thereabouts|give or take|more or less|approximately|roughly"),
  ])

  /// Longer phrases first, so that `no more than` is not read as `more than`.
  private static func phrases(_ lists: [(Figures.Bound, String)]) -> [Phrase] {
    var all: [Phrase] = []
    for (bound, list) in lists {
      for phrase in list.split(whereSeparator: { $0 == "|" || $0 == "\n" }) {
        let words = phrase.split(separator: " ").map(String.init)
        if !words.isEmpty { all.append((words, bound)) }
      }
    }
    return all.sorted { a, b in
      a.words.count != b.words.count ? a.words.count > b.words.count : a.words.joined() < b.words.joined()
    }
  }

  /// Takes the words that bound the figure into its span.
  static func widen(_ row: inout FigureFinder.Row, _ reader: SentenceReader) {
    for phrase in before where reader.precedes(row.tokens.lowerBound, phrase.words) {
      let first = row.tokens.lowerBound - phrase.words.count
      row.tokens = first..<row.tokens.upperBound
      if row.bound == .exact { row.bound = phrase.bound }
      // “about as many as 300”, “at least some 300” keep the word nearest the number.
      break
    }
    for phrase in after where reader.follows(row.tokens.upperBound, phrase.words) {
      let end = row.tokens.upperBound + phrase.words.count
      // “5 plus 3”: a sum. “5 or more” is one only when nothing is counted after it anew.
      if phrase.words == ["plus"] || phrase.words == ["+"], !reader.isGlued(row.tokens.upperBound) {
        continue
      }
      if row.bound == .exact {
        row.bound = phrase.bound
        row.tokens = row.tokens.lowerBound..<end
      }
      return
    }
    // 300 people or so, 20 years or more
    guard row.bound == .exact, row.unitSpan.end > 0 else { return }
    var end = row.tokens.upperBound
    while reader.range.contains(end), reader.analysis.tokens.start[end] < row.unitSpan.end { end += 1 }
    for phrase in after where phrase.words.first == "or" && reader.follows(end, phrase.words) {
      row.bound = phrase.bound
      row.tokens = row.tokens.lowerBound..<end + phrase.words.count
      return
    }
  }
}
