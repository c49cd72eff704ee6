// What a run has left in a database, read back for those who compare two of them.

internal import GRDB
internal import JSON

/// One run in a database of results.
public struct StoredRun: Hashable, Sendable {
  public var number: Int
  /// `NAME VERSION DIGEST` of each pack.
  public var packs: [String]
  public var engine: String
  public var isFinished: Bool
  public var offsets: String
}

/// One article of a run, with its findings.
public struct StoredArticle: Sendable {
  public struct Claim: Sendable {
    public var rule: String
    public var type: String
    public var stance: String
    public var source: String?
    public var cue: String?
    public var content: String?
    /// The sentences that it stands in.
    public var context: String
    public var evidence: String
    /// Of the content, or of the cue where there is none.
    public var start: Int
    public var end: Int
    public var scores: [Score]
  }
  public struct Score: Sendable {
    public var rule: String
    public var scale: String
    public var points: Double
    /// Of a sentence.
    public var start: Int?
    public var end: Int?
  }

  public var id: String
  public var title: String?
  public var outlet: String?
  public var published: String?
  public var sha256: String
  public var claims: [Claim] = []
  /// Of sentences, and of the article as a whole where they have no place.
  public var scores: [Score] = []

  public init(id: String, sha256: String) {
    self.id = id
    self.sha256 = sha256
  }
}

/// Reads a database that `score --output FILE.sqlite` has written; changes nothing in it.
public struct RunReader {
  private let queue: DatabaseQueue
  private let path: String

  /// - Throws: when `path` is no such database.
  public init(_ path: String) throws(OutputFailure) {
    self.path = path
    guard PartFile.exists(path) else {
      throw OutputFailure(path: path, reason: "no such file, or it cannot be read")
    }
    var configuration = Configuration()
    configuration.readonly = true
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      let (application, version) = try queue.read { database in
        (
          try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0,
          try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        )
      }
      guard application == TableSchema.applicationID, (1...TableSchema.version).contains(version) else {
        throw OutputFailure(path: path, reason: "a database of results expected, got another one")
      }
    } catch let error as OutputFailure {
      throw error
    } catch {
      throw OutputFailure(path: path, reason: "an SQLite database expected, got another file")
    }
  }

  // A column of another type would trap, so each is cast: what a stranger's database holds is wrong then, and no more.

  private static func text(_ columns: String...) -> String {
    columns.map { "coalesce(CAST(\($0) AS TEXT), '') AS \($0)" }.joined(separator: ", ")
  }

  private static func textOrNull(_ columns: String...) -> String {
    columns.map { "CAST(\($0) AS TEXT) AS \($0)" }.joined(separator: ", ")
  }

  private static func whole(_ columns: String...) -> String {
    columns.map { "CAST(\($0) AS INTEGER) AS \($0)" }.joined(separator: ", ")
  }

  /// The runs, the first first.
  public func runs() throws(OutputFailure) -> [StoredRun] {
    try read { database in
      let sql =
        "SELECT \(Self.whole("run")), \(Self.text("packs", "engine", "state", "offsets")) FROM runs ORDER BY 1"
      return try Row.fetchAll(database, sql: sql).map { row in
        let packs = try? JSONValue(parsing: Array((row["packs"] as String).utf8))
        return StoredRun(
          number: row["run"] as Int? ?? 0, packs: (packs?.array ?? []).compactMap(\.string),
          engine: row["engine"],
          isFinished: row["state"] == "finished", offsets: row["offsets"])
      }
    }
  }

  /// The articles of a run with their findings, by id.
  public func articles(ofRun run: Int) throws(OutputFailure) -> [StoredArticle] {
    try read { database in
      var articles: [Int: StoredArticle] = [:]
      func rows(_ columns: [String], _ table: String, by order: String) throws -> [Row] {
        try Row.fetchAll(
          database,
          sql: "SELECT \(columns.joined(separator: ", ")) FROM \(table) WHERE run = ? ORDER BY \(order)",
          arguments: [run])
      }
      let columns = [
        Self.whole("article"), Self.text("id", "sha256"), Self.textOrNull("title", "outlet", "published"),
      ]
      for row in try rows(columns, "articles", by: "1") {
        var article = StoredArticle(id: row["id"], sha256: row["sha256"])
        article.title = row["title"]
        article.outlet = row["outlet"]
        article.published = row["published"]
        articles[row["article"] as Int? ?? 0] = article
      }
      var places: [Int: [Int: Int]] = [:]
      let claims = [
        Self.whole("article", "claim", "content_start", "content_end", "cue_start", "cue_end"),
        Self.text("rule", "type", "stance", "evidence", "context"),
        Self.textOrNull("source", "cue", "content"),
      ]
      for row in try rows(claims, "claims", by: "1, 2") {
        let article = row["article"] as Int? ?? 0, claim = row["claim"] as Int? ?? 0
        places[article, default: [:]][claim] = articles[article]?.claims.count
        articles[article]?.claims.append(
          StoredArticle.Claim(
            rule: row["rule"], type: row["type"], stance: row["stance"], source: row["source"],
            cue: row["cue"],
            content: row["content"], context: row["context"], evidence: row["evidence"],
            start: row["content_start"] as Int? ?? row["cue_start"] as Int? ?? 0,
            end: row["content_end"] as Int? ?? row["cue_end"] as Int? ?? 0, scores: []))
      }
      let scores = [
        Self.whole("article", "claim", "sentence_start", "sentence_end"), Self.text("rule", "scale"),
        "coalesce(CAST(points AS REAL), 0) AS points",
      ]
      for row in try rows(scores, "scores", by: "1, score") {
        let article = row["article"] as Int? ?? 0
        let score = StoredArticle.Score(
          rule: row["rule"], scale: row["scale"], points: row["points"], start: row["sentence_start"],
          end: row["sentence_end"])
        if let claim = row["claim"] as Int? {
          if let place = places[article]?[claim] { articles[article]?.claims[place].scores.append(score) }
        } else {
          articles[article]?.scores.append(score)
        }
      }
      return articles.values.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    }
  }

  private func read<Result>(_ body: (Database) throws -> Result) throws(OutputFailure) -> Result {
    do { return try queue.read(body) } catch {
      throw OutputFailure(path: path, reason: "cannot be read: \(error)")
    }
  }
}
