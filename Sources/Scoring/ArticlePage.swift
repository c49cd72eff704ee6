// What an analyst sees first: the article passage by passage, under each passage who claims what there,
// how it scores and why, and at the end who speaks most and what to check first.

import Diagnostics
public import Articles
public import Rules

/// Renders an evaluated article as a page for people.
public struct ArticlePage {
  let article: Article
  let evaluation: Evaluation
  let style: TerminalStyle
  private let flow: TextFlow
  private let marks: PassageMarks
  private let table: ScoreTable

  public init(article: Article, evaluation: Evaluation, style: TerminalStyle) {
    self.article = article
    self.evaluation = evaluation
    self.style = style
    flow = TextFlow(style: style)
    marks = PassageMarks(article: article, claims: evaluation.claims)
    let totals =
      evaluation.claims.flatMap(\.totals) + evaluation.sentences.flatMap(\.totals) + evaluation.totals
    table = ScoreTable(flow: flow, scales: totals.map(\.scale))
  }

  /// The page, each line ended by a line feed. The same text with and without colour.
  public func rendered() -> String {
    var lines = heading()
    let (roots, children) = families()
    var next = 0
    var sentences = evaluation.sentences.filter(isShown)[...]
    for passage in PassageMarks.passages(of: article.text) {
      lines.append("")
      lines += flow.lines(marks.runs(of: passage))
      while next < roots.count, anchor(of: roots[next]).start < passage.end {
        lines += claimLines(of: roots[next], children: children, depth: 0)
        next += 1
      }
      while let sentence = sentences.first, sentence.span.start < passage.end {
        lines += sentenceLines(of: sentence)
        sentences.removeFirst()
      }
    }
    lines += sources() + firstToCheck() + articleScores() + diagnostics()
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: parts of the page

  private func heading() -> [String] {
    var facts = article.title == nil ? [] : [article.id]
    for fact in [article.outlet, article.byline, article.published] {
      if let fact { facts.append(fact) }
    }
    facts.append(counted(evaluation.claims.count, "claim"))
    return flow.lines([TextRun(article.title ?? article.id, .bold)])
      + flow.lines([TextRun(facts.joined(separator: " · "), .dim)])
  }

  private func claimLines(of row: Int, children: [[Int]], depth: Int) -> [String] {
    let claim = evaluation.claims[row]
    let indent = 2 + 4 * min(depth, 5)
    let label = [TextRun(String(repeating: " ", count: indent)), TextRun("c\(row + 1)", .dim)]
    var head: [TextRun] = [TextRun(who(claim), .bold)]
    if let cue = claim.cue { head += [TextRun(" · ", .dim), TextRun(text(cue.spans), .underline)] }
    head += [TextRun(" · ", .dim), TextRun(claim.stance.rawValue, claim.stance.look)]
    head.append(TextRun(" · \(claim.kind.rawValue)", .dim))
    if claim.evidence != .unstated { head.append(TextRun(" · evidence: \(claim.evidence.rawValue)", .dim)) }
    let body = indent + 4
    var lines = [""] + flow.lines(head, indent: max(body, label.terminalWidth + 1), label: label)
    if !claim.content.isEmpty { lines += flow.lines([TextRun(text(claim.content))], indent: body) }
    let facts = facts(of: claim)
    if !facts.isEmpty { lines += flow.lines([TextRun(facts.joined(separator: " · "), .dim)], indent: body) }
    lines += table.lines(claim.scores, claim.totals, indent: body)
    for child in children[row] { lines += claimLines(of: child, children: children, depth: depth + 1) }
    return lines
  }

  private func facts(of claim: Claim) -> [String] {
    var facts: [String] = []
    if !claim.hedges.isEmpty {
      facts.append("hedged " + claim.hedges.map { "“\(article.string($0))”" }.joined(separator: ", "))
    }
    let figures = claim.figures.map { Wording.figure($0, in: article) }
    if !figures.isEmpty { facts.append("figures " + figures.joined(separator: ", ")) }
    let dates = claim.dates.map { date in
      date.value.map { "\($0) (“\(article.string(date.span))”)" } ?? "“\(article.string(date.span))”"
    }
    if !dates.isEmpty { facts.append("dates " + dates.joined(separator: ", ")) }
    facts += claim.relations.map { "\($0.kind.rawValue) c\($0.claim + 1)" }
    return facts
  }

  /// A sentence whose claims are shown is not shown again for what makes claims worth checking, and neither is one
  /// that is not worth it.
  private func isShown(_ sentence: ScoredSentence) -> Bool {
    guard sentence.totals.allSatisfy({ $0.scale == Self.worth }) else { return true }
    let holdsClaim = evaluation.claims.indices.contains { row in
      sentence.span.start <= anchor(of: row).start && anchor(of: row).start < sentence.span.end
    }
    return !holdsClaim && sentence.totals.contains { $0.value >= 0.5 }
  }

  private func sentenceLines(of sentence: ScoredSentence) -> [String] {
    let label = [TextRun("  "), TextRun("sentence", .dim)]
    let short = article.string(sentence.span).safeForTerminal.shortened(to: style.width - 11)
    return ["", flow.line(label + [TextRun(" " + short)])]
      + table.lines(sentence.scores, sentence.totals, indent: 6)
  }

  private func sources() -> [String] {
    var found: [(key: String, name: String, claims: [Int])] = []
    var rows: [String: Int] = [:]
    for (row, claim) in evaluation.claims.enumerated() {
      guard let source = claim.source else { continue }
      let name = source.name ?? text(source.spans)
      let key = source.entity ?? name
      if let place = rows[key] {
        found[place].claims.append(row)
      } else {
        rows[key] = found.count
        found.append((key, name, [row]))
      }
    }
    guard !found.isEmpty else { return [] }
    let ranked = found.enumerated().sorted {
      ($1.element.claims.count, $0.offset) < ($0.element.claims.count, $1.offset)
    }.map(\.element)
    let width = min(style.width / 2, ranked.map { $0.name.safeForTerminal.terminalWidth }.max() ?? 0)
    return ["", flow.line([TextRun("Sources", .bold)])]
      + ranked.flatMap { source in
        let name = source.name.safeForTerminal.shortened(to: width)
        let label =
          [TextRun("\(source.claims.count)", .bold)].padded(to: 5, right: true)
          + [TextRun("  " + name.padded(to: width))]
        let claims = source.claims.map { "c\($0 + 1)" }.joined(separator: " ")
        return flow.lines([TextRun(claims, .dim)], indent: width + 9, label: label)
      }
  }

  /// The scale of std/checkworthiness, a probability.
  private static let worth = "check-worthiness"

  /// The claims that score highest on the scale `check-worthiness`, and are above where all claims start.
  private func firstToCheck() -> [String] {
    let scale = Self.worth
    let ranked = evaluation.claims.enumerated().compactMap { row, claim -> (row: Int, value: Double)? in
      let found = claim.scores.contains { $0.scale == scale && $0.points > 0 && !$0.isBase }
      return found ? claim.totals.first { $0.scale == scale }.map { (row, $0.value) } : nil
    }.sorted { ($1.value, $0.row) < ($0.value, $1.row) }.prefix(5)
    guard !ranked.isEmpty else { return [] }
    return ["", flow.line([TextRun("First to check", .bold)])]
      + ranked.map { row, value in
        let claim = evaluation.claims[row]
        let label =
          [TextRun(Wording.number(value), .bold)].padded(to: 8, right: true)
          + [TextRun("  "), TextRun("c\(row + 1)".padded(to: 4), .dim)]
        let words = "\(who(claim)): \(text(claim.content))".safeForTerminal
        return flow.line(label + [TextRun(words.shortened(to: style.width - label.terminalWidth))])
      }
  }

  private func articleScores() -> [String] {
    guard !evaluation.totals.isEmpty else { return [] }
    return ["", flow.line([TextRun("The article as a whole", .bold)])]
      + table.lines(evaluation.scores, evaluation.totals, indent: 2)
  }

  private func diagnostics() -> [String] {
    guard !evaluation.diagnostics.isEmpty else { return [] }
    return [""] + evaluation.diagnostics.flatMap { diagnostic in Self.lines(of: diagnostic, flow) }
  }

  static func lines(of diagnostic: EvaluationDiagnostic, _ flow: TextFlow) -> [String] {
    let look: TerminalStyle.Look = diagnostic.severity == "error" ? .red : .yellow
    let rule = diagnostic.rule.map { " \($0):" } ?? ""
    return flow.lines(
      [TextRun(diagnostic.severity, look), TextRun("[\(diagnostic.slug)]:\(rule) \(diagnostic.message)")])
      + diagnostic.traceback.flatMap { flow.lines([TextRun($0, .dim)], indent: 4) }
  }

  // MARK: claims

  /// Claims that stand alone or hold others, in the order of their cues, and who is nested in whom.
  private func families() -> (roots: [Int], children: [[Int]]) {
    var children = evaluation.claims.map { _ in [Int]() }
    var roots: [Int] = []
    for (row, claim) in evaluation.claims.enumerated() {
      if let parent = claim.parent, parent != row { children[parent].append(row) } else { roots.append(row) }
    }
    // Nothing may be lost, even should two claims hold each other.
    var reached = roots
    var next = 0
    while next < reached.count {
      reached += children[reached[next]]
      next += 1
    }
    let known = Set(reached)
    for row in evaluation.claims.indices where !known.contains(row) {
      roots.append(row)
      children[row] = []
    }
    return (roots.sorted { (anchor(of: $0).start, $0) < (anchor(of: $1).start, $1) }, children)
  }

  /// Where a claim is shown: at its cue, or at its content when it has none.
  private func anchor(of row: Int) -> TextSpan {
    let claim = evaluation.claims[row]
    return claim.cue?.spans.first ?? claim.content.first ?? TextSpan(0, 0)
  }

  /// The source in the article's words, and the name they stand for.
  private func who(_ claim: Claim) -> String {
    guard let source = claim.source else { return claim.cue == nil ? "the article itself" : "nobody named" }
    let words = text(source.spans)
    guard let name = source.name, name != words else { return words }
    return words.contains(name) || name.contains(words) ? name : "\(name) (“\(words)”)"
  }

  private func text(_ spans: [TextSpan]) -> String { spans.map(article.string).joined(separator: " … ") }
}
