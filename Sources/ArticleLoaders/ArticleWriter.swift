// What a loader made of its input can be looked at, kept, and read again: the same form that JSON Lines input has.

public import Articles
public import JSON

/// Writes articles as JSON Lines.
public enum ArticleWriter {
  /// Appends `article` as one line: its fields that are known, `text` or `blocks`, its unknown keys, its notices, and
  /// `origin`, the way back to where it stood.
  ///
  /// What was left out and why follows when `origin` says it. Linear.
  public static func append(_ article: Article, _ origin: Origin, to json: inout JSONWriter) {
    json.beginObject()
    article.appendFields(to: &json)
    article.appendText(to: &json)
    for field in article.extra where !Self.ownNames.contains(field.name) {
      json.name(field.name)
      json.raw(field.json)
    }
    if !article.notices.isEmpty {
      json.name("notices")
      json.beginArray()
      for notice in article.notices { json.string(notice.message) }
      json.endArray()
    }
    write(origin, to: &json)
    json.endObject()
    json.newline()
  }

  private static let ownNames: Set<String> = ["notices", "origin", "evidence", "leftOut"]

  private static func write(_ origin: Origin, to json: inout JSONWriter) {
    json.name("origin")
    json.beginObject()
    json.name("path")
    json.string(origin.path)
    if let line = origin.line {
      json.name("line")
      json.integer(line)
    }
    json.name("bytes")
    json.beginArray()
    json.integer(origin.bytes.lowerBound)
    json.integer(origin.bytes.upperBound)
    json.endArray()
    json.endObject()
    if !origin.evidence.isEmpty {
      json.name("evidence")
      json.beginObject()
      for evidence in origin.evidence {
        json.name(evidence.field)
        json.string(evidence.source)
      }
      json.endObject()
    }
    if !origin.leftOut.isEmpty {
      json.name("leftOut")
      json.beginArray()
      for part in origin.leftOut {
        json.beginObject()
        json.name("before")
        json.integer(part.before)
        json.name("reason")
        json.string(part.reason)
        json.name("text")
        json.string(part.text)
        json.endObject()
      }
      json.endArray()
    }
  }
}

extension Article {
  /// Appends the members `id` and, of those that have a value, the others in the order of the input's contract.
  package func appendFields(to json: inout JSONWriter) {
    json.name("id")
    json.string(id)
    for (name, value) in [
      ("title", title), ("byline", byline), ("outlet", outlet), ("url", url), ("published", published),
      ("language", language), ("section", section),
    ] {
      guard let value else { continue }
      json.name(name)
      json.string(value)
    }
  }

  /// Appends the member `blocks` where the blocks say all of the text, else `text`.
  package func appendText(to json: inout JSONWriter) {
    guard isJoinedOfBlocks else {
      json.name("text")
      json.string(utf8: text)
      return
    }
    json.name("blocks")
    json.beginArray()
    for block in blocks {
      json.beginObject()
      json.name("region")
      json.string(block.region.rawValue)
      json.name("text")
      json.string(utf8: text, in: Int(block.span.start)..<Int(block.span.end))
      json.endObject()
    }
    json.endArray()
  }

  /// Whether the blocks' texts, joined by empty lines, are the text: then the blocks say all of it.
  private var isJoinedOfBlocks: Bool {
    if blocks.count == 1, blocks[0].region == .body, blocks[0].span == TextSpan(0, Int32(text.count)) {
      return false
    }
    var end = 0
    for (row, block) in blocks.enumerated() {
      let start = Int(block.span.start)
      if row == 0 {
        guard start == 0 else { return false }
      } else {
        guard start == end + 2, text[end] == 0x0A, text[end + 1] == 0x0A else { return false }
      }
      end = Int(block.span.end)
    }
    return end == text.count && !blocks.isEmpty
  }
}
