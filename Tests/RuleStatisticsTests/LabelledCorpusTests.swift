// Labels, and what rules say of the places they are about.

import ArticleLoaders
import Articles
import Foundation
import Rules
import Testing

@testable import RuleStatistics

/// A folder of files that exists as long as the test that made it.
final class Folder {
  let path = NSTemporaryDirectory() + "assay-" + UUID().uuidString

  init(_ files: KeyValuePairs<String, String>) throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

func testPack(_ rules: String) -> PackSource {
  PackSource(
    name: "desk/pack", version: "1.0.0", digest: "", signed: false,
    files: [.init(path: "rules/r.lua", displayPath: "r.lua", bytes: Array(rules.utf8))])
}

@Suite struct LabelledCorpusTests {
  static let rules = """
    extract "said" { doc = "d", match = [[ source:(DET NOUN) cue:said content:<quotation> ]] }
    score "figure" { doc = "d", scale = "s", match = contains "<figure>", points = 2, because = "b" }
    score "calm" { doc = "d", scale = "s", on = "sentence", match = contains "quiet", points = -1, because = "b" }
    scale "s" { doc = "d", keep = 100 }
    """
  static let text =
    "The mayor said “the flood took 40 houses”. It is quiet here. A warden said “nobody came”."

  private func corpus(_ labels: String, complete: Bool = false) throws -> LabelledCorpus {
    let folder = try Folder(["a.txt": Self.text])
    var adjustments = RuleAdjustments()
    adjustments.keepsEverySentence = true
    return try LabelledCorpus(
      LabelSet(Array(labels.utf8), path: "labels.csv", isComplete: complete, unit: .codepoints),
      inputs: [folder.path + "/a.txt"], load: .init(),
      rules: try RuleSet([testPack(Self.rules)], adjustments: adjustments))
  }

  private func mistakes(_ labels: String) -> [String] {
    do {
      _ = try corpus(labels)
      return []
    } catch {
      return (error as? LabelSet.Mistakes)?.lines ?? ["\(error)"]
    }
  }

  @Test func aPlaceIsWordsOrOffsets() throws {
    for place in ["the flood took 40 houses,,", ",15,41", "took 40 houses,,"] {
      let item = try #require(try corpus("article,text,start,end,label\na,\(place),yes\n").items.first)
      #expect(
        item.votes == [
          "desk/pack/said": Vote(isYes: true, stance: "asserts"), "desk/pack/figure": Vote(isYes: true),
        ], "\(place)")
    }
  }

  @Test func pointsBelowZeroAreAVoteForNo() throws {
    let item = try #require(try corpus("article,text,label\na,It is quiet here,no\n").items.first)
    #expect(item.votes == ["desk/pack/calm": Vote(isYes: false)])
    #expect(item.places.map(\.points) == [["s\ndesk/pack/calm": -1]])
  }

  @Test func aRowWithoutAPlaceIsAboutTheWholeArticle() throws {
    let item = try #require(try corpus("article,label\na,yes\n").items.first)
    #expect(item.votes.keys.sorted() == ["desk/pack/calm", "desk/pack/figure", "desk/pack/said"])
  }

  @Test func findingsOnNothingAreWrongWhereLabelsAreComplete() throws {
    let labels = "article,text,label\na,the flood took 40 houses,yes\n"
    #expect(try corpus(labels).items.map(\.isYes) == [true])
    let complete = try corpus(labels, complete: true)
    #expect(complete.items.map(\.isYes) == [true, false])
    #expect(complete.items[1].votes.keys.sorted() == ["desk/pack/said"])
  }

