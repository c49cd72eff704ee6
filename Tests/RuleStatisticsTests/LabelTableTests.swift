import Articles
import Testing

@testable import RuleStatistics

@Suite struct LabelTableTests {
  private let entry = LabelTable.Entry(
    article: "a", place: 1..<5, text: "said, “so”", isYes: true, rule: "desk/pack/said", claim: "c1")

  private func text(_ table: LabelTable) -> String { String(decoding: table.bytes, as: UTF8.self) }

  @Test func whatIsPutIsReadBackAndIsWhatLabelSetReads() throws {
    var table = LabelTable()
    table.put(entry)
    #expect(try LabelTable(table.bytes, path: "labels.csv").entries == [entry])
    let labels = try LabelSet(table.bytes, path: "labels.csv", isComplete: false, unit: .codepoints)
    #expect(labels.labels.map(\.article) == ["a"])
    guard case .offsets(let ranges)? = labels.labels.first?.place else {
      Issue.record("a place expected")
      return
    }
    #expect(ranges == [1..<5])
  }

  @Test func aPlaceHasOneLabel() {
    var table = LabelTable()
    table.put(entry)
    var other = entry
    other.isYes = false
    table.put(other)
    #expect(table.entries == [other])
    table.remove(article: "a", place: 1..<4)
    #expect(table.entries.count == 1)
    table.remove(article: "a", place: 1..<5)
    #expect(table.entries.isEmpty)
    #expect((try? LabelTable(table.bytes, path: "labels.csv"))?.entries.isEmpty == true)
  }

  @Test func rowsAndColumnsOfOthersAreKept() throws {
    var table = try LabelTable(
      Array("id;Label;Stance;Note\na;Y;denies;\"x;\ny\"\nb;0;;=1+1\n".utf8), path: "labels.csv")
    #expect(table.entries.map(\.isYes) == [true, false])
    table.put(entry)
    #expect(text(table).hasPrefix("id,label,stance,note,start,end,text,rule,claim\na,Y,denies,\"x;\ny\","))
    #expect(text(table).contains("\nb,0,,=1+1,,,,,\n"))
    let read = try LabelTable(table.bytes, path: "labels.csv")
    #expect(read.entries.map(\.article) == ["a", "b", "a"])
    #expect(read.entries.last == entry)
  }

  @Test(arguments: ["name,points\nx,1\n", "article,label\nx,maybe\n", "article,label,start,end\nx,yes,5,1\n"])
  func aTableThatLabelsCannotBeReadFromIsRefused(_ text: String) {
    #expect(throws: LabelSet.Mistakes.self) { _ = try LabelTable(Array(text.utf8), path: "labels.csv") }
  }

  @Test func wordsOfAnArticleAreNoFormulaOfASpreadsheet() throws {
    var table = LabelTable()
    table.put(LabelTable.Entry(article: "=a", place: 1..<2, text: "=HYPERLINK(1)", isYes: true))
    #expect(text(table) == "article,label,start,end,text,rule,claim\n=a,yes,1,2,'=HYPERLINK(1),,\n")
    #expect(try LabelTable(table.bytes, path: "labels.csv").entries.first?.article == "=a")
  }
}
