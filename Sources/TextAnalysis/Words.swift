// An article uses a few hundred different words a thousand times. Each is stored once and named by
// a number, so that lexicons, tags and lemmas are looked up once a word and compared as integers.

/// The distinct words of one analysis: byte strings named by small integers.
public final class Words {
  @usableFromInline private(set) var table: WordTable

  public init(capacity: Int = 512) { table = WordTable(capacity: capacity) }

  init(_ table: consuming WordTable) { self.table = table }

  public var count: Int { table.count }

  /// Where each word's bytes start in `bytes`; one more entry than words, the last being the end.
  @inlinable public var offsets: [Int32] { table.offsets }
  @inlinable public var bytes: [UInt8] { table.bytes }

  /// The number of the word spelled `spelling`, new or known. Amortised O(bytes).
  public func intern(_ spelling: Span<UInt8>) -> Int32 { table.intern(spelling) }

  public func intern(_ spelling: String) -> Int32 { table.intern(Array(spelling.utf8).span) }

  /// The number of the word spelled `spelling`, or nil when the article does not have it.
  public func find(_ spelling: Span<UInt8>) -> Int32? { table.find(spelling) }

  /// The bytes of a word. The word must be one of this table's.
  public func range(of word: Int32) -> Range<Int> { table.range(of: word) }

  public func string(_ word: Int32) -> String {
    String(decoding: table.bytes[table.range(of: word)], as: UTF8.self)
  }

  /// What the vocabulary knows about a word.
  func facts(_ word: Int32) -> WordFacts { table.facts[Int(word)] }

  /// FNV-1a; its value never reaches a result, only the place in the table.
  public static func hash(_ spelling: Span<UInt8>) -> Int { WordTable.hash(spelling) }
}

/// The table itself, a value, so that the tokeniser fills it without asking anybody's leave.
@usableFromInline struct WordTable {
  @usableFromInline private(set) var offsets: [Int32] = [0]
  @usableFromInline private(set) var bytes: [UInt8] = []
  /// What the vocabulary knows about each word.
  private(set) var facts: [WordFacts] = []
  private var hashes: [Int] = []
  private var slots: [Int32]  // open addressing, -1 is empty; a power of two
  private let vocabulary = Vocabulary.shared

  init(capacity: Int) {
    var size = 16
    while size < capacity * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    offsets.reserveCapacity(capacity)
    facts.reserveCapacity(capacity)
    hashes.reserveCapacity(capacity)
    bytes.reserveCapacity(capacity * 8)
  }

  var count: Int { facts.count }

  mutating func intern(_ spelling: Span<UInt8>) -> Int32 {
    let hash = Self.hash(spelling)
    var slot = hash & (slots.count - 1)
    while slots[slot] >= 0 {
      let word = slots[slot]
      if hashes[Int(word)] == hash, equal(word, spelling) { return word }
      slot = (slot + 1) & (slots.count - 1)
    }
    let word = Int32(count)
    for index in spelling.indices { bytes.append(spelling[index]) }
    offsets.append(Int32(bytes.count))
    hashes.append(hash)
    facts.append(vocabulary.facts(of: spelling, hash: hash))
    slots[slot] = word
    if count * 2 > slots.count { grow() }
    return word
  }

  func find(_ spelling: Span<UInt8>) -> Int32? {
    var slot = Self.hash(spelling) & (slots.count - 1)
    while slots[slot] >= 0 {
      if equal(slots[slot], spelling) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  func range(of word: Int32) -> Range<Int> { Int(offsets[Int(word)])..<Int(offsets[Int(word) + 1]) }

  private func equal(_ word: Int32, _ spelling: Span<UInt8>) -> Bool {
    let start = Int(offsets[Int(word)])
    guard Int(offsets[Int(word) + 1]) - start == spelling.count else { return false }
    for index in spelling.indices where bytes[start + index] != spelling[index] { return false }
    return true
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for word in 0..<Int32(count) {
      var slot = hashes[Int(word)] & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = word
    }
  }

  static func hash(_ spelling: Span<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in spelling.indices { hash = (hash ^ UInt64(spelling[index])) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 29)) & 0x7fff_ffff_ffff_ffff)
  }
}
