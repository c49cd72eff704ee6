// What an analyst sees first: the article passage by passage, and under each passage who claims what
// there, how it scores, and why.

public import Articles
public import Rules

/// Renders an evaluated article as a page for people.
public struct ArticlePage {
  let article: Article
  let evaluation: Evaluation
  let style: TerminalStyle

  public init(article: Article, evaluation: Evaluation, style: TerminalStyle) {
    self.article = article
    self.evaluation = evaluation
    self.style = style
  }

  /// The page, each line ended by a line feed.
  public func rendered() -> String {
    var lines = heading()
    var shown = Set<Int>()
    for passage in passages() {
      lines.append("")
      lines += wrap(pieces(of: passage), indent: "")
      for row in evaluation.claims.indices where !shown.contains(row) {
        guard passage.contains(anchor(of: evaluation.claims[row])) else { continue }
        shown.insert(row)
        lines.append("")
        lines += claimLines(of: row)
      }
      for sentence in evaluation.sentences where passage.contains(sentence.span) {
        lines.append("")
        lines += sentenceLines(of: sentence)
      }
    }
    lines += sources() + articleScores() + diagnostics()
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: parts of the page

  private func heading() -> [String] {
    var facts = [article.id.safeForTerminal]
    for fact in [article.outlet, article.byline, article.published] {
      if let fact { facts.append(fact.safeForTerminal) }
    }
    facts.append(counted(evaluation.claims.count, "claim"))
    let title = article.title?.safeForTerminal ?? article.id.safeForTerminal
    return [style(title, .bold), style(facts.joined(separator: " · "), .dim)]
  }

  private func claimLines(of row: Int) -> [String] {
    let claim = evaluation.claims[row]
    let depth = nesting(of: row)
    let indent = String(repeating: "  ", count: depth + 1)
    let number = "c\(row + 1)"
    let who = claim.source.map { $0.name ?? text($0.spans) } ?? (claim.cue == nil ? "the article itself" : "nobody named")
    var head = style(number.padded(to: 4), .dim) + style(who.safeForTerminal, .bold) + " "
      + style.dress(verb(of: claim), [colour(of: claim.stance)])
    if let cue = claim.cue { head += style(" (\(text(cue.spans).safeForTerminal))", .dim) }
    if claim.evidence != .unstated { head += style(" · evidence: \(claim.evidence.rawValue)", .dim) }
    var lines = [indent + head]
    if !claim.content.isEmpty {
      let quote = claim.content.map { article.string($0).safeForTerminal }.joined(separator: " … ")
      lines += wrap([Piece(quote, [])], indent: indent + "    ")
    }
    lines += scoreLines(claim.scores, claim.totals, indent: indent + "    ")
    return lines
  }

  private func sentenceLines(of sentence: ScoredSentence) -> [String] {
    let start = article.string(sentence.span).safeForTerminal
    let short = start.count > 60 ? String(start.prefix(59)) + "…" : start
    return ["  " + style("sentence", .dim) + " " + short]
      + scoreLines(sentence.scores, sentence.totals, indent: "      ")
  }

  private func scoreLines(_ scores: [Score], _ totals: [Total], indent: String) -> [String] {
    var lines: [String] = []
    for total in totals {
      lines.append(indent + total.scale.safeForTerminal + " " + style(number(total.value), .bold))
      for score in scores where score.scale == total.scale {
        let points = signed(score.points)
        let look: TerminalStyle.Look = score.points < 0 ? .red : .green
        lines += wrap(
          [Piece(score.because.safeForTerminal, []), Piece(" (\(shortName(of: score.rule)))", [.dim])],
          indent: indent + "       ", first: indent + style(points.leftPadded(to: 6), look) + " ")
      }
    }
    return lines
  }

  private func sources() -> [String] {
    var counts: [(name: String, count: Int)] = []
    for claim in evaluation.claims {
      guard let source = claim.source else { continue }
      let name = source.name ?? text(source.spans)
      if let row = counts.firstIndex(where: { $0.name == name }) {
        counts[row].count += 1
      } else {
        counts.append((name, 1))
      }
    }
    guard !counts.isEmpty else { return [] }
    let ranked = counts.enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
    let width = min(50, ranked.map { $0.element.name.safeForTerminal.terminalWidth }.max() ?? 0)
    return ["", style("Sources", .bold)]
      + ranked.map { "  \($0.element.name.safeForTerminal.padded(to: width))  \(counted($0.element.count, "claim"))" }
  }

  private func articleScores() -> [String] {
    guard !evaluation.totals.isEmpty else { return [] }
    return ["", style("The article as a whole", .bold)] + scoreLines(evaluation.scores, evaluation.totals, indent: "  ")
  }

  private func diagnostics() -> [String] {
    guard !evaluation.diagnostics.isEmpty else { return [] }
    return [""]
      + evaluation.diagnostics.flatMap { diagnostic in
        let look: TerminalStyle.Look = diagnostic.severity == "error" ? .red : .yellow
        let rule = diagnostic.rule.map { " \($0):" } ?? ""
        return [style(diagnostic.severity, look) + "[\(diagnostic.slug)]:\(rule) \(diagnostic.message)".safeForTerminal]
          + diagnostic.traceback.map { "    " + $0.safeForTerminal }
      }
  }

  // MARK: passages

  /// The paragraphs: stretches of text between empty lines, without white space at their ends.
  private func passages() -> [TextSpan] {
    let bytes = article.text
    var passages: [TextSpan] = []
    var start: Int?
    var lastInk = 0
    var breaks = 0
    for index in bytes.indices {
      switch bytes[index] {
      case 0x0A: breaks += 1
      case 0x20, 0x09, 0x0D: break
      default:
        if let first = start, breaks >= 2 {
          passages.append(TextSpan(Int32(first), Int32(lastInk + 1)))
          start = index
        }
        if start == nil { start = index }
        breaks = 0
        lastInk = index
      }
    }
    if let start { passages.append(TextSpan(Int32(start), Int32(lastInk + 1))) }
    return passages
  }

  /// Where a claim is shown: at its cue, or at its content when it has none.
  private func anchor(of claim: Claim) -> TextSpan {
    claim.cue?.spans.first ?? claim.content.first ?? TextSpan(0, 0)
  }

  struct Piece {
    var text: String
    var looks: [TerminalStyle.Look]
    init(_ text: String, _ looks: [TerminalStyle.Look]) {
      self.text = text
      self.looks = looks
    }
  }

  /// The passage cut where the marks begin and end: contents coloured, sources bold, cues underlined.
  private func pieces(of passage: TextSpan) -> [Piece] {
    var cuts: Set<Int32> = [passage.start, passage.end]
    var marks: [(span: TextSpan, look: TerminalStyle.Look)] = []
    for claim in evaluation.claims {
      for span in claim.content { marks.append((span, colour(of: claim.stance))) }
      for span in claim.source?.spans ?? [] { marks.append((span, .bold)) }
      for span in claim.cue?.spans ?? [] { marks.append((span, .underline)) }
    }
    marks = marks.filter { $0.span.overlaps(passage) }
    for mark in marks {
      cuts.insert(max(passage.start, mark.span.start))
      cuts.insert(min(passage.end, mark.span.end))
    }
    let edges = cuts.sorted()
    return zip(edges, edges.dropFirst()).map { start, end in
      var looks: [TerminalStyle.Look] = []
      for mark in marks where mark.span.start <= start && end <= mark.span.end && !looks.contains(mark.look) {
        looks.append(mark.look)
      }
      return Piece(article.string(TextSpan(start, end)).safeForTerminal, looks)
    }
  }

  /// Breaks pieces into lines at spaces.
  private func wrap(_ pieces: [Piece], indent: String, first: String? = nil) -> [String] {
    var lines: [String] = []
    var line = first ?? indent
    var column = first == nil ? indent.terminalWidth : indent.terminalWidth
    var isEmpty = true
    for piece in pieces {
      var word = ""
      func flush(_ word: String) {
        let width = word.terminalWidth
        if !isEmpty, column + width > style.width {
          lines.append(line)
          line = indent
          column = indent.terminalWidth
          isEmpty = true
        }
        let shown = isEmpty ? String(word.drop { $0 == " " }) : word
        line += style.dress(shown, piece.looks)
        column += shown.terminalWidth
        if !shown.isEmpty { isEmpty = false }
      }
      for character in piece.text {
        if character == " ", !word.isEmpty, word != " " {
          flush(word)
          word = " "
        } else if character == " ", word == " " {
          continue
        } else {
          word.append(character)
        }
      }
      if !word.isEmpty { flush(word) }
    }
    if !isEmpty { lines.append(line) }
    return lines
  }

  // MARK: words

  private func nesting(of row: Int) -> Int {
    var depth = 0
    var next = evaluation.claims[row].parent
    while let parent = next, depth < 8 {
      depth += 1
      next = evaluation.claims[parent].parent
    }
    return depth
  }

  private func verb(of claim: Claim) -> String {
    switch claim.kind {
    case .accusation: "accuses"
    case .evidenceOffered: "offers evidence"
    case .unattributed: "states"
    default: claim.stance.rawValue
    }
  }

  private func colour(of stance: Claim.Stance) -> TerminalStyle.Look {
    switch stance {
    case .asserts: .cyan
    case .denies: .red
    case .withholds: .magenta
    case .asks: .blue
    case .reacts: .yellow
    }
  }

  private func text(_ spans: [TextSpan]) -> String { spans.map(article.string).joined(separator: " … ") }

  private func shortName(of rule: String) -> String {
    rule.hasPrefix("std/") ? String(rule.dropFirst(4)) : rule
  }

  private func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  private func number(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
  }

  private func signed(_ value: Double) -> String { (value < 0 ? "−" : "+") + number(abs(value)) }
}

extension String {
  func leftPadded(to columns: Int) -> String {
    let missing = columns - terminalWidth
    return missing > 0 ? String(repeating: " ", count: missing) + self : self
  }
}
