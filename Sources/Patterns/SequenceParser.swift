// The sequence part of a pattern: items one after the other, in the notation of regular expressions
// over tokens.

internal import Diagnostics

extension PatternParser {
  mutating func parseWholeSequence() -> SequenceSyntax? {
    let result = parseAlternatives()
    while let stray = current {
      // Only a closing parenthesis stops `parseAlternatives` before the end.
      fail(
        at..<at + 1, "stray-close", "no '(' is open before this '\(stray)'",
        label: "remove it, or open a group")
      at += 1
      _ = parseAlternatives()
    }
    return result
  }

  /// `a b | c d`, up to a `)` or the end.
  private mutating func parseAlternatives() -> SequenceSyntax {
    let start = at
    var choices: [SequenceSyntax] = []
    while true {
      choices.append(parseItems())
      guard current == "|" else { break }
      let bar = at
      at += 1
      skipSpace()
      if case .sequence(let items) = choices[choices.count - 1].kind, items.isEmpty {
        fail(
          bar..<bar + 1, "empty-alternative", "item expected before '|', got nothing", help: [optionalHelp])
      } else if current == nil || current == ")" {
        fail(bar..<bar + 1, "empty-alternative", "item expected after '|', got nothing", help: [optionalHelp])
      }
    }
    return choices.count == 1 ? choices[0] : SequenceSyntax(kind: .either(choices), range: start..<at)
  }

  private var optionalHelp: String { "for an optional item write '(a | b)?'" }

  private mutating func parseItems() -> SequenceSyntax {
    skipSpace()
    let start = at
    var items: [SequenceSyntax] = []
    var last = at
    while let scalar = current, scalar != ")", scalar != "|" {
      if let item = parseItem() { items.append(item) }
      last = at
      skipSpace()
    }
    return items.count == 1
      ? items[0] : SequenceSyntax(kind: .sequence(items), range: start..<max(start, last))
  }

  /// One item with its role and its repetition. Nil after a mistake; something was taken anyway.
  mutating func parseItem() -> SequenceSyntax? {
    let start = at
    if let role = takeRole() {
      skipSpace()
      guard let next = current, next != ")", next != "|" else {
        fail(start..<at, "missing-item", "item expected after role '\(role)', got nothing")
        return nil
      }
      depth += 1
      defer { depth -= 1 }
      guard depth <= Self.deepestNesting else { return tooDeep(start) }
      guard let item = parseItem() else { return nil }
      return SequenceSyntax(kind: .role(role, item), range: start..<item.range.upperBound)
    }
    guard let atom = parseAtom() else {
      // A repetition behind a broken item is not a second mistake.
      _ = takeRepetition(silently: true)
      return nil
    }
    let close = at
    skipSpace()
    let before = at
    guard let repetition = takeRepetition() else {
      if at == before { at = close }
      return atom
    }
    let range = start..<at
    while let scalar = current, "?*+{".unicodeScalars.contains(scalar) {
      let second = at
      _ = takeRepetition(silently: true)
      fail(
        second..<at, "double-repetition", "one repetition expected, got a second", help: ["group it: '(a+)?'"]
      )
    }
    switch atom.kind {
    case .gap(minimum: 0, maximum: nil):
      return SequenceSyntax(
        kind: .gap(minimum: repetition.minimum, maximum: repetition.maximum), range: range)
    case .sentenceStart where scalars[start] != "(", .sentenceEnd where scalars[start] != "(":
      fail(range, "repeated-anchor", "'^' and '$' take no repetition")
      return nil
    default:
      return SequenceSyntax(
        kind: .repeated(atom, minimum: repetition.minimum, maximum: repetition.maximum), range: range)
    }
  }

  private mutating func tooDeep(_ start: Int) -> SequenceSyntax? {
    fail(start..<start + 1, "too-deep", "at most \(Self.deepestNesting) levels of nesting expected")
    hasGivenUp = true
    at = end
    return nil
  }

  /// `source:`; the colon must stand at the name.
  mutating func takeRole() -> String? {
    var next = at
    while next < end, scalars[next].isWordPart { next += 1 }
    guard next > at, next < end, scalars[next] == ":" else { return nil }
    let range = at..<next
    let name = string(range)
    at = next + 1
    guard let first = name.unicodeScalars.first, ("a"..."z").contains(first),
      name.unicodeScalars.allSatisfy(\.isLowercaseName)
    else {
      fail(
        range, "role-name", "name of a role in lower-case letters expected, got '\(name)'",
        label: "did you mean '\(name.lowercased())'?")
      return name.lowercased()
    }
    return name
  }

