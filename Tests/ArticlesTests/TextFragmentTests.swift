import Articles
import Testing

@Suite struct TextFragmentTests {
  private func article(_ blocks: String..., url: String? = "https://x.example/a") -> Article {
    var article = Article(id: "a", blocks: blocks.map { (.body, ValidText(Array($0.utf8))) })
    article.url = url
    return article
  }

  private func span(_ article: Article, _ words: String, last: Bool = false) -> TextSpan {
    let text = article.text
    let wanted = Array(words.utf8)
    let places = (0...(text.count - wanted.count)).filter {
      text[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
    let place = last ? places[places.count - 1] : places[0]
    return TextSpan(Int32(place), Int32(place + wanted.count))
  }

  @Test func aSpanLeadsToItsBlockAndItsPlaceOnThePage() {
    let article = article("It rained.", "The well-known café was closed, they said.")
    let closed = span(article, "well-known café")
    #expect(article.block(at: closed)?.index == 1)
    #expect(article.address(of: closed) == "https://x.example/a#:~:text=well%2Dknown%20caf%C3%A9")
    #expect(article.block(at: TextSpan(10, 11)) == nil && article.address(of: TextSpan(10, 11)) == nil)
  }

  @Test func aLongTextIsNamedByItsEnds() {
    let words = (1...20).map { "word\($0)" }.joined(separator: " ")
    let article = article(words)
    #expect(
      article.address(of: TextSpan(0, Int32(words.utf8.count)))
        == "https://x.example/a#:~:text=word1%20word2%20word3%20word4%20word5%20word6,word15%20word16%20word17%20word18%20word19%20word20"
    )
  }

  @Test func aTextOverTwoBlocksIsNamedByItsEnds() {
    let article = article("One two.", "Three four.")
    #expect(
      article.address(of: TextSpan(4, Int32(article.text.count)))
        == "https://x.example/a#:~:text=two.,Three%20four.")
  }

  @Test func aTextThatStoodBeforeIsToldByWhatIsInFrontOfIt() {
    let article = article("He said no. She said no.")
    #expect(
      article.address(of: span(article, "said no", last: true))
        == "https://x.example/a#:~:text=He%20said%20no.%20She-,said%20no")
  }

  @Test func withoutAnAddressOnTheWebThereIsNone() {
    for url in [nil, "", "ftp://x.example", "javascript:alert(1)"] {
      #expect(article("It rained.", url: url).address(of: TextSpan(0, 2)) == nil)
    }
    let marked = article("It rained.", url: "https://x.example/a#part")
    #expect(marked.address(of: TextSpan(0, 2)) == "https://x.example/a#part:~:text=It")
  }
}
