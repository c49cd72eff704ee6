// Accepting or rejecting a claim is the most that a reader can say with one key; `stats` and `tune` make figures of it.

import Articles
import JSON
import RuleStatistics
import Rules

extension Desk {
  /// `GET /api/labels`
  func labels(_ request: Request) throws(Refusal) -> Answer { answer(try labelFile.read()) }

  /// `POST /api/labels`
  func label(_ request: Request) async throws -> Answer {
    let body = try request.object()
    let edits = try Edits(body["files"])
    let (index, article) = try article(of: body)
    guard index != nil else { throw Refusal(400, "article: an index expected") }
    guard let row = body["claim"]?.number?.integer.flatMap(Int.init(exactly:)) else {
      throw Refusal(400, "claim: an index expected")
    }
    let isYes: Bool? =
      switch body["label"] {
      case .string("yes"): true
      case .string("no"): false
      case .null, nil: nil
      default: throw Refusal(400, "label: yes, no or null expected")
      }
    return try await queue.run { [self] _ in
      let compiled = try runnableRules(packs.read(edits))
      var evaluator = try compiled.makeEvaluator()
      let claims = evaluator.evaluate(article).claims
      guard claims.indices.contains(row) else {
        throw Refusal(404, "no claim \(row), there are \(claims.count)")
      }
      let claim = claims[row]
      let spans = claim.content.isEmpty ? claim.cue?.spans ?? [] : claim.content
      let offsets = article.offsetMap(.codepoints)
      let start = offsets.offset(ofUTF8: Int(spans.map(\.start).min() ?? 0))
      let end = offsets.offset(ofUTF8: Int(spans.map(\.end).max() ?? 0))
      guard start < end else { throw Refusal(400, "this claim has no place in the text") }
      let table = try writing {
        try labelFile.change { table in
          guard let isYes else { return table.remove(article: article.id, place: start..<end) }
          table.put(
            LabelTable.Entry(
              article: article.id, place: start..<end, text: claim.excerpt(article), isYes: isYes,
              rule: claim.rule, claim: "c\(row + 1)"))
        }
      }
      return answer(table)
    }
  }

  private func answer(_ table: LabelTable) -> Answer {
    // Articles have many labels, and a map of offsets is as long as its text.
    var offsets: [String: (text: OffsetMap, units: OffsetMap)] = [:]
    return Answer { json in
      json.beginObject()
      json.name("path")
      json.string(labelFile.path)
      json.name("labels")
      json.beginArray()
      for entry in table.entries {
        if offsets[entry.article] == nil, let index = articles.index(of: entry.article),
          let article = try? articles.article(index)
        {
          offsets[entry.article] = (article.offsetMap(.codepoints), article.offsetMap(.utf16))
        }
        let maps = offsets[entry.article]
        func unit(_ offset: Int?) -> Int? {
          offset.map { offset in
            maps.map { $0.units.offset(ofUTF8: $0.text.utf8(ofOffset: offset)) } ?? offset
          }
        }
        json.beginObject()
        json.name("article")
        json.string(entry.article)
        for (name, offset) in [("start", entry.place?.lowerBound), ("end", entry.place?.upperBound)] {
          json.name(name)
          if let offset = unit(offset) { json.integer(offset) } else { json.null() }
        }
        json.name("text")
        json.string(entry.text)
        json.name("label")
        json.string(entry.isYes ? "yes" : "no")
        json.name("rule")
        json.stringOrNull(entry.rule)
        json.name("claim")
        json.stringOrNull(entry.claim)
        json.endObject()
      }
      json.endArray()
      json.endObject()
    }
  }
}
