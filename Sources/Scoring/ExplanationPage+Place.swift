// Some words of an article, and what every rule made of them: what fired with which captures, where the others stopped,
// and what each cost.

import Diagnostics
public import Articles
import Rules

extension ExplanationPage {
  /// What rules did on the words of `place`, each line ended by a line feed.
  ///
  /// - Parameters:
  ///   - offsets: how the place is written.
  ///   - showsAll: shows also the rules of which no word stands there.
  public func rendered(at place: TextSpan, _ reports: [RuleReport], offsets: OffsetMap, showsAll: Bool)
    -> String
  {
    let written = offsets.convert(place)
    let heading = flow.lines([
      TextRun(words([place]), .bold), TextRun("  \(written.start)-\(written.end)", .dim),
    ])
    return (heading + lines(of: reports, showsAll: showsAll)).joined(separator: "\n") + "\n"
  }

  /// One claim as on the whole page, and what the rules that could have weighed it did.
  public func rendered(claim row: Int, _ reports: [RuleReport], showsAll: Bool) -> String {
    let claim = claimLines(of: explanation.evaluation.claims[row], row)
    return (claim + lines(of: reports, showsAll: showsAll)).joined(separator: "\n") + "\n"
  }

  private func lines(of reports: [RuleReport], showsAll: Bool) -> [String] {
    var lines: [String] = []
    let shown = showsAll ? reports : reports.filter(\.gotSomewhere)
    for report in shown.filter(\.fired) + shown.filter({ !$0.fired }) {
      lines += ["", flow.line([TextRun(report.rule, .cyan)])]
      for trace in report.traces where showsAll || trace.fired || !report.fired {
        lines += self.lines(of: trace, named: report.traces.count > 1 || trace.unit != .sentence)
      }
    }
    let hidden = reports.count - shown.count
    if hidden > 0 {
      lines += [
        "",
        flow.line([TextRun("\(counted(hidden, "rule")) found no word of theirs here; --all lists them", .dim)]
        ),
      ]
    } else if shown.isEmpty {
      lines += ["", flow.line([TextRun("no rule looks at these words", .dim)])]
    }
    let steps = reports.reduce(0) { $0 + $1.steps }
    return lines + [
      "",
      "\(counted(reports.count(where: \.fired), "rule")) fired of \(grouped(reports.count)), \(counted(steps, "step"))",
    ]
  }

  private func lines(of trace: RuleTrace, named: Bool) -> [String] {
    var lines: [String] = []
    if named {
      let name = trace.unit == .claim ? "c\(trace.row + 1)" : trace.unit.rawValue
      let room = style.width - 15
      let text = trace.unit == .article ? "" : article.string(trace.span).safeForTerminal.shortened(to: room)
      lines.append(flow.line([TextRun("    "), TextRun(name.padded(to: 11), .dim), TextRun(text, .dim)]))
    }
    let outcome = TextRun((trace.fired ? "fires" : "silent").padded(to: 11), trace.fired ? .green : .yellow)
    lines += flow.lines([TextRun(trace.message)], indent: 15, label: [TextRun("    "), outcome])
    for capture in trace.captures { lines += part(capture.label, [TextRun(words([capture.span]))]) }
    // Where a pattern stopped, the message holds it.
    if let condition = trace.condition, !trace.message.contains("'\(condition)'"), !condition.contains("[[") {
      lines += part("condition", [TextRun(condition)])
    }
    if let edge = trace.edge {
      let relation = edge.relation.isEmpty ? "any" : edge.relation
      let ends = [edge.from.map { "of \(words([$0]))" }, edge.to.map { "at \(words([$0]))" }].compactMap(
        \.self)
      lines += part("edge", [TextRun(([edge.direction.rawValue, relation] + ends).joined(separator: " "))])
    }
    return lines + part("cost", [TextRun(counted(trace.steps, "step"), .dim)])
  }
}
