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
      run.stdout.contains("error[rule-failed]: local/bad/bad: bad.lua:1: a 'sentence' has no field 'x'"))
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
}
