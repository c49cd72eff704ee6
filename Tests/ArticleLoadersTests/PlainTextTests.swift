import ArticleLoaders
import Articles
import Glibc
import Testing

@Suite struct PlainTextTests {
  @Test func aTextFileIsAnArticleByteForByte() throws {
    let text = "\u{FEFF}“The dam holds,” she said.\r\n\0\u{202E}x 😀\r\n"
    let folder = try Folder(["dam.txt": text])
    let loaded = folder.load(["dam.txt"])
    let article = try #require(loaded.articles.first)
    #expect(article.id == "dam")
    #expect(article.text == Array(text.utf8))
    #expect(article.blocks == [Block(region: .body, span: TextSpan(0, Int32(text.utf8.count)))])
    #expect(article.notices.isEmpty)
    #expect(loaded.origins == [Origin(input: 0, path: "dam.txt", line: nil, bytes: 0..<text.utf8.count)])
    #expect(loaded.lines.count == 1)
    #expect(loaded.bytesRead == text.utf8.count)
  }

  @Test func invalidUTF8IsReplacedAndNoticed() throws {
    let folder = try Folder()
    try folder.write("a.txt", Array("caf".utf8) + [0xE9] + Array(" noir".utf8) + [0xF0, 0x9F])
    let article = try #require(folder.load(["a.txt"]).articles.first)
    #expect(article.string == "caf\u{FFFD} noir\u{FFFD}")
    #expect(article.notices.map(\.slug) == ["invalid-utf8"])
    #expect(article.notices.map(\.count) == [2])
    #expect(article.notices.map(\.offset) == [3])
  }

