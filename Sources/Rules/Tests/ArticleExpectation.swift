// A whole article with what must be found in it beside it. Places are a paragraph and the exact words, never numbers
// of characters, so that a test can be written with the article at hand and survives an edit of another paragraph.

import Diagnostics
import LuaRuntime

/// The expectations of `test "…" { article = "articles/dam.txt", claims = { … } }`.
struct ArticleExpectation {
  /// One claim. What is nil is not asked.
  struct ClaimEntry {
    /// From 1.
    var paragraph: Int
    /// The pieces in text order; empty for an act without a content.
    var content: [String]
    var source: [String]?
    /// It must have no source.
    var hasNoSource = false
    var cue: [String]?
    var stance: Claim.Stance?
    var kind: Claim.Kind?
    var evidence: Claim.Evidence?
    var rule: String?
    var scores: [String: Double?]
    var scoresAreComplete: Bool
  }

  /// The scores of the sentence that holds these words.
  struct SentenceEntry {
    var paragraph: Int
    var text: String
    var scores: [String: Double?]
    var scoresAreComplete: Bool
  }

  static let claimFields = [
    "paragraph", "content", "source", "cue", "stance", "type", "evidence", "rule", "scores",
  ]
  static let sentenceFields = ["paragraph", "text", "scores"]

  var file: PackSource.File
  var claims: [ClaimEntry] = []
  var sentences: [SentenceEntry] = []
  /// Claims that are not listed may be found as well.
  var allowsOthers = false

  /// Reads the fields; nil for a test without an article, and when its file is not there, which is reported.
  init?(_ fields: inout FieldReader, _ pack: PackSource) {
    guard let path = fields.string("article") else { return nil }
    guard let file = pack.files.first(where: { $0.path == path }) else {
      let near = suggestion(for: path, among: pack.files.map(\.path).filter { $0.hasSuffix(".txt") })
      fields.report(
        "unknown-article", "article: no file '\(path)' in the pack", at: ["article"],
        label: near.map { "did you mean '\($0)'?" },
        help: near == nil ? ["a path is that inside the pack, like articles/dam.txt"] : [])
      return nil
    }
    self.file = file
    if let value = fields.rule.fields["others"] {
      if case .boolean(let flag) = value {
        allowsOthers = flag
      } else {
        fields.mismatch("others", "boolean", value)
      }
    }
    for (row, value) in Self.entries("claims", &fields) { readClaim(value, row, &fields) }
    for (row, value) in Self.entries("sentences", &fields) { readSentence(value, row, &fields) }
  }

  private static func entries(_ name: String, _ fields: inout FieldReader) -> [(Int, [String: LuaValue])] {
    guard let value = fields.rule.fields[name] else { return [] }
    guard let items = value.items else {
      fields.mismatch(name, "list of tables", value)
      return []
    }
    return items.enumerated().compactMap { row, item in
      if let entry = item.fields { return (row, entry) }
      fields.report(
        "wrong-type", "\(name): table expected, got \(item.authorsTypeName)", at: [name, "\(row + 1)"])
      return nil
    }
  }

  private mutating func readClaim(_ entry: [String: LuaValue], _ row: Int, _ fields: inout FieldReader) {
    let path = ["claims", "\(row + 1)"]
    var reader = EntryReader(entry: entry, owner: "claim \(row + 1)", path: path)
    reader.refuseUnknown(Self.claimFields, &fields)
    let scores = DeclaredTest.scores(entry["scores"], at: path + ["scores"], &fields)
    guard let paragraph = reader.paragraph(&fields) else { return }
    let content = reader.pieces("content", &fields) ?? []
    let cue = reader.pieces("cue", &fields)
    if content.isEmpty, cue == nil {
      fields.report(
        "missing-field", "claim \(row + 1) has neither 'content' nor 'cue'", at: path,
        label: "copy its words from the article")
      return
    }
    var hasNoSource = false
    if case .boolean(false)? = entry["source"] {
      hasNoSource = true
      reader.entry["source"] = nil
    }
    claims.append(
      ClaimEntry(
        paragraph: paragraph, content: content, source: reader.pieces("source", &fields),
        hasNoSource: hasNoSource, cue: cue, stance: reader.choice("stance", &fields),
        kind: reader.choice("type", &fields), evidence: reader.choice("evidence", &fields),
        rule: reader.string("rule", &fields), scores: scores.points,
        scoresAreComplete: entry["scores"] != nil && scores.areComplete))
  }

  private mutating func readSentence(_ entry: [String: LuaValue], _ row: Int, _ fields: inout FieldReader) {
    let path = ["sentences", "\(row + 1)"]
    let reader = EntryReader(entry: entry, owner: "sentence \(row + 1)", path: path)
    reader.refuseUnknown(Self.sentenceFields, &fields)
    let scores = DeclaredTest.scores(entry["scores"], at: path + ["scores"], &fields)
    guard let paragraph = reader.paragraph(&fields) else { return }
    guard let text = reader.string("text", &fields) else {
      fields.report(
        "missing-field", "sentence \(row + 1) has no 'text'", at: path,
        label: "copy some of its words from the article")
      return
    }
    sentences.append(
      SentenceEntry(
        paragraph: paragraph, text: text, scores: scores.points, scoresAreComplete: scores.areComplete))
  }
}

/// Reads one table of a list.
private struct EntryReader {
  var entry: [String: LuaValue]
  let owner: String
  let path: [String]

  func refuseUnknown(_ known: [String], _ fields: inout FieldReader) {
    for name in entry.keys.sorted() where !known.contains(name) {
      let near = suggestion(for: name, among: known)
      fields.report(
        "unknown-field", "\(owner) has no field '\(name)'", at: path + [name],
        label: near.map { "did you mean '\($0)'?" },
        help: near == nil ? ["its fields: \(known.joined(separator: " "))"] : [])
    }
  }

  func paragraph(_ fields: inout FieldReader) -> Int? {
    if case .integer(let number)? = entry["paragraph"], number > 0, let paragraph = Int(exactly: number) {
      return paragraph
    }
    let got = entry["paragraph"].map { $0.authorsTypeName } ?? "none"
    fields.report(
      "missing-field", "\(owner): number of a paragraph expected as 'paragraph', got \(got)",
      at: path, label: "the first is 1")
    return nil
  }

  func string(_ name: String, _ fields: inout FieldReader) -> String? {
    guard let value = entry[name] else { return nil }
    if case .string(let text) = value { return text }
    fields.report(
      "wrong-type", "\(owner): string expected as '\(name)', got \(value.authorsTypeName)", at: path + [name])
    return nil
  }

  /// A text, or a list of the pieces of one that is interrupted.
  func pieces(_ name: String, _ fields: inout FieldReader) -> [String]? {
    guard let value = entry[name] else { return nil }
    let texts: [String?] = value.items.map { $0.map(\.text) } ?? [value.text]
    if !texts.isEmpty, texts.allSatisfy({ $0?.isEmpty == false }) { return texts.compactMap { $0 } }
    fields.report(
      "wrong-type",
      "\(owner): words of the article, or a list of them, expected as '\(name)', got \(value.authorsTypeName)",
      at: path + [name])
    return nil
  }

  func choice<Choice: RawRepresentable & CaseIterable>(_ name: String, _ fields: inout FieldReader) -> Choice?
  where Choice.RawValue == String {
    string(name, &fields).flatMap { fields.choice($0, of: Choice.self, named: name, at: path + [name]) }
  }
}
