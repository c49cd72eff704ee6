// A pattern that somebody tries out, shown where it matches: each sentence with its labels in brackets, so that it can be read
// without colour.

import Diagnostics
public import Articles
public import Rules

/// Renders the matches of one pattern.
public struct MatchPage {
  private let article: Article
  private let flow: TextFlow

  public init(article: Article, style: TerminalStyle) {
    self.article = article
    flow = TextFlow(style: style)
  }

  /// The sentences with matches, at most `most` of them, and what there is of them; each line ended by a line feed.
  public func rendered(_ found: PatternMatches, most: Int = 50) -> String {
    guard !found.sentences.isEmpty else {
      var lines = ["no match"]
      if let stop = found.stop {
        let sentence = article.string(stop.sentence).safeForTerminal.shortened(to: flow.style.width - 2)
        lines += [flow.line([TextRun("  "), TextRun(sentence, .dim)])]
        lines += flow.lines([TextRun(stop.message)], indent: 4)
      }
      return lines.joined(separator: "\n") + "\n"
    }
    var lines: [String] = []
    for sentence in found.sentences.prefix(most) { lines += flow.lines(runs(of: sentence), indent: 2) }
    let matches = found.sentences.reduce(0) { $0 + $1.matches.count }
    let hidden = found.sentences.count - most
    if hidden > 0 { lines.append("  … and \(counted(hidden, "sentence")) more") }
    lines.append(
      "\(matches == 1 ? "1 match" : "\(grouped(matches)) matches") in \(counted(found.sentences.count, "sentence"))"
    )
    return lines.joined(separator: "\n") + "\n"
  }

  private struct Mark {
    var span: TextSpan
    var label: String
    var look: TerminalStyle.Look
  }

  private func runs(of sentence: PatternMatches.Sentence) -> [TextRun] {
    let marks = sentence.matches.flatMap { match in
      match.captures.isEmpty
        ? [Mark(span: match.span, label: "", look: .green)]
        : match.captures.map { Mark(span: $0.span, label: $0.label + " ", look: Self.look($0.label)) }
    }.sorted { ($0.span.start, -$0.span.end, $0.label) < ($1.span.start, -$1.span.end, $1.label) }
    let edges = Set(
      marks.flatMap { [$0.span.start, $0.span.end] } + [sentence.span.start, sentence.span.end])
    var runs: [TextRun] = []
    var last: Int32?
    for edge in edges.sorted() {
      if let last {
        let looks = marks.filter { $0.span.start <= last && edge <= $0.span.end }.map(\.look)
        runs.append(TextRun(article.string(TextSpan(last, edge)), looks: looks))
      }
      // What opened last closes first.
      for mark in marks.reversed() where mark.span.end == edge {
        runs.append(TextRun("]", looks: [mark.look]))
      }
      for mark in marks where mark.span.start == edge && !mark.span.isEmpty {
        runs.append(TextRun("[" + mark.label, looks: [mark.look], breaks: false))
      }
      last = edge
    }
    return runs
  }

  private static func look(_ label: String) -> TerminalStyle.Look {
    if label.hasPrefix("source") { return .bold }
    if label.hasPrefix("cue") { return .underline }
    return label.hasPrefix("content") ? .cyan : .green
  }
}
