// What the models see of a word: its spelling as a handful of row numbers. Training and running both
// come here, so they cannot disagree. Nothing in this file depends on the word's neighbours, which is
// why it is done once a distinct word and not once a token.

/// A word as the models see it.
package struct WordFeatures {
  /// Rows of the learned table whose sum stands for the word. The first is the whole word's, when known.
  package private(set) var rows: [Int32] = []
  /// Whether `rows` begins with a row of the whole word.
  package private(set) var isKnown = false
  /// The hash that finds the word among the known ones and among the word vectors.
  package private(set) var hash: UInt32 = 0

  private var letters: [UInt8] = []

  package init() {}

  /// The row that stands for what is before the first and after the last token of a sentence.
  package static let boundaryRow: Int32 = 0
  /// Rows of spelling features, which come before those of whole words.
  package static let spellingRows = 1 + 16 * shapes + 64 + areas.reduce(0) { $0 + $1.rows }

  /// How many shapes there are: a `Shape` in each of the three styles.
  package static let shapes = 8 * 3

  /// The style of capital letters of a sentence, to be added to the shape of its words: 0 for ordinary
  /// text; 8 where most words have capitals, as in headlines, so that a capital says little; 16 where
  /// none has.
  package static func style(_ shapes: some Sequence<UInt8>) -> UInt8 {
    var lower = 0, others = 0
    for shape in shapes {
      switch Shape(rawValue: shape) {
      case .lower: lower += 1
      case .capitalised, .upper, .mixed: others += 1
      default: break
      }
    }
    if others == 0 { return lower >= 4 ? 16 : 0 }
    return lower + others >= 3 && others >= 2 * lower ? 8 : 0
  }

  /// Hashed affixes: how many bytes, from which end, in how many rows.
  private static let areas: [(length: Int, isSuffix: Bool, rows: Int)] = [
    (1, true, 256), (2, true, 1024), (3, true, 3072), (4, true, 4096),
    (1, false, 128), (2, false, 768), (3, false, 2048),
  ]

  /// Computes the features of the word whose lowercased spelling is `lower`. O(bytes).
  ///
  /// - Parameters:
  ///   - shape: a `Shape` plus `style`; the only thing that is known of capital letters.
  ///   - known: finds the row of a whole word by its hash, or nil.
  package mutating func compute(
    _ lower: Span<UInt8>, shape: UInt8, known: (UInt32) -> Int?
  ) {
    normalise(lower)
    rows.removeAll(keepingCapacity: true)
    hash = Self.hash(letters, 0..<letters.count, seed: 1)
    if let row = known(hash) {
      rows.append(Int32(Self.spellingRows + row))
      isKnown = true
    } else {
      isKnown = false
    }

    var next = 1
    let length = min(letters.count, 16)
    let lengthClass = length < 6 ? length : length < 8 ? 6 : length < 11 ? 7 : 8
    rows.append(Int32(next + Int(min(shape, UInt8(Self.shapes - 1))) * 16 + lengthClass))
    next += 16 * Self.shapes
    var marks = 0
    for letter in letters {
      switch letter {
      case UInt8(ascii: "0"): marks |= 1
      case UInt8(ascii: "-"): marks |= 2
      case UInt8(ascii: "'"): marks |= 4
      case UInt8(ascii: "."): marks |= 8
      case UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: ":"), UInt8(ascii: "_"): marks |= 16
      case 0x80...: marks |= 32
      default: break
      }
    }
    rows.append(Int32(next + marks))
    next += 64
    for (index, area) in Self.areas.enumerated() {
      if letters.count > area.length || (letters.count == area.length && area.length > 1) {
        let part =
          area.isSuffix ? letters.count - area.length..<letters.count : 0..<area.length
        let place = Self.hash(letters, part, seed: UInt32(index + 2)) % UInt32(area.rows)
        rows.append(Int32(next) + Int32(place))
      }
      next += area.rows
    }
  }

  /// Straightens quotation marks, levels dashes and digits, so that typography does not make words unknown.
  private mutating func normalise(_ lower: Span<UInt8>) {
    letters.removeAll(keepingCapacity: true)
    var index = 0
    let count = lower.count
    while index < count {
      let byte = lower[index]
      if byte == 0xe2, index + 2 < count, lower[index + 1] == 0x80 {
        let mark = lower[index + 2]
        index += 3
        switch mark {
        case 0x98, 0x99, 0x9a, 0x9b: letters.append(UInt8(ascii: "'"))
        case 0x9c, 0x9d, 0x9e, 0x9f: letters.append(UInt8(ascii: "\""))
        case 0x90...0x95: letters.append(UInt8(ascii: "-"))
        case 0xa6: for _ in 0..<3 { letters.append(UInt8(ascii: ".")) }
        default: letters.append(contentsOf: [0xe2, 0x80, mark])
        }
        continue
      }
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): letters.append(UInt8(ascii: "0"))
      case UInt8(ascii: "`"): letters.append(UInt8(ascii: "'"))
      default: letters.append(byte)
      }
      index += 1
    }
  }

  /// FNV-1a over some letters, mixed so that its low bits can number rows.
  package static func hash(_ letters: [UInt8], _ range: Range<Int>, seed: UInt32) -> UInt32 {
    var hash: UInt32 = 0x811c_9dc5 ^ (seed &* 0x9e37_79b9)
    for index in range { hash = (hash ^ UInt32(letters[index])) &* 0x0100_0193 }
    hash ^= hash >> 15
    hash = hash &* 0x2c1b_3c6d
    return hash ^ (hash >> 13)
  }
}
