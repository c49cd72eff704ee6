// What the thing at a place is, and where it comes from.

import Diagnostics
import JSON
import LuaReference
import LuaSyntax
import Rules

extension LanguageServer {
  /// What a place means, before it becomes a message.
  private enum Meaning {
    case symbols([ReferenceSymbol])
    case lexicon(String)
    case rule(String)
    case local(Binding)
  }

  // MARK: Hover

  mutating func hover(at place: Place) -> JSONValue {
    guard let (meaning, bytes) = meaning(at: place) else { return .null }
    let text: String?
    switch meaning {
    case .symbols(let symbols): text = symbols.map(Self.markdown).joined(separator: "\n\n---\n\n")
    case .lexicon(let name): text = place.root.flatMap { describe(lexicon: name, $0) }
    case .rule(let name): text = place.root.flatMap { describe(rule: name, $0) }
    case .local: text = nil
    }
    guard let text, !text.isEmpty else { return .null }
    return .make([
      ("contents", .make([("kind", .string("markdown")), ("value", .string(text))])),
      ("range", range(bytes, in: place.document.buffer)),
    ])
  }

  private static func markdown(_ symbol: ReferenceSymbol) -> String {
    var parts = ["```lua\n\(symbol.signature)\n```", symbol.text]
    let parameters = symbol.parameters.filter { !$0.type.isEmpty }
    if !parameters.isEmpty {
      parts.append(
        parameters.map { "- `\($0.name)` (\($0.type))\($0.text.isEmpty ? "" : ": \($0.text)")" }.joined(
          separator: "\n"))
    }
    if !symbol.choices.isEmpty { parts.append("One of `\(symbol.choices.joined(separator: " "))`.") }
    if !symbol.errors.isEmpty {
      parts.append("Errors:\n" + symbol.errors.map { "- \($0)" }.joined(separator: "\n"))
    }
    if let example = symbol.example { parts.append("```lua\n\(example.text)\n```") }
    return parts.joined(separator: "\n\n")
  }

