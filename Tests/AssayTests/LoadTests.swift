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

  @Test func anInputThatCannotBeReadDoesNotKeepTheOthersAway() async throws {
    let folder = try Folder(["a.html": "<html><body></body></html>", "b.txt": "Words."])
    let run = try await assay("load", "a.html", "b.txt", "--format", "jsonl", in: folder)
    #expect(run.exitCode == 2)
    #expect(
      run.stderr.hasPrefix("assay: a.html: an article expected, got a page without running text\n  help: "))
    #expect(run.stdout == #"{"id":"b","text":"Words.","origin":{"path":"b.txt","bytes":[0,6]}}"# + "\n")
  }
}
