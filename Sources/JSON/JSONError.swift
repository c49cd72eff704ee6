// What is wrong with a JSON text is said once, here, in the order expected, then got, with the
// offset of the byte that could not stand there.

/// The first mistake in a JSON text.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where, in bytes from the start of the bytes that were read.
  public var offset: Int
  /// `',' or '}'`
  public var expected: String
  /// `'x'`, `byte 0x01`, `end of input`
  public var got: String

  public init(offset: Int, expected: String, got: String) {
    self.offset = offset
    self.expected = expected
    self.got = got
  }

  /// `expected ',' or '}', got 'x'`: one line, without the offset.
  public var description: String { "expected \(expected), got \(got)" }
}

/// What kind of value stands in a JSON text.
public enum JSONKind: String, Hashable, Sendable, CustomStringConvertible {
  case object, array, string, number, boolean, null

  public var description: String { rawValue }
}

/// What a reader had to replace in strings to make them valid Unicode.
public struct JSONRepairs: Hashable, Sendable {
  /// How often one thing was replaced, and where first.
  public struct Tally: Hashable, Sendable {
    public var count = 0
    /// Where the first of them stood in the bytes read.
    public var firstInputOffset: Int?
    /// Where its U+FFFD stands in the buffer that the string was appended to.
    public var firstOutputOffset: Int?

    public init() {}

    func adding(_ later: Tally) -> Tally {
      guard count > 0 else { return later }
      var sum = self
      sum.count += later.count
      return sum
    }

    mutating func add(input: Int, output: Int) {
      if count == 0 {
        firstInputOffset = input
        firstOutputOffset = output
      }
      count += 1
    }
  }

  /// Ill-formed UTF-8 sequences; each became one U+FFFD.
  public var invalidSequences = Tally()
  /// `\u` escapes of half a surrogate pair; each became one U+FFFD.
  public var loneSurrogates = Tally()

  public init() {}

  /// These and those that came after them.
  public func adding(_ later: JSONRepairs) -> JSONRepairs {
    var sum = JSONRepairs()
    sum.invalidSequences = invalidSequences.adding(later.invalidSequences)
    sum.loneSurrogates = loneSurrogates.adding(later.loneSurrogates)
    return sum
  }

  public var isEmpty: Bool { invalidSequences.count == 0 && loneSurrogates.count == 0 }
}
