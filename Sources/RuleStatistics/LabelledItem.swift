// A label and what the rules said where it is.

import Articles

/// What one rule says of one item.
public struct Vote: Hashable, Sendable {
  /// A claim was found there, or points above 0 were given; false for points below.
  public var isYes: Bool
  /// Of a rule that finds claims.
  public var stance: String?
}

/// What the rules say of one unit that an item covers: a claim or a sentence.
public struct WeighedPlace: Hashable, Sendable {
  /// Points by rule and scale: `scale`, a line feed, and the rule's id.
  public var points: [String: Double]

  static func key(_ scale: String, _ rule: String) -> String { scale + "\n" + rule }
}

/// One thing that people have labelled.
public struct LabelledItem: Sendable {
  public var article: String
  public var isYes: Bool
  public var stance: String?
  /// By the rule's id.
  public var votes: [String: Vote] = [:]
  /// The claims and sentences that it covers.
  public var places: [WeighedPlace] = []

  /// Whether `vote` says what the label says; for claims with the stance, where both give one.
  func isRight(_ vote: Vote) -> Bool {
    guard vote.isYes == isYes else { return false }
    guard isYes, let stance, let said = vote.stance else { return true }
    return stance == said
  }
}

/// Where something is in an article, as UTF-8 spans.
struct ItemPlace {
  var spans: [TextSpan]

  var length: Int { spans.reduce(0) { $0 + Int($1.end - $1.start) } }

  /// Whether more than half of the shorter of both is in the other.
  func isSame(as other: [TextSpan]) -> Bool {
    var common = 0
    for span in spans {
      for found in other where span.overlaps(found) {
        common += Int(min(span.end, found.end) - max(span.start, found.start))
      }
    }
    return common > 0 && common * 2 > min(length, ItemPlace(spans: other).length)
  }
}
