// The loops that touch every byte. Our own looks at 32 bytes without an early exit, which the compiler
// turns into vector instructions over a bounds-checked Span (about 7 GB/s, where a plain byte loop
// gives 1.3); SIMD types would need unsafe loads to be as fast.

internal import Glibc

/// A run of bytes that a JSON string can hold as they are.
struct PlainRun {
  /// Where a quotation mark, a backslash or a control character ends it, or the bytes do.
  var end: Int
  /// All bytes of the run or-ed together; below 0x80, there is nothing to validate.
  var union: UInt8
}

/// The run that begins at `start`, which may be empty.
@inline(__always)
func plainRun(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> PlainRun {
  var index = start
  var union: UInt8 = 0
  while index &+ 32 <= end {
    let block = bytes.extracting(index..<(index &+ 32))
    var found: UInt8 = 0
    var unionOfBlock: UInt8 = 0
    for lane in 0..<32 {
      let byte = block[lane]
      found |= (byte == 0x22 ? 1 : 0) | (byte == 0x5C ? 1 : 0) | (byte < 0x20 ? 1 : 0)
      unionOfBlock |= byte
    }
    if found != 0 { break }
    union |= unionOfBlock
    index &+= 32
  }
  while index < end {
    let byte = bytes[index]
    if byte == 0x22 || byte == 0x5C || byte < 0x20 { break }
    union |= byte
    index &+= 1
  }
  return PlainRun(end: index, union: union)
}

/// The offset of the first `wanted` at or after `start`, or nil.
///
/// Linear, as fast as memory: the C library has this in the widest instructions that the processor knows.
public func firstIndex(of wanted: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int? {
  guard start < bytes.count else { return nil }
  return unsafe bytes.extracting(start..<bytes.count).withUnsafeBytes { rest in
    guard let begin = rest.baseAddress, let found = unsafe memchr(begin, Int32(wanted), rest.count) else {
      return nil
    }
    return unsafe start + begin.distance(to: UnsafeRawPointer(found))
  }
}

extension [UInt8] {
  /// Appends a copy of `more` in one step, without counting a reference.
  mutating func append(_ more: Span<UInt8>) {
    unsafe more.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

/// The value of a hexadecimal digit, or nil.
@inline(__always)
func hexadecimalValue(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte &- 0x30)
  case 0x41...0x46: UInt32(byte &- 0x37)
  case 0x61...0x66: UInt32(byte &- 0x57)
  default: nil
  }
}
