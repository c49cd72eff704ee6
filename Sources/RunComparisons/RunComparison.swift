// A changed rule must not change last month's findings unseen: what came, what went and what is said otherwise, with
// the rule that is responsible.

/// How one finding differs between two runs.
public struct FindingChange: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable { case removed, added, changed }

  public struct Value: Hashable, Sendable {
    public var name: String
    public var old: String?
    public var new: String?
  }

  public var kind: Kind
  public var article: String
  /// As it is now; as it was, when it is gone.
  public var finding: Finding
  /// The rule that answers for it: of a change in what is scored, the rule that scores; else the one that finds it now,
  /// or found it before.
  public var rule: String
  /// Of a change, what differs.
  public var values: [Value]
}

/// All differences between two runs over one corpus.
public struct RunComparison: Sendable {
  public private(set) var changes: [FindingChange] = []
  /// Findings on both sides, the same.
  public private(set) var same = 0
  public private(set) var articleCount = 0
  /// Of two runs: articles that only one of them has, or whose text is another one; they are not compared.
  public var drifted: [String] = []

  public init() {}

  public var count: Int { changes.count }

  /// Differences as a share of all findings of both sides; 0 without any.
  public var share: Double {
    let all = same + changes.count
    return all > 0 ? Double(changes.count) / Double(all) : 0
  }

  /// Compares the findings of one article. Two with one place and rule are matched in their order.
  public mutating func add(article: String, old: [Finding], new: [Finding]) {
    articleCount += 1
    let before = Dictionary(grouping: old, by: \.key), after = Dictionary(grouping: new, by: \.key)
    for key in Set(before.keys).union(after.keys).sorted() {
      let olds = before[key] ?? [], news = after[key] ?? []
      for row in 0..<max(olds.count, news.count) {
        if row >= olds.count {
          changes.append(
            FindingChange(
              kind: .added, article: article, finding: news[row], rule: news[row].rule, values: []))
        } else if row >= news.count {
          changes.append(
            FindingChange(
              kind: .removed, article: article, finding: olds[row], rule: olds[row].rule, values: []))
        } else {
          compare(article, olds[row], news[row])
        }
      }
    }
  }

  private mutating func compare(_ article: String, _ old: Finding, _ new: Finding) {
    var byRule: [String: [FindingChange.Value]] = [:]
    if old.rule != new.rule {
      byRule[new.rule, default: []].append(.init(name: "rule", old: old.rule, new: new.rule))
    }
    for name in Set(old.values.keys).union(new.values.keys).sorted()
    where old.values[name] != new.values[name] {
      let scoring = name.hasPrefix("score ") ? String(name.dropFirst(6)) : nil
      byRule[scoring ?? new.rule, default: []].append(
        .init(name: scoring == nil ? name : "points", old: old.values[name], new: new.values[name]))
    }
    if byRule.isEmpty { same += 1 }
    for (rule, values) in byRule.sorted(by: { $0.key < $1.key }) {
      changes.append(
        FindingChange(kind: .changed, article: article, finding: new, rule: rule, values: values))
    }
  }

  /// The changes by rule, the most changed first, with their counts.
  public var byRule: [(rule: String, changes: [FindingChange])] {
    Dictionary(grouping: changes, by: \.rule).map { (rule: $0.key, changes: $0.value) }.sorted {
      (-$0.changes.count, $0.rule) < (-$1.changes.count, $1.rule)
    }
  }

  public func count(_ kind: FindingChange.Kind) -> Int { changes.count { $0.kind == kind } }
}

extension [FindingChange] {
  /// Of each kind, in the order of what a reader looks for first.
  func sortedByKind() -> [FindingChange] {
    FindingChange.Kind.allCases.flatMap { kind in filter { $0.kind == kind } }
  }
}