  private mutating func describe(lexicon name: String, _ root: PackWorkspace.Root) -> String? {
    guard let file = workspace.lexicons(of: root).first(where: { $0.name == name })?.file else { return nil }
    let entries = String(decoding: file.bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { String($0.prefix { $0 != "#" }).trimmingSpaces }.filter { !$0.isEmpty }
    let first = entries.prefix(12).joined(separator: ", ") + (entries.count > 12 ? ", …" : "")
    return "lexicon `\(name)`, \(entries.count) \(entries.count == 1 ? "entry" : "entries")\n\n\(first)"
  }

  private mutating func describe(rule name: String, _ root: PackWorkspace.Root) -> String? {
    guard
      let (declaration, _) = workspace.declarations(of: root).first(where: {
        $0.declaration.name?.text == name
      })
    else { return nil }
    return "`\(declaration.verb) \"\(name)\"`\n\n\(declaration["doc"]?.value.string?.text ?? "")"
  }

  // MARK: Definition

  mutating func definition(at place: Place) -> JSONValue {
    guard let (meaning, _) = meaning(at: place) else { return .null }
    switch meaning {
    case .symbols: return .null
    case .local(let binding):
      return .make([
        ("uri", .string(place.uri)), ("range", range(binding.range, in: place.document.buffer)),
      ])
    case .lexicon(let name):
      guard let root = place.root,
        let file = workspace.lexicons(of: root).first(where: { $0.name == name })?.file,
        file.displayPath.hasPrefix("/")
      else { return .null }
      return location(file.displayPath, 0..<0)
    case .rule(let name):
      guard let root = place.root,
        let (declaration, file) = workspace.declarations(of: root).first(where: {
          $0.declaration.name?.text == name
        }),
        let range = declaration.name?.range
      else { return .null }
      return location(file.source.name, range)
    }
  }

  private func location(_ path: String, _ bytes: Range<Int>) -> JSONValue {
    let buffer = TextBuffer(workspace.bytes(of: path))
    return .make([("uri", .string(uri(of: path))), ("range", range(bytes, in: buffer))])
  }

  // MARK: Meaning

  private mutating func meaning(at place: Place) -> (Meaning, Range<Int>)? {
    let cursor = place.cursor
    guard !cursor.isInComment else { return nil }
    if let (token, literal) = cursor.string { return meaning(inString: token, literal, cursor) }
    guard cursor.kind(cursor.token) == .name else { return nil }
    let range = cursor.file.tokens[cursor.token].range
    guard range.lowerBound <= cursor.offset, cursor.offset <= range.upperBound else { return nil }
    let name = cursor.text(cursor.token)
    let before = cursor.kind(cursor.token - 1)
    if before == .dot || before == .colon {
      let symbols = member(name, behind: cursor.token - 1, cursor)
      return symbols.isEmpty ? nil : (.symbols(symbols), range)
    }
    if cursor.kind(cursor.token + 1) == .assign {
      if let verb = cursor.verb(ofKey: cursor.token),
        let field = LuaReference.standard.members(of: verb).first(where: { $0.shortName == name })
      {
        return (.symbols([field]), range)
      }
      // `scores = { loss = 2 }` names a rule.
      let around = cursor.enclosures(before: cursor.token)
      if around.first?.head == .key("scores") { return (.rule(name), range) }
      if around.contains(where: { if case .verb = $0.head { true } else { false } }),
        around.first?.head != .function
      {
        return nil
      }
    }
    let use = cursor.file.scopes.use(at: range.lowerBound)
    switch use?.meaning {
    case .local(let index)?, .upvalue(let index)?: return (.local(cursor.file.scopes.bindings[index]), range)
    default: break
    }
    if let binding = cursor.file.scopes.bindings.first(where: { $0.range == range }) {
      return (.local(binding), range)
    }
    let symbols = LuaReference.standard.lookup(name).filter {
      [.verb, .word, .library, .function].contains($0.kind) && $0.name == name
    }
    return symbols.isEmpty ? nil : (.symbols(symbols), range)
  }

  private func member(_ name: String, behind mark: Int, _ cursor: Cursor) -> [ReferenceSymbol] {
    let reference = LuaReference.standard
    if let type = cursor.type(before: mark) {
      return reference.members(of: type).filter { $0.shortName == name }
    }
    return reference.lookup(name).filter {
      $0.kind == .viewField || $0.kind == .method || ($0.owners == ["string"] && cursor.kind(mark) == .colon)
    }
  }

  private func meaning(inString token: Int, _ literal: StringLiteral, _ cursor: Cursor) -> (
    Meaning, Range<Int>
  )? {
    switch cursor.use(ofString: token) {
    case .lexicon: return (.lexicon(literal.text), literal.content)
    case .rule: return (.rule(literal.text), literal.content)
    case .layer, .condition:
      let symbols = LuaReference.standard.lookup("layer.\(literal.text)")
      return symbols.isEmpty ? nil : (.symbols(symbols), literal.content)
    case .pattern: return meaning(inPattern: literal, cursor)
    case .parameter, .scale, .choice, .other: return nil
    }
  }

  private func meaning(inPattern literal: StringLiteral, _ cursor: Cursor) -> (Meaning, Range<Int>)? {
    let bytes = cursor.file.source.bytes
    func isPart(_ index: Int) -> Bool {
      let byte = bytes[index]
      return byte >= 0x80 || byte == 0x5F || byte == 0x2D || byte == 0x2F || byte == 0x3A
        || (0x30...0x39).contains(byte)
        || (0x41...0x5A).contains(byte & 0xDF)
    }
    var start = min(max(cursor.offset, literal.content.lowerBound), literal.content.upperBound)
    var end = start
    while start > literal.content.lowerBound, isPart(start - 1) { start -= 1 }
    while end < literal.content.upperBound, isPart(end) { end += 1 }
    guard start < end else { return nil }
    let word = cursor.file.source.text(of: start..<end)
    let before = PatternPlace(before: cursor.file.source.text(of: literal.content.lowerBound..<start))
    let reference = LuaReference.standard
    let symbols: [ReferenceSymbol]
    switch before.kind {
    case .text: return nil
    case .lexicon: return (.lexicon(word), start..<end)
    case .layer: symbols = reference.lookup("layer.\(word)") + reference.lookup("dep.\(word)")
    case .relation: symbols = reference.lookup("dep.\(word)")
    case .value(let key): symbols = reference.lookup("\(key).\(word)")
    case .test:
      symbols = ["key", "flag", "pos"].flatMap { reference.lookup("\($0).\(word)") }
    case .item: symbols = reference.lookup("pos.\(word)")
    }
    return symbols.isEmpty ? nil : (.symbols(symbols), start..<end)
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
