// What stands around a place in a rule file that is being written. Half a file has no tree, so this looks at tokens: which
// brackets are open, what stands in front of them, and what kind of thing a chain of names leads to.

import LuaReference
import LuaSyntax

struct Cursor {
  /// An open bracket or function body, from the inside out.
  struct Enclosure {
    enum Head: Hashable {
      /// `extract "name" {`
      case verb(String)
      /// `all {`, `contains(`
      case call(String)
      /// `:first(`
      case method(String)
      /// `on = {`
      case key(String)
      case function
      case other
    }
    var head: Head
    /// The token that opens it.
    var token: Int
  }

  let file: LuaFile
  let offset: Int
  /// The first token that ends at the place or behind it.
  let token: Int
  private static let reference = LuaReference.standard
  private static let verbs = Set(reference.all(.verb).map(\.name))
  private static let deepestType = 8

  init(_ file: LuaFile, at offset: Int) {
    self.file = file
    self.offset = offset
    var low = 0
    var high = file.tokens.count
    while low < high {
      let middle = (low + high) / 2
      if file.tokens[middle].range.upperBound < offset { low = middle + 1 } else { high = middle }
    }
    var index = min(low, file.tokens.count - 1)
    // Between two tokens that touch, the name is meant.
    if index + 1 < file.tokens.count, file.tokens[index].range.upperBound == offset,
      file.tokens[index + 1].range.lowerBound == offset, ![.name, .string].contains(file.tokens[index].kind)
    {
      index += 1
    }
    token = index
  }

  var isInComment: Bool {
    file.comments.contains {
      $0.range.lowerBound < offset && offset <= $0.range.upperBound && !endsBefore($0)
    }
  }

  /// A long comment ends with its brackets, a line comment with its line.
  private func endsBefore(_ comment: Comment) -> Bool { comment.isLong && offset == comment.range.upperBound }

  func text(_ token: Int) -> String {
    file.tokens.indices.contains(token) ? file.source.text(of: file.tokens[token].range) : ""
  }

  func kind(_ token: Int) -> Token.Kind {
    file.tokens.indices.contains(token) ? file.tokens[token].kind : .endOfFile
  }

  // MARK: Strings

  /// The string that the place is in, with the token; nil outside of strings.
  var string: (token: Int, literal: StringLiteral)? {
    let range = file.tokens[token].range
    guard file.tokens[token].kind == .string, range.lowerBound < offset,
      offset < range.upperBound || file.tokens[token].isMalformed
    else { return nil }
    return (token, StringLiteral(file.source, range))
  }

  /// What a string token is for.
  enum StringUse: Hashable {
    case pattern
    case lexicon
    case parameter
    case rule
    case scale
    /// The name of a layer, or what `has` takes.
    case layer
    case condition
    /// One of the words that a field takes.
    case choice(String)
    case other
  }

  func use(ofString token: Int) -> StringUse {
    switch kind(token - 1) {
    case .name:
      return kind(token - 2) == .colon ? use(inMethod: text(token - 1)) : use(inCall: text(token - 1))
    case .assign where kind(token - 2) == .name:
      return use(inField: text(token - 2), enclosures(before: token))
    case .leftParenthesis, .leftBrace, .comma, .semicolon:
      let around = enclosures(before: token)
      switch around.first?.head {
      case .call(let name)?: return use(inCall: name)
      case .method(let name)?: return use(inMethod: name)
      case .key(let name)?: return use(inField: name, Array(around.dropFirst()))
      default: return .other
      }
    default: return .other
    }
  }

  private func use(inCall name: String) -> StringUse {
    switch name {
    case "pattern", "contains", "cue", "source", "sentence", "lacks", "all", "any": .pattern
    case "lexicon": .lexicon
    case "parameter": .parameter
    case "has": .condition
    default: .other
    }
  }

  private func use(inMethod name: String) -> StringUse {
    Self.reference.all(.method).contains { $0.shortName == name } && name != "contains" ? .layer : .other
  }

