import Testing

@testable import WebPages

@Suite struct MetadataTests {
  private func metadata(_ head: String) -> PageMetadata {
    WebPage(Array("<html><head>\(head)</head><body><p>Nothing.</p></body></html>".utf8)).metadata
  }

  @Test func theMostDeliberateSourceIsBelieved() {
    let data =
      #"<script type="application/ld+json">{"@type":"NewsArticle","headline":"A","datePublished":"2025-01-02"}</script>"#
    let graph = #"<meta property="og:title" content="B">"#
    let meta = #"<meta name="twitter:title" content="C">"#
    let microdata = #"<span itemprop="headline">D</span>"#
    let element = "<title>E</title>"
    let sources = [data, graph, meta, microdata, element]
    for (count, expected) in ["A", "B", "C", "D", "E"].enumerated() {
      #expect(metadata(sources.dropFirst(count).reversed().joined()).title?.text == expected)
    }
  }

  @Test(arguments: [
    #"{"@type":"NewsArticle","headline":"Kept",}"#,
    "{\"@type\":\"NewsArticle\",\"headline\":\"Kept\",\"x\":\"a\nb\"}",
    #"<!-- {"@type":"NewsArticle","headline":"Kept"} -->"#,
    #"{"@type":"NewsArticle","headline":"Kept","image":["a","b"#,
    #"{"@type":"Organization"}{"@type":"NewsArticle","headline":"Kept"};"#,
    #"[[{"@type":["Thing","NewsArticle"],"headline":"Kept"}]]"#,
    #"{"@graph":[{"@type":"WebPage","name":"x","mainEntity":{"@type":"BlogPosting","headline":"Kept"}}]}"#,
    #"{"@type":"http://schema.org/NewsArticle","headline":" Kept\t"}"#,
    #"{"@type":"NewsArticle","headline":"Kept","x":"\'"}"#,
  ])
  func brokenLinkedDataIsMended(_ json: String) {
    #expect(metadata(#"<script type="application/ld+json">\#(json)</script>"#).title?.text == "Kept")
  }

  @Test func ofSeveralArticlesTheOneAtThisAddressCounts() {
    let found = metadata(
      #"""
      <link rel=canonical href="https://a.example/2"><script type="application/ld+json">[
      {"@type":"NewsArticle","headline":"One","url":"https://a.example/1"},
      {"@type":"NewsArticle","headline":"Two","url":"https://a.example/2"}]</script>
      """#)
    #expect(found.title?.text == "Two")
  }

  @Test func templatesHolesAndAddressesAreNoValues() {
    let found = metadata(
      #"""
      <meta property="og:title" content="{{ title }}"><title>Real</title>
      <meta property="article:author" content="https://a.example/ada"><meta name="author" content="By Ada Quill">
      <meta property="og:locale" content="en_GB"><meta name="date" content="soon"><time datetime="2025-11-04T09:00+02:00">today</time>
      """#)
    #expect(
      found.title?.text == "Real" && found.byline?.text == "Ada Quill" && found.language?.text == "en-GB")
    #expect(found.published == PageMetadata.Value(text: "2025-11-04T09:00:00+02:00", evidence: .element))
  }

  @Test func theOutletIsTakenOffTheTitle() {
    let found = metadata(
      #"<meta property="og:site_name" content="The Lantern"><title>Owls &amp; bells – The Lantern</title>"#)
    #expect(found.title?.text == "Owls & bells")
  }
}
