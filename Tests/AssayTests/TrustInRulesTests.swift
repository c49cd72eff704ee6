import Foundation
import JSON
import Testing

/// `assay stats`, `tune`, `compare` and `verify-record`: what a rule is worth, and what a change of it does.
@Suite struct TrustInRulesTests {
  private let articles = (1...12).map { number in
    #"{"id":"a\#(number)","text":"The mayor said “\#(number % 3 == 0 ? "it took \(number) days" : "it is quiet")”."}"#
  }.joined(separator: "\n")
  private let labels =
    "article,text,label\n"
    + (1...12).map { "a\($0),\($0 % 3 == 0 ? "it took \($0) days,yes" : "it is quiet,no")\n" }.joined()

  private func folder() throws -> Folder {
    try Folder([
      "desk.lua": deskRules, "corpus/labels.csv": labels, "corpus/in.jsonl": articles,
      "new.lua": deskRules.replacingOccurrences(of: "points  = 1.5", with: "points  = 2"),
    ])
  }

  // MARK: stats

  @Test func statsFindsTheArticlesBesideTheLabels() async throws {
    let folder = try folder()
    let run = try await assay("stats", "desk.lua", "corpus/labels.csv", "--no-std", in: folder)
    #expect(
      run.stdout == """
        12 articles, 12 labelled places: 4 yes, 8 no

        rule                   votes  coverage  overlap  conflict  precision  recall    yes%     no%   S/O  adds  costs
        local/desk/said           12    100.0%    33.3%      0.0%      33.3%  100.0%  100.0%  100.0%  0.50     0      8
        local/desk/has-figure      4     33.3%    33.3%      0.0%     100.0%  100.0%  100.0%    0.0%  1.00     0      0

        """)
    #expect(run.exitCode == 0)
    let json = try await assay(
      "stats", "desk.lua", "corpus/labels.csv", "--articles", "corpus/in.jsonl", "--no-std", "--json",
      in: folder)
    #expect(try json.records().first?.object?["schema"]?.string == "assay.stats/1")
  }

  @Test func recordsThatSomebodyAcceptedAreLabels() async throws {
    let folder = try folder()
    _ = try await assay(
      "score", "corpus/in.jsonl", "--rules", "desk.lua", "--no-std", "-o", "corpus/accepted.jsonl", in: folder
    )
    let run = try await assay("stats", "desk.lua", "corpus/accepted.jsonl", "--no-std", "--csv", in: folder)
    #expect(
      run.stdout.contains(
        "local/desk/said,12,1.0000,0.3333,0.0000,1.0000,1.0000,1.0000,0.0000,1.0000,8,0\r\n"))
  }

  @Test func figuresAreStoredInThePackWithoutTexts() async throws {
    let folder = try folder()
    _ = try await assay("new", "pack", "desk/figures", "--from", "desk.lua", in: folder)
    let run = try await assay("stats", "figures", "corpus/labels.csv", "--store", "--no-std", in: folder)
    #expect(run.exitCode == 0 && run.stderr == "assay: stored in figures/pack.json\n")
    let manifest = try #require(folder.read("figures/pack.json"))
    #expect(manifest.contains(#""evidence": ["#) && manifest.contains(#"{"corpus":"sha256:"#))
    #expect(!manifest.contains("quiet"))
    #expect(try await assay("check", "figures", in: folder).exitCode == 0)
  }

  @Test func labelsThatCannotBeUsedAreRefused() async throws {
    let folder = try folder()
    try folder.write("bad/labels.csv", "article,label\na1,perhaps\n")
    let run = try await assay("stats", "desk.lua", "bad/labels.csv", in: folder)
    #expect(run.stderr == "assay: bad/labels.csv:2: label: yes or no expected, got 'perhaps'\n")
    #expect(run.exitCode == 2)
    try folder.write("bad/labels.csv", "article,label\na1,yes\n")
    let none = try await assay("stats", "desk.lua", "bad/labels.csv", in: folder)
    #expect(
      none.stderr == "assay: no articles beside bad/labels.csv\n  help: name them: --articles archive/\n")
    #expect(none.exitCode == 2)
  }

  // MARK: tune

  @Test func tuneSaysWhatItWouldChangeAndThenDoes() async throws {
    let folder = try folder()
    let tune = { (extra: [String]) in
      try await run(
        [program, "tune", "desk.lua", "corpus/labels.csv", "--no-std", "--folds", "3"] + extra,
        in: folder)
    }
    let dry = try await tune([])
    #expect(
      dry.stdout.contains("rule                    now  then\nlocal/desk/has-figure  1.50"), "\(dry.stdout)")
    #expect(dry.stdout.contains("total from  chosen  precision  recall"))
    #expect(dry.stderr == "assay: nothing is changed; --write puts it into local.json\n")
    #expect(folder.read("local.json") == nil)
    let written = try await tune(["--write", "--curve", "c.svg"])
    #expect(written.stdout == dry.stdout, "the same twice")
    let settings = try #require(folder.read("local.json"))
    #expect(settings.contains(#""local/desk/has-figure": "#))
    #expect(folder.read("c.svg")?.hasPrefix("<svg") == true)
    let scored = try await assay("score", "corpus/in.jsonl", "--rules", "desk.lua", "--no-std", in: folder)
    #expect(scored.exitCode == 0 && scored.stdout.contains(#""name":"local.json""#), "\(scored.stderr)")
  }

  @Test func anUnknownScaleIsRefused() async throws {
    let run = try await assay(
      "tune", "desk.lua", "corpus/labels.csv", "--no-std", "--scale", "wort", in: try folder())
    #expect(
      run.stderr == "assay: no rule of desk.lua adds to the scale 'wort'\n  help: did you mean 'worth'?\n")
    #expect(run.exitCode == 2)
  }

  // MARK: compare

  @Test func compareNamesTheRuleThatIsResponsible() async throws {
    let folder = try folder()
    let run = try await assay(
      "compare", "desk.lua", "new.lua", "corpus/in.jsonl", "--no-std", "--most", "1", in: folder)
    // Two scripts have two names; the findings of the one are found by the other.
    #expect(run.stdout.contains("local/new/said"))
    #expect(run.exitCode == 1)
    try folder.write("v1/desk.lua", deskRules)
    try folder.write("v2/desk.lua", folder.read("new.lua") ?? "")
    let same = try await assay(
      "compare", "v1/desk.lua", "v1/desk.lua", "corpus/in.jsonl", "--no-std", in: folder)
    #expect(
      same.exitCode == 0 && same.stdout.contains("12 findings the same; 0 removed, 0 added, 0 changed\n"))
    let changed = try await assay(
      "compare", "v1/desk.lua", "v2/desk.lua", "corpus/in.jsonl", "--no-std", "--most", "1", "--html",
      "c.html",
      in: folder)
    #expect(
      changed.stdout.contains(
        """
        local/desk/has-figure  4 changed
          ~ a3: “it took 3 days”
              points: 1.5 → 2
          … and 3 more changed

        """), "\(changed.stdout)")
    #expect(changed.exitCode == 1)
    #expect(folder.read("c.html")?.contains("points") == true)
    for (tolerance, status) in [("4", 0), ("3", 1), ("40%", 0), ("30%", 1)] {
      let run = try await assay(
        "compare", "v1/desk.lua", "v2/desk.lua", "corpus/in.jsonl", "--no-std", "--tolerance", tolerance,
        "--json",
        in: folder)
      #expect(run.exitCode == Int32(status), "\(tolerance)")
      #expect(try run.records().first?.object?["changed"]?.number?.double == 4)
    }
    let pinned = try await assay(
      "compare", "v1/desk.lua", "v2/desk.lua", "corpus/in.jsonl", "--no-std", "--corpus-digest", "sha256:0",
      in: folder)
    #expect(
      pinned.exitCode == 2
        && pinned.stderr.hasPrefix("assay: the articles are other ones: corpus sha256:0 expected"))
  }

  @Test func twoRunsOfADatabaseAreCompared() async throws {
    let folder = try folder()
    for rules in ["v1", "v2"] {
      try folder.write("\(rules)/desk.lua", rules == "v1" ? deskRules : folder.read("new.lua") ?? "")
      _ = try await assay(
        "score", "corpus/in.jsonl", "--rules", "\(rules)/desk.lua", "--no-std", "-o", "x.sqlite", in: folder)
    }
    let run = try await assay("compare", "--runs", "x.sqlite", "1", "2", in: folder)
    #expect(
      run.stdout.contains("12 articles, 8 findings the same; 0 removed, 0 added, 4 changed\n"),
      "\(run.stdout)")
    #expect(run.exitCode == 1)
    let none = try await assay("compare", "--runs", "x.sqlite", "1", "7", in: folder)
    #expect(none.stderr == "assay: x.sqlite: no run '7'\n  help: there are 1 2\n" && none.exitCode == 2)
    let other = try await assay("compare", "--runs", "desk.lua", "1", "2", in: folder)
    #expect(
      other.exitCode == 2
        && other.stderr == "assay: desk.lua: an SQLite database expected, got another file\n")
  }

  // MARK: verify-record

  @Test func aRecordComesOutTheSame() async throws {
    let folder = try folder()
    for options in [[], ["--offsets", "utf8"]] {
      let records = try await run(
        [program, "score", "corpus/in.jsonl", "--rules", "desk.lua"] + options, in: folder)
      try folder.write("r.jsonl", records.stdout)
      let run = try await assay(
        "verify-record", "r.jsonl", "corpus/in.jsonl", "--rules", "desk.lua", in: folder)
      #expect(
        run.exitCode == 0 && run.stderr == "assay: 12 records confirmed, 0 differ, 0 not verified\n",
        "\(run.stderr)")
      #expect(run.stdout.hasPrefix("a1: the same, byte for byte\n"))
    }
  }

  @Test func aRecordThatWasChangedIsShown() async throws {
    let folder = try folder()
    let records = try await assay("score", "corpus/in.jsonl", "--rules", "desk.lua", "--no-std", in: folder)
    try folder.write(
      "r.jsonl", records.stdout.replacingOccurrences(of: #""points":1.5"#, with: #""points":9"#))
    let run = try await assay(
      "verify-record", "r.jsonl", "corpus/in.jsonl", "--rules", "desk.lua", "--no-std", "--id", "a3",
      in: folder)
    #expect(
      run.stdout == "a3: 1 difference\n  claims[0].scores[0].points\n    recorded  9\n    now       1.5\n")
    #expect(run.exitCode == 1)
  }

  @Test func otherRulesOrArticlesCannotVerify() async throws {
    let folder = try folder()
    let records = try await assay("score", "corpus/in.jsonl", "--rules", "desk.lua", "--no-std", in: folder)
    try folder.write("r.jsonl", String(records.stdout.split(separator: "\n")[0]))
    try folder.write("desk.lua", deskRules + "\n")
    let other = try await assay(
      "verify-record", "r.jsonl", "corpus/in.jsonl", "--rules", "desk.lua", in: folder)
    #expect(other.stderr.hasPrefix("assay: a1: pack 'local/desk' 0.0.0: sha256:") && other.exitCode == 2)
    let none = try await assay("verify-record", "r.jsonl", "corpus/in.jsonl", in: folder)
    #expect(none.stderr == "assay: a1: pack 'local/desk' 0.0.0: not at hand\n" && none.exitCode == 2)
    try folder.write("desk.lua", deskRules)
    try folder.write("in.jsonl", #"{"id":"a1","text":"Another text."}"#)
    let text = try await assay("verify-record", "r.jsonl", "in.jsonl", "--rules", "desk.lua", in: folder)
    #expect(text.stderr.hasPrefix("assay: a1: the article's text is another one") && text.exitCode == 2)
    try folder.write("in.jsonl", #"{"id":"b","text":"Another text."}"#)
    let missing = try await assay("verify-record", "r.jsonl", "in.jsonl", "--rules", "desk.lua", in: folder)
    #expect(missing.stderr == "assay: a1: its article is not among the inputs\n" && missing.exitCode == 2)
  }

  @Test func aRecordUnderLocalSettingsNeedsThem() async throws {
    let folder = try folder()
    try folder.write("local.json", LocalSettingsCommandTests.settings)
    let records = try await assay(
      "score", "corpus/in.jsonl", "--rules", "desk.lua", "--no-std", "--as-of", "2021-01-01", in: folder)
    try folder.write("r.jsonl", records.stdout)
    let run = try await assay(
      "verify-record", "r.jsonl", "corpus/in.jsonl", "--rules", "desk.lua", "--no-std", in: folder)
    #expect(run.exitCode == 0, "\(run.stdout)\(run.stderr)")
    let without = try await assay(
      "verify-record", "r.jsonl", "corpus/in.jsonl", "--rules", "desk.lua", "--no-std", "--no-local", "--id",
      "a1",
      in: folder)
    #expect(without.exitCode == 2 && without.stderr.contains("made under local settings (sha256:"))
  }
}
