import JSON
import Testing

/// `assay profile`: what rules cost, by rule and by line.
@Suite struct ProfileTests {
  let files: KeyValuePairs = ["a.txt": deskArticle, "desk.lua": deskRules]

  @Test func rulesAndLinesAreListedByTheirSteps() async throws {
    let run = try await assay("profile", "a.txt", "--rules", "desk.lua", "--no-std", in: try Folder(files))
    let lines = run.stdout.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines[0].hasPrefix("1 article, 156 steps; time is measured and differs from run to run: "))
    #expect(lines[2] == "        steps      %       time  rule")
    #expect(lines[3].hasSuffix(" s  local/desk/said") && lines[3].hasPrefix("          107   68.6 "))
    #expect(
      lines.contains { $0.hasSuffix(" s  desk.lua:3  match = [[ source:(DET NOUN) cue:s…") })
    #expect(run.exitCode == 0 && run.stderr == "")
  }

  @Test func aTableIsCutOffAndSortedAsAsked() async throws {
    let folder = try Folder(files)
    func lines(_ more: String...) async throws -> [String] {
      let run = try await run(
        [program, "profile", "a.txt", "--rules", "desk.lua", "--no-std"] + more, in: folder)
      return run.stdout.split(separator: "\n").map(String.init)
    }
    let one = try await lines("--top", "1")
    #expect(one.count == 7 && one[2].hasSuffix(" s  local/desk/said"))
    #expect(one[3] == "           49" + String(repeating: " ", count: 20) + "2 more")
    // Only time has a share for what is no rule's.
    #expect(try await lines("--by", "time").contains { $0.hasSuffix(" s  trees") })
    #expect(try await !lines().contains { $0.hasSuffix(" s  trees") })
  }

  @Test func theJSONIsTheSameButForTimes() async throws {
    let folder = try Folder(files)
    func profile() async throws -> JSONObject {
      let run = try await assay("profile", "a.txt", "--rules", "desk.lua", "--no-std", "--json", in: folder)
      return try #require(try run.records().first?.object)
    }
    let first = try await profile(), second = try await profile()
    #expect(
      first.members.map(\.name) == [
        "schema", "articles", "steps", "sharedSteps", "nanoseconds", "rules", "lines", "stages",
      ])
    #expect(first["schema"]?.string == "assay.profile/1")
    func steps(_ profile: JSONObject, _ list: String) -> [String] {
      (profile[list]?.array ?? []).map { item in
        let object = item.object
        return
          "\(object?["rule"]?.string ?? "") \(object?["file"]?.string ?? "") \(object?["line"]?.number?.text ?? "") \(object?["steps"]?.number?.text ?? "")"
      }
    }
    #expect(
      steps(first, "rules") == steps(second, "rules") && steps(first, "lines") == steps(second, "lines"))
    #expect(
      steps(first, "rules") == ["local/desk/said desk.lua 1 107", "local/desk/has-figure desk.lua 5 28"])
    #expect(steps(first, "lines") == [" desk.lua 3 107", " desk.lua 9 28"])
  }

  @Test func picturesAreWrittenIntoFiles() async throws {
    let folder = try Folder(files)
    let run = try await assay(
      "profile", "a.txt", "--rules", "desk.lua", "--no-std", "--svg", "flame.svg", "--folded", "stacks.txt",
      in: folder)
    #expect(run.exitCode == 0)
    #expect(folder.read("flame.svg")?.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\"") == true)
    #expect(folder.read("stacks.txt")?.contains("local/desk/said;desk.lua:3 ") == true)
  }

  @Test func anInputThatCannotBeReadIsNamedAndTheOthersAreProfiled() async throws {
    let folder = try Folder(files)
    let run = try await assay("profile", "gone.txt", "a.txt", "--rules", "desk.lua", "--no-std", in: folder)
    #expect(run.stderr == "assay: gone.txt: no such file or folder\n")
    #expect(run.stdout.hasPrefix("1 article, ") && run.exitCode == 2)
    let none = try await assay("profile", "gone.txt", "--rules", "desk.lua", "--no-std", in: folder)
    #expect(none.stderr == "assay: gone.txt: no such file or folder\n")
    #expect(none.stdout == "" && none.exitCode == 2)
  }

  @Test func aRuleThatFailsIsNamed() async throws {
    let folder = try Folder([
      "a.txt": deskArticle, "bad.lua": "extract \"bad\" { doc = \"d\", find = function(s) return s.x end }",
    ])
    let run = try await assay("profile", "a.txt", "--rules", "bad.lua", "--no-std", in: folder)
    #expect(run.stderr == "assay: a: local/bad/bad: bad.lua:1: a 'sentence' has no field 'x'\n")
    #expect(run.exitCode == 0)
  }

  @Test func aFileThatCannotBeWrittenIsNamed() async throws {
    let run = try await assay(
      "profile", "a.txt", "--rules", "desk.lua", "--no-std", "--svg", "gone/flame.svg", in: try Folder(files))
    #expect(run.stderr.hasPrefix("assay: gone/flame.svg: ") && run.exitCode == 2)
  }
}
