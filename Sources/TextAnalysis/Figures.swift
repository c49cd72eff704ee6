// The table of figures: what a fact-checker looks for first.

public import Articles

/// The numbers of an article that count or measure something, one row each, in text order.
///
/// Dates, times of day, ordinals, telephone numbers and numbers in names (`F-16`, `Route 66`) are no
/// figures; ages are (`year-old`), and `one` only where it counts something (`one man`, `one in five`).
public final class Figures {
  /// What the words around a number make of it.
  public enum Bound: UInt8, CaseIterable, Sendable {
    case exact, about, atLeast, atMost, between, vague

    /// As records spell it: `at-least`.
    public var name: String {
      switch self {
      case .atLeast: "at-least"
      case .atMost: "at-most"
      default: String(describing: self)
      }
    }
  }

  public let count: Int
  /// Rows of tokens, half-open: the number with its bound (`about`), currency, magnitude and percent sign.
  public let firstToken, endToken: Column<Int32>
  /// The value; both are equal unless the bound is `between`, and not a number when it is `vague`.
  public let low, high: Column<Double>
  /// `Bound`
  public let bound: Column<UInt8>
  /// Where the unit stands in the text; empty when it has no words of its own.
  public let unitSpan: Column<TextSpan>
  private let units: [String?]

  init(_ rows: [FigureFinder.Row]) {
    count = rows.count
    firstToken = Column(rows.map { Int32($0.tokens.lowerBound) })
    endToken = Column(rows.map { Int32($0.tokens.upperBound) })
    low = Column(rows.map(\.low))
    high = Column(rows.map(\.high))
    bound = Column(rows.map(\.bound.rawValue))
    unitSpan = Column(rows.map(\.unitSpan))
    units = rows.map(\.unit)
  }

  /// What is counted: a noun as the text has it (`mercenaries`), `percent`, `percentage points`,
  /// a currency by its code (`USD`), `year-old`; nil when nothing is named.
  public func unit(_ row: Int) -> String? { units[row] }

  public func tokens(_ row: Int) -> Range<Int> { Int(firstToken[row])..<Int(endToken[row]) }
}
