// Saved pages as files: what a page is made of is tested with WebPages, here is how it comes in.

import ArticleLoaders
import Articles
import Testing

@Suite struct WebPageInputTests {
  private let page = """
    <!DOCTYPE html><html lang="en"><head><title>Ice on the canal</title>
    <link rel="canonical" href="https://lantern.example/ice"></head><body><nav><a href="/">Home</a> <a href="/x">More</a></nav>
    <article><h1>Ice on the canal</h1><p>The canal at Brenholm froze on Sunday for the first time in thirty years, the harbour master said.</p>
    <p>He warned that the ice was “as thick as a slice of toast”, and that nobody should walk on it before Thursday.</p></article>
    </body></html>
    """

  @Test func aPageIsAnArticleOfBlocks() throws {
    let loaded = try Folder(["ice.html": page]).load(["ice.html"])
    let article = try #require(loaded.articles.first)
    #expect(
      article.id == "ice" && article.title == "Ice on the canal"
        && article.url == "https://lantern.example/ice")
    #expect(article.blocks.map(\.region) == [.headline, .body, .body])
    #expect(article.string.hasPrefix("Ice on the canal\n\nThe canal at Brenholm froze"))
    #expect(loaded.origins[0].bytes == 0..<page.utf8.count && loaded.origins[0].leftOut.isEmpty)
  }

  @Test(arguments: ["ice.htm", "ice.XHTML", "saved", "page.php"])
  func aPageIsKnownByItsNameOrItsFirstTag(_ name: String) throws {
    #expect(try Folder([name: page]).load([name]).articles.first?.blocks.count == 3)
  }

  @Test(arguments: ["<?xml version=\"1.0\"?>\n", "<!-- saved from a browser -->", "\u{FEFF}  \n"])
  func whatComesBeforeTheFirstTagDoesNotHideIt(_ start: String) throws {
    #expect(try Folder(["saved": start + page]).load(["saved"]).articles.first?.blocks.count == 3)
  }

  @Test func aFolderIsSearchedForPages() throws {
    let loaded = try Folder(["a.html": page, "b.txt": "Words.", "c.css": "p {}"]).load([""])
    #expect(loaded.lines == ["a", "b"])
  }

  @Test func whatIsLeftOutIsToldToThoseWhoAsk() throws {
    var options = LoadOptions()
    options.tellsWhatIsLeftOut = true
    let origin = try #require(
      try Folder(["ice.html": page]).load(["ice.html"], options: options).origins.first)
    #expect(origin.leftOut.map(\.text) == ["Home More"])
    #expect(origin.leftOut.map(\.before) == [0])
    #expect(origin.evidence.contains { $0.field == "title" && $0.source == "element" })
  }

  @Test func aPageWithoutRunningTextIsNoArticle() throws {
    let loaded = try Folder([
      "a.html": "<html><body><nav><a href=1>Home</a></nav><script>x</script></body></html>"
    ]).load(["a.html"])
    #expect(
      loaded.lines == [
        "! a.html: an article expected, got a page without running text",
        "= help: 'assay load --explain' shows what is there and why it was left out",
      ])
  }

  @Test func aPageOverTheLimitIsRefused() throws {
    let loaded = try Folder(["a.html": page]).load(["a.html"], options: LoadOptions(sizeLimit: 100))
    #expect(loaded.lines == ["! a.html: article of \(page.utf8.count) bytes is over the limit of 100"])
  }
}
