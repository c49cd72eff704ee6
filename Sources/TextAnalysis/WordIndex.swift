// Lists of words, numbered. The words of an article are looked up in such lists once each, and most of them are in none:
// that is what has to be found out fast.

/// Spellings numbered from 0. Filled once, then only read.
package struct WordIndex: Sendable {
  private var keys: [WordKey] = []
  /// Where each word's bytes start in `bytes`, and at last their end.
  private var offsets: [Int32] = [0]
  private var bytes: [UInt8] = []
  /// The tag of the word at each place, 0 for none, which is all that is looked at for most words that are not listed.
  /// A quarter of the places is filled, at most.
  private var tags: [UInt8]
  private var numbers: [Int32]
  private var shift: UInt64

  /// - Parameter capacity: how many words are expected.
  package init(capacity: Int = 16) {
    var size = 64
    while size < capacity * 4 { size *= 2 }
    tags = [UInt8](repeating: 0, count: size)
    numbers = [Int32](repeating: -1, count: size)
    shift = UInt64(64 - size.trailingZeroBitCount)
  }

  package var count: Int { keys.count }

  /// The number of `spelling`, new or known. Amortised O(bytes).
  package mutating func insert(_ spelling: Span<UInt8>) -> Int32 {
    let key = WordKey(spelling)
    if let known = find(key, spelling) { return known }
    keys.append(key)
    for index in spelling.indices { bytes.append(spelling[index]) }
    offsets.append(Int32(bytes.count))
    if count * 4 > tags.count {
      shift -= 1
      tags = [UInt8](repeating: 0, count: tags.count * 2)
      numbers = [Int32](repeating: -1, count: tags.count)
      for word in keys.indices { place(Int32(word)) }
    } else {
      place(Int32(count - 1))
    }
    return Int32(count - 1)
  }

  package mutating func insert(_ spelling: String) -> Int32 { insert(spelling.utf8Span.span) }

  /// The number of `spelling`, nil when it is not listed. O(bytes).
  package func find(_ spelling: Span<UInt8>) -> Int32? { find(WordKey(spelling), spelling) }

  /// The same for a word whose key is known; where that is whole the spelling is not looked at.
  @inline(__always) func find(_ key: WordKey, _ spelling: Span<UInt8>) -> Int32? {
    var place = key.place(shift: shift)
    let tag = key.tag
    while tags[place] != 0 {
      if tags[place] == tag {
        let word = numbers[place]
        if keys[Int(word)] == key, key.isWhole || isSpelled(word, spelling) { return word }
      }
      place = (place &+ 1) & (tags.count &- 1)
    }
    return nil
  }

  package func string(_ word: Int32) -> String { String(decoding: bytes[range(of: word)], as: UTF8.self) }

  private func range(of word: Int32) -> Range<Int> { Int(offsets[Int(word)])..<Int(offsets[Int(word) + 1]) }

  private func isSpelled(_ word: Int32, _ spelling: Span<UInt8>) -> Bool {
    isSame(bytes.span.extracting(range(of: word)), spelling)
  }

  private mutating func place(_ word: Int32) {
    let key = keys[Int(word)]
    var place = key.place(shift: shift)
    while tags[place] != 0 { place = (place + 1) & (tags.count - 1) }
    tags[place] = key.tag
    numbers[place] = word
  }
}
