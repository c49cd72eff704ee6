// A lemma is the word with its ending exchanged. Which exchange is looked up by the whole word and its
// tag, and for unknown words by the longest known ending.

/// Finds lemmas. Belongs to one worker.
package final class Lemmatiser {
  /// The longest ending that rules look at, in bytes.
  package static let longestEnding = 6

  private let keys: HashIndex
  private let scripts: ModelRows<UInt16>
  private let endings: ModelRows<LemmaScript>
  /// The words of the language, as far as the word vectors know them.
  private let vectors: WordVectors?

  private let found = FoundLemmas()
  private var memory = LemmaMemory()
  private var article: Words?
  /// The word in hand and what is left of it; kept for their memory.
  private var whole: [UInt8] = [], letters: [UInt8] = []

  /// The sections `lemk` (hashes of word or ending with tag), `lems` (script of each) and `scrp`.
  package init(_ file: ModelFile, vectors: WordVectors? = nil) throws(ModelFile.Failure) {
    self.vectors = vectors
    keys = HashIndex(try file.section("lemk", of: UInt32.self))
    scripts = try file.section("lems", of: UInt16.self, count: keys.count)
    endings = try file.section("scrp", of: LemmaScript.self)
    for index in 0..<scripts.count where Int(scripts[index]) >= endings.count {
      throw .wrongSize(section: ModelFile.name("lems"))
    }
  }

  /// Makes ready for a sentence of `words`.
  package func begin(_ words: Words) {
    guard article !== words else { return }
    article = words
    found.removeAll()
  }

  /// The lemma of a lowercased word, lowercased, as a number of `words`.
  package func lemma(of word: Int32, tag: UInt8, _ words: Words) -> Int32 {
    let key = Int(word) << 8 | Int(tag)
    if let lemma = found.lemma(key) { return lemma }
    let spelling = words.key(of: word)
    if spelling.isWhole, let lemma = memory.lemma(of: spelling, tag: tag) {
      let lemma = words.intern(lemma)
      found.add(key, lemma)
      return lemma
    }
    words.spell(word, into: &letters)
    if letters.contains(0xe2) { letters = Self.letters(letters[...]) }
    if let script = scriptOfWord(letters, tag: tag) {
      script.apply(to: &letters)
    } else if let script = scriptOfEnding(letters, tag: tag) {
      whole.removeAll(keepingCapacity: true)
      whole.append(contentsOf: letters)
      script.apply(to: &letters)
      if letters.count < whole.count { mendStem() }
    }
    let lemma = words.intern(letters.span)
    found.add(key, lemma)
    let lemmaKey = words.key(of: lemma)
    if spelling.isWhole, lemmaKey.isWhole { memory.remember(lemmaKey, of: spelling, tag: tag) }
    return lemma
  }

  /// The bytes of a word with straight apostrophes, so that `don’t` and `don't` are one word.
  package static func letters(_ word: ArraySlice<UInt8>) -> [UInt8] {
    guard word.count > 3, word.contains(0xe2) else { return Array(word) }
    var letters: [UInt8] = []
    for byte in word {
      letters.append(byte)
      if byte & 0xfe == 0x98, letters.suffix(3).starts(with: [0xe2, 0x80]) {
        letters.removeLast(3)
        letters.append(UInt8(ascii: "'"))
      }
    }
    return letters
  }

  private func scriptOfWord(_ letters: [UInt8], tag: UInt8) -> LemmaScript? {
    keys.find(Self.key(letters, ending: nil, tag: tag)).map { endings[Int(scripts[$0])] }
  }

  private func scriptOfEnding(_ letters: [UInt8], tag: UInt8) -> LemmaScript? {
    for length in stride(from: min(Self.longestEnding, letters.count), through: 0, by: -1) {
      if let found = keys.find(Self.key(letters, ending: length, tag: tag)) {
        return endings[Int(scripts[found])]
      }
    }
    return nil
  }

  /// Whether a stem takes an *e* or a letter less cannot be seen from the ending: *blasted*, *debated*, *planned*. When the
  /// rule made no word of it and another stem is one, that is the lemma.
  private func mendStem() {
    let ending =
      whole.suffix(3).elementsEqual("ing".utf8) ? 3 : whole.suffix(2).elementsEqual("ed".utf8) ? 2 : 0
    guard ending > 0, whole.count > ending + 2, !isWord(letters) else { return }
    var stem = Array(whole.dropLast(ending))
    if isWord(stem) {
      letters = stem
      return
    }
    let last = stem[stem.count - 1]
    if isWord(stem + [UInt8(ascii: "e")]) {
      letters = stem + [UInt8(ascii: "e")]
    } else if stem[stem.count - 2] == last {
      stem.removeLast()
      if isWord(stem) { letters = stem }
    }
  }

  private func isWord(_ letters: [UInt8]) -> Bool {
    vectors?.find(WordFeatures.hash(letters, 0..<letters.count, seed: 1)) != nil
  }

  /// The hash that a word (`ending` nil) or its last bytes have with a tag.
  package static func key(_ letters: [UInt8], ending: Int?, tag: UInt8) -> UInt32 {
    let range = (ending.map { letters.count - $0 } ?? 0)..<letters.count
    return WordFeatures.hash(letters, range, seed: (ending == nil ? 0x10000 : 0x20000) | UInt32(tag))
  }
}

