// An article uses a few hundred different words a thousand times. Each is stored once and named by
// a number, so that lexicons, tags and lemmas are looked up once a word and compared as integers.

/// The distinct words of one analysis: byte strings named by small integers.
public final class Words {
  // Nothing that the table does calls back, so no two accesses meet; asking whether they do costs as much as they do.
  @exclusivity(unchecked) private var table: WordTable
  /// Words below this number come from the text itself, in small letters and with straight apostrophes.
  package let countInText: Int
  // What is read for every token is only ever taken out of its property whole or put in, which Swift sees, and then has no
  // need to look each time whether two accesses meet. So there is a count beside the table.
  private var known: Int
  /// Spellings are written out when somebody asks for one.
  private var spellings: [UInt8] = []
  private var bounds: [Int32] = [0]

  public convenience init(capacity: Int = 0) { self.init(WordTable(capacity: capacity)) }

  init(_ table: consuming WordTable) {
    countInText = table.count
    known = table.count
    unsafe self.table = table
  }

  public var count: Int { known }

  /// Where each word's bytes start in `bytes`; one more entry than words, the last being the end.
  public var offsets: [Int32] {
    spell()
    return bounds
  }

  public var bytes: [UInt8] {
    spell()
    return spellings
  }

  @inline(__always) private func spell() { if bounds.count <= known { spellAll() } }

  @inline(never) private func spellAll() {
    var bytes = spellings, ends = bounds
    spellings = []
    bounds = []
    ends.reserveCapacity(known + 1)
    let table = unsafe self.table
    for word in ends.count - 1..<known {
      table.append(word, to: &bytes)
      ends.append(Int32(bytes.count))
    }
    spellings = bytes
    bounds = ends
  }

  /// The number of the word spelled `spelling`, new or known. Amortised O(bytes).
  public func intern(_ spelling: Span<UInt8>) -> Int32 {
    let word = unsafe table.intern(WordKey(spelling), spelling)
    if word >= known { known = Int(word) + 1 }
    return word
  }

  /// The number of the word of a key that is whole, new or known. Amortised O(1).
  func intern(_ key: WordKey) -> Int32 {
    let word = unsafe table.intern(key, Span())
    if word >= known { known = Int(word) + 1 }
    return word
  }

  public func intern(_ spelling: String) -> Int32 { intern(Array(spelling.utf8).span) }

  /// The number of the word spelled `spelling`, or nil when no word is. O(bytes).
  package func number(of spelling: String) -> Int32? {
    let spelling = Array(spelling.utf8)
    return unsafe table.find(WordKey(spelling.span), spelling.span)
  }

  /// The bytes of a word. The word must be one of this table's.
  public func range(of word: Int32) -> Range<Int> {
    spell()
    return Int(bounds[Int(word)])..<Int(bounds[Int(word) + 1])
  }

  public func string(_ word: Int32) -> String {
    let range = range(of: word)
    return String(decoding: spellings[range], as: UTF8.self)
  }

  /// Replaces what is in `letters` by the bytes of a word. O(bytes).
  func spell(_ word: Int32, into letters: inout [UInt8]) {
    letters.removeAll(keepingCapacity: true)
    unsafe table.append(Int(word), to: &letters)
  }

  /// Whether a word is spelled `text`. O(bytes), and most often O(1).
  func isSpelled(_ word: Int32, _ text: String) -> Bool { unsafe table.isSpelled(word, text) }

  /// What tells a word apart.
  func key(of word: Int32) -> WordKey { unsafe table.key(of: word) }

  /// What the vocabulary knows about a word.
  func facts(_ word: Int32) -> WordFacts { unsafe table.facts(word) }

  /// Appends to `numbers`, which has one for each of the first words, those that the other words of the text have in
  /// `index`; -1 for none. O(words).
  package func appendNumbers(in index: WordIndex, to numbers: inout [Int32]) {
    let first = numbers.count
    guard first < countInText else { return }
    numbers.append(contentsOf: repeatElement(-1, count: countInText - first))
    let table = unsafe self.table
    var added = numbers.mutableSpan
    for word in first..<countInText { added[word] = table.number(of: word, in: index) }
  }

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
  fileprivate struct Row: BitwiseCopyable {
    let key: WordKey
    /// What the vocabulary knows about the word.
    let facts: WordFacts
    /// Where a long word's spelling begins in `longSpellings`; 0 for a short one.
    let longStart: Int32
  }

  fileprivate private(set) var rows: [Row] = []
  /// Numbers of words, -1 for an empty place: open addressing; a power of two, at most half of it filled.
  private var index: [Int32]
  private var shift: UInt64
  /// The spellings of words that are too long for a key to hold, one behind the other.
  private var longSpellings: [UInt8] = []
  private let vocabulary = Vocabulary.shared

