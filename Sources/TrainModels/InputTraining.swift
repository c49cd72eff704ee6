// The words' side of both networks while they learn: fixed word vectors beside a learned sum of rows.

import Articles
import TextAnalysis

/// A word as training sees it.
struct WordType {
  var rows: [Int32]
  var isKnown: Bool
  /// Place among the word vectors, -1 for none.
  var vector: Int
}

/// The words that get a row of their own.
struct KnownWords {
  let hashes: [UInt32]
  let counts: [Int]

  /// Words seen twice or more.
  init(_ sentences: [GoldSentence]) {
    var counts: [UInt32: Int] = [:]
    var features = WordFeatures()
    for word in sentences.lazy.flatMap(\.words) {
      features.compute(Spelling.lower(word.form).span, shape: 0, known: { _ in nil })
      counts[features.hash, default: 0] += 1
    }
    hashes = counts.filter { $0.value >= 2 }.keys.sorted()
    self.counts = hashes.map { counts[$0] ?? 0 }
  }

  func find(_ hash: UInt32) -> Int? {
    var low = 0, high = hashes.count
    while low < high {
      let middle = (low + high) / 2
      if hashes[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low < hashes.count && hashes[low] == hash ? low : nil
  }
}

@safe final class InputTraining {
  /// What one step of the 8-bit word vectors is worth.
  static let vectorStep: Float = 1.0 / 32

  let known: KnownWords
  let vectors: WordVectors?
  let learned: Weights
  let learnedColumns: Int
  var columns: Int { WordVectors.dimensions + learnedColumns }
  private var features = WordFeatures()

  init(known: KnownWords, vectors: WordVectors?, learnedColumns: Int, chance: inout Chance) {
    self.known = known
    self.vectors = vectors
    self.learnedColumns = learnedColumns
    learned = Weights(
      rows: WordFeatures.spellingRows + known.hashes.count, columns: learnedColumns, limit: 0.12,
      isSparse: true,
      chance: &chance)
  }

  static let boundary = WordType(rows: [WordFeatures.boundaryRow], isKnown: false, vector: -1)

  func type(_ lower: Int32, of words: Words, shape: UInt8) -> WordType {
    let bytes = words.bytes, range = words.range(of: lower)
    features.compute(bytes.span.extracting(range), shape: shape, known: known.find)
    return WordType(
      rows: features.rows, isKnown: features.isKnown, vector: vectors.flatMap { $0.find(features.hash) } ?? -1
    )
  }

  /// Forgets rare words now and then, so that their endings have to do.
  func thinned(_ type: WordType, chance: inout Chance) -> WordType {
    var type = type
    if type.isKnown, let row = type.rows.first {
      let count = Float(known.counts[Int(row) - WordFeatures.spellingRows])
      if chance.unit() < 0.4 / (0.4 + count) {
        type.rows.removeFirst()
        type.isKnown = false
        if chance.unit() < 0.3 { type.vector = -1 }
      }
    }
    return type
  }

  /// Adds the word's vector to `sum`, which has `columns` zeros.
  func forward(_ type: WordType, _ sum: UnsafeMutablePointer<Float>) {
    if type.vector >= 0, let vectors {
      let row = unsafe vectors.row(type.vector)
      for index in 0..<WordVectors.dimensions { unsafe sum[index] = Float(row[index]) * Self.vectorStep }
    }
    let rest = unsafe sum + WordVectors.dimensions
    for row in type.rows {
      let values = unsafe learned.row(Int(row))
      for index in 0..<learnedColumns { unsafe rest[index] += values[index] }
    }
  }

  func backward(_ type: WordType, _ gradient: UnsafePointer<Float>) {
    let rest = unsafe gradient + WordVectors.dimensions
    for row in type.rows {
      let values = unsafe learned.touch(Int(row))
      for index in 0..<learnedColumns { unsafe values[index] += rest[index] }
    }
  }

  /// Writes the sections that `WordMemory` and `RowCache` read. `matrix` is what multiplies the input: columns × rows.
  func write(_ matrix: Weights, step: Float, into writer: inout ModelWriter) {
    let (bytes, scale) = Quantise.bytes(learned.values())
    let rows = matrix.columns
    var turned = [Float](repeating: 0, count: rows * columns)
    for column in 0..<columns {
      let factor = (column < WordVectors.dimensions ? Self.vectorStep : scale) / step
      for row in 0..<rows {
        turned[row * columns + column] = unsafe matrix.value[column * rows + row] * factor
      }
    }
    let shift = Quantise.shift(turned, limit: 16)
    writer.add("word", known.hashes)
    writer.add("embd", bytes)
    writer.add(
      "matr", Quantise.paired(Quantise.words(turned, scale: Float(1 << shift)), rows: rows, columns: columns))
    writer.add("shif", [Int32(shift)])
  }
}

/// The types of a treebank's words, made once each.
struct TypeTable {
  let columns: GoldColumns
  let input: InputTraining
  private var types: [Int: WordType] = [:]

  init(columns: GoldColumns, input: InputTraining) {
    self.columns = columns
    self.input = input
  }

  /// The types of a sentence's words as they would be in a style of capital letters.
  mutating func sentence(_ range: Range<Int>, style: Capitals.Style) -> [WordType] {
    let shapes = range.map { token in
      Capitals.shape(
        columns.tokens.shape[token], length: columns.words.range(of: columns.tokens.lower[token]).count,
        isFirst: token == range.lowerBound, style: style)
    }
    let added = WordFeatures.style(shapes)
    var sentence: [WordType] = []
    for (token, plain) in zip(range, shapes) {
      let lower = columns.tokens.lower[token], shape = plain + added
      let key = Int(lower) * WordFeatures.shapes + Int(shape)
      let type = types[key] ?? input.type(lower, of: columns.words, shape: shape)
      types[key] = type
      sentence.append(type)
    }
    return sentence
  }
}
