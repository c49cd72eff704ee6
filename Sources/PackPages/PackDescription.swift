// All that a page about a pack says, gathered from where it stands already: the manifest, the rules, their tests, the
// figures that were stored, and the pack's own list of changes.

import JSON
public import Rules
import RuleStatistics

/// What is known of one pack.
public struct PackDescription: Sendable {
  public struct Rule: Sendable {
    public var summary: RuleSummary
    public var title: String
    public var status: String
    public var falsePositives: [String]
    public var references: [String]
    public var related: [String]
    public var examples: [PackExample]
    /// Known misses.
    public var misses: [PackExample]
  }

  /// Stored figures.
  public struct Evidence: Sendable {
    public var corpus: String
    public var articles: Int
    public var items: Int
    public var yes: Int
    /// The rules were not changed since.
    public var isCurrent: Bool
    /// Rule, precision, recall, coverage, S/O; nil where it cannot be said.
    public var rows: [(rule: String, votes: Int, precision: Double?, recall: Double?, share: Double?)]
  }

  public var name: String
  public var version: String
  public var digest: String
  public var title: String
  public var description: String
  public var license: String
  public var authors: [String]
  public var languages: [String]
  public var parameters: [PackSource.Parameter]
  public var rules: [Rule]
  public var evidence: [Evidence]
  /// The text of CHANGELOG.md.
  public var changes: String?
  /// Sentences in which nothing must be found.
  public var silentExamples: [PackExample]

  /// How many examples of one rule are shown.
  static let mostExamples = 4

  /// Compiles the pack and runs its tests.
  ///
  /// - Parameter lending: packs whose lexicons the rules may name.
  /// - Throws: the mistakes of rules and tests.
  public init(_ pack: PackSource, lending: [PackSource]) throws(RuleSet.Mistakes) {
    let tests = try PackTests(pack, lending: lending)
    let rules = try RuleSet([pack], lending: lending)
    let manifest = pack.files.first { $0.path == "pack.json" }.flatMap { try? JSONValue(parsing: $0.bytes) }?
      .object
    func texts(_ value: JSONValue?) -> [String] { (value?.array ?? []).compactMap(\.string) }
    let entries = (manifest?["rules"]?.array ?? []).compactMap(\.object)
    let examples = tests.examples()
    name = pack.name
    version = pack.version
    digest = pack.digest
    title = manifest?["title"]?.string ?? pack.name
    description = manifest?["description"]?.string ?? ""
    license = manifest?["license"]?.string ?? ""
    authors = texts(manifest?["authors"])
    languages = pack.languages
    parameters = pack.parameters
    self.rules = rules.summaries.map { summary in
      let entry = entries.first { $0["id"]?.string == summary.name }
      let own = examples.filter { $0.rules.contains(summary.id) }
      return Rule(
        summary: summary, title: entry?["title"]?.string ?? "", status: entry?["status"]?.string ?? "stable",
        falsePositives: texts(entry?["falsePositives"]), references: texts(entry?["references"]),
        related: texts(entry?["related"]),
        examples: Array(own.filter { $0.todo == nil }.prefix(Self.mostExamples)),
        misses: own.filter { $0.todo != nil })
    }
    silentExamples = Array(
      examples.filter { example in
        example.todo == nil && example.rules.isEmpty && example.pieces.allSatisfy { $0.roles.isEmpty }
      }.prefix(12))
    let current = StoredEvidence.rulesDigest(of: pack)
    evidence = (manifest?["evidence"]?.array ?? []).compactMap { value in
      guard let entry = value.object, let corpus = entry["corpus"]?.string else { return nil }
      func count(_ name: String) -> Int { entry[name]?.number?.integer.flatMap(Int.init(exactly:)) ?? 0 }
      return Evidence(
        corpus: corpus, articles: count("articles"), items: count("items"), yes: count("yes"),
        isCurrent: entry["rulesDigest"]?.string == current,
        rows: (entry["rules"]?.array ?? []).compactMap { value in
          guard let row = value.object, let rule = row["rule"]?.string else { return nil }
          return (
            rule, row["votes"]?.number?.integer.flatMap(Int.init(exactly:)) ?? 0,
            row["precision"]?.number?.double,
            row["recall"]?.number?.double, row["yesShare"]?.number?.double
          )
        })
    }
    changes = pack.files.first { $0.path == "CHANGELOG.md" }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }
}