  @Test(arguments: [true, false]) func utf16WithItsMarkIsDecoded(_ isBigEndian: Bool) throws {
    let folder = try Folder()
    let units = [0xFEFF] + Array("É bem 😀".utf16) + [0xD800, 0x21]
    let bytes = units.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isBigEndian ? [high, low] : [low, high]
    }
    try folder.write("a.txt", bytes + [0x41])
    try folder.write("b", bytes)
    let loaded = folder.load(["a.txt", "b"])
    #expect(loaded.articles.map(\.string) == ["É bem 😀\u{FFFD}!\u{FFFD}", "É bem 😀\u{FFFD}!"])
    #expect(loaded.articles.first?.notices.map(\.slug) == ["utf16", "invalid-utf16"])
    #expect(loaded.articles.first?.notices.last?.count == 2)
  }

  @Test func anEmptyFileIsAFailure() throws {
    let folder = try Folder(["a.txt": "", "b.txt": "\u{FEFF} \r\n\t", "c.txt": "."])
    #expect(folder.load(["a.txt", "b.txt", "c.txt"]).lines == ["! a.txt: no text", "! b.txt: no text", "c"])
  }

  @Test func aMissingOrUnreadableFileIsNamedAndTheRunGoesOn() throws {
    let folder = try Folder(["a.txt": "Rain.", "locked.txt": "Rain.", "file/x.txt": "Rain."])
    try folder.setPermissions(0, of: "locked.txt")
    try folder.setPermissions(0, of: "file")
    defer { try? folder.setPermissions(0o700, of: "file") }
    var lines = ["! none.txt: no such file or folder", "! a.txt/b.txt: no such file or folder", "a"]
    var inputs = ["none.txt", "a.txt/b.txt", "a.txt"]
    // The superuser may read everything.
    if geteuid() != 0 {
      lines += ["! locked.txt: permission denied", "! file: permission denied"]
      inputs += ["locked.txt", "file"]
    }
    #expect(folder.load(inputs).lines == lines)
  }

  @Test func theSizeLimitIsKept() throws {
    let folder = try Folder(["a.txt": "12345678", "b.txt": "123456789"])
    let options = LoadOptions(sizeLimit: 8)
    #expect(
      folder.load(["a.txt", "b.txt"], options: options).lines
        == ["a", "! b.txt: article of 9 bytes is over the limit of 8"])
  }

  @Test func aPipeIsReadToItsEndAndHasTheSameLimit() throws {
    let folder = try Folder()
    folder.writePipe("short", [UInt8](repeating: 0x61, count: 8))
    folder.writePipe("long", [UInt8](repeating: 0x61, count: 100_000))
    #expect(
      folder.load(["short", "long"], options: LoadOptions(sizeLimit: 8)).lines
        == ["short", "! long: article of 100000 bytes is over the limit of 8"])
  }

  @Test func aFileOfUnknownNameIsTakenForWhatItLooksLike() throws {
    let folder = try Folder([
      "report": "The dam holds.", "notes.md": "# Dam\n",
      "lines.data": "\n {\"id\":\"x\",\"text\":\"Rain.\"}\n",
      "picture.png": "PNG\u{01}", "old": "page one\u{0C}page two",
    ])
    try folder.write("packed.gz", [0x1F, 0x8B, 0x08, 0x00])
    try folder.write("packed.jsonl.zst", [0x28, 0xB5, 0x2F, 0xFD])
    try folder.write("disk.zip", [0x50, 0x4B, 0x03, 0x04, 0x14])
    try folder.write("latin", [0x63, 0x61, 0x66, 0xE9])
    let inputs = [
      "report", "notes.md", "lines.data", "picture.png", "old", "packed.gz", "packed.jsonl.zst", "disk.zip",
      "latin",
    ]
    #expect(
      folder.load(inputs).lines == [
        "report", "notes", "x", "! picture.png: text expected, got byte 0x01 at byte 3",
        "= help: say that its format is 'text' to read it all the same", "old",
        "! packed.gz: the end of the gzip data expected, got end of file",
        "= help: what comes before is read; unpack the file again, or mend it",
        "! packed.jsonl.zst: the end of the Zstandard data expected, got end of file",
        "= help: what comes before is read; unpack the file again, or mend it",
        "! disk.zip: looks like a ZIP archive, which cannot be read", "latin",
      ])
    #expect(folder.load(["picture.png"], options: LoadOptions(format: .text)).lines == ["picture"])
  }

  @Test(arguments: [
    ("{\"id\":\"a\",\"text\":\"x\"}", ["a"]), ("\n {\r\n\"id\":\"a\",\n\"text\":\"x\"}", ["a"]),
    ("\u{FEFF}[\n{\"id\":\"a\",\"text\":\"x\"}]", ["a"]), ("[Music] It rained.", ["data"]),
    ("{", ["! data:1: one"]),
    ("[", ["data"]), ("\u{FEFF}", ["! data: no text"]), ("", ["! data: no text"]),
  ])
  func theFirstCharactersDecideWhereNoNameDoes(_ text: String, _ lines: [String]) throws {
    let folder = try Folder(["data": text])
    let loaded = folder.load(["data"]).lines
    #expect(zip(loaded, lines).allSatisfy { $0.hasPrefix($1) })
    #expect(!loaded.isEmpty)
  }

  @Test func theFormatThatIsGivenWins() throws {
    let folder = try Folder(["a.txt": #"{"id":"x","text":"Rain."}"#])
    #expect(folder.load(["a.txt"]).lines == ["a"])
    #expect(folder.load(["a.txt"], options: LoadOptions(format: .jsonLines)).lines == ["x"])
    #expect(folder.load(["a.txt"], options: LoadOptions(format: .json)).lines == ["x"])
  }

  @Test(arguments: [
    ("Dam holds\n\nIt rained.\n", ["Dam holds", "It rained.\n"]),
    ("\u{FEFF}\r\nDam holds \r\n \r\n  It rained.", ["Dam holds", "  It rained."]),
    ("Will it hold?\n\n\n\nIt rained.", ["Will it hold?", "It rained."]),
    ("It rained.\n\nIt rained again.", nil), ("It rained …\n\nAgain.", nil), ("“It rained.”\n\nAgain.", nil),
    ("Two lines\nof text\n\nIt rained.", nil), ("Only a headline\n", nil), ("Only a headline\n\n \n", nil),
    ("Only a line", nil), ("\n\n", nil),
  ])
  func aFirstLineIsAHeadlineOnlyWhenToldSo(_ text: String, _ parts: [String]?) throws {
    let folder = try Folder(["a.txt": text, "b.txt": "."])
    let plain = folder.load(["a.txt", "b.txt"]).articles.first
    #expect(plain?.blocks.map(\.region) == [.body])
    let told = try #require(
      folder.load(["a.txt", "b.txt"], options: LoadOptions(headline: .firstLine)).articles.first)
    guard let parts else {
      #expect(told.blocks.map(\.region) == [.body])
      return
    }
    #expect(told.blocks.map(\.region) == [.headline, .body])
    #expect(told.blocks.map { told.string($0.span) } == parts)
    #expect(told.string == text)
    #expect(told.title == nil)
  }
}
