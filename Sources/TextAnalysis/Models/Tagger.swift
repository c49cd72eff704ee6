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

  private let encoder: Encoder
  private let lemmatiser: Lemmatiser
  private let previous: ModelRows<Int16>
  private let output: ModelRows<Int16>
  private let outputBias: ModelRows<Int32>
  /// The `PartOfSpeech` of each fine tag.
  private let parts: ModelRows<UInt8>

  private let scores: UnsafeMutablePointer<Int32>
  private let summands: UnsafeMutablePointer<UnsafePointer<Int16>?>

  package init(_ file: ModelFile, vectors: WordVectors?) throws(ModelFile.Failure) {
    parts = try file.section("part", of: UInt8.self)
    tagCount = parts.count
    guard tagCount > 0, tagCount < 255 else { throw .wrongSize(section: ModelFile.name("part")) }
    for index in 0..<tagCount where PartOfSpeech(rawValue: parts[index]) == nil {
      throw .wrongSize(section: ModelFile.name("part"))
    }
    encoder = try Encoder(file, vectors: vectors, tagCount: tagCount, usesTags: false)
    previous = try file.section("prev", of: Int16.self, count: 2 * (tagCount + 1) * encoder.shape.window)
    output = try file.section(
      "outw", of: Int16.self, count: RowCache.filled(tagCount) * encoder.shape.context)
    outputBias = try file.section("outb", of: Int32.self, count: tagCount)
    lemmatiser = try Lemmatiser(file, vectors: vectors)
    unsafe scores = .allocate(capacity: RowCache.filled(tagCount))
    unsafe summands = .allocate(capacity: 3)
  }

  deinit {
    unsafe scores.deallocate()
    unsafe summands.deallocate()
  }

  /// Fills `pos`, `tag` and `lemma` of the tokens in `range`, which is a sentence. O(tokens).
  package func tag(_ range: Range<Int>, of tokens: Tokens, _ words: Words) {
    guard !range.isEmpty else { return }
    encoder.encode(range, of: tokens, words)
    lemmatiser.begin(words)
    let window = encoder.shape.window, contexts = unsafe encoder.context
    let pos = tokens.pos, tags = tokens.tag, lemmas = tokens.lemma, lower = tokens.lower
    var before = tagCount, beforeThat = tagCount
    for token in range {
      let context = unsafe contexts + (token - range.lowerBound) * encoder.shape.context
      unsafe summands[0] = UnsafePointer(context)
      unsafe summands[1] = previous.row(before * window, window)
      unsafe summands[2] = previous.row((tagCount + 1 + beforeThat) * window, window)
      unsafe tm_sum_and_cut(summands, 3, Int32(window), Encoder.ceiling, context)
      unsafe tm_scores(
        output.base, Int32(RowCache.filled(tagCount)), Int32(encoder.shape.context), context, outputBias.base,
        Int32(tagCount), scores)
      let best = unsafe Int(tm_highest(scores, Int32(tagCount)))
      pos[token] = parts[best]
      tags[token] = UInt8(best)
      lemmas[token] = lemmatiser.lemma(of: lower[token], tag: UInt8(best), words)
      beforeThat = before
      before = best
    }
  }
}
