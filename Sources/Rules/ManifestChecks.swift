import Diagnostics

/// Holds a pack's manifest against what its files declare.
enum ManifestChecks {
  /// - Parameter isComplete: every file ran to its end; otherwise a rule that is not declared may be in one that did not.
  static func run(_ pack: PackSource, declared: [DeclaredRule], isComplete: Bool) -> [Diagnostic] {
    guard let entries = pack.entries else { return [] }
    let rules = declared.filter { $0.verb == "extract" || $0.verb == "score" || $0.verb == "relate" }
    let names = rules.map(\.name)
    let manifest = ManifestText(pack)
    var diagnostics: [Diagnostic] = []
    for rule in rules {
      guard let entry = entries.first(where: { $0.id == rule.name }) else {
        diagnostics.append(
          Diagnostic(
            .error, "unlisted-rule", "rule '\(rule.name)' is not listed in pack.json",
            at: rule.site.place(of: []),
            help: [
              "add {\"id\": \"\(rule.name)\", \"kind\": \"\(rule.verb)\", \"title\": \"…\"} to its list 'rules'"
            ]))
        continue
      }
      if !entry.kind.isEmpty, entry.kind != rule.verb {
        diagnostics.append(
          Diagnostic(
            .error, "wrong-kind",
            "pack.json lists rule '\(rule.name)' as '\(entry.kind)', the file declares '\(rule.verb)'",
            at: rule.site.place(of: []), help: ["make its \"kind\" in pack.json \"\(rule.verb)\""]))
      }
    }
    var seen: Set<String> = []
    for entry in entries {
      if !seen.insert(entry.id).inserted {
        diagnostics.append(
          Diagnostic(
            .error, "duplicate-rule", "pack.json lists rule '\(entry.id)' twice",
            at: manifest.place(of: entry.id, last: true)))
      } else if isComplete, !names.contains(entry.id) {
        let near = suggestion(for: entry.id, among: names)
        diagnostics.append(
          Diagnostic(
            .error, "missing-rule", "pack.json lists rule '\(entry.id)', which no file declares",
            at: manifest.place(of: entry.id, last: false), label: near.map { "did you mean '\($0)'?" }))
      }
    }
    return diagnostics
  }
}

/// The text of `pack.json`, for the places of what it lists.
private struct ManifestText {
  private let file: String
  private let lines: [String]

  init(_ pack: PackSource) {
    let manifest = pack.files.first { $0.path == "pack.json" }
    file = manifest?.displayPath ?? "pack.json"
    lines = String(decoding: manifest?.bytes ?? [], as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).map(String.init)
  }

  /// The first, or last, line with `id` in quotation marks; the file's first line when there is none.
  func place(of id: String, last: Bool) -> Diagnostic.Place {
    let word = Array("\"\(id)\"".unicodeScalars)
    let rows = lines.indices.filter { !lines[$0].unicodeScalars.ranges(of: word).isEmpty }
    guard let row = last ? rows.last : rows.first,
      let range = lines[row].unicodeScalars.ranges(of: word).first
    else { return Diagnostic.Place(file: file, line: 1) }
    let column = lines[row].unicodeScalars.distance(from: lines[row].startIndex, to: range.lowerBound) + 1
    return Diagnostic.Place(file: file, line: row + 1, column: column, length: word.count, text: lines[row])
  }
}
