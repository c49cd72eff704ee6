// For those who ask questions of many articles, and compare runs. The rows of one run stand beside those of others in
// the same file, so nothing is replaced until the new run is complete.

internal import Articles
internal import GRDB
internal import JSON

/// Writes each record as rows of an SQLite database.
///
/// Runs with different descriptions stand side by side. A finished run takes away an earlier one of the same
/// description. How far an unfinished one is stands in its row of `runs`, in the same transaction as its rows.
final class DatabaseOutput: RecordOutput {
  private let path: String
  private let description: RunDescription
  private let database: ResultDatabase
  private let isNewFile: Bool
  /// The number of the run in this file.
  private var run = 0
  private var records = 0
  private var claims = 0
  private var isFinished = false

  /// How far the run is in the database.
  var cursor: OutputCursor { OutputCursor(records: records) }

  /// - Parameter resumes: whether to go on with an unfinished run of the same description, where there is one; else
  ///   it is taken away.
  init(_ path: String, of description: RunDescription, resumes: Bool) throws(OutputFailure) {
    try PartFile.checkReplaceable(path, inputs: description.inputs)
    self.path = path
    self.description = description
    isNewFile = !PartFile.exists(path)
    database = try ResultDatabase(path, for: path)
    do throws(OutputFailure) {
      let isOurs = try database.use { try TableSchema.prepare($0) }
      guard isOurs else {
        throw OutputFailure(
          path: path, reason: "a database of results expected, got one of another program or version",
          help: "name a new file")
      }
      try database.use { try begin($0, resumes: resumes) }
    } catch {
      database.rollBack()
      throw error
    }
  }

  func append(_ record: FinishedRecord) throws(OutputFailure) {
    guard !isFinished else { return }
    let contents = try record.contents(for: path)
    try database.use { database in
      var rows = RecordRows(run: run, article: record.ordinal, database: database)
      try rows.insert(contents, of: record, offsets: description.offsets)
    }
    records = record.ordinal + 1
    claims += contents.claims.count
  }

  func commit() throws(OutputFailure) -> OutputCursor {
    guard !isFinished else { return cursor }
    try database.use { try note("unfinished", in: $0) }
    try database.commit()
    return cursor
  }

  func finish() throws(OutputFailure) {
    if !isFinished {
      try database.use { database in
        for earlier in try runs("finished", in: database) { try delete(earlier, from: database) }
        try note("finished", in: database)
        try database.execute(sql: TableSchema.indexes)
        var scales: [String] = []
        let known = try String.fetchAll(
          database,
          sql: "SELECT value FROM runs, json_each(scales) WHERE state = 'finished' ORDER BY run, key")
        for scale in known where !scales.contains(scale) { scales.append(scale) }
        try TableSchema.showClaims(scales, in: database)
      }
    }
    try database.close()
  }

  func discard() {
    guard !isFinished else { return database.rollBack() }
    if !isNewFile {
      try? database.use { try delete(run, from: $0) }
      if (try? database.close()) != nil { return }
    }
    database.rollBack()
    if isNewFile { ResultDatabase.remove(path) }
  }

  // MARK: runs

  private func begin(_ database: Database, resumes: Bool) throws {
    if resumes {
      let rows = try Row.fetchAll(
        database,
        sql:
          "SELECT run, state, records, claims FROM runs WHERE \(Self.isSame) ORDER BY state DESC, run DESC",
        arguments: same)
      // 'unfinished' sorts behind 'finished'.
      if let row = rows.first {
        run = row["run"]
        records = row["records"]
        claims = row["claims"]
        isFinished = row["state"] == "finished"
        return
      }
    }
    for earlier in try runs("unfinished", in: database) { try delete(earlier, from: database) }
    run = 1 + (try Int.fetchOne(database, sql: "SELECT max(run) FROM runs") ?? 0)
    try database.execute(
      sql: "INSERT INTO runs VALUES (?, 'unfinished', ?, ?, ?, ?, ?, 0, 0)",
      arguments: [
        run, description.engine, description.offsets.rawValue, list(description.inputs),
        list(description.packs),
        list(description.scales),
      ])
  }

