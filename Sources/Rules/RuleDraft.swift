// A rule set in the making: everything is read and judged before anything is refused, so that an
// author gets all diagnostics at once.

import Articles
import Diagnostics
import LuaRuntime
import LuaSyntax
import Patterns
import TextAnalysis

struct RuleDraft {
  let packs: [PackSource]
  private(set) var diagnostics: [Diagnostic] = []
  /// What rules were read, and what their packs name; goes on from packs that were read before.
  private(set) var read: ReadRules
  private(set) var patternSet: PatternSet

  /// - Parameters:
  ///   - foundation: what the first of `packs` came to; nothing of others.
  ///   - lending: packs whose lexicons can be named and whose rules are left out.
  init(
    _ packs: [PackSource], on foundation: RuleFoundation? = nil, lending: [PackSource] = [],
    limits: RuleLimits, coverage: LineCoverage? = nil, interrupt: RuleInterrupt? = nil
  ) {
    self.packs = packs
    read = (coverage == nil ? foundation?.rules(below: packs, limits: limits) : nil) ?? ReadRules()
    let registry = PatternRegistry(read.patterns)
    let others = packs.dropFirst(read.packCount)
    var theirs: [Diagnostic] = []
    let names = Set(packs.map(\.name))
    let lexicons =
      Self.lexicons(of: others, &diagnostics)
      + Self.lexicons(of: lending.filter { !names.contains($0.name) }, &theirs)
    for lexicon in lexicons { read.lexiconNames.insert(lexicon.name) }
    var seen = Set(packs.prefix(read.packCount).map(\.name))
    for (row, pack) in packs.enumerated().dropFirst(read.packCount) {
      if !seen.insert(pack.name).inserted {
        diagnostics.append(
          Diagnostic(
            .error, "duplicate-pack", "pack '\(pack.name)' is given twice", label: "leave one of them out"))
        continue
      }
      let loaded = RuleLoader.load(
        pack, files: pack.ruleFiles, limits: limits, lexicons: read.lexiconNames, patterns: registry,
        coverage: coverage, interrupt: interrupt)
      diagnostics += loaded.diagnostics
      var reader = RuleReader(pack: pack, packRow: row, headers: read.headers, patterns: registry)
      for declaration in loaded.declarations { reader.read(declaration) }
      diagnostics += reader.diagnostics
      diagnostics += ManifestChecks.run(pack, declared: loaded.declarations, isComplete: loaded.isComplete)
      read.headers = reader.headers
      read.extractRules += reader.extractRules
      read.scoreRules += reader.scoreRules
      read.scales += reader.scales
      read.scaleUses += reader.scaleUses
      if Self.haveFunctions(reader.extractRules, reader.scoreRules) {
        let names = reader.headers.filter { $0.pack == row }.map {
          ($0.id.split(separator: "/").last.map(String.init) ?? "", $0.row)
        }
        read.functionPacks.append(
          RuleSet.FunctionPack(
            row: row, source: pack,
            files: Self.filesWithFunctions(loaded.declarations, of: pack).map { .init($0) },
            headers: Dictionary(names) { first, _ in first },
            calledPatterns: registry.rows(calledIn: pack.name)))
      }
    }
    read.packCount = packs.count
    let compiled = read.compiled.count
    read.compiled.add(lexicons)
    read.compiled.add(registry.patterns.sources.dropFirst(compiled))
    read.patterns = registry.patterns
    patternSet = read.compiled.compiled()
    diagnostics += read.compiled.diagnostics.map(registry.placed)
    for check in registry.checks {
      if let diagnostic = check(patternSet) { diagnostics.append(diagnostic) }
    }
    checkScales()
    checkSharedScales()
    diagnostics = Self.inReadingOrder(diagnostics, of: packs)
  }

