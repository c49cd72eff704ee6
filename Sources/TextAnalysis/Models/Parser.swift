// Trees, greedily: before each step the hidden layer is the sum of rows of the words in question and of
// a table of facts, so a step costs some additions and one small product for the scores.

internal import Articles
internal import TextModels

/// Finds the head and relation of the tokens of a sentence. Belongs to one worker.
@safe package final class Parser {
  /// Longer sentences are parsed in pieces of this many tokens, which bounds the memory for one.
  package static let longest = 256

  private let encoder: Encoder
  private let tagCount: Int
  private let hiddenWidth: Int
  /// One matrix a position, hidden × context.
  private let matrices: [OctetMatrix]
  /// For each position, the rows of no word and of the artificial root.
  private let special: ModelRows<Int16>
  private let facts: ModelRows<Int16>
  private let hiddenBias: ModelRows<Int16>
  private let output: OctetMatrix
  /// As many as `output` has rows.
  private let outputBias: UnsafeMutablePointer<Int32>

  /// Kept for its memory.
  private var spareState = Transitions()
  /// What a word adds at a position: for each position the rows of `longest` words, worked out when first needed.
  private let products: UnsafeMutablePointer<Int16>
  private let isReady: UnsafeMutablePointer<Bool>
  private let hidden: UnsafeMutablePointer<UInt8>
  private let scores: UnsafeMutablePointer<Int32>
  private let summands: UnsafeMutablePointer<UnsafePointer<Int16>?>
  private let positions: UnsafeMutablePointer<Int32>
  private let factRows: UnsafeMutablePointer<Int32>

  /// - Parameter tagger: whose tags the parser was trained with. Both remember words together.
  package init(_ file: ModelFile, beside tagger: Tagger) throws(ModelFile.Failure) {
    tagCount = tagger.tagCount
    encoder = try Encoder(file, tagger.memory, tagCount: tagCount, usesTags: true)
    let context = encoder.shape.context, positionCount = ParserFeatures.positions
    hiddenWidth = encoder.shape.hidden
    let size = hiddenWidth * context
    let stored = try file.section("posm", of: Int16.self, count: positionCount * size)
    let shift = try file.section("poss", of: Int32.self, count: 1)[0]
    guard shift >= 0, shift < 31, hiddenWidth == RowCache.filled(hiddenWidth) else {
      throw .wrongSize(section: ModelFile.name("poss"))
    }
    let columns = encoder.columns
    matrices = (0..<positionCount).map { [hiddenWidth] position in
      OctetMatrix(
        stored, from: position * size, rows: hiddenWidth, columns: columns, units: Float(1 << shift))
    }
    special = try file.section("spec", of: Int16.self, count: positionCount * 2 * hiddenWidth)
    facts = try file.section("fact", of: Int16.self, count: ParserFeatures.rows(tags: tagCount) * hiddenWidth)
    hiddenBias = try file.section("hidb", of: Int16.self, count: hiddenWidth)
    let filled = RowCache.filled(Transitions.steps)
    output = OctetMatrix(
      try file.section("outw", of: Int16.self, count: filled * hiddenWidth), rows: filled,
      columns: [OctetMatrix.Column](repeating: .positive, count: hiddenWidth), units: 1)
    let bias = try file.section("outb", of: Int32.self, count: Transitions.steps)
    unsafe outputBias = bias.copy(filledTo: filled)
    unsafe products = .allocate(capacity: Self.longest * positionCount * hiddenWidth)
    unsafe isReady = .allocate(capacity: Self.longest * positionCount)
    unsafe hidden = .allocate(capacity: max(1, hiddenWidth))
    unsafe scores = .allocate(capacity: filled)
    unsafe summands = .allocate(capacity: positionCount + ParserFeatures.facts + 1)
    unsafe positions = .allocate(capacity: positionCount)
    unsafe factRows = .allocate(capacity: ParserFeatures.facts)
  }

  deinit {
    unsafe outputBias.deallocate()
    unsafe products.deallocate()
    unsafe isReady.deallocate()
    unsafe hidden.deallocate()
    unsafe scores.deallocate()
    unsafe summands.deallocate()
    unsafe positions.deallocate()
    unsafe factRows.deallocate()
  }

  /// Fills `head` and `dep` of the tokens in `range`, which is a tagged sentence: one root, no cycle. O(tokens).
  package func parse(_ range: Range<Int>, of tokens: Tokens, _ words: Words) {
    var start = range.lowerBound
    var root = -1
    while start < range.upperBound {
      let piece = start..<min(range.upperBound, start + Self.longest)
      let found = parse(piece: piece, of: tokens, words)
      if root >= 0 {
        // A later piece of an overlong sentence hangs on the first.
        tokens.head[found] = Int32(root)
        tokens.dep[found] = Dependency.parataxis.rawValue
      } else {
        root = found
      }
      start = piece.upperBound
    }
  }

  /// Parses a piece as if it were a sentence; gives back its root.
  private func parse(piece: Range<Int>, of tokens: Tokens, _ words: Words) -> Int {
    encoder.encode(piece, of: tokens, words)
    let count = piece.count, base = piece.lowerBound
    makeReady(count)
    var state = Transitions()
    swap(&state, &spareState)
    state.begin(count)
    let contexts = unsafe encoder.context
    let tags = unsafe UnsafePointer(tokens.tag.baseAddress) + base
    while !state.isFinished {
      if let only = state.onlyStep {
        state.take(only)
        continue
      }
      unsafe score(state, tags, contexts)
      state.take(unsafe state.best(scores))
    }
    let heads = tokens.head, relations = tokens.dep
    var root = base
    for word in 0..<count {
      let head = Int(state.head[word])
      if head == count { root = base + word }
      heads[base + word] = head == count ? -1 : Int32(base + head)
      relations[base + word] = state.label[word]
    }
    swap(&state, &spareState)
    return root
  }

  private func score(
    _ state: borrowing Transitions, _ tags: UnsafePointer<UInt8>, _ contexts: UnsafePointer<UInt8>
  ) {
    let positionCount = ParserFeatures.positions, count = Int32(state.count)
    unsafe ParserFeatures.positions(of: state, positions)
    unsafe ParserFeatures.facts(of: state, tags: tags, tagCount: tagCount, words: positions, factRows)
    for position in 0..<positionCount {
      let word = unsafe positions[position]
      if word < 0 || word == count {
        unsafe summands[position] = special.row(
          (position * 2 + (word < 0 ? 0 : 1)) * hiddenWidth, hiddenWidth)
      } else {
        unsafe summands[position] = product(Int(word), position, contexts)
      }
    }
    for index in 0..<ParserFeatures.facts {
      let row = unsafe Int(factRows[index])
      unsafe summands[positionCount + index] = facts.row(row * hiddenWidth, hiddenWidth)
    }
    let total = positionCount + ParserFeatures.facts
    unsafe summands[total] = hiddenBias.base
    unsafe tm_sum_and_cut(summands, Int32(total + 1), Int32(hiddenWidth), hidden)
    unsafe withUnsafePointer(to: output.matrix) { unsafe tm_scores($0, hidden, outputBias, scores) }
  }

  /// Works out what all of `count` words add where half of them or more will stand: many together cost less than half.
  private func makeReady(_ count: Int) {
    unsafe isReady.initialize(repeating: false, count: Self.longest * ParserFeatures.positions)
    for position in ParserFeatures.commonPositions {
      unsafe withUnsafePointer(to: matrices[position].matrix) { matrix in
        unsafe tm_products(
          matrix, encoder.context, Int32(count), products + position * Self.longest * hiddenWidth)
      }
      unsafe (isReady + position * Self.longest).initialize(repeating: true, count: count)
    }
  }

  private func product(_ word: Int, _ position: Int, _ contexts: UnsafePointer<UInt8>) -> UnsafePointer<Int16>
  {
    let index = position * Self.longest + word
    let row = unsafe products + index * hiddenWidth
    if unsafe !isReady[index] {
      unsafe isReady[index] = true
      unsafe withUnsafePointer(to: matrices[position].matrix) { matrix in
        unsafe tm_product(matrix, contexts + word * encoder.shape.context, row)
      }
    }
    return unsafe UnsafePointer(row)
  }
}
