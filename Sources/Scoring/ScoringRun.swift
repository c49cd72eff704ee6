// Many articles through one rule set, one after the other, with a count of what came of it.

public import Articles
import JSON
import RulePacks
public import Rules

/// The version that `--version` prints and records name.
public let engineVersion = "0.1.0"

/// Scores articles in the order they come.
public struct ScoringRun: ~Copyable {
  /// What has been done so far.
  public struct Summary: Sendable {
    public var articles = 0
    public var claims = 0
    public var diagnostics = 0
    /// How many inputs, or lines of inputs, could not be read.
    public private(set) var failureCount = 0
    /// Where the first of them are: `desk/a.txt`, `archive.jsonl:12`.
    public private(set) var failedPlaces: [String] = []

    /// How many places the summary names: the lines above it said them all.
    private static let shownPlaces = 8

    public init() {}

    /// Counts an input that could not be read.
    public mutating func fail(at place: String) {
      failureCount += 1
      if failedPlaces.count < Self.shownPlaces { failedPlaces.append(place) }
    }

    /// `12 articles, 140 claims, 2 diagnostics; 2 inputs failed: a.txt, b.jsonl:3`
    public var sentence: String {
      var text = "\(counted(articles, "article")), \(counted(claims, "claim"))"
      if diagnostics > 0 { text += ", \(counted(diagnostics, "diagnostic"))" }
      if failureCount > 0 {
        text += "; \(counted(failureCount, "input")) failed: \(failedPlaces.joined(separator: ", "))"
        if failureCount > failedPlaces.count { text += " and \(failureCount - failedPlaces.count) more" }
      }
      return text
    }
  }

  let rules: RuleSet
  var evaluator: Evaluator
  let writer: RecordWriter
  public var summary = Summary()
  private var json = JSONWriter(capacity: 1 << 17)

  public init(rules: RuleSet, evaluator: consuming Evaluator, writer: RecordWriter) {
    self.rules = rules
    self.evaluator = evaluator
    self.writer = writer
  }

  /// Evaluates `article` and appends its record to `pending`.
  public mutating func appendRecord(of article: Article) {
    let evaluation = evaluate(article)
    writer.write(evaluation, of: article, sha256: sha256(article.text), to: &json)
  }

  /// Evaluates `article` and gives the page to read.
  public mutating func page(_ article: Article, style: TerminalStyle) -> String {
    ArticlePage(article: article, evaluation: evaluate(article), style: style).rendered()
  }

  /// Bytes of records that have not been taken yet.
  public var pendingCount: Int { json.bytes.count }

  /// Gives the pending records and forgets them.
  public mutating func takePending() -> [UInt8] {
    let bytes = json.bytes
    json.removeAll()
    return bytes
  }

  private mutating func evaluate(_ article: Article) -> Evaluation {
    let evaluation = evaluator.evaluate(article)
    summary.articles += 1
    summary.claims += evaluation.claims.count
    summary.diagnostics += evaluation.diagnostics.count
    return evaluation
  }
}
