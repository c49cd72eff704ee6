// What came of a run, counted. Each article's counts are made where it is evaluated and added up where the records
// are put in order, so a summary after a resume says the same as one of an undisturbed run.

public import JSON
public import Rules

/// Counts of one article, or of many.
public struct Tally: Hashable, Sendable {
  public var articles = 0
  public var claims = 0
  /// Diagnostics of records by what they are: `rule-failed`, `budget`.
  public var diagnostics: [String: Int] = [:]
  // For each of `RuleSet.countedRules`; rules at the end may be missing. Nearly every rule has some in every article, so they
  // go without names.
  /// Claims by the rule that found them.
  public var found: [Int] = []
  /// Scores by the rule that gave them; what a scale starts from is not one.
  public var scored: [Int] = []
  /// Steps that patterns and functions used.
  public var steps: [Int] = []

  public init() {}

  /// The counts of one article.
  public init(_ explanation: Explanation) {
    let evaluation = explanation.evaluation
    steps = explanation.stepsOfRule
    found = explanation.claimsOfRule
    scored = explanation.scoresOfRule
    articles = 1
    claims = evaluation.claims.count
    for diagnostic in evaluation.diagnostics { diagnostics[diagnostic.slug, default: 0] += 1 }
  }

  public var diagnosticCount: Int { diagnostics.values.reduce(0, +) }

  public mutating func add(_ other: Tally) {
    articles += other.articles
    claims += other.claims
    diagnostics.merge(other.diagnostics, uniquingKeysWith: +)
    Self.add(other.found, to: &found)
    Self.add(other.scored, to: &scored)
    Self.add(other.steps, to: &steps)
  }

  private static func add(_ counts: [Int], to sums: inout [Int]) {
    while sums.count < counts.count { sums.append(0) }
    for rule in counts.indices { sums[rule] += counts[rule] }
  }
}

// MARK: as JSON

extension Tally {
  /// Appends one object; the same counts give the same bytes.
  public func write(to json: inout JSONWriter) {
    json.beginObject()
    json.name("articles")
    json.integer(articles)
    json.name("claims")
    json.integer(claims)
    json.name("diagnostics")
    json.beginObject()
    for (key, count) in diagnostics.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      json.name(key)
      json.integer(count)
    }
    json.endObject()
    // Pairs of a rule's number and its count.
    for (name, counts) in [("found", found), ("scored", scored), ("steps", steps)] {
      json.name(name)
      json.beginArray()
      for (rule, count) in counts.enumerated() where count > 0 {
        json.integer(rule)
        json.integer(count)
      }
      json.endArray()
    }
    json.endObject()
  }

  /// Reads what `write` wrote; nil when it is something else.
  public init?(_ value: JSONValue) {
    guard let object = value.object, let articles = Self.count(object["articles"]),
      let claims = Self.count(object["claims"]), let found = Self.numbered(object["found"]),
      let scored = Self.numbered(object["scored"]), let steps = Self.numbered(object["steps"]),
      let diagnostics = Self.counts(object["diagnostics"])
    else { return nil }
    self.articles = articles
    self.claims = claims
    self.found = found
    self.scored = scored
    self.diagnostics = diagnostics
    self.steps = steps
  }

  private static func count(_ value: JSONValue?) -> Int? {
    value?.number?.integer.flatMap(Int.init(exactly:)).flatMap { $0 >= 0 ? $0 : nil }
  }

  /// More rules than this are no rules.
  private static let mostRules = 1 << 20

  private static func numbered(_ value: JSONValue?) -> [Int]? {
    guard let pairs = value?.array, pairs.count % 2 == 0 else { return nil }
    var counts: [Int] = []
    for index in stride(from: 0, to: pairs.count, by: 2) {
      guard let rule = count(pairs[index]), rule >= counts.count, rule < mostRules,
        let count = count(pairs[index + 1])
      else { return nil }
      while counts.count < rule { counts.append(0) }
      counts.append(count)
    }
    return counts
  }

  private static func counts(_ value: JSONValue?) -> [String: Int]? {
    guard let object = value?.object else { return nil }
    var counts: [String: Int] = [:]
    for member in object.members {
      guard let count = count(member.value) else { return nil }
      counts[member.name] = count
    }
    return counts
  }
}