  /// The diagnostics by pack, file, line and column, each once; those without a place come last.
  static func inReadingOrder(_ diagnostics: [Diagnostic], of packs: [PackSource]) -> [Diagnostic] {
    var fileNumber: [String: Int] = [:]
    for file in packs.flatMap(\.files) where fileNumber[file.displayPath] == nil {
      fileNumber[file.displayPath] = fileNumber.count
    }
    var seen: Set<Diagnostic> = []
    let once = diagnostics.filter { seen.insert($0).inserted }
    func key(_ row: Int) -> (Int, Int, Int, Int) {
      let place = once[row].place
      return (place.flatMap { fileNumber[$0.file] } ?? Int.max, place?.line ?? 0, place?.column ?? 0, row)
    }
    return once.indices.sorted { key($0) < key($1) }.map { once[$0] }
  }

  private static func filesWithFunctions(_ declarations: [DeclaredRule], of pack: PackSource)
    -> [PackSource.File]
  {
    var names: Set<String> = []
    for declaration in declarations {
      for case .function in declaration.fields.values { names.insert(declaration.site.file.source.name) }
    }
    return pack.ruleFiles.filter { names.contains($0.displayPath) }
  }

  private static func haveFunctions(_ extracts: [ExtractRule], _ scores: [ScoreRule]) -> Bool {
    extracts.contains { rule in
      if case .function = rule.finder { true } else { rule.hasWhereFunction }
    } || scores.contains { if case .function = $0.weigher { true } else { false } }
  }

  static func lexicons(of packs: some Sequence<PackSource>, _ diagnostics: inout [Diagnostic]) -> [Lexicon] {
    var lexicons: [Lexicon] = []
    var seen: [String: String] = [:]
    for pack in packs {
      for file in pack.lexiconFiles {
        let (lexicon, found) = Lexicon.parse(
          String(decoding: file.bytes, as: UTF8.self), name: "\(pack.name)/\(file.stem)",
          file: file.displayPath)
        diagnostics += found
        if let first = seen[lexicon.name], first != file.displayPath {
          diagnostics.append(
            Diagnostic(
              .error, "duplicate-lexicon", "two files are the lexicon '\(lexicon.name)'",
              at: Diagnostic.Place(file: file.displayPath, line: 1), help: ["the other is \(first)"]))
          continue
        }
        seen[lexicon.name] = file.displayPath
        lexicons.append(lexicon)
      }
    }
    return lexicons
  }

  /// A total can mean one thing only: of two packs that declare one scale differently, the one whose name comes first
  /// is followed.
  private mutating func checkSharedScales() {
    var first: [String: Scale] = [:]
    for scale in read.scales.sorted(by: { $0.baseRule < $1.baseRule }) {
      guard let other = first[scale.name] else {
        first[scale.name] = scale
        continue
      }
      guard other.link != scale.link || other.base != scale.base else { continue }
      diagnostics.append(
        Diagnostic(
          .warning, "scale-conflict",
          "packs '\(other.pack)' and '\(scale.pack)' declare the scale '\(scale.name)' differently",
          help: ["'\(other.pack)' is followed, whose name comes first"]))
    }
  }

  /// A scale that nobody declares is a plain sum; one that is nearly the name of a declared one is a slip.
  private mutating func checkScales() {
    let names = read.scales.map(\.name)
    for use in read.scaleUses where !names.contains(use.name) {
      guard let near = suggestion(for: use.name, among: names) else { continue }
      diagnostics.append(
        Diagnostic(
          .warning, "unknown-scale", "rule '\(use.rule)' adds to a scale '\(use.name)' that nobody declares",
          at: use.place, label: "did you mean '\(near)'?"))
    }
  }
}

/// The tokens of an entry of a lexicon or of a bare word of a pattern, split as those of articles are.
@Sendable func tokens(of text: String) -> [String] {
  // Nearly all entries are plain words, which no tokeniser splits.
  if text.utf8.allSatisfy({ (97...122).contains($0) }), text != "cannot", text != "gonna", text != "gotta",
    text != "wanna"
  {
    return [text]
  }
  let analysis = Analysis(Article(id: "entry", text: Array(text.utf8)))
  return (0..<analysis.tokens.count).map { analysis.article.string(analysis.tokens.span($0)) }
}
