// An article uses a few hundred different words a thousand times. Each is stored once and named by
// a number, so that lexicons, tags and lemmas are looked up once a word and compared as integers.

/// The distinct words of one analysis: byte strings named by small integers.
public final class Words {
  private var table: WordTable
  /// Words below this number come from the text itself, in small letters and with straight apostrophes.
  package let countInText: Int
  /// Spellings are written out when somebody asks for one.
  private var spellings: [UInt8] = []
  private var bounds: [Int32] = [0]

  public convenience init(capacity: Int = 0) { self.init(WordTable(capacity: capacity)) }

  init(_ table: consuming WordTable) {
    countInText = table.count
    self.table = table
  }

  public var count: Int { table.count }

  /// Where each word's bytes start in `bytes`; one more entry than words, the last being the end.
  public var offsets: [Int32] {
    spell()
    return bounds
  }

  public var bytes: [UInt8] {
    spell()
    return spellings
  }

  private func spell() {
    let spelled = bounds.count - 1
    if spelled == table.count { return }
    bounds.reserveCapacity(table.count + 1)
    let table = self.table
    for word in spelled..<table.count {
      table.append(word, to: &spellings)
      bounds.append(Int32(spellings.count))
    }
  }

  /// The number of the word spelled `spelling`, new or known. Amortised O(bytes).
  public func intern(_ spelling: Span<UInt8>) -> Int32 { table.intern(WordKey(spelling), spelling) }

  public func intern(_ spelling: String) -> Int32 { intern(Array(spelling.utf8).span) }

  /// The bytes of a word. The word must be one of this table's.
  public func range(of word: Int32) -> Range<Int> {
    spell()
    return Int(bounds[Int(word)])..<Int(bounds[Int(word) + 1])
  }

  public func string(_ word: Int32) -> String { String(decoding: spellings[range(of: word)], as: UTF8.self) }

  /// What the vocabulary knows about a word.
  func facts(_ word: Int32) -> WordFacts { table.facts[Int(word)] }

  /// Whether a word that its key does not hold is spelled so.
  package func isLong(_ word: Int, spelled spelling: Span<UInt8>) -> Bool {
    table.isSpelled(Int32(word), spelling)
  }

  /// The keys of all words by number.
  package var keys: [WordKey] { table.keys }

  /// FNV-1a; its value never reaches a result, only the place in a table.
  public static func hash(_ spelling: Span<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in spelling.indices { hash = (hash ^ UInt64(spelling[index])) &* 0x100_0000_01b3 }
    return Int(truncatingIfNeeded: (hash ^ (hash >> 29)) & 0x7fff_ffff_ffff_ffff)
  }
}

/// The table itself, a value, so that the tokeniser fills it without asking anybody's leave. It is small, so that it stays
/// in the processor's nearest cache: for each word its key, what is known of it, and the bytes that the key does not hold.
struct WordTable {
  private(set) var keys: [WordKey] = []
  /// What the vocabulary knows about each word.
  private(set) var facts: [WordFacts] = []
  /// Numbers of words, -1 for an empty place: open addressing; a power of two, at most half of it filled.
  private var index: [Int32]
  private var shift: UInt64
  /// The spellings of words that are too long for a key to hold, one behind the other.
  private var longSpellings: [UInt8] = []
  /// Where a long word's spelling begins there; 0 for a short one.
  private var longStarts: [Int32] = []
  private let vocabulary = Vocabulary.shared

  init(capacity: Int = 0) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    index = [Int32](repeating: -1, count: size)
    shift = UInt64(64 - size.trailingZeroBitCount)
    keys.reserveCapacity(capacity)
    facts.reserveCapacity(capacity)
    longStarts.reserveCapacity(capacity)
  }

  var count: Int { keys.count }

  /// The number of the word spelled `spelling`, new or known. Amortised O(bytes).
  @inline(__always) mutating func intern(_ key: WordKey, _ spelling: Span<UInt8>) -> Int32 {
    var place = key.place(shift: shift)
    while true {
      let word = index[place]
      if word < 0 { return add(key, spelling, at: place) }
      if keys[Int(word)] == key, key.isWhole || isSpelled(word, spelling) { return word }
      place = (place &+ 1) & (index.count &- 1)
    }
  }

  /// The number of a word that is known and that its key holds; nil for any other.
  @inline(__always) func find(_ key: WordKey) -> Int32? {
    guard key.isWhole else { return nil }
    var place = key.place(shift: shift)
    while true {
      let word = index[place]
      if word < 0 { return nil }
      if keys[Int(word)] == key { return word }
      place = (place &+ 1) & (index.count &- 1)
    }
  }

  /// Appends the spelling of a word to `spellings`.
  func append(_ word: Int, to spellings: inout [UInt8]) {
    let key = keys[word]
    if key.isWhole {
      key.appendBytes(to: &spellings)
    } else {
      let start = Int(longStarts[word])
      spellings.append(contentsOf: longSpellings[start..<start + key.length])
    }
  }

  func isSpelled(_ word: Int32, _ spelling: Span<UInt8>) -> Bool {
    guard spelling.count == keys[Int(word)].length else { return false }
    let start = Int(longStarts[Int(word)])
    for index in spelling.indices where longSpellings[start &+ index] != spelling[index] { return false }
    return true
  }

  @inline(never) private mutating func add(_ key: WordKey, _ spelling: Span<UInt8>, at place: Int) -> Int32 {
    let word = Int32(keys.count)
    keys.append(key)
    facts.append(vocabulary.facts(of: key, spelling))
    if key.isWhole {
      longStarts.append(0)
    } else {
      longStarts.append(Int32(longSpellings.count))
      for index in spelling.indices { longSpellings.append(spelling[index]) }
    }
    index[place] = word
    if keys.count * 2 > index.count { grow() }
    return word
  }

  private mutating func grow() {
    index = [Int32](repeating: -1, count: index.count * 2)
    shift -= 1
    for word in keys.indices {
      var place = keys[word].place(shift: shift)
      while index[place] >= 0 { place = (place &+ 1) & (index.count &- 1) }
      index[place] = Int32(word)
    }
  }
}
