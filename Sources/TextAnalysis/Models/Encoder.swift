// Both networks first give every word of a sentence a context; this is that half of them.

internal import Articles
internal import TextModels

/// Computes the contexts of a sentence's words. Belongs to one worker.
@safe final class Encoder {
  let shape: EncoderShape
  private let memory: WordMemory
  private let cache: RowCache
  private let bias: OctetRows
  /// Rows that tags add to those of words, or nil when tags are not known yet; the last is the boundary's.
  private let tagRows: OctetRows?
  private let tagCount: Int
  /// Whether the sentences to come will most likely be encoded too.
  private let readsAhead: Bool

  /// Room for the tokens of a sentence: contexts, and for each place in it (boundaries included) the
  /// number of its word's row and its tag. Plain memory, since checked access would cost as much as the sums.
  private var capacity = 0
  private var contexts: UnsafeMutablePointer<UInt8>
  /// Sums of windows that are not finished.
  private var windows: UnsafeMutablePointer<Int16>
  private var places: UnsafeMutablePointer<Int32>
  private var tags: UnsafeMutablePointer<UInt8>
  private let sums: UnsafeMutablePointer<Int16>
  private let state: UnsafeMutablePointer<Int32>
  private let summands: UnsafeMutablePointer<UnsafePointer<Int8>?>

  /// Reads the sections `size` (three numbers), `bias` and those of `RowCache`; with tags `tagr` too.
  init(_ file: ModelFile, _ memory: WordMemory, tagCount: Int, usesTags: Bool) throws(ModelFile.Failure) {
    self.memory = memory
    let size = try file.section("size", of: Int32.self, count: 3)
    for index in 0..<3 where size[index] < 0 || size[index] > 4096 {
      throw .wrongSize(section: ModelFile.name("size"))
    }
    shape = EncoderShape(window: Int(size[0]), average: Int(size[1]), hidden: Int(size[2]))
    guard shape.context % 4 == 0 else { throw .wrongSize(section: ModelFile.name("size")) }
    cache = try RowCache(file, memory, rowLength: shape.row)
    bias = OctetRows(try file.section("bias", of: Int16.self, count: shape.sums))
    self.tagCount = tagCount
    readsAhead = !usesTags
    tagRows =
      usesTags
      ? OctetRows(try file.section("tagr", of: Int16.self, count: (tagCount + 1) * shape.row)) : nil
    unsafe contexts = .allocate(capacity: 1)
    unsafe windows = .allocate(capacity: 1)
    unsafe places = .allocate(capacity: 2 * EncoderShape.reach)
    unsafe tags = .allocate(capacity: 2 * EncoderShape.reach)
    unsafe sums = .allocate(capacity: max(1, 2 * shape.average))
    unsafe state = .allocate(capacity: max(1, shape.average))
    unsafe summands = .allocate(capacity: 2 * EncoderShape.offsets + 1)
  }

  deinit {
    unsafe contexts.deallocate()
    unsafe windows.deallocate()
    unsafe places.deallocate()
    unsafe tags.deallocate()
    unsafe sums.deallocate()
    unsafe state.deallocate()
    unsafe summands.deallocate()
  }

  /// The context of the first word of the sentence; those of the others follow, `shape.context` apart. Valid
  /// until the next `encode`.
  var context: UnsafeMutablePointer<UInt8> { unsafe contexts }
  /// Without tags, the sums of the first word's window; those of the others follow, `shape.window` apart.
  var window: UnsafePointer<Int16> { unsafe UnsafePointer(windows) }

  /// What the numbers of a context are.
  var columns: [OctetMatrix.Column] {
    [OctetMatrix.Column](repeating: .positive, count: shape.window)
      + [OctetMatrix.Column](repeating: .centred, count: 2 * shape.average)
  }

  /// Computes the contexts of the tokens in `range`. Without tags the window's part is left for the caller to make from
  /// `window`. O(tokens).
  func encode(_ range: Range<Int>, of tokens: Tokens, _ words: Words) {
    memory.begin(words)
    reserve(range.count)
    let reach = EncoderShape.reach
    let places = unsafe self.places, tags = unsafe self.tags
    let boundaryTag = UInt8(truncatingIfNeeded: tagCount)
    for step in 0..<reach {
      for place in [step, reach + range.count + step] {
        unsafe places[place] = WordMemory.boundary
        unsafe tags[place] = boundaryTag
      }
    }
    cache.ask(for: WordMemory.boundary)
    let style = WordFeatures.style(range.lazy.map { tokens.shape[$0] })
    let shapes = tokens.shape, lower = tokens.lower, tagColumn = tokens.tag
    for (place, token) in zip(reach..<reach + range.count, range) {
      let shape = (shapes[token] & 7) + style
      let number = memory.number(of: lower[token], shape: shape, in: words)
      cache.ask(for: number)
      unsafe places[place] = number
      unsafe tags[place] = min(boundaryTag, tagColumn[token])
    }
    if readsAhead { readAhead(from: range.upperBound, tokens, words) }
    cache.finish()
    let summing = unsafe Summing(
      summands: summands, places: places, tags: tags, base: cache.base, length: shape.row,
      tagRows: tagRows?.base)
    encodeWindows(range.count, summing)
    if shape.average > 0 { encodeAverages(range.count, summing) }
  }

