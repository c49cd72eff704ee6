// Evaluations written by hand: what pages and records look like must not depend on what rules find today.

import Articles
import RulePacks
import Testing

@testable import Rules
@testable import Scoring

/// An article, with the places of its words found by searching.
struct Sample {
  var article: Article
  var evaluation = Evaluation()

  init(_ text: String, title: String? = nil) {
    article = Article(id: "sample", text: Array(text.utf8))
    article.title = title
  }

  /// Where `words` stand in the text.
  func span(_ words: String) -> TextSpan {
    let text = article.text
    let wanted = Array(words.utf8)
    for start in 0...(text.count - wanted.count) where Array(text[start..<start + wanted.count]) == wanted {
      return TextSpan(Int32(start), Int32(start + wanted.count))
    }
    Issue.record("'\(words)' is not in the text")
    return TextSpan(0, 0)
  }

  func claim(
    _ source: String?, _ cue: String?, _ content: [String], name: String? = nil, entity: String? = nil,
    stance: Claim.Stance = .asserts, kind: Claim.Kind = .indirect, parent: Int? = nil
  ) -> Claim {
    Claim(
      rule: "desk/test/said", kind: kind, stance: stance, parent: parent,
      source: source.map { Claim.Source(spans: [span($0)], name: name ?? $0, entity: entity) },
      cue: cue.map { Claim.Cue(spans: [span($0)], lemma: $0) }, content: content.map(span))
  }

  func page(width: Int = 80, colour: Bool = false) -> String {
    ArticlePage(article: article, evaluation: evaluation, style: TerminalStyle(colour: colour, width: width))
      .rendered()
  }
}

func score(
  _ points: Double, _ because: String, scale: String = "worth", rule: String = "desk/test/rule",
  spans: [TextSpan] = []
) -> Score {
  Score(rule: rule, scale: scale, points: points, because: because, spans: spans)
}
