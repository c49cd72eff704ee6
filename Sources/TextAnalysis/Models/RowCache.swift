// The first layer of both networks is linear in the word, so what a word adds to its neighbourhood
// can be worked out once and kept. After a few articles nearly every word is here.

internal import TextModels

/// Finished first-layer rows of the words met so far, for one network.
///
/// A pure memory: what it gives for a word never depends on what it saw before. Belongs to one worker.
@safe package final class RowCache {
  package let rowLength: Int
  /// Clears itself before a sentence once it holds this many words.
  private let limit: Int

  private let vectors: WordVectors?
  private let known: HashIndex
  private let learned: ModelRows<Int8>
  private let learnedDimensions: Int
  private let matrix: ModelRows<Int16>
  private let shift: Int32

  private var features = WordFeatures()
  private var input: UnsafeMutablePointer<Int16>
  private let columns: Int

  private var rows: UnsafeMutablePointer<Int16>
  private var capacity: Int
  private var count = 0
  private var keys: [UInt64] = []
  private var slots: [Int32]

  /// Row of each (word, shape) of the article in hand, -1 when not yet asked for.
  private var places: [Int32] = []
  private var article: Words?

  /// The network's sections `word` (hashes), `embd`, `matr` and `shif`.
  package init(_ file: ModelFile, vectors: WordVectors?, rowLength: Int, limit: Int = 12_000) throws(ModelFile
    .Failure)
  {
    self.vectors = vectors
    self.rowLength = rowLength
    self.limit = limit
    known = HashIndex(try file.section("word", of: UInt32.self))
    learned = try file.section("embd", of: Int8.self)
    let allRows = known.count + WordFeatures.spellingRows
    learnedDimensions = learned.count / allRows
    guard learnedDimensions > 0, learned.count == learnedDimensions * allRows else {
      throw .wrongSize(section: ModelFile.name("embd"))
    }
    columns = WordVectors.dimensions + learnedDimensions
    matrix = try file.section("matr", of: Int16.self, count: rowLength * columns)
    shift = try file.section("shif", of: Int32.self, count: 1)[0]
    guard shift >= 0, shift < 32, columns % 2 == 0, rowLength == Self.filled(rowLength) else {
      throw .wrongSize(section: ModelFile.name("matr"))
    }
    unsafe input = .allocate(capacity: columns)
    capacity = 1536  // doubles to 12,288, just above the limit
    unsafe rows = .allocate(capacity: capacity * rowLength)
    slots = [Int32](repeating: -1, count: 4096)
    addBoundary()
  }

  deinit {
    unsafe input.deallocate()
    unsafe rows.deallocate()
  }

  /// Makes ready for a sentence of `words`: rows asked for from now on stay until the next call.
  package func begin(_ words: Words) {
    if count > limit {
      count = 0
      keys.removeAll(keepingCapacity: true)
      for slot in slots.indices { slots[slot] = -1 }
      addBoundary()
      article = nil
    }
    if article !== words {
      article = words
      places.removeAll(keepingCapacity: true)
    }
    let wanted = words.count * WordFeatures.shapes
    if places.count < wanted {
      places.append(contentsOf: repeatElement(-1, count: wanted - places.count))
    }
  }

  /// The number of rows that the kernels want a matrix filled up to.
  package static func filled(_ rows: Int) -> Int { (rows + 15) / 16 * 16 }

  /// What stands before the first token and after the last.
  package static let boundary: Int32 = 0

  /// The number of the row of a word of `words` in a shape. `begin` must have been called with these words.
  package func place(of word: Int32, shape: UInt8, in words: Words) -> Int32 {
    let index = Int(word) * WordFeatures.shapes + Int(shape)
    guard index < places.count, Int(shape) < WordFeatures.shapes else { return find(word, shape, words) }
    if places[index] < 0 { places[index] = find(word, shape, words) }
    return places[index]
  }

  /// The rows, `rowLength` apart in the order of their numbers; valid until the next call of `place` or `begin`.
  package var base: UnsafePointer<Int16> { unsafe UnsafePointer(rows) }

  private func find(_ word: Int32, _ shape: UInt8, _ words: Words) -> Int32 {
    let range = words.range(of: word)
    let bytes = words.bytes
    // The shape is mixed in by itself: beside the first letter it would make one word of two.
    var key: UInt64 = (0xcbf2_9ce4_8422_2325 ^ UInt64(shape)) &* 0x100_0000_01b3
    for index in range { key = (key ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
    key ^= key >> 32
    var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[slot] >= 0 {
      if keys[Int(slots[slot])] == key { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    features.compute(bytes.span.extracting(range), shape: shape, known: known.find)
    return add(key, slot, vectors.flatMap { $0.find(features.hash) })
  }

  private func addBoundary() {
    features = WordFeatures()
    _ = add(0, 0, nil, boundary: true)
  }

  private func add(_ key: UInt64, _ slot: Int, _ vector: Int?, boundary: Bool = false) -> Int32 {
    unsafe input.update(repeating: 0, count: columns)
    if let vector, let vectors {
      unsafe tm_add_bytes(vectors.row(vector), Int32(WordVectors.dimensions), input)
    }
    let sum = unsafe input + WordVectors.dimensions
    if boundary {
      unsafe tm_add_bytes(row(learned: WordFeatures.boundaryRow), Int32(learnedDimensions), sum)
    } else {
      for feature in features.rows {
        unsafe tm_add_bytes(row(learned: feature), Int32(learnedDimensions), sum)
      }
    }
    if count == capacity { growRows() }
    unsafe tm_product(
      matrix.base, Int32(rowLength), Int32(columns), input, shift, rows + count * rowLength)
    let place = Int32(count)
    count += 1
    keys.append(key)
    slots[slot] = place
    if count * 2 > slots.count { growSlots() }
    return place
  }

  private func row(learned feature: Int32) -> UnsafePointer<Int8> {
    unsafe learned.row(Int(feature) * learnedDimensions, learnedDimensions)
  }

  private func growRows() {
    let larger = UnsafeMutablePointer<Int16>.allocate(capacity: capacity * 2 * rowLength)
    unsafe larger.update(from: rows, count: count * rowLength)
    unsafe rows.deallocate()
    unsafe rows = larger
    capacity *= 2
  }

  private func growSlots() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for place in 0..<Int32(count) {
      var slot = Int(truncatingIfNeeded: keys[Int(place)]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = place
    }
  }
}
