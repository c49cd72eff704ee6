import Foundation
import JSON
import Testing

/// `local.json`: what a desk changes about the rules of others.
@Suite struct LocalSettingsCommandTests {
  static let settings = #"""
    {"schema":"assay.local/1","weights":{"local/desk/has-figure":4},
    "suppress":[{"rule":"local/desk/said","source":"A warden","reason":"a joke","until":"2020-01-01"}]}
    """#

  private func folder(_ settings: String? = settings) throws -> Folder {
    let folder = try Folder(["desk.lua": deskRules, "a.txt": deskArticle])
    if let settings { try folder.write("local.json", settings) }
    return folder
  }

  private let rules = ["--rules", "desk.lua", "--no-std"]

  private func score(_ arguments: [String], in folder: Folder) async throws -> Run {
    try await run([program, "score", "a.txt"] + rules + arguments, in: folder)
  }

  private func packs(_ run: Run) throws -> [JSONObject] {
    try run.records().first?.object?["packs"]?.array?.compactMap(\.object) ?? []
  }

  @Test func aRecordIsTheSameByteForByteWithoutSettings() async throws {
    let folder = try folder(nil)
    let plain = try await score([], in: folder)
    try folder.write("local.json", #"{"some":"other program's"}"#)
    #expect(try await score([], in: folder).stdout == plain.stdout)
    try folder.write("local.json", Self.settings)
    #expect(try await score(["--no-local"], in: folder).stdout == plain.stdout)
    #expect(try packs(plain).map { $0["name"]?.string } == ["local/desk"])
  }

  @Test func settingsChangeTheRecordWhichNamesThem() async throws {
    let run = try await score([], in: try folder())
    #expect(run.stdout.contains(#""points":4,"because":"gives a figure"#))
    #expect(!run.stdout.contains("warden said") && !run.stdout.contains("it is quiet"))
    let last = try #require(try packs(run).last)
    #expect(last.members.map(\.name) == ["name", "version", "digest", "signed"])
    #expect(last["name"]?.string == "local.json" && last["digest"]?.string?.hasPrefix("sha256:") == true)
    #expect(run.exitCode == 0)
  }

  @Test func aDayLeavesOutWhatHasEndedAndTheRecordKeepsIt() async throws {
    let folder = try folder()
    let run = try await score(["--as-of", "2020-01-02"], in: folder)
    #expect(run.stdout.contains("it is quiet"))
    #expect(try packs(run).last?["asOf"]?.string == "2020-01-02")
    #expect(try await !score(["--as-of", "2020-01-01"], in: folder).stdout.contains("it is quiet"))
  }

  @Test func workersGetTheSameSettings() async throws {
    let folder = try folder()
    for options in [[], ["--as-of", "2025-01-01"], ["--no-local"]] {
      let own = try await score(["--workers", "0"] + options, in: folder)
      let pool = try await score(["--workers", "2"] + options, in: folder)
      #expect(pool.stdout == own.stdout && pool.exitCode == 0, "\(pool.stderr)")
    }
    let worker = try await run(
      [program, "worker"] + rules + ["--local", "local.json"], in: folder,
      stdin:
        #"{"id":"a","text":"The mayor said “some 40 trucks crossed”.\n\nA warden said “it is quiet”.\n"}"#)
    #expect(worker.stdout == (try await score([], in: folder)).stdout)
  }

  @Test func aRunIsNotResumedUnderOtherSettings() async throws {
    let folder = try folder()
    #expect(try await score(["-o", "x.jsonl"], in: folder).exitCode == 0)
    try folder.write("local.json", #"{"schema":"assay.local/1"}"#)
    let run = try await score(["-o", "x.jsonl", "--resume"], in: folder)
    #expect(run.exitCode == 2 && run.stderr.contains("pack"), "\(run.stderr)")
  }

  @Test func explainShowsThem() async throws {
    let run = try await run([program, "explain", "a.txt"] + rules, in: try folder())
    #expect(
      run.stdout.contains(
        """
        local settings
            local/desk/has-figure: 4 points
            no local/desk/said for source 'A warden' until 2020-01-01: a joke
            local/desk/said suppressed on “it is quiet”: a joke

        """), "\(run.stdout)")
  }

  @Test func checkTellsWhatHasEnded() async throws {
    let folder = try folder()
    let run = try await run([program, "check"] + rules, in: folder)
    #expect(
      run.stdout.contains(
        "warning[expired-suppression]: the suppression of local/desk/said for source 'A warden' ended on 2020-01-01\n"
      ))
    #expect(run.exitCode == 0)
    try folder.write("local.json", #"{"schema":"assay.local/1","weights":{"local/desk/has-figur":1}}"#)
    let wrong = try await assay("check", "--rules", "desk.lua", "--no-std", in: folder)
    #expect(
      wrong.stdout.contains("error[unknown-rule]: weights: no rule 'local/desk/has-figur'\n --> local.json:1")
    )
    #expect(wrong.exitCode == 1)
    let scored = try await score([], in: folder)
    #expect(scored.exitCode == 2 && scored.stderr.contains("did you mean 'local/desk/has-figure'?"))
  }

  @Test func whatCannotBeMeantIsRefused() async throws {
    let folder = try folder(nil)
    for (arguments, message) in [
      (["--as-of", "2026-01-01"], "assay: --as-of: there are no local settings to compare with\n"),
      (["--as-of", "soon"], "assay: --as-of: a day like 2026-03-01 expected, got 'soon'\n"),
      (["--local", "none.json"], "assay: none.json: no such file, or it cannot be read\n"),
      (["--local", "x", "--no-local"], "assay: --local and --no-local: one of them expected\n"),
    ] {
      let run = try await score(arguments, in: folder)
      #expect(run.stderr.hasPrefix(message), "\(run.stderr)")
      #expect(run.exitCode == 2)
    }
  }
}
