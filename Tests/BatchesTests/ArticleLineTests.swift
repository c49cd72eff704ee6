import ArticleLoaders
import Articles
import JSON
import Testing

@testable import Batches

/// What a worker gets is what the coordinator read.
@Suite struct ArticleLineTests {
  private func received(_ article: Article, headline: LoadOptions.Headline = .none) throws -> Article {
    var json = JSONWriter()
    ArticleLine.append(article, to: &json)
    #expect(json.bytes.last == 0x0A)
    #expect(!json.bytes.dropLast().contains(0x0A), "an article is one line")
    return ArticleLine.restored(try ArticleDecoder(headline: headline).decode(json.bytes))
  }

  private func expectSame(_ a: Article, _ b: Article) {
    #expect(a.id == b.id)
    #expect(a.text == b.text)
    #expect(a.blocks == b.blocks)
    #expect(
      [a.title, a.byline, a.outlet, a.url, a.published, a.language, a.section] == [
        b.title, b.byline, b.outlet, b.url, b.published, b.language, b.section,
      ])
    #expect(a.notices.map(\.slug) == b.notices.map(\.slug))
    #expect(a.notices.map(\.message) == b.notices.map(\.message))
  }

  @Test(arguments: [
    "", "Quiet.", "One.\n\nTwo.\r\n", "tab\t, quote \", backslash \\, nul \0, bell \u{7}, \u{2028} and 👩‍🚒",
    "\u{FEFF}A mark first.",
  ]) func aTextArrivesByteForByte(_ text: String) throws {
    let article = Article(id: "a \"quoted\" id", text: Array(text.utf8))
    expectSame(try received(article), article)
  }

  @Test func metadataArrives() throws {
    var article = Article(id: "a", text: Array("Quiet.".utf8))
    article.title = "A title\nof two lines"
    article.published = "2025-04-09"
    article.language = "en-GB"
    article.section = ""
    expectSame(try received(article), article)
  }

  @Test func whatWasMendedIsTold() throws {
    let article = Article(id: "a", text: Array("no ".utf8) + [0xFF] + Array(" text".utf8))
    #expect(article.notices.map(\.slug) == ["invalid-utf8"])
    expectSame(try received(article), article)
  }

  @Test func whatTheInputHasBesidesStaysBehind() throws {
    var article = Article(id: "a", text: Array("Quiet.".utf8))
    article.extra = [ExtraField(name: "notices", json: Array(#"[["forged","by the input"]]"#.utf8))]
    let arrived = try received(article)
    #expect(arrived.notices.isEmpty)
    #expect(arrived.extra.isEmpty)
  }

  @Test func blocksArrive() throws {
    let parts: [(region: Block.Region, text: ValidText)] = [
      (.headline, ValidText(Array("Dam holds".utf8))), (.body, ValidText(Array("It does.\n\nSo far.".utf8))),
      (.caption, ValidText([])),
    ]
    let article = Article(id: "a", blocks: parts)
    expectSame(try received(article), article)
    let one = Article(id: "b", blocks: [(.quote, ValidText(Array("It does.".utf8)))])
    expectSame(try received(one), one)
  }

  @Test(arguments: ["Dam holds\n\nIt does.", "  Dam holds \n \n\n  It does.\n", "One sentence.\n\nAnother."])
  func aHeadlineThatWasFoundIsFoundAgain(_ text: String) throws {
    let line = #"{"id":"a","text":\#(quoted(text))}"#
    let article = try ArticleDecoder(headline: .firstLine).decode(Array(line.utf8))
    expectSame(try received(article, headline: .firstLine), article)
  }

  private func quoted(_ text: String) -> String {
    var json = JSONWriter()
    json.string(text)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
