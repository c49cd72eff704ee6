// Labels that are given one by one, with two keys: a table that grows by a row, in the form that `LabelSet` reads, and
// with whatever else its author has put into it.

import ArticleLoaders
import Articles
import RulePacks

/// A table of labels that can be changed.
public struct LabelTable: Sendable {
  /// What was said of one stretch of one article.
  public struct Entry: Hashable, Sendable {
    public var article: String
    /// In code points; nil for a row that says its place by words, or has none.
    public var place: Range<Int>?
    public var text: String
    public var isYes: Bool
    /// The rule whose finding it was.
    public var rule: String?
    /// The finding's id in the record of that time.
    public var claim: String?

    public init(
      article: String, place: Range<Int>?, text: String, isYes: Bool, rule: String? = nil,
      claim: String? = nil
    ) {
      self.article = article
      self.place = place
      self.text = text
      self.isYes = isYes
      self.rule = rule
      self.claim = claim
    }
  }

  private static let columns = ["article", "label", "start", "end", "text", "rule", "claim"]
  private var header = Self.columns
  private var rows: [[String]] = []

  /// A table without rows.
  public init() {}

  /// Reads a table; columns that it does not know are kept as they are.
  ///
  /// - Parameter path: how messages call it.
  /// - Throws: for what `LabelSet` could not read either.
  public init(_ bytes: [UInt8], path: String) throws(LabelSet.Mistakes) {
    let table = SmallTable(bytes)
    guard !table.header.isEmpty else { return }
    // A table whose last label was taken away has no label, which is no mistake here.
    if !table.rows.isEmpty { _ = try LabelSet(bytes, path: path, isComplete: false, unit: .codepoints) }
    header = table.header
    rows = table.rows.map(\.fields)
    guard column("article") != nil, column("label") != nil else {
      throw LabelSet.Mistakes(lines: ["\(path): columns 'article' and 'label' expected"])
    }
  }

  /// In the order of the rows.
  public var entries: [Entry] { rows.map(entry) }

  /// Says `entry` of its place, instead of what was said of it before.
  public mutating func put(_ entry: Entry) {
    for name in Self.columns where column(name) == nil {
      header.append(name)
      for row in rows.indices { rows[row].append("") }
    }
    let place = entry.place.map { ("\($0.lowerBound)", "\($0.upperBound)") } ?? ("", "")
    let values = [
      "article": entry.article, "label": entry.isYes ? "yes" : "no", "start": place.0, "end": place.1,
      "text": entry.text, "rule": entry.rule ?? "", "claim": entry.claim ?? "",
    ]
    let row: Int
    if let known = rows.firstIndex(where: { isAbout($0, entry.article, entry.place) }) {
      row = known
    } else {
      row = rows.count
      rows.append(header.map { _ in "" })
    }
    for (name, value) in values { if let column = column(name) { rows[row][column] = value } }
  }

  /// Takes away what was said of a place.
  public mutating func remove(article: String, place: Range<Int>) {
    rows = rows.filter { !isAbout($0, article, place) }
  }

  /// The table as text.
  public var bytes: [UInt8] {
    let guarded = Set(["text", "rule", "claim"].compactMap(column))
    var text = header.map(Self.field).joined(separator: ",") + "\n"
    for row in rows {
      text +=
        row.enumerated().map { guarded.contains($0) ? csvField($1) : Self.field($1) }
        .joined(separator: ",") + "\n"
    }
    return Array(text.utf8)
  }

  private func entry(_ row: [String]) -> Entry {
    Entry(
      article: value("article", row), place: place(of: row), text: value("text", row),
      isYes: LabelSet.yes.contains(value("label", row).lowercased()), rule: optional("rule", row),
      claim: optional("claim", row))
  }

  private func place(of row: [String]) -> Range<Int>? {
    guard let start = Int(value("start", row)), let end = Int(value("end", row)), 0 <= start, start < end
    else { return nil }
    return start..<end
  }

  private func isAbout(_ row: [String], _ article: String, _ place: Range<Int>?) -> Bool {
    value("article", row) == article && place != nil && self.place(of: row) == place
  }

  private func value(_ name: String, _ row: [String]) -> String {
    guard let column = column(name), row.indices.contains(column) else { return "" }
    return row[column].trimmed
  }

  /// `LabelSet` knows the column of the articles by several names.
  private func column(_ name: String) -> Int? {
    (name == "article" ? ["article", "id", "article id"] : [name]).lazy.compactMap(header.firstIndex).first
  }

  private func optional(_ name: String, _ row: [String]) -> String? {
    let text = value(name, row)
    return text.isEmpty ? nil : text
  }

  /// A field that is read back as it is. What is quoted needs no guard: an article's id must stay what it is.
  private static func field(_ text: String) -> String {
    guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
    return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
