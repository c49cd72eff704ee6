// Brings public-domain word vectors, a text line a word, into the form the program carries.

import TextAnalysis

enum VectorsConversion {
  /// The model file for the first `limit` usable words of `path` (lines `word number number …`, most frequent first).
  static func convert(_ path: String, limit: Int) -> [UInt8] {
    var rows: [UInt32: [Int8]] = [:]
    var features = WordFeatures()
    for line in File.read(path).split(separator: UInt8(ascii: "\n")) {
      if rows.count >= limit { break }
      let fields = line.split(separator: UInt8(ascii: " "))
      guard fields.count == WordVectors.dimensions + 1 else { continue }
      let word = Array(fields[0])
      // Digits are levelled, so one vector would have to stand for all numbers.
      if word.contains(where: { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) { continue }
      features.compute(word.span, shape: 0, known: { _ in nil })
      guard rows[features.hash] == nil else { continue }
      rows[features.hash] = fields[1...].map { field in
        let value = Float(String(decoding: field, as: UTF8.self)) ?? 0
        return Int8(max(-127, min(127, (value / InputTraining.vectorStep).rounded())))
      }
    }
    let hashes = rows.keys.sorted()
    var writer = ModelWriter()
    writer.add("hash", hashes)
    writer.add("rows", hashes.flatMap { rows[$0] ?? [] })
    return writer.bytes()
  }
}
