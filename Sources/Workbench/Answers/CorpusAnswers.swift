// Thousands of articles take their time, and the page shows what there is meanwhile.

import Articles
import Diagnostics
import JSON
import Rules
import Synchronization

extension Desk {
  /// The most rows of an answer.
  private static let mostRows = 20_000

  /// `POST /api/corpus`
  func startCorpus(_ request: Request) async throws -> Answer {
    let edits = try Edits(try request.object()["files"])
    let compiled = try await queue.run(replacing: "corpus") { [self] _ in
      try runnableRules(packs.read(edits))
    }
    let all = articles.all
    let started = scoring.withLock { scoring in
      scoring = CorpusScoring(
        generation: scoring.generation + 1, total: all.count, scales: compiled.scalesOfClaims)
      return scoring
    }
    background.start { [self] in score(all, compiled, generation: started.generation) }
    return Answer { json in
      json.beginObject()
      json.name("generation")
      json.integer(started.generation)
      json.name("total")
      json.integer(started.total)
      json.endObject()
    }
  }

  /// The rules of the packs that were read.
  ///
  /// - Throws: 400 when they have mistakes.
  func runnableRules(_ reading: PackReading, interrupt: RuleInterrupt? = nil) throws(Refusal) -> RuleSet {
    do throws(RuleMistakes) { return try rules(of: reading, interrupt: interrupt) } catch {
      let first = error.diagnostics.first { $0.severity == .error }
      throw Refusal(
        400, "the rules have mistakes" + (first.map { ": \($0.message)" } ?? ""), help: "mend them first")
    }
  }

  private func score(_ articles: [Article], _ rules: RuleSet, generation: Int) {
    guard var evaluator = try? rules.makeEvaluator() else {
      scoring.withLock { scoring in
        guard scoring.generation == generation else { return }
        scoring.failures = articles.count
        scoring.isFinished = true
      }
      return
    }
    for (index, article) in articles.enumerated() {
      guard scoring.withLock({ $0.generation == generation }) else { return }
      let evaluation = evaluator.evaluate(article)
      scoring.withLock { scoring in
        if scoring.generation == generation { scoring.add(evaluation, of: article, index: index) }
      }
    }
  }

  /// `GET /api/corpus`
  func corpus(_ request: Request) throws(Refusal) -> Answer {
    let generation = try request.number("generation", default: 0)
    let from = try request.number("from", default: 0)
    let scoring = scoring.withLock { $0 }
    guard generation > 0, scoring.generation == generation else {
      throw Refusal(410, "the corpus is being scored by other rules now")
    }
    return Answer { json in
      json.beginObject()
      json.name("generation")
      json.integer(generation)
      json.name("done")
      json.integer(scoring.done)
      json.name("total")
      json.integer(scoring.total)
      json.name("finished")
      json.bool(scoring.isFinished && from >= scoring.rows.count - Self.mostRows)
      json.name("failures")
      json.integer(scoring.failures)
      for (name, values) in [
        ("rules", scoring.rules.names), ("sources", scoring.sources.names), ("scales", scoring.scales),
        ("stances", Claim.Stance.allCases.map(\.rawValue)),
      ] {
        json.name(name)
        json.beginArray()
        for value in values { json.string(value) }
        json.endArray()
      }
      json.name("rows")
      json.beginArray()
      for row in scoring.rows.dropFirst(from).prefix(Self.mostRows) { json.row(row) }
      json.endArray()
      json.endObject()
    }
  }
}

extension JSONWriter {
  fileprivate mutating func row(_ row: CorpusScoring.Row) {
    beginArray()
    integer(row.article)
    integer(row.claim)
    integer(row.rule)
    integer(row.source)
    integer(Claim.Stance.allCases.firstIndex(of: row.stance) ?? 0)
    if let total = row.total { number(total) } else { null() }
    string(row.excerpt)
    endArray()
  }
}
