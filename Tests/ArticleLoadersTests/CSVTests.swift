import ArticleLoaders
import Articles
import Testing

/// A CSV file with a header is a row an article.
@Suite struct CSVTests {
  @Test func aRowIsAnArticle() throws {
    let folder = try Folder([
      "a.csv": """
      id,title,text,date,desk\r
      a1,Dam,"The mayor said, “no”.\r

      She left.",2025-04-09,city\r
      a2,,Quiet.,,\r

      """
    ])
    let loaded = folder.load(["a.csv"])
    #expect(loaded.lines == ["a1", "a2"])
    let first = try #require(loaded.articles.first)
    #expect(first.string == "The mayor said, “no”.\r\n\nShe left.")
    #expect(first.title == "Dam")
    #expect(first.published == "2025-04-09")
    #expect(first.extra == [ExtraField(name: "desk", json: Array("\"city\"".utf8))])
    #expect(loaded.articles[1].title == nil)
    #expect(loaded.origins.map(\.line) == [2, 5])
  }

  @Test(arguments: [",", ";", "\t"]) func theDelimiterIsSeenInTheHeader(_ delimiter: String) throws {
    let row = { (fields: [String]) in fields.joined(separator: delimiter) + "\n" }
    let folder = try Folder([
      "a.csv": row(["ID", "Text"]) + row(["1", "One, two; three."].map { "\"\($0)\"" })
    ])
    #expect(folder.load(["a.csv"]).articles.map(\.string) == ["One, two; three."])
  }

  @Test(arguments: [
    ("Article ID,Body", "id text"), ("doc-id,full_text,Headline", "id text title"),
    (
      "guid,Content,Author,Publication,Link,Date,Lang,Category",
      "id text byline outlet url published language section"
    ),
    ("uid,source,text,outlet", "id outlet text"),
  ]) func columnsHaveManyNames(_ header: String, _ meanings: String) throws {
    let count = header.split(separator: ",").count
    let folder = try Folder([
      "a.csv": header + "\n" + (1...count).map { "v\($0)" }.joined(separator: ",") + "\n"
    ])
    let article = try #require(folder.load(["a.csv"]).articles.first)
    let found: [(String, String?)] = [
      ("id", article.id), ("text", article.string), ("title", article.title), ("byline", article.byline),
      ("outlet", article.outlet), ("url", article.url), ("published", article.published),
      ("language", article.language), ("section", article.section),
    ]
    #expect(
      Set(found.filter { $0.1 != nil }.map(\.0)) == Set(meanings.split(separator: " ").map(String.init)))
    // The proper name goes before a synonym to its left.
    if header.hasSuffix("outlet") { #expect(article.outlet == "v4") }
  }

  @Test func withoutAColumnOfIdsTheRowIsTheId() throws {
    let folder = try Folder(["desk.csv": "text\nOne.\nTwo.\n"])
    #expect(folder.load(["desk.csv"]).lines == ["desk:1", "desk:2"])
  }

  @Test func aMarkBeforeTheHeaderIsNoPartOfItsFirstName() throws {
    let folder = try Folder(["a.csv": "\u{FEFF}id,text\n1,One.\n"])
    #expect(folder.load(["a.csv"]).lines == ["1"])
  }

  @Test func aBadRowIsOneFailureAndTheNextGoesOn() throws {
    let folder = try Folder([
      "a.csv": """
      id,text
      1,One.,more
      2
      3,"Three."and
      ,Four.
      5,
      6,Six ("of ""six"").

      7,"Se""ven."
      8,"never closed
      9,Nine.
      """
    ])
    #expect(
      folder.load(["a.csv"]).lines == [
        "! a.csv:2: row 1: 2 fields expected, as in the header, got 3",
        "= help: a field that holds the delimiter or a line break stands in quotation marks",
        "! a.csv:3: row 2: 2 fields expected, as in the header, got 1",
        "= help: a field that holds the delimiter or a line break stands in quotation marks",
        "! a.csv:4: row 3: a delimiter expected behind the closing quotation mark of field 2",
        "! a.csv:5: row 4: field 'id' is empty", "! a.csv:6: row 5: field 'text' is empty", "6", "7",
        "! a.csv:10: row 8: a quotation mark is opened and never closed", "9",
      ])
    #expect(
      folder.load(["a.csv"]).articles.map(\.string) == ["Six (\"of \"\"six\"\").", "Se\"ven.", "Nine."])
  }

  @Test func aFileWithoutATextColumnIsOneFailure() throws {
    let folder = try Folder(["a.csv": "id,words\n1,One.\n", "empty.csv": "", "head.csv": "id,text\n"])
    #expect(
      folder.load(["a.csv", "empty.csv", "head.csv"]).lines == [
        "! a.csv:1: a header with a column 'text' expected, got 'id' 'words'",
        "= help: columns are id text title byline outlet url published language section",
        "! empty.csv: no articles", "! head.csv: no articles",
      ])
  }

  @Test func aFileOfUnknownNameIsCSVWhenItsFirstLineNamesColumns() throws {
    let folder = try Folder(["feed": "id;text\n1;One.\n", "note": "Text, he said, is text.\nAnd so on.\n"])
    #expect(folder.load(["feed", "note"]).lines == ["1", "note"])
  }

  @Test func aRowOverTheLimitIsPassedInBoundedMemory() throws {
    let folder = try Folder()
    // A quoted field of many times the limit with line breaks and doubled quotation marks in it.
    let piece = Array("The mayor said \"\"no\"\",\nand again.\n".utf8)
    var bytes = Array("id,text\n1,\"".utf8)
    while bytes.count < 4 << 20 { bytes += piece }
    let lines = bytes.count(where: { $0 == 0x0A }) - 1
    bytes += Array("\"\n2,Two.\n".utf8)
    try folder.write("a.csv", bytes)
    let loaded = folder.load(["a.csv"], options: LoadOptions(sizeLimit: 1 << 18))
    #expect(loaded.failures.map(\.line) == [2])
    #expect(loaded.failures.first?.reason.hasSuffix("bytes is over the limit of 262144") == true)
    #expect(loaded.articles.map(\.id) == ["2"])
    #expect(loaded.origins.first?.line == lines + 3)
  }

  @Test func anyBytesAreAText() throws {
    let folder = try Folder()
    try folder.write("a.csv", Array("id,text\n1,".utf8) + [0x41, 0xFF, 0x00, 0x42, 0x0A])
    let article = try #require(folder.load(["a.csv"]).articles.first)
    #expect(article.text == [0x41, 0xEF, 0xBF, 0xBD, 0x00, 0x42])
    #expect(article.notices.map(\.slug) == ["invalid-utf8"])
    try folder.write("b.csv", [0xFF, 0xFE] + Array("i\0d\0".utf8))
    #expect(
      folder.load(["b.csv"]).lines.first == "! b.csv: CSV in UTF-8 expected, got UTF-16")
  }

  @Test func noBytesMakeTheReaderTrap() throws {
    let folder = try Folder()
    var random = SplitMix(state: 7)
    let alphabet = Array("\",;\n\r\t a1".utf8) + [0xFF, 0x00]
    for _ in 0..<300 {
      let tail = (0..<Int.random(in: 0...80, using: &random)).map { _ in
        alphabet.randomElement(using: &random) ?? 0x2C
      }
      try folder.write("a.csv", Array("text,id\n".utf8) + tail)
      let loaded = folder.load(["a.csv"], options: LoadOptions(sizeLimit: 30))
      #expect(loaded.lines.count <= tail.count * 2 + 2)
    }
  }
}
