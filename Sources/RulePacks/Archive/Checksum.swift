// Zip archives carry a CRC-32 of every file. It protects against accidents alone; against people there are digests and signatures.

import CZlib

/// The CRC-32 of `bytes`, as zip archives have it.
func checksum(_ bytes: [UInt8]) -> UInt32 {
  var sum = crc32(0, nil, 0)
  // The library takes a length of 32 bits.
  for start in stride(from: 0, to: bytes.count, by: 1 << 30) {
    let piece = bytes[start..<min(start + 1 << 30, bytes.count)]
    sum = unsafe piece.withUnsafeBufferPointer { unsafe crc32(sum, $0.baseAddress, UInt32($0.count)) }
  }
  return UInt32(truncatingIfNeeded: sum)
}
