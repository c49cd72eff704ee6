// A misspelled name is nil at run time, and nil is silent until much later, perhaps in one article of a million.
// What the names of a file mean is known beforehand, so they are checked beforehand.

public import Diagnostics

extension LuaFile {
  /// So many diagnostics one check returns at most.
  public static let mostNameDiagnostics = 100

  /// The reads of global variables, in the order of the source. O(uses).
  public var globalsRead: [NameUse] { scopes.uses.filter { $0.meaning == .global && !$0.isWrite } }

  /// The assignments to global variables, `function name()` included, in the order of the source. O(uses).
  public var globalsWritten: [NameUse] { scopes.uses.filter { $0.meaning == .global && $0.isWrite } }

  /// What standard Lua has and rules have not, each with what to do instead.
  public static let unavailableToRules: [String: String] = [
    "collectgarbage": "memory is the host's business",
    "debug": "a rule that fails is reported with its traceback",
    "dofile": "a rule stands in one file; what several rules share belongs in a lexicon",
    "getfenv": "Lua 5.4 has no 'getfenv'",
    "io": "a rule reads nothing but its article; lists of words belong in a lexicon",
    "load": "a rule cannot compile text",
    "loadfile": "a rule stands in one file; what several rules share belongs in a lexicon",
    "loadstring": "a rule cannot compile text",
    "module": "a rule stands in one file; what several rules share belongs in a lexicon",
    "os": "a rule knows no clock, file or environment; the article's date is in 'article.published'",
    "package": "a rule stands in one file; what several rules share belongs in a lexicon",
    "require": "a rule stands in one file; what several rules share belongs in a lexicon",
    "setfenv": "Lua 5.4 has no 'setfenv'",
    "unpack": "write 'table.unpack'",
  ]

  private static let foreignNames = [
    "null": "nil", "NULL": "nil", "None": "nil", "undefined": "nil", "True": "true", "TRUE": "true",
    "False": "false", "FALSE": "false", "this": "self",
  ]

  /// Checks every global name, and every field of a known library.
  ///
  /// - Parameters:
  ///   - known: the globals that a rule has.
  ///   - libraries: those of them that are libraries, with their fields; their names count as known.
  ///   - unavailable: names with a message of their own, unless they are known; the value is the help.
  /// - Returns: errors in the order of the source, at most `mostNameDiagnostics`: `unknown-global` (a read, or an
  ///   assignment to a name that is not declared), `read-only` (an assignment to a known name), `not-available`,
  ///   `unknown-function`. A global that the file assigns to is reported there and not where it is read. Nothing is
  ///   said about statements that could not be read, nor about names that only they may have declared.
  public func checkGlobals(
    known: Set<String>, libraries: [String: [String]] = [:],
    unavailable: [String: String] = LuaFile.unavailableToRules
  ) -> [Diagnostic] {
    let skipped = skippedNames
    let suggestions = known.union(libraries.keys).sorted()
    let written = Set(globalsWritten.map { name(of: $0) })
    var found: [(offset: Int, diagnostic: Diagnostic)] = []
    for use in scopes.uses where use.meaning == .global {
      if found.count >= Self.mostNameDiagnostics { break }
      let name = name(of: use)
      let isKnown = known.contains(name) || libraries[name] != nil
      if isKnown && !use.isWrite { continue }
      if skipped.names.contains(name) || skipped.contains(use.range) { continue }
      if !isKnown && !use.isWrite && written.contains(name) { continue }
      let diagnostic: Diagnostic
      if isKnown {
        diagnostic = Diagnostic(
          .error, "read-only", "cannot assign to '\(name)', which all rules share", at: place(of: use.range),
          help: ["a variable of your own is declared with 'local'"])
      } else if let help = unavailable[name], !use.isWrite {
        diagnostic = Diagnostic(
          .error, "not-available", "'\(name)' is not available to rules", at: place(of: use.range),
          help: [help])
      } else {
        diagnostic = unknownGlobal(use, name, suggestions)
      }
      found.append((use.range.lowerBound, diagnostic))
    }
    found += unknownFunctions(libraries, skipped)
    return found.sorted { ($0.offset, $0.diagnostic.slug) < ($1.offset, $1.diagnostic.slug) }
      .prefix(Self.mostNameDiagnostics).map(\.diagnostic)
  }

