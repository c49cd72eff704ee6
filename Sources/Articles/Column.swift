// Analysis layers are columns, and Lua's C views read them while Swift may still be filling lazy
// ones. Both need an address that stays put, which no Array promises; hence this one file of
// manual memory.

/// A fixed number of plain values at an address that lasts as long as the column.
///
/// Not `Sendable`: an analysis belongs to the worker that made it.
@safe public final class Column<Element: BitwiseCopyable> {
  public let count: Int
  /// For C readers; valid while this column lives.
  public let baseAddress: UnsafeMutablePointer<Element>

  /// Makes a column of `count` copies of `value`.
  public init(repeating value: Element, count: Int) {
    precondition(count >= 0, "a column cannot have \(count) rows")
    self.count = count
    unsafe self.baseAddress = .allocate(capacity: max(count, 1))
    unsafe baseAddress.initialize(repeating: value, count: max(count, 1))
  }

  /// Makes a column whose rows are what `value` gives for their numbers, in order.
  @inlinable public init(count: Int, _ value: (Int) -> Element) {
    precondition(count >= 0, "a column cannot have \(count) rows")
    self.count = count
    unsafe baseAddress = .allocate(capacity: max(count, 1))
    for row in 0..<count { unsafe (baseAddress + row).initialize(to: value(row)) }
  }

  /// Makes a column of runs: the rows up to the first of `ends` are 0, those from there to the next are 1, and so on.
  public init(endsOfRuns ends: [Int32]) where Element == Int32 {
    count = Int(ends.last ?? 0)
    unsafe baseAddress = .allocate(capacity: max(count, 1))
    var start = 0
    for (number, end) in ends.enumerated() {
      let length = Int(end) - start
      precondition(length >= 0, "a run cannot end before it begins")
      unsafe (baseAddress + start).initialize(repeating: Int32(number), count: length)
      start += length
    }
  }

  /// Copies `values`.
  public init(_ values: [Element]) {
    count = values.count
    unsafe baseAddress = .allocate(capacity: max(values.count, 1))
    unsafe values.withUnsafeBufferPointer { source in
      if let start = source.baseAddress {
        unsafe baseAddress.initialize(from: start, count: source.count)
      }
    }
  }

  deinit { unsafe baseAddress.deallocate() }

  @inlinable public subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count, "row out of range")
      return unsafe baseAddress[index]
    }
    set {
      precondition(index >= 0 && index < count, "row out of range")
      unsafe baseAddress[index] = newValue
    }
  }

  /// Lends the values to `body`, for loops that should not pay for a class access a row.
  @inlinable public func withSpan<Result: ~Copyable, Failure: Error>(
    _ body: (Span<Element>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(unsafe Span(_unsafeStart: UnsafePointer(baseAddress), count: count))
  }
}
