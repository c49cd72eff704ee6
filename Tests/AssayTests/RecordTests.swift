import Foundation
import JSON
import Testing

/// Records of real runs: what other people's programs rely on.
@Suite struct RecordTests {
  static let keys = [
    "schema", "article", "claims", "sentences", "scores", "totals", "diagnostics", "packs", "offsets",
    "engine",
  ]
  static let claimKeys = [
    "id", "rule", "type", "stance", "parent", "source", "cue", "content", "hedges", "figures", "dates",
    "evidence",
    "relations", "scores", "totals",
  ]

  static var articles: [String] {
    let folder = package + "/Examples/articles"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".txt") }.sorted().map { folder + "/" + $0 }
  }

  @Test(arguments: articles) func everyRecordKeepsTheContract(_ path: String) async throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let run = try await assay("score", path, in: try Folder())
    let record = try #require(try run.records().first?.object)
    #expect(record.members.map(\.name) == Self.keys)
    #expect(record["article"]?.object?.members.map(\.name) == ["id", "title", "published", "sha256"])
    let claims = try #require(record["claims"]?.array).compactMap(\.object)
    #expect(!claims.isEmpty)
    for (row, claim) in claims.enumerated() {
      #expect(claim.members.map(\.name) == Self.claimKeys)
      #expect(claim["id"]?.string == "c\(row + 1)")
      if let parent = claim["parent"]?.string { #expect(claims.contains { $0["id"]?.string == parent }) }
    }
    // Order: by first offset of the content, then of the cue.
    let starts = claims.map { claim in
      start(claim["content"]) ?? start(claim["cue"]) ?? 0
    }
    #expect(starts == starts.sorted())
    var spans = 0
    check(run.stdout, record: .object(record), text: Array(text.unicodeScalars), count: &spans)
    #expect(spans > claims.count)
  }

  @Test(arguments: ["codepoints", "utf8", "utf16"]) func everySpansTextIsItsSlice(_ unit: String) async throws
  {
    let text = """
      👩‍🚒🏽 Cafe\u{301} “Ñandú” is shut. The mayor said “some 40 trucks 🚚 crossed the cafe\u{301} in 2 hours”.

      \u{FEFF}日本 …\r\n A warden said “𝔸bout 3 of 5 …”. The क्षि said “no”.
      """
    let folder = try Folder(["a.txt": text, "desk.lua": deskRules])
    let run = try await assay(
      "score", "a.txt", "--rules", "desk.lua", "--no-std", "--offsets", unit, in: folder)
    let record = try #require(try run.records().first)
    #expect((record.object?["claims"]?.array?.count ?? 0) >= 2)
    var spans = 0
    switch unit {
    case "utf8": check(run.stdout, record: record, text: Array(text.utf8), count: &spans)
    case "utf16": check(run.stdout, record: record, text: Array(text.utf16), count: &spans)
    default: check(run.stdout, record: record, text: Array(text.unicodeScalars), count: &spans)
    }
    #expect(spans >= 7)
  }

  @Test func totalsCanBeRecomputedFromTheScoresShown() async throws {
    let run = try await assay("score", Self.articles.first ?? "", in: try Folder())
    let claims = try #require(try run.records().first?.object?["claims"]?.array).compactMap(\.object)
    var checked = 0
    for claim in claims {
      let scores = (claim["scores"]?.array ?? []).compactMap(\.object)
      let totals = claim["totals"]?.object?.members ?? []
      #expect(Set(totals.map(\.name)) == Set(scores.compactMap { $0["scale"]?.string }))
      for total in totals {
        let own = scores.filter { $0["scale"]?.string == total.name }
        let sum = own.reduce(0) { $0 + ($1["points"]?.number?.double ?? .nan) }
        // The one logistic scale that is shipped.
        let expected = total.name == "check-worthiness" ? (1e4 / (1 + exp(-sum))).rounded() / 1e4 : sum
        #expect(abs((total.value.number?.double ?? .nan) - expected) < 1e-9)
        checked += 1
      }
    }
    #expect(checked > claims.count)
  }

  @Test func twentyRunsGiveTheSameBytesWhateverTheEnvironment() async throws {
    let folder = try Folder()
    let expected = try await assay("score", Self.articles.first ?? "", in: folder).stdout
    for round in 1...20 {
      let environment = [
        "LC_ALL": ["C", "de_DE.UTF-8", "tr_TR.UTF-8", "ar_EG.UTF-8", "nonsense"][round % 5],
        "TZ": ["UTC", "Asia/Tokyo", "America/Lima", ":bad"][round % 4],
        "HOME": round % 2 == 0 ? "/" : "/nonexistent",
        "LANG": "tr_TR", "COLUMNS": "\(30 + round)", "PADDING": String(repeating: "x", count: round * 997),
        "SWIFT_DETERMINISTIC_HASHING": round % 2 == 0 ? "1" : "",
      ]
      let run = try await assay("score", Self.articles.first ?? "", in: folder, environment: environment)
      #expect(run.stdout == expected)
    }
    #expect(expected.count > 1000)
  }

  // MARK: slices

  private func start(_ part: JSONValue?) -> Double? {
    part?.object?["spans"]?.array?.first?.object?["start"]?.number?.double
  }

  /// Finds every object of `value` with `start`, `end` and `text`, and compares.
  private func check<Unit: Equatable>(_ json: String, record value: JSONValue, text: [Unit], count: inout Int)
  {
    switch value {
    case .array(let elements):
      for element in elements { check(json, record: element, text: text, count: &count) }
    case .object(let object):
      for member in object.members { check(json, record: member.value, text: text, count: &count) }
      guard let start = object["start"]?.number?.double, let end = object["end"]?.number?.double else {
        return
      }
      #expect(start >= 0 && start < end && end <= Double(text.count))
      guard let shown = object["text"]?.string, end <= Double(text.count), start < end else { return }
      count += 1
      #expect(units(shown) == Array(text[Int(start)..<Int(end)]))
    default: break
    }
  }

  private func units<Unit>(_ text: String) -> [Unit] {
    if Unit.self == UInt8.self { return Array(text.utf8) as? [Unit] ?? [] }
    if Unit.self == UInt16.self { return Array(text.utf16) as? [Unit] ?? [] }
    return Array(text.unicodeScalars) as? [Unit] ?? []
  }
}
