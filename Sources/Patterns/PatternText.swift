// The matcher asks an analysis for little; naming that little lets tests lay out a sentence by hand.

internal import Articles
internal import TextAnalysis

/// What the matcher needs of a text. `Analysis` is the only one outside of tests.
protocol PatternText: AnyObject {
  var textBytes: [UInt8] { get }
  var words: Words { get }
  var tokens: Tokens { get }
  var sentences: Sentences { get }
  func tag(_ sentence: Int)
  func parse(_ sentence: Int)
  func forEachSpan(of layer: SpanLayer, in range: Range<Int>, _ body: (Int32, Int32) -> Void)
}

extension Analysis: PatternText {
  var textBytes: [UInt8] { article.text }
}
