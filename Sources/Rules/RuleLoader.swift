// Runs the files of a pack in a sandbox to learn what they declare. What a file can be told without
// running it (syntax, unknown names, lexicons that are not there) is told first, for all of the file; what only
// running shows is told once a file, since Lua stops there.

import Diagnostics
import LuaRuntime
import LuaSyntax
import Patterns

struct RuleLoader {
  struct Loaded {
    var declarations: [DeclaredRule] = []
    var diagnostics: [Diagnostic] = []
    /// Every file ran to its end, so that what was not declared is not there.
    var isComplete = true
  }

  private let pack: PackSource
  private let lexicons: Set<String>
  /// nil for test files, which have no patterns.
  private let registry: PatternRegistry?
  private var loaded = Loaded()

  /// Loads `files` of `pack`, in order, into the pack's one environment.
  ///
  /// - Parameters:
  ///   - lexicons: full names of the lexicons there are.
  ///   - registry: takes the patterns that the files compile; nil for test files, which have none.
  static func load(
    _ pack: PackSource, files: [PackSource.File], limits: RuleLimits, lexicons: Set<String> = [],
    patterns registry: PatternRegistry? = nil, coverage: LineCoverage? = nil, interrupt: RuleInterrupt? = nil
  ) -> Loaded {
    var loader = RuleLoader(pack: pack, lexicons: lexicons, registry: registry)
    var state: AuthoringState?
    for file in files {
      let lua = LuaFile(LuaSource(name: file.displayPath, bytes: file.bytes))
      guard lua.diagnostics.isEmpty else {
        loader.readBroken(lua)
        continue
      }
      loader.run(file, lua, limits, coverage, interrupt, &state)
    }
    return loader.loaded
  }

  private init(pack: PackSource, lexicons: Set<String>, registry: PatternRegistry?) {
    self.pack = pack
    self.lexicons = lexicons
    self.registry = registry
  }

  /// A file that cannot run is told its syntax errors, and what can be seen in the declarations that are whole.
  private mutating func readBroken(_ file: LuaFile) {
    loaded.isComplete = false
    loaded.diagnostics += file.diagnostics
    let brokenLines = file.diagnostics.compactMap(\.place?.line)
    loaded.diagnostics += PackNames(pack).check(file).filter {
      $0.place.map { !brokenLines.contains($0.line) } ?? true
    }
    for declaration in file.declarations {
      let first = file.source.line(of: declaration.range.lowerBound),
        last = file.source.line(of: declaration.range.upperBound)
      guard let name = declaration.name, !brokenLines.contains(where: (first...max(first, last)).contains),
        let known = registry == nil
          ? ["test": DeclaredTest.fields][declaration.verb] : RuleReader.fields[declaration.verb]
      else { continue }
      var fields: [String: LuaValue] = [:]
      for field in declaration.fields {
        if case .name(let key) = field.key { fields[key] = .nil }
      }
      var reader = FieldReader(
        DeclaredRule(
          verb: declaration.verb, name: name.text, items: [], fields: fields,
          site: DeclarationSite(file: file, declaration: declaration, line: first)))
      reader.refuseUnknown(known: known)
      loaded.diagnostics += reader.diagnostics
    }
  }

  private mutating func run(
    _ file: PackSource.File, _ lua: LuaFile, _ limits: RuleLimits, _ coverage: LineCoverage?,
    _ interrupt: RuleInterrupt?, _ state: inout AuthoringState?
  ) {
    let unknown = PackNames(pack).check(lua)
    loaded.diagnostics += unknown + lua.checkUnusedLocals()
    let missing = readCalls(in: lua)
    do throws(LuaError) {
      let running: AuthoringState
      if let state { running = state } else { running = try AuthoringState(limits, coverage, interrupt) }
      state = running
      prepare(running.host, reported: missing)
      try running.run(file, of: pack)
    } catch {
      loaded.isComplete = false
      // An unknown name is told with its place and its mend already. Lua has the line, or the one where its statement ends.
      let diagnostic = Self.diagnostic(error, lua)
      let isTold = unknown.contains {
        $0.place?.line == diagnostic.place?.line
          || diagnostic.message.hasPrefix($0.message.replacing("unknown name", with: "unknown global"))
      }
      if !isTold { loaded.diagnostics.append(diagnostic) }
    }
    // What was declared before an error is judged too.
    loaded.declarations += Self.sites(of: state?.host.takeDeclared() ?? [], in: lua)
    if state?.lua.isSpent == true { state = nil }
  }

  // MARK: lexicons and patterns

