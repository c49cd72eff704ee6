// What a pattern means, written down as plainly as possible and without a thought for speed: all
// ways to match are listed, the preferred first, and the first of the longest is taken.

import Articles
import TextAnalysis

@testable import Patterns

struct NaiveMatcher {
  struct Span: Equatable {
    var role: String
    var start: Int
    var end: Int
  }

  struct Way {
    var end: Int
    var spans: [Span] = []
  }

  let text: FixtureText
  let syntax: PatternSyntax
  /// One sentence; tagged and parsed.
  let range: Range<Int>
  let contentEnd: Int
  /// For each lexicon its entries as token lists.
  let lexicons: [[[String]]]
  /// More ways than this and the case is given up.
  static let mostWays = 20_000
  private(set) var isTooMuch = false

  init(_ text: FixtureText, _ syntax: PatternSyntax, lexicons: [Lexicon]) {
    self.text = text
    self.syntax = syntax
    range = 0..<text.tokens.count
    var end = range.upperBound
    while end > 0, text.string(end - 1..<end) == "." { end -= 1 }
    contentEnd = end == 0 ? range.upperBound : end
    self.lexicons = lexicons.map { $0.entries.map { $0.split(separator: " ").map(String.init) } }
  }

  /// The longest match from each start: `start`, `end` and the roles' spans.
  mutating func matches() -> [(start: Int, way: Way)] {
    guard let sequence = syntax.sequence else { return [] }
    var result: [(Int, Way)] = []
    for start in range {
      var best: Way?
      for way in ways(sequence, at: start) where way.end > start && way.end > best?.end ?? -1 {
        if treeHolds(way.spans) { best = way }
      }
      if let best { result.append((start, best)) }
    }
    return result
  }

  private mutating func ways(_ part: SequenceSyntax, at: Int) -> [Way] {
    switch part.kind {
    case .token(let test): return at < range.upperBound && passes(test, at) ? [Way(end: at + 1)] : []
    case .lexicon(let reference):
      let lengths = Set(
        lexicons[reference.index].filter { entry in
          at + entry.count <= range.upperBound
            && entry.indices.allSatisfy { offset in
              let token = at + offset
              return entry[offset] == lower(token) || entry[offset] == lemma(token)
            }
        }.map(\.count))
      return lengths.sorted(by: >).map { Way(end: at + $0) }
    case .layer(let layer):
      var ends: [Way] = []
      text.forEachEnd(of: layer.layer, at: at) { end in
        if !ends.contains(where: { $0.end == Int(end) }) { ends.append(Way(end: Int(end))) }
      }
      return ends
    case .gap(let minimum, let maximum):
      var result: [Way] = []
      var length = 0
      while length <= maximum ?? range.count, at + length <= max(contentEnd, at) {
        if length >= minimum { result.append(Way(end: at + length)) }
        length += 1
      }
      return result
    case .sentenceStart: return at == 0 ? [Way(end: at)] : []
    case .sentenceEnd: return at >= contentEnd ? [Way(end: at)] : []
    case .sequence(let items): return ways(items[...], from: Way(end: at))
    case .either(let choices): return choices.flatMap { ways($0, at: at) }
    case .role(let role, let inner):
      return ways(inner, at: at).map { way in
        Way(
          end: way.end, spans: way.spans + (way.end > at ? [Span(role: role, start: at, end: way.end)] : []))
      }
    case .repeated(let inner, let minimum, let maximum):
      return repeated(inner, minimum, maximum, from: Way(end: at))
    }
  }

  private mutating func ways(_ items: ArraySlice<SequenceSyntax>, from way: Way) -> [Way] {
    guard let first = items.first else { return [way] }
    var result: [Way] = []
    for step in ways(first, at: way.end) {
      result += ways(items.dropFirst(), from: Way(end: step.end, spans: way.spans + step.spans))
      if result.count > Self.mostWays { isTooMuch = true }
      if isTooMuch { return result }
    }
    return result
  }

  private mutating func repeated(_ inner: SequenceSyntax, _ minimum: Int, _ maximum: Int?, from way: Way)
    -> [Way]
  {
    if maximum == 0 { return [way] }
    var result: [Way] = []
    for step in ways(inner, at: way.end) {
      // A loop that goes nowhere is not gone round.
      if maximum == nil, minimum == 0, step.end == way.end { continue }
      result += repeated(
        inner, max(minimum - 1, 0), maximum.map { $0 - 1 },
        from: Way(end: step.end, spans: way.spans + step.spans))
      if result.count > Self.mostWays { isTooMuch = true }
      if isTooMuch { return result }
    }
    if minimum == 0 { result.append(way) }
    return result
  }

  private func lower(_ token: Int) -> String { text.words.string(text.tokens.lower[token]) }
  private func lemma(_ token: Int) -> String { text.words.string(text.tokens.lemma[token]) }

  private func passes(_ test: TokenTest, _ token: Int) -> Bool {
    switch test {
    case .any: return true
    case .lower(let word): return lower(token) == word
    case .lemma(let word): return lemma(token) == word
    case .text(let word): return text.string(token..<token + 1) == word
    case .lexicon(let reference, .lowerOrLemma):
      return lexicons[reference.index].contains([lower(token)])
        || lexicons[reference.index].contains([lemma(token)])
    case .pos(let tag): return text.tokens.pos[token] == tag.rawValue
    case .not(let inner): return !passes(inner, token)
    case .all(let parts): return parts.allSatisfy { passes($0, token) }
    case .either(let parts): return parts.contains { passes($0, token) }
    default: return false
    }
  }

  /// Edges between roles of the sequence, by the heads of their last spans.
  private func treeHolds(_ spans: [Span]) -> Bool {
    for edge in syntax.edges {
      guard let to = edge.to, let from = head(of: edge.from, spans), let other = head(of: to, spans) else {
        if edge.negated { continue }
        return false
      }
      let holds: Bool
      let parent = Int(text.tokens.head[other])
      switch edge.direction {
      case .child: holds = parent == from
      case .descendant: holds = isBelow(other, from)
      case .parent: holds = Int(text.tokens.head[from]) == other
      case .ancestor: holds = isBelow(from, other)
      }
      let child = edge.direction == .child || edge.direction == .descendant ? other : from
      let allowed = edge.relations >> UInt64(text.tokens.dep[child]) & 1 != 0
      if (holds && allowed) == edge.negated { return false }
    }
    return true
  }

  private func head(of node: Int, _ spans: [Span]) -> Int? {
    guard let span = spans.last(where: { $0.role == syntax.nodes[node].label }) else { return nil }
    return (span.start..<span.end).first { token in
      let head = Int(text.tokens.head[token])
      return head < span.start || head >= span.end
    } ?? span.start
  }

  private func isBelow(_ token: Int, _ above: Int) -> Bool {
    var current = Int(text.tokens.head[token])
    while current >= 0 {
      if current == above { return true }
      current = Int(text.tokens.head[current])
    }
    return false
  }
}
