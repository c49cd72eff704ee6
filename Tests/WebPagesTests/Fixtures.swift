// Reads the pages beside this file. With UPDATE_FIXTURES=1 in the environment the expected side is rewritten: read the
// difference as a reader of the page would.

import Articles
import Foundation
import Testing

@testable import WebPages

/// A page and what is made of it: `NAME.html` and `NAME.txt`.
struct PageFixture: CustomTestStringConvertible, Sendable {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
  static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] == "1"

  var name: String
  var testDescription: String { name }

  static let all: [PageFixture] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { $0.hasSuffix(".html") }.map { PageFixture(name: String($0.dropLast(5))) }
  }()

  private var expectedFile: URL { Self.folder.appending(path: name + ".txt") }
  var expected: String { (try? String(contentsOf: expectedFile, encoding: .utf8)) ?? "" }
  func rewrite() throws { try rendered.write(to: expectedFile, atomically: true, encoding: .utf8) }

  var bytes: [UInt8] {
    FileManager.default.contents(atPath: Self.folder.appending(path: name + ".html").path).map { [UInt8]($0) }
      ?? []
  }

  var rendered: String {
    let page = WebPage(bytes)
    var lines: [String] = []
    for (name, value) in [
      ("title", page.metadata.title), ("byline", page.metadata.byline), ("outlet", page.metadata.outlet),
      ("published", page.metadata.published), ("language", page.metadata.language),
      ("section", page.metadata.section),
      ("url", page.metadata.url),
    ] { lines.append("\(name): " + (value.map { "\($0.text) (\($0.evidence.rawValue))" } ?? "-")) }
    for block in page.blocks {
      let text = block.text.replacingOccurrences(of: "\n", with: "⏎")
      lines.append(block.omission.map { "- [\($0)] \(text)" } ?? "+ \(block.region.rawValue): \(text)")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

@Suite struct PageFixtureTests {
  @Test(.enabled(if: !PageFixture.isUpdating), arguments: PageFixture.all)
  func aPageIsReadAsItsFixtureSays(_ fixture: PageFixture) { #expect(fixture.rendered == fixture.expected) }

  @Test(.enabled(if: PageFixture.isUpdating), arguments: PageFixture.all)
  func theExpectedReadingsAreRewritten(_ fixture: PageFixture) throws { try fixture.rewrite() }

  @Test func thereAreFixtures() { #expect(PageFixture.all.count >= 5) }
}