  @Test func recordsAreLabelsAndComplete() throws {
    let record =
      #"{"schema":"assay.record/1","article":{"id":"a","title":null,"published":null,"sha256":"%"},"claims":[{"id":"c1","stance":"denies","content":{"spans":[{"start":15,"end":41,"text":"x"}]}}],"offsets":"codepoints"}"#
    let sha = "3"
    #expect(
      mistakes(record.replacingOccurrences(of: "%", with: sha)) == [
        "article 'a': its text is not the one that was labelled"
      ])
    let good = try LabelSet(
      Array(record.replacingOccurrences(of: "%", with: sha).utf8), path: "r.jsonl", isComplete: false,
      unit: .utf8)
    #expect(good.isComplete && good.unit == .codepoints)
    #expect(good.labels.map(\.stance) == ["denies"])
  }

  @Test(arguments: [
    ("id,lable\n", "labels.csv: columns 'article' and 'label' expected, got 'id', 'lable'"),
    ("article,label\na,maybe\n", "labels.csv:2: label: yes or no expected, got 'maybe'"),
    (
      "article,start,end,label\na,9,4,yes\n",
      "labels.csv:2: start and end expected, the smaller first, got '9' and '4'"
    ),
    ("article,text,label\na,no such words,yes\n", "labels.csv:2: article 'a' does not hold “no such words”"),
    (
      "article,text,label\na,said,yes\n",
      "labels.csv:2: “said” stands 2 times in article 'a'; give more words, or start and end"
    ),
    ("article,label\nb,yes\n", "none of the 1 labelled articles is among the inputs"),
    ("article,start,end,label\na,5000,6000,yes\n", "labels.csv:2: the place is outside of article 'a'"),
    ("article,label\na,yes,x\n", "labels.csv:2: 2 fields expected, got 3"),
    ("article,label\n", "labels.csv: no labels in it"),
    ("{\"schema\":\"other\"}", "labels.csv:1: a record (assay.record/1) expected"),
  ])
  func labelsThatCannotBeMeantAreTold(_ labels: String, _ mistake: String) {
    #expect(mistakes(labels) == [mistake])
  }

  @Test func theCorpusIsOneNumberWhateverItsOrder() throws {
    let labels = try LabelSet(
      Array("article,label\na,yes\nb,no\n".utf8), path: "l", isComplete: false, unit: .utf8)
    let folder = try Folder(["a.txt": "One.", "b.txt": "Two."])
    let rules = try RuleSet([testPack(Self.rules)])
    let one = try LabelledCorpus(
      labels, inputs: ["a", "b"].map { "\(folder.path)/\($0).txt" }, load: .init(), rules: rules)
    let two = try LabelledCorpus(
      labels, inputs: ["b", "a"].map { "\(folder.path)/\($0).txt" }, load: .init(), rules: rules)
    #expect(one.digest == two.digest && one.digest.hasPrefix("sha256:") && one.articleCount == 2)
  }

  // MARK: evidence

  @Test(arguments: [
    ("{}", "{\n  \"evidence\": [\n    #\n  ]\n}"),
    ("{\n  \"name\": \"a/b\"\n}\n", "{\n  \"name\": \"a/b\",\n  \"evidence\": [\n    #\n  ]\n}\n"),
    (
      "{\"evidence\": [{\"corpus\":\"x\"}], \"name\": \"a}\\\"b\"}",
      "{\"evidence\": [\n    {\"corpus\":\"x\"},\n    #\n  ], \"name\": \"a}\\\"b\"}"
    ),
  ])
  func figuresAreStoredAndTheRestStaysAsItIs(_ manifest: String, _ expected: String) throws {
    let labels = try LabelSet(Array("article,label\na,yes\n".utf8), path: "l", isComplete: false, unit: .utf8)
    let corpus = try corpus("article,label\na,yes\n")
    let evidence = StoredEvidence(
      corpus: corpus, labels: labels, table: RuleTable(corpus.items, rules: []), pack: testPack(Self.rules),
      engine: "1")
    let stored = try #require(evidence.stored(in: Array(manifest.utf8)))
    let text = String(decoding: stored, as: UTF8.self)
    let parts = expected.split(separator: "#", omittingEmptySubsequences: false)
    #expect(text.hasPrefix(parts[0]) && text.hasSuffix(parts[1]), "\(text)")
    #expect(!text.contains("flood"), "no text of an article")
    // Once more changes nothing: the figures of one corpus stand once.
    #expect(evidence.stored(in: stored) == stored)
  }
}