/// The lemmas found in one article, by word and tag.
@safe private final class FoundLemmas {
  // Open addressing; a key of -1 is empty. Plain memory, since this is read for every token.
  private var keys: UnsafeMutablePointer<Int>
  private var lemmas: UnsafeMutablePointer<Int32>
  private var capacity = 1024
  private var count = 0

  init() {
    unsafe keys = .allocate(capacity: capacity)
    unsafe lemmas = .allocate(capacity: capacity)
    unsafe keys.initialize(repeating: -1, count: capacity)
    unsafe lemmas.initialize(repeating: 0, count: capacity)
  }

  deinit {
    unsafe keys.deallocate()
    unsafe lemmas.deallocate()
  }

  func removeAll() {
    guard count > 0 else { return }
    count = 0
    unsafe keys.update(repeating: -1, count: capacity)
  }

  func lemma(_ key: Int) -> Int32? {
    var slot = place(key)
    while unsafe keys[slot] != -1 {
      if unsafe keys[slot] == key { return unsafe lemmas[slot] }
      slot = (slot + 1) & (capacity - 1)
    }
    return nil
  }

  /// Adds a key that is not there.
  func add(_ key: Int, _ lemma: Int32) {
    if count * 2 >= capacity { grow() }
    insert(key, lemma)
    count += 1
  }

  private func insert(_ key: Int, _ lemma: Int32) {
    var slot = place(key)
    while unsafe keys[slot] != -1 { slot = (slot + 1) & (capacity - 1) }
    unsafe keys[slot] = key
    unsafe lemmas[slot] = lemma
  }

  private func place(_ key: Int) -> Int { ((key &* 0x1e37_79b9_7f4a_7c15) >> 20) & (capacity - 1) }

  private func grow() {
    let (oldKeys, oldLemmas, oldCapacity) = unsafe (keys, lemmas, capacity)
    capacity *= 2
    unsafe keys = .allocate(capacity: capacity)
    unsafe lemmas = .allocate(capacity: capacity)
    unsafe keys.initialize(repeating: -1, count: capacity)
    unsafe lemmas.initialize(repeating: 0, count: capacity)
    for slot in 0..<oldCapacity where unsafe oldKeys[slot] != -1 {
      unsafe insert(oldKeys[slot], oldLemmas[slot])
    }
    unsafe oldKeys.deallocate()
    unsafe oldLemmas.deallocate()
  }
}

/// The lemmas of short words that earlier articles had, which are most of the words of the next. A pure memory: a word takes the
/// place of another, and nothing that is said depends on it.
private struct LemmaMemory {
  private struct Entry: BitwiseCopyable {
    var word: WordKey
    var lemma: WordKey
    var tag: UInt8
  }

  private static let bits: UInt64 = 13
  // No word is empty, so an entry that is answers nobody.
  private var entries = [Entry](
    repeating: Entry(word: WordKey(), lemma: WordKey(), tag: 0), count: 1 << Int(bits))

  /// The lemma of a word whose key is whole, when it is remembered.
  func lemma(of word: WordKey, tag: UInt8) -> WordKey? {
    let entry = entries[place(word, tag)]
    return entry.word == word && entry.tag == tag && word.length > 0 ? entry.lemma : nil
  }

  mutating func remember(_ lemma: WordKey, of word: WordKey, tag: UInt8) {
    entries[place(word, tag)] = Entry(word: word, lemma: lemma, tag: tag)
  }

  private func place(_ word: WordKey, _ tag: UInt8) -> Int {
    word.place(shift: 64 - Self.bits) ^ Int(tag)
  }
}

/// Takes some bytes from the end of a word and puts others there.
package struct LemmaScript: BitwiseCopyable, Hashable, Sendable {
  package static let longest = 14

  private var removed: UInt8
  private var added: UInt8
  // Named, so that no stray bytes get into the model's file.
  private var unused16: UInt16 = 0
  private var unused32: UInt32 = 0
  private var first: UInt64
  private var second: UInt64

  /// The script that makes `lemma` of `word`; nil when it would have to add too much.
  package init?(from word: [UInt8], to lemma: [UInt8]) {
    var common = 0
    while common < word.count, common < lemma.count, word[common] == lemma[common] { common += 1 }
    let tail = lemma[common...]
    guard tail.count <= Self.longest, word.count - common <= 255, !lemma.isEmpty else { return nil }
    removed = UInt8(word.count - common)
    added = UInt8(tail.count)
    first = 0
    second = 0
    for (index, byte) in tail.enumerated() {
      if index < 8 {
        first |= UInt64(byte) << (8 * UInt64(index))
      } else {
        second |= UInt64(byte) << (8 * UInt64(index - 8))
      }
    }
  }

  /// A total order for ties: what takes least from the word comes first.
  package var order: (UInt8, UInt8, UInt64, UInt64) { (removed, added, first, second) }

  /// Does nothing to a word that is too short, or that would vanish.
  package func apply(to letters: inout [UInt8]) {
    guard Int(removed) <= letters.count, Int(removed) < letters.count || added > 0 else { return }
    letters.removeLast(Int(removed))
    for index in 0..<UInt64(added) {
      letters.append(
        UInt8(truncatingIfNeeded: index < 8 ? first >> (8 * index) : second >> (8 * (index & 7))))
    }
  }
}
