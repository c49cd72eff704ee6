// Names are compared all the time: each spelling is stored once and named by a number, the keywords first.

/// The distinct names of one file. The hash is the process's own random one, so that no file can be written
/// to make all its names collide; it decides only where a name is stored, never an order that anybody sees.
struct NameTable: Sendable {
  private var spellings: [Range<Int>] = []
  private var hashes: [Int] = []
  private var slots: [Int32] = Array(repeating: -1, count: 256)
  private static let known = keywords + ["_ENV", "self"]
  /// The known names may have no bytes in the file, so theirs are kept here and stand before the file's own.
  private static let keywordBytes: [UInt8] = known.flatMap { Array($0.utf8) }
  /// The number of the name `_ENV`, which every chunk knows.
  static let environment = Int32(keywords.count)
  /// The number of the name `self`, which every method knows.
  static let `self` = environment + 1

  var count: Int { spellings.count }

  init() {
    var offset = 0
    for keyword in Self.known {
      let range = offset..<offset + keyword.utf8.count
      _ = intern(Self.keywordBytes, range, bias: -Self.keywordBytes.count)
      offset = range.upperBound
    }
  }

  /// The number of the name that stands at `range` of `bytes`. Amortised O(length).
  mutating func intern(_ bytes: [UInt8], _ range: Range<Int>, bias: Int = 0) -> Int32 {
    let hash = Self.hash(bytes, range)
    var slot = hash & (slots.count - 1)
    while slots[slot] >= 0 {
      let candidate = Int(slots[slot])
      if hashes[candidate] == hash, equal(spellings[candidate], bytes, range) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    let name = Int32(spellings.count)
    slots[slot] = name
    spellings.append(range.lowerBound + bias..<range.upperBound + bias)
    hashes.append(hash)
    if spellings.count * 2 > slots.count { grow() }
    return name
  }

  private func equal(_ spelling: Range<Int>, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard spelling.count == range.count else { return false }
    let bias = Self.keywordBytes.count
    for index in 0..<range.count {
      let offset = spelling.lowerBound + index
      let byte = offset < 0 ? Self.keywordBytes[offset + bias] : bytes[offset]
      if byte != bytes[range.lowerBound + index] { return false }
    }
    return true
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for name in 0..<spellings.count {
      var slot = hashes[name] & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(name)
    }
  }

  private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var hasher = Hasher()
    var word: UInt64 = 0
    var filled = 0
    for index in range {
      word = word << 8 | UInt64(bytes[index])
      filled += 1
      if filled & 7 == 0 { hasher.combine(word) }
    }
    hasher.combine(word)
    hasher.combine(range.count)
    return hasher.finalize() & Int.max
  }
}
