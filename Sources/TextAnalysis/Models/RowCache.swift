// The first layer of both networks is linear in the word, so what a word adds to its neighbourhood
// can be worked out once and kept.

internal import TextModels

/// Finished first-layer rows, for one network, of the words that a `WordMemory` has numbered.
///
/// Rows are worked out several at a time: the matrix that makes them is larger than the nearest caches.
@safe package final class RowCache {
  private let memory: WordMemory
  private let rowLength: Int
  private let learned: ModelRows<Int8>
  private let learnedDimensions: Int
  private let matrix: OctetMatrix

  private let columns: Int
  /// The word in hand, before it is rounded.
  private let input: UnsafeMutablePointer<Int16>
  /// What the rows of the words in `pending` are to be made from, and room for those rows.
  private let inputs: UnsafeMutablePointer<UInt8>
  private let made: UnsafeMutablePointer<Int8>
  private var pending: [Int32] = []
  private static let mostPending = 32
  /// Bits that are rounded off a word's vector, and off the sum of its learned rows.
  private static let vectorShift = 1, learnedShift = 1

  private var rows: UnsafeMutablePointer<Int8>
  /// Whether the row of a word is there, or was asked for.
  private var isReady: UnsafeMutablePointer<Bool>
  private var capacity: Int

  /// The network's sections `embd`, `matr` and `shif`. It must know the words that the memory knows.
  init(_ file: ModelFile, _ memory: WordMemory, rowLength: Int) throws(ModelFile.Failure) {
    self.memory = memory
    self.rowLength = rowLength
    guard try memory.isMade(for: file) else { throw .wrongSize(section: ModelFile.name("word")) }
    learned = try file.section("embd", of: Int8.self)
    let allRows = memory.known.count + WordFeatures.spellingRows
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
    unsafe made = .allocate(capacity: Self.mostPending * rowLength)
    // Just above the limit, so that they are hardly ever moved. What is not used yet costs addresses, but no memory.
    capacity = memory.limit + memory.limit / 32
    unsafe rows = .allocate(capacity: capacity * rowLength)
    unsafe isReady = .allocate(capacity: capacity)
    unsafe isReady.initialize(repeating: false, count: capacity)
    memory.tell(self)
  }

  deinit {
    unsafe input.deallocate()
    unsafe inputs.deallocate()
    unsafe made.deallocate()
    unsafe rows.deallocate()
    unsafe isReady.deallocate()
  }

  /// The number of rows that the kernels want a matrix filled up to.
  package static func filled(_ rows: Int) -> Int { (rows + 15) / 16 * 16 }

  /// Asks for the row of a word by its number. `finish` must be before it is read.
  @inline(__always) func ask(for number: Int32) {
    if Int(number) < capacity, unsafe isReady[Int(number)] { return }
    prepare(number)
  }

  /// How many rows asked for are still to be worked out.
  var pendingCount: Int { pending.count }

  /// Works out the rows that were asked for.
  func finish() {
    guard !pending.isEmpty else { return }
    unsafe withUnsafePointer(to: matrix.matrix) { matrix in
      unsafe tm_byte_products(matrix, inputs, Int32(pending.count), made)
    }
    for (place, number) in pending.enumerated() {
      unsafe (rows + Int(number) * rowLength).update(from: made + place * rowLength, count: rowLength)
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// The rows, `rowLength` apart in the order of their numbers; valid until the next call of `ask`.
  var base: UnsafePointer<Int8> { unsafe UnsafePointer(rows) }

  /// Moves rows to where their numbers are now: the words of `kept`, which are in rising order, are numbered anew from 0.
  func keep(_ kept: [Int32]) {
    finish()
    var before = 0
    for (new, old) in kept.enumerated() {
      let old = Int(old)
      let isThere = unsafe old < capacity && isReady[old]
      if isThere, new != old {
        unsafe (rows + new * rowLength).update(from: rows + old * rowLength, count: rowLength)
      }
      if new < capacity { unsafe isReady[new] = isThere }
      before = new + 1
    }
    for number in before..<max(before, capacity) { unsafe isReady[number] = false }
  }

  @inline(never) private func prepare(_ number: Int32) {
    if Int(number) >= capacity { growRows(to: Int(number) + 1) }
    unsafe isReady[Int(number)] = true
    if pending.count == Self.mostPending { finish() }
    unsafe input.update(repeating: 0, count: columns)
    let vector = memory.vector(of: Int(number))
    if vector >= 0, let vectors = memory.vectors {
      unsafe tm_add_bytes(vectors.row(vector), Int32(WordVectors.dimensions), input)
    }
    let sum = unsafe input + WordVectors.dimensions
    for feature in memory.rows(of: Int(number)) {
      unsafe tm_add_bytes(
        learned.row(Int(feature) * learnedDimensions, learnedDimensions), Int32(learnedDimensions), sum)
    }
    let octets = unsafe inputs + pending.count * columns
    for column in 0..<columns {
      let shift = column < WordVectors.dimensions ? Self.vectorShift : Self.learnedShift
      let value = unsafe (Int32(input[column]) + (1 << shift) / 2) >> shift
      unsafe octets[column] = UInt8(max(0, min(2 * TM_CENTRE, value + TM_CENTRE)))
    }
    pending.append(number)
  }

  private func growRows(to needed: Int) {
    let larger = max(needed, capacity * 2)
    let newRows = UnsafeMutablePointer<Int8>.allocate(capacity: larger * rowLength)
    let newReady = UnsafeMutablePointer<Bool>.allocate(capacity: larger)
    unsafe newRows.update(from: rows, count: capacity * rowLength)
    unsafe newReady.update(from: isReady, count: capacity)
    unsafe (newReady + capacity).initialize(repeating: false, count: larger - capacity)
    unsafe rows.deallocate()
    unsafe isReady.deallocate()
    unsafe rows = newRows
    unsafe isReady = newReady
    capacity = larger
  }
}
