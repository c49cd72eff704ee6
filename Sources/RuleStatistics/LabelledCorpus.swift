// Runs rules over labelled articles and puts what they find beside what people said.

public import ArticleLoaders
import Articles
public import Rules
import Scoring
import RulePacks

/// Labels with what a rule set says of each.
public struct LabelledCorpus: Sendable {
  public private(set) var items: [LabelledItem] = []
  /// How many articles were read that labels are about.
  public private(set) var articleCount = 0
  /// `sha256:…` over those articles.
  public private(set) var digest = ""
  /// Labels whose article was not among the inputs.
  public private(set) var missing: [String] = []

  /// Evaluates the labelled articles among `inputs`.
  ///
  /// Articles without a label are passed over. An item and a finding are about the same thing when more than half of the
  /// shorter one is in the other. Where labels are complete, each claim or score above 0 that is on no labelled place
  /// becomes an item that is labelled no; findings that are on each other become one.
  ///
  /// - Parameters:
  ///   - rules: compiled so that no sentence is left out (`RuleAdjustments.keepsEverySentence`).
  ///   - noting: told after each article how many were read.
  /// - Throws: what is wrong with inputs and labels, a line each; and when rules cannot run.
  public init(
    _ labels: LabelSet, inputs: [String], load: LoadOptions, rules: RuleSet, noting: (Int) -> Void = { _ in }
  ) throws {
    var evaluator = try rules.makeEvaluator()
    var mistakes: [String] = []
    let byArticle = Dictionary(grouping: labels.labels, by: \.article)
    var seen: Set<String> = []
    var corpus = CorpusDigest()
    var reader = ArticleReader(inputs, options: load)
    while let item = reader.next() {
      switch item {
      case .failure(let failure): mistakes.append(failure.description)
      case .article(let article, _):
        guard let known = labels.articles[article.id], seen.insert(article.id).inserted else { continue }
        let digest = sha256(article.text)
        if let expected = known, expected != digest {
          mistakes.append("article '\(article.id)': its text is not the one that was labelled")
          continue
        }
        corpus.add(id: article.id, sha256: digest)
        items += Self.items(
          byArticle[article.id] ?? [], of: article, labels, evaluator.explain(article), &mistakes)
        noting(seen.count)
      }
    }
    articleCount = seen.count
    self.digest = corpus.text
    missing = labels.articles.keys.filter { !seen.contains($0) }.sorted()
    if seen.isEmpty, mistakes.isEmpty {
      mistakes.append("none of the \(labels.articles.count) labelled articles is among the inputs")
    }
    guard mistakes.isEmpty else { throw LabelSet.Mistakes(lines: mistakes) }
  }

  // MARK: one article

  /// What one rule found in one place.
  private struct Finding {
    var rule: String
    /// nil: the article as a whole.
    var spans: [TextSpan]?
    var vote: Vote
  }

