// The table of dates. What a date means depends on the day of publication and on the tense around
// it; the table holds the answer as ISO 8601, or nothing where the article does not tell.

public import Articles

/// The dates of an article, one row each, in text order, none inside another.
public final class Dates {
  /// How wide the date is.
  public enum Kind: UInt8, CaseIterable, Sendable {
    case day, week, month, quarter, year, decade, century
    /// From one date to another.
    case range
  }

  public let count: Int
  /// Rows of tokens, half-open; the preposition before is left out, a time of day beside the date is in.
  public let firstToken, endToken: Column<Int32>
  /// `Kind`
  public let kind: Column<UInt8>
  private let values: [String?]

  init(_ rows: [DateFinder.Row]) {
    count = rows.count
    firstToken = Column(rows.map { Int32($0.tokens.lowerBound) })
    endToken = Column(rows.map { Int32($0.tokens.upperBound) })
    kind = Column(rows.map(\.kind.rawValue))
    values = rows.map(\.value)
  }

  /// ISO 8601: `2025-04-09`, `2025-04`, `2025` or two of them with a slash between, which are both
  /// part of the span; nil for a date that cannot be resolved.
  public func value(_ row: Int) -> String? { values[row] }

  public func tokens(_ row: Int) -> Range<Int> { Int(firstToken[row])..<Int(endToken[row]) }
}
