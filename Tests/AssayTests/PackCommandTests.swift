import JSON
import Testing

/// `assay check`, `test` and `new`: what somebody who writes rules uses all day.
@Suite struct PackCommandTests {
  // MARK: check

  @Test func checkHasNothingToSayAboutAGoodScript() async throws {
    let folder = try Folder(["desk.lua": deskRules])
    for arguments in [["--rules", "desk.lua"], ["desk.lua"]] {
      let run = try await run([program, "check"] + arguments, in: folder)
      #expect(run.stdout == "")
      #expect(run.stderr == "assay: 1 pack, 2 rules: 0 errors, 0 warnings\n")
      #expect(run.exitCode == 0)
    }
  }

  // `score` ran this script, since the shipped packs run beside it, while `check` and `test` knew no such lexicon.
  @Test func aScriptMayNameALexiconOfAShippedPack() async throws {
    let folder = try Folder([
      "no.lua":
        "extract \"no\" {\n  doc = \"x\",\n  match = [[ source:<np> cue:@std/attribution/deny content:<np> ]],\n}\n",
      "no_test.lua": "test \"no\" { \"{source|Officials} {cue|denied} {content|the report}.\" }\n",
    ])
    let check = try await assay("check", "--rules", "no.lua", in: folder)
    #expect(check.stderr == "assay: 1 pack, 1 rule: 0 errors, 0 warnings\n")
    #expect(try await assay("test", "--rules", "no.lua", in: folder).stdout == "1 passed, 0 failed\n")
    #expect(try await assay("check", "--rules", "no.lua", "--no-std", in: folder).exitCode == 1)
    #expect(try await assay("new", "pack", "desk/no", "--from", "no.lua", in: folder).exitCode == 0)
    #expect(try await assay("test", "no", in: folder).exitCode == 0)
  }

  @Test func checkSaysAllMistakesAtOnceAndTheAnswerIsNo() async throws {
    let folder = try Folder([
      "bad.lua": "extract \"said\" {\n  doc = \"x\",\n  mtch = [[ cue:said ]],\n  stance = \"denys\",\n}\n",
      "worse.lua": "x = = 1\n",
    ])
    let run = try await assay("check", "--rules", "bad.lua", "--rules", "worse.lua", in: folder)
    #expect(run.stdout.contains("error[unknown-field]: rule 'said' has no field 'mtch'\n --> bad.lua:3\n"))
    #expect(run.stdout.contains("error[unknown-value]: stance: one of "))
    #expect(run.stdout.contains(" --> worse.lua:1\n"))
    #expect(run.stderr == "assay: 2 packs: 3 errors, 0 warnings\n")
    #expect(run.exitCode == 1)
  }

  @Test func checkGivesOneJSONObjectADiagnostic() async throws {
    let folder = try Folder([
      "bad.lua": "extract \"said\" {\n  doc = \"x\",\n  mtch = [[ cue:said ]],\n  stance = \"denys\",\n}\n"
    ])
    let run = try await assay("check", "--json", "--rules", "bad.lua", in: folder)
    let first = try #require(try run.records().first?.object)
    #expect(first["slug"]?.string == "unknown-field")
    #expect(first["file"]?.string == "bad.lua")
    #expect(first["line"]?.number?.double == 3)
    #expect(try run.records().count == 2)
    #expect(run.stderr == "")
    #expect(run.exitCode == 1)
  }

  @Test func warningsLeaveTheStatusOfCheckAtZero() async throws {
    let folder = try Folder()
    _ = try await assay("new", "pack", "desk/grain", in: folder)
    let run = try await assay("check", "grain", in: folder)
    #expect(run.stdout.contains("warning[no-license]"))
    #expect(run.stderr == "assay: 1 pack, 1 rule: 0 errors, 1 warning\n")
    #expect(run.exitCode == 0)
  }

  @Test func theShippedPacksHaveNoMistakes() async throws {
    let run = try await assay("check", "std", in: try Folder())
    #expect(!run.stdout.contains("error["))
    #expect(run.exitCode == 0)
  }

