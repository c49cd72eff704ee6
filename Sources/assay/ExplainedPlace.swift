// A person points at words in an article by their claim, by their offsets, or by typing them; rules know spans.

import Articles
import Rules
import Scoring

/// Finds the words that are asked about.
enum ExplainedPlace {
  /// `16-40`, in the unit of `offsets`.
  static func span(_ text: String, in article: Article, _ offsets: OffsetMap) throws -> TextSpan {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int32($0) }
    guard ends.count == 2, let start = ends[0], let end = ends[1], start >= 0 else {
      throw Failure("--span: START-END expected, two numbers like 16-40, got '\(text)'")
    }
    let length = offsets.offset(ofUTF8: article.text.count)
    guard start < end, Int(end) <= length else {
      throw Failure(
        "--span: a stretch of the article's \(counted(length, "character")) expected, got '\(text)'")
    }
    return offsets.utf8(of: TextSpan(start, end))
  }

  /// Where `words` stand, in text order; any white space between words stands for any other.
  static func occurrences(of words: String, in text: [UInt8]) -> [TextSpan] {
    let wanted = words.utf8.split(whereSeparator: isSpace).map(Array.init)
    guard let first = wanted.first?.first else { return [] }
    var found: [TextSpan] = []
    var start = 0
    while start < text.count {
      if text[start] == first, let end = end(of: wanted, in: text, from: start) {
        found.append(TextSpan(Int32(start), Int32(end)))
        start = end
      } else {
        start += 1
      }
    }
    return found
  }

  private static func end(of wanted: [[UInt8]], in text: [UInt8], from start: Int) -> Int? {
    var place = start
    for (number, word) in wanted.enumerated() {
      if number > 0 {
        let gap = place
        while place < text.count, isSpace(text[place]) { place += 1 }
        if place == gap { return nil }
      }
      guard text[place...].starts(with: word) else { return nil }
      place += word.count
    }
    return place
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// The row of the claim `c3`.
  static func claim(_ name: String, of evaluation: Evaluation) throws -> Int {
    let count = evaluation.claims.count
    guard name.hasPrefix("c"), let number = Int(name.dropFirst()) else {
      throw Failure("--claim: a claim like c3 expected, got '\(name)'")
    }
    guard (1...max(count, 1)).contains(number), count > 0 else {
      throw Failure(
        "no claim '\(name)'",
        help: count == 0 ? "the article has no claims" : "the article has c1 to c\(count)")
    }
    return number - 1
  }
}
