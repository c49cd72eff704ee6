// Tests on one token: the short forms, and what stands in brackets.

internal import Diagnostics
internal import TextAnalysis

extension PatternParser {
  /// A bare word: `said`, or the name of a tag: `VERB`. A word may stand for several tokens: `don't`.
  mutating func parseBareWord() -> [TokenTest]? {
    let word = takeWord()
    let letters = word.text.unicodeScalars
    let isName = letters.count > 1 && letters.allSatisfy { $0.properties.isUppercase }
    if isName || word.text == "X" {
      if let tag = PatternNames.pos(word.text) { return [.pos(tag)] }
      let near = suggestion(for: word.text, among: PatternNames.tags.map(\.name))
      fail(
        word.range, "unknown-tag", "no part of speech '\(word.text)'",
        label: near.map { "did you mean '\($0)'?" },
        help: ["for the word itself write \"\(word.text)\""])
      return nil
    }
    return split(word.text).map { .lower(folded($0)) }
  }

  /// `[…]`, the bracket being next.
  mutating func parseBracket() -> TokenTest? {
    let start = at
    at += 1
    skipSpace()
    if take("]") { return .any }
    let before = diagnostics.count
    let test = parseEither()
    skipSpace()
    if take("]") { return test }
    if let scalar = current, diagnostics.count == before {
      var next = at
      while next < end, scalars[next].isWordPart { next += 1 }
      let range = at..<max(next, at + 1)
      let got = scalar.isWordPart ? string(range) : String(Character(scalar))
      fail(range, "unexpected-character", "'&', '|' or ']' expected, got '\(got)'")
    }
    let stop = at
    while at < end, scalars[at] != "]" { at += 1 }
    if take("]") { return nil }
    at = end
    if source.suffix.hasPrefix("]]]") {
      fail(
        start..<stop, "bracket-in-long-string", "']' expected; Lua ends a string at the first ']]'",
        label: "its ']' became part of ']]'",
        help: ["put a space between: '] ]]', or write the string as [=[ … ]=]"])
    } else {
      fail(
        start..<stop, "unclosed-bracket", "']' expected", label: "opened here",
        help: [
          "where a pattern ends in ']]]', Lua ends the string at the first ']]': put a space between, '] ]]'"
        ])
    }
    return nil
  }

  private mutating func parseEither() -> TokenTest? {
    var tests: [TokenTest] = []
    var broken = false
    repeat {
      if let test = parseAll() { tests.append(test) } else { broken = true }
      skipSpace()
    } while take("|")
    if broken { return nil }
    return tests.count == 1 ? tests[0] : .either(tests)
  }

  private mutating func parseAll() -> TokenTest? {
    var tests: [TokenTest] = []
    var broken = false
    while true {
      if let test = parseUnary() {
        tests.append(test)
      } else {
        broken = true
        while let scalar = current, !"&|)]".unicodeScalars.contains(scalar) { at += 1 }
      }
      skipSpace()
      if current == "," {
        fail(at..<at + 1, "unexpected-character", "'&' expected, got ','", label: "did you mean '&'?")
        at += 1
        broken = true
        continue
      }
      guard take("&") else { break }
      if current == "&" {
        fail(at - 1..<at + 1, "unexpected-character", "'&' expected, got '&&'", label: "did you mean '&'?")
        at += 1
        broken = true
      }
    }
    if broken { return nil }
    return tests.count == 1 ? tests[0] : .all(tests)
  }

