// The language of rules as one list, put together from the doc comments of the prelude, those of our own word lists, and
// the views themselves. What cannot be told from there is written nowhere else.

import Diagnostics
import Rules

/// What rule files can say: every verb, field, function and name of a pattern.
///
///     LuaReference.standard.lookup("token.lemma")      // one symbol
///     LuaReference.standard.members(of: "claim")       // its fields and methods
///     LuaReference.standard.nearest(to: "token.lema")  // "token.lemma"
public struct LuaReference: Sendable {
  /// The language of this version, read when it is first asked for.
  public static let standard = LuaReference()

  /// In the order of the page: by kind, each kind in the order in which it is told.
  public let symbols: [ReferenceSymbol]
  private let membersByOwner: [String: [Int]]

  private init() {
    let prelude = DocComment.all(in: AuthoringReference.prelude)
    let fields = DocComment.all(in: text(PackageResources.fields_lua))
    var symbols = Self.words(prelude) + Self.verbFields(fields) + Self.views(fields) + Self.methods(prelude)
    symbols += DocComment.all(in: text(PackageResources.library_lua)).map(Self.libraryFunction)
    symbols += DocComment.all(in: text(PackageResources.pattern_lua)).map(Self.patternName)
    let order = ReferenceSymbol.Kind.allCases
    symbols = order.flatMap { kind in symbols.filter { $0.kind == kind } }
    self.symbols = symbols
    var members: [String: [Int]] = [:]
    for (row, symbol) in symbols.enumerated() {
      for owner in symbol.owners { members[owner, default: []].append(row) }
    }
    membersByOwner = members
  }

  /// The symbols that somebody may mean by `name`: `token.lemma`, `claim:first` or `claim.first`, `extract`, `find`, `nsubj`.
  ///
  /// An exact name comes alone, but for words that are two things (`source` is a condition and a view). A short name gives all
  /// that end in it. Empty when there is none.
  public func lookup(_ name: String) -> [ReferenceSymbol] {
    let wanted = name.hasPrefix("<") && name.hasSuffix(">") ? String(name.dropFirst().dropLast()) : name
    let exact = symbols.filter { $0.name == wanted }
    if !exact.isEmpty { return exact }
    if let mark = wanted.lastIndex(where: { $0 == ":" || $0 == "." }) {
      let owner = String(wanted[..<mark]), short = String(wanted[wanted.index(after: mark)...])
      let methods = symbols.filter {
        $0.kind == .method && $0.shortName == short && ($0.owners.contains(owner) || owner.isEmpty)
      }
      if !methods.isEmpty { return methods }
    }
    return symbols.filter { $0.shortName == wanted }
  }

  /// What a verb takes in its table, a view has as fields and methods, or a library as functions; empty for other names.
  public func members(of owner: String) -> [ReferenceSymbol] {
    (membersByOwner[owner] ?? []).map { symbols[$0] }
  }

  /// All symbols of a kind, in the order of the page.
  public func all(_ kind: ReferenceSymbol.Kind) -> [ReferenceSymbol] { symbols.filter { $0.kind == kind } }

  /// The type that reading the member `name` of a value of type `type` gives; nil when there is no such member.
  ///
  /// Types are as symbols tell them: `claim`, `list of token`. Where a value may be nil, that is left out.
  public func type(of name: String, in type: String) -> String? {
    guard let member = members(of: type).first(where: { $0.shortName == name }) else { return nil }
    let parts = member.type.split(separator: "|").map(\.trimmed).filter { $0 != "nil" }
    // Of several the last is the plainest, whose members the others have as well.
    guard parts.count > 1, let last = parts.last else { return parts.first }
    return member.type.hasPrefix("list of ") ? "list of \(last)" : last
  }

  /// The symbol whose name `name` was probably meant to be.
  public func nearest(to name: String) -> String? {
    suggestion(for: name, among: symbols.map(\.name))
      ?? suggestion(for: name, among: symbols.map(\.shortName)).map { lookup($0).first?.name ?? $0 }
  }

  // MARK: Where it comes from

  private static func words(_ prelude: [DocComment]) -> [ReferenceSymbol] {
    let verbs = AuthoringReference.fields.map(\.verb)
    return prelude.compactMap { comment in
      guard let name = name(in: comment.code, behind: "words.") else { return nil }
      return symbol(verbs.contains(name) ? .verb : .word, name, [], comment)
    }
  }

  private static func verbFields(_ comments: [DocComment]) -> [ReferenceSymbol] {
    let verbs = Set(AuthoringReference.fields.map(\.verb))
    return comments.compactMap { comment in
      let (owner, name) = parts(of: comment.code)
      guard let owner, verbs.contains(owner) else { return nil }
      return symbol(.verbField, "\(owner).\(name)", [owner], comment)
    }
  }

