// The table of quotations. Whether one is speech or a scare quote is for rules to decide; the
// table gives the cheap facts that they decide by.

public import Articles

/// The quotations of an article, one row each, in order of their opening marks.
public final class Quotations {
  /// How the marks of a quotation look.
  public enum Kind: UInt8, CaseIterable, Sendable {
    /// "…" and ''…'', “…” and „…“, «…», ‹…› and 「…」
    case straight, curly, guillemet
    /// '…' and ‘…’
    case single
  }

  public let count: Int
  /// Row of the token that is the opening mark.
  public let open: Column<Int32>
  /// Row of the token that is the closing mark, -1 where there is none.
  public let close: Column<Int32>
  /// The end of the quotation with its marks, as a row of tokens, exclusive.
  public let end: Column<Int32>
  /// `Kind`
  public let kind: Column<UInt8>
  /// 0 for a quotation in no other.
  public let depth: Column<UInt8>
  /// Row of the quotation around this one, -1 for none.
  public let outer: Column<Int32>
  /// Row of the quotation of the paragraph before that this one goes on with, -1 for none.
  public let continues: Column<Int32>

  /// For each token of the article, row of the innermost quotation that holds it, its marks included; -1 for none.
  public let ofToken: Column<Int32>

  let starts, ends: [Int32]
  private let facts: [Facts]

  /// What can be said of a quotation at a glance.
  public struct Facts: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    /// The first word begins with a capital.
    public static let beginsWithCapital = Facts(rawValue: 1)
    /// The last token inside the marks is one of `, . ! ? …`
    public static let endsWithMark = Facts(rawValue: 2)
    /// The last token inside the marks is a comma.
    public static let endsWithComma = Facts(rawValue: 4)
    /// A sentence ends inside, before the last token.
    public static let hasSeveralSentences = Facts(rawValue: 8)
  }

  private let wordCounts: [Int32]

  init(
    _ rows: [QuotationFinder.Row], ofToken: [Int32], starts: [Int32], ends: [Int32], facts: [Facts],
    wordCounts: [Int32]
  ) {
    self.ofToken = Column(ofToken)
    count = rows.count
    open = Column(rows.map(\.open))
    close = Column(rows.map(\.close))
    end = Column(rows.map(\.end))
    kind = Column(rows.map(\.kind.rawValue))
    depth = Column(rows.map { UInt8(clamping: $0.depth) })
    outer = Column(rows.map(\.outer))
    continues = Column(rows.map(\.continues))
    self.starts = starts
    self.ends = ends
    self.facts = facts
    self.wordCounts = wordCounts
  }

  /// The tokens with the marks; never empty.
  public func tokens(_ row: Int) -> Range<Int> { Int(open[row])..<Int(end[row]) }

  /// The tokens between the marks; may be empty.
  public func innerTokens(_ row: Int) -> Range<Int> {
    Int(open[row]) + 1..<max(Int(open[row]) + 1, close[row] >= 0 ? Int(close[row]) : Int(end[row]))
  }

  /// Where the quotation stands with its marks.
  public func span(_ row: Int) -> TextSpan { TextSpan(starts[row], ends[row]) }

  /// Words between the marks; marks and symbols do not count.
  public func wordCount(_ row: Int) -> Int { Int(wordCounts[row]) }

  public func facts(_ row: Int) -> Facts { facts[row] }
}
