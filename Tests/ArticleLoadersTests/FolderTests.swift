import ArticleLoaders
import Articles
import Testing

@Suite struct FolderTests {
  @Test func aFolderIsReadInTheOrderOfItsPathsAsBytes() throws {
    let folder = try Folder([
      "b.txt": "B.", "B.txt": "B.", "a/z.txt": "Z.", "a.txt": "A.", "a-b/y.TXT": "Y.", "é.txt": "E.",
      "z.text": "Z.",
      "c.jsonl": #"{"id":"c1","text":"C."}"# + "\n" + #"{"id":"c2","text":"C."}"#,
      "d.json": #"{"id":"d","text":"D."}"#,
      "skip.md": "M.", "skip": "S.", ".hidden.txt": "H.", ".git/x.txt": "X.",
      "e.ndjson": #"{"id":"e","text":"E."}"#,
    ])
    // 'z' is the id of two files, so both have their paths.
    let expected = ["B", "y", "a", "a/z.txt", "b", "c1", "c2", "d", "e", "z.text", "é"]
    #expect(folder.load([""]).lines == expected)
    #expect(
      folder.load([""]).origins.map(\.path) == [
        "B.txt", "a-b/y.TXT", "a.txt", "a/z.txt", "b.txt", "c.jsonl", "c.jsonl", "d.json", "e.ndjson",
        "z.text", "é.txt",
      ])
  }

  @Test func inputsAreReadInTheOrderGiven() throws {
    let folder = try Folder(["b/1.txt": "B.", "a/2.txt": "A.", "c.txt": "C."])
    let loaded = folder.load(["b", "c.txt", "a/"])
    #expect(loaded.lines == ["1", "c", "2"])
    #expect(loaded.origins.map(\.input) == [0, 1, 2])
    #expect(loaded.origins.map(\.path) == ["b/1.txt", "c.txt", "a/2.txt"])
  }

  @Test func filesOfTheSameNameHaveTheirPathsBelowTheInput() throws {
    let folder = try Folder([
      "in/one/x.txt": "X.", "in/two/x.txt": "X.", "in/three.txt": "T.", "in/same.txt": "S.",
      "in/same.text": "S.",
    ])
    #expect(folder.load(["in"]).lines == ["one/x.txt", "same.text", "same.txt", "three", "two/x.txt"])
    // Alone, a file has its name; the order of the inputs changes no id.
    #expect(folder.load(["in/one"]).lines == ["x"])
    #expect(folder.load(["in/two", "in/one"]).lines == ["in/two/x.txt", "in/one/x.txt"])
    #expect(folder.load(["in/one/x.txt", "in/two/x.txt"]).lines == ["in/one/x.txt", "in/two/x.txt"])
  }

  @Test func theSameFileGivenTwiceIsRefusedTheSecondTime() throws {
    let folder = try Folder(["x.txt": "X."])
    #expect(folder.load(["x.txt", "x.txt"]).lines == ["x.txt", "! x.txt: id 'x.txt' is taken by x.txt"])
    let options = LoadOptions(refusesRepeatedIDs: false)
    #expect(folder.load(["x.txt", "x.txt"], options: options).lines == ["x.txt", "x.txt"])
  }

  @Test func aFolderWithoutArticlesSaysWhatWasLookedFor() throws {
    let folder = try Folder(["in/.hidden.txt": "H.", "in/a.xls": "P.", "b.txt": "B."])
    #expect(
      folder.load(["in", "b.txt"]).lines
        == [
          "! folder 'in': no articles (looked for .txt .text .json .jsonl .ndjson .csv .tsv .html .htm .xhtml .rss .atom .rdf .xml .warc .eml .mbox .docx .epub .pdf)",
          "b",
        ])
  }

  @Test func aLinkIsFollowedToAFileButNotRoundInACircle() throws {
    let folder = try Folder(["in/a.txt": "A.", "b.txt": "B."])
    try folder.link("in/link.txt", to: "b.txt")
    try folder.link("in/circle", to: "in")
    try folder.link("in/circle.txt", to: "in")
    try folder.link("door", to: "in")
    #expect(folder.load(["in"]).lines == ["a", "link"])
    #expect(folder.load(["door"]).lines == ["a", "link"])
    try folder.link("in/dangling.txt", to: "nowhere")
    #expect(folder.load(["in"]).lines.contains("! in/dangling.txt: no such file or folder"))
    #expect(folder.load(["in"]).lines.contains("link"))
  }

  @Test func aNameThatIsNotUTF8StillOpens() throws {
    let folder = try Folder(["in/a.txt": "A."])
    folder.writeFileOfBrokenName("in/caf", "C.")
    let loaded = folder.load(["in"])
    #expect(loaded.lines == ["a", "caf\u{FFFD}"])
  }

  @Test func aNameThatBreaksLinesStaysInOneLine() throws {
    let folder = try Folder(["in/a\nb\u{202E}.txt": ""])
    #expect(folder.load(["in"]).lines == ["! in/a\\u{A}b\\u{202E}.txt: no text"])
  }

  @Test func theBytesToReadAreKnownBeforehand() throws {
    let folder = try Folder(["a.txt": "12345", "b.jsonl": "{}\n", "c.txt": ""])
    var reader = ArticleReader([folder.path])
    #expect(reader.sourceCount == 3)
    #expect(reader.totalBytes() == 8)
    while reader.next() != nil {}
    #expect(reader.bytesRead == 8)
    #expect(ArticleReader([folder.path, "-"]).totalBytes() == nil)
  }

  @Test func noInputIsNoItem() {
    var reader = ArticleReader([])
    #expect(reader.next() == nil)
    #expect(reader.next() == nil)
  }

  @Test func standardInputGivenTwiceIsAFailure() {
    let reader = ArticleReader(["-", "-"])
    #expect(reader.sourceCount == 2)
  }
}
