import ArticleLoaders
import Articles
import Testing

private let good = #"{"id":"a","text":"It rained."}"#

/// A line that is no article, and what is said about it, after `x.jsonl:1: `.
private let badLines: [(line: String, reason: String, help: String?)] = [
  (#"{"id":"a","text":5}"#, "field 'text': string expected, got number", nil),
  (#"{"id":"a","text":["x"]}"#, "field 'text': string expected, got array", nil),
  (#"{"id":"a","text":null}"#, "no field 'text' and no field 'blocks'", nil),
  (#"{"id":"a"}"#, "no field 'text' and no field 'blocks'", nil),
  ("{}", "no field 'id'", nil),
  (#"{"text":"x"}"#, "no field 'id'", nil),
  (#"{"id":"","text":"x"}"#, "field 'id' is empty", nil),
  (
    #"{"id":12,"text":"x"}"#, "field 'id': string expected, got number", "an id is written in quotation marks"
  ),
  (
    #"{"id":null,"text":"x"}"#, "field 'id': string expected, got null", "an id is written in quotation marks"
  ),
  (#"{"id":"a","text":"x","title":{}}"#, "field 'title': string expected, got object", nil),
  (#"{"id":"a","text":"x","published":20250409}"#, "field 'published': string expected, got number", nil),
  (#"{"id":"a","text":"x","language":true}"#, "field 'language': string expected, got boolean", nil),
  (#"{"id":"a","text":"x","id":"b"}"#, "field 'id' is given twice", nil),
  (#"{"id":"a","text":"x","k":1,"k":1}"#, "field 'k' is given twice", nil),
  (
    #"{"id":"a","text":"x","blocks":[]}"#, "fields 'text' and 'blocks' exclude each other",
    "with 'blocks', the text is the blocks joined by an empty line"
  ),
  (#"{"id":"a","blocks":"x"}"#, "field 'blocks': array expected, got string", nil),
  (#"{"id":"a","blocks":["x"]}"#, "field 'blocks[0]': object expected, got string", nil),
  (
    #"{"id":"a","blocks":[{"region":"body","text":"x"},{"region":"body"}]}"#,
    "field 'blocks[1]': no field 'text'", nil
  ),
  (#"{"id":"a","blocks":[{"text":"x"}]}"#, "field 'blocks[0]': no field 'region'", nil),
  (
    #"{"id":"a","blocks":[{"region":"body","text":1}]}"#,
    "field 'blocks[0].text': string expected, got number", nil
  ),
  (
    #"{"id":"a","blocks":[{"region":1,"text":"x"}]}"#,
    "field 'blocks[0].region': string expected, got number", nil
  ),
  (
    #"{"id":"a","blocks":[{"region":"intro","text":"x"}]}"#,
    "field 'blocks[0].region': a region expected, got 'intro'",
    "regions are headline, standfirst, body, caption, credit, quote, list, aside"
  ),
  (
    #"{"id":"a","blocks":[{"region":"body","text":"x","text":"y"}]}"#,
    "field 'blocks[0].text' is given twice", nil
  ),
  ("[]", "an article object expected, got array", nil),
  ("7", "an article object expected, got number", nil),
  (#""text""#, "an article object expected, got string", nil),
  (#"{"id":"a","text":"x"#, "expected the string's closing '\"', got end of line at byte 19", nil),
  (#"{"id":"a" "text":"x"}"#, "expected ',' or '}', got '\"' at byte 10", nil),
  (#"{"id":"a","text":"x"},"#, "expected end of line, got ',' at byte 21", nil),
  (#"{"id":"a","text":"x"}{"id":"b","text":"x"}"#, "expected end of line, got '{' at byte 21", nil),
  (#"{"id":"a","text":5,}"#, "expected a name in quotation marks, got '}' at byte 19", nil),
  (#"{"id":"a","text":"\x"}"#, "expected one of \"\\/bfnrtu after '\\', got 'x' at byte 19", nil),
  (
    "{\"id\":\"a\",\"text\":\"x\ty\"}", "expected an escaped control character, got byte 0x09 at byte 19", nil
  ),
  ("just text", "expected a value, got 'j' at byte 0", nil),
]

@Suite struct JSONLinesTests {
  @Test func everyFieldArrives() throws {
    let line = """
      {"id":"a1","title":"Dam holds","byline":"Ana Ruiz","outlet":"The Post","url":"https://example.org/1",\
      "published":"2025-04-09","language":"en-GB","section":"News","text":"It rained.\\n\\n“Yes,” she said. \\ud83d\\ude00"}
      """
    let folder = try Folder(["x.jsonl": line])
    let article = try #require(folder.load(["x.jsonl"]).articles.first)
    #expect(article.id == "a1")
    #expect(article.title == "Dam holds")
    #expect(article.byline == "Ana Ruiz")
    #expect(article.outlet == "The Post")
    #expect(article.url == "https://example.org/1")
    #expect(article.published == "2025-04-09")
    #expect(article.language == "en-GB")
    #expect(article.section == "News")
    #expect(article.string == "It rained.\n\n“Yes,” she said. 😀")
    #expect(article.blocks == [Block(region: .body, span: TextSpan(0, Int32(article.text.count)))])
    #expect(article.extra.isEmpty)
    #expect(article.notices.isEmpty)
  }

  @Test func blocksAreJoinedByAnEmptyLine() throws {
    let folder = try Folder([
      "x.jsonl": """
      {"blocks":[{"region":"headline","text":"Dam holds"},{"text":"It rained.","region":"body","n":1}],"text":null,"id":"a"}
      """
    ])
    let article = try #require(folder.load(["x.jsonl"]).articles.first)
    #expect(article.string == "Dam holds\n\nIt rained.")
    #expect(article.blocks.map(\.region) == [.headline, .body])
    #expect(article.blocks.map { article.string($0.span) } == ["Dam holds", "It rained."])
  }

  @Test func absentAndNullMetadataAreTheSame() throws {
    let folder = try Folder(["x.jsonl": #"{"id":"a","text":"","title":null,"blocks":null}"#])
    let article = try #require(folder.load(["x.jsonl"]).articles.first)
    #expect(article.title == nil)
    #expect(article.url == nil)
    // Unlike an empty file, an empty field is what somebody meant.
    #expect(article.text.isEmpty)
  }

  @Test func unknownKeysBecomeExtraInTheirOrderAsOneLine() throws {
    let folder = try Folder([
      "x.json": "{\"z\": [1,\n 2.50, {\"b\" : \"\\u00e9 \\/\"}], \"id\":\"a\",\"a b\": null, \"text\":\"x\"}"
    ])
    let article = try #require(folder.load(["x.json"]).articles.first)
    #expect(article.extra.map(\.name) == ["z", "a b"])
    #expect(
      article.extra.map { String(decoding: $0.json, as: UTF8.self) } == [
        #"[1,2.50,{"b":"\u00e9 \/"}]"#, "null",
      ])
  }

  @Test(arguments: badLines.indices) func aBadLineIsOneSentenceAndTheNextIsRead(_ index: Int) throws {
    let (line, reason, help) = badLines[index]
    let folder = try Folder(["x.jsonl": line + "\n" + good + "\n"])
    #expect(
      folder.load(["x.jsonl"]).lines == ["! x.jsonl:1: " + reason] + (help.map { ["= help: " + $0] } ?? [])
        + ["a"])
  }

  @Test func aFailureKnowsItsLineAndByte() throws {
    let folder = try Folder(["x.jsonl": "\n" + good + "\r\n \n" + #"{"id":"b","text":5}"# + "\n" + "{\n"])
    let loaded = folder.load(["x.jsonl"])
    #expect(loaded.origins == [Origin(input: 0, path: "x.jsonl", line: 2, bytes: 1..<good.utf8.count + 2)])
    #expect(loaded.failures.map(\.line) == [4, 5])
    let fourth = good.utf8.count + 5
    #expect(loaded.failures.map(\.offset) == [fourth + 17, fourth + 21])
  }

  @Test func theBytesOfAnOriginAreItsLine() throws {
    let lines = (0..<200).map { "{\"id\":\"\($0)\",\"text\":\"\(String(repeating: "é", count: $0 * 50))\"}" }
    let whole = lines.joined(separator: "\n")
    let folder = try Folder(["x.jsonl": whole])
    let loaded = folder.load(["x.jsonl"])
    let bytes = Array(whole.utf8)
    #expect(loaded.origins.map { String(decoding: bytes[$0.bytes], as: UTF8.self) } == lines)
    #expect(loaded.articles.map(\.id) == (0..<200).map(String.init))
    #expect(loaded.articles.map { $0.text.count } == (0..<200).map { $0 * 100 })
    #expect(loaded.bytesRead == bytes.count)
  }

  @Test func aLineOverTheLimitIsPassedAndReported() throws {
    // 30 lines of 100 kB, so that skipping crosses many pieces; one that fits exactly; one without an end.
    let fits = good.utf8.count
    let long = String(repeating: "x", count: 3_000_000)
    let folder = try Folder([
      "x.jsonl": good + "\n" + long + "\n" + good.replacing("\"a\"", with: "\"b\"") + "\n" + long
    ])
    let loaded = folder.load(["x.jsonl"], options: LoadOptions(sizeLimit: fits))
    #expect(
      loaded.lines == [
        "a", "! x.jsonl:2: article of 3000000 bytes is over the limit of \(fits)", "b",
        "! x.jsonl:4: article of 3000000 bytes is over the limit of \(fits)",
      ])
    #expect(loaded.failures.map(\.offset) == [fits + 1, 2 * fits + 3_000_003])
    #expect(folder.load(["x.jsonl"], options: LoadOptions(sizeLimit: fits - 1)).articles.isEmpty)
  }

  @Test func anIdMayComeOnce() throws {
    let folder = try Folder([
      "x.jsonl": good + "\n" + #"{"id":"b","text":"x"}"# + "\n" + good, "a.txt": "It rained.",
      "y.jsonl": good,
    ])
    #expect(
      folder.load(["x.jsonl", "a.txt", "y.jsonl"]).lines == [
        "a", "b", "! x.jsonl:3: id 'a' is taken by x.jsonl:1", "! a.txt: id 'a' is taken by x.jsonl:1",
        "! y.jsonl:1: id 'a' is taken by x.jsonl:1",
      ])
  }

  @Test func aMarkIsPassedAndUTF16IsRefused() throws {
    let folder = try Folder(["x.jsonl": "\u{FEFF}" + good])
    try folder.write("y.jsonl", [0xFF, 0xFE, 0x7B, 0x00])
    let loaded = folder.load(["x.jsonl", "y.jsonl"])
    #expect(
      loaded.lines == [
        "a", "! y.jsonl: JSON in UTF-8 expected, got UTF-16", "= help: iconv -f UTF-16 -t UTF-8 converts it",
      ])
    #expect(loaded.origins.first?.bytes == 3..<3 + good.utf8.count)
  }

  @Test(arguments: ["", "\n\n", " \r\n", "\u{FEFF}"]) func aFileWithoutLinesHasNoArticles(_ text: String)
    throws
  {
    let folder = try Folder(["x.jsonl": text])
    #expect(folder.load(["x.jsonl"]).lines == ["! x.jsonl: no articles"])
  }

  @Test(arguments: ["{\n\"id\":\"a\",\n\"text\":\"x\"\n}", "[\n\(good)\n]"])
  func oneArticleOverSeveralLinesIsOneFailure(_ text: String) throws {
    let folder = try Folder(["x.jsonl": text])
    #expect(
      folder.load(["x.jsonl"]).lines == [
        "! x.jsonl:1: one article a line expected, got JSON over several lines",
        "= help: a file named .json, or the format 'json', may have one article or an array of them over several lines",
      ])
  }

  @Test func brokenCharactersAreMendedAndNoticedWithTheirPlace() throws {
    let folder = try Folder()
    let line =
      Array("{\"id\":\"a\",\"title\":\"".utf8) + [0xFF]
      + Array("\",\"blocks\":[{\"region\":\"headline\",\"text\":\"ab\"},".utf8)
      + Array("{\"region\":\"body\",\"text\":\"c\\ud800".utf8) + [0xE2, 0x80] + Array("\"}]}".utf8)
    try folder.write("x.jsonl", line)
    let article = try #require(folder.load(["x.jsonl"]).articles.first)
    #expect(article.title == "\u{FFFD}")
    #expect(article.string == "ab\n\nc\u{FFFD}\u{FFFD}")
    #expect(
      article.notices == [
        Notice(
          slug: "invalid-utf8", message: "2 invalid UTF-8 sequences replaced by U+FFFD", count: 2, offset: 8),
        Notice(
          slug: "lone-surrogate", message: "1 half of a surrogate pair replaced by U+FFFD", count: 1,
          offset: 5),
      ])
  }

  @Test func aPipeOfJSONLinesIsRecognized() throws {
    let folder = try Folder()
    folder.writePipe("pipe", Array((" " + good + "\n" + #"{"id":"b","text":"x"}"#).utf8))
    #expect(folder.load(["pipe"]).lines == ["a", "b"])
  }

  @Test func oneLineIsDecodedByItself() throws {
    let article = try ArticleDecoder(headline: .firstLine).decode(
      Array(#"..{"id":"a","text":"Dam holds\n\nIt rained."}.."#.utf8), in: 2..<45)
    #expect(article.blocks.map(\.region) == [.headline, .body])
    let error = #expect(throws: ArticleDecodingError.self) {
      try ArticleDecoder().decode(Array("..{} x".utf8), in: 2..<6)
    }
    #expect(
      error
        == ArticleDecodingError(
          offset: 5, reason: "expected end of input, got 'x'", help: nil, isSyntax: true))
  }
}
