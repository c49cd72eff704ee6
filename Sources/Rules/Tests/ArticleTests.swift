// Runs a test over a whole article.

import Articles
import TextAnalysis

extension PackTests {
  /// What is not as `expected` in the article of `test`.
  func check(
    _ expected: ArticleExpectation, of test: DeclaredTest, _ evaluator: inout Evaluator,
    _ hits: inout Set<String>
  ) -> [String] {
    var article = Article(id: expected.file.stem, text: expected.file.bytes)
    article.published = test.published
    let compared = ComparedArticle(article)
    var reasons = expected.claims.flatMap { entry in
      [entry.content, entry.source ?? [], entry.cue ?? []].filter { !$0.isEmpty }.compactMap {
        compared.mistake($0, entry.paragraph)
      }
    }
    reasons += expected.sentences.compactMap { compared.mistake([$0.text], $0.paragraph) }
    // An expectation that cannot be met says nothing about the rules.
    guard reasons.isEmpty else { return reasons }
    let findsClaims = rules.findsClaims
    let evaluation =
      findsClaims
      ? evaluator.evaluate(article)
      : evaluator.evaluate(article) { analysis in
        expected.claims.map { Candidate($0, compared, analysis) }
      }
    reasons = evaluation.diagnostics.filter { $0.severity == "error" }.map { "\($0.slug): \($0.message)" }
    var left = evaluation.claims
    for entry in expected.claims {
      guard let index = left.firstIndex(where: { entry.isOf($0, in: compared) }) else {
        let near = left.first { claim in
          claim.content.contains { compared.paragraph(of: $0) == entry.paragraph }
            && overlaps(claim, entry, compared)
        }
        let found = near.map { "found \(title($0, compared)) (\($0.rule))" } ?? "found no such claim"
        reasons.append("expected \(entry.title), \(found)")
        if let near, let index = left.firstIndex(of: near) { left.remove(at: index) }
        continue
      }
      let claim = left.remove(at: index)
      hits.insert(claim.rule)
      if findsClaims { reasons += entry.differences(claim, in: compared, pack: pack.name) }
      reasons += compare(
        points(claim.scores), entry.scores, areComplete: entry.scoresAreComplete, of: entry.title + ": ",
        &hits)
    }
    if findsClaims, !expected.allowsOthers {
      for claim in left {
        reasons.append("found a claim that is not expected: \(title(claim, compared)) (\(claim.rule))")
      }
    }
    for entry in expected.sentences {
      let place = compared.spans(of: [entry.text], inParagraph: entry.paragraph)?.first
      let sentence = evaluation.sentences.first { sentence in place.map(sentence.span.overlaps) == true }
      reasons += compare(
        points(sentence?.scores ?? []), entry.scores, areComplete: entry.scoresAreComplete,
        of: "paragraph \(entry.paragraph) “\(entry.text)”: ", &hits)
    }
    if !test.scores.isEmpty || !test.silent.isEmpty {
      reasons += compare(
        points(evaluation.scores), test.scores, areComplete: test.scoresAreComplete && !test.scores.isEmpty,
        &hits)
      let all =
        evaluation.claims.flatMap(\.scores) + evaluation.sentences.flatMap(\.scores) + evaluation.scores
      reasons += compare(points(all), [:], areComplete: false, silent: test.silent, &hits)
    }
    return reasons
  }

  /// What the rules of the pack give, by their names in it.
  private func points(_ scores: [Score]) -> [String: Double] {
    var points: [String: Double] = [:]
    for score in scores where !score.rule.hasSuffix("/base") {
      points[String(score.rule.dropFirst(pack.name.count + 1)), default: 0] += score.points
    }
    return points
  }

  private func title(_ claim: Claim, _ article: ComparedArticle) -> String {
    let first = claim.content.first ?? claim.cue?.spans.first ?? TextSpan(0, 0)
    return ArticleExpectation.ClaimEntry.title(
      article.paragraph(of: first), source: article.words(claim.source?.spans ?? []),
      cue: article.words(claim.cue?.spans ?? []), content: article.words(claim.content))
  }

  private func overlaps(
    _ claim: Claim, _ entry: ArticleExpectation.ClaimEntry, _ article: ComparedArticle
  ) -> Bool {
    let expected = article.spans(of: entry.content, inParagraph: entry.paragraph) ?? []
    return claim.content.contains { found in expected.contains { $0.overlaps(found) } }
  }
}

extension Candidate {
  /// A claim as an article test lists it, for a pack that only weighs.
  fileprivate init(_ entry: ArticleExpectation.ClaimEntry, _ article: ComparedArticle, _ analysis: Analysis) {
    func spans(_ pieces: [String]?, near anchor: Int32?) -> [TokenRange] {
      guard let pieces, !pieces.isEmpty else { return [] }
      return (article.spans(of: pieces, inParagraph: entry.paragraph, near: anchor) ?? []).map(
        analysis.tokenRange)
    }
    let content = article.spans(of: entry.content, inParagraph: entry.paragraph)
    let anchor = content?.first?.start
    let cue = spans(entry.cue, near: anchor)
    self.init(
      rule: -1, rank: 0, stance: entry.stance ?? .asserts, kind: entry.kind, evidence: entry.evidence,
      source: spans(entry.source, near: anchor), cue: cue,
      content: (content ?? []).map(analysis.tokenRange), cueHead: CueHead.find(in: cue, of: analysis))
  }
}
