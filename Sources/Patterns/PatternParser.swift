// Reads the text of a pattern. It works on characters instead of tokens because `<` and `>` mean
// three things (a layer, an edge up, an edge down), which only their surroundings tell apart.
//
// A mistake is reported where it stands and reading goes on behind it, so that an author sees every
// mistake of a pattern at once.

internal import Diagnostics

struct PatternParser {
  static let longestPattern = 20_000
  static let deepestNesting = 40
  static let mostDiagnostics = 20
  static let mostRepetitions = 100

  let source: PatternSource
  let scalars: [Unicode.Scalar]
  let lexicons: [String: Int]
  let split: TokenSplitter
  var at = 0
  /// Where the part being read ends.
  var end: Int
  var depth = 0
  /// Reading stopped in the middle; what seems unclosed now is not the author's mistake.
  var hasGivenUp = false
  private(set) var diagnostics: [Diagnostic] = []

  /// `lexicons` maps full names to indexes.
  init(_ source: PatternSource, lexicons: [String: Int], split: @escaping TokenSplitter) {
    self.split = split
    self.source = source
    self.lexicons = lexicons
    scalars = Array(source.text.unicodeScalars)
    end = scalars.count
  }

  /// Reads the whole pattern. Nil when there is an error; warnings alone leave a result.
  mutating func parse() -> PatternSyntax? {
    guard scalars.count <= Self.longestPattern else {
      fail(
        0..<1, "too-large",
        "pattern of at most \(Self.longestPattern) characters expected, got \(scalars.count)")
      return nil
    }
    let parts = segments()
    var syntax = PatternSyntax()
    for part in parts {
      at = part.range.lowerBound
      end = part.range.upperBound
      if part.isTree {
        parseTreeStatement(into: &syntax)
      } else if syntax.sequence == nil {
        syntax.sequence = parseWholeSequence()
      } else if startsNode(trimmed(part.range).lowerBound) {
        // `source:[pos=PROPN]`: a test on a role, without an edge.
        parseTreeStatement(into: &syntax)
      } else {
        let range = trimmed(part.range)
        fail(
          range, "second-sequence", "one token sequence expected, got a second",
          label: "a line without '>' or '<' belongs to the sequence",
          help: ["write the sequence first, then the tree tests"])
      }
    }
    end = scalars.count
    if parts.isEmpty {
      fail(0..<1, "empty-pattern", "pattern expected, got nothing")
    }
    if diagnostics.contains(where: { $0.severity == .error }) { return nil }
    checkLinks(of: syntax)
    return diagnostics.contains(where: { $0.severity == .error }) ? nil : syntax
  }

  // MARK: - Parts

  struct Segment {
    var range: Range<Int>
    var isTree: Bool
  }

  /// Splits the text at `;`, and at line breaks where tree tests begin or end. A line that begins
  /// with an edge goes on with the statement above it.
  private func segments() -> [Segment] {
    var result: [Segment] = []
    var start = 0, boundary = 0, index = 0
    var isTree = false
    func close(at stop: Int) {
      let range = trimmed(start..<stop)
      if range.isEmpty { return }
      result.append(
        Segment(range: start..<stop, isTree: isTree || startsNode(range.lowerBound, withExtent: true)))
    }
    while index < scalars.count {
      switch scalars[index] {
      case "\"": index = afterString(index)
      case "[": index = afterBracket(index)
      case ";":
        close(at: index)
        index += 1
        start = index
        boundary = index
        isTree = false
      case "\n":
        index += 1
        var next = index
        while next < scalars.count, scalars[next].isPatternSpace { next += 1 }
        if !startsEdge(next) {
          if isTree {
            close(at: index)
            start = index
            isTree = false
          }
          boundary = index
        }
      case "<" where startsLayer(index): index = afterLayer(index)
      case ">", "<":
        if !isTree, boundary > start {
          close(at: boundary)
          start = boundary
        }
        isTree = true
        index += 1
      default: index += 1
      }
    }
    close(at: scalars.count)
    return result
  }

  func startsEdge(_ index: Int) -> Bool {
    guard index < scalars.count else { return false }
    if scalars[index] == "!" {
      return index + 1 < scalars.count && scalars[index + 1] != "!" && startsEdge(index + 1)
    }
    return scalars[index] == ">" || (scalars[index] == "<" && !startsLayer(index))
  }

  /// `name:` or `name.head`, at which a node begins that has no edge.
  private func startsNode(_ index: Int, withExtent: Bool = false) -> Bool {
    var next = index
    while next < scalars.count, scalars[next].isLowercaseName { next += 1 }
    guard next > index, next + 1 < scalars.count else { return false }
    if scalars[next] == ":" { return !withExtent }
    return scalars[next] == "." && scalars[next + 1].isLowercaseName
  }

