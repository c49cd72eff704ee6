// What may stand at a place: fields of a verb, members of what a chain of names leads to, names in patterns and strings.

import JSON
import LuaReference
import LuaSyntax
import Rules

/// One thing that may be written.
struct Completion {
  /// The numbers of the protocol.
  enum Kind: Int {
    case method = 2, function = 3, field = 5, variable = 6, module = 9, value = 12, keyword = 14, file = 17,
      constant = 21
  }

  var label: String
  var kind: Kind
  var detail = ""
  var documentation = ""
}

extension LanguageServer {
  private static let most = 1000

  mutating func completions(at place: Place) -> JSONValue {
    let cursor = place.cursor
    var found: [Completion]
    // How much of what is there already is replaced, in bytes before the cursor.
    var replaced = 0
    if let (token, literal) = cursor.string {
      let before = Array(
        cursor.file.source.bytes[literal.content.lowerBound..<max(literal.content.lowerBound, cursor.offset)])
      let pattern = PatternPlace(before: String(decoding: before, as: UTF8.self))
      switch cursor.use(ofString: token) {
      case .pattern:
        found = completions(in: pattern, place.root)
        replaced = pattern.word.utf8.count
      case let use:
        found = completions(of: use, place.root)
        replaced = before.count
      }
    } else if cursor.isInComment {
      found = []
    } else {
      found = completions(outsideStrings: cursor, place.root)
      let range = cursor.file.tokens[cursor.token].range
      if cursor.kind(cursor.token) == .name, range.lowerBound < cursor.offset {
        replaced = cursor.offset - range.lowerBound
      }
    }
    let start = cursor.offset - replaced
    let edit = range(start..<cursor.offset, in: place.document.buffer)
    return .make([
      ("isIncomplete", .bool(found.count > Self.most)),
      ("items", .array(found.prefix(Self.most).map { described($0, edit) })),
    ])
  }

  private func described(_ completion: Completion, _ range: JSONValue) -> JSONValue {
    var members: [(String, JSONValue)] = [
      ("label", .string(completion.label)), ("kind", .integer(completion.kind.rawValue)),
    ]
    if !completion.detail.isEmpty { members.append(("detail", .string(completion.detail))) }
    if !completion.documentation.isEmpty {
      members.append(
        (
          "documentation",
          .make([("kind", .string("markdown")), ("value", .string(completion.documentation))])
        ))
    }
    members.append(("textEdit", .make([("range", range), ("newText", .string(completion.label))])))
    return .make(members)
  }

  // MARK: Code

  private mutating func completions(outsideStrings cursor: Cursor, _ root: PackWorkspace.Root?)
    -> [Completion]
  {
    // The name that is being written, or where one would begin.
    let isInName =
      cursor.kind(cursor.token) == .name && cursor.file.tokens[cursor.token].range.lowerBound < cursor.offset
    let isBehind =
      cursor.file.tokens[cursor.token].range.upperBound <= cursor.offset
      && cursor.kind(cursor.token) != .endOfFile
    let token = isInName ? cursor.token : isBehind ? cursor.token + 1 : cursor.token
    let before = cursor.kind(token - 1)
    if before == .dot || before == .colon {
      return members(behind: token - 1, cursor)
    }
    if let verb = cursor.verb(ofKey: token), let table = cursor.enclosures(before: token).first {
      let used = cursor.keys(inTable: table.token)
      let current = isInName ? cursor.text(token) : ""
      return LuaReference.standard.members(of: verb).filter {
        !used.contains($0.shortName) || $0.shortName == current
      }
      .map { Completion($0, .field) }
    }
    var found = locals(cursor)
    found += [.verb, .word, .library].flatMap { LuaReference.standard.all($0) }.map {
      Completion($0, .function)
    }
    found += LuaReference.standard.all(.function).filter { $0.owners.isEmpty }.map {
      Completion($0, .function)
    }
    return found
  }

  private func members(behind mark: Int, _ cursor: Cursor) -> [Completion] {
    let reference = LuaReference.standard
    let wantsMethods = cursor.kind(mark) == .colon
    let type = cursor.type(before: mark)
    var found = type.map { reference.members(of: $0) } ?? []
    if type == nil {
      // Whatever it is: all that functions may see, each name once.
      var seen: Set<String> = []
      found = (reference.all(.viewField) + reference.all(.method)).filter {
        seen.insert($0.shortName).inserted
      }
    }
    if type == "string" || (type == nil && wantsMethods) {
      found += wantsMethods ? reference.members(of: "string") : []
    }
    return found.filter { symbol in
      switch symbol.kind {
      case .viewField: !wantsMethods
      case .method: wantsMethods
      // `string.find` behind the library's name, `text:find` behind a string.
      case .function: wantsMethods || type == symbol.owners.first
      default: false
      }
    }.map { Completion($0, $0.kind == .viewField ? .field : $0.kind == .method ? .method : .function) }
  }

  private func locals(_ cursor: Cursor) -> [Completion] {
    var seen: Set<String> = []
    return cursor.file.scopes.bindings.reversed().filter { $0.visible.contains(cursor.offset) }
      .map { cursor.file.source.text(of: $0.range) }.filter { seen.insert($0).inserted }
      .map { Completion(label: $0, kind: .variable) }
  }

  // MARK: Strings

