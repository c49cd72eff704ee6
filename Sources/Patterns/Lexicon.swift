// Word lists are the part of a pack that non-programmers edit most, so the format is a plain text
// file, and odd lines are reported instead of silently never matching.

public import Diagnostics

/// A named list of words and phrases, matched by lemma or by lowercased spelling.
public struct Lexicon: Sendable {
  /// `deny`, or `owner/pack/deny` for a pack's lexicon.
  public let name: String
  /// Lowercased entries with straight apostrophes; the words of a phrase are separated by one space.
  /// Sorted, without duplicates.
  public let entries: [String]

  public init(name: String, entries: some Sequence<String>) {
    self.name = name
    self.entries = Set(entries.map { normalised($0) }).filter { !$0.isEmpty }.sorted()
  }

  /// Reads a lexicon file: one entry a line, `#` begins a comment, blank lines are skipped.
  /// A duplicate, an entry without a letter or digit, and an entry longer than eight words give a
  /// warning; the last two are left out.
  public static func parse(_ text: String, name: String, file: String) -> (
    lexicon: Lexicon, diagnostics: [Diagnostic]
  ) {
    var diagnostics: [Diagnostic] = []
    var lineOf: [String: Int] = [:]
    var kept: [String] = []
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      let entry = normalised(String(line.prefix { $0 != "#" }))
      guard !entry.isEmpty else { continue }
      let indent = line.unicodeScalars.prefix { $0.properties.isWhitespace }.count
      let written = line.prefix { $0 != "#" }.unicodeScalars.count - indent
      let place = Diagnostic.Place(
        file: file, line: number, column: indent + 1, length: max(1, written), text: String(line))
      if let earlier = lineOf[entry] {
        diagnostics.append(
          Diagnostic(
            .warning, "duplicate-entry", "lexicon '\(name)' has '\(entry)' twice", at: place,
            label: "first on line \(earlier)"))
        continue
      }
      lineOf[entry] = number
      if !entry.unicodeScalars.contains(where: {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }) {
        diagnostics.append(
          Diagnostic(
            .warning, "odd-entry", "lexicon '\(name)': word expected, got '\(entry)'", at: place,
            label: "left out", help: ["one entry a line; a comment begins with '#'"]))
        continue
      }
      if entry.split(separator: " ").count > longestPhrase {
        diagnostics.append(
          Diagnostic(
            .warning, "odd-entry", "lexicon '\(name)': at most \(longestPhrase) words expected in an entry",
            at: place, label: "left out"))
        continue
      }
      kept.append(entry)
    }
    return (Lexicon(name: name, entries: kept), diagnostics)
  }
}

private let longestPhrase = 8

private func normalised(_ entry: String) -> String {
  folded(entry).split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

/// Lowercased, with straight apostrophes. `’` and `'` are the same letter to every test but `text`.
func folded(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.lowercased().unicodeScalars { result.append(scalar == "\u{2019}" ? "'" : scalar) }
  return String(result)
}
