import Articles
import Foundation
import JSON
import RuleStatistics
import Testing

@testable import Workbench

@Suite struct LabelTests {
  @Test func aLabelIsSavedInTheFormThatStatsReads() async throws {
    let pack = try packFolder()
    let desk = try desk(pack)
    #expect(try await desk.get("/api/labels").1["labels"] == .array([]))
    #expect(pack.read("labels.csv") == nil)
    let (status, answer) = try await desk.post("/api/labels", ["article": 0, "claim": 0, "label": "yes"])
    #expect(status == 200)
    let label = try #require(answer.list("labels").first)
    #expect(label.text("label") == "yes")
    #expect(label.text("rule") == "desk/demo/said")
    // In the page a label counts as JavaScript does, in the file as `stats` does.
    #expect(label.number("start") == 28)
    #expect(
      pack.read("labels.csv") == """
        article,label,start,end,text,rule,claim
        border,yes,27,51,“some 40 trucks crossed”,desk/demo/said,c1

        """)
    let labels = try LabelSet(pack.path + "/labels.csv")
    #expect(labels.labels.count == 1)
    #expect(labels.labels[0].isYes)
  }

  @Test func aLabelIsChangedAndTakenAway() async throws {
    let pack = try packFolder()
    let desk = try desk(pack)
    _ = try await desk.post("/api/labels", ["article": 0, "claim": 0, "label": "yes"])
    _ = try await desk.post("/api/labels", ["article": 0, "claim": 1, "label": "no"])
    let (_, changed) = try await desk.post("/api/labels", ["article": 0, "claim": 0, "label": "no"])
    #expect(changed.list("labels").map { $0.text("label") } == ["no", "no"])
    _ = try await desk.post("/api/labels", ["article": 0, "claim": 0, "label": .null])
    let (_, empty) = try await desk.post("/api/labels", ["article": 0, "claim": 1, "label": .null])
    #expect(empty["labels"] == .array([]))
    #expect(pack.read("labels.csv") == "article,label,start,end,text,rule,claim\n")
    #expect(try await desk.get("/api/labels").status == 200)
  }

  @Test func whatSomebodyElseWroteIsKept() async throws {
    let pack = try packFolder()
    try pack.write("labels.csv", "Article;Label;Text;Who\nother;YES;\"a \"\"b\"\"; c\";Ann\n")
    let desk = try desk(pack)
    let (status, answer) = try await desk.post("/api/labels", ["article": 0, "claim": 0, "label": "yes"])
    #expect(status == 200)
    #expect(answer.list("labels").first?["start"] == .null)
    #expect(
      pack.read("labels.csv")?.hasPrefix(
        "article,label,text,who,start,end,rule,claim\nother,YES,\"a \"\"b\"\"; c\",Ann,,,,\nborder,yes,")
        == true)
    try pack.write("labels.csv", "article,label\nborder,no\n")
    let (conflict, _) = try await desk.post("/api/labels", ["article": 0, "claim": 0, "label": "no"])
    #expect(conflict == 409)
    #expect(pack.read("labels.csv") == "article,label\nborder,no\n")
    // Once it was looked at, it can be changed.
    _ = try await desk.get("/api/labels")
    #expect(try await desk.post("/api/labels", ["article": 0, "claim": 0, "label": "no"]).status == 200)
  }

  @Test func aFileThatHoldsNoLabelsIsNeverWrittenOver() async throws {
    let pack = try packFolder()
    try pack.write("labels.csv", "name,points\nx,1\n")
    let desk = try desk(pack)
    #expect(try await desk.get("/api/labels").status == 400)
    #expect(try await desk.post("/api/labels", ["article": 0, "claim": 0, "label": "yes"]).status == 400)
    #expect(pack.read("labels.csv") == "name,points\nx,1\n")
  }

  @Test func onlyYesAndNoAreLabels() async throws {
    let desk = try desk(packFolder())
    #expect(try await desk.post("/api/labels", ["article": 0, "claim": 0, "label": "maybe"]).status == 400)
    #expect(try await desk.post("/api/labels", ["article": 0, "claim": 9, "label": "yes"]).status == 404)
    #expect(
      try await desk.post("/api/labels", ["article": ["text": "x"], "claim": 0, "label": "yes"]).status == 400
    )
  }
}
