import Assay
import Foundation
import Testing

/// The library `Assay` as a host program sees it: one import, and the example that shows it.
@Suite struct HostProgramTests {
  @Test func theExamplePrintsEachClaimsSourceCueAndContent() async throws {
    let article = package + "/Examples/articles/border-claims.txt"
    let run = try await run([products + "/host-program", article], in: try Folder())
    #expect(run.stdout.contains("Maren Tolvik · told\n"))
    #expect(run.stderr == "")
    #expect(run.exitCode == 0)
  }

  @Test func theExampleIsShort() throws {
    let source = try String(contentsOfFile: package + "/Examples/HostProgram/main.swift", encoding: .utf8)
    #expect(source.split(separator: "\n", omittingEmptySubsequences: false).count < 40)
    #expect(source.contains("import Assay\n"))
  }

  @Test func anEngineRunsRulesGivenAsText() throws {
    let engine = try ClaimEngine(packs: [], sources: [RuleText(name: "desk", lua: deskRules)])
    var evaluator = try engine.makeEvaluator()
    let article = Article(id: "a", text: Array(deskArticle.utf8))
    let evaluation = evaluator.evaluate(article)
    #expect(evaluation.claims.map(\.rule) == ["local/desk/said", "local/desk/said"])
    #expect(evaluation.claims.first?.content.map(article.string) == ["“some 40 trucks crossed”"])
    #expect(evaluation.claims.first?.totals.map(\.value) == [1.5])
  }

  @Test func itsRecordIsTheOneOfTheCommand() async throws {
    let folder = try Folder(["a.txt": deskArticle, "desk.lua": deskRules])
    let command = try await assay("score", "a.txt", "--rules", "desk.lua", "--no-std", in: folder)
    let engine = try ClaimEngine(packs: [], sources: [RuleText(name: "desk", lua: deskRules)])
    var evaluator = try engine.makeEvaluator()
    let article = Article(id: "a", text: Array(deskArticle.utf8))
    let record = engine.record(of: article, evaluator.evaluate(article))
    #expect(String(decoding: record, as: UTF8.self) == command.stdout)
  }

  @Test func anEngineIsSharedAmongTasks() async throws {
    let engine = try ClaimEngine()
    let article = Article(id: "a", text: Array(deskArticle.utf8))
    let evaluations = try await withThrowingTaskGroup(of: Evaluation.self) { group in
      for _ in 0..<4 {
        group.addTask {
          var evaluator = try engine.makeEvaluator()
          return evaluator.evaluate(article)
        }
      }
      return try await group.reduce(into: Set<Evaluation>()) { $0.insert($1) }
    }
    #expect(evaluations.count == 1)
  }

  @Test func everyMistakeOfTheRulesIsInTheError() throws {
    let lua = "extract \"said\" { doc = \"x\", mtch = [[ cue:said ]], stance = \"denys\" }"
    let error = #expect(throws: EngineError.self) {
      try ClaimEngine(packs: [], sources: [RuleText(name: "bad", lua: lua)])
    }
    #expect(error?.diagnostics.map(\.slug) == ["unknown-field", "unknown-value"])
    #expect(error?.description.contains(" --> bad.lua:1\n") == true)
  }

  @Test func aPackThatIsNotThereIsNamed() throws {
    let error = #expect(throws: EngineError.self) { try ClaimEngine(packs: ["nowhere"]) }
    #expect(error?.description == "no pack 'nowhere'\n  help: name a folder that holds a pack.json, or std")
  }
}
