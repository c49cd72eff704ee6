// What an edit does to the articles of the desk, before it is saved: the rules on disk beside the rules in the page.

import Articles
import JSON
import RunComparisons
import Rules
import Synchronization

/// What the rules on disk say of articles, kept from one edit to the next: only the edited side has to be run again.
struct ChangeBaseline: Sendable {
  /// Of the rules.
  var digests: [String] = []
  /// By index of the article.
  var claims: [Int: [Claim]] = [:]
}

extension Desk {
  private static let largestSample = 500

  fileprivate struct Change: Sendable {
    var article: Int
    var finding: Finding
    var before: Double?
    var after: Double?
  }

  fileprivate struct Changes: Sendable {
    var articles = 0
    var came: [Change] = []
    var went: [Change] = []
    var moved: [Change] = []
    var same = 0
  }

  /// `POST /api/change`
  func change(_ request: Request) async throws -> Answer {
    let body = try request.object()
    let edits = try Edits(body["files"])
    let sample = body["sample"]?.number?.integer.flatMap(Int.init(exactly:)) ?? 200
    guard (1...Self.largestSample).contains(sample) else {
      throw Refusal(400, "sample: 1 to \(Self.largestSample) expected")
    }
    return try await comparing.run(replacing: request.newest("change")) { [self] interrupt in
      let saved = try packs.read()
      let old = try runnableRules(saved, interrupt: interrupt)
      let new = try runnableRules(packs.read(edits), interrupt: interrupt)
      let digests = saved.sources.map(\.digest)
      baseline.withLock { if $0.digests != digests { $0 = ChangeBaseline(digests: digests) } }
      var before = try old.makeEvaluator(interrupt: interrupt)
      var after = try new.makeEvaluator(interrupt: interrupt)
      var changes = Changes()
      for (index, article) in articles.all.prefix(sample).enumerated() {
        let known = baseline.withLock { $0.claims[index] }
        let was = known ?? before.evaluate(article).claims
        if interrupt.isRaised { break }
        if known == nil {
          baseline.withLock { if $0.digests == digests { $0.claims[index] = was } }
        }
        changes.add(
          was, after.evaluate(article).claims, of: article, index: index,
          scales: (old.scalesOfClaims.first, new.scalesOfClaims.first))
      }
      return Answer { json in
        json.beginObject()
        json.name("articles")
        json.integer(changes.articles)
        json.name("same")
        json.integer(changes.same)
        for (name, list) in [("came", changes.came), ("went", changes.went), ("moved", changes.moved)] {
          json.name(name)
          json.beginArray()
          for change in list { json.change(change) }
          json.endArray()
        }
        json.endObject()
      }
    }
  }
}

extension Desk.Changes {
  fileprivate mutating func add(
    _ old: [Claim], _ new: [Claim], of article: Article, index: Int, scales: (old: String?, new: String?)
  ) {
    func findings(_ claims: [Claim]) -> [Finding] {
      var evaluation = Evaluation()
      evaluation.claims = claims
      return Finding.all(evaluation, of: article)
    }
    func total(_ finding: Finding, _ findings: [Finding], _ claims: [Claim], _ scale: String?) -> Double? {
      findings.firstIndex { $0.start == finding.start && $0.end == finding.end }.flatMap {
        claims[$0].total(scale)
      }
    }
    let was = findings(old), now = findings(new)
    var comparison = RunComparison()
    comparison.add(article: article.id, old: was, new: now)
    var places: Set<[Int]> = []
    for difference in comparison.changes {
      let finding = difference.finding
      let change = Desk.Change(
        article: index, finding: finding, before: total(finding, was, old, scales.old),
        after: total(finding, now, new, scales.new))
      switch difference.kind {
      case .added: came.append(change)
      case .removed: went.append(change)
      // A claim that differs by three rules is one claim.
      case .changed: if places.insert([finding.start, finding.end]).inserted { moved.append(change) }
      }
    }
    articles += 1
    same += comparison.same
  }
}

extension JSONWriter {
  fileprivate mutating func change(_ change: Desk.Change) {
    beginObject()
    name("article")
    integer(change.article)
    name("rule")
    string(change.finding.rule)
    name("source")
    stringOrNull(change.finding.values["source"])
    name("content")
    string(change.finding.text)
    for (member, total) in [("before", change.before), ("after", change.after)] {
      name(member)
      if let total { number(total) } else { null() }
    }
    endObject()
  }
}
