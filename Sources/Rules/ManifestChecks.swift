import Diagnostics

/// Holds a pack's manifest against what its files declare.
enum ManifestChecks {
  static func run(_ pack: PackSource, declared: [DeclaredRule]) -> [Diagnostic] {
    guard let entries = pack.entries else { return [] }
    let rules = declared.filter { $0.verb == "extract" || $0.verb == "score" || $0.verb == "relate" }
    let names = rules.map(\.name)
    let file = pack.files.first { $0.path == "pack.json" }?.displayPath ?? "pack.json"
    var diagnostics: [Diagnostic] = []
    for rule in rules {
      guard let entry = entries.first(where: { $0.id == rule.name }) else {
        diagnostics.append(
          Diagnostic(
            .error, "unlisted-rule", "rule '\(rule.name)' is not listed in pack.json", at: rule.site.place(of: []),
            label: "add {\"id\": \"\(rule.name)\", \"kind\": \"\(rule.verb)\", \"title\": \"…\"} to its rules"))
        continue
      }
      if entry.kind != rule.verb {
        diagnostics.append(
          Diagnostic(
            .error, "wrong-kind", "pack.json calls rule '\(rule.name)' \(entry.kind.isEmpty ? "nothing" : "a '\(entry.kind)'"), the file a '\(rule.verb)'",
            at: rule.site.place(of: [])))
      }
    }
    for entry in entries where !names.contains(entry.id) {
      let near = suggestion(for: entry.id, among: names)
      diagnostics.append(
        Diagnostic(
          .error, "missing-rule", "pack.json lists rule '\(entry.id)', which no file declares",
          at: Diagnostic.Place(file: file, line: 1), label: near.map { "did you mean '\($0)'?" }))
    }
    return diagnostics
  }
}
