// The answer to “why?”: each claim with the rule that found it, the words it rests on, what every score
// rule gave it, and what was overruled; or one rule, with the condition it stopped at.

import Diagnostics
public import Articles
public import Rules

/// Renders an explanation for people.
public struct ExplanationPage {
  let article: Article
  let explanation: Explanation
  let style: TerminalStyle
  private let settings: [String]
  let flow: TextFlow

  /// - Parameter settings: what local settings change, a line each.
  public init(article: Article, explanation: Explanation, style: TerminalStyle, settings: [String] = []) {
    self.settings = settings
    self.article = article
    self.explanation = explanation
    self.style = style
    flow = TextFlow(style: style)
  }

  /// Which rules fired on which words, each line ended by a line feed.
  public func rendered() -> String {
    let evaluation = explanation.evaluation
    var lines: [String] = []
    for (row, claim) in evaluation.claims.enumerated() {
      lines += claimLines(of: claim, row)
      lines.append("")
    }
    for sentence in evaluation.sentences {
      lines += flow.lines([TextRun(words([sentence.span]))], indent: 4, label: [TextRun("sentence ", .bold)])
      lines += scoreLines(sentence.scores)
      lines.append("")
    }
    if !evaluation.scores.isEmpty {
      lines.append(flow.line([TextRun("the article as a whole", .bold)]))
      lines += scoreLines(evaluation.scores)
      lines.append("")
    }
    lines += abstentionLines()
    lines += settingLines()
    for diagnostic in evaluation.diagnostics { lines += ArticlePage.lines(of: diagnostic, flow) }
    let counts = [
      counted(evaluation.claims.count, "claim"),
      "\(counted(explanation.overruled.count, "finding")) overruled",
      counted(explanation.steps, "step"),
    ]
    lines.append(counts.joined(separator: ", "))
    return lines.joined(separator: "\n") + "\n"
  }

  func claimLines(of claim: Claim, _ row: Int) -> [String] {
    var lines = [
      flow.line([TextRun("c\(row + 1)".padded(to: 4), .bold), TextRun(claim.rule, .cyan)])
    ]
    if let source = claim.source {
      let words = words(source.spans)
      let name = source.name.flatMap { words.contains($0) ? nil : " = \($0)" } ?? ""
      let known = name + (source.entity.map { " \($0)" } ?? "")
      lines += part("source", [TextRun(words), TextRun(known, .dim)])
    }
    if let cue = claim.cue {
      lines += part("cue", [TextRun(words(cue.spans)), TextRun(" lemma \(cue.lemma)", .dim)])
    }
    if !claim.content.isEmpty { lines += part("content", [TextRun(words(claim.content))]) }
    var judged = "\(claim.kind.rawValue), \(claim.stance.rawValue), evidence \(claim.evidence.rawValue)"
    if let parent = claim.parent { judged += ", inside c\(parent + 1)" }
    lines += part("type", [TextRun(judged)])
    lines += scoreLines(claim.scores)
    for other in explanation.overruled where other.by == row {
      let found = other.content.isEmpty ? other.cue : other.content
      lines += part("overruled", [TextRun("\(other.rule) on \(words(found))", .dim)])
    }
    return lines
  }

  func part(_ name: String, _ runs: [TextRun]) -> [String] {
    flow.lines(runs, indent: 15, label: [TextRun("    "), TextRun(name.padded(to: 11), .dim)])
  }

  private func scoreLines(_ scores: [Score]) -> [String] {
    scores.flatMap { score in
      let points = TextRun(Wording.points(score.points), score.points < 0 ? .red : .green)
      return flow.lines(
        [TextRun("\(score.scale): \(score.because)"), TextRun(" (\(score.rule))", .dim)], indent: 15,
        label: [TextRun("    ")] + [points].padded(to: 9, right: true))
    }
  }

