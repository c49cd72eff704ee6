// Scores as a table: a line a scale with its total, and under it a line a reason with its points, the weightiest first,
// so that the total can be recomputed by eye.

import Diagnostics
import Rules

struct ScoreTable {
  let flow: TextFlow
  private let nameWidth: Int
  /// Reasons shown of one total; where there are more, the last line stands for all the lighter ones.
  private static let mostReasons = 8

  /// `scales` are the names of all scales of the page, so that the totals of all its tables are in one column.
  init(flow: TextFlow, scales: [String]) {
    self.flow = flow
    nameWidth = min(24, Set(scales).map { $0.safeForTerminal.terminalWidth }.max() ?? 0)
  }

  func lines(_ scores: [Score], _ totals: [Total], indent: Int) -> [String] {
    totals.flatMap { total in
      let own = scores.filter { $0.scale == total.scale }
      // Where every unit starts is part of the sum, but nothing that was found here.
      let bases = own.filter(\.isBase)
      var head = [TextRun(Wording.number(total.value), .bold)]
      for base in bases { head.append(TextRun(" from \(Wording.points(base.points))", .dim)) }
      let margin = TextRun(String(repeating: " ", count: indent))
      let name = total.scale.safeForTerminal.padded(to: nameWidth)
      return flow.lines(head, indent: indent + name.terminalWidth + 2, label: [margin, TextRun(name)])
        + reasons(own.filter { !$0.isBase }).flatMap { points, reason in
          let points = TextRun(Wording.points(points), points < 0 ? .red : .green)
          let label = [margin, TextRun("  ")] + [points].padded(to: 5, right: true)
          return flow.lines([reason], indent: max(indent + 9, label.terminalWidth + 2), label: label)
        }
    }
  }

  private func reasons(_ scores: [Score]) -> [(points: Double, TextRun)] {
    // Equal weights keep the order of the rules' names.
    let ranked = scores.enumerated().sorted {
      (abs($1.element.points), $0.offset) < (abs($0.element.points), $1.offset)
    }.map(\.element)
    let shown = ranked.count > Self.mostReasons ? ranked.prefix(Self.mostReasons - 1) : ranked[...]
    let lines = shown.map { (points: $0.points, TextRun($0.because)) }
    let rest = ranked.dropFirst(shown.count)
    if rest.isEmpty { return lines }
    return lines + [
      (
        // Sums of decimal points without the dust of binary fractions.
        points: (rest.reduce(0) { $0 + $1.points } * 1e6).rounded() / 1e6,
        TextRun("together from \(rest.count) lighter reasons; `assay explain` shows them", .dim)
      )
    ]
  }
}

extension Score {
  /// Whether this is what a scale starts from, and not a finding.
  var isBase: Bool { rule.hasSuffix("/base") && spans.isEmpty }
}