  private func use(inField name: String, _ around: [Enclosure]) -> StringUse {
    for enclosure in around {
      switch enclosure.head {
      case .call("is"): return .choice("is.\(name)")
      case .verb("test"):
        return name == "rule" || name == "silent" || name == "scores" ? .rule : .choice("test.\(name)")
      case .verb(let verb):
        if name == "match" || name == "upto" { return .pattern }
        return verb == "score" && name == "scale" ? .scale : .choice("\(verb).\(name)")
      case .function: return .other
      default: continue
      }
    }
    return .other
  }

  // MARK: Brackets

  /// What is open in front of a token, the innermost first.
  func enclosures(before token: Int) -> [Enclosure] {
    var found: [Enclosure] = []
    var closed = 0
    var ends = 0
    var index = token - 1
    while index >= 0, found.count < 64 {
      switch kind(index) {
      case .rightBrace, .rightParenthesis, .rightBracket: closed += 1
      case .leftBrace, .leftParenthesis, .leftBracket:
        if closed > 0 {
          closed -= 1
        } else {
          found.append(Enclosure(head: head(ofBracket: index), token: index))
        }
      case .end, .until: if closed == 0 { ends += 1 }
      case .function, .if, .do, .repeat:
        guard closed == 0 else { break }
        if ends > 0 {
          ends -= 1
        } else if kind(index) == .function {
          found.append(Enclosure(head: .function, token: index))
        }
      default: break
      }
      index -= 1
    }
    return found
  }

  private func head(ofBracket token: Int) -> Enclosure.Head {
    switch kind(token - 1) {
    case .string
    where kind(token) == .leftBrace && kind(token - 2) == .name && Self.verbs.contains(text(token - 2)):
      .verb(text(token - 2))
    case .name: kind(token - 2) == .colon ? .method(text(token - 1)) : .call(text(token - 1))
    case .assign where kind(token - 2) == .name: .key(text(token - 2))
    default: .other
    }
  }

  /// The verb in whose table a token is a key, or would be one.
  func verb(ofKey token: Int) -> String? {
    guard [.leftBrace, .comma, .semicolon].contains(kind(token - 1)) || isFirstOnLine(token),
      case .verb(let verb)? = enclosures(before: token).first?.head
    else { return nil }
    return verb
  }

  private func isFirstOnLine(_ token: Int) -> Bool {
    file.tokens.indices.contains(token) && file.tokens[token].isFirstOnLine
  }

  /// The keys that a table has, whose brace is `open`.
  func keys(inTable open: Int) -> Set<String> {
    var keys: Set<String> = []
    var depth = 0
    var index = open + 1
    while index < file.tokens.count {
      switch kind(index) {
      case .leftBrace, .leftParenthesis, .leftBracket, .function: depth += 1
      case .rightBrace, .rightParenthesis, .rightBracket, .end:
        if depth == 0 { return keys }
        depth -= 1
      case .name where depth == 0 && kind(index + 1) == .assign: keys.insert(text(index))
      default: break
      }
      index += 1
    }
    return keys
  }

  // MARK: Types

  /// The type of what stands before the `.` or `:` at `mark`; nil when nobody can tell. A library's is its name.
  func type(before mark: Int) -> String? {
    var index = mark - 1
    var start = index
    // Back over calls, indexes and members to the name that the chain begins with.
    while index >= 0 {
      switch kind(index) {
      case .rightParenthesis, .rightBracket, .rightBrace: index = opening(of: index) - 1
      case .string where [.name].contains(kind(index - 1)): index -= 1
      case .name:
        start = index
        guard kind(index - 1) == .dot || kind(index - 1) == .colon else {
          return type(ofChain: start, upTo: mark, 0)
        }
        index -= 2
      default: return nil
      }
    }
    return nil
  }

