import JSON
import Testing

/// `assay score`: the main job.
@Suite struct ScoreTests {
  @Test func intoAPipeGoesOneRecordALineAndNothingElse() async throws {
    let folder = try Folder(["a.txt": deskArticle, "b.txt": "Nobody speaks.\n", "desk.lua": deskRules])
    let run = try await assay("score", "a.txt", "b.txt", "--rules", "desk.lua", "--no-std", in: folder)
    let records = try run.records()
    #expect(records.map { $0.object?["article"]?.object?["id"]?.string } == ["a", "b"])
    #expect(records.map { $0.object?["claims"]?.array?.count } == [2, 0])
    #expect(run.stderr == "")
    #expect(run.exitCode == 0)
  }

  @Test func theShippedPacksFindWhoSaysWhatWithoutBeingNamed() async throws {
    let folder = try Folder()
    let run = try await assay("score", package + "/Examples/articles/border-claims.txt", in: folder)
    let record = try #require(try run.records().first?.object)
    #expect((record["claims"]?.array?.count ?? 0) > 10)
    #expect(run.stdout.contains("Maren Tolvik"))
    #expect(
      record["packs"]?.array?.compactMap { $0.object?["name"]?.string } == [
        "std/attribution", "std/checkworthiness", "std/sourcing",
      ])
    #expect(record["diagnostics"]?.array?.isEmpty == true)
  }

  @Test func aProfileSaysWhereTheTimeWentAndChangesNoRecord() async throws {
    let folder = try Folder(["a.txt": deskArticle, "desk.lua": deskRules])
    let plain = try await assay("score", "a.txt", "--rules", "desk.lua", "--no-std", in: folder)
    let run = try await assay("score", "a.txt", "--rules", "desk.lua", "--no-std", "--profile", in: folder)
    #expect(run.stdout == plain.stdout)
    for place in [
      "tokens, sentences, quotations", "writing records", "reading, and all else", "local/desk/",
    ] {
      #expect(run.stderr.contains(place))
    }
    #expect(run.exitCode == 0)
  }

  @Test func standardInputIsScoredLikeTheFile() async throws {
    let folder = try Folder(["stdin.txt": deskArticle, "desk.lua": deskRules])
    let file = try await assay("score", "stdin.txt", "--rules", "desk.lua", "--no-std", in: folder)
    let stream = try await assay(
      "score", "-", "--rules", "desk.lua", "--no-std", in: folder, stdin: deskArticle)
    #expect(file.stdout == stream.stdout)
    #expect(!file.stdout.isEmpty)
  }

  @Test func articlesOfAFolderComeInTheOrderOfTheirPaths() async throws {
    let folder = try Folder([
      "in/b.txt": deskArticle, "in/a/z.txt": deskArticle, "in/c.jsonl": #"{"id":"k","text":"Quiet."}"#,
      "desk.lua": deskRules,
    ])
    let run = try await assay("score", "in", "--rules", "desk.lua", "--no-std", in: folder)
    #expect(try run.records().map { $0.object?["article"]?.object?["id"]?.string } == ["z", "b", "k"])
  }

  @Test func offsetsCountWhatIsAskedFor() async throws {
    let folder = try Folder([
      "a.txt": "👩‍🚒 cafe\u{301}! The mayor said “it is quiet”.\n", "desk.lua": deskRules,
    ])
    for (unit, start) in [("codepoints", 11), ("utf8", 20), ("utf16", 13)] {
      let run = try await assay(
        "score", "a.txt", "--rules", "desk.lua", "--no-std", "--offsets", unit, in: folder)
      let record = try #require(try run.records().first?.object)
      let span = record["claims"]?.array?.first?.object?["source"]?.object?["spans"]?.array?.first?.object
      #expect(span?["text"]?.string == "The mayor")
      #expect(span?["start"]?.number?.double == Double(start))
      #expect(record["offsets"]?.string == unit)
    }
  }

  @Test func aHeadlineIsOneOnlyWhenToldSo() async throws {
    let rules = """
      score "headline" {
        doc = "d", on = "article", scale = "head", weigh = function(article)
          local count = 0
          for _, paragraph in ipairs(article.paragraphs) do
            if paragraph.region == "headline" then count = count + 1 end
          end
          return count > 0 and count or nil, "a headline"
        end,
      }
      """
    let folder = try Folder(["a.txt": "Dam holds\n\nIt is quiet.\n", "r.lua": rules])
    let without = try await assay("score", "a.txt", "--rules", "r.lua", "--no-std", in: folder)
    let with = try await assay("score", "a.txt", "--rules", "r.lua", "--no-std", "--headline", in: folder)
    #expect(try without.records().first?.object?["totals"]?.object?.members.isEmpty == true)
    #expect(try with.records().first?.object?["totals"]?.object?["head"]?.number?.double == 1)
  }

  // MARK: what goes wrong

  struct BadInput: CustomTestStringConvertible, Sendable {
    var name: String
    var content: String?
    var line: String
    var place: String?
    var testDescription: String { "\(name): \(line)" }
  }

  @Test(arguments: [
    BadInput(name: "nowhere.txt", content: nil, line: "nowhere.txt: no such file or folder"),
    BadInput(
      name: "n.jsonl", content: #"{"id":7,"text":"x"}"#,
      line: "n.jsonl:1: field 'id': string expected, got number\n  help: an id is written in quotation marks",
      place: "n.jsonl:1"),
    BadInput(
      name: "t.jsonl", content: #"{"id":"t","text":["x"]}"#,
      line: "t.jsonl:1: field 'text': string expected, got array", place: "t.jsonl:1"),
    BadInput(name: "e.jsonl", content: "", line: "e.jsonl: no articles"),
    BadInput(
      name: "none/readme.md", content: "x",
      line:
        "folder 'none': no articles (looked for .txt .text .json .jsonl .ndjson .csv .tsv .html .htm .xhtml .rss .atom .rdf .xml .warc .eml .mbox .docx .epub .pdf)"
    ),
  ]) func anInputThatCannotBeReadIsOneLineAndTheOthersAreScored(_ bad: BadInput) async throws {
    let folder = try Folder(["a.txt": deskArticle, "desk.lua": deskRules])
    if let content = bad.content { try folder.write(bad.name, content) }
    let input = bad.name.split(separator: "/").first.map(String.init) ?? bad.name
    let run = try await assay("score", input, "a.txt", "--rules", "desk.lua", "--no-std", in: folder)
    #expect(try run.records().count == 1)
    let place = bad.place ?? String(bad.line.prefix { $0 != ":" })
    #expect(run.stderr == "assay: \(bad.line)\nassay: 1 article, 2 claims; 1 input failed: \(place)\n")
    #expect(run.exitCode == 2)
  }

  @Test func theSummaryNamesTheFirstInputsThatFailed() async throws {
    let folder = try Folder(["a.txt": deskArticle, "desk.lua": deskRules])
    let missing = (1...10).map { "m\($0).txt" }
    let run = try await run(
      [program, "score"] + missing + ["a.txt", "--rules", "desk.lua", "--no-std"], in: folder)
    #expect(
      run.stderr.hasSuffix(
        "assay: 1 article, 2 claims; 10 inputs failed: m1.txt, m2.txt, m3.txt, m4.txt, m5.txt, m6.txt, m7.txt, m8.txt and 2 more\n"
      ))
  }

  @Test func badLinesOfAFileAreNamedAndTheOthersScored() async throws {
    let lines = [
      #"{"id":"1","text":"The mayor said “yes”."}"#, "{nonsense", #"{"id":"3","text":"Quiet."}"#,
      #"{"id":"1","text":"Again."}"#,
    ]
    let folder = try Folder(["a.jsonl": lines.joined(separator: "\n"), "desk.lua": deskRules])
    let run = try await assay("score", "a.jsonl", "--rules", "desk.lua", "--no-std", in: folder)
    #expect(try run.records().count == 2)
    #expect(run.stderr.contains("assay: a.jsonl:2: "))
    #expect(run.stderr.contains("assay: a.jsonl:4: id '1' is taken by a.jsonl:1\n"))
    #expect(run.stderr.hasSuffix("2 inputs failed: a.jsonl:2, a.jsonl:4\n"))
    #expect(run.exitCode == 2)
  }

  @Test func anUnknownPackIsNamed() async throws {
    let folder = try Folder(["a.txt": "“Yes,” an engineer said."])
    let run = try await assay("score", "a.txt", "--pack", "nowhere", in: folder)
    #expect(run.exitCode == 2)
    #expect(run.stdout == "")
    #expect(run.stderr == "assay: no pack 'nowhere'\n  help: name a folder that holds a pack.json, or std\n")
  }

  @Test func aPackWithoutAManifestIsNamed() async throws {
    let folder = try Folder(["a.txt": deskArticle, "desk/rules/said.lua": deskRules])
    let run = try await assay("score", "a.txt", "--pack", "desk", in: folder)
    #expect(run.exitCode == 2)
    #expect(
      run.stderr
        == "assay: desk: no pack.json in this folder\n  help: assay new pack OWNER/NAME makes a pack to start from\n"
    )
  }

  @Test func aManifestThatIsNoJSONIsShownWithItsPlace() async throws {
    let folder = try Folder(["a.txt": deskArticle, "desk/pack.json": "{\n  \"name\": ,\n}\n"])
    let run = try await assay("score", "a.txt", "--pack", "desk", in: folder)
    #expect(run.exitCode == 2)
    #expect(run.stderr.hasPrefix("error[manifest-syntax]: a value expected, got ','\n"))
    #expect(run.stderr.contains(" --> desk/pack.json:2\n"))
  }

  struct BadRule: CustomTestStringConvertible, Sendable {
    var body: String
    var slug: String
    var message: String
    var testDescription: String { slug }
  }

  @Test(arguments: [
    BadRule(
      body: "while true do end", slug: "budget", message: "the rule used more steps than one article may"),
    BadRule(
      body: "local t = {} for i = 1, 1e9 do t[i] = ('x'):rep(1000000) .. i end", slug: "memory",
      message: "the rule used more memory than one article may"),
    BadRule(
      body: "return sentence.nothing", slug: "rule-failed",
      message: "bad.lua:1: a 'sentence' has no field 'nothing'"),
  ]) func aRuleThatGoesWrongIsADiagnosticAndTheOthersGoOn(_ bad: BadRule) async throws {
    let folder = try Folder([
      "a.txt": deskArticle, "desk.lua": deskRules,
      "bad.lua": "extract \"bad\" { doc = \"d\", find = function(sentence) \(bad.body) end }",
    ])
    let run = try await assay(
      "score", "a.txt", "--rules", "bad.lua", "--rules", "desk.lua", "--no-std", in: folder)
    let record = try #require(try run.records().first?.object)
    let diagnostics = try #require(record["diagnostics"]?.array)
    #expect(diagnostics.count == 1)
    #expect(diagnostics.first?.object?["slug"]?.string == bad.slug)
    #expect(diagnostics.first?.object?["rule"]?.string == "local/bad/bad")
    #expect(diagnostics.first?.object?["message"]?.string == bad.message)
    #expect(diagnostics.first?.object?["traceback"]?.array?.isEmpty == false)
    #expect(record["claims"]?.array?.count == 2)
    #expect(run.stderr == "")
    #expect(run.exitCode == 0)
  }

  @Test func everyMistakeOfAScriptIsShownAndNothingIsScored() async throws {
    let folder = try Folder([
      "a.txt": deskArticle,
      "bad.lua": "extract \"said\" {\n  doc = \"x\",\n  mtch = [[ cue:said ]],\n  stance = \"denys\",\n}\n",
    ])
    let run = try await assay("score", "a.txt", "--rules", "bad.lua", in: folder)
    #expect(run.stdout == "")
    #expect(
      run.stderr.hasPrefix(
        """
        error[unknown-field]: rule 'said' has no field 'mtch'
         --> bad.lua:3
          |
        3 |   mtch = [[ cue:said ]],
          |   ^^^^ did you mean 'match'?


        """))
    #expect(run.stderr.contains("error[unknown-value]"))
    #expect(run.exitCode == 2)
  }

  @Test func aScriptThatNeverEndsLoadingIsShown() async throws {
    let folder = try Folder(["a.txt": deskArticle, "loop.lua": "while true do end"])
    let run = try await assay("score", "a.txt", "--rules", "loop.lua", in: folder)
    #expect(
      run.stderr.hasPrefix("error[load-budget]: loading the file did not come to an end\n --> loop.lua:1\n"))
    #expect(run.exitCode == 2)
  }

  @Test(arguments: ["", "\n \n"]) func aTextOfNothingIsNoArticle(_ text: String) async throws {
    let folder = try Folder(["a.txt": text, "desk.lua": deskRules])
    let run = try await assay("score", "a.txt", "--rules", "desk.lua", "--no-std", in: folder)
    #expect(run.stdout == "")
    #expect(run.stderr == "assay: a.txt: no text\nassay: 0 articles, 0 claims; 1 input failed: a.txt\n")
    #expect(run.exitCode == 2)
  }

  @Test func bytesThatAreNoTextAreMendedAndTold() async throws {
    let folder = try Folder(["desk.lua": deskRules])
    try folder.write(
      "a.txt", bytes: Array("The mayor said “yes \0 ".utf8) + [0xFF, 0xC3] + Array("”.\r\n".utf8))
    let run = try await assay("score", "a.txt", "--rules", "desk.lua", "--no-std", in: folder)
    let record = try #require(try run.records().first?.object)
    #expect(record["claims"]?.array?.count == 1)
    #expect(record["diagnostics"]?.array?.map { $0.object?["slug"]?.string } == ["invalid-utf8"])
    #expect(run.exitCode == 0)
  }

  @Test func anArticleOfAnotherLanguageGetsOneNoticeAndNoClaims() async throws {
    let folder = try Folder([
      "a.json": #"{"id":"a","language":"fr","text":"The mayor said that it is quiet."}"#
    ])
    let run = try await assay("score", "a.json", in: folder)
    let record = try #require(try run.records().first?.object)
    #expect(record["claims"]?.array?.isEmpty == true)
    #expect(record["diagnostics"]?.array?.map { $0.object?["slug"]?.string } == ["language"])
    #expect(run.exitCode == 0)
  }

  @Test func aPackedSpreadsheetOnStandardInputIsRead() async throws {
    let folder = try Folder(["desk.lua": deskRules, "a.csv": "ID;Body\n7;\"The mayor said “no”.\"\n8;\n"])
    for pack in ["gzip -c", "cat"] {
      let run = try await shell(
        "\(pack) a.csv | assay score - --rules desk.lua --no-std --format jsonl", in: folder)
      #expect(try run.records().map { $0.object?["article"]?.object?["id"]?.string } == ["7"])
      #expect(
        run.stderr
          == "assay: <stdin>:3: row 2: field 'text' is empty\nassay: 1 article, 1 claim; 1 input failed: <stdin>:3\n"
      )
      #expect(run.exitCode == 2)
    }
  }
}
