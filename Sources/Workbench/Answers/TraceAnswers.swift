// Why a rule did not fire is asked more often than why it did.

import Articles
import JSON
import Rules

extension Desk {
  /// `POST /api/trace`
  func trace(_ request: Request) async throws -> Answer {
    let body = try request.object()
    let edits = try Edits(body["files"])
    let article = try article(of: body).article
    guard let id = body["rule"]?.string else { throw Refusal(400, "rule: an id expected") }
    return try await queue.run(replacing: request.newest("trace")) { [self] interrupt in
      let compiled = try runnableRules(packs.read(edits), interrupt: interrupt)
      guard compiled.ruleIDs.contains(id) else { throw Refusal(404, "no rule '\(id)'") }
      return try lastArticle.with(article) { analysed in
        var tracer = try RuleTracer(compiled, analysed, interrupt: interrupt)
        let claims = tracer.explanation.evaluation.claims
        let found = claims.indices.filter { row in
          claims[row].rule == id || claims[row].scores.contains { $0.rule == id }
        }
        return answer(tracer.trace(id), found, article)
      }
    }
  }

  private func answer(_ traces: [RuleTrace], _ found: [Int], _ article: Article) -> Answer {
    let offsets = article.offsetMap(.utf16)
    return Answer { json in
      json.beginObject()
      json.name("units")
      json.beginArray()
      for trace in traces {
        json.beginObject()
        json.name("span")
        json.span(trace.span, offsets)
        json.name("text")
        json.string(article.string(trace.span))
        json.name("fired")
        json.bool(trace.fired)
        json.name("message")
        json.string(trace.message)
        json.name("condition")
        json.stringOrNull(trace.condition)
        json.name("stoppedAt")
        if let span = trace.stoppedAt { json.span(span, offsets) } else { json.null() }
        json.endObject()
      }
      json.endArray()
      json.name("found")
      json.beginArray()
      for row in found { json.integer(row) }
      json.endArray()
      json.name("note")
      json.stringOrNull(
        traces.isEmpty ? "there is nothing here that this rule looks at" : nil)
      json.endObject()
    }
  }
}
