// What each rule is worth, beside the others: how much it sees, with whom it agrees, how often it is right, and what
// would be missing without it. The columns are those of Snorkel's analysis of labelling functions (coverage, overlap,
// conflict) and of SpamAssassin's hit-frequencies (yes%, no%, S/O).

/// The figures of one rule. Shares are of 1.
public struct RuleFigures: Hashable, Sendable {
  public var rule: String
  /// Items on which it says something.
  public var votes = 0
  /// Those on which it says what people said.
  public var right = 0
  /// Those on which another rule says something as well.
  public var overlapping = 0
  /// Those on which another rule says something else.
  public var conflicting = 0
  /// Votes on items that people labelled yes, and on those labelled no.
  public var onYes = 0
  public var onNo = 0
  /// Items on which it alone is right: what it adds.
  public var adds = 0
  /// Items on which it alone is wrong: what it costs.
  public var costs = 0
  /// Items labelled as it votes: what it could be right on.
  public var wanted = 0
  let items: Int
  let yes: Int
  let no: Int

  init(rule: String, items: Int, yes: Int) {
    self.rule = rule
    self.items = items
    self.yes = yes
    no = items - yes
  }

  public var coverage: Double { share(votes, of: items) ?? 0 }
  public var overlap: Double { share(overlapping, of: items) ?? 0 }
  public var conflict: Double { share(conflicting, of: items) ?? 0 }
  /// nil for a rule that says nothing.
  public var precision: Double? { share(right, of: votes) }
  public var recall: Double? { share(right, of: wanted) }
  public var yesRate: Double { share(onYes, of: yes) ?? 0 }
  public var noRate: Double { share(onNo, of: no) ?? 0 }
  /// The share of yes in what it says something about, were there as many of both; nil for a rule that says nothing.
  public var yesShare: Double? { yesRate + noRate > 0 ? yesRate / (yesRate + noRate) : nil }

  private func share(_ count: Int, of all: Int) -> Double? { all > 0 ? Double(count) / Double(all) : nil }
}

/// The figures of some rules on one corpus.
public struct RuleTable: Sendable {
  /// By id.
  public let rules: [RuleFigures]
  public let items: Int
  public let yes: Int

  /// Counts. O(items × rules that say something about them).
  ///
  /// - Parameter ids: the rules; what others say counts for nothing.
  public init(_ items: [LabelledItem], rules ids: [String]) {
    let known = Set(ids)
    let yes = items.count(where: \.isYes)
    var figures: [String: RuleFigures] = [:]
    for id in ids { figures[id] = RuleFigures(rule: id, items: items.count, yes: yes) }
    var saysYes: Set<String> = [], saysNo: Set<String> = []
    for item in items {
      let votes = item.votes.filter { known.contains($0.key) }
      let right = votes.count { item.isRight($0.value) }
      for (rule, vote) in votes {
        if vote.isYes { saysYes.insert(rule) } else { saysNo.insert(rule) }
        let isRight = item.isRight(vote)
        let disagrees = votes.contains { other in
          other.key != rule
            && (other.value.isYes != vote.isYes
              || other.value.stance != nil && vote.stance != nil && other.value.stance != vote.stance)
        }
        figures[rule]?.votes += 1
        figures[rule]?.right += isRight ? 1 : 0
        figures[rule]?.overlapping += votes.count > 1 ? 1 : 0
        figures[rule]?.conflicting += disagrees ? 1 : 0
        figures[rule]?.onYes += item.isYes ? 1 : 0
        figures[rule]?.onNo += item.isYes ? 0 : 1
        figures[rule]?.adds += isRight && right == 1 ? 1 : 0
        figures[rule]?.costs += !isRight && votes.count - right == 1 ? 1 : 0
      }
    }
    for rule in saysYes { figures[rule]?.wanted += yes }
    for rule in saysNo { figures[rule]?.wanted += items.count - yes }
    self.rules = ids.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.compactMap { figures[$0] }
    self.items = items.count
    self.yes = yes
  }
}
