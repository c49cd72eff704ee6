// Parts of speech, greedily from left to right: the word's context and the two tags before.
//
// The tags inside are finer than `PartOfSpeech` (a past participle is not a past tense); the lemma and
// the tree need the difference.

internal import Articles
internal import TextModels

/// Finds the part of speech and lemma of the tokens of a sentence.
///
/// Belongs to one worker. Its memory of words makes it faster from article to article and never
/// changes what it says.
@safe package final class Tagger {
  /// How many fine tags there are.
  package let tagCount: Int

  /// The words that it has met, which the parser beside it meets as well.
  let memory: WordMemory
  private let encoder: Encoder
  private let lemmatiser: Lemmatiser
  private let previous: OctetRows
  private let output: OctetMatrix
  /// The `PartOfSpeech` of each fine tag.
  private let parts: ModelRows<UInt8>

  /// As many as `output` has rows.
  private let outputBias: UnsafeMutablePointer<Int32>
  private let scores: UnsafeMutablePointer<Int32>

  package init(_ file: ModelFile, vectors: WordVectors?) throws(ModelFile.Failure) {
    parts = try file.section("part", of: UInt8.self)
    tagCount = parts.count
    guard tagCount > 0, tagCount < 255 else { throw .wrongSize(section: ModelFile.name("part")) }
    for index in 0..<tagCount where PartOfSpeech(rawValue: parts[index]) == nil {
      throw .wrongSize(section: ModelFile.name("part"))
    }
    memory = try WordMemory(file, vectors: vectors)
    encoder = try Encoder(file, memory, tagCount: tagCount, usesTags: false)
    previous = OctetRows(
      try file.section("prev", of: Int16.self, count: 2 * (tagCount + 1) * encoder.shape.window))
    let filled = RowCache.filled(tagCount)
    output = OctetMatrix(
      try file.section("outw", of: Int16.self, count: filled * encoder.shape.context), rows: filled,
      columns: encoder.columns, units: 1)
    let bias = try file.section("outb", of: Int32.self, count: tagCount)
    lemmatiser = try Lemmatiser(file, vectors: vectors)
    unsafe outputBias = bias.copy(filledTo: filled)
    unsafe scores = .allocate(capacity: filled)
  }

  deinit {
    unsafe outputBias.deallocate()
    unsafe scores.deallocate()
  }

  /// Fills `pos`, `tag` and `lemma` of the tokens in `range`, which is a sentence. O(tokens).
  package func tag(_ range: Range<Int>, of tokens: Tokens, _ words: Words) {
    guard !range.isEmpty else { return }
    encoder.encode(range, of: tokens, words)
    lemmatiser.begin(words)
    let window = encoder.shape.window, contexts = unsafe encoder.context
    var output = unsafe output.matrix
    let pos = tokens.pos, tags = tokens.tag, lemmas = tokens.lemma, lower = tokens.lower
    var before = tagCount, beforeThat = tagCount
    for token in range {
      let word = token - range.lowerBound
      let context = unsafe contexts + word * encoder.shape.context
      unsafe tm_add_and_cut(
        encoder.window + word * window, previous.row(before * window, window),
        previous.row((tagCount + 1 + beforeThat) * window, window), Int32(window), context)
      unsafe tm_scores(&output, context, outputBias, scores)
      let best = unsafe Int(tm_highest(scores, Int32(tagCount)))
      pos[token] = parts[best]
      tags[token] = UInt8(best)
      lemmas[token] = lemmatiser.lemma(of: lower[token], tag: UInt8(best), words)
      beforeThat = before
      before = best
    }
  }
}
