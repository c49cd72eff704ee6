// Articles through one rule set, one after the other, each with its record and its counts.

public import Articles
import JSON
public import Profiling
import RulePacks
public import Rules

/// The version that `--version` prints and records name.
public let engineVersion = engineRelease

/// Scores articles in the order they come.
public struct ScoringRun: ~Copyable {
  let rules: RuleSet
  var evaluator: Evaluator
  let writer: RecordWriter
  /// Where the time goes, once `startProfile` was called.
  public private(set) var profile: Profile?
  private var json = JSONWriter(capacity: 3 << 14)

  public init(rules: RuleSet, evaluator: consuming Evaluator, writer: RecordWriter) {
    self.rules = rules
    self.evaluator = evaluator
    self.evaluator.countPatterns()
    self.writer = writer
  }

  /// Notes from now on where the time goes.
  public mutating func startProfile() -> Profile {
    let started = evaluator.startProfile()
    profile = started
    return started
  }

  /// Evaluates `article`, appends its record to what is pending and returns its counts.
  @discardableResult
  public mutating func appendRecord(of article: Article) -> Tally {
    let explanation = evaluator.explain(article)
    profile?.enter(.writing)
    defer { profile?.leave() }
    writer.write(explanation.evaluation, of: article, sha256: sha256(article.text), to: &json)
    return Tally(explanation)
  }

  /// Evaluates `article` and gives the page to read, with its counts.
  public mutating func page(_ article: Article, style: TerminalStyle) -> (text: String, tally: Tally) {
    let explanation = evaluator.explain(article)
    let page = ArticlePage(article: article, evaluation: explanation.evaluation, style: style)
    return (page.rendered(), Tally(explanation))
  }

  /// Bytes of records that have not been taken yet.
  public var pendingCount: Int { json.bytes.count }

  /// Gives the pending records, each with a line feed, and forgets them.
  public mutating func takePending() -> [UInt8] { json.take() }
}

extension RecordWriter {
  /// `NAME VERSION DIGEST` of each pack, in order.
  public var packLines: [String] {
    packs.map { pack in
      "\(pack.name) \(pack.version) \(pack.digest)" + (pack.asOf.map { " as of \($0)" } ?? "")
    }
  }

  /// One number for all that makes records what they are, besides the articles: two processes with the same have the
  /// same rules and write them down the same way.
  public var rulesDigest: String {
    let parts = packs.flatMap {
      [$0.name, $0.version, $0.digest, $0.signed ? "signed" : "unsigned"] + ($0.asOf.map { [$0] } ?? [])
    }
    return sha256(Array((parts + [unit.rawValue, engine]).joined(separator: "\n").utf8))
  }

  /// The record of an article that could not be evaluated: no claims, and the reason.
  ///
  /// - Parameter reason: a diagnostic that is the same in every run, so without a time, a signal or a process.
  public func record(of article: Article, setAside reason: EvaluationDiagnostic) -> [UInt8] {
    var evaluation = Evaluation()
    evaluation.diagnostics = article.notices.map {
      EvaluationDiagnostic(severity: "notice", slug: $0.slug, message: $0.message)
    }
    evaluation.diagnostics.append(reason)
    var json = JSONWriter()
    write(evaluation, of: article, sha256: sha256(article.text), to: &json)
    return Array(json.bytes.dropLast())
  }
}
