// Reads the fixture files beside this one. With UPDATE_FIXTURES=1 in the environment the expected side is rewritten:
// read the difference as a critical author of rules would.

import Diagnostics
import Foundation
import Testing

@testable import Rules

/// A wrong rule and what is printed for it: `NAME.lua`, or a folder `NAME` of a pack's files, and `NAME.txt`.
struct DiagnosticFixture: CustomTestStringConvertible, Sendable {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(
    path: "Fixtures/diagnostics")
  static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] == "1"

  var name: String
  var isFolder: Bool

  var testDescription: String { name }

  static let all: [DiagnosticFixture] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.sorted().compactMap { name in
      if name.hasSuffix(".lua") { return DiagnosticFixture(name: String(name.dropLast(4)), isFolder: false) }
      return name.contains(".") ? nil : DiagnosticFixture(name: name, isFolder: true)
    }
  }()

  private var expectedFile: URL { Self.folder.appending(path: name + ".txt") }

  var expected: String { (try? String(contentsOf: expectedFile, encoding: .utf8)) ?? "" }

  func rewrite() throws { try (rendered + "\n").write(to: expectedFile, atomically: true, encoding: .utf8) }

  /// A loose file becomes a pack with the two lexicons that the fixtures share.
  var pack: PackSource {
    let file = isFolder ? "" : "rules/\(name).lua"
    var files: [PackSource.File] = []
    if isFolder {
      for path in FileManager.default.subpaths(atPath: Self.folder.appending(path: name).path) ?? [] {
        files += Self.read("\(name)/\(path)", as: path)
      }
    } else {
      files += Self.read(name + ".lua", as: file)
      files.append(.test("lexicons/deny.txt", "deny\nreject\nrule out\n"))
      files.append(.test("lexicons/hedges.txt", "may\nabout\nreportedly\n"))
    }
    return PackSource(name: "desk/fixture", version: "1.0.0", digest: "", signed: false, files: files)
  }

  private static func read(_ path: String, as name: String) -> [PackSource.File] {
    guard let data = FileManager.default.contents(atPath: folder.appending(path: path).path) else {
      return []
    }
    return [PackSource.File(path: name, displayPath: "fixture/" + name, bytes: [UInt8](data))]
  }

  var rendered: String {
    let limits = RuleLimits(memory: 8 << 20, steps: 3_000_000)
    var found = RuleSet.check([pack], limits: limits)
    found += DeclaredTest.read(pack, limits: limits).diagnostics
    return found.isEmpty ? "(fine)" : found.map { $0.rendered() }.joined(separator: "\n\n")
  }
}

@Suite struct DiagnosticFixtureTests {
  @Test(.enabled(if: !DiagnosticFixture.isUpdating), arguments: DiagnosticFixture.all)
  func aWrongRuleIsReportedAsItsFixtureSays(_ fixture: DiagnosticFixture) {
    #expect(fixture.rendered + "\n" == fixture.expected)
  }

  @Test(.enabled(if: DiagnosticFixture.isUpdating), arguments: DiagnosticFixture.all)
  func theExpectedDiagnosticsAreRewritten(_ fixture: DiagnosticFixture) throws { try fixture.rewrite() }

  @Test func thereAreFixturesAndEachReportsSomething() {
    #expect(DiagnosticFixture.all.count >= 45)
    for fixture in DiagnosticFixture.all { #expect(fixture.expected != "(fine)\n", "\(fixture.name)") }
  }
}
