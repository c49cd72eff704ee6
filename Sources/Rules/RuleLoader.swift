// Runs the files of a pack in a sandbox to learn what they declare. What a file can be told without
// running it (syntax, unknown names) is told first, for all of the file; what only running shows is
// told once a file, since Lua stops there.

import Diagnostics
import LuaRuntime
import LuaSyntax
import Patterns

struct RuleLoader {
  struct Loaded {
    var declarations: [DeclaredRule] = []
    var diagnostics: [Diagnostic] = []
  }

  /// Loads `files` of `pack`, in order, into the pack's one environment.
  ///
  /// - Parameters:
  ///   - lexicons: full names of the lexicons there are.
  ///   - registry: takes the patterns that the files compile; nil for test files, which have none.
  static func load(
    _ pack: PackSource, files: [PackSource.File], limits: RuleLimits, lexicons: Set<String> = [],
    patterns registry: PatternRegistry? = nil
  ) -> Loaded {
    var loaded = Loaded()
    var state: AuthoringState?
    for file in files {
      let lua = LuaFile(LuaSource(name: file.displayPath, bytes: file.bytes))
      loaded.diagnostics += lua.diagnostics
      guard lua.diagnostics.isEmpty else { continue }
      let unknown = lua.checkGlobals(known: AuthoringWords.names, libraries: AuthoringWords.libraries)
      loaded.diagnostics += unknown + lua.checkUnusedLocals()
      do throws(LuaError) {
        let running: AuthoringState
        if let state { running = state } else { running = try AuthoringState(limits) }
        state = running
        prepare(running.host, pack, lua, lexicons, registry)
        let declared = try running.run(file, of: pack)
        loaded.declarations += sites(of: declared, in: lua)
      } catch {
        if error.isVerdict { state = nil }
        // An unknown name is told with its place and its mend already.
        if unknown.isEmpty || !error.message.hasPrefix("unknown global") {
          loaded.diagnostics.append(diagnostic(error, lua))
        }
      }
    }
    return loaded
  }

  private static func prepare(
    _ host: AuthoringHost, _ pack: PackSource, _ file: LuaFile, _ lexicons: Set<String>, _ registry: PatternRegistry?
  ) {
    host.lexiconRow = { name in
      let full = pack.lexiconName(name)
      guard lexicons.contains(full) else {
        let own = lexicons.filter { $0.hasPrefix(pack.name + "/") }.map { String($0.dropFirst(pack.name.count + 1)) }
        let near = suggestion(for: name, among: own.sorted() + lexicons.sorted())
        throw AuthoringError(
          "no lexicon '\(name)'" + (near.map { " (did you mean '\($0)'?)" } ?? " (a file lexicons/\(name).txt)"))
      }
      return registry?.add(lexicon: full) ?? -1
    }
    host.patternRow = { text in
      guard let registry else { throw AuthoringError("pattern: tests need none") }
      return registry.add(called: source(of: text, in: file, pack: pack.name), pack: pack.name)
    }
  }

  /// A pattern that is compiled by a call: its text is found again among the file's strings.
  private static func source(of text: String, in file: LuaFile, pack: String) -> PatternSource {
    for node in file.tree.nodes.indices {
      guard let literal = file.string(NodeID(node)), literal.text == text else { continue }
      return DeclarationSite.source(of: literal, text, in: file, use: .onDemand, pack: pack)
    }
    return PatternSource(text, use: .onDemand, pack: pack, file: file.source.name)
  }

  /// Joins what ran with where it stands.
  private static func sites(of declared: [AuthoringHost.Declared], in file: LuaFile) -> [DeclaredRule] {
    var left = file.declarations
    return declared.map { rule in
      let row = left.firstIndex { $0.verb == rule.verb && $0.name?.text == rule.name }
      let found = row.map { left.remove(at: $0) }
      let line = found.map { file.source.line(of: $0.range.lowerBound) } ?? 1
      return DeclaredRule(
        verb: rule.verb, name: rule.name, items: rule.items, fields: rule.fields,
        site: DeclarationSite(file: file, declaration: found, line: line))
    }
  }

  private static func diagnostic(_ error: LuaError, _ file: LuaFile) -> Diagnostic {
    let line = error.chunk == file.source.name && error.line > 0
      ? error.line : error.traceback.first { $0.chunk == file.source.name && $0.line > 0 }?.line ?? 0
    let range = file.source.range(ofLine: max(line, 1))
    var first = range.lowerBound
    while first < range.upperBound, file.source.bytes[first] == 0x20 || file.source.bytes[first] == 0x09 { first += 1 }
    let place = file.place(of: first..<max(first + 1, range.upperBound))
    return switch error.kind {
    case .memory:
      Diagnostic(.error, "load-memory", "loading the file took more memory than a rule file may", at: place)
    case .steps, .clock, .cancelled, .output:
      Diagnostic(
        .error, "load-budget", "loading the file did not come to an end", at: place,
        help: ["a rule file only declares; put work into the functions of rules"])
    default: Diagnostic(.error, "load-error", error.message, at: place)
    }
  }
}