  @Test func aBrokenManifestIsAFindingOfCheck() async throws {
    let folder = try Folder(["desk/pack.json": "{", "other/pack.json": "[]"])
    let run = try await assay("check", "desk", "other", in: folder)
    #expect(
      run.stdout.contains(
        "error[manifest-syntax]: a name or '}' expected, got end of input\n --> desk/pack.json:1\n"))
    #expect(run.stdout.contains("other/pack.json"))
    #expect(run.exitCode == 1)
  }

  @Test func aPackThatIsNotThereIsToldEvenBehindABrokenOne() async throws {
    let folder = try Folder(["desk/pack.json": "{"])
    let run = try await assay("check", "desk", "nowhere", in: folder)
    #expect(run.stderr == "assay: no pack 'nowhere'\n  help: name a folder that holds a pack.json, or std\n")
    #expect(run.exitCode == 2)
  }

  @Test func aMistypedNameOfAShippedPackIsMended() async throws {
    let run = try await assay("check", "std/atribution", in: try Folder())
    #expect(run.stderr == "assay: no pack 'std/atribution'\n  help: did you mean 'std/attribution'?\n")
    #expect(run.exitCode == 2)
  }

  // MARK: test

  @Test func testsThatPassAreCounted() async throws {
    let folder = try Folder([
      "desk.lua": deskRules,
      "desk_test.lua": "test \"a quotation\" { \"{source|The mayor} {cue|said} {content|“yes”}.\" }",
    ])
    let run = try await assay("test", "--rules", "desk.lua", in: folder)
    #expect(run.stdout == "1 passed, 0 failed\n")
    #expect(run.stderr == "")
    #expect(run.exitCode == 0)
  }

  @Test func aTestThatFailsSaysWhereAndWhatItExpected() async throws {
    let folder = try Folder([
      "desk.lua": deskRules,
      "desk_test.lua": """
      test "a quotation" { "{source|The mayor} {cue|said} {content|“yes”}." }
      test "no quotation" { "{source|The warden} {cue|said} {content|it is quiet}." }
      test "a pronoun" { todo = "pronouns", "{source|She} {cue|said} {content|“yes”}." }
      """,
    ])
    let run = try await assay("test", "--rules", "desk.lua", in: folder)
    #expect(
      run.stdout == """
        FAIL  no quotation
              desk_test.lua:2
              expected {source|The warden} {cue|said} {content|it is quiet}, found no such claim
        todo  a pronoun: pronouns
        1 passed, 1 failed, 1 todo

        """)
    #expect(run.exitCode == 1)
  }

  @Test func aKnownMissThatPassesFails() async throws {
    let folder = try Folder([
      "desk.lua": deskRules,
      "desk_test.lua":
        "test \"x\" { todo = \"not yet\", \"{source|The mayor} {cue|said} {content|“yes”}.\" }",
    ])
    let run = try await assay("test", "--rules", "desk.lua", in: folder)
    #expect(run.stdout.hasPrefix("FAIL  x\n"))
    #expect(run.exitCode == 1)
  }

  @Test func aRunWithoutTestsFails() async throws {
    let folder = try Folder([
      "desk.lua": deskRules, "two.lua": deskRules, "two_test.lua": "test \"quiet\" { \"It is quiet.\" }",
    ])
    let none = try await assay("test", "--rules", "desk.lua", in: folder)
    #expect(none.stderr == "assay: no tests found\n  help: tests stand in files that end in _test.lua\n")
    #expect(none.exitCode == 1)
    let filtered = try await assay("test", "--rules", "two.lua", "--filter", "loud", in: folder)
    #expect(filtered.stderr == "assay: no tests hold 'loud'\n")
    #expect(filtered.exitCode == 1)
  }

  @Test func coverageNamesRulesThatNoTestHits() async throws {
    let folder = try Folder([
      "desk.lua": deskRules,
      "desk_test.lua": "test \"a quotation\" { \"{source|The mayor} {cue|said} {content|“yes”}.\" }",
    ])
    let run = try await assay("test", "--rules", "desk.lua", "--coverage", in: folder)
    #expect(
      run.stdout == """
        local/desk/has-figure  hit in 0, silent in 1  no test hits it
        local/desk/said        hit in 1, silent in 0
        desk.lua  2 of 2 lines
        1 of 2 rules hit, 2 of 2 lines run
        1 passed, 0 failed

        """)
  }

  @Test func testsOfRulesWithMistakesCannotBeRun() async throws {
    let folder = try Folder(["bad.lua": "x = = 1\n", "bad_test.lua": "test \"x\" { \"It is quiet.\" }"])
    let run = try await assay("test", "--rules", "bad.lua", in: folder)
    #expect(run.stdout == "")
    #expect(run.stderr.contains(" --> bad.lua:1\n"))
    #expect(run.exitCode == 2)
  }

  // MARK: new

  @Test func aNewPackPassesItsOwnTests() async throws {
    let folder = try Folder()
    let made = try await assay("new", "pack", "desk/grain-deals", in: folder)
    #expect(
      made.stdout == """
        made grain-deals:
          grain-deals/README.md
          grain-deals/lexicons/watched-words.txt
          grain-deals/pack.json
          grain-deals/rules/watched-word.lua
          grain-deals/rules/watched-word_test.lua

        next: assay check grain-deals && assay test grain-deals

        """)
    let rule = try await assay("new", "rule", "round-figures", "--pack", "grain-deals", in: folder)
    #expect(
      rule.stdout
        == "made grain-deals/rules/round-figures.lua and grain-deals/rules/round-figures_test.lua\n\nnext: assay test grain-deals\n"
    )
    let test = try await assay("test", "grain-deals", in: folder)
    #expect(test.stdout == "4 passed, 0 failed\n")
    #expect(try await assay("check", "grain-deals", in: folder).exitCode == 0)
  }

  @Test func aNewPackIsMadeOfALooseScript() async throws {
    let folder = try Folder([
      "desk.lua": deskRules,
      "desk_test.lua": "test \"a quotation\" { \"{source|The mayor} {cue|said} {content|“yes”}.\" }",
      "a.txt": deskArticle,
    ])
    let made = try await assay("new", "pack", "our/desk", "--from", "desk.lua", in: folder)
    #expect(made.exitCode == 0)
    #expect(folder.read("desk/rules/desk.lua") == deskRules)
    #expect(try await assay("test", "desk", in: folder).stdout == "1 passed, 0 failed\n")
    let run = try await assay("score", "a.txt", "--pack", "desk", "--no-std", in: folder)
    let record = try #require(try run.records().first?.object)
    #expect(record["claims"]?.array?.first?.object?["rule"]?.string == "our/desk/said")
    #expect(record["packs"]?.array?.first?.object?["signed"] == .bool(false))
  }

  @Test func whatIsThereIsNotOverwritten() async throws {
    let folder = try Folder(["grain/note.txt": "mine"])
    let run = try await assay("new", "pack", "desk/grain", in: folder)
    #expect(run.stderr == "assay: grain: is there already\n  help: choose another name, or remove it first\n")
    #expect(run.exitCode == 2)
    #expect(folder.read("grain/note.txt") == "mine")
  }

  @Test(arguments: ["Grain", "desk", "desk/", "desk/../x", "/etc", "std/mine", "local/mine"])
  func aBadNameOfAPackIsRefused(_ name: String) async throws {
    let folder = try Folder()
    let run = try await assay("new", "pack", name, in: folder)
    #expect(run.exitCode == 2)
    #expect(run.stderr.hasPrefix("assay: "))
    #expect(folder.names == [])
  }

  @Test func aNewRuleNeedsAPack() async throws {
    let run = try await assay("new", "rule", "round-figures", in: try Folder())
    #expect(
      run.stderr == "assay: .: no pack.json in this folder\n  help: name the pack's folder with --pack\n")
    #expect(run.exitCode == 2)
  }
}
