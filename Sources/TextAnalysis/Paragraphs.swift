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

  /// Cuts the tokens where their gaps or `blocks` say so. O(tokens + blocks).
  init(_ tokens: [TokenRow], blocks: [Block]) {
    let sorted = blocks.sorted { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
    let regions = sorted.map { block in
      UInt8(truncatingIfNeeded: Block.Region.allCases.firstIndex(of: block.region) ?? Self.body)
    }
    var first: [Int32] = []
    var region: [UInt8] = []
    var next = 0  // the first block that begins behind the current token
    var now = UInt8(Self.body)
    var boundary = sorted.first?.span.start ?? .max
    let rows = tokens.span
    for token in rows.indices {
      let row = rows[token]
      var cut = row.gap == Gap.paragraph || token == 0
      while row.start >= boundary {
        cut = true
        now = regions[next]
        next += 1
        boundary = next < sorted.count ? sorted[next].span.start : .max
      }
      if cut {
        first.append(Int32(token))
        region.append(now)
      }
    }
    count = first.count
    endToken = Column(first.isEmpty ? [] : first.dropFirst() + [Int32(tokens.count)])
    firstToken = Column(first)
    self.region = Column(region)
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
