// The tables that analysts query. Their names and columns are what other people's queries rely on; a change of them is
// a new version.

internal import GRDB

/// The tables of a database of results.
enum TableSchema {
  /// Stands in the header of the file: "ASSY".
  static let applicationID = 0x4153_5359
  static let version = 2

  /// Makes the tables where they are missing.
  ///
  /// - Returns: false when the database is another program's, or of a later version.
  static func prepare(_ database: Database) throws -> Bool {
    let found = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    if found == applicationID {
      let known = try Int.fetchOne(database, sql: "PRAGMA user_version")
      if known == 1 {
        // The first version did not say which articles are nearly the same.
        try database.execute(sql: "ALTER TABLE articles ADD COLUMN duplicate_of TEXT")
        try database.execute(sql: "PRAGMA user_version = \(version)")
        return true
      }
      return known == version
    }
    let objects = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
    guard objects == 0, found == 0 else { return false }
    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
    try database.execute(sql: "PRAGMA user_version = \(version)")
    try database.execute(sql: tables)
    return true
  }

  // A key that begins with the run keeps runs apart and lets each be written from end to end.
  private static let tables = """
    CREATE TABLE runs (
      run INTEGER PRIMARY KEY, state TEXT NOT NULL, engine TEXT NOT NULL, offsets TEXT NOT NULL,
      inputs TEXT NOT NULL, packs TEXT NOT NULL, scales TEXT NOT NULL, records INTEGER NOT NULL,
      claims INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE articles (
      run INTEGER NOT NULL, article INTEGER NOT NULL, id TEXT NOT NULL, title TEXT, byline TEXT, outlet TEXT,
      url TEXT, published TEXT, language TEXT, section TEXT, sha256 TEXT NOT NULL, claims INTEGER NOT NULL,
      duplicate_of TEXT, PRIMARY KEY (run, article)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE claims (
      run INTEGER NOT NULL, article INTEGER NOT NULL, claim INTEGER NOT NULL, parent INTEGER,
      source TEXT, source_text TEXT, entity TEXT, cue TEXT, lemma TEXT, stance TEXT NOT NULL, content TEXT,
      context TEXT NOT NULL, type TEXT NOT NULL, evidence TEXT NOT NULL, content_start INTEGER,
      content_end INTEGER, cue_start INTEGER, cue_end INTEGER, hedges TEXT, figures TEXT, dates TEXT,
      relations TEXT, rule TEXT NOT NULL, PRIMARY KEY (run, article, claim)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE scores (
      run INTEGER NOT NULL, article INTEGER NOT NULL, score INTEGER NOT NULL, claim INTEGER,
      sentence_start INTEGER, sentence_end INTEGER, rule TEXT NOT NULL, scale TEXT NOT NULL, points REAL NOT NULL,
      because TEXT NOT NULL, PRIMARY KEY (run, article, score)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE totals (
      run INTEGER NOT NULL, article INTEGER NOT NULL, claim INTEGER NOT NULL, scale TEXT NOT NULL,
      value REAL NOT NULL, PRIMARY KEY (run, article, claim, scale)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE diagnostics (
      run INTEGER NOT NULL, article INTEGER NOT NULL, diagnostic INTEGER NOT NULL, severity TEXT NOT NULL,
      slug TEXT NOT NULL, rule TEXT, message TEXT NOT NULL, PRIMARY KEY (run, article, diagnostic)
    ) STRICT, WITHOUT ROWID;
    """

  static let tablesOfRun = ["articles", "claims", "scores", "totals", "diagnostics"]

  /// Made when a run is finished: kept up to date row by row they would take longer than all the rest.
  static let indexes = """
    CREATE INDEX IF NOT EXISTS articles_by_id ON articles (id);
    CREATE INDEX IF NOT EXISTS claims_by_source ON claims (source);
    CREATE INDEX IF NOT EXISTS claims_by_rule ON claims (rule);
    CREATE INDEX IF NOT EXISTS scores_by_rule ON scores (rule);
    CREATE INDEX IF NOT EXISTS totals_by_value ON totals (scale, value);
    CREATE INDEX IF NOT EXISTS diagnostics_by_slug ON diagnostics (slug);
    """

  /// Makes the view that shows each claim of the finished runs with its article and a column for each scale.
  ///
  /// - Parameter scales: of all finished runs, each once.
  static func showClaims(_ scales: [String], in database: Database) throws {
    let columns = scales.map { scale in
      """
      ,
        (SELECT value FROM totals AS t WHERE t.run = c.run AND t.article = c.article AND t.claim = c.claim
          AND t.scale = \(quoted(scale, by: "'"))) AS \(quoted(columnName(scale), by: "\""))
      """
    }.joined()
    let view = """
      CREATE VIEW claim_list AS SELECT
        c.run, a.id AS article, a.title, a.outlet, a.published, a.url, 'c' || c.claim AS claim, c.source, c.stance,
        c.content, c.context, c.type, c.evidence, c.rule, a.duplicate_of\(columns),
        (SELECT group_concat(because, '; ') FROM (SELECT because FROM scores AS s WHERE s.run = c.run
          AND s.article = c.article AND s.claim = c.claim AND s.rule NOT LIKE '%/base'
          ORDER BY abs(s.points) DESC, s.score)) AS why
      FROM claims AS c JOIN articles AS a USING (run, article) JOIN runs AS r USING (run) WHERE r.state = 'finished'
      """
    let known = try String.fetchOne(database, sql: "SELECT sql FROM sqlite_master WHERE name = 'claim_list'")
    guard known != view else { return }
    try database.execute(sql: "DROP VIEW IF EXISTS claim_list")
    try database.execute(sql: view)
  }

  /// A name that needs no quotation marks in a query: `check_worthiness` for `check-worthiness`.
  static func columnName(_ scale: String) -> String { scale.split(separator: "-").joined(separator: "_") }

  private static func quoted(_ text: String, by mark: String) -> String {
    mark + text.split(separator: mark, omittingEmptySubsequences: false).joined(separator: mark + mark) + mark
  }
}