  private mutating func takeRepetition(silently: Bool = false) -> (minimum: Int, maximum: Int?)? {
    switch current {
    case "?":
      at += 1
      return (0, 1)
    case "*":
      at += 1
      return (0, nil)
    case "+":
      at += 1
      return (1, nil)
    case "{":
      let start = at
      while at < end, scalars[at] != "}", scalars[at] != "\n" { at += 1 }
      guard take("}") else {
        if !silently {
          fail(start..<start + 1, "unclosed-repetition", "'}' expected after '{m,n}'", label: "opened here")
        }
        return nil
      }
      let mistake: String
      switch bounds(string(start + 1..<at - 1)) {
      case nil: mistake = "'{m}', '{m,}', '{,n}' or '{m,n}' expected, got '\(string(start..<at))'"
      case (let minimum, let maximum?)? where maximum < max(minimum, 1):
        mistake = "at least \(max(minimum, 1)) expected as the upper bound, got \(maximum)"
      case (let minimum, let maximum)? where max(minimum, maximum ?? 0) > Self.mostRepetitions:
        mistake = "at most \(Self.mostRepetitions) repetitions expected, got \(max(minimum, maximum ?? 0))"
      case let bounds?: return bounds
      }
      if !silently { fail(start..<at, "bad-repetition", mistake) }
      return nil
    default: return nil
    }
  }