  private mutating func parseUnary() -> TokenTest? {
    skipSpace()
    let start = at
    guard let scalar = current else { return nil }
    switch scalar {
    case "!":
      at += 1
      return parseUnary().map { .not($0) }
    case "(":
      at += 1
      depth += 1
      defer { depth -= 1 }
      guard depth <= Self.deepestNesting else {
        fail(start..<start + 1, "too-deep", "at most \(Self.deepestNesting) levels of nesting expected")
        hasGivenUp = true
        at = end
        return nil
      }
      let inner = parseEither()
      skipSpace()
      guard take(")") else {
        fail(start..<start + 1, "unclosed-group", "')' expected", label: "opened here")
        return nil
      }
      return inner
    case "@": return takeLexicon().map { .lexicon($0, .lowerOrLemma) }
    case "\"":
      guard let text = takeSingleToken() else { return nil }
      return .text(text)
    case "]", "&", "|", ")":
      fail(start..<start + 1, "missing-test", "test expected, got '\(string(start..<start + 1))'")
      return nil
    default: break
    }
    guard scalar.isWordPart else {
      at += 1
      fail(
        start..<at, "unexpected-character", "test expected, got '\(string(start..<at))'",
        help: ["a test reads lemma=say, pos=VERB, \"Reuters\", @lexicon or quoted"])
      return nil
    }
    let word = takeWord()
    skipSpace()
    if current == "=" || (current == "!" && following == "=") { return parseComparison(word) }
    if current == "~" || current == ">" || current == "<" {
      fail(at..<at + 1, "unknown-operator", "'=' or '!=' expected, got '\(string(at..<at + 1))'")
      return nil
    }
    if let flag = TokenTest.Flag(rawValue: word.text) { return .flag(flag) }
    at = word.range.lowerBound
    if word.text.unicodeScalars.allSatisfy({ $0.properties.isUppercase }) {
      return parseBareWord()?.first
    }
    at = word.range.upperBound
    let near = suggestion(for: word.text, among: TokenTest.Flag.allCases.map(\.rawValue))
    fail(
      word.range, "unknown-flag", "no test '\(word.text)'", label: near.map { "did you mean '\($0)'?" },
      help: ["for the word itself write lower=\(word.text)"])
    return nil
  }

  /// Takes a quoted string that must be one token.
  private mutating func takeSingleToken() -> String? {
    let start = at
    guard let text = takeString() else { return nil }
    return isOneToken(text, start..<at) ? split(text).first : nil
  }

  private mutating func isOneToken(_ text: String, _ range: Range<Int>) -> Bool {
    let tokens = split(text)
    if tokens.count == 1 { return true }
    fail(
      range, "several-tokens",
      "one token expected in a test, got \(tokens.count): '\(tokens.joined(separator: " "))'",
      help: [
        "outside of brackets write them one after the other: "
          + tokens.map { "\"\($0)\"" }.joined(separator: " ")
      ])
    return false
  }

  private mutating func parseComparison(_ key: (text: String, range: Range<Int>)) -> TokenTest? {
    let operatorStart = at
    let negated = current == "!"
    at += negated ? 2 : 1
    var broken = false
    if current == "=" || current == "~" {
      at += 1
      fail(
        operatorStart..<at, "unknown-operator", "'=' or '!=' expected, got '\(string(operatorStart..<at))'")
      broken = true
    }
    if !PatternNames.keys.contains(key.text) {
      let near = suggestion(for: key.text, among: PatternNames.keys)
      fail(
        key.range, "unknown-key", "no key '\(key.text)'", label: near.map { "did you mean '\($0)'?" },
        help: near == nil ? ["keys: " + PatternNames.keys.joined(separator: ", ")] : [])
      broken = true
    }
    var tests: [TokenTest] = []
    repeat {
      skipSpace()
      if let test = parseValue(of: broken ? "" : key.text) { tests.append(test) } else { broken = true }
      skipSpace()
    } while takeValueBar()
    if broken { return nil }
    let test: TokenTest = tests.count == 1 ? tests[0] : .either(tests)
    return negated ? .not(test) : test
  }

  private mutating func takeValueBar() -> Bool {
    guard isValueBar(at) else { return false }
    at += 1
    return true
  }

