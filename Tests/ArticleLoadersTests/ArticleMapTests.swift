import ArticleLoaders
import Articles
import Testing

@Suite struct ArticleMapTests {
  private func load(_ name: String, _ json: String, _ map: String) throws -> Loaded {
    var options = LoadOptions()
    options.map = try ArticleMap(map)
    return try Folder([name: json]).load([name], options: options)
  }

  @Test func fieldsAreFoundWhereTheMapSays() throws {
    let loaded = try load(
      "a.jsonl",
      #"{"n":7,"head":{"line":"Ice"},"body":{"text":["It froze.","It thawed."]},"by":[{"name":"Ada"},{"name":"Tom"}],"odd name":"Sport"}"#
        + "\n",
      #"id=.n,title=.head.line,text=.body.text[],byline=.by[].name,section=."odd name",outlet=.missing//.by[1].name"#
    )
    let article = try #require(loaded.articles.first)
    #expect(
      article.id == "7" && article.title == "Ice" && article.byline == "Ada, Tom"
        && article.section == "Sport")
    #expect(article.outlet == "Tom" && article.string == "Ice\n\nIt froze.\n\nIt thawed.")
    #expect(loaded.origins[0].line == 1)
  }

  @Test func aGuardianAnswerIsRead() throws {
    let loaded = try load(
      "g.json",
      #"""
      {"response":{"status":"ok","results":[{"id":"world/1","sectionName":"World","webPublicationDate":"2025-11-04T18:20:00Z","webTitle":"T",
      "webUrl":"https://g.example/1","fields":{"headline":"Canal freezes","trailText":"First time in <b>years</b>","byline":"Ada Quill",
      "body":"<p>The canal froze on Sunday.</p><aside class=\"element-rich-link\"><a href=\"x\">Related: more</a></aside><p>It will thaw.</p>"}}]}}
      """#, "guardian")
    let article = try #require(loaded.articles.first)
    #expect(
      article.id == "world/1" && article.published == "2025-11-04T18:20:00Z" && article.section == "World")
    #expect(article.blocks.map(\.region) == [.headline, .standfirst, .body, .body])
    #expect(
      article.string == "Canal freezes\n\nFirst time in years\n\nThe canal froze on Sunday.\n\nIt will thaw.")
  }

  @Test func aNewsAPIAnswerIsRead() throws {
    let loaded = try load(
      "n.json",
      #"{"status":"ok","articles":[{"source":{"id":null,"name":"Gazette"},"author":null,"title":"Fares rise","description":"Ferries cost more.","url":"https://n.example/1","publishedAt":"2025-11-04T07:00:00Z","content":"Ferries will cost more in April."},{"title":"[Removed]","content":null,"url":"https://n.example/2"}]}"#,
      "newsapi")
    #expect(loaded.lines == ["https://n.example/1", "! n.json: item 2: no text"])
    #expect(loaded.articles[0].outlet == "Gazette" && loaded.articles[0].byline == nil)
    #expect(
      loaded.articles[0].string == "Fares rise\n\nFerries cost more.\n\nFerries will cost more in April.")
  }

  @Test func aGDELTAnswerIsReadByItsTitles() throws {
    let loaded = try load(
      "g.json",
      #"{"articles":[{"url":"https://a.example/1","title":"Minister denies talks","seendate":"20251104T101500Z","domain":"a.example"}]}"#,
      "gdelt")
    #expect(loaded.articles.first?.string == "Minister denies talks")
    #expect(
      loaded.articles.first?.published == "2025-11-04T10:15:00Z"
        && loaded.articles.first?.outlet == "a.example")
  }

  @Test func aJSONFeedNeedsNoMap() throws {
    let feed =
      #"{"version":"https://jsonfeed.org/version/1.1","title":"Lantern","items":[{"id":"1","title":"A","content_html":"<p>One.</p>","authors":[{"name":"Ada"}]},{"id":"2","content_text":"Two."}]}"#
    let folder = try Folder(["f.json": feed])
    let loaded = folder.load(["f.json"])
    #expect(
      loaded.lines == ["1", "2"] && loaded.articles[0].outlet == "Lantern"
        && loaded.articles[0].byline == "Ada")
    var reader = ArticleReader([folder.path + "/f.json"])
    _ = reader.next()
    var rest = ArticleReader([folder.path + "/f.json"], at: reader.position)
    guard case .article(let article, _)? = rest.next() else {
      Issue.record("the second item expected")
      return
    }
    #expect(article.id == "2" && rest.next() == nil)
  }

  @Test(arguments: [
    ("title=.x", "a path for 'text' expected, got none"), ("text", "FIELD=PATH expected, got 'text'"),
    ("text=body", "a path like .body.text or .authors[].name expected, got 'body'"),
    ("text=.a,text=.b", "field 'text' is given twice"),
    ("text=.a[x]", "a path like .body.text or .authors[].name expected, got '.a[x]'"),
    ("body=.a", "no field 'body'"),
    ("text=.a..b", "a path like .body.text or .authors[].name expected, got '.a..b'"),
    ("text=", "a path like .body.text or .authors[].name expected, got ''"),
  ])
  func aWrongMapSaysWhatIsWrong(_ map: String, _ reason: String) {
    #expect(throws: MapMistake.self) { try ArticleMap(map) }
    do { _ = try ArticleMap(map) } catch { #expect(error.reason == reason) }
  }

  @Test func whatDoesNotFitTheMapIsSaid() throws {
    #expect(
      try load("a.json", #"{"articles":{}}"#, "newsapi").lines == [
        "! a.json: no items where the map looks for them"
      ])
    #expect(try load("a.json", #"{"articles":[}"#, "newsapi").lines.first?.hasPrefix("! a.json: ") ?? false)
    #expect(try load("a.jsonl", "{\"t\":1}\nno\n{\"t\":\"Yes.\"}\n", "text=.t").lines.count == 3)
  }
}
