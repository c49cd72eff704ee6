/// A stretch of an article's text: half-open, in UTF-8 bytes from the start of `Article.text`.
public struct TextSpan: Hashable, Sendable, BitwiseCopyable {
  public var start: Int32
  public var end: Int32

  @inlinable public init(_ start: Int32, _ end: Int32) {
    self.start = start
    self.end = end
  }

  @inlinable public var count: Int { Int(end - start) }
  @inlinable public var isEmpty: Bool { end <= start }
  @inlinable public func overlaps(_ other: TextSpan) -> Bool { start < other.end && other.start < end }
  @inlinable public func contains(_ other: TextSpan) -> Bool { start <= other.start && other.end <= end }
}

extension TextSpan: Comparable {
  /// By start, then the shorter first.
  @inlinable public static func < (a: TextSpan, b: TextSpan) -> Bool {
    (a.start, a.end) < (b.start, b.end)
  }
}