  init(capacity: Int = 0) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    index = [Int32](repeating: -1, count: size)
    shift = UInt64(64 - size.trailingZeroBitCount)
    rows.reserveCapacity(capacity)
  }

  var count: Int { rows.count }

  /// What the vocabulary knows about a word.
  @inline(__always) func facts(_ word: Int32) -> WordFacts { rows[Int(word)].facts }

  @inline(__always) func key(of word: Int32) -> WordKey { rows[Int(word)].key }

  /// The number of the word spelled `spelling`, new or known; of a word whose key is whole the spelling is not looked
  /// at. Amortised O(bytes).
  @inline(__always) mutating func intern(_ key: WordKey, _ spelling: Span<UInt8>) -> Int32 {
    intern(key, spelling, setting: 0)
  }

  /// The number of the word that ASCII letters, capitals among them or not, spell in small letters; `key` is that word's.
  @inline(__always) mutating func intern(_ key: WordKey, letters: Span<UInt8>) -> Int32 {
    intern(key, letters, setting: 0x2020_2020_2020_2020)
  }

  @inline(__always) private mutating func intern(
    _ key: WordKey, _ spelling: Span<UInt8>, setting bits: UInt64
  ) -> Int32 {
    var place = key.place(shift: shift)
    while true {
      let word = index[place]
      if word < 0 { return add(key, spelling, setting: UInt8(truncatingIfNeeded: bits), at: place) }
      if rows[Int(word)].key == key, key.isWhole || isSpelled(word, spelling, setting: bits) { return word }
      place = (place &+ 1) & (index.count &- 1)
    }
  }

  /// The number of the word spelled `spelling`, or nil when none is.
  @inline(__always) func find(_ key: WordKey, _ spelling: Span<UInt8>) -> Int32? {
    var place = key.place(shift: shift)
    while true {
      let word = index[place]
      if word < 0 { return nil }
      if rows[Int(word)].key == key, key.isWhole || isSpelled(word, spelling, setting: 0) { return word }
      place = (place &+ 1) & (index.count &- 1)
    }
  }

  /// The number of a word that is known and that its key holds; nil for any other.
  @inline(__always) func find(_ key: WordKey) -> Int32? { key.isWhole ? find(key, Span()) : nil }

  /// Appends the spelling of a word to `spellings`.
  func append(_ word: Int, to spellings: inout [UInt8]) {
    let row = rows[word]
    if row.key.isWhole {
      row.key.appendBytes(to: &spellings)
    } else {
      let start = Int(row.longStart)
      spellings.append(contentsOf: longSpellings[start..<start + row.key.length])
    }
  }

  /// Whether a word that its key does not hold is spelled so, once `bits` are set in each eight bytes of `spelling`.
  @inline(__always) private func isSpelled(_ word: Int32, _ spelling: Span<UInt8>, setting bits: UInt64)
    -> Bool
  {
    let row = rows[Int(word)]
    let start = Int(row.longStart)
    return isSame(longSpellings.span.extracting(start..<start &+ row.key.length), spelling, setting: bits)
  }

  /// Whether a word is spelled `text`.
  func isSpelled(_ word: Int32, _ text: String) -> Bool {
    let row = rows[Int(word)]
    guard row.key.length == text.utf8.count else { return false }
    var key = WordKey()
    for byte in text.utf8 { key.add(byte) }
    guard row.key == key else { return false }
    let start = Int(row.longStart)
    return key.isWhole || longSpellings[start..<start + key.length].elementsEqual(text.utf8)
  }

  /// The number of a word in `index`, -1 for none.
  @inline(__always) fileprivate func number(of word: Int, in index: WordIndex) -> Int32 {
    let key = rows[word].key
    if key.isWhole { return index.find(key, Span()) ?? -1 }
    let start = Int(rows[word].longStart)
    return index.find(key, longSpellings.span.extracting(start..<start &+ key.length)) ?? -1
  }

  @inline(never) private mutating func add(
    _ key: WordKey, _ spelling: Span<UInt8>, setting bits: UInt8, at place: Int
  ) -> Int32 {
    let word = Int32(rows.count)
    let start = longSpellings.count
    if key.isWhole {
      rows.append(Row(key: key, facts: vocabulary.facts(of: key, Span()), longStart: 0))
    } else {
      for index in spelling.indices { longSpellings.append(spelling[index] | bits) }
      let facts = vocabulary.facts(of: key, longSpellings.span.extracting(start..<longSpellings.count))
      rows.append(Row(key: key, facts: facts, longStart: Int32(start)))
    }
    index[place] = word
    if rows.count * 2 > index.count { grow() }
    return word
  }

  private mutating func grow() {
    index = [Int32](repeating: -1, count: index.count * 2)
    shift -= 1
    for word in rows.indices {
      var place = rows[word].key.place(shift: shift)
      while index[place] >= 0 { place = (place &+ 1) & (index.count &- 1) }
      index[place] = Int32(word)
    }
  }
}
