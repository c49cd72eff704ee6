import JSON
import Testing

/// `assay explain`: why a rule fired, and why another did not.
@Suite struct ExplainTests {
  let files: KeyValuePairs = [
    "a.txt": deskArticle, "desk.lua": deskRules,
    "two.jsonl": #"{"id":"one","text":"Quiet."}"# + "\n" + #"{"id":"two","text":"The mayor said “yes”."}"#,
  ]

  @Test func eachClaimIsShownWithItsRuleItsWordsAndItsScores() async throws {
    let run = try await assay("explain", "a.txt", "--rules", "desk.lua", "--no-std", in: try Folder(files))
    #expect(
      run.stdout.hasPrefix(
        """
        c1  local/desk/said
            source     “The mayor” e1
            cue        “said” lemma say
            content    “some 40 trucks crossed”
            type       direct, asserts, evidence unstated
                 +1.5  worth: gives a figure: “some 40” (local/desk/has-figure)

        c2  local/desk/said
            source     “A warden” e2
            cue        “said” lemma say
            content    “it is quiet”
            type       direct, asserts, evidence unstated

        2 claims, 0 findings overruled, 
        """))
    #expect(run.exitCode == 0)
  }

  @Test func aRuleSaysAtWhichConditionItStopped() async throws {
    let run = try await assay(
      "explain", "a.txt", "--rules", "desk.lua", "--no-std", "--rule", "has-figure", in: try Folder(files))
    #expect(
      run.stdout == """
        local/desk/has-figure
          scored c1 +1.5: gives a figure: “some 40”

          “some 40 trucks crossed”
            fires   holds

          “it is quiet”
            silent  no match of [[ <figure> ]] in its content

        """)
  }

  @Test func aPatternSaysAtWhichOfItsPartsItStopped() async throws {
    let folder = try Folder(["a.txt": "It is quiet here.\n", "desk.lua": deskRules])
    let run = try await assay(
      "explain", "a.txt", "--rules", "desk.lua", "--no-std", "--rule", "local/desk/said", in: folder)
    #expect(
      run.stdout.hasPrefix(
        "local/desk/said\n  no finding here\n\n  It is quiet here.\n    silent  stopped at 'DET': no word of the sentence is DET\n"
      ))
    #expect(run.exitCode == 0)
  }

  @Test func anAbstentionGivesItsReason() async throws {
    let rules =
      "extract \"shy\" { doc = \"d\", find = function(sentence) return nil, \"it is too quiet\" end }"
    let folder = try Folder(["a.txt": deskArticle, "shy.lua": rules])
    let all = try await assay("explain", "a.txt", "--rules", "shy.lua", "--no-std", in: folder)
    #expect(
      all.stdout.hasPrefix(
        "  local/shy/shy abstained: it is too quiet (2 times)\n0 claims, 0 findings overruled, "))
    let one = try await assay(
      "explain", "a.txt", "--rules", "shy.lua", "--no-std", "--rule", "shy", in: folder)
    #expect(one.stdout.hasPrefix("local/shy/shy\n  abstained: it is too quiet (2 times)\n"))
  }

  @Test func aFindingThatAnotherStandsForIsShownAsOverruled() async throws {
    let second = """
      extract "weaker" { doc = "d", rank = -1, match = [[ source:(DET NOUN) cue:said content:<quotation> ]] }
      """
    let folder = try Folder(["a.txt": deskArticle, "desk.lua": deskRules, "weak.lua": second])
    let run = try await assay(
      "explain", "a.txt", "--rules", "desk.lua", "--rules", "weak.lua", "--no-std", in: folder)
    #expect(run.stdout.contains("    overruled  local/weak/weaker on “it is quiet”\n"))
    #expect(run.stdout.contains("2 claims, 2 findings overruled, "))
    let one = try await assay(
      "explain", "a.txt", "--rules", "desk.lua", "--rules", "weak.lua", "--no-std", "--rule", "weaker",
      in: folder)
    #expect(one.stdout.contains("  overruled by c2, local/desk/said: “it is quiet”\n"))
  }

  @Test func aRuleThatFailsIsExplainedWithItsCalls() async throws {
    let folder = try Folder([
      "a.txt": deskArticle, "bad.lua": "extract \"bad\" { doc = \"d\", find = function(s) return s.x end }",
    ])
    let run = try await assay(
      "explain", "a.txt", "--rules", "bad.lua", "--no-std", "--rule", "bad", in: folder)
    #expect(
      run.stdout.contains(
        """
        error[rule-failed]: local/bad/bad: bad.lua:1: a 'sentence' has no field 'x'
            [C]: in index
            bad.lua:1: in function at line 1

        """))
    #expect(run.exitCode == 0)
  }

  @Test func aMistypedRuleIsMended() async throws {
    let run = try await assay(
      "explain", "a.txt", "--rules", "desk.lua", "--no-std", "--rule", "sayd", in: try Folder(files))
    #expect(run.stderr == "assay: no rule 'sayd'\n  help: did you mean 'said'?\n")
    #expect(run.exitCode == 2)
  }

  @Test func aNameThatTwoRulesHaveIsRefused() async throws {
    let folder = try Folder(["a.txt": deskArticle, "desk.lua": deskRules, "second.lua": deskRules])
    let run = try await assay(
      "explain", "a.txt", "--rules", "desk.lua", "--rules", "second.lua", "--no-std", "--rule", "said",
      in: folder)
    #expect(run.stderr == "assay: 'said' names 2 rules\n  help: one of local/desk/said local/second/said\n")
    #expect(run.exitCode == 2)
  }

  @Test func oneOfSeveralArticlesIsChosenByItsID() async throws {
    let folder = try Folder(files)
    let first = try await assay("explain", "two.jsonl", "--rules", "desk.lua", "--no-std", in: folder)
    #expect(first.stdout.hasPrefix("0 claims"))
    #expect(
      first.stderr == "assay: two.jsonl holds several articles, this is 'one'\n  help: choose with --id\n")
    let second = try await assay(
      "explain", "two.jsonl", "--id", "two", "--rules", "desk.lua", "--no-std", in: folder)
    #expect(second.stdout.hasPrefix("c1  local/desk/said\n"))
    #expect(second.stderr == "")
    let third = try await assay(
      "explain", "two.jsonl", "--id", "three", "--rules", "desk.lua", "--no-std", in: folder)
    #expect(third.stderr == "assay: two.jsonl: no article 'three' in it\n")
    #expect(third.exitCode == 2)
  }

  @Test func anArticleThatIsNotThereIsOneLine() async throws {
    let run = try await assay("explain", "nowhere.txt", in: try Folder())
    #expect(run.stderr == "assay: nowhere.txt: no such file or folder\n")
    #expect(run.exitCode == 2)
  }

  // MARK: words that somebody points at

  @Test func wordsAreExplainedRuleByRule() async throws {
    let denies =
      #"extract "denies" { doc = "d", match = [[ source:(DET NOUN) cue:denied content:<quotation> ]] }"#
    let folder = try Folder(["a.txt": deskArticle, "desk.lua": deskRules, "denies.lua": denies])
    let run = try await assay(
      "explain", "a.txt", "--rules", "desk.lua", "--rules", "denies.lua", "--no-std", "--text",
      "it is\n quiet",
      in: folder)
    #expect(
      run.stdout == """
        “it is quiet” 57-68

        local/desk/said
            fires      matches 8 words from 'A'
            source     “A warden”
            cue        “said”
            content    “it is quiet”
            cost       54 steps

        local/denies/denies
            silent     stopped at 'cue:denied': 'said' is not 'denied'
            cost       9 steps

        1 rule found no word of theirs here; --all lists them

        1 rule fired of 3, 77 steps

        """)
    #expect(run.exitCode == 0)
  }

  @Test func aClaimIsExplainedWithTheRulesThatLookAtIt() async throws {
    let folder = try Folder(files)
    let run = try await assay(
      "explain", "a.txt", "--rules", "desk.lua", "--no-std", "--claim", "c2", "--all", in: folder)
    #expect(run.stdout.hasPrefix("c2  local/desk/said\n    source     “A warden” e2\n"))
    #expect(
      run.stdout.contains(
        "\nlocal/desk/has-figure\n    c2         “it is quiet”\n    silent     no match of [[ <figure> ]] in its content\n"
      ))
    #expect(!run.stdout.contains("40 trucks"))
  }

  @Test func aClaimInsideAnotherIsExplainedWithoutIt() async throws {
    let that = #"extract "that" { doc = "d", match = [[ source:(DET NOUN) cue:said that content:.. $ ]] }"#
    let folder = try Folder([
      "a.txt": "The mayor said that a warden said “it is quiet”.\n", "desk.lua": deskRules, "that.lua": that,
    ])
    let run = try await assay(
      "explain", "a.txt", "--rules", "desk.lua", "--rules", "that.lua", "--no-std", "--claim", "c2", "--all",
      in: folder)
    #expect(run.stdout.contains("evidence second-hand, inside c1\n"))
    #expect(run.stdout.contains("\nlocal/desk/has-figure\n    c2         “it is quiet”\n"))
    #expect(!run.stdout.contains("\n    c1 "))
  }

  @Test func aMissingEdgeOfTheTreeIsShown() async throws {
    let rules = #"extract "tree" { doc = "d", match = [[ cue:[pos=VERB]; cue >ccomp content ]] }"#
    let folder = try Folder(["a.txt": "The mayor slept.\n", "tree.lua": rules])
    let run = try await assay(
      "explain", "a.txt", "--rules", "tree.lua", "--no-std", "--span", "10-15", "--rule", "tree", in: folder)
    #expect(run.stdout.contains("    edge       child ccomp of “slept”\n"))
  }

  @Test func theJSONHoldsTheRecordAndTheTraces() async throws {
    let folder = try Folder(files)
    let run = try await assay(
      "explain", "a.txt", "--rules", "desk.lua", "--no-std", "--json", "--span", "57-68", in: folder)
    let explanation = try #require(try run.records().first?.object)
    #expect(
      explanation.members.map(\.name) == [
        "schema", "record", "overruled", "abstentions", "suppressed", "place", "rules", "steps",
      ])
    #expect(explanation["schema"]?.string == "assay.explanation/1")
    let plain = try await assay("score", "a.txt", "--rules", "desk.lua", "--no-std", in: folder)
    #expect(try explanation["record"] == plain.records().first)
    #expect(explanation["place"]?.object?["text"]?.string == "it is quiet")
    let rules = try #require(explanation["rules"]?.array)
    #expect(rules.compactMap { $0.object?["rule"]?.string } == ["local/desk/has-figure", "local/desk/said"])
    let stop = try #require(rules.first?.object?["units"]?.array?.first?.object)
    #expect(stop["claim"]?.string == "c2" && stop["stoppedAt"] == .null)
    #expect(stop["condition"]?.string == "contains [[ <figure> ]]")
    let found = try #require(rules.last?.object?["units"]?.array?.first?.object)
    #expect(
      found["captures"]?.array?.compactMap { $0.object?["label"]?.string } == ["source", "cue", "content"])
    let again = try await assay(
      "explain", "a.txt", "--rules", "desk.lua", "--no-std", "--json", "--span", "57-68", in: folder)
    #expect(again.stdout == run.stdout)
  }

  @Test func aRecordWithoutAQuestionHasNoTraces() async throws {
    let run = try await assay(
      "explain", "a.txt", "--rules", "desk.lua", "--no-std", "--json", in: try Folder(files))
    let explanation = try #require(try run.records().first?.object)
    #expect(explanation["rules"] == nil && explanation["place"] == .null)
  }

  @Test(arguments: [
    (["--span", "5"], "--span: START-END expected, two numbers like 16-40, got '5'"),
    (["--span", "x-9"], "--span: START-END expected, two numbers like 16-40, got 'x-9'"),
    (["--span", "9-9"], "--span: a stretch of the article's 71 characters expected, got '9-9'"),
    (["--span", "9-99999999999"], "--span: START-END expected, two numbers like 16-40, got '9-99999999999'"),
    (["--span", "60-72"], "--span: a stretch of the article's 71 characters expected, got '60-72'"),
    (
      ["--text", "mayors"],
      "--text: 'mayors' does not stand in 'a'\n  help: copy the words from the article, with their quotation marks"
    ),
    (
      ["--text", " "],
      "--text: ' ' does not stand in 'a'\n  help: copy the words from the article, with their quotation marks"
    ),
    (["--claim", "3"], "--claim: a claim like c3 expected, got '3'"),
    (["--claim", "c0"], "no claim 'c0'\n  help: the article has c1 to c2"),
    (["--claim", "c3"], "no claim 'c3'\n  help: the article has c1 to c2"),
  ])
  func aPlaceThatIsNotThereIsRefused(_ options: [String], message: String) async throws {
    let run = try await run(
      [program, "explain", "a.txt", "--rules", "desk.lua", "--no-std"] + options, in: try Folder(files))
    #expect(run.stderr == "assay: \(message)\n")
    #expect(run.stdout == "" && run.exitCode == 2)
  }

  @Test func aPlaceMayReachTheEndOfTheArticle() async throws {
    let run = try await assay(
      "explain", "a.txt", "--rules", "desk.lua", "--no-std", "--span", "60-71", in: try Folder(files))
    #expect(run.stdout.contains(" 60-71\n") && run.exitCode == 0)
  }

  @Test func twoPlacesAreRefused() async throws {
    let run = try await assay("explain", "a.txt", "--claim", "c1", "--text", "x", in: try Folder(files))
    #expect(run.stderr.hasPrefix("assay: --claim, --span and --text: one of them expected\n"))
    #expect(run.exitCode == 2)
  }

  @Test func wordsThatStandTwiceAreSaidToDoSo() async throws {
    let run = try await assay(
      "explain", "a.txt", "--rules", "desk.lua", "--no-std", "--text", "said", in: try Folder(files))
    #expect(
      run.stderr == "assay: 'said' stands 2 times, this is the first\n  help: others with --span 51-55\n")
    #expect(run.stdout.hasPrefix("“said” 10-14\n"))
  }

  @Test func noWordOfAnArticleIsObeyedByTheTerminal() async throws {
    let folder = try Folder([
      "a.txt": "The mayor said “\u{1B}]0;evil\u{7} took 40 houses”.\n", "desk.lua": deskRules,
    ])
    let run = try await assay(
      "explain", "a.txt", "--rules", "desk.lua", "--no-std", "--claim", "c1", in: folder)
    #expect(
      run.stdout.contains("took 40 houses") && !run.stdout.contains("\u{1B}") && !run.stdout.contains("\u{7}")
    )
  }
}
