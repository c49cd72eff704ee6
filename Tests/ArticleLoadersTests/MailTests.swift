import ArticleLoaders
import Articles
import Testing

@Suite struct MailTests {
  private let letter = """
    From: =?utf-8?Q?Ada_Qu=C3=ADll?= <ada@lantern.example>\r
    Subject: =?UTF-8?B?SWNl?= =?utf-8?q?_on_the_canal?=\r
    Date: Tue, 4 Nov 2025 18:20:00 +0100\r
    Message-ID: <1@lantern.example>\r
    MIME-Version: 1.0\r
    Content-Type: multipart/mixed; boundary="out er"\r
    \r
    For old programs.\r
    --out er\r
    Content-Type: multipart/alternative;\r
     boundary=in\r
    \r
    --in\r
    Content-Type: text/plain; charset=us-ascii\r
    \r
    Plain words.\r
    --in\r
    Content-Type: text/html; charset=iso-8859-1\r
    Content-Transfer-Encoding: quoted-printable\r
    \r
    <html><body><table><tr><td><p>The canal at Brenholm froze on Sunday, the harbour master told the caf=E9 owner, =\r
    who did not believe him.</p></td></tr></table><p style=3D"display:none">Seen only by filters.</p></body></html>\r
    --in--\r
    --out er\r
    Content-Type: text/plain\r
    Content-Disposition: attachment; filename=x.txt\r
    \r
    Attached words.\r
    --out er--\r

    """

  @Test func theBestOfAlternativesIsRead() throws {
    let loaded = try Folder(["a.eml": letter]).load(["a.eml"])
    let article = try #require(loaded.articles.first)
    #expect(
      article.id == "1@lantern.example" && article.title == "Ice on the canal"
        && article.byline == "Ada Quíll")
    #expect(article.published == "2025-11-04T18:20:00+01:00")
    #expect(
      article.string
        == "Ice on the canal\n\nThe canal at Brenholm froze on Sunday, the harbour master told the café owner, who did not believe him."
    )
  }

  @Test func aMailboxIsSeveralArticles() throws {
    let box = """
      From a@b Tue Nov  4 18:20:00 2025
      Subject: One

      First words.
      >From here on it rained.

      From a@b Tue Nov  4 18:21:00 2025
      Subject: Two
      Message-ID: <2@x>
      Content-Transfer-Encoding: base64

      U2Vjb25k
      IHdvcmRzLg==

      From a@b Tue Nov  4 18:22:00 2025
      Subject: Nothing
      Content-Type: image/png

      x
      """
    let folder = try Folder(["box.mbox": box, "saved": box])
    let loaded = folder.load(["box.mbox"])
    #expect(loaded.lines.prefix(2) == ["box:1", "2@x"])
    #expect(
      loaded.lines[2].hasPrefix("! box.mbox: message at byte ")
        && loaded.lines[2].hasSuffix(": no text to be shown"))
    #expect(loaded.articles[0].string == "One\n\nFirst words.\nFrom here on it rained.")
    #expect(loaded.articles[1].string == "Two\n\nSecond words.")
    #expect(folder.load(["saved"]).articles.count == 2)
    var reader = ArticleReader([folder.path + "/box.mbox"])
    _ = reader.next()
    var rest = ArticleReader([folder.path + "/box.mbox"], at: reader.position)
    guard case .article(let article, _)? = rest.next() else {
      Issue.record("the second message expected")
      return
    }
    #expect(article.id == "2@x")
  }

  @Test func aMessageIsCutAnywhereWithoutHarm() throws {
    let bytes = Array(letter.utf8)
    let folder = try Folder()
    for count in stride(from: 0, to: bytes.count, by: 53) {
      try folder.write("a.eml", Array(bytes[..<count]))
      _ = folder.load(["a.eml"])
    }
  }

  @Test(.timeLimit(.minutes(1))) func partsWithoutEndAreNotFollowed() throws {
    var text = "Subject: x\n"
    for level in 0..<2000 { text += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" }
    #expect(
      try Folder(["a.eml": text + "\n\nDeep."]).load(["a.eml"]).lines == [
        "! a.eml: message at byte 0: no text to be shown"
      ])
  }

  @Test(.timeLimit(.minutes(1))) func aMessageOverTheLimitIsPassed() throws {
    let long = "From a@b x\nSubject: Long\n\n" + String(repeating: "words and words\n", count: 10_000)
    let box = long + "\nFrom a@b x\nSubject: Short\nMessage-ID: <s>\n\nWords.\n"
    let loaded = try Folder(["b.mbox": box]).load(["b.mbox"], options: LoadOptions(sizeLimit: 20_000))
    #expect(
      loaded.lines.count == 2 && loaded.lines[0].contains("is over the limit of 20000")
        && loaded.lines[1] == "s")
  }
}
