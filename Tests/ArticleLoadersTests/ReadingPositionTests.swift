import ArticleLoaders
import Articles
import CompressedStreams
import JSON
import Testing

/// A reader that goes on at a position gives what the other one would have given.
@Suite struct ReadingPositionTests {
  private func files() throws -> Folder {
    let folder = try Folder([
      "a.txt": "One.", "b.csv": "id,text\n1,\"Two\nlines.\"\n2\n3,Three.\n1,Again.\n",
      "c.json": #" [ {"id":"4","text":"Four."}, 5 , {"id":"6","text":"Six."} ] and more"#,
      "d.jsonl": "{\"id\":\"7\",\"text\":\"Seven.\"}\n\nnot JSON\n{\"id\":\"8\",\"text\":\"Eight.\"}\n",
      "e.json": "[]", "f.jsonl": "[\n", "g.txt": " ",
    ])
    var compressor = Compressor(.gzip)
    var packed: [UInt8] = []
    compressor.compress(
      Array("{\"id\":\"9\",\"text\":\"Nine.\"}\n{\"id\":\"4\",\"text\":\"Ten.\"}\n".utf8), into: &packed)
    compressor.endStream(into: &packed)
    try folder.write("h.jsonl.gz", packed)
    try folder.write("i.jsonl.gz", Array(packed.dropLast(12)))
    return folder
  }

  private func line(_ item: LoadedItem) -> String {
    switch item {
    case .article(let article, let origin): "\(article.id) \(article.string) \(origin)"
    case .failure(let failure): "\(failure) \(failure.line ?? 0) \(failure.offset ?? -1)"
    }
  }

  @Test(arguments: [true, false]) func goingOnAfterAnyItemGivesTheSameItems(_ refusesIDs: Bool) throws {
    let folder = try files()
    let inputs = [folder.path, folder.path + "/missing.txt", folder.path + "/d.jsonl"]
    var whole: [String] = []
    let options = LoadOptions(refusesRepeatedIDs: refusesIDs)
    var reader = ArticleReader(inputs, options: options)
    while let item = reader.next() { whole.append(line(item)) }
    #expect(whole.count > 20)

    var stopped = ArticleReader(inputs, options: options)
    for count in 0...whole.count {
      var json = JSONWriter()
      stopped.position.write(to: &json)
      let position = try #require(ReadingPosition(try JSONValue(parsing: json.bytes)))
      #expect(position == stopped.position)
      var resumed = ArticleReader(inputs, options: options, at: position)
      #expect(resumed.position == position)
      var rest: [String] = []
      while let item = resumed.next() { rest.append(line(item)) }
      #expect(rest == Array(whole[count...]), "after \(count) items")
      #expect(resumed.bytesRead == reader.bytesRead)
      if count < whole.count { _ = stopped.next() }
    }
  }

  @Test func aFileThatHasBecomeShorterIsAFailure() throws {
    let folder = try Folder([
      "a.jsonl": "{\"id\":\"1\",\"text\":\"One.\"}\n{\"id\":\"2\",\"text\":\"Two.\"}\n"
    ])
    let options = LoadOptions(refusesRepeatedIDs: false)
    var reader = ArticleReader([folder.path + "/a.jsonl"], options: options)
    _ = reader.next()
    try folder.write("a.jsonl", Array("{}".utf8))
    var resumed = ArticleReader([folder.path + "/a.jsonl"], options: options, at: reader.position)
    var lines: [String] = []
    while let item = resumed.next() { lines.append(line(item)) }
    #expect(lines.count == 1)
    #expect(
      lines.first?.contains("a.jsonl: at least 25 bytes expected, where the run stopped, got 2") == true)
  }

  @Test func anythingElseIsNoPosition() throws {
    for text in ["1", "{}", #"{"step":0,"offset":-1,"line":0,"state":0,"bytesBefore":0}"#] {
      #expect(ReadingPosition(try JSONValue(parsing: Array(text.utf8))) == nil)
    }
  }

  @Test func aReaderKnowsWhichFilesItReads() throws {
    let folder = try Folder(["a.txt": "One.", "b.jsonl": "x", "c.md": "No article."])
    try folder.link("l.txt", to: "a.txt")
    let reader = ArticleReader([folder.path])
    let known = ["a.txt", "b.jsonl", "l.txt", "c.md", "none"].filter { name in
      reader.reads(folder.path + "/" + name)
    }
    #expect(known == ["a.txt", "b.jsonl", "l.txt"])
  }
}
