// The way of an article to a worker: a line of JSON Lines, in the form that every input may have. So a cluster's
// executor and the local pool feed the same program. What a loader mended travels with it, since the worker gets the
// mended text and could not know.

internal import ArticleLoaders
internal import Articles
internal import JSON

enum ArticleLine {
  /// The key under which the pool hands on notices. The pool sends no other unknown key.
  private static let noticesKey = "notices"

  /// Appends `article` as one line. Keys of the input that we do not know stay behind: nothing that is evaluated can
  /// see them.
  static func append(_ article: Article, to json: inout JSONWriter) {
    json.beginObject()
    article.appendFields(to: &json)
    if !article.notices.isEmpty {
      json.name(noticesKey)
      json.beginArray()
      for notice in article.notices {
        json.beginArray()
        json.string(notice.slug)
        json.string(notice.message)
        json.endArray()
      }
      json.endArray()
    }
    // A headline that was found in a text is found again by the worker, which has the same option.
    article.appendText(to: &json)
    json.endObject()
    json.newline()
  }

  /// The article as it was before it was sent, but for the keys that stayed behind.
  static func restored(_ received: Article) -> Article {
    var article = received
    article.notices = received.extra.first { $0.name == noticesKey }.map { notices(in: $0.json) } ?? []
    article.extra = []
    return article
  }

  private static func notices(in json: [UInt8]) -> [Notice] {
    guard let list = try? JSONValue(parsing: json) else { return [] }
    return (list.array ?? []).compactMap { entry in
      guard let parts = entry.array, parts.count == 2, let slug = parts[0].string,
        let message = parts[1].string
      else { return nil }
      return Notice(slug: slug, message: message)
    }
  }
}
