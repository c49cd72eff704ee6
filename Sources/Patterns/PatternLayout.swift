// The one way to write a pattern. It changes white space and nothing else, and what it writes is parsed again: a pattern that
// would come to mean something else stays as it was written.

internal import Diagnostics
internal import TextAnalysis

/// Lays out patterns.
public enum PatternLayout {
  /// A line of a pattern.
  public struct Line: Hashable, Sendable {
    public var text: String
    /// How many steps it stands further in than the first: by its open groups, and where it goes on with a tree test.
    public var depth: Int

    public init(text: String, depth: Int) {
      self.text = text
      self.depth = depth
    }
  }

  /// The lines of `text` in their canonical form; line breaks stay where they are. Nil for a pattern with mistakes, and one that a
  /// change of white space would change.
  public static func lines(of text: String) -> [Line]? {
    guard let before = shape(of: text) else { return nil }
    var scanner = Scanner(text)
    guard let lines = scanner.lines(), shape(of: lines.map(\.text).joined(separator: "\n")) == before else {
      return nil
    }
    return lines
  }

  // MARK: What a pattern means

  /// The pattern without its places; nil when it has mistakes.
  private static func shape(of text: String) -> String? {
    var lexicons: [String: Int] = [:]
    for name in text.split(separator: "@").dropFirst() {
      var name = String(
        String.UnicodeScalarView(name.unicodeScalars.prefix { $0.isWordPart || $0 == "/" || $0 == "." }))
      // A stop at the end is the pattern's; both spellings are known.
      lexicons[name] = 0
      while name.last == "." { name.removeLast() }
      if let dots = name.firstRange(of: "..") { lexicons[String(name[..<dots.lowerBound])] = 0 }
      lexicons[name] = 0
    }
    for (index, name) in lexicons.keys.sorted().enumerated() { lexicons[name] = index }
    var parser = PatternParser(
      PatternSource(text), lexicons: lexicons, split: splitLikeUniversalDependencies)
    guard let syntax = parser.parse() else { return nil }
    let nodes = syntax.nodes.map { "\($0.label ?? "") \($0.extent) \($0.test.map { "\($0)" } ?? "")" }
    let edges = syntax.edges.map { "\($0.from) \($0.to ?? -1) \($0.direction) \($0.relations) \($0.negated)" }
    return ([syntax.sequence.map(shape) ?? ""] + nodes + edges).joined(separator: "\n")
  }

  private static func shape(_ syntax: SequenceSyntax) -> String {
    switch syntax.kind {
    case .sequence(let items): "(" + items.map(shape).joined(separator: " ") + ")"
    case .either(let items): "(" + items.map(shape).joined(separator: " | ") + ")"
    case .role(let name, let inner): "\(name):\(shape(inner))"
    case .repeated(let inner, let minimum, let maximum): "\(shape(inner)){\(minimum),\(maximum ?? -1)}"
    default: "\(syntax.kind)"
    }
  }
}

/// Cuts a pattern into what stands apart, and sets it again.
private struct Scanner {
  private enum Kind {
    case item, open, close, bar, semicolon, edge
    /// `source:` and `!`, which what follows is joined to.
    case prefix
    /// `?`, `{2,3}`, which is joined to what stands before.
    case suffix
  }

  private struct Piece {
    var kind: Kind
    var text: String
    var startsLine: Bool
  }

  private let parser: PatternParser
  private var scalars: [Unicode.Scalar] { parser.scalars }
  private var at = 0

  init(_ text: String) {
    parser = PatternParser(PatternSource(text), lexicons: [:], split: splitLikeUniversalDependencies)
  }

  mutating func lines() -> [PatternLayout.Line]? {
    var lines: [PatternLayout.Line] = []
    var previous: Kind?
    var open = 0
    while let piece = next() {
      if piece.startsLine, !lines.isEmpty || previous == nil {
        let closes = piece.kind == .close ? 1 : 0
        lines.append(.init(text: piece.text, depth: max(0, open - closes) + (piece.kind == .edge ? 1 : 0)))
      } else {
        guard !lines.isEmpty else { return nil }
        if isApart(previous, piece.kind) { lines[lines.count - 1].text += " " }
        lines[lines.count - 1].text += piece.text
      }
      if piece.kind == .open { open += 1 }
      if piece.kind == .close { open -= 1 }
      previous = piece.kind
    }
    // A statement's line that does not begin with an edge belongs to no other, however the one before it ends.
    return lines.isEmpty ? nil : lines
  }

