import Articles
import TextAnalysis

/// Consecutive tokens of one article: half-open rows of `Analysis.tokens`.
struct TokenRange: Hashable, Sendable, BitwiseCopyable {
  var first: Int32
  var end: Int32

  init(_ first: Int32, _ end: Int32) {
    self.first = first
    self.end = end
  }

  init(_ range: Range<Int>) {
    self.init(Int32(range.lowerBound), Int32(range.upperBound))
  }

  var count: Int { Int(end - first) }
  var isEmpty: Bool { end <= first }
  var range: Range<Int> { Int(first)..<Int(max(first, end)) }
  func contains(_ other: TokenRange) -> Bool { first <= other.first && other.end <= end }
  func overlaps(_ other: TokenRange) -> Bool { first < other.end && other.first < end }
}

extension [TokenRange] {
  /// How many tokens these ranges hold; they must not overlap.
  var tokenCount: Int { reduce(0) { $0 + $1.count } }

  /// The rows of a table in text order whose tokens lie inside one of these ranges, in the table's order.
  ///
  /// O(ranges × log(count) + rows near them), so that asking for each claim of a long article costs no square.
  func rowsInside(count: Int, tokens: (Int) -> TokenRange) -> [Int] {
    var rows: [Int] = []
    for range in self where !range.isEmpty {
      var low = 0, high = count
      while low < high {
        let middle = (low + high) / 2
        if tokens(middle).first < range.first { low = middle + 1 } else { high = middle }
      }
      while low < count, tokens(low).first < range.end {
        if range.contains(tokens(low)) { rows.append(low) }
        low += 1
      }
    }
    guard self.count > 1 else { return rows }
    return Set(rows).sorted()
  }

  func holds(_ other: TokenRange) -> Bool { contains { $0.contains(other) } }

  func overlaps(_ other: [TokenRange]) -> Bool { contains { mine in other.contains { mine.overlaps($0) } } }
}

extension Analysis {
  /// The stretch of text from the first token's start to the last one's end.
  func textSpan(_ range: TokenRange) -> TextSpan {
    TextSpan(tokens.start[Int(range.first)], tokens.end[Int(range.end) - 1])
  }

  /// One text span a range. Ranges that are empty give none.
  func textSpans(_ ranges: [TokenRange]) -> [TextSpan] {
    var spans: [TextSpan] = []
    spans.reserveCapacity(ranges.count)
    for range in ranges where !range.isEmpty { spans.append(textSpan(range)) }
    return spans
  }
}
