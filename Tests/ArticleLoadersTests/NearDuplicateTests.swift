import ArticleLoaders
import Articles
import JSON
import Testing

@Suite struct NearDuplicateTests {
  /// Sentences that no two numbers share.
  private func sentences(_ range: Range<Int>) -> String {
    range.map {
      "In year \($0) the council of district \($0 * 7) counted \($0 * 31) broken lamps and mended \($0 % 9 + 1) of them."
    }
    .joined(separator: " ")
  }

  private func line(_ id: String, _ text: String) -> String {
    var json = JSONWriter()
    json.string(text)
    return "{\"id\":\"\(id)\",\"text\":\(String(decoding: json.bytes, as: UTF8.self))}\n"
  }

  private var options: LoadOptions {
    var options = LoadOptions()
    options.marksNearDuplicates = true
    return options
  }

  private func originals(_ lines: [String]) throws -> [String?] {
    try Folder(["a.jsonl": lines.joined()]).load(["a.jsonl"], options: options).origins.map(\.duplicateOf)
  }

  @Test func aReprintNamesTheFirst() throws {
    let report = sentences(0..<20)
    #expect(
      try originals([
        line("first", report), line("other", sentences(100..<120)), line("same", report),
        line("shouted", report.uppercased()), line("cut", sentences(0..<18)),
        line("framed", "Our correspondent writes: \(report) Read more on page 4."),
        line("half", sentences(0..<10) + " " + sentences(200..<212)), line("again", sentences(1..<20)),
      ]) == [nil, nil, "first", "first", "first", "first", nil, "first"])
  }

  @Test func shortTextsAreNobodysReport() throws {
    #expect(try originals([line("a", "No comment."), line("b", "No comment.")]) == [nil, nil])
  }

  @Test func headlinesDoNotCount() throws {
    let report = sentences(0..<6)
    func block(_ id: String, _ headline: String) -> String {
      "{\"id\":\"\(id)\",\"blocks\":[{\"region\":\"headline\",\"text\":\"\(headline)\"},{\"region\":\"body\",\"text\":\"\(report)\"}]}\n"
    }
    #expect(
      try originals([
        block("a", "Lamps of the district go out one after the other"), block("b", "Council in the dark"),
      ]) == [nil, "a"])
  }

  @Test func readingThatGoesOnKnowsWhatCameBefore() throws {
    let report = sentences(0..<8)
    let folder = try Folder(["a.jsonl": line("a", report) + line("b", sentences(50..<58)) + line("c", report)]
    )
    for refuses in [true, false] {
      var options = options
      options.refusesRepeatedIDs = refuses
      var whole = ArticleReader([folder.path + "/a.jsonl"], options: options)
      _ = whole.next()
      _ = whole.next()
      var rest = ArticleReader([folder.path + "/a.jsonl"], options: options, at: whole.position)
      guard case .article(_, let origin)? = rest.next() else {
        Issue.record("the third article expected")
        return
      }
      #expect(origin.duplicateOf == "a")
    }
  }

  @Test func nothingIsMarkedUnlessAsked() throws {
    let report = sentences(0..<8)
    let loaded = try Folder(["a.jsonl": line("a", report) + line("b", report)]).load(["a.jsonl"])
    #expect(loaded.origins.map(\.duplicateOf) == [nil, nil])
  }
}
