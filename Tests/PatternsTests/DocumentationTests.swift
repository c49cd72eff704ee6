// Every example of docs/patterns.md is run: what the page shows is what happens.

import Diagnostics
import Foundation
import Testing
import TextAnalysis

@testable import Patterns

struct DocumentedExample: CustomTestStringConvertible, Sendable {
  var pattern: String
  var sentence: String

  var testDescription: String { "\(pattern) — \(sentence)" }

  static let all: [DocumentedExample] = {
    let page = Fixtures.folder.appending(path: "../../../docs/patterns.md")
    let text = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    return text.components(separatedBy: "```pattern\n").dropFirst().flatMap { block -> [DocumentedExample] in
      let parts = block.components(separatedBy: "\n```")[0].components(separatedBy: "\n---\n")
      guard parts.count == 2 else { return [] }
      return parts[1].split(separator: "\n").map {
        DocumentedExample(pattern: parts[0], sentence: String($0))
      }
    }
  }()

  /// The sentence without marks, and `role words` for each mark, in order. White space is left out.
  var taken: (plain: String, marks: [String]) {
    var plain = "", marks: [String] = [], open: [(role: String, text: String)] = []
    var rest = Substring(sentence)
    while let character = rest.popFirst() {
      if character == "{" {
        let role = rest.prefix { $0 != "|" }
        rest = rest.dropFirst(role.count + 1)
        open.append((String(role), ""))
      } else if character == "}", let mark = open.popLast() {
        marks.append("\(mark.role) \(mark.text)")
      } else if !character.isWhitespace {
        plain.append(character)
        for index in open.indices { open[index].text.append(character) }
      }
    }
    return (plain, marks)
  }
}

@Suite struct DocumentationTests {
  private static let notations: [String: String] = {
    var result: [String: String] = [:]
    for line in Fixtures.read("documented-sentences.txt").split(separator: "\n").dropFirst() {
      let text = FixtureText(String(line))
      result[text.string(0..<text.tokens.count).filter { !$0.isWhitespace }] = String(line)
    }
    return result
  }()

  @Test(arguments: DocumentedExample.all) func anExampleFindsWhatThePageShows(_ example: DocumentedExample)
    throws
  {
    let (plain, marks) = example.taken
    let notation = try #require(Self.notations[plain], "the sentence is not in documented-sentences.txt")
    let (set, diagnostics) = PatternSet.compile([PatternSource(example.pattern)], lexicons: fixtureLexicons)
    #expect(diagnostics.isEmpty, "\(diagnostics.map { $0.rendered() })")
    let text = FixtureText(notation)
    var matcher = PatternMatcher(set)
    matcher.beginText(text)
    let match = matcher.firstMatchInText(of: 0, text, tokens: 0..<text.tokens.count)
    var found: [(start: Int32, mark: String)] = []
    if let match {
      for capture in matcher.captures[match.captures] {
        let words = text.string(Int(capture.firstToken)..<Int(capture.endToken))
        found.append(
          (capture.firstToken, "\(set.roleNames[Int(capture.role)]) \(words.filter { !$0.isWhitespace })"))
      }
      if found.isEmpty {
        let words = text.string(Int(match.firstToken)..<Int(match.endToken))
        found.append((0, "match \(words.filter { !$0.isWhitespace })"))
      }
    }
    #expect(found.sorted { $0.start < $1.start }.map(\.mark) == marks)
  }

  @Test func thePageHasExamples() {
    #expect(DocumentedExample.all.count >= 25)
  }

  @Test func everyLayerTagAndShapeIsOnThePage() throws {
    let page = try String(
      contentsOf: Fixtures.folder.appending(path: "../../../docs/patterns.md"), encoding: .utf8)
    for layer in SpanLayer.allCases { #expect(page.contains("`<\(layer.name)>`")) }
    for tag in PartOfSpeech.allCases where tag != .none { #expect(page.contains(tag.name)) }
    for shape in Shape.allCases { #expect(page.contains(shape.name)) }
    for flag in TokenTest.Flag.allCases { #expect(page.contains("`\(flag.rawValue)`")) }
    for key in PatternNames.keys { #expect(page.contains("| `\(key)` |")) }
  }

  /// The answers in the page's table, by the pattern and sentence of the same row.
  @Test func theAnswersOfExplainAreThoseOnThePage() throws {
    let notations = [
      "The minister said so.": "[np The minister ] said/VERB/say so .",
      "It denied so.": "It/PRON/it/2/nsubj denied/VERB/deny/0/root so/ADV/so/2/advmod",
    ]
    let page = try String(
      contentsOf: Fixtures.folder.appending(path: "../../../docs/patterns.md"), encoding: .utf8)
    var count = 0
    for row in page.split(separator: "\n") {
      let cells = row.components(separatedBy: " | ").map { $0.trimmingCharacters(in: ["|", " ", "`"]) }
      guard cells.count == 3, let notation = notations[cells[1]] else { continue }
      let (set, _) = PatternSet.compile([PatternSource(cells[0])], lexicons: fixtureLexicons)
      let text = FixtureText(notation)
      var matcher = PatternMatcher(set)
      matcher.beginText(text)
      let message = matcher.explainText(0, text, sentence: 0).message
      #expect(message == cells[2])
      count += 1
    }
    #expect(count == 2)
  }
}
