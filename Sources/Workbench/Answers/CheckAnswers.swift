// What can be said of the analyst's own packs without an article, and what their tests say.

import Diagnostics
import JSON
import RulePacks
import Rules

extension Desk {
  /// `POST /api/check`
  func check(_ request: Request) async throws -> Answer {
    let edits = try Edits(try request.object()["files"])
    return try await queue.run(replacing: request.newest("check")) { [self] interrupt in
      let reading = try packs.read(edits)
      var diagnostics = reading.diagnostics
      diagnostics += RuleSet.check(
        reading.writable, lending: reading.sources, limits: limits, interrupt: interrupt)
      for pack in reading.writable { diagnostics += PackChecks.run(pack, limits: limits) }
      return Answer { json in
        json.beginObject()
        json.name("diagnostics")
        json.diagnostics(diagnostics, reading.filesByDisplayPath)
        json.endObject()
      }
    }
  }

  /// `POST /api/test`
  func test(_ request: Request) async throws -> Answer {
    let body = try request.object()
    let edits = try Edits(body["files"])
    guard let name = body["pack"]?.string else { throw Refusal(400, "pack: a name expected") }
    return try await queue.run(replacing: request.newest("test")) { [self] _ in
      let reading = try packs.read(edits)
      let pack = try reading.pack(name).unlisted
      let files = reading.filesByDisplayPath
      let report: PackTestReport
      do throws(RuleSet.Mistakes) {
        report = try PackTests(pack, lending: reading.sources, limits: limits).run()
      } catch {
        return Answer { json in
          json.beginObject()
          json.counts(PackTestReport())
          json.name("tests")
          json.beginArray()
          json.endArray()
          json.name("diagnostics")
          json.diagnostics(error.diagnostics, files)
          json.endObject()
        }
      }
      return Answer { json in
        json.beginObject()
        json.counts(report)
        json.name("tests")
        json.beginArray()
        for outcome in report.outcomes { json.outcome(outcome, files) }
        json.endArray()
        json.name("diagnostics")
        json.diagnostics([], files)
        json.endObject()
      }
    }
  }
}

extension JSONWriter {
  fileprivate mutating func counts(_ report: PackTestReport) {
    name("passed")
    integer(report.passed)
    name("failed")
    integer(report.failed)
    name("todo")
    integer(report.todo)
  }

  fileprivate mutating func outcome(
    _ outcome: PackTestReport.Outcome, _ files: [String: (pack: String, path: String)]
  ) {
    beginObject()
    name("name")
    string(outcome.title)
    let colon = outcome.place.lastIndex(of: ":") ?? outcome.place.endIndex
    let file = String(outcome.place[..<colon])
    name("path")
    string(files[file]?.path ?? file)
    name("line")
    integer(Int(outcome.place[colon...].dropFirst()) ?? 1)
    name("outcome")
    switch outcome.result {
    case .passed:
      string("passed")
      name("message")
      null()
    case .failed(let reasons):
      string("failed")
      name("message")
      string(reasons.joined(separator: "\n"))
    case .todo(let reason):
      string("todo")
      name("message")
      string(reason)
    }
    endObject()
  }
}