  private func opening(of close: Int) -> Int {
    var depth = 0
    var index = close
    while index >= 0 {
      switch kind(index) {
      case .rightParenthesis, .rightBracket, .rightBrace: depth += 1
      case .leftParenthesis, .leftBracket, .leftBrace:
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
      index -= 1
    }
    return 0
  }

  private func closing(of open: Int) -> Int {
    var depth = 0
    for index in open..<file.tokens.count {
      switch kind(index) {
      case .leftParenthesis, .leftBracket, .leftBrace: depth += 1
      case .rightParenthesis, .rightBracket, .rightBrace:
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return file.tokens.count - 1
  }

  /// The type of the chain that begins at a name: `article.claims[1]:first "figure"`.
  private func type(ofChain start: Int, upTo end: Int, _ depth: Int) -> String? {
    guard depth < Self.deepestType, kind(start) == .name else { return nil }
    var type = self.type(ofName: start, depth)
    var index = start + 1
    while index < end, let current = type {
      switch kind(index) {
      case .dot where kind(index + 1) == .name, .colon where kind(index + 1) == .name:
        type = Self.reference.type(of: text(index + 1), in: current)
        index += 2
        // The arguments of a method change nothing of its type.
        guard kind(index - 2) == .colon else { break }
        if kind(index) == .string {
          index += 1
        } else if kind(index) == .leftParenthesis {
          index = closing(of: index) + 1
        }
      case .leftBracket:
        guard current.hasPrefix("list of ") else { return nil }
        type = String(current.dropFirst("list of ".count))
        index = closing(of: index) + 1
      default: return current
      }
    }
    return type
  }

  private func type(ofName token: Int, _ depth: Int) -> String? {
    let name = text(token), place = file.tokens[token].range.lowerBound
    guard
      let binding = file.scopes.bindings.last(where: {
        $0.visible.contains(place) && file.source.text(of: $0.range) == name
      })
    else {
      let known = Self.reference.all(.library).contains { $0.name == name }
      return known ? name : Self.reference.all(.view).contains { $0.name == name } ? name : nil
    }
    let declared = type(of: binding, depth)
    return declared ?? (Self.reference.all(.view).contains { $0.name == name } ? name : nil)
  }

  private func type(of binding: Binding, _ depth: Int) -> String? {
    guard let token = file.token(startingAt: binding.range.lowerBound) else { return nil }
    switch binding.kind {
    case .parameter: return type(ofParameter: token)
    case .loop:
      var index = token
      while index < file.tokens.count, kind(index) != .in, kind(index) != .do { index += 1 }
      guard kind(index) == .in, ["ipairs", "pairs"].contains(text(index + 1)),
        kind(index + 2) == .leftParenthesis,
        kind(token - 1) == .comma
      else { return nil }
      let list = type(ofChain: index + 3, upTo: closing(of: index + 2), depth + 1)
      return list.flatMap { $0.hasPrefix("list of ") ? String($0.dropFirst("list of ".count)) : nil }
    case .local:
      // `local figure = claim.content and claim.content:first "figure"`: the last of the chain is what it is.
      guard kind(token + 1) == .assign else { return nil }
      var start = token + 2
      var end = start
      while end < file.tokens.count, !file.tokens[end].isFirstOnLine || end == start, kind(end) != .endOfFile
      {
        if kind(end) == .and { start = end + 1 }
        end += 1
      }
      return type(ofChain: start, upTo: end, depth + 1)
    case .localFunction: return nil
    }
  }

  /// `function(claim, article)` in `weigh` sees the unit that `on` names.
  private func type(ofParameter token: Int) -> String? {
    guard let around = enclosures(before: token).first, case .other = around.head,
      kind(around.token) == .leftParenthesis,
      kind(around.token - 1) == .function, kind(around.token - 2) == .assign
    else { return nil }
    let position = file.tokens[around.token..<token].count { $0.kind == .comma }
    if position == 1 { return "article" }
    guard position == 0, let table = enclosures(before: around.token - 1).first,
      case .verb(let verb) = table.head
    else {
      return nil
    }
    switch text(around.token - 3) {
    case "find": return unit(inTable: table.token) ?? "sentence"
    case "weigh": return unit(inTable: table.token) ?? (verb == "score" ? "claim" : nil)
    default: return nil
    }
  }

  /// The first unit that `on` names.
  private func unit(inTable open: Int) -> String? {
    let end = closing(of: open)
    for index in open..<end where text(index) == "on" && kind(index + 1) == .assign {
      let value = kind(index + 2) == .leftBrace ? index + 3 : index + 2
      if kind(value) == .string { return StringLiteral(file.source, file.tokens[value].range).text }
    }
    return nil
  }
}
