import ArticleLoaders
import Articles
import Testing

/// A ZIP archive of files that are not packed, as an office program would never write it and every reader reads it.
func archive(_ files: KeyValuePairs<String, String>, claiming size: Int? = nil) -> [UInt8] {
  func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
  var bytes: [UInt8] = []
  var directory: [UInt8] = []
  for (name, text) in files {
    let (name, text) = (Array(name.utf8), Array(text.utf8))
    let fields =
      number(0, 8) + number(0, 4) + number(text.count, 4) + number(size ?? text.count, 4)
    directory += [0x50, 0x4B, 1, 2] + number(20, 2) + number(20, 2) + fields
    directory += number(name.count, 2) + number(0, 12) + number(bytes.count, 4) + name
    bytes += [0x50, 0x4B, 3, 4] + number(20, 2) + fields + number(name.count, 2) + number(0, 2) + name + text
  }
  let end = [0x50, 0x4B, 5, 6] + number(0, 4) + number(files.count, 2) + number(files.count, 2)
  return bytes + directory + end + number(directory.count, 4) + number(bytes.count, 4) + number(0, 2)
}

@Suite struct DocumentTests {
  private let text = """
    <?xml version="1.0"?><w:document xmlns:w="x"><w:body>
    <w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Ice on the canal</w:t></w:r></w:p>
    <w:p><w:r><w:t xml:space="preserve">The canal </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>froze</w:t></w:r><w:r><w:t xml:space="preserve"> on Sunday.</w:t></w:r>
    <w:del><w:r><w:delText>Never read.</w:delText></w:r></w:del></w:p><w:p/>
    <w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>Nobody</w:t><w:tab/><w:t>fell in.</w:t></w:r></w:p></w:body></w:document>
    """
  private let properties =
    "<cp:coreProperties><dc:title>Ice</dc:title><dc:creator>Ada Quill</dc:creator><dcterms:created>2025-11-04T18:20:00Z</dcterms:created></cp:coreProperties>"

  private func load(_ name: String, _ bytes: [UInt8], _ options: LoadOptions = LoadOptions()) throws -> Loaded
  {
    let folder = try Folder()
    try folder.write(name, bytes)
    return folder.load([name], options: options)
  }

  @Test func aWordDocumentIsAnArticle() throws {
    for name in ["ice.docx", "saved"] {
      let loaded = try load(
        name,
        archive(["[Content_Types].xml": "", "word/document.xml": text, "docProps/core.xml": properties]))
      let article = try #require(loaded.articles.first)
      #expect(
        article.title == "Ice" && article.byline == "Ada Quill" && article.published == "2025-11-04T18:20:00Z"
      )
      #expect(article.blocks.map(\.region) == [.headline, .body, .list])
      #expect(article.string == "Ice on the canal\n\nThe canal froze on Sunday.\n\nNobody fell in.")
    }
  }

  @Test func aBookIsReadInItsOrder() throws {
    let loaded = try load(
      "b.epub",
      archive([
        "mimetype": "application/epub+zip",
        "META-INF/container.xml":
          "<container><rootfiles><rootfile full-path=\"OEBPS/content.opf\"/></rootfiles></container>",
        "OEBPS/content.opf": """
        <package><metadata><dc:title>Two storms</dc:title><dc:creator>Ada Quill</dc:creator><dc:language>en</dc:language></metadata>
        <manifest><item id="b" href="b.xhtml"/><item id="a" href="text/a%20b.xhtml"/><item id="out" href="../../etc/passwd"/></manifest>
        <spine><itemref idref="a"/><itemref idref="out"/><itemref idref="b"/></spine></package>
        """, "OEBPS/b.xhtml": "<html><body><p>The second storm was worse.</p></body></html>",
        "OEBPS/text/a b.xhtml":
          "<html><head><title>x</title></head><body><h1>One</h1><p>The first storm took the roof.</p></body></html>",
      ]))
    let article = try #require(loaded.articles.first)
    #expect(article.title == "Two storms" && article.language == "en")
    #expect(article.string == "One\n\nThe first storm took the roof.\n\nThe second storm was worse.")
  }

  @Test(arguments: ["../../etc/passwd", "/etc/passwd", "word/../../x", "a\\b"])
  func aFileThatLeadsOutOfTheArchiveIsRefused(_ name: String) throws {
    let loaded = try load("x.docx", archive(["word/document.xml": text, name: "x"]))
    #expect(
      loaded.lines == [
        "! x.docx: a file inside of the archive expected, got '\(name)', which leads out of it"
      ])
  }

  @Test func whatIsNoDocumentIsSaid() throws {
    #expect(
      try load("x.docx", Array("words".utf8)).lines.first
        == "! x.docx: a ZIP archive's directory expected, got none")
    #expect(
      try load("x.docx", archive(["a": "b"])).lines == [
        "! x.docx: a Word document expected, got a ZIP archive without 'word/document.xml'"
      ])
    #expect(
      try load("x.epub", archive(["a": "b"])).lines == [
        "! x.epub: an EPUB book expected, got a ZIP archive without a book's description"
      ])
    #expect(
      try load("x.docx", archive(["word/document.xml": "<w:document/>"])).lines == ["! x.docx: no text"])
  }

  @Test func aClaimedSizeOverTheLimitIsRefused() throws {
    let loaded = try load("x.docx", archive(["word/document.xml": text], claiming: 1 << 30))
    #expect(
      loaded.lines == [
        "! x.docx: 'word/document.xml' of at most 16777216 bytes expected, got one of 1073741824"
      ])
  }

  @Test func anArchiveCutAnywhereIsOneLine() throws {
    let bytes = archive(["word/document.xml": text, "docProps/core.xml": properties])
    for count in stride(from: 0, to: bytes.count, by: 61) {
      #expect(try load("x.docx", Array(bytes[..<count])).failures.count == 1)
    }
  }
}
