// Every interface has names of its own for the same eight things. A map says which is which, in a line that can be typed.

internal import JSON

/// Where in a JSON object the fields of an article stand.
///
/// `title=.headline,text=.body.text` has a field, `=`, and a path; fields are separated by commas. A path is made of
/// `.name`, `."any name"`, `[0]` for an element and `[]` for all of them, and begins at the object, or with `$` at the
/// whole document. `//` stands between paths of which the first that leads to something counts.
public struct ArticleMap: Hashable, Sendable, CustomStringConvertible {
  /// What a map can name. `items` leads to the objects themselves, in a document.
  public enum Field: String, CaseIterable, Sendable {
    case items, id, title, standfirst, text, byline, outlet, url, published, language, section
  }

  let paths: [Field: [JSONPath]]
  /// The map in full, a known one too.
  public let description: String

  /// The names under which maps for well-known interfaces are kept.
  public static let presets = ["gdelt", "guardian", "jsonfeed", "newsapi"]

  /// Reads a map, or the name of one.
  public init(_ text: String) throws(MapMistake) {
    let text = Self.known[text] ?? text
    var paths: [Field: [JSONPath]] = [:]
    for part in Self.split(text, at: ",") {
      guard let equals = part.firstIndex(of: "=") else {
        throw MapMistake(
          reason: "FIELD=PATH expected, got '\(part)'",
          help: "for example text=.body.text; known maps are \(Self.presets.joined(separator: " "))")
      }
      let name = part[..<equals].filter { !$0.isWhitespace }
      guard let field = Field(rawValue: name) else {
        throw MapMistake(
          reason: "no field '\(name)'",
          help: "fields are \(Field.allCases.map(\.rawValue).joined(separator: " "))")
      }
      guard paths[field] == nil else { throw MapMistake(reason: "field '\(name)' is given twice") }
      var alternatives: [JSONPath] = []
      for path in Self.split(String(part[part.index(after: equals)...]), at: "//") {
        alternatives.append(try JSONPath(path))
      }
      paths[field] = alternatives
    }
    guard paths[.text] != nil else { throw MapMistake(reason: "a path for 'text' expected, got none") }
    self.paths = paths
    description = text
  }

  /// Splits outside of quotation marks.
  private static func split(_ text: String, at separator: String) -> [String] {
    var parts = [""]
    var isQuoted = false
    var rest = text[...]
    while let character = rest.first {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, rest.hasPrefix(separator) {
        parts.append("")
        rest = rest.dropFirst(separator.count)
        continue
      }
      parts[parts.count - 1].append(character)
      rest = rest.dropFirst()
    }
    return parts
  }

  private static let known: [String: String] = [
    "guardian": """
    items=.response.results[]//.response.content,id=.id,title=.fields.headline//.webTitle,\
    standfirst=.fields.standfirst//.fields.trailText,text=.fields.body//.fields.bodyText,byline=.fields.byline,\
    outlet=.fields.publication,url=.webUrl,published=.webPublicationDate,language=.fields.lang,section=.sectionName
    """,
    "newsapi": """
    items=.articles[],id=.url,title=.title,standfirst=.description,text=.content//.description,byline=.author,\
    outlet=.source.name,url=.url,published=.publishedAt
    """,
    // Its list of articles has no texts, so the title is all that can be read.
    "gdelt": "items=.articles[],id=.url,title=.title,text=.title,outlet=.domain,url=.url,published=.seendate",
    "jsonfeed": """
    items=.items[],id=.id,title=.title,text=.content_html//.content_text//.summary,\
    byline=.authors[].name//.author.name,outlet=$.title,url=.url//.external_url,published=.date_published,\
    language=.language//$.language,section=.tags[0]
    """,
  ]
}

/// What is wrong with a map.
public struct MapMistake: Error, Hashable, Sendable {
  /// Expected, then got.
  public var reason: String
  public var help: String?
}

/// A way into a JSON value.
struct JSONPath: Hashable {
  private enum Step: Hashable {
    case name(String)
    case element(Int)
    case all
  }

  private var steps: [Step] = []
  /// Whether it leads to the same whatever object it begins at.
  private(set) var isFromRoot = false

  init(_ text: String) throws(MapMistake) {
    var rest = text.drop { $0.isWhitespace }
    if rest.first == "$" {
      isFromRoot = true
      rest = rest.dropFirst()
    }
    if rest == "." { return }
    while let sign = rest.first, !sign.isWhitespace {
      rest = rest.dropFirst()
      if sign == ".", rest.first == "\"" {
        let name = rest.dropFirst().prefix { $0 != "\"" }
        rest = rest[name.endIndex...].dropFirst()
        steps.append(.name(String(name)))
      } else if sign == "." {
        let name = rest.prefix { $0 != "." && $0 != "[" && !$0.isWhitespace }
        guard !name.isEmpty else { throw Self.mistake(text) }
        rest = rest[name.endIndex...]
        steps.append(.name(String(name)))
      } else if sign == "[", let close = rest.firstIndex(of: "]") {
        let number = rest[..<close]
        rest = rest[close...].dropFirst()
        if number.isEmpty {
          steps.append(.all)
        } else if let index = Int(number), index >= 0 {
          steps.append(.element(index))
        } else {
          throw Self.mistake(text)
        }
      } else {
        throw Self.mistake(text)
      }
    }
    guard !steps.isEmpty else { throw Self.mistake(text) }
  }

  private static func mistake(_ text: String) -> MapMistake {
    MapMistake(
      reason: "a path like .body.text or .authors[].name expected, got '\(text)'")
  }

  /// All values that this leads to, in their order.
  func values(in value: JSONValue, root: JSONValue) -> [JSONValue] {
    var values = [isFromRoot ? root : value]
    for step in steps {
      values = values.flatMap { value -> [JSONValue] in
        switch step {
        case .name(let name): value.object?[name].map { [$0] } ?? []
        case .element(let index): value.array.flatMap { index < $0.count ? [$0[index]] : nil } ?? []
        case .all: value.array ?? []
        }
      }
    }
    return values.filter { $0 != .null }
  }
}
