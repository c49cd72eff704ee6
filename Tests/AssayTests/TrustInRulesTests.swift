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
        [products + "/assay", "tune", "desk.lua", "corpus/labels.csv", "--no-std", "--folds", "3"] + extra,
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
}
