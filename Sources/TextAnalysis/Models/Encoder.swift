// Both networks first give every word of a sentence a context; this is that half of them.

internal import Articles
internal import TextModels

/// Computes the contexts of a sentence's words. Belongs to one worker.
@safe package final class Encoder {
  package let shape: EncoderShape
  private let cache: RowCache
  private let bias: ModelRows<Int16>
  /// Rows that tags add to those of words, or nil when tags are not known yet; the last is the boundary's.
  private let tagRows: ModelRows<Int16>?
  private let tagCount: Int

  private var places: [Int32] = []
  private var tags: [UInt8] = []
  private var capacity = 0
  private var contexts: UnsafeMutablePointer<Int16>
  private let sums: UnsafeMutablePointer<Int16>
  private let state: UnsafeMutablePointer<Int32>
  private let summands: UnsafeMutablePointer<UnsafePointer<Int16>?>

  /// Activations are cut here: 16 in steps of 1/512.
  package static let ceiling: Int16 = 8191

  /// Reads the sections `size` (three numbers), `bias` and those of `RowCache`; with tags `tagr` too.
  package init(_ file: ModelFile, vectors: WordVectors?, tagCount: Int, usesTags: Bool) throws(ModelFile
    .Failure)
  {
    let size = try file.section("size", of: Int32.self, count: 3)
    for index in 0..<3 where size[index] < 0 || size[index] > 4096 {
      throw .wrongSize(section: ModelFile.name("size"))
    }
    shape = EncoderShape(window: Int(size[0]), average: Int(size[1]), hidden: Int(size[2]))
    cache = try RowCache(file, vectors: vectors, rowLength: shape.row)
    bias = try file.section("bias", of: Int16.self, count: shape.sums)
    self.tagCount = tagCount
    tagRows = usesTags ? try file.section("tagr", of: Int16.self, count: (tagCount + 1) * shape.row) : nil
    unsafe contexts = .allocate(capacity: 1)
    unsafe sums = .allocate(capacity: max(1, 2 * shape.average))
    unsafe state = .allocate(capacity: max(1, shape.average))
    unsafe summands = .allocate(capacity: 2 * EncoderShape.offsets + 1)
  }

  deinit {
    unsafe contexts.deallocate()
    unsafe sums.deallocate()
    unsafe state.deallocate()
    unsafe summands.deallocate()
  }

  /// The context of a word counted from the start of the sentence; valid until the next `encode`.
  package func context(_ word: Int) -> UnsafeMutablePointer<Int16> { unsafe contexts + word * shape.context }

  /// Computes the contexts of the tokens in `range`. Without tags the window's part is left uncut, for
  /// the caller to add to. O(tokens).
  package func encode(_ range: Range<Int>, of tokens: Tokens, _ words: Words) {
    cache.begin(words)
    let reach = EncoderShape.reach, count = range.count
    places.removeAll(keepingCapacity: true)
    tags.removeAll(keepingCapacity: true)
    let boundaryTag = UInt8(truncatingIfNeeded: tagCount)
    for _ in 0..<reach {
      places.append(RowCache.boundary)
      tags.append(boundaryTag)
    }
    for token in range {
      places.append(cache.place(of: tokens.lower[token], shape: tokens.shape[token], in: words))
      tags.append(min(boundaryTag, tokens.tag[token]))
    }
    for _ in 0..<reach {
      places.append(RowCache.boundary)
      tags.append(boundaryTag)
    }
    if count > capacity {
      unsafe contexts.deallocate()
      capacity = max(count, 2 * capacity)
      unsafe contexts = .allocate(capacity: capacity * shape.context)
    }

    for word in 0..<count { encodeWindow(word) }
    if shape.average > 0 { encodeAverages(count) }
  }

  private func encodeWindow(_ word: Int) {
    var rows = 0
    for offset in 0..<EncoderShape.offsets {
      addSummand(word + offset, from: offset * shape.window, at: &rows)
    }
    unsafe summands[rows] = bias.base
    rows += 1
    if tagRows == nil {
      unsafe tm_sum(summands, Int32(rows), Int32(shape.window), context(word))
    } else {
      unsafe tm_sum_and_cut(summands, Int32(rows), Int32(shape.window), Self.ceiling, context(word))
    }
  }

  private func encodeAverages(_ count: Int) {
    let average = shape.average, reach = EncoderShape.reach
    unsafe state.update(repeating: 0, count: average)
    for word in 0..<count {
      var rows = 0
      addSummand(word + reach - 1, from: shape.leftStart(isNeighbour: true), at: &rows)
      addSummand(word + reach, from: shape.leftStart(isNeighbour: false), at: &rows)
      unsafe summands[rows] = bias.row(shape.window, 2 * average)
      unsafe tm_sum(summands, Int32(rows + 1), Int32(2 * average), sums)
      unsafe tm_average(sums, sums + average, Int32(average), state, context(word) + shape.window)
    }
    unsafe state.update(repeating: 0, count: average)
    for word in (0..<count).reversed() {
      var rows = 0
      addSummand(word + reach, from: shape.rightStart(isNeighbour: false), at: &rows)
      addSummand(word + reach + 1, from: shape.rightStart(isNeighbour: true), at: &rows)
      unsafe summands[rows] = bias.row(shape.window + 2 * average, 2 * average)
      unsafe tm_sum(summands, Int32(rows + 1), Int32(2 * average), sums)
      unsafe tm_average(sums, sums + average, Int32(average), state, context(word) + shape.window + average)
    }
  }

  private func addSummand(_ place: Int, from start: Int, at rows: inout Int) {
    unsafe summands[rows] = cache.row(places[place]) + start
    rows += 1
    if let tagRows {
      unsafe summands[rows] = tagRows.row(Int(tags[place]) * shape.row, shape.row) + start
      rows += 1
    }
  }
}
