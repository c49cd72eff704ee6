// The article as it stands, with every claim's content in brackets that carry the claim's number. The
// brackets are text, not colour, so the marks survive a pipe, a printer and a colour-blind reader.

import Articles
import Rules

struct PassageMarks {
  let article: Article
  let claims: [Claim]
  /// Sorted by start: what is in brackets, and for which claim.
  private let brackets: [(span: TextSpan, claim: Int)]
  private let looks: [(span: TextSpan, look: TerminalStyle.Look)]

  init(article: Article, claims: [Claim]) {
    self.article = article
    self.claims = claims
    var brackets: [(span: TextSpan, claim: Int)] = []
    var looks: [(span: TextSpan, look: TerminalStyle.Look)] = []
    for (row, claim) in claims.enumerated() {
      // An act without a content is marked at its cue.
      for span in claim.content.isEmpty ? claim.cue?.spans ?? [] : claim.content {
        brackets.append((span, row))
        looks.append((span, claim.stance.look))
      }
      for span in claim.source?.spans ?? [] { looks.append((span, .bold)) }
      for span in claim.cue?.spans ?? [] { looks.append((span, .underline)) }
    }
    self.brackets = brackets.sorted {
      ($0.span.start, -$0.span.end, $0.claim) < ($1.span.start, -$1.span.end, $1.claim)
    }
    self.looks = looks
  }

  /// The paragraphs: stretches of text between empty lines, without white space at their ends.
  static func passages(of bytes: [UInt8]) -> [TextSpan] {
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

  /// `passage` with its marks: contents in brackets and in the colour of the stance, sources bold, cues underlined.
  func runs(of passage: TextSpan) -> [TextRun] {
    let brackets = brackets.compactMap { bracket -> (span: TextSpan, claim: Int)? in
      clipped(bracket.span, to: passage).map { ($0, bracket.claim) }
    }
    let looks = looks.compactMap { mark in clipped(mark.span, to: passage).map { (span: $0, look: mark.look) }
    }
    var edges = [passage.start, passage.end]
    for bracket in brackets { edges += [bracket.span.start, bracket.span.end] }
    for mark in looks { edges += [mark.span.start, mark.span.end] }
    edges.sort()

    var runs: [TextRun] = []
    var last = passage.start
    var opening = 0
    for edge in edges where edge > last || edge == passage.start {
      if edge > last {
        var here: [TerminalStyle.Look] = []
        for mark in looks where mark.span.start <= last && edge <= mark.span.end && !here.contains(mark.look)
        {
          here.append(mark.look)
        }
        runs.append(TextRun(article.string(TextSpan(last, edge)), looks: here))
        for bracket in brackets where bracket.span.end == edge {
          runs.append(TextRun("]", claims[bracket.claim].stance.look))
        }
      }
      while opening < brackets.count, brackets[opening].span.start == edge {
        let claim = brackets[opening].claim
        runs.append(TextRun("[c\(claim + 1) ", claims[claim].stance.look, breaks: false))
        opening += 1
      }
      last = edge
    }
    return runs
  }

  private func clipped(_ span: TextSpan, to passage: TextSpan) -> TextSpan? {
    let part = TextSpan(max(span.start, passage.start), min(span.end, passage.end))
    return part.isEmpty ? nil : part
  }
}

extension Claim.Stance {
  var look: TerminalStyle.Look {
    switch self {
    case .asserts: .cyan
    case .denies: .red
    case .withholds: .magenta
    case .asks: .blue
    case .reacts: .yellow
    }
  }
}
