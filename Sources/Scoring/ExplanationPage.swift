// The answer to “why?”: each claim with the rule that found it, the words it rests on, and what was
// overruled; or one rule, with the condition it stopped at.

public import Articles
public import Rules

/// Renders an explanation for people.
public struct ExplanationPage {
  let article: Article
  let explanation: Explanation
  let style: TerminalStyle

  public init(article: Article, explanation: Explanation, style: TerminalStyle) {
    self.article = article
    self.explanation = explanation
    self.style = style
  }

  /// Which rules fired on which words.
  public func rendered() -> String {
    var lines: [String] = []
    for (row, claim) in explanation.evaluation.claims.enumerated() {
      lines.append(style("c\(row + 1)", .bold) + "  " + style(claim.rule.safeForTerminal, .cyan))
      if let source = claim.source {
        let known = source.name.map { " = \($0)" } ?? ""
        lines.append("    source   \(words(source.spans))\(style(known.safeForTerminal, .dim))")
      }
      if let cue = claim.cue { lines.append("    cue      \(words(cue.spans))  \(style("lemma \(cue.lemma.safeForTerminal)", .dim))") }
      if !claim.content.isEmpty { lines.append("    content  \(words(claim.content))") }
      lines.append("    \(claim.kind.rawValue), \(claim.stance.rawValue), evidence \(claim.evidence.rawValue)"
        + (claim.parent.map { ", inside c\($0 + 1)" } ?? ""))
      for score in claim.scores {
        lines.append("    \(signed(score.points).leftPadded(to: 6)) \(score.scale.safeForTerminal): \(score.because.safeForTerminal)  \(style(score.rule.safeForTerminal, .dim))")
      }
      for other in explanation.overruled where other.by == row {
        lines.append("    " + style("overruled: \(other.rule) on \(words(other.content))".safeForTerminal, .dim))
      }
      lines.append("")
    }
    for abstention in explanation.abstentions {
      lines.append("\(abstention.rule.safeForTerminal) abstained: \(abstention.reason.safeForTerminal)")
    }
    for diagnostic in explanation.evaluation.diagnostics {
      lines.append("\(diagnostic.severity)[\(diagnostic.slug)]: \(diagnostic.message)".safeForTerminal)
    }
    lines.append("\(counted(explanation.evaluation.claims.count, "claim")), \(counted(explanation.overruled.count, "finding")) overruled, \(counted(explanation.steps, "step"))")
    return lines.joined(separator: "\n") + "\n"
  }

  /// What one rule did, unit by unit.
  public func rendered(rule: String, traces: [RuleTrace]) -> String {
    var lines = [style(rule.safeForTerminal, .bold)]
    for (row, claim) in explanation.evaluation.claims.enumerated() {
      if claim.rule == rule { lines.append("  found c\(row + 1): \(words(claim.content.isEmpty ? claim.cue?.spans ?? [] : claim.content))") }
      for score in claim.scores where score.rule == rule {
        lines.append("  scored c\(row + 1): \(signed(score.points)) \(score.because.safeForTerminal)")
      }
    }
    for other in explanation.overruled where other.rule == rule {
      let winner = explanation.evaluation.claims[other.by].rule
      lines.append("  overruled by \(winner.safeForTerminal): \(words(other.content))")
    }
    for abstention in explanation.abstentions where abstention.rule == rule {
      lines.append("  abstained: \(abstention.reason.safeForTerminal)")
    }
    for trace in traces {
      lines.append("")
      lines.append("  " + style(shortened(article.string(trace.span).safeForTerminal), .dim))
      let look: TerminalStyle.Look = trace.fired ? .green : .yellow
      lines.append("    " + style(trace.fired ? "fires" : "silent", look) + "  \(trace.message.safeForTerminal)")
    }
    if traces.isEmpty, lines.count == 1 { lines.append("  did nothing here") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func words(_ spans: [TextSpan]) -> String {
    spans.map { "“\(article.string($0).safeForTerminal)”" }.joined(separator: " … ")
  }

  private func shortened(_ text: String) -> String {
    text.count > style.width - 4 ? String(text.prefix(style.width - 5)) + "…" : text
  }

  private func signed(_ value: Double) -> String {
    let size = abs(value)
    let digits = size == size.rounded() && size < 1e15 ? "\(Int(size))" : "\(size)"
    return (value < 0 ? "−" : "+") + digits
  }
}