  /// A `|` belongs to the values unless `key=` or something that is no value follows.
  func isValueBar(_ index: Int) -> Bool {
    guard index < end, scalars[index] == "|" else { return false }
    var next = index + 1
    while next < end, scalars[next].isPatternSpace { next += 1 }
    guard next < end, scalars[next].isWordPart || scalars[next] == "\"" || scalars[next] == "@" else {
      return false
    }
    while next < end, scalars[next].isWordPart { next += 1 }
    while next < end, scalars[next].isPatternSpace { next += 1 }
    return next >= end
      || !(scalars[next] == "=" || (scalars[next] == "!" && next + 1 < end && scalars[next + 1] == "="))
  }

  /// One value. An empty key means that the mistake is known already and only the text is taken.
  private mutating func parseValue(of key: String) -> TokenTest? {
    let start = at
    if current == "@" {
      guard let reference = takeLexicon() else { return nil }
      switch key {
      case "lower": return .lexicon(reference, .lower)
      case "lemma": return .lexicon(reference, .lemma)
      case "": return .any
      default:
        fail(
          start..<at, "lexicon-for-\(key)", "a lexicon has no \(key)",
          help: ["compare a lexicon with lemma or lower, or write @\(reference.name) alone for either"])
        return nil
      }
    }
    var value: String
    if current == "\"" {
      guard let text = takeSingleToken() else { return nil }
      value = text
    } else {
      while at < end, scalars[at].isWordPart || ((key == "dep" || key == "") && scalars[at] == ":") {
        at += 1
      }
      value = string(start..<at)
      if value.isEmpty {
        let got = current.map { "'\(String(Character($0)))'" } ?? "nothing"
        fail(
          (at < end ? at : at - 1)..<at + 1, "missing-value", "value expected after '=', got \(got)",
          help: current.map { !$0.isPatternSpace && !"]&|)".unicodeScalars.contains($0) } ?? false
            ? ["punctuation is written in quotation marks: \"\(String(Character(scalars[at])))\""] : [])
        return nil
      }
      if ["text", "lower", "lemma"].contains(key), !isOneToken(value, start..<at) { return nil }
    }
    let range = start..<at
    switch key {
    case "text": return .text(value)
    case "lower":
      if value != value.lowercased() {
        fail(
          range, "never-matches", "lower-case value expected for 'lower', got '\(value)'",
          label: "did you mean '\(value.lowercased())'?",
          help: ["to compare the exact spelling use text=\(value)"])
        return nil
      }
      return .lower(folded(value))
    case "lemma":
      let lemma = folded(value)
      if let base = WordForms.base(ofIrregular: lemma) {
        warn(
          range, "form-as-lemma", "'\(value)' is a form of '\(base)', not a lemma",
          label: "did you mean '\(base)'?",
          help: ["to compare the spelling use lower=\(value)"])
      }
      return .lemma(lemma)
    case "pos":
      return named(value, range, "part of speech", PatternNames.tags.map(\.name), PatternNames.pos).map {
        .pos($0)
      }
    case "shape":
      return named(value, range, "shape", PatternNames.shapes.map(\.name), PatternNames.shape).map {
        .shape($0)
      }
    case "dep":
      return named(value, range, "relation", PatternNames.relations.map(\.name), PatternNames.relation).map {
        .dep($0)
      }
    default: return .any
    }
  }

  private mutating func named<Value>(
    _ name: String, _ range: Range<Int>, _ kind: String, _ names: @autoclosure () -> [String],
    _ find: (String) -> Value?
  ) -> Value? {
    if let value = find(name) { return value }
    let names = names()
    let near = suggestion(for: name, among: names)
    let slug = kind == "part of speech" ? "unknown-tag" : "unknown-\(kind)"
    fail(
      range, slug, "no \(kind) '\(name)'", label: near.map { "did you mean '\($0)'?" },
      help: near == nil ? ["one of: " + names.joined(separator: " ")] : [])
    return nil
  }
}