  /// The runs of this description in `state`, without the one being written.
  private func runs(_ state: String, in database: Database) throws -> [Int] {
    try Int.fetchAll(
      database, sql: "SELECT run FROM runs WHERE \(Self.isSame) AND state = ? AND run <> ?",
      arguments: same + [state, run])
  }

  private static let isSame = "engine = ? AND offsets = ? AND inputs = ? AND packs = ?"
  private var same: StatementArguments {
    [
      description.engine, description.offsets.rawValue, list(description.inputs), list(description.packs),
    ]
  }

  private func delete(_ run: Int, from database: Database) throws {
    for table in TableSchema.tablesOfRun + ["runs"] {
      try database.execute(sql: "DELETE FROM \(table) WHERE run = ?", arguments: [run])
    }
  }

  private func note(_ state: String, in database: Database) throws {
    try database.execute(
      sql: "UPDATE runs SET state = ?, records = ?, claims = ? WHERE run = ?",
      arguments: [state, records, claims, run])
  }

  private func list(_ strings: [String]) -> String {
    var json = JSONWriter()
    json.value(.array(strings.map { .string($0) }))
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

/// The rows of one record.
private struct RecordRows {
  let run: Int
  let article: Int
  let database: Database
  private var score = 0

  init(run: Int, article: Int, database: Database) {
    self.run = run
    self.article = article
    self.database = database
  }

  mutating func insert(_ contents: RecordContents, of record: FinishedRecord, offsets: OffsetMap.Unit) throws
  {
    let article = record.article
    try insert(
      "articles",
      [
        article.id, article.title, article.byline, article.outlet, article.url, article.published,
        article.language, article.section, contents.sha256, contents.claims.count,
        contents.duplicateOf,
      ])
    if !contents.claims.isEmpty {
      let context = record.context(offsets)
      for (row, claim) in contents.claims.enumerated() { try insert(claim, row + 1, context) }
    }
    for sentence in contents.sentences { try insert(sentence.scores, sentence: sentence) }
    try insert(contents.scores)
    try insert(contents.totals, claim: 0)
    for (row, diagnostic) in contents.diagnostics.enumerated() {
      try insert(
        "diagnostics", [row + 1, diagnostic.severity, diagnostic.slug, diagnostic.rule, diagnostic.message])
    }
  }

  private mutating func insert(_ claim: ClaimContents, _ number: Int, _ context: ClaimContext) throws {
    try insert(
      "claims",
      [
        number, claim.parent.flatMap { Int($0.dropFirst()) }, claim.source?.name ?? claim.source?.spans.text,
        claim.source?.spans.text, claim.source?.entity, claim.cue.isEmpty ? nil : claim.cue.text, claim.lemma,
        claim.stance, claim.content.isEmpty ? nil : claim.content.text, context.text(of: claim), claim.type,
        claim.evidence, claim.content.first?.start, claim.content.last?.end, claim.cue.first?.start,
        claim.cue.last?.end, claim.hedges.isEmpty ? nil : claim.hedges.map(\.text).joined(separator: "; "),
        json(claim.figures), json(claim.dates), json(claim.relations), claim.rule,
      ])
    try insert(claim.scores, claim: number)
    try insert(claim.totals, claim: number)
  }

  private mutating func insert(
    _ scores: [ScoreContents], claim: Int? = nil, sentence: UnitContents? = nil
  ) throws {
    for item in scores {
      score += 1
      try insert(
        "scores",
        [score, claim, sentence?.start, sentence?.end, item.rule, item.scale, item.points, item.because])
    }
  }

  private func insert(_ totals: [TotalContents], claim: Int) throws {
    for total in totals { try insert("totals", [claim, total.scale, total.value]) }
  }

  private func insert(_ table: String, _ values: [(any DatabaseValueConvertible)?]) throws {
    let marks = String(repeating: ", ?", count: values.count)
    let statement = try database.cachedStatement(sql: "INSERT INTO \(table) VALUES (?, ?\(marks))")
    try statement.setArguments(StatementArguments([run, article] + values))
    try statement.execute()
  }

  /// A list as JSON; nothing for an empty one.
  private func json(_ list: [UInt8]) -> String? {
    list.count > 2 ? String(decoding: list, as: UTF8.self) : nil
  }
}