  private static func items(
    _ labels: [Label], of article: Article, _ set: LabelSet, _ explanation: Explanation,
    _ mistakes: inout [String]
  ) -> [LabelledItem] {
    let evaluation = explanation.evaluation
    var findings: [Finding] = []
    var units: [(spans: [TextSpan], scores: [Score])] = []
    for claim in evaluation.claims {
      let spans = claim.content.isEmpty ? claim.cue?.spans ?? [] : claim.content
      findings.append(
        Finding(rule: claim.rule, spans: spans, vote: Vote(isYes: true, stance: claim.stance.rawValue)))
      units.append((spans, claim.scores))
    }
    for other in explanation.overruled {
      findings.append(
        Finding(
          rule: other.rule, spans: other.content.isEmpty ? other.cue : other.content, vote: Vote(isYes: true))
      )
    }
    for sentence in evaluation.sentences { units.append(([sentence.span], sentence.scores)) }
    for unit in units {
      for (rule, points) in sums(unit.scores) where points != 0 {
        findings.append(Finding(rule: rule, spans: unit.spans, vote: Vote(isYes: points > 0)))
      }
    }
    for (rule, points) in sums(evaluation.scores) where points != 0 {
      findings.append(Finding(rule: rule, spans: nil, vote: Vote(isYes: points > 0)))
    }

    let offsets = OffsetMap(article.text, unit: set.unit)
    var places: [ItemPlace?] = []
    var items: [LabelledItem] = []
    for label in labels {
      let place: ItemPlace?
      switch label.place {
      case .wholeArticle: place = nil
      case .offsets(let ranges):
        place = ItemPlace(
          spans: ranges.map {
            TextSpan(
              Int32(offsets.utf8(ofOffset: $0.lowerBound)), Int32(offsets.utf8(ofOffset: $0.upperBound)))
          })
      case .words(let words):
        switch Self.places(of: words, in: article.text) {
        case (let first?, 1): place = ItemPlace(spans: [first])
        case (nil, _):
          mistakes.append("\(label.name): article '\(article.id)' does not hold “\(words)”")
          continue
        case (_, let count):
          mistakes.append(
            "\(label.name): “\(words)” stands \(count) times in article '\(article.id)'; give more words, or start and end"
          )
          continue
        }
      }
      if let place, place.length == 0 || place.spans.contains(where: { Int($0.end) > article.text.count }) {
        mistakes.append("\(label.name): the place is outside of article '\(article.id)'")
        continue
      }
      places.append(place)
      items.append(LabelledItem(article: article.id, isYes: label.isYes, stance: label.stance))
    }
    if set.isComplete {
      for finding in findings where finding.vote.isYes {
        guard let spans = finding.spans, !spans.isEmpty else { continue }
        if !places.contains(where: { $0?.isSame(as: spans) ?? true }) {
          places.append(ItemPlace(spans: spans))
          items.append(LabelledItem(article: article.id, isYes: false))
        }
      }
    }
    for row in items.indices {
      for finding in findings {
        guard let place = places[row], let spans = finding.spans else {
          // What is said of the whole article, by people or rules, is about all of it.
          if places[row] == nil { items[row].vote(finding.rule, finding.vote) }
          continue
        }
        if place.isSame(as: spans) { items[row].vote(finding.rule, finding.vote) }
      }
      for unit in units where places[row]?.isSame(as: unit.spans) ?? true {
        items[row].places.append(WeighedPlace(points: points(unit.scores)))
      }
      if places[row] == nil, !evaluation.scores.isEmpty {
        items[row].places.append(WeighedPlace(points: points(evaluation.scores)))
      }
    }
    return items
  }

  private static func sums(_ scores: [Score]) -> [(String, Double)] {
    var sums: [String: Double] = [:]
    for score in scores where !score.rule.hasSuffix("/base") { sums[score.rule, default: 0] += score.points }
    return sums.sorted { $0.key < $1.key }
  }

  private static func points(_ scores: [Score]) -> [String: Double] {
    var points: [String: Double] = [:]
    for score in scores where !score.rule.hasSuffix("/base") {
      points[WeighedPlace.key(score.scale, score.rule), default: 0] += score.points
    }
    return points
  }

  /// The first place of `words`, and how many there are.
  private static func places(of words: String, in text: [UInt8]) -> (TextSpan?, Int) {
    let wanted = Array(words.utf8)
    guard let head = wanted.first, text.count >= wanted.count else { return (nil, 0) }
    var first: TextSpan?
    var count = 0
    var start = 0
    while let index = text[start...].firstIndex(of: head), index + wanted.count <= text.count {
      if text[index..<(index + wanted.count)].elementsEqual(wanted) {
        first = first ?? TextSpan(Int32(index), Int32(index + wanted.count))
        count += 1
      }
      start = index + 1
    }
    return (first, count)
  }
}

extension LabelledItem {
  /// A rule that says yes once says yes; of two stances the first counts.
  fileprivate mutating func vote(_ rule: String, _ vote: Vote) {
    guard let known = votes[rule] else {
      votes[rule] = vote
      return
    }
    if vote.isYes, !known.isYes { votes[rule] = vote }
  }
}
