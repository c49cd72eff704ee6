// What two versions of rules say of one article, in a form in which it can be compared: a place, a rule, and values.

public import Articles
public import RecordOutputs
public import Rules

/// One thing that a run says of an article.
public struct Finding: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable { case claim, sentence, article }

  public var kind: Kind
  /// Of the content, or of the cue; in whatever unit, but the same on both sides.
  public var start: Int
  public var end: Int
  /// The words.
  public var text: String
  /// The rule that found the claim, or gives the points.
  public var rule: String
  /// What was found, by name: `source`, `stance`, `score std/sourcing/weak-cue`.
  public var values: [String: String]

  /// What makes it the same finding on both sides: a claim is its words, whichever rule found it.
  var key: Key { Key(kind: kind, start: start, end: end, rule: kind == .claim ? "" : rule) }

  struct Key: Hashable, Comparable {
    var kind: Kind
    var start: Int
    var end: Int
    var rule: String

    static func < (a: Key, b: Key) -> Bool {
      (a.kind.rawValue, a.start, a.end, a.rule) < (b.kind.rawValue, b.start, b.end, b.rule)
    }
  }
}

extension Finding {
  /// The findings of an evaluation, places in UTF-8.
  public static func all(_ evaluation: Evaluation, of article: Article) -> [Finding] {
    func text(_ spans: [TextSpan]) -> String { spans.map(article.string).joined(separator: " … ") }
    var findings = evaluation.claims.map { claim in
      let spans = claim.content.isEmpty ? claim.cue?.spans ?? [] : claim.content
      var values = [
        "stance": claim.stance.rawValue, "type": claim.kind.rawValue, "evidence": claim.evidence.rawValue,
      ]
      values["source"] = claim.source?.name
      values["cue"] = claim.cue.map { text($0.spans) }
      for score in claim.scores { values["score \(score.rule)"] = number(score.points) }
      return Finding(
        kind: .claim, start: Int(spans.first?.start ?? 0), end: Int(spans.last?.end ?? 0), text: text(spans),
        rule: claim.rule, values: values)
    }
    for sentence in evaluation.sentences {
      findings += sentence.scores.map { score in
        Finding(
          kind: .sentence, start: Int(sentence.span.start), end: Int(sentence.span.end),
          text: article.string(sentence.span), rule: score.rule, values: ["points": number(score.points)])
      }
    }
    findings += evaluation.scores.map { score in
      Finding(
        kind: .article, start: 0, end: 0, text: "", rule: score.rule, values: ["points": number(score.points)]
      )
    }
    return findings
  }

  /// The findings that a database holds of an article, places in the unit of the run. It holds no text of sentences.
  public static func all(_ article: StoredArticle) -> [Finding] {
    article.claims.map { claim in
      var values = ["stance": claim.stance, "type": claim.type, "evidence": claim.evidence]
      values["source"] = claim.source
      values["cue"] = claim.cue
      for score in claim.scores { values["score \(score.rule)"] = number(score.points) }
      return Finding(
        kind: .claim, start: claim.start, end: claim.end, text: claim.content ?? claim.cue ?? "",
        rule: claim.rule,
        values: values)
    }
      + article.scores.map { score in
        Finding(
          kind: score.start == nil ? .article : .sentence, start: score.start ?? 0, end: score.end ?? 0,
          text: "",
          rule: score.rule, values: ["points": number(score.points)])
      }
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }
}
