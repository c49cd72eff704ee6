// The end of a long run, for the person who comes back from lunch: what was found, what took long, what is missing
// and how to look at it. Short enough to stand on one screen.

public import Scoring

/// A summary laid out in lines.
public struct SummaryPage {
  private let summary: RunSummary
  private let rules: [String]
  private let style: TerminalStyle
  /// Lines of one table; the last of more stands for the rest.
  private static let mostRows = 6

  /// - Parameters:
  ///   - rules: `RuleSet.countedRules` of the run.
  ///   - style: how wide a line may be and whether it has colour.
  public init(_ summary: RunSummary, rules: [String] = [], style: TerminalStyle) {
    self.summary = summary
    self.rules = rules
    self.style = style
  }

  /// The lines, none of which is empty at the start or the end; each safe for a terminal when what is in it is.
  public var lines: [String] {
    let tally = summary.tally
    var lines: [String] = []
    lines += table("claims by rule", named(tally.found), more: "rules") { grouped($0) }
    lines += table("scores by rule", named(tally.scored), more: "rules") { grouped($0) }
    let allSteps = tally.steps.reduce(0, +)
    lines += table("slowest rules, by steps", named(tally.steps), more: "rules") {
      "\(grouped($0)) \(percent($0, of: allSteps))"
    }
    lines += table("diagnostics", tally.diagnostics, more: "kinds") { grouped($0) }
    if !summary.failures.isEmpty {
      lines.append(style("failed inputs, and what shows them", .bold))
      lines += summary.failures.map { "  " + Self.command(showing: $0) }
      let rest = summary.failureCount - summary.failures.count
      if rest > 0 { lines.append("  … and \(counted(rest, "other")), each with its line above") }
    }
    return lines
  }

  /// Counts of rules by their names, without those that have none.
  private func named(_ counts: [Int]) -> [String: Int] {
    Dictionary(zip(rules, counts).filter { $0.1 > 0 }) { first, _ in first }
  }

  private func table(
    _ title: String, _ counts: [String: Int], more: String, _ text: (Int) -> String
  ) -> [String] {
    guard !counts.isEmpty else { return [] }
    let ranked = counts.sorted {
      $0.value == $1.value ? $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) : $0.value > $1.value
    }
    var rows = ranked.map { (name: $0.key, count: text($0.value)) }
    if rows.count > Self.mostRows {
      let rest = ranked[(Self.mostRows - 1)...]
      rows =
        rows.prefix(Self.mostRows - 1) + [
          ("\(rest.count) other \(more)", text(rest.reduce(0) { $0 + $1.value }))
        ]
    }
    let nameWidth = rows.map(\.name.count).max() ?? 0
    let countWidth = rows.map(\.count.count).max() ?? 0
    return [style(title, .bold)]
      + rows.map { name, count in
        "  " + name + String(repeating: " ", count: nameWidth - name.count + 2 + countWidth - count.count)
          + count
      }
  }

  /// What to type to see the text that was no article.
  static func command(showing failure: RunSummary.Failure) -> String {
    let file = shellQuoted(failure.path)
    let reading =
      failure.path.hasSuffix(".gz")
      ? "zcat \(file)" : failure.path.hasSuffix(".zst") ? "zstdcat \(file)" : nil
    guard failure.path != "<stdin>", !failure.path.hasPrefix("folder '") else { return failure.place }
    guard let line = failure.line else {
      return reading.map { "\($0) | head -c 200" } ?? "ls -l \(file)"
    }
    // Stops reading behind the line: the file may be long.
    let sed = "sed -n '\(line){p;q}'"
    return reading.map { "\($0) | \(sed)" } ?? "\(sed) \(file)"
  }
}

private func percent(_ part: Int, of whole: Int) -> String {
  let share = whole > 0 ? Int((Double(part) * 100 / Double(whole)).rounded()) : 0
  let text = "\(share) %"
  return "(" + String(repeating: " ", count: max(0, 5 - text.count)) + text + ")"
}

/// `word` as a shell takes it.
public func shellQuoted(_ word: String) -> String {
  let isPlain = word.utf8.allSatisfy {
    (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
      || "-_./:=,+@%".utf8.contains($0) || $0 >= 0x80
  }
  if isPlain, !word.isEmpty { return word }
  let parts = word.split(separator: "'", omittingEmptySubsequences: false)
  return "'" + parts.joined(separator: "'\\''") + "'"
}
