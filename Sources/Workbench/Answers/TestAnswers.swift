// A match that an analyst has looked at is worth keeping: as a test that the next change of the rule has to pass.

import Articles
import Diagnostics
import JSON
import RulePacks
import Rules

extension Desk {
  /// `POST /api/make-test`
  func makeTest(_ request: Request) async throws -> Answer {
    let body = try request.object()
    let edits = try Edits(body["files"])
    let article = try article(of: body).article
    guard let row = body["claim"]?.number?.integer.flatMap(Int.init(exactly:)) else {
      throw Refusal(400, "claim: an index expected")
    }
    guard let kind = body["kind"]?.string, ["test", "todo"].contains(kind) else {
      throw Refusal(400, "kind: test or todo expected")
    }
    guard let name = body["pack"]?.string else { throw Refusal(400, "pack: a name expected") }
    let title = body["name"]?.string
    return try await queue.run { [self] _ in
      let reading = try packs.read(edits)
      let pack = try reading.pack(name)
      guard pack.place.isWritable else {
        throw Refusal(403, "the files of this pack can only be read", help: "choose a pack of your own")
      }
      let all: RuleSet, own: RuleSet
      do {
        all = try rules(of: reading)
        own = try RuleSet([pack.unlisted], lending: reading.sources, limits: limits)
      } catch {
        throw Refusal(400, "the rules have mistakes", help: "mend them first")
      }
      var evaluator = try all.makeEvaluator()
      let claims = evaluator.evaluate(article).claims
      guard claims.indices.contains(row) else {
        throw Refusal(404, "no claim \(row), there are \(claims.count)")
      }
      let claim = claims[row]
      let test = try test(isTodo: kind == "todo", title: title, of: claim, in: article, own)
      let rule = ([claim.rule] + claim.scores.map(\.rule)).first { $0.hasPrefix(name + "/") }
      let path = try Self.testPath(beside: rule, own, reading)
      return try answer(test, path, pack, edits.byPack[name]?[path])
    }
  }

  /// The test as a declaration of Lua.
  private func test(
    isTodo: Bool, title: String?, of claim: Claim, in article: Article, _ own: RuleSet
  ) throws -> (name: String, fields: [String]) {
    let stretch = TestWriter.sentence(of: claim, in: article)
    let text = Array(article.text[Int(stretch.start)..<Int(stretch.end)])
    let shown = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).prefix(8)
      .joined(separator: " ")
    let short = claim.rule.split(separator: "/").last.map(String.init) ?? claim.rule
    let name = title ?? (isTodo ? "no claim: \(shown)" : "\(short): \(shown)")
    let chosen = TestWriter.Marked(claim, movedBy: -stretch.start)
    let scoring = claim.scores.map(\.rule).filter { own.ruleIDs.contains($0) }.map {
      TestWriter.quoted($0.split(separator: "/").last.map(String.init) ?? $0)
    }
    let names = scoring.enumerated().filter { scoring.firstIndex(of: $0.element) == $0.offset }
      .map(\.element).joined(separator: ", ")
    var fields: [String] = []
    if !own.summaries.contains(where: { $0.kind == .extract }) {
      // The rules of this pack weigh what the marks give them.
      guard !names.isEmpty else {
        throw Refusal(400, "no rule of this pack has anything to say of this claim")
      }
      fields.append(TestWriter.quoted(try marked(text, [chosen])))
      if claim.stance != .asserts { fields.append("stance = \"\(claim.stance.rawValue)\"") }
      if isTodo { fields.append("todo = \"a false hit\"") }
      fields.append(isTodo ? "silent = { \(names) }" : "scores = { \(names) }")
      return (name, fields)
    }
    // The sentence stands alone in a test, and only the pack's own rules see it.
    var evaluator = try own.makeEvaluator()
    let found = evaluator.evaluate(Article(id: "test", text: text)).claims
    if isTodo {
      guard !found.isEmpty else {
        throw Refusal(
          400, "the rules of this pack find nothing in this sentence",
          help: "the hit is another pack's: make the test there")
      }
      fields.append(TestWriter.quoted(TestWriter.marked(text, [])))
      fields.append("todo = \"a false hit\"")
      return (name, fields)
    }
    let isFound = found.contains { other in
      other.content.contains { span in chosen.content.contains { $0.overlaps(span) } }
        || other.cue?.spans == chosen.cue
    }
    let claims = isFound ? found.map { TestWriter.Marked($0) } : [chosen]
    fields.append(TestWriter.quoted(try marked(text, claims)))
    let stances = Set(isFound ? found.map(\.stance) : [claim.stance])
    if stances.count == 1, let stance = stances.first, stance != .asserts {
      fields.append("stance = \"\(stance.rawValue)\"")
    }
    return (name, fields)
  }

  private func marked(_ text: [UInt8], _ claims: [TestWriter.Marked]) throws(Refusal) -> String {
    guard TestWriter.canBeMarked(claims) else {
      throw Refusal(400, "the roles of this claim overlap, so no marks can say them")
    }
    return TestWriter.marked(text, claims)
  }

  /// The file of tests beside the file of a rule, or beside the first one of the pack.
  private static func testPath(
    beside rule: String?, _ own: RuleSet, _ reading: PackReading
  ) throws(Refusal) -> String {
    let files = reading.filesByDisplayPath
    let summaries = own.summaries
    let summary = summaries.first { $0.id == rule } ?? summaries.first
    guard let summary, let path = files[summary.file]?.path, path.hasSuffix(".lua") else {
      throw Refusal(400, "this pack has no rules to test")
    }
    return String(path.dropLast(4)) + "_test.lua"
  }

  private func answer(
    _ test: (name: String, fields: [String]), _ path: String, _ pack: OpenedPack, _ edited: String?
  ) throws -> Answer {
    let onDisk = try Self.contents(at: try pack.place.diskPath(PackPath(path)))
    var text = edited ?? onDisk?.text ?? ""
    if !text.isEmpty, text.utf8.last != 0x0A { text += "\n" }
    let line = text.utf8.count { $0 == 0x0A } + 1
    var name = test.name
    var number = 2
    // Two tests of one name could not be told apart.
    while text.contains("test " + TestWriter.quoted(name)) {
      name = "\(test.name) (\(number))"
      number += 1
    }
    text += "test \(TestWriter.quoted(name)) {\n" + test.fields.map { "  \($0),\n" }.joined() + "}\n"
    return Answer { json in
      json.beginObject()
      json.name("path")
      json.string(path)
      json.name("text")
      json.string(text)
      json.name("line")
      json.integer(line)
      json.name("expected")
      json.stringOrNull(onDisk?.digest)
      json.endObject()
    }
  }
}
