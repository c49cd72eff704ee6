// An array of articles may be larger than memory, so its elements have to be cut out of bytes that
// come piece by piece, before anything can read them.

/// Finds where one JSON value ends in bytes that come in pieces.
///
/// Only brackets and strings are looked at; whether the value is well formed is for a reader to say.
/// Linear, about 1 GB/s.
public struct JSONValueScanner: Sendable {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var hasBegun = false

  public init() {}

  /// Goes on at `start`, which is the value's first byte the first time, and returns the offset after
  /// the value's last byte, or nil when it does not end in `bytes`.
  public mutating func end(in bytes: Span<UInt8>, from start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      if isInString {
        if isEscaped {
          isEscaped = false
          index += 1
          continue
        }
        index = plainRun(bytes, from: index, to: bytes.count).end
        guard index < bytes.count else { return nil }
        let byte = bytes[index]
        index += 1
        if byte == 0x5C { isEscaped = true }
        if byte == 0x22 {
          isInString = false
          if depth == 0 { return index }
        }
        continue
      }
      switch bytes[index] {
      case 0x22: isInString = true
      case 0x7B, 0x5B: depth += 1
      case 0x7D, 0x5D:
        // A bracket that closes what is around a number, or nothing at all.
        if depth == 0 { return hasBegun ? index : index + 1 }
        depth -= 1
        if depth == 0 { return index + 1 }
      case 0x2C, 0x20, 0x09, 0x0A, 0x0D:
        if depth == 0 { return hasBegun ? index : index + 1 }
      default: break
      }
      hasBegun = true
      index += 1
    }
    return nil
  }
}
