// A page shows the best claims of a run, however large; which those are is known only at the end. What may still be
// shown waits in a small database beside the page, so memory stays bounded and a stopped run goes on.

internal import Foundation
internal import GRDB

/// What is known so far of a page that is made at the end of a run.
final class PageSpool {
  /// A claim that may be shown.
  struct Place: Comparable {
    var total: Double
    var article: Int
    var claim: Int

    /// Whether `a` is shown before `b`: higher totals first, then by their order in the run.
    static func < (a: Place, b: Place) -> Bool {
      if a.total != b.total { return a.total > b.total }
      return (a.article, a.claim) < (b.article, b.claim)
    }
  }

  /// The most claims that are kept.
  let limit: Int
  private let file: String
  private let database: ResultDatabase
  /// The best claims, best first.
  private(set) var ranking: [Place] = []
  /// Counts that are not in the database yet.
  private var sources: [String: (claims: Int, best: Double)] = [:]

  /// Opens or makes the spool in `file` for the page `path`.
  init(_ file: String, for path: String, limit: Int, resumes: Bool) throws(OutputFailure) {
    self.file = file
    self.limit = limit
    if !resumes { ResultDatabase.remove(file) }
    database = try ResultDatabase(file, for: path)
    ranking = try database.use { database in
      try database.execute(sql: Self.tables)
      return try Row.fetchAll(database, sql: "SELECT total, article, claim FROM claims")
        .map { Place(total: $0["total"], article: $0["article"], claim: $0["claim"]) }.sorted()
    }
  }

  private static let tables = """
    CREATE TABLE IF NOT EXISTS claims (
      article INTEGER, claim INTEGER, total REAL, text INTEGER, html BLOB, PRIMARY KEY (article, claim)
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS texts (
      article INTEGER, text INTEGER, json BLOB, PRIMARY KEY (article, text)
    );
    CREATE TABLE IF NOT EXISTS sources (
      name TEXT PRIMARY KEY, claims INTEGER, best REAL
    ) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS counts (name TEXT PRIMARY KEY, json BLOB) WITHOUT ROWID;
    """

  /// Whether a claim with `place` would be among the best so far.
  func admits(_ place: Place) -> Bool { ranking.count < limit || ranking.last.map { place < $0 } ?? true }

  /// Keeps a claim that `admits` said yes to.
  ///
  /// - Parameters:
  ///   - text: which text of its article it opens.
  ///   - html: how the claim is shown.
  func keep(_ place: Place, text: Int, html: [UInt8]) throws(OutputFailure) {
    let index = ranking.firstIndex { place < $0 } ?? ranking.count
    ranking.insert(place, at: index)
    let evicted = ranking.count > limit ? ranking.popLast() : nil
    try database.use { database in
      try database.cachedStatement(sql: "INSERT INTO claims VALUES (?, ?, ?, ?, ?)")
        .execute(arguments: [place.article, place.claim, place.total, text, Data(html)])
      guard let evicted else { return }
      let key: StatementArguments = [evicted.article, evicted.claim]
      let evictedText = try Int.fetchOne(
        try database.cachedStatement(sql: "SELECT text FROM claims WHERE article = ? AND claim = ?"),
        arguments: key)
      try database.cachedStatement(sql: "DELETE FROM claims WHERE article = ? AND claim = ?").execute(
        arguments: key)
      try database.cachedStatement(
        sql: """
          DELETE FROM texts WHERE article = ?1 AND text = ?2
            AND NOT EXISTS (SELECT 1 FROM claims WHERE article = ?1 AND text = ?2)
          """
      ).execute(arguments: [evicted.article, evictedText])
    }
  }

  /// Keeps a text that claims open, unless it is there.
  func keepText(_ text: Int, of article: Int, json: [UInt8]) throws(OutputFailure) {
    try database.use { database in
      try database.cachedStatement(sql: "INSERT OR IGNORE INTO texts VALUES (?, ?, ?)")
        .execute(arguments: [article, text, Data(json)])
    }
  }

  /// Counts a claim of the source called `name`.
  func count(source name: String, total: Double) throws(OutputFailure) {
    let known = sources[name, default: (0, -.infinity)]
    sources[name] = (known.claims + 1, max(known.best, total))
    if sources.count > 10_000 { try flushSources() }
  }

  /// What was written under `name` by the last `commit`.
  func counts(_ name: String) throws(OutputFailure) -> [UInt8]? {
    try database.use { database in
      try Data.fetchOne(database, sql: "SELECT json FROM counts WHERE name = ?", arguments: [name]).map(
        Array.init)
    }
  }

  /// Makes durable what was kept, together with `json` under `name`.
  func commit(_ name: String, _ json: [UInt8]) throws(OutputFailure) {
    try flushSources()
    try database.use { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO counts VALUES (?, ?)", arguments: [name, Data(json)])
    }
    try database.commit()
  }

  private func flushSources() throws(OutputFailure) {
    let pending = sources
    sources.removeAll(keepingCapacity: true)
    try database.use { database in
      let statement = try database.cachedStatement(
        sql: """
          INSERT INTO sources VALUES (?, ?, ?) ON CONFLICT (name)
            DO UPDATE SET claims = claims + excluded.claims, best = max(best, excluded.best)
          """)
      for (name, value) in pending { try statement.execute(arguments: [name, value.claims, value.best]) }
    }
  }

  // MARK: at the end

  /// How many different sources there are.
  func sourceCount() throws(OutputFailure) -> Int {
    try flushSources()
    return try database.use { try Int.fetchOne($0, sql: "SELECT count(*) FROM sources") ?? 0 }
  }

  /// The sources with most claims, most first; by name where they have as many.
  func rankedSources(_ count: Int) throws(OutputFailure) -> [(name: String, claims: Int, best: Double)] {
    try flushSources()
    return try database.use { database in
      try Row.fetchAll(
        database, sql: "SELECT name, claims, best FROM sources ORDER BY claims DESC, name LIMIT ?",
        arguments: [count]
      ).map { ($0["name"], $0["claims"], $0["best"]) }
    }
  }

  /// The kept claims as they are shown, best first.
  func forEachClaim(_ body: ([UInt8]) throws(OutputFailure) -> Void) throws(OutputFailure) {
    for place in ranking {
      let html = try database.use { database in
        try Data.fetchOne(
          try database.cachedStatement(sql: "SELECT html FROM claims WHERE article = ? AND claim = ?"),
          arguments: [place.article, place.claim])
      }
      try body(Array(html ?? Data()))
    }
  }

  /// The kept texts with their articles and numbers, in the order of the run.
  func forEachText(
    _ body: (_ article: Int, _ text: Int, _ json: [UInt8]) throws(OutputFailure) -> Void
  ) throws(OutputFailure) {
    let keys = try database.use { database in
      try Row.fetchAll(database, sql: "SELECT article, text FROM texts ORDER BY article, text")
        .map { ($0["article"] as Int, $0["text"] as Int) }
    }
    for (article, text) in keys {
      let json = try database.use { database in
        try Data.fetchOne(
          try database.cachedStatement(sql: "SELECT json FROM texts WHERE article = ? AND text = ?"),
          arguments: [article, text])
      }
      try body(article, text, Array(json ?? Data()))
    }
  }

  /// Closes the spool and takes it away.
  func remove() {
    database.rollBack()
    ResultDatabase.remove(file)
  }
}
