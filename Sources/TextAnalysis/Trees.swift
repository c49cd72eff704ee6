// Tags and trees are made for a sentence when somebody first asks. Most sentences of most articles are
// never asked about.

internal import Profiling

/// Which sentences have their tags, trees and phrases.
struct Trees {
  private(set) var isTagged: [Bool]
  private(set) var isParsed: [Bool]
  var nounPhrases = PhraseTable()
  var clauses = PhraseTable()
  var reader = PhraseReader()

  init(sentences: Int) {
    isTagged = [Bool](repeating: false, count: sentences)
    isParsed = [Bool](repeating: false, count: sentences)
  }

  /// Whether this is the first time.
  mutating func beginTagging(_ sentence: Int) -> Bool {
    guard isTagged.indices.contains(sentence), !isTagged[sentence] else { return false }
    isTagged[sentence] = true
    return true
  }

  mutating func beginParsing(_ sentence: Int) -> Bool {
    guard isParsed.indices.contains(sentence), !isParsed[sentence] else { return false }
    isParsed[sentence] = true
    return true
  }
}

extension Analysis {
  /// Makes sure that `pos` and `lemma` of the sentence's tokens are filled. O(tokens), once a sentence.
  public func tag(_ sentence: Int) {
    guard trees.beginTagging(sentence) else { return }
    models.profile?.enter(.tags)
    defer { models.profile?.leave() }
    models.tagger?.tag(sentences.tokens(sentence), of: tokens, words)
  }

  /// Makes sure that `head` and `dep` of the sentence's tokens are filled, and `pos` and `lemma` too.
  /// Each sentence gets one root, and no cycle. O(tokens), once a sentence.
  public func parse(_ sentence: Int) {
    guard trees.beginParsing(sentence) else { return }
    tag(sentence)
    models.profile?.enter(.trees)
    defer { models.profile?.leave() }
    models.parser?.parse(sentences.tokens(sentence), of: tokens, words)
  }
}