  /// Asks for the rows of the sentences that come next, when this one had new words: rows cost less by the dozen.
  private func readAhead(from start: Int, _ tokens: Tokens, _ words: Words) {
    var first = start
    while first < tokens.count, 0 < cache.pendingCount, cache.pendingCount < Self.rowsAhead,
      first < start + Self.tokensAhead
    {
      var end = first + 1
      while end < tokens.count, tokens.sentence[end] == tokens.sentence[first] { end += 1 }
      let style = WordFeatures.style((first..<end).lazy.map { tokens.shape[$0] })
      for token in first..<end {
        cache.ask(
          for: memory.number(of: tokens.lower[token], shape: (tokens.shape[token] & 7) + style, in: words))
      }
      first = end
    }
  }
  private static let rowsAhead = 16, tokensAhead = 512

  private func reserve(_ count: Int) {
    guard count > capacity else { return }
    capacity = max(count, 2 * capacity)
    unsafe contexts.deallocate()
    unsafe windows.deallocate()
    unsafe places.deallocate()
    unsafe tags.deallocate()
    unsafe contexts = .allocate(capacity: capacity * shape.context)
    unsafe windows = .allocate(capacity: tagRows == nil ? capacity * shape.window : 1)
    unsafe places = .allocate(capacity: capacity + 2 * EncoderShape.reach)
    unsafe tags = .allocate(capacity: capacity + 2 * EncoderShape.reach)
  }

  /// Collects the rows that a kernel will sum.
  @safe private struct Summing {
    let summands: UnsafeMutablePointer<UnsafePointer<Int8>?>
    let places: UnsafeMutablePointer<Int32>
    let tags: UnsafeMutablePointer<UInt8>
    let base: UnsafePointer<Int8>
    let length: Int
    let tagRows: UnsafePointer<Int8>?

    @inline(__always) func add(_ place: Int, from start: Int, at rows: inout Int) {
      unsafe summands[rows] = base + Int(places[place]) * length + start
      rows += 1
      if let tagRows = unsafe tagRows {
        unsafe summands[rows] = tagRows + Int(tags[place]) * length + start
        rows += 1
      }
    }
  }

  private func encodeWindows(_ count: Int, _ summing: Summing) {
    let contexts = unsafe self.contexts, windows = unsafe self.windows, width = Int32(shape.window)
    let hasTags = tagRows != nil
    for word in 0..<count {
      var rows = 0
      for offset in 0..<EncoderShape.offsets {
        summing.add(word + offset, from: offset * shape.window, at: &rows)
      }
      unsafe summands[rows] = bias.base
      rows += 1
      if hasTags {
        unsafe tm_sum_bytes_and_cut(summands, Int32(rows), width, contexts + word * shape.context)
      } else {
        unsafe tm_sum_bytes(summands, Int32(rows), width, windows + word * shape.window)
      }
    }
  }

  private func encodeAverages(_ count: Int, _ summing: Summing) {
    let contexts = unsafe self.contexts, average = shape.average, reach = EncoderShape.reach
    for isFromLeft in [true, false] {
      let neighbour = isFromLeft ? -1 : 1
      let nearStart = isFromLeft ? shape.leftStart(isNeighbour: true) : shape.rightStart(isNeighbour: true)
      let ownStart = isFromLeft ? shape.leftStart(isNeighbour: false) : shape.rightStart(isNeighbour: false)
      let sumStart = shape.window + (isFromLeft ? 0 : 2 * average)
      let target = shape.window + (isFromLeft ? 0 : average)
      let biasRow = unsafe bias.row(sumStart, 2 * average)
      unsafe state.update(repeating: 0, count: average)
      for step in 0..<count {
        let word = isFromLeft ? step : count - 1 - step
        var rows = 0
        summing.add(word + reach + neighbour, from: nearStart, at: &rows)
        summing.add(word + reach, from: ownStart, at: &rows)
        unsafe summands[rows] = biasRow
        unsafe tm_sum_bytes(summands, Int32(rows + 1), Int32(2 * average), sums)
        unsafe tm_average(
          sums, sums + average, Int32(average), state, contexts + word * shape.context + target)
      }
    }
  }
}
