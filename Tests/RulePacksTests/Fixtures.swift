// Folders with something wrong in their manifest or between it and the rules, and what is printed for them. With
// UPDATE_FIXTURES=1 in the environment the expected side is rewritten: read the difference as a reviewer.

import Diagnostics
import Foundation
import Rules
import Testing

@testable import RulePacks

struct PackFixture: CustomTestStringConvertible, Sendable {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Fixtures/diagnostics")
  static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] == "1"

  var name: String
  var testDescription: String { name }

  static let all: [PackFixture] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().filter { !$0.contains(".") }.map { PackFixture(name: $0) }
  }()

  private var expectedFile: URL { Self.folder.appending(path: name + ".txt") }
  var expected: String { (try? String(contentsOf: expectedFile, encoding: .utf8)) ?? "" }
  func rewrite() throws { try (rendered + "\n").write(to: expectedFile, atomically: true, encoding: .utf8) }

  /// What `check` prints for the folder.
  var rendered: String {
    let path = Self.folder.appending(path: name).path
    var reader = PackReader()
    var found: [Diagnostic] = []
    var failure = ""
    do {
      let packs = try reader.read(path)
      found = reader.diagnostics + RuleSet.check(packs) + packs.flatMap { PackChecks.run($0) }
    } catch {
      found = reader.diagnostics
      if found.isEmpty { failure = error.description + "\n  help: " + (error.help ?? "") }
    }
    let text = failure + found.map { $0.rendered() }.joined(separator: "\n\n")
    return text.isEmpty ? "(fine)" : text.replacing(Self.folder.path + "/", with: "")
  }
}

@Suite struct PackFixtureTests {
  @Test(.enabled(if: !PackFixture.isUpdating), arguments: PackFixture.all)
  func aWrongPackIsReportedAsItsFixtureSays(_ fixture: PackFixture) {
    #expect(fixture.rendered + "\n" == fixture.expected)
  }

  @Test(.enabled(if: PackFixture.isUpdating), arguments: PackFixture.all)
  func theExpectedDiagnosticsAreRewritten(_ fixture: PackFixture) throws { try fixture.rewrite() }

  @Test func eachFixtureReportsSomething() {
    #expect(PackFixture.all.count >= 8)
    for fixture in PackFixture.all { #expect(fixture.expected != "(fine)\n", "\(fixture.name)") }
  }
}
