// The page of a pack.

import Rules
import Testing

@testable import PackPages

@Suite struct PackPageTests {
  static let rules = """
    extract "said" { doc = "A source <b>says</b> *it*.", match = [[ source:(DET NOUN) cue:said content:<quotation> ]] }
    score "figure" { doc = "A figure.", scale = "s", match = contains "<figure>", points = 2, because = "gives {match}" }
    """
  static let tests = """
    test "a | pipe" { "{source|The mayor} {cue|said} {content|“it took 40 <days>”}.", scores = { figure = 2 } }
    test "nobody speaks" { "It is quiet." }
    test "a miss" { todo = "nobody knows", rule = "said", "{source|Ann} {cue|said} {content|“no”}." }
    """

  private func description(_ manifest: String = "", changes: String? = nil) throws -> PackDescription {
    var files = [
      PackSource.File(path: "rules/r.lua", displayPath: "r.lua", bytes: Array(Self.rules.utf8)),
      PackSource.File(path: "rules/r_test.lua", displayPath: "r_test.lua", bytes: Array(Self.tests.utf8)),
      PackSource.File(
        path: "pack.json", displayPath: "pack.json",
        bytes: Array(#"{"name":"desk/p","version":"1.0.0","title":"Pipes <script>"\#(manifest)}"#.utf8)),
    ]
    if let changes {
      files.append(
        PackSource.File(path: "CHANGELOG.md", displayPath: "CHANGELOG.md", bytes: Array(changes.utf8)))
    }
    let pack = PackSource(
      name: "desk/p", version: "1.0.0", digest: "sha256:0", signed: false,
      parameters: [.init(name: "least", value: .number(3), doc: "How many.")], files: files)
    return try PackDescription(pack, lending: [])
  }

  @Test func rulesStandWithTheirExamplesMarked() throws {
    let page = try description().markdown
    #expect(
      page.contains(
        """
        ### `figure`

        A figure.

        - Weighs claim: +2 on `s`, because “gives {match}”

        - <i>The mayor</i> <u>said</u> <b>“it took 40 &lt;days&gt;”</b>. — a \\| pipe
        """), "\(page)")
    #expect(page.contains("| least | 3 | How many. |"))
    #expect(page.contains("- <b>Known miss: </b><i>Ann</i> <u>said</u> <b>“no”</b>. — nobody knows"))
    #expect(page.contains("## What is left alone\n\n- It is quiet.\n"))
  }

  @Test func whatAPackSaysIsNeverMarkup() throws {
    let description = try description(changes: "# 1.0\n</pre><script>x</script>\n```\n")
    #expect(description.markdown.contains("# Pipes &lt;script&gt;"))
    #expect(description.markdown.contains("A source &lt;b&gt;says&lt;/b&gt; \\*it\\*."))
    #expect(description.markdown.contains("\n    </pre><script>x</script>\n    ```\n"), "as code")
    let html = description.html
    #expect(!html.contains("<script>") && html.contains("&lt;/pre&gt;&lt;script&gt;"))
    #expect(html.contains(#"<mark class="content" title="content">“it took 40 &lt;days&gt;”</mark>"#))
  }

  @Test func manifestsAddWhatOnlyPeopleKnow() throws {
    let page = try description(
      #","rules":[{"id":"said","kind":"extract","status":"experimental","falsePositives":["Titles of books."],"related":["other"]}],"authors":["Ann"],"license":"CC0-1.0""#
    ).markdown
    #expect(page.contains("- <b>Known false positive: </b>Titles of books.\n- Related: other"))
    #expect(
      page.contains("- <b>experimental</b>") && page.contains("- By Ann") && page.contains("1.0.0, CC0-1.0"))
  }

  @Test func figuresOfOtherRulesAreToldApart() throws {
    let page = try description(
      #","evidence":[{"corpus":"sha256:c","rulesDigest":"sha256:old","articles":3,"items":9,"yes":4,"rules":[{"rule":"desk/p/said","votes":5,"precision":0.8,"recall":null,"yesShare":0.75}]}]"#
    ).markdown
    #expect(page.contains("On 3 articles with 9 labelled places, 4 of them yes; corpus `sha256:c`"))
    #expect(page.contains("<b>The rules have been changed since.</b>"))
    #expect(page.contains("| desk/p/said | 5 | 80.0% | – | 0.75 |"))
  }

  @Test func aPackOfNoTestsHasAPage() throws {
    let pack = PackSource(
      name: "desk/p", version: "1.0.0", digest: "sha256:0", signed: false,
      files: [PackSource.File(path: "rules/r.lua", displayPath: "r.lua", bytes: Array(Self.rules.utf8))])
    #expect(try PackDescription(pack, lending: []).markdown.hasPrefix("# desk/p\n\n`desk/p` 1.0.0\n"))
  }
}
