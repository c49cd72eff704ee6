// The first layer of both networks is linear in the word, so what a word adds to its neighbourhood
// can be worked out once and kept. After a few articles nearly every word is here.

internal import TextModels

/// Finished first-layer rows of the words met so far, for one network.
///
/// A pure memory: what it gives for a word never depends on what it saw before. Belongs to one worker.
/// Rows are worked out several at a time: the matrix that makes them is larger than the nearest caches.
@safe package final class RowCache {
  package let rowLength: Int
  /// Forgets most words before a sentence once it holds this many.
  private let limit: Int

  private let vectors: WordVectors?
  private let known: HashIndex
  private let learned: ModelRows<Int8>
  private let learnedDimensions: Int
  private let matrix: OctetMatrix

  private var features = WordFeatures()
  private let columns: Int
  /// The word in hand, before it is rounded.
  private let input: UnsafeMutablePointer<Int16>
  /// What the last `pending` rows are to be made from.
  private let inputs: UnsafeMutablePointer<UInt8>
  private var pending = 0
  private static let mostPending = 32
  /// Bits that are rounded off a word's vector, and off the sum of its learned rows.
  private static let vectorShift = 1, learnedShift = 1

  private var rows: UnsafeMutablePointer<Int8>
  private var capacity: Int
  private var count = 0
  private var keys: [UInt64] = []
  /// Whether the word was met in a further article since words were last forgotten.
  private var isMetAgain: [Bool] = []
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
    let stored = try file.section("matr", of: Int16.self, count: rowLength * columns)
    let shift = try file.section("shif", of: Int32.self, count: 1)[0]
    guard shift >= 0, shift < 27, columns % 4 == 0, rowLength == Self.filled(rowLength) else {
      throw .wrongSize(section: ModelFile.name("matr"))
    }
    let kinds = (0..<columns).map { column in
      OctetMatrix.Column(
        worth: Float(1 << (column < WordVectors.dimensions ? Self.vectorShift : Self.learnedShift)),
        centre: TM_CENTRE)
    }
    matrix = OctetMatrix(stored, rows: rowLength, columns: kinds, units: Float(1 << (shift + 5)))
    unsafe input = .allocate(capacity: columns)
    unsafe inputs = .allocate(capacity: Self.mostPending * columns)
    // Just above the limit, so that they are hardly ever moved. What is not used yet costs addresses, but no memory.
    capacity = limit + limit / 32
    unsafe rows = .allocate(capacity: capacity * rowLength)
    slots = [Int32](repeating: -1, count: 4096)
    addBoundary()
  }

  deinit {
    unsafe input.deallocate()
    unsafe inputs.deallocate()
    unsafe rows.deallocate()
  }

  /// Makes ready for a sentence of `words`: rows asked for from now on stay until the next call.
  package func begin(_ words: Words) {
    if count > limit {
      forgetRareWords()
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

  /// The number of the row of a word of `words` in a shape. `begin` must have been called with these words, and
  /// `finish` must be before the row is read.
  package func place(of word: Int32, shape: UInt8, in words: Words) -> Int32 {
    let index = Int(word) * WordFeatures.shapes + Int(shape)
    guard index < places.count, Int(shape) < WordFeatures.shapes else { return find(word, shape, words) }
    if places[index] < 0 { places[index] = find(word, shape, words) }
    return places[index]
  }

  /// How many rows asked for are still to be worked out.
  package var pendingCount: Int { pending }

  /// Works out the rows that were asked for.
  package func finish() {
    guard pending > 0 else { return }
    unsafe withUnsafePointer(to: matrix.matrix) { matrix in
      unsafe tm_byte_products(matrix, inputs, Int32(pending), rows + (count - pending) * rowLength)
    }
    pending = 0
  }

  /// The rows, `rowLength` apart in the order of their numbers; valid until the next call of `place` or `begin`.
  package var base: UnsafePointer<Int8> { unsafe UnsafePointer(rows) }

  private func find(_ word: Int32, _ shape: UInt8, _ words: Words) -> Int32 {
    let range = words.range(of: word)
    let bytes = words.bytes
    // The shape is mixed in by itself: beside the first letter it would make one word of two.
    var key: UInt64 = (0xcbf2_9ce4_8422_2325 ^ UInt64(shape)) &* 0x100_0000_01b3
    for index in range { key = (key ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
    key ^= key >> 32
    var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[slot] >= 0 {
      if keys[Int(slots[slot])] == key {
        isMetAgain[Int(slots[slot])] = true
        return slots[slot]
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    features.compute(bytes.span.extracting(range), shape: shape, known: known.find)
    return add(key, slot, vectors.flatMap { $0.find(features.hash) })
  }

  private func addBoundary() {
    features = WordFeatures()
    _ = add(0, 0, nil, boundary: true)
    finish()
  }

  private func add(_ key: UInt64, _ slot: Int, _ vector: Int?, boundary: Bool = false) -> Int32 {
    if pending == Self.mostPending { finish() }
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
    let octets = unsafe inputs + pending * columns
    for column in 0..<columns {
      let shift = column < WordVectors.dimensions ? Self.vectorShift : Self.learnedShift
      let value = unsafe (Int32(input[column]) + (1 << shift) / 2) >> shift
      unsafe octets[column] = UInt8(max(0, min(2 * TM_CENTRE, value + TM_CENTRE)))
    }
    pending += 1
    if count == capacity { growRows() }
    let place = Int32(count)
    count += 1
    keys.append(key)
    isMetAgain.append(false)
    slots[slot] = place
    if count * 2 > slots.count { fillSlots(slots.count * 2) }
    return place
  }

  /// Keeps the words that more than one article had, up to half of the limit: those of one article come by the
  /// thousand and hardly ever again.
  private func forgetRareWords() {
    var kept = 1
    for place in 1..<count where isMetAgain[place] && kept < limit / 2 {
      if place != kept {
        unsafe (rows + kept * rowLength).update(from: rows + place * rowLength, count: rowLength)
        keys[kept] = keys[place]
      }
      isMetAgain[kept] = false
      kept += 1
    }
    count = kept
    keys.removeSubrange(kept...)
    isMetAgain.removeSubrange(kept...)
    fillSlots(slots.count)
  }

  private func row(learned feature: Int32) -> UnsafePointer<Int8> {
    unsafe learned.row(Int(feature) * learnedDimensions, learnedDimensions)
  }

  private func growRows() {
    let larger = UnsafeMutablePointer<Int8>.allocate(capacity: capacity * 2 * rowLength)
    unsafe larger.update(from: rows, count: count * rowLength)
    unsafe rows.deallocate()
    unsafe rows = larger
    capacity *= 2
  }

  private func fillSlots(_ size: Int) {
    slots = [Int32](repeating: -1, count: size)
    for place in 0..<Int32(count) {
      var slot = Int(truncatingIfNeeded: keys[Int(place)]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = place
    }
  }
}