  /// What stands between the braces of a repetition, nil when it is not numbers.
  private func bounds(_ text: String) -> (minimum: Int, maximum: Int?)? {
    let parts = text.filter { $0 != " " }.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ $0.allSatisfy(\.isWholeNumber) }) else { return nil }
    switch parts.count {
    case 1: return Int(parts[0]).map { ($0, $0) }
    case 2:
      guard let minimum = parts[0].isEmpty ? 0 : Int(parts[0]) else { return nil }
      if parts[1].isEmpty { return (minimum, nil) }
      return Int(parts[1]).map { (minimum, $0) }
    default: return nil
    }
  }

  private mutating func parseAtom() -> SequenceSyntax? {
    let start = at
    guard let scalar = current else { return nil }
    switch scalar {
    case "(": return parseGroup()
    case "[":
      guard let test = parseBracket() else { return nil }
      return SequenceSyntax(kind: .token(test), range: start..<at)
    case "<": return parseLayer()
    case "\"":
      guard let text = takeString() else { return nil }
      return tokens(split(text).map { .text($0) }, start..<at)
    case "@":
      guard let reference = takeLexicon() else { return nil }
      return SequenceSyntax(kind: .lexicon(reference), range: start..<at)
    case "!": return parseNegation()
    case "^":
      at += 1
      return SequenceSyntax(kind: .sentenceStart, range: start..<at)
    case "$":
      at += 1
      return SequenceSyntax(kind: .sentenceEnd, range: start..<at)
    case ".": return parseGap()
    case "?", "*", "+", "{":
      _ = takeRepetition(silently: true)
      if at == start { at += 1 }
      fail(start..<at, "nothing-to-repeat", "item expected before '\(string(start..<at))', got nothing")
      return nil
    default:
      guard scalar.isWordPart else {
        at += 1
        failUnexpected(scalar, start..<at)
        return nil
      }
      guard let tests = parseBareWord() else { return nil }
      return tokens(tests, start..<at)
    }
  }

  /// One test a token, one token after the other.
  private func tokens(_ tests: [TokenTest], _ range: Range<Int>) -> SequenceSyntax {
    let items = tests.map { SequenceSyntax(kind: .token($0), range: range) }
    return items.count == 1 ? items[0] : SequenceSyntax(kind: .sequence(items), range: range)
  }

  private mutating func parseGroup() -> SequenceSyntax? {
    let start = at
    at += 1
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepestNesting else { return tooDeep(start) }
    var group = parseAlternatives()
    guard take(")") else {
      fail(start..<start + 1, "unclosed-group", "')' expected", label: "opened here")
      return nil
    }
    if case .sequence(let items) = group.kind, items.isEmpty {
      if !diagnostics.contains(where: { $0.severity == .error }) {
        fail(start..<at, "empty-group", "item expected between the parentheses, got nothing")
      }
      return nil
    }
    group.range = start..<at
    return group
  }

  private mutating func parseGap() -> SequenceSyntax? {
    let start = at
    while current == "." { at += 1 }
    switch at - start {
    case 2: return SequenceSyntax(kind: .gap(minimum: 0, maximum: nil), range: start..<at)
    case 1:
      fail(
        start..<at, "unexpected-character", "item expected, got '.'",
        label: "write '..' for a gap, '\".\"' for the stop")
    default:
      fail(
        start..<at, "unexpected-character", "item expected, got '\(string(start..<at))'",
        label: "did you mean '..'?")
    }
    return nil
  }

  /// `!` and one test on one token.
  private mutating func parseNegation() -> SequenceSyntax? {
    let start = at
    at += 1
    skipSpace()
    let inner = at
    let next = current
    if let role = takeRole() {
      fail(
        inner..<at, "negated-role", "a test on one token expected after '!', got role '\(role)'",
        label: "write '\(role):!…'")
      return parseItem()
    }
    guard next != nil, let atom = parseAtom() else {
      if next == nil {
        fail(start..<at, "missing-item", "a test on one token expected after '!', got nothing")
      }
      return nil
    }
    switch atom.kind {
    case .token(let test): return SequenceSyntax(kind: .token(.not(test)), range: start..<at)
    case .lexicon(let reference):
      return SequenceSyntax(kind: .token(.not(.lexicon(reference, .lowerOrLemma))), range: start..<at)
    default:
      fail(
        start..<at, "negated-span", "a test on one token expected after '!', got '\(string(inner..<at))'",
        help: ["'!' works on a word, a tag, '@lexicon' and '[…]'"])
      return nil
    }
  }

  private mutating func parseLayer() -> SequenceSyntax? {
    let start = at
    at += 1
    let nameStart = at
    while at < end, scalars[at].isWordPart || scalars[at] == ":" { at += 1 }
    let name = string(nameStart..<at)
    let layer = PatternNames.layer(name)
    if layer == nil {
      let near = suggestion(for: name, among: PatternNames.layers.map(\.name))
      fail(
        nameStart..<max(at, nameStart + 1), "unknown-layer", "no layer '\(name)'",
        label: near.map { "did you mean '<\($0)>'?" },
        help: near == nil
          ? ["layers: " + PatternNames.layers.map { "<\($0.name)>" }.joined(separator: " ")] : [])
    }
    var conditions: [LayerTest.Condition] = []
    var broken = layer == nil
    while true {
      skipSpace()
      if take(">") { break }
      guard current != nil else {
        fail(
          start..<nameStart + name.unicodeScalars.count, "unclosed-layer", "'>' expected after '<\(name)'",
          label: "opened here")
        return nil
      }
      if let condition = parseCondition() { conditions.append(condition) } else { broken = true }
    }
    guard let layer, !broken else { return nil }
    return SequenceSyntax(kind: .layer(LayerTest(layer: layer, conditions: conditions)), range: start..<at)
  }

  /// `@official`, `head=@official`, `none=[quoted]`
  private mutating func parseCondition() -> LayerTest.Condition? {
    var position = LayerTest.Position.any
    let start = at
    let word = takeWord()
    if !word.text.isEmpty, take("=") {
      guard let known = LayerTest.Position(rawValue: word.text) else {
        let names = LayerTest.Position.allCases.map(\.rawValue)
        fail(
          word.range, "unknown-key", "one of \(names.joined(separator: ", ")) expected, got '\(word.text)'",
          label: suggestion(for: word.text, among: names).map { "did you mean '\($0)'?" })
        _ = parseAtom()
        return nil
      }
      position = known
    } else {
      at = start
    }
    let testStart = at
    guard let next = current, next != ">" else {
      fail(
        start..<at, "missing-value", "a test on one token expected after '\(string(start..<at))', got nothing"
      )
      return nil
    }
    guard let atom = parseAtom() else { return nil }
    switch atom.kind {
    case .token(let test): return .init(position: position, test: test)
    case .lexicon(let reference): return .init(position: position, test: .lexicon(reference, .lowerOrLemma))
    default:
      fail(testStart..<at, "span-in-layer", "a test on one token expected, got '\(string(testStart..<at))'")
      return nil
    }
  }

  mutating func failUnexpected(_ scalar: Unicode.Scalar, _ range: Range<Int>) {
    let shown = String(Character(scalar))
    switch scalar {
    case "“", "”", "„":
      fail(
        range, "unexpected-character", "item expected, got '\(shown)'",
        help: ["a string stands between straight marks; the mark itself is written \"\(shown)\""])
    case "]", "}":
      fail(range, "stray-close", "nothing is open before this '\(shown)'", label: "remove it, or open one")
    case ">":
      fail(
        range, "unexpected-character", "item expected, got '>'",
        help: ["tree tests stand behind a ';' or on a line of their own"])
    case "=":
      fail(
        range, "unexpected-character", "item expected, got '='",
        help: ["a test with '=' stands in brackets: [lemma=say]"])
    case "&":
      fail(
        range, "unexpected-character", "item expected, got '&'",
        help: ["brackets join tests: [lemma=say & pos=VERB]"])
    case ":":
      fail(
        range, "unexpected-character", "item expected, got ':'",
        help: ["a role stands at its colon: 'source:<np>'; the colon itself is written \":\""])
    default:
      fail(
        range, "unexpected-character", "item expected, got '\(shown)'",
        label: "punctuation is written in quotation marks: \"\(shown)\"")
    }
  }
}
