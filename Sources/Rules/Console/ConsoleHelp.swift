// What the console itself can tell of a name: the kinds of rows with their fields, and the comments of the words that rule
// files are written with.

import LuaRuntime

extension ArticleConsole {
  /// What `symbol` is: a kind of row, a field (`token.lemma`), a method, or a word of rule files; nil for other names.
  public func help(on symbol: String) -> String? {
    let parts = symbol.split(whereSeparator: { $0 == "." || $0 == ":" }).map(String.init)
    guard let last = parts.last else { return nil }
    if parts.count == 1, !fields(of: last).isEmpty {
      let methods = last == "token" ? "" : "\n  methods: \(Self.spanMethods.joined(separator: " "))"
      return "\(last)\n  fields: \(fields(of: last).joined(separator: " "))\(methods)"
    }
    if parts.count == 1 || Self.spanMethods.contains(last), let comment = Self.comments[last] {
      return "\(last)\n  \(comment)"
    }
    let owners = ArticleSchema.schema.tables.filter { table in
      (parts.count == 1 || parts.dropLast().last == table.name) && table.fields.contains { $0.name == last }
    }
    return owners.isEmpty ? nil : "\(last)\n  a field of \(owners.map(\.name).joined(separator: ", "))"
  }

  /// The names that `help(on:)` knows, sorted.
  public var helpSymbols: [String] {
    Set(ArticleSchema.schema.tables.flatMap { [$0.name] + $0.fields.map(\.name) } + Self.comments.keys)
      .sorted()
  }

  /// The comment above each word and method of `authoring.lua`.
  private static let comments: [String: String] = {
    var found: [String: String] = [:]
    var comment: [Substring] = []
    for line in String(decoding: PackageResources.authoring_lua, as: UTF8.self).split(separator: "\n") {
      let code = line.drop { $0 == " " }
      if code.hasPrefix("---") {
        comment.append(code.dropFirst(3).drop { $0 == " " })
        continue
      }
      for (mark, end) in [("words.", " ("), ("function words.", "("), ("attach(unit, \"", "\"")]
      where code.hasPrefix(mark) && !comment.isEmpty {
        let name = code.dropFirst(mark.count).prefix { !end.contains($0) }
        found[String(name)] = comment.joined(separator: " ")
      }
      comment = []
    }
    return found
  }()
}
