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
    for (row, line) in lines(of: text).enumerated() {
      let written = line.prefix { $0 != "#" }
      let entry = normalised(written)
      guard !entry.isEmpty else { continue }
      var place: Diagnostic.Place {
        let indent = line.unicodeScalars.prefix { $0.properties.isWhitespace }.count
        return Diagnostic.Place(
          file: file, line: row + 1, column: indent + 1,
          length: max(1, written.unicodeScalars.count - indent), text: String(line))
      }
      if let earlier = lineOf[entry] {
        diagnostics.append(
          Diagnostic(
            .warning, "duplicate-entry", "lexicon '\(name)' has '\(entry)' twice", at: place,
            label: "first on line \(earlier)"))
        continue
      }
      lineOf[entry] = row + 1
      if !hasLetterOrDigit(entry) {
        diagnostics.append(
          Diagnostic(
            .warning, "odd-entry", "lexicon '\(name)': word expected, got '\(entry)'", at: place,
            label: "left out", help: ["one entry a line; a comment begins with '#'"]))
        continue
      }
      if entry.utf8.count(where: { $0 == UInt8(ascii: " ") }) >= longestPhrase {
        diagnostics.append(
          Diagnostic(
            .warning, "odd-entry", "lexicon '\(name)': at most \(longestPhrase) words expected in an entry",
            at: place, label: "left out"))
        continue
      }
      kept.append(entry)
    }
    kept.sort()
    return (Lexicon(name: name, sorted: kept), diagnostics)
  }

  private init(name: String, sorted entries: [String]) {
    self.name = name
    self.entries = entries
  }
}

private let longestPhrase = 8

// Nearly all entries are plain ASCII, and the lists are long: what Unicode asks of the others is not asked of those.

/// The lines of `text`, ended by whatever Unicode calls a line end.
private func lines(of text: String) -> [Substring] {
  var lines: [Substring] = []
  var start = text.startIndex
  func add(upTo end: String.Index) {
    let line = text[start..<end]
    if isASCII(line) {
      lines.append(line)
    } else {
      lines += line.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }
  }
  var index = start
  while index < text.endIndex {
    let byte = text.utf8[index]
    var next = text.utf8.index(after: index)
    if (0x0A...0x0D).contains(byte) {
      add(upTo: index)
      if byte == 0x0D, next < text.endIndex, text.utf8[next] == 0x0A { next = text.utf8.index(after: next) }
      start = next
    }
    index = next
  }
  add(upTo: index)
  return lines
}

private func normalised(_ entry: some StringProtocol) -> String {
  guard isASCII(entry) else {
    return folded(String(entry)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(entry.utf8.count)
  var isBetweenWords = false
  for byte in entry.utf8 {
    if byte == 0x20 || (0x09...0x0D).contains(byte) {
      isBetweenWords = !bytes.isEmpty
      continue
    }
    if isBetweenWords { bytes.append(0x20) }
    isBetweenWords = false
    bytes.append(lowercased(byte))
  }
  return String(decoding: bytes, as: UTF8.self)
}

private func hasLetterOrDigit(_ entry: String) -> Bool {
  entry.utf8.contains { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    || entry.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
}

/// Lowercased, with straight apostrophes. `’` and `'` are the same letter to every test but `text`.
func folded(_ text: String) -> String {
  if isASCII(text) {
    if !text.utf8.contains(where: { (0x41...0x5A).contains($0) }) { return text }
    return String(decoding: text.utf8.map(lowercased), as: UTF8.self)
  }
  var result = String.UnicodeScalarView()
  for scalar in text.lowercased().unicodeScalars { result.append(scalar == "\u{2019}" ? "'" : scalar) }
  return String(result)
}

private func isASCII(_ text: some StringProtocol) -> Bool { text.utf8.allSatisfy { $0 < 0x80 } }

/// `byte` in lower case when it is an ASCII letter.
private func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
