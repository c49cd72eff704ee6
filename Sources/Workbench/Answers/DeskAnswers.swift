// What lies on the desk, for a page that has just been opened.

import Articles
import FoundationEssentials
import JSON
import LuaReference
import RulePacks
import Rules
import Scoring

extension Desk {
  /// `GET /api/desk`
  func desk(_ request: Request) async throws -> Answer {
    try await queue.run { [self] _ in
      let reading = try packs.read()
      return desk(reading, try? rules(of: reading))
    }
  }

  private func desk(_ reading: PackReading, _ compiled: RuleSet?) -> Answer {
    let places = reading.filesByDisplayPath
    return Answer { json in
      json.beginObject()
      json.name("engine")
      json.string(engineVersion)
      json.name("packs")
      json.beginArray()
      for pack in reading.packs { write(pack, to: &json) }
      json.endArray()
      json.name("rules")
      json.beginArray()
      for rule in compiled?.summaries ?? [] {
        json.beginObject()
        json.name("id")
        json.string(rule.id)
        json.name("kind")
        json.string(rule.kind.rawValue)
        json.name("doc")
        json.string(rule.doc)
        json.name("pack")
        json.string(rule.pack)
        json.name("path")
        json.string(places[rule.file]?.path ?? rule.file)
        json.name("line")
        json.integer(rule.line)
        json.endObject()
      }
      json.endArray()
      json.name("articles")
      json.integer(articles.count)
      json.name("labels")
      json.string(labelFile.path)
      // What an editor offers to go on with.
      json.name("words")
      json.beginArray()
      for word in Set(LuaReference.standard.symbols.map(\.shortName)).sorted() { json.string(word) }
      json.endArray()
      json.name("fields")
      json.beginObject()
      json.name("articles")
      json.beginArray()
      for field in ["id", "title", "outlet", "published"] { json.string(field) }
      json.endArray()
      json.endObject()
      json.endObject()
    }
  }

  private func write(_ pack: OpenedPack, to json: inout JSONWriter) {
    let manifest = pack.source.files.first { $0.path == "pack.json" }.flatMap {
      PackManifest.read($0.bytes, file: $0.displayPath).manifest
    }
    json.beginObject()
    json.name("name")
    json.string(pack.source.name)
    json.name("title")
    json.string(manifest?.title ?? pack.source.name)
    json.name("folder")
    json.stringOrNull(pack.place.folder)
    json.name("writable")
    json.bool(pack.place.isWritable)
    json.name("files")
    json.beginArray()
    for file in pack.source.files {
      json.beginObject()
      json.name("path")
      json.string(file.path)
      json.name("kind")
      json.string(Self.kind(of: file.path))
      json.name("writable")
      json.bool(pack.place.isWritable && (try? PackPath(file.path)) != nil)
      json.endObject()
    }
    json.endArray()
    json.endObject()
  }

  private static func kind(of path: String) -> String {
    if path == "pack.json" { return "manifest" }
    if path.hasPrefix("lexicons/") { return "lexicon" }
    if path.hasSuffix("_test.lua") { return "tests" }
    return path.hasSuffix(".lua") ? "rules" : "other"
  }

  /// `GET /api/articles`
  func articleList(_ request: Request) throws(Refusal) -> Answer {
    let from = try request.number("from", default: 0)
    let count = min(try request.number("count", default: 200), 1000)
    let wanted = (request.query["q"] ?? "").lowercased()
    let found = articles.all.enumerated().filter { _, article in
      wanted.isEmpty
        || [article.id, article.title, article.outlet].contains { $0?.lowercased().contains(wanted) == true }
    }
    return Answer { json in
      json.beginObject()
      json.name("total")
      json.integer(found.count)
      json.name("articles")
      json.beginArray()
      for (index, article) in found.dropFirst(from).prefix(count) {
        json.beginObject()
        json.name("index")
        json.integer(index)
        json.name("id")
        json.string(article.id)
        json.name("title")
        json.stringOrNull(article.title)
        json.name("outlet")
        json.stringOrNull(article.outlet)
        json.name("published")
        json.stringOrNull(article.published)
        json.endObject()
      }
      json.endArray()
      json.endObject()
    }
  }
}
