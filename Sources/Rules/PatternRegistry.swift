// All patterns of all packs are compiled together, so that they can be matched together. While packs
// are read they are only collected here, each under a number.

import Diagnostics
import LuaRuntime
import Patterns

/// The patterns of the rule set in the making. A class: readers of rules and conditions add to one list.
final class PatternRegistry {
  private(set) var sources: [PatternSource] = []
  /// Judged once the patterns are compiled and their roles are known.
  private(set) var checks: [(PatternSet) -> Diagnostic?] = []
  private(set) var rowOfLexicon: [String: Int] = [:]
  private var rowOfText: [String: Int] = [:]
  /// Patterns that functions name, by pack and number of the call of `pattern` in that pack.
  private var rowOfCall: [String: [Int]] = [:]

  /// Adds the pattern of an `extract` rule, which is searched for in every sentence.
  func add(search text: String, pack: String, site: DeclarationSite, path: [String]) -> Int {
    append(site.patternSource(text, at: path, use: .search, pack: pack))
  }

  /// Adds a pattern that a condition asks for. The same text of one pack is compiled once.
  func add(_ text: String, pack: String, site: DeclarationSite, path: [String]) -> Int {
    let key = pack + "\0" + text
    if let row = rowOfText[key] { return row }
    let row = append(site.patternSource(text, at: path, use: .onDemand, pack: pack))
    rowOfText[key] = row
    return row
  }

  /// Adds the pattern that stands for a whole lexicon, given by its full name.
  func add(lexicon name: String) -> Int {
    if let row = rowOfLexicon[name] { return row }
    let row = append(PatternSource("@\(name)", use: .onDemand, pack: "", file: "lexicon \(name)"))
    rowOfLexicon[name] = row
    return row
  }

  /// Adds a pattern that a rule file compiles for its functions: `local denial = pattern [[ … ]]`.
  func add(called source: PatternSource, pack: String) -> Int {
    let row = append(source)
    rowOfCall[pack, default: []].append(row)
    return row
  }

  /// The row of the pattern that the `number`th call of `pattern` in a pack made.
  func rows(calledIn pack: String) -> [Int] { rowOfCall[pack] ?? [] }

  func existing(_ row: Int) -> Int? { sources.indices.contains(row) ? row : nil }

  func check(_ judge: @escaping (PatternSet) -> Diagnostic?) { checks.append(judge) }

  private func append(_ source: PatternSource) -> Int {
    sources.append(source)
    return sources.count - 1
  }
}