  /// Registers the lexicons and patterns that the file names in calls, wherever they stand: a function's are
  /// compiled with all others, before any article is read.
  ///
  /// - Returns: the lexicons that are not there, which are reported at each of their places.
  private mutating func readCalls(in file: LuaFile) -> Set<String> {
    var missing: Set<String> = []
    for node in file.tree.nodes.indices where file.tree.nodes[node].kind == .call {
      guard let callee = file.tree.child(0, of: NodeID(node)), file.tree[callee].kind == .name else {
        continue
      }
      let name = file.text(of: callee)
      guard name == "lexicon" || name == "pattern",
        let literal = file.value(NodeID(node)).call?.arguments.first?.string
      else { continue }
      if name == "pattern" {
        registry?.add(
          called: DeclarationSite.pattern(literal, in: file, use: .onDemand, pack: pack.name),
          pack: pack.name)
      } else if lexicons.contains(pack.lexiconName(literal.text)) {
        _ = registry?.add(lexicon: pack.lexiconName(literal.text))
      } else if registry != nil {
        missing.insert(literal.text)
        let near = nearLexicon(literal.text)
        loaded.diagnostics.append(
          Diagnostic(
            .error, "unknown-lexicon", "no lexicon '\(literal.text)'", at: file.place(of: literal.range),
            label: near.map { "did you mean '\($0)'?" },
            help: near == nil ? ["it would be the file \(lexiconFile(literal.text))"] : []))
      }
    }
    return missing
  }

  private func prepare(_ host: AuthoringHost, reported missing: Set<String>) {
    // The host keeps what answers it. Were that all of the loader, whatever is loaded next would be copied for every file.
    var answering = self
    answering.loaded = Loaded()
    let loader = answering
    host.parameters = pack.parameters
    host.lexiconRow = { name in
      guard let registry = loader.registry else { throw AuthoringError("lexicon: tests need none") }
      if missing.contains(name) { return -1 }
      let full = loader.pack.lexiconName(name)
      if loader.lexicons.contains(full) { return registry.add(lexicon: full) }
      throw AuthoringError(
        "no lexicon '\(name)' "
          + (loader.nearLexicon(name).map { "(did you mean '\($0)'?)" }
            ?? "(it would be the file \(loader.lexiconFile(name)))"))
    }
    host.patternRow = { text in
      guard let registry = loader.registry else { throw AuthoringError("pattern: tests need none") }
      let pack = loader.pack.name
      return registry.row(called: text, pack: pack)
        ?? registry.add(
          called: WrittenPattern(
            source: PatternSource(text, use: .onDemand, pack: pack, file: "a pattern of \(pack)")),
          pack: pack)
    }
  }

  private func nearLexicon(_ name: String) -> String? {
    let own = lexicons.filter { $0.hasPrefix(pack.name + "/") }.map {
      String($0.dropFirst(pack.name.count + 1))
    }
    return suggestion(for: name, among: own + lexicons)
  }

  private func lexiconFile(_ name: String) -> String {
    let parts = name.split(separator: "/")
    return "lexicons/\(parts.last.map(String.init) ?? name).txt"
      + (parts.count == 3 ? " of the pack \(parts[0])/\(parts[1]), which must be given too" : "")
  }

  // MARK: places

  /// Joins what ran with where it stands.
  private static func sites(of declared: [AuthoringHost.Declared], in file: LuaFile) -> [DeclaredRule] {
    var left = file.declarations
    return declared.map { rule in
      let row = left.firstIndex { $0.verb == rule.verb && $0.name?.text == rule.name }
      let found = row.map { left.remove(at: $0) }
      let line = found.map { file.source.line(of: $0.range.lowerBound) } ?? rule.line ?? 1
      return DeclaredRule(
        verb: rule.verb, name: rule.name, items: rule.items, fields: rule.fields,
        site: DeclarationSite(file: file, declaration: found, line: line))
    }
  }

  private static func diagnostic(_ error: LuaError, _ file: LuaFile) -> Diagnostic {
    let line =
      error.chunk == file.source.name && error.line > 0
      ? error.line : error.traceback.first { $0.chunk == file.source.name && $0.line > 0 }?.line ?? 0
    let place = file.wordsPlace(ofLine: max(line, 1))
    return switch error.kind {
    case .memory:
      Diagnostic(
        .error, "load-memory", "loading the file took more memory than a rule file may", at: place,
        help: ["a rule file only declares; put work into the functions of rules"])
    case .steps, .clock, .cancelled, .output:
      Diagnostic(
        .error, "load-budget", "loading the file did not come to an end", at: place,
        help: ["a rule file only declares; put work into the functions of rules"])
    default: Diagnostic(.error, "load-error", error.message, at: place)
    }
  }
}

extension LuaFile {
  /// The place of a whole line, without its indentation.
  func wordsPlace(ofLine line: Int) -> Diagnostic.Place {
    let range = source.range(ofLine: line)
    var first = range.lowerBound
    while first < range.upperBound, source.bytes[first] == 0x20 || source.bytes[first] == 0x09 { first += 1 }
    return place(of: first..<max(first + 1, range.upperBound))
  }
}
