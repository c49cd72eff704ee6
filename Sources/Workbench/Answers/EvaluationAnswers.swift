// One article under the rules as they stand in the page: what was found, what was not, and why.

import Articles
import Diagnostics
import JSON
import RulePacks
import Rules
import Scoring

extension Desk {
  /// `POST /api/evaluate`
  func evaluate(_ request: Request) async throws -> Answer {
    let body = try request.object()
    let edits = try Edits(body["files"])
    let article = try article(of: body).article
    return try await queue.run(replacing: request.newest("evaluate")) { [self] interrupt in
      let reading = try packs.read(edits)
      let compiled: RuleSet
      do throws(RuleMistakes) {
        compiled = try rules(of: reading, interrupt: interrupt)
      } catch {
        return answer(article, reading, error.diagnostics, nil)
      }
      var evaluator = try compiled.makeEvaluator(interrupt: interrupt)
      let explanation = lastArticle.with(article) { evaluator.explain($0) }
      return answer(article, reading, reading.diagnostics + compiled.warnings, (compiled, explanation))
    }
  }

  private func answer(
    _ article: Article, _ reading: PackReading, _ diagnostics: [Diagnostic],
    _ found: (rules: RuleSet, explanation: Explanation)?
  ) -> Answer {
    Answer { json in
      json.beginObject()
      json.name("ok")
      json.bool(found != nil)
      json.name("diagnostics")
      json.diagnostics(diagnostics, reading.filesByDisplayPath)
      json.name("title")
      json.stringOrNull(article.title)
      json.name("text")
      json.string(utf8: article.text)
      let offsets = article.offsetMap(.utf16)
      json.name("blocks")
      json.beginArray()
      for block in article.blocks {
        json.beginObject()
        let span = offsets.convert(block.span)
        json.name("start")
        json.integer(Int(span.start))
        json.name("end")
        json.integer(Int(span.end))
        json.name("region")
        json.string(block.region.rawValue)
        json.endObject()
      }
      json.endArray()
      json.name("record")
      if let found {
        json.raw(record(of: article, found.explanation.evaluation, reading.sources))
      } else {
        json.null()
      }
      write(found?.explanation, found?.rules, offsets, to: &json)
      json.endObject()
    }
  }

  private func record(of article: Article, _ evaluation: Evaluation, _ sources: [PackSource]) -> [UInt8] {
    let references = sources.map(RecordWriter.PackReference.init)
    let writer = RecordWriter(
      unit: .utf16, packs: references + (settings.map { [RecordWriter.PackReference($0)] } ?? []),
      engine: engineVersion)
    var json = JSONWriter()
    writer.write(evaluation, of: article, sha256: sha256(article.text), to: &json)
    return json.bytes.dropLast()
  }

  private func write(
    _ explanation: Explanation?, _ rules: RuleSet?, _ offsets: OffsetMap, to json: inout JSONWriter
  ) {
    json.name("overruled")
    json.beginArray()
    for finding in explanation?.overruled ?? [] {
      json.beginObject()
      json.name("rule")
      json.string(finding.rule)
      json.name("content")
      json.spans(finding.content.isEmpty ? finding.cue : finding.content, offsets)
      json.name("by")
      json.integer(finding.by)
      json.endObject()
    }
    json.endArray()
    json.name("abstentions")
    json.beginArray()
    for abstention in Self.counted(explanation?.abstentions ?? []) {
      json.beginObject()
      json.name("rule")
      json.string(abstention.first.rule)
      json.name("reason")
      json.string(abstention.first.reason)
      json.name("span")
      if let span = abstention.first.span { json.span(span, offsets) } else { json.null() }
      json.name("count")
      json.integer(abstention.count)
      json.endObject()
    }
    json.endArray()
    json.name("steps")
    json.integer(explanation?.steps ?? 0)
    json.name("rules")
    json.beginArray()
    let tally = explanation.map { Tally($0) } ?? Tally()
    let fired = Dictionary(
      zip(rules?.countedRules ?? [], zip(tally.found, tally.scored).map { $0 + $1 })
    ) { first, _ in first }
    for id in rules?.ruleIDs ?? [] {
      json.beginObject()
      json.name("id")
      json.string(id)
      json.name("fired")
      json.integer(fired[id, default: 0])
      json.endObject()
    }
    json.endArray()
  }

  /// What a rule says of fifty claims with the same words is said once, with the first place and the number.
  private static func counted(
    _ abstentions: [Explanation.Abstention]
  ) -> [(first: Explanation.Abstention, count: Int)] {
    var rows: [[String]: Int] = [:]
    var counted: [(first: Explanation.Abstention, count: Int)] = []
    for abstention in abstentions {
      let key = [abstention.rule, abstention.reason]
      if let row = rows[key] {
        counted[row].count += 1
      } else {
        rows[key] = counted.count
        counted.append((abstention, 1))
      }
    }
    return counted
  }
}

extension JSONWriter {
  /// `[start, end]`
  mutating func span(_ span: TextSpan, _ offsets: OffsetMap) {
    let converted = offsets.convert(span)
    beginArray()
    integer(Int(converted.start))
    integer(Int(converted.end))
    endArray()
  }

  mutating func spans(_ spans: [TextSpan], _ offsets: OffsetMap) {
    beginArray()
    for span in spans { self.span(span, offsets) }
    endArray()
  }
}