  private static func views(_ comments: [DocComment]) -> [ReferenceSymbol] {
    let views = Dictionary(uniqueKeysWithValues: AuthoringReference.views.map { ($0.name, $0) })
    return comments.compactMap { comment in
      let (owner, name) = parts(of: comment.code)
      guard let owner else { return views[name] == nil ? nil : symbol(.view, name, [], comment) }
      guard let field = views[owner]?.fields.first(where: { $0.name == name }) else { return nil }
      return symbol(.viewField, "\(owner).\(name)", [owner], comment, field)
    }
  }

  private static func methods(_ prelude: [DocComment]) -> [ReferenceSymbol] {
    let opening = "for _, unit in ipairs {"
    let list = AuthoringReference.prelude.components(from: opening, to: "}") ?? ""
    let owners = list.split(separator: "\"").map(String.init).filter { $0.first?.isLetter == true }
    return prelude.compactMap { comment in
      name(in: comment.code, behind: "attach(unit, \"").map { symbol(.method, ":" + $0, owners, comment) }
    }
  }

  private static func libraryFunction(_ comment: DocComment) -> ReferenceSymbol {
    let isFunction = comment.code.hasPrefix("function ")
    let declared = isFunction ? String(comment.code.dropFirst(9)) : comment.code
    let (owner, name) = parts(of: declared)
    var comment = comment
    if isFunction, let list = declared.components(from: "(", to: ")") {
      comment.parameters = list.split(separator: ",").map { .init(name: $0.trimmed, type: "", text: "") }
    }
    let isLibrary = !isFunction && owner == nil && AuthoringReference.libraries[name] != nil
    return symbol(
      isLibrary ? .library : .function, owner.map { "\($0).\(name)" } ?? name, owner.map { [$0] } ?? [],
      comment,
      isValue: !isFunction)
  }

  private static func patternName(_ comment: DocComment) -> ReferenceSymbol {
    let kinds: [String: ReferenceSymbol.Kind] = [
      "key": .patternKey, "flag": .patternFlag, "layer": .patternLayer, "pos": .partOfSpeech,
      "dep": .relation,
    ]
    let (owner, name) = parts(of: comment.code)
    guard let owner, let kind = kinds[owner] else { preconditionFailure("no owner in '\(comment.code)'") }
    return symbol(kind, "\(owner).\(name)", [owner], comment)
  }

  private static func symbol(
    _ kind: ReferenceSymbol.Kind, _ name: String, _ owners: [String], _ comment: DocComment,
    _ field: AuthoringReference.Field? = nil, isValue: Bool = false
  ) -> ReferenceSymbol {
    ReferenceSymbol(
      kind: kind, name: name, owners: owners, parameters: comment.parameters,
      type: field.map { comment.isOptional ? "\($0.type) | nil" : $0.type } ?? comment.type,
      choices: field?.choices ?? [], text: comment.text.joined(separator: " "), errors: comment.errors,
      example: comment.parsedExample, isValue: isValue)
  }

  /// `contains` in `words.contains = …` and `function words.contains(what)`.
  private static func name(in code: String, behind prefix: String) -> String? {
    let start = code.hasPrefix("function ") ? code.dropFirst(9) : code[...]
    guard start.hasPrefix(prefix) else { return nil }
    return String(start.dropFirst(prefix.count).prefix { $0.isLetter || $0 == "_" })
  }

  /// `token` and `lemma` in `token.lemma = nil`; `dep` and `nsubj:pass` in `dep["nsubj:pass"] = nil`.
  private static func parts(of code: String) -> (owner: String?, name: String) {
    let path = code.prefix { $0 != " " && $0 != "(" }
    if let key = path.components(from: "[\"", to: "\"]") {
      return (String(path.prefix { $0 != "[" }), key)
    }
    guard let dot = path.firstIndex(of: ".") else { return (nil, String(path)) }
    return (String(path[..<dot]), String(path[path.index(after: dot)...]))
  }
}

private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

extension StringProtocol {
  /// What stands between the first `start` and the next `end` behind it.
  func components(from start: String, to end: String) -> String? {
    var rest = self[...]
    while !rest.isEmpty, !rest.hasPrefix(start) { rest = rest.dropFirst() }
    guard !rest.isEmpty else { return nil }
    rest = rest.dropFirst(start.count)
    var found = ""
    while let next = rest.first {
      if rest.hasPrefix(end) { return found }
      found.append(next)
      rest = rest.dropFirst()
    }
    return nil
  }
}
