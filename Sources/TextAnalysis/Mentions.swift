// Who and what an article speaks of: the entities, and every place where one is mentioned.

public import Articles

/// The people, organisations and places of an article, in order of their first mention.
public final class Entities {
  public enum Kind: UInt8, CaseIterable, Sendable { case person, organisation, place, other }
  public enum Gender: UInt8, CaseIterable, Sendable { case unknown, male, female }

  public let count: Int
  /// `Kind`
  public let kind: Column<UInt8>
  /// `Gender`, for persons: from titles, roles, given names and pronouns.
  public let gender: Column<UInt8>
  private let names: [String]

  init(_ rows: [MentionFinder.Entity]) {
    count = rows.count
    kind = Column(rows.map(\.kind.rawValue))
    gender = Column(rows.map(\.gender.rawValue))
    names = rows.map(\.name)
  }

  /// The fullest form of the name, without title: `Arvid Solm`.
  public func name(_ row: Int) -> String { names[row] }

  /// The entity's id in a record: `e1` for the first.
  public func id(_ row: Int) -> String { "e\(row + 1)" }
}

/// The mentions of an article's entities, one row each, by first token, the longer first.
///
/// A name may stand inside another's title: `State Department` in `State Department spokeswoman Ann Lee`.
public final class Mentions {
  public enum Kind: UInt8, CaseIterable, Sendable { case name, role, pronoun }

  public let count: Int
  /// Rows of tokens, half-open: the name with its titles and roles, without an article before it.
  public let firstToken, endToken: Column<Int32>
  /// The last token of the name itself, the noun of a role, the pronoun.
  public let head: Column<Int32>
  /// `Kind`
  public let kind: Column<UInt8>
  /// Row of `Entities`.
  public let entity: Column<Int32>

  init(_ rows: [MentionFinder.Mention]) {
    let rows = rows.sorted {
      ($0.tokens.lowerBound, -$0.tokens.upperBound) < ($1.tokens.lowerBound, -$1.tokens.upperBound)
    }
    count = rows.count
    firstToken = Column(rows.map { Int32($0.tokens.lowerBound) })
    endToken = Column(rows.map { Int32($0.tokens.upperBound) })
    head = Column(rows.map { Int32($0.head) })
    kind = Column(rows.map(\.kind.rawValue))
    entity = Column(rows.map { Int32($0.entity) })
  }

  public func tokens(_ row: Int) -> Range<Int> { Int(firstToken[row])..<Int(endToken[row]) }

  /// The rows that begin at `token`, the longer first. O(log rows).
  public func rows(beginningAt token: Int) -> Range<Int> {
    var low = 0, high = count
    while low < high {
      let middle = (low + high) / 2
      if firstToken[middle] < token { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < count, firstToken[end] == token { end += 1 }
    return low..<end
  }
}
