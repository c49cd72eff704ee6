// What people say of articles: records of this tool that somebody has accepted as the truth, or a table that any
// spreadsheet writes.

import ArticleLoaders
public import Articles
import FoundationEssentials
import JSON
import RulePacks

/// What was said of one stretch of one article.
public struct Label: Sendable {
  public enum Place: Sendable {
    /// In the unit of the labels.
    case offsets([Range<Int>])
    case words(String)
    case wholeArticle
  }

  public var article: String
  public var place: Place
  /// Whether there is a claim, or something worth a check.
  public var isYes: Bool
  /// What the source does with the content, where somebody said so.
  public var stance: String?
  /// How messages call it: `labels.csv:12`.
  public var name: String
  /// Of the article's text, where the labels say so.
  public var sha256: String?
}

/// All labels of one file.
public struct LabelSet: Sendable {
  public var labels: [Label]
  /// What carries no label is labelled no. So it is for records; for a table when its reader says so.
  public var isComplete: Bool
  public var unit: OffsetMap.Unit
  /// `sha256:…` of the file.
  public var digest: String

  /// Why labels cannot be used: a line each.
  public struct Mistakes: Error, Sendable {
    public var lines: [String]
  }

  /// Reads `path`: `assay.record/1` as JSON Lines, or a table with the columns `article`, `label`, and `start` and `end`
  /// or `text` where a label is not about the whole article; `stance` besides.
  ///
  /// - Parameters:
  ///   - isComplete: whether what a table does not list is labelled no.
  ///   - unit: what `start` and `end` of a table count.
  /// - Throws: all mistakes of the file.
  public init(_ path: String, isComplete: Bool = false, unit: OffsetMap.Unit = .codepoints) throws(Mistakes) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Mistakes(lines: ["\(path): no such file, or it cannot be read"])
    }
    try self.init([UInt8](data), path: path, isComplete: isComplete, unit: unit)
  }

  init(_ bytes: [UInt8], path: String, isComplete: Bool, unit: OffsetMap.Unit) throws(Mistakes) {
    digest = "sha256:" + sha256(bytes)
    self.unit = unit
    self.isComplete = isComplete
    labels = []
    var mistakes: [String] = []
    if bytes.first(where: { $0 > 0x20 && $0 < 0x7F }) == UInt8(ascii: "{") {
      self.isComplete = true
      readRecords(bytes, path, &mistakes)
    } else {
      readTable(SmallTable(bytes), path, &mistakes)
    }
    if mistakes.isEmpty, labels.isEmpty, !self.isComplete { mistakes = ["\(path): no labels in it"] }
    guard mistakes.isEmpty else { throw Mistakes(lines: mistakes) }
  }

  /// Articles that the labels are about, with the digest of their text where it is known. Of records those without a
  /// claim as well.
  public private(set) var articles: [String: String?] = [:]

  // MARK: records

  private mutating func readRecords(_ bytes: [UInt8], _ path: String, _ mistakes: inout [String]) {
    var firstUnit: OffsetMap.Unit?
    for (row, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if line.allSatisfy({ $0 <= 0x20 }) { continue }
      let name = "\(path):\(row + 1)"
      guard let record = (try? JSONValue(parsing: Array(line)))?.object,
        record["schema"]?.string == "assay.record/1", let id = record["article"]?.object?["id"]?.string,
        let unit = record["offsets"]?.string.flatMap(OffsetMap.Unit.init(rawValue:))
      else {
        mistakes.append("\(name): a record (assay.record/1) expected")
        continue
      }
      if let firstUnit, firstUnit != unit {
        mistakes.append(
          "\(name): offsets in \(firstUnit.rawValue) expected, like in the first record, got \(unit.rawValue)"
        )
        continue
      }
      firstUnit = unit
      let digest = record["article"]?.object?["sha256"]?.string
      articles[id] = .some(digest)
      for claim in record["claims"]?.array ?? [] {
        guard let claim = claim.object else { continue }
        let part = claim["content"]?.object ?? claim["cue"]?.object
        let spans = (part?["spans"]?.array ?? []).compactMap { span -> Range<Int>? in
          guard let start = span.object?["start"]?.number?.integer.flatMap(Int.init(exactly:)),
            let end = span.object?["end"]?.number?.integer.flatMap(Int.init(exactly:)), 0 <= start,
            start < end
          else { return nil }
          return start..<end
        }
        if spans.isEmpty { continue }
        labels.append(
          Label(
            article: id, place: .offsets(spans), isYes: true, stance: claim["stance"]?.string,
            name: "\(name) \(claim["id"]?.string ?? "")", sha256: digest))
      }
    }
    if let firstUnit { unit = firstUnit }
  }

  // MARK: tables

  static let yes: Set<String> = ["yes", "y", "true", "1", "claim"]
  private static let no: Set<String> = ["no", "n", "false", "0"]

  private mutating func readTable(_ table: SmallTable, _ path: String, _ mistakes: inout [String]) {
    func column(_ names: String...) -> Int? { names.lazy.compactMap(table.header.firstIndex).first }
    guard let article = column("article", "id", "article id"), let label = column("label") else {
      mistakes.append(
        "\(path): columns 'article' and 'label' expected, got \(table.header.map { "'\($0)'" }.joined(separator: ", "))"
      )
      return
    }
    let start = column("start"), end = column("end"), text = column("text"), stance = column("stance")
    for row in table.rows {
      let name = "\(path):\(row.line)"
      func field(_ column: Int?) -> String { column.map { row.fields[$0].trimmed } ?? "" }
      if let mistake = row.mistake {
        mistakes.append("\(name): \(mistake)")
        continue
      }
      let said = field(label).lowercased()
      guard Self.yes.contains(said) || Self.no.contains(said) else {
        mistakes.append("\(name): label: yes or no expected, got '\(field(label))'")
        continue
      }
      let place: Label.Place
      if !field(start).isEmpty || !field(end).isEmpty {
        guard let first = Int(field(start)), let last = Int(field(end)), 0 <= first, first < last else {
          mistakes.append(
            "\(name): start and end expected, the smaller first, got '\(field(start))' and '\(field(end))'")
          continue
        }
        place = .offsets([first..<last])
      } else {
        place = field(text).isEmpty ? .wholeArticle : .words(field(text))
      }
      let id = field(article)
      articles[id] = .some(nil)
      labels.append(
        Label(
          article: id, place: place, isYes: Self.yes.contains(said),
          stance: field(stance).isEmpty ? nil : field(stance).lowercased(), name: name))
    }
  }
}

extension String {
  /// Without white space at the ends.
  var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
