// The parser must learn from tags as good as those it will get. A tagger is better on the sentences it
// learned from, so each part of them is tagged by one that learned from the other parts only.

import Articles
import TextAnalysis

enum Jackknife {
  /// The fine tag of every word. `cache` names a file that saves doing it again for the same sentences.
  static func tags(
    _ sentences: [GoldSentence], _ fine: FineTags, vectors: WordVectors?, folds: Int, cache: String?
  ) -> [[UInt8]] {
    var tags = [[UInt8]](repeating: [], count: sentences.count)
    let total = sentences.reduce(0) { $0 + $1.words.count }
    if let cache, File.exists(cache) {
      let bytes = File.read(cache)
      if bytes.count == total {
        var next = 0
        for index in sentences.indices {
          tags[index] = Array(bytes[next..<next + sentences[index].words.count])
          next += sentences[index].words.count
        }
        return tags
      }
    }
    for fold in 0..<folds {
      // Neighbouring sentences are of one document and stay together.
      func isIn(_ index: Int) -> Bool { (index / 50) % folds == fold }
      let others = sentences.indices.filter { !isIn($0) }.map { sentences[$0] }
      var settings = TaggerTraining.Settings.quick
      settings.seed = UInt64(fold + 2)
      let training = TaggerTraining(
        known: KnownWords(others), tags: fine, vectors: vectors, settings: settings)
      training.train(others)
      guard let file = ModelWriter.open(training.write(LemmaTraining(others, tags: fine))),
        let tagger = try? Tagger(file, vectors: vectors)
      else { File.fail("the model just made cannot be read") }
      let indices = sentences.indices.filter(isIn)
      let columns = GoldColumns(indices.map { sentences[$0] })
      for (index, range) in zip(indices, columns.ranges) {
        tagger.tag(range, of: columns.tokens, columns.words)
        tags[index] = range.map { columns.tokens.tag[$0] }
      }
    }
    if let cache { File.write(tags.flatMap { $0 }, cache) }
    return tags
  }
}
