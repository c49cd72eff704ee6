import Articles
import Testing

@Suite struct ArticleTests {
  @Test func validTextIsKeptAsItCame() {
    let text = "\u{FEFF}One.\r\n\0\u{202E}Two 😀\n"
    let article = Article(id: "a", text: Array(text.utf8))
    #expect(article.text == Array(text.utf8))
    #expect(article.blocks == [Block(region: .body, span: TextSpan(0, Int32(text.utf8.count)))])
    #expect(article.notices.isEmpty)
  }

  @Test func invalidTextIsMendedAndNoticed() {
    let article = Article(
      id: "a", text: Array("The dam ".utf8) + [0xE2, 0x80] + Array("is safe".utf8) + [0xFF])
    #expect(String(decoding: article.text, as: UTF8.self) == "The dam \u{FFFD}is safe\u{FFFD}")
    #expect(
      article.notices == [
        Notice(
          slug: "invalid-utf8", message: "2 invalid UTF-8 sequences replaced by U+FFFD", count: 2, offset: 8)
      ])
  }

  @Test func mendingAgreesWithTheStandardLibrary() {
    var generator = SplitMix(state: 3)
    let pool: [UInt8] = [
      0x61, 0x22, 0x80, 0xBF, 0xC0, 0xC3, 0xA9, 0xE2, 0x80, 0xED, 0xA0, 0xF0, 0x9F, 0x98, 0xF4, 0x90, 0xFF,
    ]
    for _ in 0..<5_000 {
      let bytes = (0..<Int.random(in: 0..<40, using: &generator)).map { _ in
        pool[Int.random(in: 0..<pool.count, using: &generator)]
      }
      let valid = ValidText(bytes)
      let expected = Array(String(decoding: bytes, as: UTF8.self).utf8)
      #expect(valid.bytes == expected)
      #expect((valid.replacements == 0) == (bytes == expected))
      if let first = valid.firstReplacement {
        #expect(Array(expected[first...].prefix(3)) == [0xEF, 0xBF, 0xBD])
      }
    }
  }

  @Test func blocksAreJoinedByAnEmptyLine() {
    let article = Article(
      id: "a",
      blocks: [
        (.headline, ValidText(Array("Dam holds".utf8))), (.standfirst, ValidText([])),
        (.body, ValidText(Array("It rained.".utf8) + [0x80])),
      ])
    #expect(String(decoding: article.text, as: UTF8.self) == "Dam holds\n\n\n\nIt rained.\u{FFFD}")
    #expect(article.blocks.map { article.string($0.span) } == ["Dam holds", "", "It rained.\u{FFFD}"])
    #expect(article.blocks.map(\.region) == [.headline, .standfirst, .body])
    #expect(article.notices.map(\.offset) == [23])
    #expect(article.notices.map(\.count) == [1])
  }

  @Test func halvesOfACharacterInTwoBlocksStayTwoMistakes() {
    let article = Article(id: "a", blocks: [(.body, ValidText([0xC3])), (.body, ValidText([0xA9]))])
    #expect(String(decoding: article.text, as: UTF8.self) == "\u{FFFD}\n\n\u{FFFD}")
    #expect(article.notices.first?.count == 2)
  }

  @Test func anArticleWithoutTextIsPossible() {
    #expect(Article(id: "a", text: []).blocks == [Block(region: .body, span: TextSpan(0, 0))])
    #expect(Article(id: "a", blocks: []).text.isEmpty)
  }

  @Test func aSpanPastTheEndIsCut() {
    let article = Article(id: "a", text: Array("short".utf8))
    #expect(article.string(TextSpan(2, 99)) == "ort")
    #expect(article.string(TextSpan(-5, 2)) == "sh")
    #expect(article.string(TextSpan(4, 1)) == "")
  }

  @Test(arguments: [
    ("Ann Lee", "Ann Lee"), ("Ann\n  Lee", "Ann Lee"), ("Ann  Lee", "Ann Lee"), (" Ann Lee ", "Ann Lee"),
    ("Zoë\u{A0}Lee", "Zoë Lee"), ("Zoë Lee", "Zoë Lee"), ("Ann\tLee\r\n", "Ann Lee"), ("", ""), (" ", ""),
  ])
  func aNameOverTwoLinesIsOnOneLine(_ text: String, _ line: String) {
    let article = Article(id: "a", text: Array(text.utf8))
    #expect(article.line(TextSpan(0, Int32(article.text.count))) == line)
  }
}
