// Puts sections together into the file that `ModelFile` reads.

import TextAnalysis

struct ModelWriter {
  private var sections: [(name: UInt32, bytes: [UInt8])] = []

  mutating func add<Element: BitwiseCopyable>(_ name: StaticString, _ values: [Element]) {
    unsafe values.withUnsafeBytes { bytes in unsafe sections.append((ModelFile.name(name), Array(bytes))) }
  }

  func bytes() -> [UInt8] {
    var header: [UInt32] = [ModelFile.magic, UInt32(sections.count)]
    var body: [UInt8] = []
    let alignment = ModelFile.alignment
    let start = (8 + sections.count * 12 + alignment - 1) / alignment * alignment
    for section in sections {
      header.append(contentsOf: [section.name, UInt32(start + body.count), UInt32(section.bytes.count)])
      body.append(contentsOf: section.bytes)
      while body.count % alignment != 0 { body.append(0) }
    }
    var bytes: [UInt8] = []
    for word in header {
      for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
    while bytes.count < start { bytes.append(0) }
    return bytes + body
  }

  /// The model as the program would find it; its memory is never given back.
  static func open(_ bytes: [UInt8]) -> ModelFile? {
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: bytes.count, alignment: ModelFile.alignment)
    unsafe memory.copyBytes(from: bytes)
    return try? unsafe ModelFile(UnsafeRawBufferPointer(memory))
  }
}

/// Turns floats into small integers.
enum Quantise {
  /// Eight bits with one scale: `value ≈ integer * scale`.
  static func bytes(_ values: [Float]) -> (values: [Int8], scale: Float) {
    let largest = values.reduce(Float(1e-6)) { max($0, abs($1)) }
    let meanSquare = values.reduce(Float(0)) { $0 + $1 * $1 } / Float(max(1, values.count))
    // A few outliers must not cost all others their precision.
    let scale = min(largest, 12 * meanSquare.squareRoot()) / 127
    return (values.map { Int8(max(-127, min(127, ($0 / scale).rounded()))) }, scale)
  }

  static func words(_ values: [Float], scale: Float) -> [Int16] {
    values.map { Int16(max(-32767, min(32767, ($0 * scale).rounded()))) }
  }

  /// A row-major matrix laid out as `OctetMatrix` reads it: pairs of columns, rows filled up to 16.
  static func paired(_ values: [Int16], rows: Int, columns: Int) -> [Int16] {
    precondition(values.count == rows * columns && columns % 2 == 0, "a matrix of pairs has an even width")
    let filled = RowCache.filled(rows)
    var paired = [Int16](repeating: 0, count: filled * columns)
    for row in 0..<rows {
      for column in 0..<columns {
        paired[(column / 2 * filled + row) * 2 + column % 2] = values[row * columns + column]
      }
    }
    return paired
  }

  /// The largest power of two that keeps all values within 16 bits, at most 2^`limit`.
  static func shift(_ values: [Float], limit: Int) -> Int {
    let largest = values.reduce(Float(1e-6)) { max($0, abs($1)) }
    var shift = limit
    while shift > 0, largest * Float(1 << shift) > 32000 { shift -= 1 }
    return shift
  }
}
