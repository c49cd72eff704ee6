import Articles
import Foundation
import Testing
import TextAnalysis

private func hedges(_ text: String) -> String {
  let analysis = analyse(text)
  let table = analysis.hedges
  return (0..<table.count).map { row in
    "\(analysis.string(table.tokens(row)))=\(Hedges.Kind(rawValue: table.kind[row]) ?? .modal)"
  }.joined(separator: "|")
}

@Test(arguments: [
  ("The dam may fail.", "may=modal"),
  ("In May the dam failed.", ""),
  ("May the dam hold.", "May=modal"),
  ("It might fail, said the might of the guild.", "might=modal"),
  ("Perhaps it could hold.", "Perhaps=adverb|could=modal"),
  ("He is believed to have left.", "is believed to=evidential"),
  ("She reportedly left.", "reportedly=adverb"),
  ("About 155 sailors left.", "About=approximator"),
  ("It cost nearly $5 and more than $4.", "nearly=approximator"),
  ("in the region of 40 boats", "in the region of=approximator"),
  ("They spoke about boats.", ""),
  ("It appears to be over.", "It appears=belief"),
  ("Some say the dam leaks.", "Some say=weasel"),
  ("It took some time and many years.", ""),
  ("How many boats came?", ""),
  ("It is possible that it leaks.", "It is possible=evidential"),
  ("The dam leaks.", ""),
  ("Several dams have serious cracks.", "Several=vague|serious=vague"),
  ("Several other dams may leak.", "Several other=weasel|may=modal"),
  ("It kind of leaks, in the kind of dam that leaks.", "kind of=adverb"),
])
func wordsThatWeakenCommitmentAreFound(_ text: String, _ expected: String) {
  #expect(hedges(text) == expected)
}

@Test func aHedgeSaysWhetherItIsSure() {
  let table = analyse("Perhaps it may leak.").hedges
  #expect((0..<2).map { table.isStrong[$0] } == [1, 0])
}

@Test func aHedgeIsASpanLayer() {
  let analysis = analyse("She is believed to leak.")
  var spans: [[Int]] = []
  for token in 0..<analysis.tokens.count {
    analysis.forEachEnd(of: .hedge, at: token) { spans.append([token, Int($0)]) }
  }
  #expect(spans == [[1, 4]])
}

@Test func howMuchIsNotWhether() {
  let analysis = analyse("Several dams perhaps leak.")
  var spans: [[Int]] = []
  for token in 0..<analysis.tokens.count {
    analysis.forEachEnd(of: .hedge, at: token) { spans.append([token, Int($0)]) }
  }
  #expect(analysis.hedges.count == 2 && spans == [[2, 3]])
}

private let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .appendingPathComponent("../../../shared/corpora/hedge/hedge_wikiweasel_train.jsonl").standardized

@Test(
  .enabled(if: FileManager.default.fileExists(atPath: corpus.path), "the corpus is not beside the repository")
)
func theListFindsSentencesThatPeopleCalledHedged() throws {
  var right = 0, given = 0, wanted = 0
  for line in try String(contentsOf: corpus, encoding: .utf8).split(separator: "\n") {
    let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    guard let text = object?["text"] as? String, let label = object?["label"] as? Int else { continue }
    let table = analyse(text).hedges
    let hedged = (0..<table.count).contains(where: table.leavesOpen)
    if hedged { given += 1 }
    if label == 1 { wanted += 1 }
    if hedged, label == 1 { right += 1 }
  }
  let f1 = 2 * Double(right) / Double(given + wanted)
  print(
    "F1 hedged sentences: P \(Double(right) / Double(given)) R \(Double(right) / Double(wanted)) F1 \(f1)")
  #expect(f1 >= 0.65)
}
