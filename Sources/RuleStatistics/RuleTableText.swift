// The table of `assay stats`: for a terminal, for spreadsheets, for programs, and for a pack's manifest.

import Diagnostics
public import JSON
import RulePacks
public import Scoring

extension RuleTable {
  static let columns = [
    "rule", "votes", "coverage", "overlap", "conflict", "precision", "recall", "yes%", "no%", "S/O", "adds",
    "costs",
  ]

  /// Lines for a person, each ended by a line feed; the rules that say the most come first.
  public func rendered(_ style: TerminalStyle) -> String {
    let sorted = rules.enumerated().sorted { (-$0.element.votes, $0.offset) < (-$1.element.votes, $1.offset) }
    let cells = sorted.map { _, rule in
      [
        rule.rule.safeForTerminal, "\(rule.votes)", percent(rule.coverage), percent(rule.overlap),
        percent(rule.conflict), percent(rule.precision), percent(rule.recall), percent(rule.yesRate),
        percent(rule.noRate), rule.yesShare.map { fixed($0, 2) } ?? "–", "\(rule.adds)", "\(rule.costs)",
      ]
    }
    return TextTable(header: Self.columns, rows: cells).rendered(style)
  }

  /// A comma-separated table with a header; shares of 1.
  public var csv: String {
    let header = [
      "rule", "votes", "coverage", "overlap", "conflict", "precision", "recall", "yes_rate", "no_rate",
      "yes_share",
      "adds", "costs",
    ]
    let rows = rules.map { rule in
      [
        csvField(rule.rule), "\(rule.votes)", fixed(rule.coverage, 4), fixed(rule.overlap, 4),
        fixed(rule.conflict, 4),
        rule.precision.map { fixed($0, 4) } ?? "", rule.recall.map { fixed($0, 4) } ?? "",
        fixed(rule.yesRate, 4),
        fixed(rule.noRate, 4), rule.yesShare.map { fixed($0, 4) } ?? "", "\(rule.adds)", "\(rule.costs)",
      ].joined(separator: ",")
    }
    return ([header.joined(separator: ",")] + rows).joined(separator: "\r\n") + "\r\n"
  }

  /// The rules' figures as a JSON array.
  public func write(to json: inout JSONWriter) {
    json.beginArray()
    for rule in rules {
      json.beginObject()
      json.name("rule")
      json.string(rule.rule)
      for (name, count) in [("votes", rule.votes), ("right", rule.right)] {
        json.name(name)
        json.integer(count)
      }
      let shares: [(String, Double?)] = [
        ("coverage", rule.coverage), ("overlap", rule.overlap), ("conflict", rule.conflict),
        ("precision", rule.precision), ("recall", rule.recall), ("yesRate", rule.yesRate),
        ("noRate", rule.noRate),
        ("yesShare", rule.yesShare),
      ]
      for (name, share) in shares {
        json.name(name)
        if let share { json.number((share * 10_000).rounded() / 10_000) } else { json.null() }
      }
      for (name, count) in [("adds", rule.adds), ("costs", rule.costs)] {
        json.name(name)
        json.integer(count)
      }
      json.endObject()
    }
    json.endArray()
  }
}

/// Columns of text, the first flush left, the others flush right.
public struct TextTable {
  var header: [String]
  var rows: [[String]]

  public init(header: [String], rows: [[String]]) {
    self.header = header
    self.rows = rows
  }

  /// Cells must be safe for a terminal.
  public func rendered(_ style: TerminalStyle) -> String {
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].terminalWidth }.max() ?? 0
    }
    func line(_ cells: [String]) -> String {
      cells.enumerated().map { column, cell in
        let space = String(repeating: " ", count: widths[column] - cell.terminalWidth)
        return column == 0 ? cell + space : space + cell
      }.joined(separator: "  ")
    }
    return style(line(header), .bold) + "\n" + rows.map { line($0) + "\n" }.joined()
  }
}

/// `12.5%`, or a dash for what cannot be said.
func percent(_ share: Double?) -> String { share.map { fixed($0 * 100, 1) + "%" } ?? "–" }

/// `value` with so many decimals, without the locale's say.
public func fixed(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite, abs(value) < 1e12 else { return "\(value)" }
  var scale = 1.0
  for _ in 0..<decimals { scale *= 10 }
  let whole = Int64((abs(value) * scale).rounded())
  let digits = String(whole)
  let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  let sign = value < 0 && whole != 0 ? "-" : ""
  return decimals == 0
    ? sign + padded : sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
}

/// A field as spreadsheets read it and none of them runs it.
func csvField(_ text: String) -> String {
  var text = text
  if let first = text.first, "=+-@\t\r".contains(first) { text = "'" + text }
  guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
  return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
}
