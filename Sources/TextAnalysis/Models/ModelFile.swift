// The models lie in the program's read-only data and are used where they lie. This file is the one
// place that turns their bytes into typed rows, and checks once that every row is inside the file.

internal import TextModels

/// A model's bytes, cut into named sections. What it points to lives as long as the program.
@safe package struct ModelFile {
  package enum Failure: Error, Equatable {
    case notAModel
    case missing(section: UInt32)
    case wrongSize(section: UInt32)
  }

  private let bytes: UnsafeRawBufferPointer

  /// `magic, section count, (name, offset, size)…` as 32-bit little-endian words, then the sections.
  package static let magic: UInt32 = 0x314d_5341  // "ASM1"
  package static let alignment = 64

  /// Reads the table of sections. `bytes` must be aligned to 64 and outlive everything read from it.
  package init(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    guard bytes.count >= 8, unsafe bytes.load(as: UInt32.self) == Self.magic else { throw .notAModel }
    unsafe self.bytes = bytes
    guard word(1) <= 1024, bytes.count >= 8 + Int(word(1)) * 12 else { throw .notAModel }
  }

  package static func vectors() -> ModelFile? { unsafe open(tm_vectors()) }
  package static func tagger() -> ModelFile? { unsafe open(tm_tagger()) }
  package static func parser() -> ModelFile? { unsafe open(tm_parser()) }

  private static func open(_ model: tm_model) -> ModelFile? {
    try? unsafe ModelFile(UnsafeRawBufferPointer(start: model.bytes, count: model.count))
  }

  private func word(_ index: Int) -> UInt32 { unsafe bytes.load(fromByteOffset: index * 4, as: UInt32.self) }

  /// The values of a section; `count` nil takes as many as there are.
  package func section<Element: BitwiseCopyable>(
    _ name: StaticString, of type: Element.Type, count: Int? = nil
  ) throws(Failure) -> ModelRows<Element> {
    let wanted = Self.name(name)
    for index in 0..<Int(word(1)) where word(2 + index * 3) == wanted {
      let offset = Int(word(3 + index * 3)), size = Int(word(4 + index * 3))
      let stride = MemoryLayout<Element>.stride
      guard offset % Self.alignment == 0, unsafe offset + size <= bytes.count, size % stride == 0,
        size == (count ?? size / stride) * stride, let base = unsafe bytes.baseAddress
      else { throw .wrongSize(section: wanted) }
      return unsafe ModelRows(
        base: (base + offset).bindMemory(to: Element.self, capacity: size / stride), count: size / stride)
    }
    throw .missing(section: wanted)
  }

  /// Four letters as a number.
  package static func name(_ name: StaticString) -> UInt32 {
    var value: UInt32 = 0
    name.withUTF8Buffer { letters in
      for index in 0..<min(4, letters.count) { unsafe value |= UInt32(letters[index]) << (8 * UInt32(index)) }
    }
    return value
  }
}

/// Values of one section of a model.
@safe package struct ModelRows<Element: BitwiseCopyable> {
  package let base: UnsafePointer<Element>
  package let count: Int

  package subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "a model's row is out of range")
    return unsafe base[index]
  }

  /// The address of `length` values from `index` on.
  package func row(_ index: Int, _ length: Int) -> UnsafePointer<Element> {
    precondition(index >= 0 && index + length <= count, "a model's row is out of range")
    return unsafe base + index
  }
}

/// A sorted list of 32-bit hashes; what it finds is the place in the list.
package struct HashIndex {
  private let hashes: ModelRows<UInt32>
  /// Where the hashes with each beginning start, and at last their end. Hashes are spread evenly, so there is one or
  /// two of each.
  private let starts: [Int32]
  private let shift: UInt32

  package init(_ hashes: ModelRows<UInt32>) {
    self.hashes = hashes
    var bits: UInt32 = 4
    while bits < 20, 1 << bits < hashes.count { bits += 1 }
    shift = 32 - bits
    var starts = [Int32](repeating: 0, count: 1 << bits + 1)
    for index in 0..<hashes.count { starts[Int(hashes[index] >> shift) + 1] += 1 }
    for beginning in 1..<starts.count { starts[beginning] += starts[beginning - 1] }
    self.starts = starts
  }

  package var count: Int { hashes.count }

  /// O(1), as hashes are spread.
  package func find(_ hash: UInt32) -> Int? {
    let beginning = Int(hash >> shift)
    let same = Int(starts[beginning])..<Int(starts[beginning + 1])
    return same.first { hashes[$0] == hash }
  }
}
