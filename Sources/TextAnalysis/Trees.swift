// The hooks of the tagger, the parser and the phrases. Until they are there, sentences keep what the
// tokeniser knows.

extension Analysis {
  /// Makes sure that `pos` and `lemma` of the sentence's tokens are filled. O(tokens), once a sentence.
  public func tag(_ sentence: Int) {}

  /// Makes sure that `head` and `dep` of the sentence's tokens are filled. O(tokens), once a sentence.
  public func parse(_ sentence: Int) {}

  /// Calls `body` with the end token (exclusive) of each noun phrase that begins at `token`, longest first.
  func forEachNounPhraseEnd(at token: Int, _ body: (Int32) -> Void) {}

  /// Calls `body` with the end token (exclusive) of each clause that begins at `token`, longest first.
  func forEachClauseEnd(at token: Int, _ body: (Int32) -> Void) {}
}
