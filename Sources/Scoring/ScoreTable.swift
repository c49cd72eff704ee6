// Scores as a table: a line a scale with its total, and under it a line a reason with its points, so that
// the total can be recomputed by eye.

import Diagnostics
import Rules

struct ScoreTable {
  let flow: TextFlow
  private let nameWidth: Int

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
        + own.filter { !$0.isBase }.flatMap { score in
          let points = TextRun(Wording.points(score.points), score.points < 0 ? .red : .green)
          let label = [margin, TextRun("  ")] + [points].padded(to: 5, right: true)
          return flow.lines(
            [TextRun(score.because)], indent: max(indent + 9, label.terminalWidth + 2), label: label)
        }
    }
  }
}

extension Score {
  /// Whether this is what a scale starts from, and not a finding.
  var isBase: Bool { rule.hasSuffix("/base") && spans.isEmpty }
}