  private func unknownGlobal(_ use: NameUse, _ name: String, _ suggestions: [String]) -> Diagnostic {
    let offset = use.range.lowerBound
    let locals = scopes.bindings.lazy.filter { $0.visible.contains(offset) }.map { source.text(of: $0.range) }
    let meant = Self.foreignNames[name] ?? suggestion(for: name, among: suggestions + Array(locals))
    if use.isWrite {
      return Diagnostic(
        .error, "unknown-global", "assignment to an undeclared global '\(name)'", at: place(of: use.range),
        label: meant.map { "did you mean '\($0)'?" },
        help: ["a new variable is declared with 'local'; rules have no global variables of their own"])
    }
    return Diagnostic(
      .error, "unknown-global", "unknown name '\(name)'", at: place(of: use.range),
      label: meant.map { "did you mean '\($0)'?" })
  }

  private func unknownFunctions(
    _ libraries: [String: [String]], _ skipped: Skipped
  ) -> [(offset: Int, diagnostic: Diagnostic)] {
    var found: [(offset: Int, diagnostic: Diagnostic)] = []
    for node in tree.nodes where node.kind == .member {
      if found.count >= Self.mostNameDiagnostics { break }
      guard let object = tree.firstChild(of: node), tree[object].kind == .name else { continue }
      let library = text(of: object)
      guard let fields = libraries[library],
        scopes.use(at: tree[object].range.lowerBound)?.meaning == .global
      else { continue }
      let range = tokens[Int(node.token)].range
      let field = source.text(of: range)
      if fields.contains(field) || skipped.contains(range) { continue }
      found.append(
        (
          range.lowerBound,
          Diagnostic(
            .error, "unknown-function", "'\(library)' has no function '\(field)'", at: place(of: range),
            label: suggestion(for: field, among: fields).map { "did you mean '\($0)'?" })
        ))
    }
    return found
  }

  /// Warns of local variables that nobody reads: at most `mostNameDiagnostics`, in the order of the source.
  ///
  /// Parameters, loop variables, `<close>` variables and names that start with `_` may stay unread. A file with
  /// statements that could not be read has no warnings: the use may be there.
  public func checkUnusedLocals() -> [Diagnostic] {
    guard !isPartial else { return [] }
    let unused = scopes.bindings.lazy.filter { binding in
      !binding.isRead && binding.attribute != .close
        && (binding.kind == .local || binding.kind == .localFunction)
        && source.bytes[binding.range.lowerBound] != UInt8(ascii: "_")
    }
    return unused.prefix(Self.mostNameDiagnostics).map { binding in
      Diagnostic(
        .warning, "unused-local",
        "local '\(source.text(of: binding.range))' is \(binding.isWritten ? "assigned to but never read" : "never used")",
        at: place(of: binding.range), help: ["a name that starts with '_' may stay unused"])
    }
  }

  // MARK: Statements that could not be read

  private struct Skipped {
    var ranges: [Range<Int>] = []
    var names: Set<String> = []

    func contains(_ range: Range<Int>) -> Bool {
      // They are in order and apart from each other.
      var low = 0
      var high = ranges.count
      while low < high {
        let middle = (low + high) / 2
        if ranges[middle].upperBound < range.upperBound { low = middle + 1 } else { high = middle }
      }
      return low < ranges.count && ranges[low].lowerBound <= range.lowerBound
    }
  }

  /// The stretches that could not be read, the outermost only, and the names in them.
  private var skippedNames: Skipped {
    var skipped = Skipped()
    guard isPartial else { return skipped }
    for node in tree.nodes where node.kind == .error {
      // An enclosing stretch comes after those inside it.
      while let last = skipped.ranges.last, last.lowerBound >= node.range.lowerBound {
        skipped.ranges.removeLast()
      }
      skipped.ranges.append(node.range)
    }
    for range in skipped.ranges {
      var token = firstToken(from: range.lowerBound)
      while token < tokens.count, tokens[token].range.lowerBound < range.upperBound {
        if tokens[token].kind == .name { skipped.names.insert(source.text(of: tokens[token].range)) }
        token += 1
      }
    }
    return skipped
  }
}
