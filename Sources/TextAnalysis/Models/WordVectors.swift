// Word vectors learned elsewhere from billions of words tell the models that a word they were never
// shown behaves like ones that they were.

/// Public-domain word vectors, 8 bits a number.
@safe package struct WordVectors {
  package static let dimensions = 50

  private let index: HashIndex
  private let values: ModelRows<Int8>

  package init(_ file: ModelFile) throws(ModelFile.Failure) {
    index = HashIndex(try file.section("hash", of: UInt32.self))
    values = try file.section("rows", of: Int8.self, count: index.count * Self.dimensions)
  }

  package var count: Int { index.count }

  /// The place of the word with this hash (`WordFeatures.hash`). O(log n).
  package func find(_ hash: UInt32) -> Int? { index.find(hash) }

  package func row(_ place: Int) -> UnsafePointer<Int8> {
    unsafe values.row(place * Self.dimensions, Self.dimensions)
  }
}
