// What a pattern's tests look words up in: sets of numbers of the words that patterns mention, and lists in rows.

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
