// All words that any pattern mentions, numbered. An article's words are looked up here once each;
// everything after that compares numbers.

internal import TextAnalysis

/// Spellings numbered from 0. Built by the compiler, then only read.
struct Vocabulary: Sendable {
  private var keys: [WordKey] = []
  private var offsets: [Int32] = [0]
  private var bytes: [UInt8] = []
  /// The tag of the word at each place, 0 for none: no pattern mentions most words, and this is all that is looked at
  /// for them.
  private var tags = [UInt8](repeating: 0, count: 64)
  private var index = [Int32](repeating: -1, count: 64)
  private var shift: UInt64 = 58

  var count: Int { keys.count }

  /// The number of `spelling`, new or known.
  mutating func insert(_ spelling: String) -> Int32 {
    if let known = find(spelling.utf8Span.span) { return known }
    keys.append(WordKey(spelling.utf8Span.span))
    bytes.append(contentsOf: spelling.utf8)
    offsets.append(Int32(bytes.count))
    if count * 4 > tags.count {
      shift -= 1
      tags = [UInt8](repeating: 0, count: tags.count * 2)
      index = [Int32](repeating: -1, count: tags.count)
      for word in keys.indices { place(Int32(word)) }
    } else {
      place(Int32(count - 1))
    }
    return Int32(count - 1)
  }

  /// The number of `spelling`, nil when no pattern mentions it. O(bytes).
  func find(_ spelling: Span<UInt8>) -> Int32? { find(WordKey(spelling)) { equal($0, spelling) } }

  /// The number of the word of `words` that has this number there.
  func find(_ word: Int, _ keys: WordKeys, of words: Words) -> Int32? {
    find(keys[word]) { words.isLong(word, spelled: bytes.span.extracting(range(of: $0))) }
  }

  /// - Parameter isSpelled: whether a word with the same key is the one that is looked for; asked of long words only.
  @inline(__always) private func find(_ key: WordKey, isSpelled: (Int32) -> Bool) -> Int32? {
    var place = key.place(shift: shift)
    let tag = key.tag
    while tags[place] != 0 {
      if tags[place] == tag {
        let word = index[place]
        if keys[Int(word)] == key, key.isWhole || isSpelled(word) { return word }
      }
      place = (place + 1) & (tags.count - 1)
    }
    return nil
  }

  func string(_ word: Int32) -> String { String(decoding: bytes[range(of: word)], as: UTF8.self) }

  private func range(of word: Int32) -> Range<Int> { Int(offsets[Int(word)])..<Int(offsets[Int(word) + 1]) }

  private mutating func place(_ word: Int32) {
    let key = keys[Int(word)]
    var place = key.place(shift: shift)
    while tags[place] != 0 { place = (place + 1) & (tags.count - 1) }
    tags[place] = key.tag
    index[place] = word
  }

  private func equal(_ word: Int32, _ spelling: Span<UInt8>) -> Bool {
    let range = range(of: word)
    guard range.count == spelling.count else { return false }
    for index in spelling.indices where bytes[range.lowerBound + index] != spelling[index] { return false }
    return true
  }
}

/// `numbers` in rising order, each once.
func sortedOnce(_ numbers: [Int32]) -> [Int32] {
  var sorted = numbers
  sorted.sort()
  var kept = 0
  for index in sorted.indices where kept == 0 || sorted[kept - 1] != sorted[index] {
    sorted[kept] = sorted[index]
    kept += 1
  }
  sorted.removeLast(sorted.count - kept)
  return sorted
}

/// Lists of integers in two arrays: row `i` is `values[starts[i]..<starts[i + 1]]`.
struct Rows: Sendable {
  private(set) var starts: [Int32] = [0]
  private(set) var values: [Int32] = []

  var count: Int { starts.count - 1 }

  init() {}

  /// As many rows as `count`, in row `i` the numbers of the `lists` that hold `i`, rising.
  init(inverting lists: [[Int32]], count: Int) {
    starts = [Int32](repeating: 0, count: count + 1)
    for list in lists { for row in list { starts[Int(row) + 1] += 1 } }
    for row in 0..<count { starts[row + 1] += starts[row] }
    var next = starts
    values = [Int32](repeating: 0, count: Int(starts[count]))
    for (number, list) in lists.enumerated() {
      for row in list {
        values[Int(next[Int(row)])] = Int32(number)
        next[Int(row)] += 1
      }
    }
  }

  mutating func append(_ row: some Sequence<Int32>) {
    values.append(contentsOf: row)
    starts.append(Int32(values.count))
  }

  @inline(__always) func range(_ row: Int) -> Range<Int> { Int(starts[row])..<Int(starts[row + 1]) }
}

/// Sets of vocabulary words. Small ones are searched, large ones are bit maps.
struct WordSets: Sendable {
  static let largestSearched = 8

  private var rows = Rows()
  /// Where a set's bits begin in `bits`, -1 for a searched set.
  private var firstBit: [Int32] = []
  private var bits: [UInt64] = []

  /// Adds a set of sorted words; its number is the count of sets before.
  mutating func append(_ words: [Int32], vocabularyCount: Int) {
    if words.count <= Self.largestSearched {
      firstBit.append(-1)
      rows.append(words)
      return
    }
    firstBit.append(Int32(bits.count))
    rows.append([])
    var map = [UInt64](repeating: 0, count: (vocabularyCount + 63) / 64)
    for word in words { map[Int(word) >> 6] |= 1 << UInt64(word & 63) }
    bits.append(contentsOf: map)
  }

  /// Whether `set` holds `word`; never for -1, a word no pattern mentions.
  @inline(__always) func contains(_ set: Int32, _ word: Int32) -> Bool {
    if word < 0 { return false }
    let first = firstBit[Int(set)]
    if first >= 0 { return bits[Int(first) + Int(word >> 6)] & (1 << UInt64(word & 63)) != 0 }
    for index in rows.range(Int(set)) where rows.values[index] == word { return true }
    return false
  }
}
