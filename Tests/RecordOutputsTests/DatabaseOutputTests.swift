import GRDB
import Testing

@testable import RecordOutputs

/// Rows in a database, of one run or of several.
@Suite struct DatabaseOutputTests {
  private func rows(_ folder: Folder, _ query: String) throws -> [String] {
    let queue = try DatabaseQueue(path: folder.at("r.sqlite"))
    return try queue.read { database in
      try Row.fetchAll(database, sql: query).map { row in
        row.databaseValues.map { $0.isNull ? "null" : "\($0.storage.value ?? "")" }.joined(separator: " | ")
      }
    }
  }

  @Test func aClaimIsARowThatAnAnalystReadsWithoutJoins() throws {
    let folder = try Folder()
    let record = record(
      0, id: "dam", title: "The dam", outlet: "Desk", text: "It rained. The mayor said it holds. She left.",
      claims: [
        SampleClaim(content: "it holds", totals: [("check-worthiness", 0.25), ("sourcing", -1)]),
        SampleClaim(source: nil, content: "She left", totals: []),
      ], diagnostic: "budget")
    try write([record], to: folder.at("r.sqlite"))
    #expect(
      try rows(
        folder,
        "SELECT article, title, outlet, claim, source, content, context, check_worthiness, sourcing, why FROM claim_list"
      ) == [
        "dam | The dam | Desk | c1 | The mayor | it holds | The mayor said it holds. | 0.25 | -1.0 | gives a figure",
        "dam | The dam | Desk | c2 | null | She left | The mayor said it holds. She left. | null | null | gives a figure",
      ])
    #expect(try rows(folder, "SELECT id, claims FROM articles") == ["dam | 2"])
    #expect(
      try rows(folder, "SELECT parent, content_start, content_end, figures FROM claims WHERE claim = 2") == [
        "1 | 36 | 44 | null"
      ])
    #expect(
      try rows(folder, "SELECT claim, rule, points FROM scores") == [
        "1 | desk/city/figure | 2.0", "2 | desk/city/figure | 2.0",
      ])
    #expect(try rows(folder, "SELECT slug, message FROM diagnostics") == ["budget | it failed"])
    #expect(try rows(folder, "SELECT run, state, records, claims FROM runs") == ["1 | finished | 1 | 2"])
  }

  @Test func runsStandSideBySideAndTheSameRunIsReplaced() throws {
    let folder = try Folder()
    try write(sampleRecords(3), to: folder.at("r.sqlite"))
    var other = sampleRun
    other.packs = ["desk/city 2.0.0 sha256:11"]
    other.scales = ["sourcing", "novelty"]
    try write(sampleRecords(2), to: folder.at("r.sqlite"), of: other)
    let counts = "SELECT run, count(*) FROM claim_list GROUP BY run"
    #expect(try rows(folder, counts) == ["1 | 3", "2 | 2"])
    #expect(try rows(folder, "SELECT novelty, check_worthiness FROM claim_list LIMIT 1") == ["null | 0.0"])
    // What was there stays until the new one is complete.
    let (output, _) = try openOutput(folder.at("r.sqlite"), of: sampleRun)
    try output.append(sampleRecords(1)[0])
    _ = try output.commit()
    #expect(try rows(folder, counts) == ["1 | 3", "2 | 2"])
    try output.finish()
    #expect(try rows(folder, counts) == ["2 | 2", "3 | 1"])
    #expect(try rows(folder, "SELECT DISTINCT run FROM articles UNION SELECT run FROM scores") == ["2", "3"])
  }

  @Test func aRunThatIsTakenBackLeavesTheOthers() throws {
    let folder = try Folder()
    try write(sampleRecords(3), to: folder.at("r.sqlite"))
    let before = try folder.content("r.sqlite")
    var other = sampleRun
    other.inputs = ["other.jsonl"]
    let (output, _) = try openOutput(folder.at("r.sqlite"), of: other)
    try output.append(sampleRecords(1)[0])
    _ = try output.commit()
    output.discard()
    #expect(try folder.content("r.sqlite") == before)
    #expect(folder.names == ["r.sqlite"])
  }

  @Test func aFinishedRunHasNothingLeftToDo() throws {
    let folder = try Folder()
    try write(sampleRecords(3), to: folder.at("r.sqlite"))
    let before = try folder.content("r.sqlite")
    let (output, start) = try openOutput(
      folder.at("r.sqlite"), of: sampleRun, resuming: OutputCursor(records: 3))
    #expect(start == OutputCursor(records: 3))
    try output.finish()
    #expect(try folder.content("r.sqlite") == before)
  }

  @Test func aReprintNamesItsOriginal() throws {
    let folder = try Folder()
    let reprint = record(
      0, id: "paper", text: "The mayor said no.", claims: [SampleClaim(content: "no")], duplicateOf: "agency")
    try write([reprint, sampleRecords(2)[1]], to: folder.at("r.sqlite"))
    #expect(try rows(folder, "SELECT duplicate_of FROM articles") == ["agency", "null"])
    #expect(try rows(folder, "SELECT article, duplicate_of FROM claim_list LIMIT 1") == ["paper | agency"])
  }

  @Test func aDatabaseOfTheFirstVersionIsAddedTo() throws {
    let folder = try Folder()
    try write(sampleRecords(1), to: folder.at("r.sqlite"))
    try DatabaseQueue(path: folder.at("r.sqlite")).write { database in
      try database.execute(sql: "DROP VIEW claim_list")
      try database.execute(sql: "ALTER TABLE articles DROP COLUMN duplicate_of")
      try database.execute(sql: "PRAGMA user_version = 1")
    }
    var other = sampleRun
    other.packs = ["desk/city 2.0.0 sha256:11"]
    try write(sampleRecords(2), to: folder.at("r.sqlite"), of: other)
    #expect(
      try rows(folder, "SELECT run, duplicate_of FROM articles") == ["1 | null", "2 | null", "2 | null"])
    try DatabaseQueue(path: folder.at("r.sqlite")).write { try $0.execute(sql: "PRAGMA user_version = 3") }
    #expect(throws: OutputFailure.self) { _ = try openOutput(folder.at("r.sqlite"), of: sampleRun) }
  }

  @Test func anotherProgramsDatabaseIsLeftAlone() throws {
    let folder = try Folder()
    try DatabaseQueue(path: folder.at("r.sqlite")).write { try $0.execute(sql: "CREATE TABLE claims (x)") }
    let foreign = #expect(throws: OutputFailure.self) {
      _ = try openOutput(folder.at("r.sqlite"), of: sampleRun)
    }
    #expect(foreign?.reason == "a database of results expected, got one of another program or version")
    #expect(try rows(folder, "SELECT name FROM sqlite_master") == ["claims"])
    try folder.write("text.sqlite", String(repeating: "no database at all\n", count: 100))
    let text = #expect(throws: OutputFailure.self) {
      _ = try openOutput(folder.at("text.sqlite"), of: sampleRun)
    }
    #expect(text?.reason == "an SQLite database expected, got another file")
    #expect(folder.text("text.sqlite").hasPrefix("no database"))
  }

  @Test func aScaleMayHaveAnyName() throws {
    let folder = try Folder()
    var run = sampleRun
    run.scales = ["it's \"odd\"", "select"]
    let claim = SampleClaim(content: "x", totals: [("it's \"odd\"", 1), ("select", 2)])
    try write([record(0, text: "x", claims: [claim])], to: folder.at("r.sqlite"), of: run)
    #expect(try rows(folder, "SELECT \"it's \"\"odd\"\"\", \"select\" FROM claim_list") == ["1.0 | 2.0"])
  }
}
