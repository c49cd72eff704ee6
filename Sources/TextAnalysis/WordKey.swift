// Words are told apart millions of times, so what tells them apart fits into one number for nearly all of them, and is
// read out of a text in one step where that is possible.

/// What tells words apart: for up to seven bytes the bytes themselves, for longer words a mixture of them.
package struct WordKey: Hashable, Sendable, BitwiseCopyable {
  package private(set) var value: UInt64 = 0
  package private(set) var length = 0

  package init() {}

  /// The key of fewer than eight bytes: `packed` holds them, the first lowest, and nothing above.
  @inline(__always) init(packed: UInt64, length: Int) {
    value = packed
    self.length = length
  }

  package init(_ spelling: Span<UInt8>) {
    for index in spelling.indices { add(spelling[index]) }
  }

  @inline(__always) mutating func add(_ byte: UInt8) {
    value ^= UInt64(byte) &<< UInt64(truncatingIfNeeded: (length & 7) &* 8)
    length &+= 1
    if length & 7 == 0 {
      value = value &* 0x9E37_79B9_7F4A_7C15
      value ^= value >> 29
    }
  }

  /// Adds eight bytes, the first lowest, to a key of no bytes or of a multiple of eight.
  @inline(__always) mutating func add(eight bytes: UInt64) {
    value = (value ^ bytes) &* 0x9E37_79B9_7F4A_7C15
    value ^= value >> 29
    length &+= 8
  }

  /// Adds fewer than eight bytes, packed as for `init`, to such a key.
  @inline(__always) mutating func add(last bytes: UInt64, count: Int) {
    value ^= bytes
    length &+= count
  }

  /// Whether two words with this key are the same.
  @inline(__always) package var isWhole: Bool { length < 8 }

  /// Appends the bytes of a word whose key is whole.
  func appendBytes(to bytes: inout [UInt8]) {
    for index in 0..<length { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(index * 8))) }
  }

  @inline(__always) private var scattered: UInt64 { value &* 0xD6E8_FEB8_6659_FD93 }

  /// Where to look for the word in a table of two to the power of `64 - shift` places.
  @inline(__always) package func place(shift: UInt64) -> Int { Int(truncatingIfNeeded: scattered &>> shift) }

  /// A byte, never 0, that tells most words apart which share a place.
  @inline(__always) package var tag: UInt8 { UInt8(truncatingIfNeeded: scattered &>> 16) | 1 }
}

/// The eight bytes at `start` of a text as one number, the first lowest. They must be there.
@inline(__always) func eightBytes(_ text: Span<UInt8>, at start: Int) -> UInt64 {
  // The compiler makes one load of these.
  let block = text.extracting(start..<start &+ 8)
  let first = UInt64(block[0]) | UInt64(block[1]) << 8 | UInt64(block[2]) << 16 | UInt64(block[3]) << 24
  let last = UInt64(block[4]) | UInt64(block[5]) << 8 | UInt64(block[6]) << 16 | UInt64(block[7]) << 24
  return first | last << 32
}

/// Whether two spellings of eight bytes or more are the same, once `bits` are set in each eight of the second.
@inline(__always) func isSame(_ known: Span<UInt8>, _ spelling: Span<UInt8>, setting bits: UInt64 = 0) -> Bool
{
  let count = known.count
  guard spelling.count == count else { return false }
  var index = 0
  while index &+ 8 < count {
    if eightBytes(known, at: index) != eightBytes(spelling, at: index) | bits { return false }
    index &+= 8
  }
  return eightBytes(known, at: count &- 8) == eightBytes(spelling, at: count &- 8) | bits
}

/// The ASCII letters at one place of a text, at most eight, read in one step.
struct EightLetters {
  /// How many letters there are before something else.
  let count: Int
  /// Those letters in lower case, the first lowest, and nothing above.
  let small: UInt64
  /// The bit 0x20 of each of them that is a capital.
  let capitals: UInt64

  /// Reads the letters from `start`; eight bytes must be there.
  @inline(__always) init(_ text: Span<UInt8>, from start: Int) {
    let bytes = eightBytes(text, at: start)
    let lowered = bytes | Self.each(0x20)
    // A byte's highest bit says whether it lies between a and z: no sum of seven bits carries into the next byte.
    let low = lowered & Self.each(0x7F)
    let between = (low &+ Self.each(0x80 - 0x61)) & ~(low &+ Self.each(0x80 - 0x7B)) & ~bytes
    let others = ~between & Self.each(0x80)
    count = others.trailingZeroBitCount &>> 3
    let mask = others == 0 ? ~0 : (1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1
    small = lowered & mask
    capitals = ~bytes & Self.each(0x20) & mask
  }

  var shape: Shape {
    if capitals == 0 { return .lower }
    if capitals == 0x20 { return .capitalised }
    return capitals.nonzeroBitCount == count ? .upper : .mixed
  }

  @inline(__always) private static func each(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }
}
