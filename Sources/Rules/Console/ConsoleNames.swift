// How a half-typed name goes on: what stands before it is looked at in the session, as long as that calls nothing.

import LuaRuntime

extension ArticleConsole {
  /// The names that the end of `text` may become: fields behind a dot, methods behind a colon, lexicons behind an `@` of
  /// a pattern, else globals and keywords. Sorted, each whole.
  ///
  /// - Returns: the half-typed name at the end, perhaps empty, and what it may become.
  public func completions(of text: String) -> (typed: String, names: [String]) {
    let scalars = Array(text.unicodeScalars)
    if text.hasPrefix("??") {
      let typed = Self.end(of: scalars) { Self.isName($0) || $0 == "-" || $0 == "/" }
      guard scalars.dropLast(typed.count).last == "@" else { return ("", []) }
      return Self.fitting(Self.text(typed[...]), patterns.lexiconNames)
    }
    let typed = Self.end(of: scalars, while: Self.isName)
    let word = Self.text(typed[...])
    let before = scalars.dropLast(typed.count)
    switch before.last {
    case ".", ":":
      guard let path = Self.path(atEndOf: Array(before.dropLast())),
        let (kind, names) = names(at: path)
      else { return (word, []) }
      // A key that is no name cannot stand behind a dot.
      let keys = names.filter { $0.unicodeScalars.allSatisfy(Self.isName) }
      return Self.fitting(word, before.last == "." ? fields(of: kind) + keys : methods(of: kind))
    case "?": return Self.fitting(word, ArticleSchema.schema.tables.map(\.name) + globals)
    default: return word.isEmpty ? ("", []) : Self.fitting(word, globals + Self.keywords)
    }
  }

  private var globals: [String] { names(at: [])?.names.filter { $0 != "_G" } ?? [] }

  /// The fields of a kind of row, in their order; empty for what is no row.
  public func fields(of kind: String) -> [String] {
    ArticleSchema.schema.tables.first { $0.name == kind }?.fields.map(\.name) ?? []
  }

  private func methods(of kind: String) -> [String] {
    if kind == "string" { return names(at: [.string("string")])?.names ?? [] }
    return fields(of: kind).isEmpty || kind == "token" ? [] : Self.spanMethods
  }

  /// What everything that holds words can be asked; `authoring.lua` attaches them.
  public static let spanMethods = ["all", "contains", "first", "shares"]

  private static let keywords = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local",
    "nil",
    "not", "or", "repeat", "return", "then", "true", "until", "while",
  ]

  private static func fitting(_ typed: String, _ names: [String]) -> (String, [String]) {
    (typed, Set(names.filter { $0.hasPrefix(typed) }).sorted())
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  private static func isName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
  }

  private static func end(of scalars: [Unicode.Scalar], while fits: (Unicode.Scalar) -> Bool) -> [Unicode
    .Scalar]
  {
    let start = scalars.lastIndex { !fits($0) }.map { $0 + 1 } ?? 0
    return Array(scalars[start...])
  }

  /// The keys of the longest `name.name[1]["name"]` at the end of some text, that of a global first.
  private static func path(atEndOf scalars: [Unicode.Scalar]) -> [LuaValue]? {
    var keys: [LuaValue] = []
    var start = scalars.count
    while true {
      if start > 0, scalars[start - 1] == "]" {
        guard let open = scalars[..<(start - 1)].lastIndex(of: "[") else { return nil }
        let key = scalars[(open + 1)..<(start - 1)]
        let isString =
          key.count >= 2 && key.first == "\"" && key.last == "\""
          && !key.dropFirst().dropLast().contains { $0 == "\"" || $0 == "\\" }
        if isString {
          keys.append(.string(text(key.dropFirst().dropLast())))
        } else if key.allSatisfy({ ("0"..."9").contains($0) }), let number = Int64(text(key)) {
          keys.append(.integer(number))
        } else {
          return nil
        }
        start = open
        continue
      }
      let name = end(of: Array(scalars[..<start]), while: isName)
      guard let first = name.first, !("0"..."9").contains(first) else { return nil }
      keys.append(.string(text(name[...])))
      start -= name.count
      guard start > 0, scalars[start - 1] == "." else { break }
      start -= 1
    }
    return keys.reversed()
  }
}
