import ArticleLoaders
import Articles
import Testing

@Suite struct JSONDocumentTests {
  @Test func aFileIsOneArticleOrAnArrayOfThem() throws {
    let folder = try Folder([
      "one.json": "\u{FEFF}{\n  \"id\": \"one\",\n  \"text\": \"It rained.\"\n}\n",
      "many.json":
        "[\n{\"id\":\"a\",\"text\":\"[}\\\"]\"},\n\n  {\"id\":\"b\",\"text\":\"x\"} ,{\"id\":\"c\",\"text\":\"y\"}]\n",
    ])
    let loaded = folder.load(["one.json", "many.json"])
    #expect(loaded.lines == ["one", "a", "b", "c"])
    #expect(loaded.articles.map(\.string) == ["It rained.", "[}\"]", "x", "y"])
    #expect(loaded.origins.map(\.line) == [1, 2, 4, 4])
    #expect(loaded.origins.map(\.bytes) == [3..<44, 2..<27, 32..<53, 55..<76])
  }

  @Test func anArrayLargerThanTheLimitIsReadElementByElement() throws {
    let elements = (0..<3_000).map {
      "{\"id\":\"\($0)\",\"text\":\"\(String(repeating: "\\\"]}é", count: $0 % 97))\"}"
    }
    let text = "[" + elements.joined(separator: ",\n") + "]"
    let folder = try Folder(["x.json": text])
    let loaded = folder.load(["x.json"], options: LoadOptions(sizeLimit: 1000))
    #expect(text.utf8.count > 700_000)
    #expect(loaded.failures.isEmpty)
    #expect(loaded.articles.map(\.id) == (0..<3_000).map(String.init))
    let bytes = Array(text.utf8)
    #expect(loaded.origins.map { String(decoding: bytes[$0.bytes], as: UTF8.self) } == elements)
    #expect(loaded.origins.map(\.line) == (1...3_000).map { $0 })
  }

  @Test func anElementThatIsNoArticleIsReportedAndTheNextIsRead() throws {
    let folder = try Folder([
      "x.json": """
      [{"id":"a","text":"x"},
       {"id":"b",
        "text":5},
       7, "s", null, [1],
       {"id":"c","text":"x"}]
      """
    ])
    let loaded = folder.load(["x.json"])
    #expect(
      loaded.lines == [
        "a", "! x.json:3: field 'text': string expected, got number",
        "! x.json:4: an article object expected, got number",
        "! x.json:4: an article object expected, got string",
        "! x.json:4: an article object expected, got null",
        "! x.json:4: an article object expected, got array", "c",
      ])
    #expect(loaded.failures.first?.offset == 45)
  }

  @Test func anElementOverTheLimitIsPassed() throws {
    let long = String(repeating: "x]", count: 400_000)
    let folder = try Folder([
      "x.json":
        "[{\"id\":\"a\",\"text\":\"x\"},{\"id\":\"b\",\"text\":\"\(long)\"},\n{\"id\":\"c\",\"text\":\"x\"},{\"id\":\"d\",\"text\":\"\(long.prefix(300))\"}]"
    ])
    #expect(
      folder.load(["x.json"], options: LoadOptions(sizeLimit: 100)).lines == [
        "a", "! x.json:1: article of 800020 bytes is over the limit of 100", "c",
        "! x.json:2: article of 320 bytes is over the limit of 100",
      ])
  }

  @Test(
    arguments: [
      ("", ["! x.json:1: expected an article object or an array of them, got end of file at byte 0"]),
      ("text", ["! x.json:1: expected an article object or an array of them, got 't' at byte 0"]),
      ("[]", ["! x.json: no articles"]),
      (" [ ] \n", ["! x.json: no articles"]),
      ("{", ["! x.json:1: expected a name or '}', got end of file at byte 1"]),
      ("[\n", ["! x.json:2: expected an article object, got end of file at byte 2"]),
      (#"[{"id":"a","text":"x"}"#, ["a", "! x.json:1: expected ',' or ']', got end of file at byte 22"]),
      (
        #"[{"id":"a","text":"x"},"#,
        ["a", "! x.json:1: expected an article object, got end of file at byte 23"]
      ),
      (
        #"[{"id":"a","text":"x"},]"#,
        [
          "a", "! x.json:1: expected an article object, got ']' at byte 23",
          "= help: the rest of the file is set aside",
        ]
      ),
      (
        "[{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\",\"text\":\"x\"}]",
        [
          "a", "! x.json:2: expected ',' or ']', got '{' at byte 23",
          "= help: the rest of the file is set aside",
        ]
      ),
      (
        "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\",\"text\":\"x\"}",
        [
          "a", "! x.json:2: expected end of file, got '{' at byte 22",
          "= help: a file with an article on each line is named .jsonl",
        ]
      ),
      (
        "[{\"id\":\"a\",\"text\":\"x\"},\n{\"id\" \"b\"},{\"id\":\"c\",\"text\":\"x\"}]",
        ["a", "! x.json:2: expected ':', got '\"' at byte 30", "= help: the rest of the file is set aside"]
      ),
      (
        #"{"id":"a","text":"x"} x"#,
        [
          "a", "! x.json:1: expected end of file, got 'x' at byte 22",
          "= help: the rest of the file is set aside",
        ]
      ),
    ] as [(String, [String])])
  func aBrokenFileGivesWhatItCanAndSaysWhereItBreaks(_ text: String, _ lines: [String]) throws {
    let folder = try Folder(["x.json": text])
    #expect(folder.load(["x.json"]).lines == lines)
  }
}
