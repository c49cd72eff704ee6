// Databases of strangers: wrong ones are told, and none ends the program.

import Foundation
import GRDB
import Testing

@testable import RecordOutputs

@Suite struct RunReaderTests {
  private func database(_ sql: String) throws -> String {
    let path = NSTemporaryDirectory() + "assay-\(UUID().uuidString).sqlite"
    let queue = try DatabaseQueue(path: path)
    try queue.write { database in
      try database.execute(sql: "PRAGMA application_id = \(TableSchema.applicationID)")
      try database.execute(sql: "PRAGMA user_version = \(TableSchema.version)")
      try database.execute(sql: sql)
    }
    try queue.close()
    return path
  }

  private static let tables = """
    CREATE TABLE runs (run, packs, engine, state, offsets);
    CREATE TABLE articles (run, article, id, sha256, title, outlet, published);
    CREATE TABLE claims (run, article, claim, rule, type, stance, evidence, source, cue, content, content_start,
      content_end, cue_start, cue_end, context);
    CREATE TABLE scores (run, article, score, claim, sentence_start, sentence_end, rule, scale, points);
    """

  @Test func valuesOfAnyTypeAreRead() throws {
    let path = try database(
      Self.tables + """
        INSERT INTO runs VALUES ('one', x'ff00', NULL, 7, 1.5), (2, '["p"]', 'e', 'finished', 'utf8');
        INSERT INTO articles VALUES (2, 'x', x'80', NULL, 8, x'ff', NULL);
        INSERT INTO claims VALUES (2, NULL, 'c', 1, 2, 3, 4, 5, 6, 7, 'far', 9e99, NULL, NULL, 1.5);
        INSERT INTO scores VALUES (2, x'00', 1, 'c', 'a', 'b', NULL, NULL, 'many');
        """)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let reader = try RunReader(path)
    #expect(try reader.runs().map(\.isFinished) == [false, true])
    let articles = try reader.articles(ofRun: 2)
    #expect(articles.count == 1 && articles[0].claims.count == 1)
    #expect(articles[0].claims[0].scores.map(\.points) == [0])
    #expect(articles[0].title == "8" && articles[0].published == nil)
    #expect(articles[0].claims[0].context == "1.5")
  }

  @Test func missingTablesAreTold() throws {
    let path = try database("CREATE TABLE runs (run)")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let reader = try RunReader(path)
    #expect(throws: OutputFailure.self) { try reader.runs() }
    #expect(throws: OutputFailure.self) { try reader.articles(ofRun: 1) }
  }
}
