// Ten papers print one agency's report, each with another headline and a sentence less. Whoever counts sources must know
// that they are one. Texts are compared by samples of their word sequences, so that a million of them need no second look.

internal import Articles

/// Finds articles whose texts are nearly those of earlier ones.
///
/// MinHash over sequences of five words (Broder, 1997) with 64 hashes, in 16 bands of 4: of two texts whose sequences are
/// the same for 70 %, 99 % share a band, at 30 % one in ten; what shares a band counts when at least 45 of the 64 hashes
/// are the same. The same articles in the same order give the same answers. An original takes 256 bytes for its hashes,
/// 64 for its bands' places, its id, and 16 entries of a hash table, about 800 bytes in all; a reprint takes nothing.
struct NearDuplicates {
  private static let hashes = 64
  private static let bands = 16
  private static let rows = 4
  private static let wordsOfSequence = 5
  private static let sameHashes = 45
  /// A shorter text is hardly anybody's report.
  private static let fewestWords = 20

  private var signatures: [UInt32] = []
  private var ids: [String] = []
  /// From a band's hash to the first original that has it, and from each original's bands to the next one that has the same.
  private var first: [UInt64: Int32] = [:]
  private var next: [Int32] = []

  /// The id of the first article that `article` is nearly the same as; nil, and remembered, when it is the first.
  ///
  /// Only running text counts: headlines and captions are each paper's own. Linear in the text.
  mutating func original(of article: Article) -> String? {
    guard let signature = Self.signature(of: article) else { return nil }
    let number = Int32(ids.count)
    var best: (row: Int32, same: Int)?
    var keys: [UInt64] = []
    keys.reserveCapacity(Self.bands)
    for band in 0..<Self.bands {
      let key = Self.key(signature, band: band)
      keys.append(key)
      var candidate = first[key] ?? -1
      var looked = 0
      while candidate >= 0, looked < 64 {
        if best?.row != candidate {
          let same = sameHashes(candidate, signature)
          // The earliest of the nearest.
          if same >= Self.sameHashes,
            same > best?.same ?? 0 || (same == best?.same && candidate < best?.row ?? 0)
          {
            best = (candidate, same)
          }
        }
        candidate = next[Int(candidate) * Self.bands + band]
        looked += 1
      }
    }
    if let best { return ids[Int(best.row)] }
    ids.append(article.id)
    signatures += signature
    for band in 0..<Self.bands {
      next.append(first[keys[band]] ?? -1)
      first[keys[band]] = number
    }
    return nil
  }

  private func sameHashes(_ row: Int32, _ signature: [UInt32]) -> Int {
    let start = Int(row) * Self.hashes
    var same = 0
    for index in 0..<Self.hashes { same += signatures[start + index] == signature[index] ? 1 : 0 }
    return same
  }

  private static func key(_ signature: [UInt32], band: Int) -> UInt64 {
    var hash = UInt64(band) &+ 0x9E37_79B9_7F4A_7C15
    for row in 0..<rows { hash = mixed(hash ^ UInt64(signature[band * rows + row])) }
    return hash
  }

  /// The smallest of each hash over all sequences of words; nil for a text with too few words.
  private static func signature(of article: Article) -> [UInt32]? {
    var words: [UInt64] = []
    for block in article.blocks where [.body, .quote, .list].contains(block.region) {
      appendWords(article.text.span.extracting(Int(block.span.start)..<Int(block.span.end)), to: &words)
    }
    guard words.count >= fewestWords else { return nil }
    var smallest = [UInt32](repeating: .max, count: hashes)
    for start in 0...(words.count - wordsOfSequence) {
      var sequence: UInt64 = 0
      for index in start..<start + wordsOfSequence { sequence = mixed(sequence ^ words[index]) }
      // Two hashes make as many as are wanted (Kirsch and Mitzenmacher, 2006).
      let step = UInt32(truncatingIfNeeded: sequence >> 32) | 1
      var hash = UInt32(truncatingIfNeeded: sequence)
      for index in 0..<hashes {
        let value = scrambled(hash)
        if value < smallest[index] { smallest[index] = value }
        hash &+= step
      }
    }
    return smallest
  }

  /// A number for each word, letter case of ASCII aside; what is between words does not count.
  private static func appendWords(_ text: Span<UInt8>, to words: inout [UInt64]) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var isInWord = false
    for index in text.indices {
      let byte = text[index]
      let lower = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
      // Marks of typography begin with this byte, letters of few scripts do.
      let isLetter =
        (lower >= 0x61 && lower <= 0x7A) || (lower >= 0x30 && lower <= 0x39)
        || (lower >= 0x80 && lower != 0xE2 && (isInWord || lower >= 0xC3))
      if isLetter {
        hash = (hash ^ UInt64(lower)) &* 0x100_0000_01B3
        isInWord = true
      } else if isInWord {
        words.append(mixed(hash))
        hash = 0xCBF2_9CE4_8422_2325
        isInWord = false
      }
    }
    if isInWord { words.append(mixed(hash)) }
  }

  private static func mixed(_ value: UInt64) -> UInt64 {
    var value = (value ^ (value >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    value = (value ^ (value >> 33)) &* 0xC4CE_B9FE_1A85_EC53
    return value ^ (value >> 33)
  }

  private static func scrambled(_ value: UInt32) -> UInt32 {
    var value = (value ^ (value >> 16)) &* 0x7FEB_352D
    value = (value ^ (value >> 15)) &* 0x846C_A68B
    return value ^ (value >> 16)
  }
}
