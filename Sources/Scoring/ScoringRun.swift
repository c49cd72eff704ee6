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
    /// One line each: inputs that could not be read.
    public var failures: [String] = []

    /// `12 articles, 140 claims, 2 diagnostics; 1 input failed: …`
    public var sentence: String {
      var text = "\(counted(articles, "article")), \(counted(claims, "claim"))"
      if diagnostics > 0 { text += ", \(counted(diagnostics, "diagnostic"))" }
      if !failures.isEmpty { text += "; \(counted(failures.count, "input")) could not be read" }
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

  /// Records that have not been taken yet.
  public var pending: [UInt8] { json.bytes }

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

/// `1 claim`, `2 claims`, `12,000 claims`
public func counted(_ count: Int, _ noun: String) -> String {
  var digits = String(count)
  if digits.count > 4 {
    var grouped = ""
    for (place, digit) in digits.reversed().enumerated() {
      if place > 0, place % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    digits = String(grouped.reversed())
  }
  return "\(digits) \(noun)\(count == 1 ? "" : "s")"
}
