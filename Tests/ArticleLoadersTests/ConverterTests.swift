// Programs of the user's, and pdftotext: what they say is read, and what they do wrong costs one file.

import ArticleLoaders
import Articles
import Foundation
import Testing

@Suite struct ConverterTests {
  private func load(
    _ command: String, _ files: KeyValuePairs<String, String> = ["a.xyz": "some words"], seconds: Double = 60
  )
    throws -> Loaded
  {
    var options = LoadOptions()
    options.converter = command
    options.converterSeconds = seconds
    return try Folder(files).load([""], options: options)
  }

  @Test func whatAConverterWritesAreArticles() throws {
    let loaded = try load(
      #"printf '{"title":"%s","text":"%s"}\n' "$ASSAY_ID" "$(cat)""#, ["a.xyz": "one", "b.bin": "two"])
    #expect(loaded.lines == ["a", "b"])
    #expect(loaded.articles.map(\.string) == ["one", "two"] && loaded.articles[0].title == "a")
  }

  @Test func severalArticlesOfAFileAreNumbered() throws {
    let loaded = try load(#"cat >/dev/null; printf '{"text":"x"}\n{"id":"own","text":"y"}\nno\n'"#)
    #expect(
      loaded.lines[0] == "a:1" && loaded.lines[1] == "own"
        && loaded.lines[2].hasPrefix("! a.xyz: line 3 of the converter: "))
  }

  @Test(arguments: [
    ("exit 3", "the converter ended with status 3"),
    ("echo no such thing >&2; exit 1", "the converter ended with status 1: no such thing"),
    ("true", "the converter made no article of it"), ("kill -9 $$", "the converter ended with signal 9"),
  ])
  func aConverterThatFailsIsOneLine(_ command: String, _ reason: String) throws {
    #expect(try load(command).lines == ["! a.xyz: \(reason)"])
  }

  @Test(.timeLimit(.minutes(1))) func aConverterThatHangsIsEnded() throws {
    #expect(
      try load("sleep 600", seconds: 0.3).lines.first?.hasPrefix(
        "! a.xyz: the converter took longer than 0 seconds") ?? false)
    // One that has said all and does not go away is not waited for.
    #expect(try load(#"echo '{"text":"x"}'; exec >&-; sleep 600"#).lines == ["a"])
  }

  @Test(.timeLimit(.minutes(1))) func aConverterThatWritesWithoutEndIsEnded() throws {
    #expect(try load("yes").lines == ["! a.xyz: at most 67108864 bytes of the converter expected, got more"])
  }

  @Test func aConverterNeedNotReadAll() throws {
    let long = String(repeating: "words ", count: 200_000)
    #expect(try load(#"head -c 5 >/dev/null; echo '{"text":"x"}'"#, ["a.xyz": long]).lines == ["a"])
  }

  @Test(
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/pdftotext"), "pdftotext is not installed"))
  func aPDFIsReadByPdftotext() throws {
    let content = "BT /F1 12 Tf 72 720 Td (The canal froze on Sun-) Tj 0 -14 Td (day, the master said.) Tj ET"
    var pdf = "%PDF-1.4\n"
    var places: [Int] = []
    for (number, object) in [
      "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
      "<</Length \(content.utf8.count)>>stream\n\(content)\nendstream",
      "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ].enumerated() {
      places.append(pdf.utf8.count)
      pdf += "\(number + 1) 0 obj\(object)endobj\n"
    }
    let start = pdf.utf8.count
    pdf += "xref\n0 6\n0000000000 65535 f \n"
    for place in places {
      pdf += String(repeating: "0", count: 10 - "\(place)".count) + "\(place) 00000 n \n"
    }
    pdf += "trailer<</Size 6/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
    let loaded = try Folder(["a.pdf": pdf, "b.pdf": "%PDF-1.4 no more"]).load(["a.pdf", "b.pdf"])
    #expect(loaded.articles.first?.string == "The canal froze on Sunday, the master said.")
    #expect(loaded.articles.first?.notices.map(\.slug) == ["pdf"])
    #expect(
      loaded.lines.count == 2 && loaded.lines[1].hasPrefix("! b.pdf: pdftotext ended with status 1"))
  }
}
