// Both networks see a word by its spelling and its capitals alone. What those come to is looked up once for both, and kept:
// after a few articles nearly every word is here.

/// The words met so far, numbered, with what the models see of each.
///
/// A pure memory: what it gives for a word never depends on what it saw before. Belongs to one worker.
package final class WordMemory {
  /// What stands before the first token and after the last.
  package static let boundary: Int32 = 0

  /// Forgets most words before a sentence once it holds this many.
  let limit: Int
  let vectors: WordVectors?
  /// The words that have a row of their own in the models' tables.
  let known: HashIndex
  private let knownHashes: ModelRows<UInt32>

  private(set) var count = 0
  private var keys: [UInt64] = []
  /// Whether the word was met in a further article since words were last forgotten.
  private var isMetAgain: [Bool] = []
  private var slots = [Int32](repeating: -1, count: 4096)
  /// For each word `featuresPerWord` numbers: how many rows, its place among the word vectors (-1 for none), the rows.
  private var features: [Int32] = []
  private static let featuresPerWord = 12
  private var found = WordFeatures()

  /// The number of each (word, shape) of the article in hand, -1 when not yet asked for.
  private var numbers: [Int32] = []
  private var article: Words?
  private var caches: [Listener] = []
  private struct Listener { weak var cache: RowCache? }

  /// The section `word` (hashes of the words that have a row).
  package init(_ file: ModelFile, vectors: WordVectors?, limit: Int = 12_000) throws(ModelFile.Failure) {
    self.vectors = vectors
    self.limit = limit
    knownHashes = try file.section("word", of: UInt32.self)
    known = HashIndex(knownHashes)
    add(key: 0, slot: 0, rows: [WordFeatures.boundaryRow], vector: -1)
  }

  /// Whether a model was made for the same words.
  func isMade(for file: ModelFile) throws(ModelFile.Failure) -> Bool {
    let hashes = try file.section("word", of: UInt32.self)
    return hashes.count == knownHashes.count
      && (0..<hashes.count).allSatisfy { hashes[$0] == knownHashes[$0] }
  }

  /// Has a cache of rows by these numbers told when words are forgotten.
  func tell(_ cache: RowCache) { caches.append(Listener(cache: cache)) }

  /// Makes ready for a sentence of `words`: numbers asked for from now on stay until the next call.
  func begin(_ words: Words) {
    if count > limit {
      forgetRareWords()
      article = nil
    }
    if article !== words {
      article = words
      numbers.removeAll(keepingCapacity: true)
    }
    let wanted = words.count * WordFeatures.shapes
    if numbers.count < wanted {
      numbers.append(contentsOf: repeatElement(-1, count: wanted - numbers.count))
    }
  }

  /// The number of a word of `words` in a shape. `begin` must have been called with these words.
  func number(of word: Int32, shape: UInt8, in words: Words) -> Int32 {
    let index = Int(word) * WordFeatures.shapes + Int(shape)
    guard index < numbers.count, Int(shape) < WordFeatures.shapes else { return find(word, shape, words) }
    if numbers[index] < 0 { numbers[index] = find(word, shape, words) }
    return numbers[index]
  }

  /// The place of a word among the word vectors, -1 for none.
  func vector(of number: Int) -> Int { Int(features[number * Self.featuresPerWord + 1]) }

  /// The rows of the learned table whose sum stands for a word.
  func rows(of number: Int) -> ArraySlice<Int32> {
    let start = number * Self.featuresPerWord
    return features[start + 2..<start + 2 + Int(features[start])]
  }

  private func find(_ word: Int32, _ shape: UInt8, _ words: Words) -> Int32 {
    let key = Self.key(of: word, shape, words)
    var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[slot] >= 0 {
      if keys[Int(slots[slot])] == key {
        isMetAgain[Int(slots[slot])] = true
        return slots[slot]
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let bytes = words.bytes
    found.compute(bytes.span.extracting(words.range(of: word)), shape: shape, known: known.find)
    let vector = vectors.flatMap { $0.find(found.hash) } ?? -1
    return add(key: key, slot: slot, rows: found.rows, vector: Int32(vector))
  }

  /// A number for a word in a shape. Of short words no two have one: seven bytes hold the spelling, and the eighth its length
  /// and the shape. Longer words are told apart by a hash (FNV-1a), well enough.
  private static func key(of word: Int32, _ shape: UInt8, _ words: Words) -> UInt64 {
    let spelling = words.key(of: word)
    var key: UInt64
    if spelling.isWhole {
      key = spelling.value | UInt64(spelling.length) << 56 | UInt64(shape) << 59
    } else {
      key = (0xcbf2_9ce4_8422_2325 ^ UInt64(shape)) &* 0x100_0000_01b3
      let bytes = words.bytes
      for index in words.range(of: word) { key = (key ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
    }
    // Its low bits are places in a table.
    key = key &* 0x9e37_79b9_7f4a_7c15
    return key ^ key >> 32
  }

  @discardableResult
  private func add(key: UInt64, slot: Int, rows: [Int32], vector: Int32) -> Int32 {
    let number = Int32(count)
    count += 1
    keys.append(key)
    isMetAgain.append(false)
    let some = rows.prefix(Self.featuresPerWord - 2)
    features.append(Int32(some.count))
    features.append(vector)
    features.append(contentsOf: some)
    features.append(contentsOf: repeatElement(0, count: Self.featuresPerWord - 2 - some.count))
    slots[slot] = number
    if count * 2 > slots.count { fillSlots(slots.count * 2) }
    return number
  }

  /// Keeps the words that more than one article had, up to half of the limit: those of one article come by the
  /// thousand and hardly ever again.
  private func forgetRareWords() {
    var kept: [Int32] = [Self.boundary]
    for number in 1..<count where isMetAgain[number] && kept.count < limit / 2 { kept.append(Int32(number)) }
    let width = Self.featuresPerWord
    for (new, old) in kept.enumerated() {
      keys[new] = keys[Int(old)]
      isMetAgain[new] = false
      for index in 0..<width { features[new * width + index] = features[Int(old) * width + index] }
    }
    count = kept.count
    keys.removeSubrange(count...)
    isMetAgain.removeSubrange(count...)
    features.removeSubrange((count * width)...)
    fillSlots(slots.count)
    for listener in caches { listener.cache?.keep(kept) }
  }

  private func fillSlots(_ size: Int) {
    slots = [Int32](repeating: -1, count: size)
    for number in 0..<Int32(count) {
      var slot = Int(truncatingIfNeeded: keys[Int(number)]) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = number
    }
  }
}
