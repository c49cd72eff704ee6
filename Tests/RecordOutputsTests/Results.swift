// Tests of outputs are about records that a run could have made: each of a few sentences, with claims in it.

import Articles
import CompressedStreams
import Foundation
import GRDB
import JSON
import Testing

@testable import RecordOutputs

/// A folder that exists as long as the test that made it.
final class Folder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "results-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func at(_ name: String) -> String { path + "/" + name }

  func bytes(_ name: String) -> [UInt8] {
    FileManager.default.contents(atPath: at(name)).map(Array.init) ?? []
  }

  func text(_ name: String) -> String { String(decoding: bytes(name), as: UTF8.self) }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: at(name)))
  }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

  /// A copy of all that is there now, as a crash would leave it.
  func copy() throws -> Folder {
    let copy = try Folder()
    for name in names { try FileManager.default.copyItem(atPath: at(name), toPath: copy.at(name)) }
    return copy
  }

  /// The content that does not depend on where a run was stopped: a packed file unpacked, the dump of a database.
  func content(_ name: String) throws -> String {
    if name.hasSuffix(".sqlite") { return try dump(name) }
    let bytes = bytes(name)
    guard let format = Compression(head: bytes.span) else { return String(decoding: bytes, as: UTF8.self) }
    var unpacked: [UInt8] = []
    var decompressor = Decompressor(format)
    var position = 0
    while position < bytes.count {
      try decompressor.decompress(bytes, at: &position, upTo: 1 << 20, into: &unpacked)
    }
    try decompressor.end()
    return String(decoding: unpacked, as: UTF8.self)
  }

  /// The schema and all rows, in order.
  private func dump(_ name: String) throws -> String {
    let queue = try DatabaseQueue(path: at(name))
    return try queue.read { database in
      let schema = try String.fetchAll(database, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
      let tables = try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
      let rows = try tables.flatMap { table in
        try Row.fetchAll(database, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }
      }
      return (schema + rows).joined(separator: "\n")
    }
  }
}

let sampleRun = RunDescription(
  inputs: ["archive.jsonl"], packs: ["desk/city 1.0.0 sha256:00"], offsets: .codepoints, engine: "0.1.0",
  scales: ["check-worthiness", "sourcing"])

/// A claim of a sample record: the words of its source, cue and content stand in the text.
struct SampleClaim {
  var source: String? = "The mayor"
  var cue = "said"
  var content: String
  var stance = "asserts"
  var rule = "desk/city/said"
  var totals: [(String, Double)] = [("check-worthiness", 0.5)]
  var because = "gives a figure"
}

/// A record about an article of `text`; words of claims that are not in it stand nowhere.
func record(
  _ ordinal: Int, id: String? = nil, title: String? = nil, outlet: String? = nil, url: String? = nil,
  text: String,
  claims: [SampleClaim], diagnostic: String? = nil, duplicateOf: String? = nil
) -> FinishedRecord {
  var article = Article(id: id ?? "a\(ordinal)", text: Array(text.utf8))
  article.title = title
  article.outlet = outlet
  article.url = url
  let scalars = Array(text.unicodeScalars)
  func spans(_ words: String) -> JSONValue {
    let wanted = Array(words.unicodeScalars)
    let start = scalars.indices.first { scalars[$0...].starts(with: wanted) } ?? 0
    return .array([
      object(["start": integer(start), "end": integer(start + wanted.count), "text": .string(words)])
    ])
  }
  func score(_ claim: SampleClaim) -> JSONValue {
    object([
      "rule": .string("desk/city/figure"), "scale": .string("check-worthiness"), "points": integer(2),
      "because": .string(claim.because), "spans": .array([]),
    ])
  }
  let claims: [JSONValue] = claims.enumerated().map { row, claim in
    object([
      "id": .string("c\(row + 1)"), "rule": .string(claim.rule), "type": .string("direct"),
      "stance": .string(claim.stance), "parent": row == 0 ? .null : .string("c1"),
      "source": claim.source.map {
        object(["spans": spans($0), "name": .string($0), "entity": .string("e1")])
      } ?? .null,
      "cue": object(["spans": spans(claim.cue), "lemma": .string("say")]),
      "content": object(["spans": spans(claim.content)]), "hedges": .array([]), "figures": .array([]),
      "dates": .array([]), "evidence": object(["status": .string("unstated")]), "relations": .array([]),
      "scores": .array([score(claim)]),
      "totals": .object(
        JSONObject(claim.totals.map { .init($0.0, JSONNumber($0.1).map { .number($0) } ?? .null) })),
    ])
  }
  let diagnostics: [JSONValue] =
    diagnostic.map {
      [
        object([
          "severity": .string("error"), "slug": .string($0), "rule": .null, "message": .string("it failed"),
          "traceback": .array([]),
        ])
      ]
    } ?? []
  var json = JSONWriter()
  json.value(
    object([
      "schema": .string("assay.record/1"),
      "article": object([
        "id": .string(article.id), "title": title.map { .string($0) } ?? .null, "published": .null,
        "sha256": .string("00"), "duplicateOf": duplicateOf.map { .string($0) } ?? .null,
      ]), "claims": .array(claims),
      "sentences": .array([
        object([
          "start": integer(0), "end": integer(3), "scores": .array([]), "totals": .object(JSONObject()),
        ])
      ]), "scores": .array([]), "totals": .object(JSONObject()), "diagnostics": .array(diagnostics),
      "packs": .array([]), "offsets": .string("codepoints"), "engine": .string("0.1.0"),
    ]))
  return FinishedRecord(ordinal: ordinal, line: json.bytes, article: article)
}

private func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
  .object(JSONObject(members.map { .init($0.key, $0.value) }))
}

private func integer(_ value: Int) -> JSONValue { .number(JSONNumber(Int64(value))) }

/// Records of which no two are alike.
func sampleRecords(_ count: Int) -> [FinishedRecord] {
  (0..<count).map { ordinal in
    let content = "“\(ordinal) houses are empty”"
    let claim = SampleClaim(
      source: ordinal % 3 == 0 ? "The mayor" : "A warden", content: content,
      stance: ordinal % 4 == 0 ? "denies" : "asserts",
      totals: [("check-worthiness", Double(ordinal * 37 % 100) / 100), ("sourcing", Double(ordinal % 5) - 2)])
    return record(
      ordinal, title: ordinal % 2 == 0 ? "Houses" : nil, outlet: "Desk",
      text: "The mayor and A warden met. They said \(content). It rained.",
      claims: ordinal % 7 == 6 ? [] : [claim],
      diagnostic: ordinal % 5 == 4 ? "budget" : nil)
  }
}

/// Writes `records` to `path` in one go.
func write(_ records: [FinishedRecord], to path: String, of run: RunDescription = sampleRun) throws {
  let (output, _) = try openOutput(path, of: run)
  for record in records { try output.append(record) }
  try output.finish()
}

/// The command line's own choice of outputs.
let sampleNames = ["r.jsonl", "r.jsonl.gz", "r.jsonl.zst", "r.csv", "r.csv.gz", "r.sqlite", "r.html"]
