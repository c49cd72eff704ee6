import ArticleLoaders
import Articles
import Testing

@Suite struct FeedTests {
  private let rss = """
    <?xml version="1.0" encoding="UTF-8"?>
    <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
    <channel><title>The Lantern</title><link>https://lantern.example/</link><language>en-gb</language>
    <image><title>A lantern</title></image>
    <item><title>Fish &amp; ships</title><link>https://lantern.example/1</link><guid isPermaLink="false">l-1</guid>
    <pubDate>Tue, 04 Nov 2025 18:20:00 +0100</pubDate><dc:creator>Ada Quill</dc:creator><category>Coast</category>
    <description>Short.</description>
    <content:encoded><![CDATA[<p>The boats stayed in harbour, the fishermen&#8217;s union said.</p><blockquote>We are tired.</blockquote>
    <p class="share">Share this</p><p>Nobody knows for how long; </item> in a section ends nothing.</p>]]></content:encoded></item>
    <item><title>No link</title><description>A ferry&nbsp;ran &lt;b&gt;aground&lt;/b&gt; at R&D pier.</description><author>tom@lantern.example (Tom Ferrier)</author></item>
    </channel></rss>
    """

  @Test func entriesOfRSSAreArticles() throws {
    let loaded = try Folder(["news.rss": rss]).load(["news.rss"])
    #expect(loaded.lines == ["l-1", "news:2"])
    let first = loaded.articles[0]
    #expect(first.title == "Fish & ships" && first.outlet == "The Lantern" && first.byline == "Ada Quill")
    #expect(
      first.published == "2025-11-04T18:20:00+01:00" && first.language == "en-gb" && first.section == "Coast")
    #expect(first.url == "https://lantern.example/1")
    #expect(first.blocks.map(\.region) == [.headline, .body, .quote, .body])
    #expect(first.string.contains("the fishermen’s union said.\n\nWe are tired.\n\nNobody knows"))
    #expect(loaded.articles[1].string == "No link\n\nA ferry ran aground at R&D pier.")
    #expect(loaded.articles[1].byline == "Tom Ferrier")
    #expect(loaded.origins.map(\.line) == [5, 10])
    for origin in loaded.origins {
      let bytes = Array(rss.utf8)[origin.bytes]
      #expect(
        bytes.starts(with: Array("<item>".utf8)) && bytes.suffix(7).elementsEqual(Array("</item>".utf8)))
    }
  }

  @Test func entriesOfAtomAreArticles() throws {
    let loaded = try Folder([
      "a.atom": """
      <feed xmlns="http://www.w3.org/2005/Atom"><title type="text">Gazette</title>
      <entry><title type="html">Ice &amp;amp; snow</title><id>urn:x:1</id><link rel="self" href="https://g.example/self"/>
      <link href="https://g.example/ice"/><author><name>Lena Ostrow</name></author><published>2025-11-04T07:00:00Z</published>
      <updated>2025-11-05T07:00:00Z</updated><category term="weather" label="Weather"/>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Roads were <em>closed</em> on Monday.</p><ul><li>Two buses slid.</li></ul></div></content></entry>
      <entry><id>urn:x:2</id><summary>Only a summary &lt; nothing.</summary></entry></feed>
      """
    ]).load(["a.atom"])
    #expect(loaded.lines == ["urn:x:1", "urn:x:2"])
    let article = loaded.articles[0]
    #expect(
      article.title == "Ice & snow" && article.url == "https://g.example/ice"
        && article.byline == "Lena Ostrow")
    #expect(
      article.published == "2025-11-04T07:00:00Z" && article.section == "Weather"
        && article.outlet == "Gazette")
    #expect(article.blocks.map(\.region) == [.headline, .body, .list])
    #expect(article.string == "Ice & snow\n\nRoads were closed on Monday.\n\nTwo buses slid.")
  }

  @Test func entriesOfRSS1AreArticles() throws {
    let loaded = try Folder([
      "f.rdf": """
      <rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="y"><title>Old News</title>
      <items><rdf:Seq><rdf:li resource="z"/></rdf:Seq></items></channel>
      <item rdf:about="https://o.example/1"><title>Bells</title><link>https://o.example/1</link><description>They rang at noon.</description><dc:date>2025-11-04</dc:date></item></rdf:RDF>
      """
    ]).load(["f.rdf"])
    #expect(loaded.lines == ["https://o.example/1"] && loaded.articles[0].outlet == "Old News")
    #expect(loaded.articles[0].published == "2025-11-04")
  }

  @Test func aSitemapIsRefusedWithAHint() throws {
    let loaded = try Folder([
      "s.xml": "<?xml version='1.0'?><urlset><url><loc>https://x.example</loc></url></urlset>"
    ]).load(["s.xml"])
    #expect(
      loaded.lines == [
        "! s.xml:1: a feed expected, got a sitemap, which lists addresses and holds no articles",
        "= help: fetch the pages that it lists, and load those",
      ])
  }

  @Test func whatIsNoFeedIsSaid() throws {
    let loaded = try Folder(["a.xml": "<svg/>", "b.xml": "words", "c.xml": "<rss><channel></channel></rss>"])
      .load(["a.xml", "b.xml", "c.xml"])
    #expect(
      loaded.lines == [
        "! a.xml:1: a feed (rss, rdf or feed) expected, got element 'svg'",
        "! b.xml:1: a feed (rss, rdf or feed) expected, got no element", "! c.xml:1: no entries in this feed",
      ])
  }

  @Test func aFeedIsKnownByItsFirstElement() throws {
    #expect(
      try Folder(["saved": rss]).load(["saved"]).lines
        == ["l-1", "news:2"].map { $0 == "news:2" ? "saved:2" : $0 })
  }

  @Test func aBrokenEntryDoesNotTakeTheNextOneWithIt() throws {
    let feed =
      "<rss><channel><item><title>A</title><description>One <b>two</description></item><item><guid>2</guid><description>Fine.</description></item><item><title>B</title></item><item><description>Cut"
    let loaded = try Folder(["f.xml": feed]).load(["f.xml"])
    #expect(
      loaded.lines == [
        "f:1", "2", "! f.xml:1: entry 3: no text", "! f.xml:1: entry 4: its end expected, got end of file",
      ])
  }

  @Test func entitiesThatAFeedDeclaresAreNotExpanded() throws {
    var feed = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a \"lollollol\">"
    for level in 1...9 {
      feed +=
        "<!ENTITY a\(level) \"" + String(repeating: "&a\(level == 1 ? "" : "\(level - 1)");", count: 10)
        + "\">"
    }
    feed +=
      "]><rss><channel><item><guid>1</guid><description>Before &a9; after.</description></item></channel></rss>"
    let loaded = try Folder(["f.xml": feed]).load(["f.xml"])
    #expect(loaded.articles.first?.string == "Before after.")
  }

  @Test(.timeLimit(.minutes(1))) func anEntryThatNeverEndsIsPassed() throws {
    let long = String(repeating: "<p>words and words</p>", count: 20_000)
    let feed =
      "<rss><channel><item><description>\(long)</description></item><item><guid>2</guid><description>Fine.</description></item>"
    let loaded = try Folder(["f.xml": feed]).load(["f.xml"], options: LoadOptions(sizeLimit: 70_000))
    #expect(
      loaded.lines.count == 2 && loaded.lines[0].contains("entry 1: article of") && loaded.lines[1] == "2")
    let endless = try Folder(["f.xml": "<rss><channel><item><description>\(long)"]).load(
      ["f.xml"], options: LoadOptions(sizeLimit: 70_000))
    #expect(endless.lines.count == 1)
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["<!-- ", "<![CDATA[ ", "<a b=\"", "<", "<<", "</"])
  func whatDoesNotEndIsNotSearchedAgainAndAgain(_ start: String) throws {
    let feed = "<rss><channel><item><guid>1</guid><description>Fine.</description></item>" + start
    let long = String(repeating: "words and words ", count: 60_000)
    #expect(try Folder(["f.xml": feed + long]).load(["f.xml"]).lines == ["1"])
    let many = String(repeating: start, count: 20_000)
    #expect(try Folder(["f.xml": feed + many]).load(["f.xml"]).lines == ["1"])
  }

  @Test func anotherEncodingIsReadByItsDeclaration() throws {
    let folder = try Folder()
    let text =
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><item><guid>1</guid><description>caf"
    try folder.write("f.xml", Array(text.utf8) + [0xE9] + Array("</description></item></channel></rss>".utf8))
    #expect(loadedText(folder) == "café")
  }

  private func loadedText(_ folder: Folder) -> String? { folder.load(["f.xml"]).articles.first?.string }

  @Test func readingGoesOnBehindAnyEntry() throws {
    let folder = try Folder(["news.rss": rss])
    let path = folder.path + "/news.rss"
    var whole = ArticleReader([path])
    _ = whole.next()
    var rest = ArticleReader([path], at: whole.position)
    guard case .article(let article, let origin)? = rest.next() else { throw MissingArticle() }
    #expect(article.id == "news:2" && article.outlet == "The Lantern" && origin.line == 10)
    #expect(rest.next() == nil)
  }

  private struct MissingArticle: Error {}
}