  private func isApart(_ before: Kind?, _ after: Kind) -> Bool {
    switch (before, after) {
    case (.prefix?, _), (.open?, _), (_, .close), (_, .suffix), (_, .semicolon): false
    default: true
    }
  }

  private mutating func next() -> Piece? {
    var startsLine = at == 0
    while at < scalars.count, scalars[at].isPatternSpace {
      if scalars[at] == "\n" { startsLine = true }
      at += 1
    }
    guard at < scalars.count else { return nil }
    let isFirst = scalars[..<at].allSatisfy(\.isPatternSpace)
    let start = at
    let kind = takePiece()
    var text = parser.string(start..<at)
    if kind == .item, text.hasPrefix("[") { text = tidy(bracket: start..<at) }
    if kind == .item, text.hasPrefix("<") { text = tidy(layer: start..<at) }
    if kind == .suffix { text = text.filter { !$0.isWhitespace } }
    return Piece(kind: kind, text: text, startsLine: startsLine || isFirst)
  }

  private mutating func takePiece() -> Kind {
    let first = scalars[at]
    switch first {
    case "(":
      at += 1
      return .open
    case ")":
      at += 1
      return .close
    case "|":
      at += 1
      return .bar
    case ";":
      at += 1
      return .semicolon
    case "?", "*", "+":
      at += 1
      return .suffix
    case "{":
      while at < scalars.count, scalars[at] != "}", scalars[at] != "\n" { at += 1 }
      at = min(at + 1, scalars.count)
      return .suffix
    case "\"":
      at = parser.afterString(at)
      return .item
    case "[":
      at = parser.afterBracket(at)
      return .item
    case "<" where parser.startsLayer(at):
      at = parser.afterLayer(at)
      return .item
    case "!" where !parser.startsEdge(at):
      at += 1
      return .prefix
    case "!", ">", "<":
      while at < scalars.count, "!<>".unicodeScalars.contains(scalars[at]) { at += 1 }
      while at < scalars.count, scalars[at].isWordPart || scalars[at] == ":" || scalars[at] == "|" { at += 1 }
      return .edge
    case "@":
      at += 1
      while at < scalars.count, scalars[at].isWordPart || scalars[at] == "/" || isInnerStop(at) { at += 1 }
      return .item
    case ".":
      while at < scalars.count, scalars[at] == "." { at += 1 }
      return .item
    default:
      guard first.isWordPart else {
        at += 1
        return .item
      }
      while at < scalars.count, scalars[at].isWordPart || isInnerStop(at) { at += 1 }
      guard at < scalars.count, scalars[at] == ":" else { return .item }
      at += 1
      return .prefix
    }
  }

  /// The stop in `cue.verb` and `@desk/a.b`, and none of `said ..`.
  private func isInnerStop(_ index: Int) -> Bool {
    scalars[index] == "." && index + 1 < scalars.count && scalars[index + 1].isWordPart
  }

  /// `[ lemma = say | tell  & !quoted|past ]` as `[lemma=say|tell & !quoted | past]`: values are joined more tightly than tests.
  private func tidy(bracket range: Range<Int>) -> String {
    var text = ""
    var isInValues = false
    var index = range.lowerBound
    while index < range.upperBound {
      let scalar = scalars[index]
      switch scalar {
      case "\"":
        let end = min(parser.afterString(index), range.upperBound)
        text += parser.string(index..<end)
        index = end
        continue
      case "&":
        text += " & "
        isInValues = false
      case "|":
        isInValues = isInValues && parser.isValueBar(index)
        text += isInValues ? "|" : " | "
      default:
        if scalar == "=" { isInValues = true }
        if scalar == "(" || scalar == ")" { isInValues = false }
        if !scalar.isPatternSpace { text.unicodeScalars.append(scalar) }
      }
      index += 1
    }
    return text
  }

  /// `< np  head=[ lemma=say ] >` with single spaces.
  private func tidy(layer range: Range<Int>) -> String {
    var text = ""
    var index = range.lowerBound
    var isApart = false
    while index < range.upperBound {
      let scalar = scalars[index]
      if scalar.isPatternSpace {
        isApart = true
        index += 1
        continue
      }
      let end =
        scalar == "\""
        ? parser.afterString(index) : scalar == "[" ? parser.afterBracket(index) : index + 1
      let part = index..<min(end, range.upperBound)
      if isApart, !(scalar == ">" && part.upperBound == range.upperBound) { text += " " }
      text += scalar == "[" ? tidy(bracket: part) : parser.string(part)
      isApart = false
      index = part.upperBound
    }
    return text
  }
}