  private mutating func completions(of use: Cursor.StringUse, _ root: PackWorkspace.Root?) -> [Completion] {
    let layers = LuaReference.standard.all(.patternLayer).map { Completion($0, .value) }
    switch use {
    case .pattern, .other: return []
    case .lexicon: return lexicons(root)
    case .parameter:
      let parameters = root.flatMap { workspace.source(of: $0) }?.parameters ?? []
      return parameters.map { Completion(label: $0.name, kind: .constant, documentation: $0.doc) }
    case .rule: return declared(["extract", "score"], root)
    case .scale: return declared(["scale"], root)
    case .layer: return layers
    case .condition:
      return layers
        + ["source", "source-name", "cue", "content", "parent", "children"].map {
          Completion(label: $0, kind: .value)
        }
    case .choice(let field):
      return (Self.choices[field] ?? []).map { Completion(label: $0, kind: .value) }
    }
  }

  private static let choices: [String: [String]] = {
    let reference = LuaReference.standard
    func words(_ field: String) -> [String] { reference.lookup(field).first?.choices ?? [] }
    let (stance, type, evidence) = (words("claim.stance"), words("claim.type"), words("claim.evidence"))
    var choices = [
      "extract.on": ["sentence", "paragraph", "quotation", "article"],
      "score.on": ["claim", "sentence", "article"],
      "scale.link": ["sum", "logistic"], "scale.article": ["own", "highest"],
      "extract.nested": ["second-hand"],
      "is.region": words("paragraph.region"),
    ]
    for owner in ["extract", "test", "is"] {
      choices["\(owner).stance"] = stance
      choices["\(owner).type"] = type
      choices["\(owner).evidence"] = evidence
    }
    return choices
  }()

  private mutating func lexicons(_ root: PackWorkspace.Root?) -> [Completion] {
    guard let root else { return [] }
    return workspace.lexicons(of: root).map { Completion(label: $0.name, kind: .file, detail: $0.file.path) }
  }

  private mutating func declared(_ verbs: [String], _ root: PackWorkspace.Root?) -> [Completion] {
    guard let root else { return [] }
    return workspace.declarations(of: root).compactMap { declaration, _ in
      guard verbs.contains(declaration.verb), let name = declaration.name?.text else { return nil }
      return Completion(
        label: name, kind: .constant, detail: declaration.verb,
        documentation: declaration["doc"]?.value.string?.text ?? "")
    }
  }

  // MARK: Patterns

  private mutating func completions(in place: PatternPlace, _ root: PackWorkspace.Root?) -> [Completion] {
    let reference = LuaReference.standard
    func all(_ kinds: ReferenceSymbol.Kind...) -> [Completion] {
      kinds.flatMap { reference.all($0) }.map { Completion($0, .value) }
    }
    switch place.kind {
    case .text: return []
    case .lexicon: return lexicons(root)
    case .layer: return all(.patternLayer, .relation)
    case .relation: return all(.relation) + [Completion(label: "subject", kind: .value)]
    case .value("pos"): return all(.partOfSpeech)
    case .value("dep"): return all(.relation)
    case .value("shape"):
      let shapes = reference.lookup("token.shape").first?.choices ?? []
      return shapes.map { Completion(label: $0, kind: .value) }
    case .value: return []
    case .test: return all(.patternKey, .patternFlag, .partOfSpeech)
    case .item:
      return ["source", "cue", "content"].map { Completion(label: $0, kind: .keyword) } + all(.partOfSpeech)
    }
  }
}

extension Completion {
  init(_ symbol: ReferenceSymbol, _ kind: Kind) {
    self.init(
      label: symbol.shortName, kind: symbol.kind == .library ? .module : kind, detail: symbol.signature,
      documentation: symbol.text)
  }
}

/// What is being written in a pattern.
struct PatternPlace: Hashable {
  enum Kind: Hashable {
    /// Inside of quotation marks.
    case text
    case lexicon, layer, relation
    /// Behind `key=`.
    case value(String)
    /// In brackets.
    case test
    case item
  }

  var kind: Kind
  /// What of it is there already.
  var word: String

  /// - Parameter text: the pattern up to the place.
  init(before text: String) {
    let word = Self.lastWord(of: text)
    let rest = text.dropLast(word.count)
    self.word = String(word)
    if rest.count(where: { $0 == "\"" }) % 2 == 1 {
      kind = .text
      return
    }
    switch rest.last {
    case "@": kind = .lexicon
    case "<": kind = .layer
    case ">": kind = .relation
    default:
      let open = rest.lastIndex(of: "["), close = rest.lastIndex(of: "]")
      guard let open, close.map({ $0 < open }) ?? true else {
        // `>nsubj|` goes on with another relation.
        let edge = rest.last == "|" ? rest.split(separator: " ").last : nil
        kind = edge?.contains(">") == true ? .relation : .item
        self.word =
          kind == .item
          ? String(word.split(separator: ":", omittingEmptySubsequences: false).last ?? "") : self.word
        return
      }
      let test = rest[rest.index(after: open)...].split(whereSeparator: { "&(".contains($0) }).last ?? ""
      if rest.last == "=" || rest.last == "|", let key = test.split(separator: "=").first, test.contains("=")
      {
        kind = .value(key.filter { $0.isLetter })
      } else {
        kind = .test
      }
    }
  }

  private static func lastWord(of text: String) -> Substring {
    var start = text.endIndex
    while start > text.startIndex {
      let before = text.index(before: start)
      guard text[before].isLetter || text[before].isNumber || "_-/:".contains(text[before]) else { break }
      start = before
    }
    return text[start...]
  }
}