  /// Abstentions, one line for each reason of a rule with how often it was given.
  private func abstentionLines(of rule: String? = nil) -> [String] {
    var counts: [(abstention: Explanation.Abstention, count: Int)] = []
    for abstention in explanation.abstentions where rule == nil || abstention.rule == rule {
      let row = counts.firstIndex {
        $0.abstention.rule == abstention.rule && $0.abstention.reason == abstention.reason
      }
      if let row { counts[row].count += 1 } else { counts.append((abstention, 1)) }
    }
    return counts.flatMap { entry in
      flow.lines(
        [
          TextRun(rule == nil ? entry.abstention.rule + " " : "", .cyan),
          TextRun("abstained: \(entry.abstention.reason)"),
          TextRun(entry.count > 1 ? " (\(entry.count) times)" : "", .dim),
        ], indent: 2)
    }
  }

  /// What local settings change, and what they keep from this page.
  private func settingLines() -> [String] {
    guard !settings.isEmpty else { return [] }
    var lines = [flow.line([TextRun("local settings", .bold)])]
    for line in settings { lines += flow.lines([TextRun(line)], indent: 4) }
    for finding in explanation.suppressed {
      lines += flow.lines(
        [
          TextRun(finding.rule, .cyan), TextRun(" suppressed on \(words(finding.spans))"),
          TextRun(": \(finding.by.reason)", .dim),
        ], indent: 4)
    }
    return lines + [""]
  }

  // MARK: one rule

  /// What one rule did, unit by unit, each line ended by a line feed.
  public func rendered(rule: String, traces: [RuleTrace]) -> String {
    var lines: [String] = []
    for (row, claim) in explanation.evaluation.claims.enumerated() {
      if claim.rule == rule {
        lines += done(
          "found c\(row + 1)", words(claim.content.isEmpty ? claim.cue?.spans ?? [] : claim.content))
      }
      for score in claim.scores where score.rule == rule { lines += scored("c\(row + 1)", score) }
    }
    for sentence in explanation.evaluation.sentences {
      for score in sentence.scores where score.rule == rule { lines += scored(words([sentence.span]), score) }
    }
    for score in explanation.evaluation.scores where score.rule == rule {
      lines += scored("the article", score)
    }
    for other in explanation.overruled where other.rule == rule {
      lines += done(
        "overruled by c\(other.by + 1), \(explanation.evaluation.claims[other.by].rule)",
        words(other.content.isEmpty ? other.cue : other.content))
    }
    lines += abstentionLines(of: rule)
    for diagnostic in explanation.evaluation.diagnostics where diagnostic.rule == rule {
      lines += ArticlePage.lines(of: diagnostic, flow)
    }
    if lines.isEmpty { lines.append("  no finding here") }
    for trace in traces {
      lines.append("")
      let text = article.string(trace.span).safeForTerminal.shortened(to: style.width - 2)
      lines.append(flow.line([TextRun("  "), TextRun(text, .dim)]))
      let outcome = TextRun(trace.fired ? "fires" : "silent", trace.fired ? .green : .yellow)
      lines += flow.lines([TextRun(trace.message)], indent: 12, label: [TextRun("    "), outcome])
    }
    if traces.isEmpty {
      lines.append("")
      lines += flow.lines(
        [
          TextRun(
            "Nothing to look at: a rule that weighs claims needs a claim, and a sentence needs words.", .dim)
        ], indent: 2)
    }
    return lines.reduce(flow.line([TextRun(rule, .bold)]) + "\n") { $0 + $1 + "\n" }
  }

  private func done(_ what: String, _ words: String) -> [String] {
    flow.lines([TextRun("\(what): ", .green), TextRun(words)], indent: 2)
  }

  private func scored(_ what: String, _ score: Score) -> [String] {
    done("scored \(what) \(Wording.points(score.points))", score.because)
  }

  func words(_ spans: [TextSpan]) -> String {
    spans.map { span in
      let text = article.string(span)
      // Quotation marks around a quotation would only be counted.
      return text.hasPrefix("“") || text.hasPrefix("\"") ? text : "“\(text)”"
    }.joined(separator: " … ")
  }
}
