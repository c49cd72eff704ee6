// Reads the fixture files beside this one. With UPDATE_FIXTURES=1 in the environment the expected
// side is rewritten: read the difference as a reviewer.

import Foundation
import Testing

enum Fixtures {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
  static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] == "1"

  static func read(_ name: String) -> String {
    (try? String(contentsOf: folder.appending(path: name), encoding: .utf8)) ?? ""
  }

  static func write(_ text: String, to name: String) throws {
    try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
  }
}

/// A pattern, a sentence, and the matches expected: lines beginning with `? `, `: ` and `> `. A pattern of several
/// lines repeats the `? `. A pattern goes on for the sentences below it. Other lines are comments.
struct MatchCase: CustomTestStringConvertible, Sendable {
  var pattern: String
  var sentence: String
  var expected: [String]
  var line: Int

  var testDescription: String { "line \(line): \(pattern)" }

  static func parse(_ text: String) -> [MatchCase] {
    var cases: [MatchCase] = []
    var pattern: [String] = []
    var last: Character = " "
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let body = String(line.dropFirst(2))
      switch line.prefix(2) {
      case "? ":
        if last != "?" { pattern = [] }
        pattern.append(body)
        last = "?"
      case ": ":
        cases.append(
          MatchCase(pattern: pattern.joined(separator: "\n"), sentence: body, expected: [], line: index + 1))
        last = ":"
      case "> ":
        if !cases.isEmpty { cases[cases.count - 1].expected.append(body) }
        last = ">"
      default: last = " "
      }
    }
    return cases
  }
}