  /// `<np` with a layer's name, or any `<name>` without a space.
  func startsLayer(_ index: Int) -> Bool {
    var next = index + 1
    while next < scalars.count, scalars[next].isLowercaseName || scalars[next] == ":" { next += 1 }
    let name = string(index + 1..<next)
    guard !name.isEmpty else { return false }
    if PatternNames.layer(name) != nil { return true }
    return next < scalars.count && scalars[next] == ">" && PatternNames.relation(name) == nil
  }

  func afterString(_ index: Int) -> Int {
    var next = index + 1
    while next < scalars.count, scalars[next] != "\"", scalars[next] != "\n" {
      next += scalars[next] == "\\" ? 2 : 1
    }
    return min(next + 1, scalars.count)
  }

  func afterBracket(_ index: Int) -> Int {
    var next = index + 1
    while next < scalars.count, scalars[next] != "]" {
      next = scalars[next] == "\"" ? afterString(next) : next + 1
    }
    return min(next + 1, scalars.count)
  }

  func afterLayer(_ index: Int) -> Int {
    var next = index + 1
    while next < scalars.count, scalars[next] != ">" {
      switch scalars[next] {
      case "\"": next = afterString(next)
      case "[": next = afterBracket(next)
      default: next += 1
      }
    }
    return min(next + 1, scalars.count)
  }

  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound, high = range.upperBound
    while low < high, scalars[low].isPatternSpace { low += 1 }
    while high > low, scalars[high - 1].isPatternSpace { high -= 1 }
    return low..<high
  }

  // MARK: - Characters

  var current: Unicode.Scalar? { at < end ? scalars[at] : nil }
  var following: Unicode.Scalar? { at + 1 < end ? scalars[at + 1] : nil }

  func string(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

  mutating func skipSpace() {
    while at < end, scalars[at].isPatternSpace { at += 1 }
  }

  /// Takes `scalar` when it comes next.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    at += 1
    return true
  }

  /// Takes the letters of a bare word; empty when there is none.
  mutating func takeWord() -> (text: String, range: Range<Int>) {
    let start = at
    while at < end, scalars[at].isWordPart { at += 1 }
    return (string(start..<at), start..<at)
  }

  /// Takes `@name` without its sign and finds the lexicon.
  mutating func takeLexicon() -> LexiconReference? {
    let start = at
    at += 1
    while at < end, scalars[at].isWordPart || scalars[at] == "/" || scalars[at] == "." {
      if scalars[at] == ".", following.map({ !$0.isWordPart }) ?? true { break }
      at += 1
    }
    let name = string(start + 1..<at)
    guard !name.isEmpty else {
      fail(start..<start + 1, "missing-name", "name of a lexicon expected after '@'")
      return nil
    }
    let full = name.contains("/") || source.pack.isEmpty ? name : source.pack + "/" + name
    if let index = lexicons[full] { return LexiconReference(index: index, name: name) }
    let known = lexicons.keys.map { key in
      key.hasPrefix(source.pack + "/") ? String(key.dropFirst(source.pack.count + 1)) : key
    }.sorted()
    let near = suggestion(for: name, among: known)
    fail(
      start..<at, "unknown-lexicon", "no lexicon '\(name)'", label: near.map { "did you mean '@\($0)'?" },
      help: near == nil && !known.isEmpty
        ? ["lexicons: " + known.prefix(12).map { "@\($0)" }.joined(separator: " ")] : [])
    return nil
  }

  /// Takes a quoted string and returns what it says; nil after an unclosed one.
  mutating func takeString() -> String? {
    let start = at
    at += 1
    var text = String.UnicodeScalarView()
    while at < end, scalars[at] != "\"", scalars[at] != "\n" {
      if scalars[at] == "\\", at + 1 < end, scalars[at + 1] == "\"" || scalars[at + 1] == "\\" { at += 1 }
      text.append(scalars[at])
      at += 1
    }
    guard take("\"") else {
      fail(start..<at, "unclosed-string", "'\"' expected at the end of the string", label: "opened here")
      return nil
    }
    if text.allSatisfy(\.isPatternSpace) {
      fail(start..<at, "empty-string", "word expected between the quotation marks, got nothing")
      return nil
    }
    return String(text)
  }

  // MARK: - Diagnostics

  mutating func fail(
    _ range: Range<Int>, _ slug: String, _ message: String, label: String? = nil, help: [String] = []
  ) {
    report(Diagnostic(.error, slug, message, at: source.place(range), label: label, help: help))
  }

  mutating func warn(
    _ range: Range<Int>, _ slug: String, _ message: String, label: String? = nil, help: [String] = []
  ) {
    report(Diagnostic(.warning, slug, message, at: source.place(range), label: label, help: help))
  }

  private mutating func report(_ diagnostic: Diagnostic) {
    if hasGivenUp { return }
    if diagnostics.count < Self.mostDiagnostics, !diagnostics.contains(diagnostic) {
      diagnostics.append(diagnostic)
    }
  }
}
