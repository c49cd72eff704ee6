// Where paragraphs begin and end. A blank line ends one, and so does a block of the article. A text
// whose lines are longer than anybody wraps them by hand has one paragraph a line.

public import Articles

/// The paragraphs of an article, one row each, in text order; together they hold every token.
public final class Paragraphs {
  public let count: Int
  /// Rows of tokens, half-open; no paragraph is empty.
  public let firstToken, endToken: Column<Int32>
  /// The region of the block that the paragraph begins in, as an index of `Block.Region.allCases`.
  public let region: Column<UInt8>

  /// Cuts the tokens at `starts`, which rise from 0, and where `blocks` say so. O(starts + blocks log tokens).
  init(_ tokens: [TokenRow], starts: [Int32], blocks: [Block]) {
    let sorted = blocks.sorted { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    var first: [Int32] = []
    var region: [UInt8] = []
    first.reserveCapacity(starts.count + blocks.count)
    region.reserveCapacity(starts.count + blocks.count)
    func cut(at token: Int32, _ kind: UInt8) {
      if first.last == token {
        region[region.count - 1] = kind
      } else {
        first.append(token)
        region.append(kind)
      }
    }
    var next = 0  // the first start that no cut was made for
    var now = UInt8(Self.body)
    for block in sorted {
      let token = Self.firstToken(of: tokens, at: block.span.start)
      guard token < tokens.count else { break }
      while next < starts.count, starts[next] < token {
        cut(at: starts[next], now)
        next += 1
      }
      now = UInt8(truncatingIfNeeded: Block.Region.allCases.firstIndex(of: block.region) ?? Self.body)
      cut(at: Int32(token), now)
    }
    while next < starts.count {
      cut(at: starts[next], now)
      next += 1
    }
    count = first.count
    endToken = Column(first.isEmpty ? [] : first.dropFirst() + [Int32(tokens.count)])
    firstToken = Column(first)
    self.region = Column(region)
  }

  /// The row of the first token that begins at `offset` or behind it.
  private static func firstToken(of tokens: [TokenRow], at offset: Int32) -> Int {
    var low = 0, high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if tokens[middle].start < offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static let body = Block.Region.allCases.firstIndex(of: .body) ?? 0

  /// The tokens of a paragraph.
  @inlinable public func tokens(_ paragraph: Int) -> Range<Int> {
    Int(firstToken[paragraph])..<Int(endToken[paragraph])
  }

  /// What part of the page the paragraph is.
  public func region(_ paragraph: Int) -> Block.Region {
    Block.Region.allCases[Int(region[paragraph])]
  }
}
