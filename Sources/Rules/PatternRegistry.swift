// All patterns of all packs are compiled together, so that they can be matched together. While packs
// are read they are only collected here, each under a number.

import Diagnostics
import LuaSyntax
import Patterns

/// The patterns that rules, conditions and functions ask for.
struct RegisteredPatterns: Sendable {
  fileprivate(set) var sources: [PatternSource] = []
  fileprivate(set) var rowOfLexicon: [String: Int] = [:]
  fileprivate var rowOfMissing: Int?
  fileprivate var rowOfText: [String: Int] = [:]
  /// Patterns that functions look for, by pack and text.
  fileprivate var rowOfCall: [String: [String: Int]] = [:]
}

/// The patterns of the rule set in the making. A class: readers of rules and conditions add to one list.
final class PatternRegistry {
  private(set) var patterns: RegisteredPatterns
  /// Judged once the patterns are compiled and their roles are known.
  private(set) var checks: [(PatternSet) -> Diagnostic?] = []

  /// The literals of patterns that are written with escapes, so that their text is not that of the file.
  private var escaped: [(source: PatternSource, literal: StringLiteral, file: LuaFile)] = []

  init(_ patterns: RegisteredPatterns = RegisteredPatterns()) { self.patterns = patterns }

  /// Adds the pattern of an `extract` rule, which is searched for in every sentence.
  func add(search text: String, pack: String, site: DeclarationSite, path: [String]) -> Int {
    append(site.pattern(text, at: path, use: .search, pack: pack))
  }

  /// Adds a pattern that a condition asks for. The same text of one pack is compiled once.
  func add(_ text: String, pack: String, site: DeclarationSite, path: [String]) -> Int {
    let key = pack + "\0" + text
    if let row = patterns.rowOfText[key] { return row }
    let row = append(site.pattern(text, at: path, use: .onDemand, pack: pack))
    patterns.rowOfText[key] = row
    return row
  }

  /// Adds the pattern that stands for a whole lexicon, given by its full name.
  func add(lexicon name: String) -> Int {
    if let row = patterns.rowOfLexicon[name] { return row }
    let row = append(PatternSource("@\(name)", use: .onDemand, pack: "", file: "lexicon \(name)"))
    patterns.rowOfLexicon[name] = row
    return row
  }

  /// The row of the pattern that stands for the lexicon of this full name, when some file names it.
  func row(ofLexicon name: String) -> Int? { patterns.rowOfLexicon[name] }

  /// Adds a pattern that a rule file compiles for its functions: `local denial = pattern [[ … ]]`. The same text of
  /// one pack is compiled once.
  @discardableResult func add(called pattern: WrittenPattern, pack: String) -> Int {
    if let row = patterns.rowOfCall[pack]?[pattern.source.text] { return row }
    let row = append(pattern)
    patterns.rowOfCall[pack, default: [:]][pattern.source.text] = row
    return row
  }

  /// The row of the pattern that `pattern(text)` stands for in a pack, when it is known.
  func row(called text: String, pack: String) -> Int? { patterns.rowOfCall[pack]?[text] }

  /// The rows of all patterns that `pack` compiles by calls, by their text.
  func rows(calledIn pack: String) -> [String: Int] { patterns.rowOfCall[pack] ?? [:] }

  /// The row of a pattern that never matches: it stands for what a diagnostic speaks of already.
  var missing: Int {
    if let row = patterns.rowOfMissing { return row }
    let row = append(PatternSource("[]", use: .onDemand, file: "nothing"))
    patterns.rowOfMissing = row
    return row
  }

  func existing(_ row: Int) -> Int? { patterns.sources.indices.contains(row) ? row : nil }

  func check(_ judge: @escaping (PatternSet) -> Diagnostic?) { checks.append(judge) }

  private func append(_ pattern: WrittenPattern) -> Int {
    if let literal = pattern.literal, let file = pattern.file, literal.value.count != literal.content.count {
      escaped.append((pattern.source, literal, file))
    }
    return append(pattern.source)
  }

  private func append(_ source: PatternSource) -> Int {
    patterns.sources.append(source)
    return patterns.sources.count - 1
  }

  /// `diagnostic` of the pattern compiler with its place in the file: patterns are read without their escapes.
  func placed(_ diagnostic: Diagnostic) -> Diagnostic {
    guard let place = diagnostic.place else { return diagnostic }
    for (source, literal, file) in escaped where file.source.name == place.file {
      let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
      let row = place.line - source.line
      guard lines.indices.contains(row) else { continue }
      let before = row == 0 ? source.prefix.unicodeScalars.count : 0
      let line = lines[row].unicodeScalars
      let shown = (row == 0 ? source.prefix : "") + lines[row] + (row == lines.count - 1 ? source.suffix : "")
      guard place.text == shown, place.column > before else { continue }
      let start =
        lines[..<row].reduce(0) { $0 + $1.utf8.count + 1 } + line.prefix(place.column - 1 - before).utf8Count
      let length = line.dropFirst(place.column - 1 - before).prefix(place.length).utf8Count
      guard start + max(length, 1) <= literal.value.count else { continue }
      var mended = diagnostic
      mended.place = file.place(of: literal.sourceRange(of: start..<(start + max(length, 1))))
      return mended
    }
    return diagnostic
  }
}

/// A pattern with the string it is written as, where there is one.
struct WrittenPattern {
  var source: PatternSource
  var literal: StringLiteral?
  var file: LuaFile?
}

extension Sequence<Unicode.Scalar> {
  fileprivate var utf8Count: Int { reduce(0) { $0 + UTF8.width($1) } }
}
