// Pages that were made to hurt whoever reads them: each must end soon, in little memory, with what can be had of it.

import Articles
import Testing

@testable import WebPages

private let paragraph =
  "The bridge at Sel was closed on Monday, the county said, because nobody could say any more who had inspected it last. "

private func body(of page: String) -> String { body(of: Array(page.utf8)) }

private func body(of page: [UInt8]) -> String {
  WebPage(page).article(id: "x").map { String(decoding: $0.text, as: UTF8.self) } ?? ""
}

@Suite struct HostilePageTests {
  @Test(.timeLimit(.minutes(1))) func aHundredThousandNestedTagsEndSoon() {
    for tag in ["div", "b", "table", "svg", "section", "ul", "unknown-part"] {
      let page = "<p>\(paragraph)</p>" + String(repeating: "<\(tag)>", count: 100_000) + "<p>\(paragraph)</p>"
      #expect(body(of: page).contains("bridge at Sel"), "\(tag)")
    }
  }

  @Test(.timeLimit(.minutes(1))) func aTagOfAHundredThousandAttributesEndsSoon() {
    let attributes = (0..<100_000).map { "a\($0)=1" }.joined(separator: " ")
    #expect(
      body(of: "<div \(attributes)><p>\(paragraph)</p><p>\(paragraph)More.</p>").contains("bridge at Sel"))
  }

  /// Some of these once took a time that grew with the square of the page; scripts/hostile-articles measures them at full size.
  @Test(arguments: [
    "<a", "<a ", "<a href=\"", "<a b='", "<p>short</p>", "<i></i>", "<p>short</p><i></i>",
    "<p>short</p><img>",
    "<li>", "<table><tr><td>a", "&amp", "<!--", "<h1>The bridge</h1>", "<script>", "word<br>",
  ])
  func aPageOfThousandsOfOneThingIsRead(_ piece: String) {
    for opening in ["", "<div><div><div>", "<p>\(paragraph)</p><article>"] {
      _ = body(of: opening + String(repeating: piece, count: 2_000))
    }
  }

  @Test(.timeLimit(.minutes(1))) func anAttributeOfAMegabyteIsNoText() {
    let value = String(repeating: "secret words ", count: 80_000)
    let text = body(of: "<div title=\"\(value)\" class=\"\(value)\"><p>\(paragraph)</p></div>")
    #expect(text.contains("bridge at Sel") && !text.contains("secret"))
  }

  @Test(.timeLimit(.minutes(1))) func entitiesOfEntitiesAreNotExpanded() {
    var declarations = "<!ENTITY a0 \"lol\">"
    for level in 1...9 {
      declarations += "<!ENTITY a\(level) \"" + String(repeating: "&a\(level - 1);", count: 10) + "\">"
    }
    let text = body(
      of:
        "<?xml version=\"1.0\"?><!DOCTYPE html [\(declarations)]><html><body><p>\(paragraph)&a9;</p></body></html>"
    )
    #expect(text.utf8.count < 1000)
  }

  @Test func whatScriptsAndStylesSayIsNoText() {
    for wrapped in [
      "<script>LEAK</script>", "<SCRIPT type=text/javascript>var a = '<p>LEAK</p>';</SCRIPT>",
      "<style>LEAK{}</style>",
      "<script><!-- LEAK --></script>", "<script>if (a</b/.exec(c)) LEAK</script>",
      "<svg><title>LEAK</title></svg>",
      "<template><p>LEAK</p></template>", "<textarea>LEAK</textarea>", "<!-- <p>LEAK</p> -->",
      "<iframe>LEAK</iframe>",
      "<div hidden><p>LEAK</p></div>", "<p style='DISPLAY : none'>LEAK</p>",
      "<select><option>LEAK</option></select>",
      "<script type='application/ld+json'>LEAK</script>", "<noscript><p>LEAK</p></noscript>",
      "<button>LEAK</button>",
      "<math><mi>LEAK</mi></math>", "<span aria-hidden=true>LEAK</span>", "<script src=x>LEAK",
    ] {
      let text = body(of: "<article><p>\(paragraph)</p>\(wrapped)<p>\(paragraph)Again.</p></article>")
      #expect(text.contains("bridge at Sel") && !text.contains("LEAK"), "\(wrapped)")
    }
  }

  @Test func aPageCutAnywhereIsStillRead() {
    let whole = PageFixture(name: "harbour").bytes
    for count in stride(from: 0, to: whole.count, by: 97) { _ = WebPage(Array(whole[..<count])) }
  }

  @Test func anyBytesAreReadWithoutAnEnd() {
    for bytes: [UInt8] in [
      [], [0], [0x3C], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], Array("<".utf8), Array("</".utf8),
      Array("<!--".utf8),
    ] {
      #expect(WebPage(bytes).article(id: "x") == nil)
    }
  }
}
