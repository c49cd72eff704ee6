import JSON
import Testing

@Suite struct LoadTests {
  private let page = """
    <html lang="en"><head><title>Ice on the canal</title></head><body><nav><a href="/">Home</a></nav>
    <article><h1>Ice on the canal</h1><p>The canal at Brenholm froze on Sunday for the first time in thirty years, the harbour master said.</p>
    <p>He warned that the ice was “as thick as a slice of toast”, and that nobody should walk on it before Thursday.</p></article></body></html>
    """

  @Test func whatIsReadCanBeScoredAsItIs() async throws {
    let folder = try Folder(["ice.html": page])
    let loaded = try await assay("load", "ice.html", in: folder)
    #expect(loaded.exitCode == 0 && loaded.stderr == "")
    let article = try #require(try loaded.records().first?.object)
    #expect(article["title"]?.string == "Ice on the canal")
    #expect(
      article["blocks"]?.array?.compactMap { $0.object?["region"]?.string } == ["headline", "body", "body"])
    #expect(article["origin"]?.object?["path"]?.string == "ice.html")
    try folder.write("ice.jsonl", loaded.stdout)
    let direct = try await assay("score", "ice.html", in: folder)
    let again = try await assay("score", "ice.jsonl", in: folder)
    #expect(direct.stdout == again.stdout && direct.stdout.contains("\"claims\":[{"))
  }

  @Test func whatIsLeftOutIsExplained() async throws {
    let folder = try Folder(["ice.html": page])
    let run = try await assay("load", "ice.html", "--explain", "--format", "page", in: folder)
    #expect(run.stdout.contains("- navigation: Home\n"))
    #expect(run.stdout.contains("language    en (element)\n"))
    #expect(run.stdout.contains("headline    Ice on the canal\n"))
    let plain = try await assay("load", "ice.html", "--format", "page", in: folder)
    #expect(!plain.stdout.contains("Home"))
  }

  @Test func inputsOfAllKindsAreScoredInOneRun() async throws {
    let folder = try Folder([
      "page.html": page,
      "feed.rss":
        "<rss><channel><title>L</title><item><guid>entry</guid><description>The mayor said “no”.</description></item></channel></rss>",
      "letter.eml": "Subject: Word\nMessage-ID: <mail>\n\nThe mayor said “no”.\n",
      "plain.txt": "The mayor said “no”.",
      "line.jsonl": "{\"id\":\"line\",\"text\":\"The mayor said “no”.\"}",
      "row.csv": "id,text\nrow,The mayor said “no”.\n",
      "crawl.warc":
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:crawl>\r\nContent-Type: text/html\r\nContent-Length: \(page.utf8.count)\r\n\r\n\(page)\r\n\r\n",
      "bad.html": "<html></html>",
    ])
    let inputs = [
      "page.html", "feed.rss", "letter.eml", "plain.txt", "line.jsonl", "row.csv", "crawl.warc", "bad.html",
    ]
    var results: [String] = []
    for workers in ["0", "2"] {
      let run = try await run(
        [program, "score"] + inputs + ["--workers", workers, "--dedupe"], in: folder)
      #expect(run.exitCode == 2 && run.stderr.contains("assay: bad.html: an article expected"))
      let articles = try run.records().compactMap { $0.object?["article"]?.object }
      #expect(
        articles.compactMap { $0["id"]?.string } == [
          "page", "entry", "mail", "plain", "line", "row", "urn:crawl",
        ])
      #expect(articles.compactMap { $0["duplicateOf"]?.string } == ["page"])
      results.append(run.stdout)
    }
    #expect(results[0] == results[1])
    let plain = try await assay("score", "page.html", in: folder)
    #expect(!plain.stdout.contains("duplicateOf"))
  }

  @Test func aRunThatMarksDuplicatesGoesOnAsOneThatDoes() async throws {
    let folder = try Folder(["a.html": page, "b.html": page, "c.txt": "Words."])
    let whole = try await run(
      [program, "score", "a.html", "b.html", "c.txt", "--dedupe", "-o", "x.jsonl"], in: folder)
    #expect(
      whole.exitCode == 0 && folder.read("x.jsonl")?.contains(#","duplicateOf":"a"},"claims""#) ?? false)
    let other = try await run(
      [program, "score", "a.html", "b.html", "c.txt", "-o", "x.jsonl", "--resume"], in: folder)
    #expect(other.exitCode == 2 && other.stderr.contains("the run was begun with other options"))
  }

  @Test func aWrongMapIsSaidBeforeAnythingIsRead() async throws {
    let run = try await assay("score", "none.json", "--map", "text=body", in: try Folder())
    #expect(run.exitCode == 2)
    #expect(run.stderr == "assay: --map: a path like .body.text or .authors[].name expected, got 'body'\n")
  }

  @Test func anInputThatCannotBeReadDoesNotKeepTheOthersAway() async throws {
    let folder = try Folder(["a.html": "<html><body></body></html>", "b.txt": "Words."])
    let run = try await assay("load", "a.html", "b.txt", "--format", "jsonl", in: folder)
    #expect(run.exitCode == 2)
    #expect(
      run.stderr.hasPrefix("assay: a.html: an article expected, got a page without running text\n  help: "))
    #expect(run.stdout == #"{"id":"b","text":"Words.","origin":{"path":"b.txt","bytes":[0,6]}}"# + "\n")
  }
}
