// The commonest question of a rule author is why a pattern did not match. The answer is the item
// that was reached last, the word it met, and what the word lacked.

public import Diagnostics
internal import Articles
public import TextAnalysis

/// How far a pattern got in a sentence.
public struct PatternTrace: Sendable {
  public var isMatch: Bool
  /// One line: `stopped at 'cue:@deny': 'said' (lemma 'say') is not in lexicon 'deny'`.
  public var message: String
  /// The item in the pattern's text, nil for a match.
  public var place: Diagnostic.Place?
  /// The word that was met: a row of `Analysis.tokens`. Nil where the sentence was at its end.
  public var token: Int?
  /// The item at `place` as it is written: `cue:@deny`, `cue >nsubj source`.
  public var condition: String?
  /// The edge of the tree that was asked for, where that is what failed.
  public var edge: Edge?
  /// What a match holds by label, in the order of the pattern.
  public var captures: [Capture] = []
  /// What looking for the pattern costs, in the unit of `PatternMatcher.steps`; that of the trace is not in it.
  public var steps = 0

  /// An edge of the tree that a pattern asks for.
  public struct Edge: Hashable, Sendable {
    public enum Direction: String, Hashable, Sendable { case child, descendant, parent, ancestor }
    /// As a pattern names it: `nsubj`, `nsubj|obj`; empty where any will do.
    public var relation: String
    public var direction: Direction
    /// The word from which it was looked for, a row of `Analysis.tokens`.
    public var from: Int?
    /// The word that should have been at its other end, where the pattern had one already.
    public var to: Int?
  }

  /// A label and the words it holds.
  public struct Capture: Hashable, Sendable {
    public var label: String
    /// Rows of `Analysis.tokens`.
    public var tokens: Range<Int>
  }
}

extension PatternMatcher {
  /// Says how far a pattern got in a sentence, or in a part of it: rows of `Analysis.tokens`. Runs the pattern anew
  /// from every token: for people, not for batches. Replaces `matches`.
  public mutating func explain(
    _ pattern: Int, _ analysis: Analysis, sentence: Int, within part: Range<Int>? = nil
  ) -> PatternTrace {
    explainText(pattern, analysis, sentence: sentence, within: part)
  }

  mutating func explainText(
    _ pattern: Int, _ text: some PatternText, sentence: Int, within part: Range<Int>? = nil
  ) -> PatternTrace {
    let program = set.programs[pattern]
    guard !program.isBroken else {
      return PatternTrace(isMatch: false, message: "the pattern has an error and never matches")
    }
    let tokens = text.sentences.tokens(sentence)
    let before = steps
    // What the sentence costs by itself, whatever was looked for in it before.
    loadedSentence = -1
    let match = firstMatchInText(of: pattern, text, tokens: part?.clamped(to: tokens) ?? tokens)
    let cost = steps - before
    defer { steps = before + cost }
    var trace: PatternTrace
    if let match {
      let words = match.firstToken..<match.endToken
      trace = PatternTrace(
        isMatch: true,
        message: "matches \(words.count) words from '\(spelling(text, Int(match.firstToken)))'",
        token: Int(match.firstToken))
      trace.captures = captures[match.captures].map { capture in
        PatternTrace.Capture(
          label: set.roleNames[Int(capture.role)], tokens: Int(capture.firstToken)..<Int(capture.endToken))
      }
    } else if isOverLimit {
      trace = PatternTrace(isMatch: false, message: "the pattern takes more steps than one article may")
    } else {
      enter(text, sentence)
      let first = text.sentences.tokens(sentence).lowerBound
      let bounds = part.map { ($0.lowerBound - first)..<($0.upperBound - first) } ?? 0..<tokens.count
      trace = traced(pattern, text, bounds.clamped(to: 0..<tokens.count))
    }
    trace.steps = cost
    return trace
  }

  /// Where a pattern that does not match gets furthest.
  private mutating func traced(
    _ pattern: Int, _ text: some PatternText, _ bounds: Range<Int>
  ) -> PatternTrace {
    let program = set.programs[pattern], code = set.code
    prepareEverything(text)
    machine.isTracing = true
    tree.furthestStep = -1
    defer { machine.isTracing = false }
    var best: (pc: Int32, positions: [Int32], start: Int)?
    if program.start >= 0 {
      for start in bounds {
        machine.failures.removeAll(keepingCapacity: true)
        beginAttempts(program)
        run(program, code.span, from: start, end: bounds.upperBound, bounds: bounds)
        forget(from: 0)
        let failures = machine.failures.filter { set.code[Int($0.pc)].operation != .gapToken }
        guard let furthest = failures.map(\.pc).max(), furthest > best?.pc ?? -1 else { continue }
        best = (furthest, failures.filter { $0.pc == furthest }.map(\.position), start)
        if program.isAnchored { break }
      }
    }
    let reachedTree = best.map {
      set.code[Int($0.pc)].operation == .accept || set.code[Int($0.pc)].operation == .close
    }
    if program.plan >= 0, reachedTree ?? true,
      let trace = explainTree(pattern, Int(program.plan), text, bounds)
    {
      return trace
    }
    guard let best else { return PatternTrace(isMatch: false, message: "\(whole(bounds)) has no words") }
    return explainStop(
      pattern, text, Int(best.pc), best.positions.map(Int.init), start: best.start, bounds)
  }

  /// What is looked at, as messages call it.
  private func whole(_ bounds: Range<Int>) -> String {
    bounds.count == columns.count ? "the sentence" : "this part of the sentence"
  }

  private mutating func prepareEverything(_ text: some PatternText) {
    columns.load(text, sentence: loadedSentence, vocabulary: wordNumbers)
    areColumnsLoaded = true
    text.tag(loadedSentence)
    learnWords(text.words)
    columns.loadTags(text, vocabulary: wordNumbers)
    text.parse(loadedSentence)
    columns.loadTree(text)
    columns.loadSubjects(textBytes)
    if !quotations.isLoaded { quotations.load(text) }
    columns.loadQuotations(quotations)
    for layer in SpanLayer.allCases { columns.loadLayer(layer, text) }
  }

  // MARK: - The sequence

  private func explainStop(
    _ pattern: Int, _ text: some PatternText, _ pc: Int, _ positions: [Int], start: Int, _ bounds: Range<Int>
  ) -> PatternTrace {
    let instruction = set.code[pc]
    let range = itemRange(pattern, pc)
    let position = positions.min() ?? 0
    let isAtEnd = position >= bounds.upperBound
    // Nothing at all was found: that is said of the sentence, not of its first word.
    let isAnywhere = positions.allSatisfy { $0 == start } && !set.programs[pattern].isAnchored
    let word = isAtEnd ? "" : spelling(text, columns.first + position)
    let reason: String
    switch instruction.operation {
    case .token where isAnywhere:
      reason = "no word of \(whole(bounds)) \(demand(set.syntaxOfTest[Int(instruction.a)]))"
    case .layer where isAnywhere:
      let layer = set.layers[Int(instruction.a)]
      reason =
        "\(whole(bounds)) has no <\(layer.layer.name)>\(layer.conditions.isEmpty ? "" : " that meets the conditions")"
    case .token where Set(positions.filter { $0 < bounds.upperBound }).count > 1:
      let last = positions.filter { $0 < bounds.upperBound }.max() ?? position
      reason =
        "no word from '\(word)' to '\(spelling(text, columns.first + last))' \(demand(set.syntaxOfTest[Int(instruction.a)]))"
    case _ where isAtEnd: reason = "\(whole(bounds)) ends before it"
    case .token: reason = failure(of: set.syntaxOfTest[Int(instruction.a)], text, columns.first + position)
    case .layer:
      let layer = set.layers[Int(instruction.a)]
      let name = layer.layer.name
      if Set(positions).count > 1 {
        reason = "no <\(name)> that would do begins at '\(word)' or later"
      } else if columns.ends(of: Int(layer.layer.rawValue), at: position).isEmpty {
        reason = "no <\(name)> begins at '\(word)'"
      } else {
        reason = "no <\(name)> that begins at '\(word)' meets the conditions"
      }
    case .phrase: reason = "no phrase of the lexicon begins at '\(word)'"
    case .sentenceStart: reason = "'\(word)' is not the first word of the sentence"
    case .sentenceEnd: reason = "the sentence goes on with '\(word)'"
    default: reason = "no way on from '\(word)'"
    }
    return PatternTrace(
      isMatch: false, message: "stopped at '\(source(pattern, range))': \(reason)",
      place: set.sources[pattern].place(range), token: isAtEnd || isAnywhere ? nil : columns.first + position,
      condition: source(pattern, range))
  }

  /// The item of an instruction, with its role when it is all the role holds.
  private func itemRange(_ pattern: Int, _ pc: Int) -> Range<Int> {
    var range = Int(set.origins[pc].lowerBound)..<Int(set.origins[pc].upperBound)
    var other = pc - 1
    while other >= Int(set.programs[pattern].start) {
      let outer = set.origins[other]
      if set.code[other].operation == .open, Int(outer.upperBound) == range.upperBound,
        Int(outer.lowerBound) < range.lowerBound
      {
        range = Int(outer.lowerBound)..<range.upperBound
      }
      other -= 1
    }
    return range
  }

  private func source(_ pattern: Int, _ range: Range<Int>) -> String {
    let scalars = Array(set.sources[pattern].text.unicodeScalars)
    let low = min(range.lowerBound, scalars.count), high = min(range.upperBound, scalars.count)
    return String(String.UnicodeScalarView(scalars[low..<max(low, high)]))
  }

  private func spelling(_ text: some PatternText, _ token: Int) -> String {
    let start = Int(text.tokens.start[token]), end = min(Int(text.tokens.end[token]), textBytes.count)
    return String(decoding: textBytes[min(start, end)..<end], as: UTF8.self)
  }

  // MARK: - Tests

  /// Why the token fails the test.
  private func failure(of test: TokenTest, _ text: some PatternText, _ token: Int) -> String {
    let word = "'\(spelling(text, token))'"
    let lemma = text.words.string(text.tokens.lemma[token])
    switch test {
    case .lower(let wanted): return "\(word) is not '\(wanted)'"
    case .text(let wanted): return "\(word) is not spelled '\(wanted)'"
    case .lemma(let wanted): return "\(word) has lemma '\(lemma)', not '\(wanted)'"
    case .lexicon(let reference, .lower): return "\(word) is not in lexicon '\(reference.name)'"
    case .lexicon(let reference, _): return "\(word) (lemma '\(lemma)') is not in lexicon '\(reference.name)'"
    case .pos(let wanted):
      let got = PartOfSpeech(rawValue: text.tokens.pos[token])?.name ?? ""
      return "\(word) is \(got.isEmpty ? "untagged" : got), not \(wanted.name)"
    case .shape(let wanted):
      return
        "\(word) has shape '\(Shape(rawValue: text.tokens.shape[token])?.name ?? "")', not '\(wanted.name)'"
    case .dep(let wanted):
      return
        "\(word) has relation '\(Dependency(rawValue: text.tokens.dep[token])?.name ?? "")', not '\(wanted.name)'"
    case .all(let parts):
      guard let part = parts.first(where: { !holds($0, text, token) }) else { return "\(word) does not pass" }
      return failure(of: part, text, token)
    case .either(let parts) where parts.count <= 3:
      return parts.map { failure(of: $0, text, token) }.joined(separator: ", and ")
    default: return "\(word) \(demand(test, negated: true))"
    }
  }

  /// What a word must do to pass, as a verb phrase.
  private func demand(_ test: TokenTest, negated: Bool = false) -> String {
    let verb = negated ? "is not" : "is"
    switch test {
    case .any: return negated ? "is nothing" : "is anything"
    case .lower(let word), .text(let word): return "\(verb) '\(word)'"
    case .lemma(let word): return "\(negated ? "does not have" : "has") lemma '\(word)'"
    case .lexicon(let reference, _): return "\(verb) in lexicon '\(reference.name)'"
    case .pos(let tag): return "\(verb) \(tag.name)"
    case .shape(let shape): return "\(negated ? "does not have" : "has") shape '\(shape.name)'"
    case .dep(let dependency): return "\(negated ? "does not have" : "has") relation '\(dependency.name)'"
    case .flag(let flag):
      switch flag {
      case .capital: return "\(negated ? "does not begin" : "begins") with a capital"
      case .number, .punctuation, .symbol: return "\(verb) a \(flag.rawValue)"
      case .first, .last: return "\(verb) the \(flag.rawValue) word of the sentence"
      case .past: return "\(verb) a verb in a past form"
      case .quoted, .unquoted, .upper: return "\(verb) \(flag.rawValue)"
      }
    case .not(let inner): return demand(inner, negated: !negated)
    case .all(let parts):
      return parts.map { demand($0, negated: negated) }.joined(separator: negated ? " or " : " and ")
    case .either(let parts):
      return parts.map { demand($0, negated: negated) }.joined(separator: negated ? " and " : " or ")
    }
  }

  private func holds(_ test: TokenTest, _ text: some PatternText, _ token: Int) -> Bool {
    let position = token - columns.first
    func contains(_ reference: LexiconReference, _ word: Int32) -> Bool {
      set.lexicons[reference.index].entries.contains(folded(text.words.string(word)))
    }
    switch test {
    case .any: return true
    case .lower(let word): return folded(text.words.string(text.tokens.lower[token])) == word
    case .text(let word): return spelling(text, token) == word
    case .lemma(let word): return folded(text.words.string(text.tokens.lemma[token])) == word
    case .lexicon(let reference, let field):
      return (field != .lemma && contains(reference, text.tokens.lower[token]))
        || (field != .lower && contains(reference, text.tokens.lemma[token]))
    case .pos(let tag): return text.tokens.pos[token] == tag.rawValue
    case .shape(let shape): return text.tokens.shape[token] == shape.rawValue
    case .dep(let dependency): return text.tokens.dep[token] == dependency.rawValue
    case .flag(let flag):
      let shape = Shape(rawValue: text.tokens.shape[token])
      switch flag {
      case .quoted: return columns.isQuoted[position]
      case .unquoted: return !columns.isQuoted[position]
      case .capital: return shape == .capitalised || shape == .upper
      case .upper: return shape == .upper
      case .number: return shape == .number
      case .punctuation: return shape == .punctuation
      case .symbol: return shape == .symbol
      case .first: return position == 0
      case .last: return position == columns.count - 1
      case .past: return columns.isPast[position]
      }
    case .not(let inner): return !holds(inner, text, token)
    case .all(let parts): return parts.allSatisfy { holds($0, text, token) }
    case .either(let parts): return parts.contains { holds($0, text, token) }
    }
  }

  // MARK: - The tree

  private mutating func explainTree(
    _ pattern: Int, _ plan: Int, _ text: some PatternText, _ bounds: Range<Int>
  ) -> PatternTrace? {
    if set.programs[pattern].start < 0 {
      tree.furthestStep = -1
      let test = set.plans[plan].nodes[0].test
      for token in bounds where test < 0 || passes(test, token) {
        _ = solveTree(plan, scanAt: token, bounds: bounds)
      }
    }
    guard let syntax = set.syntax[pattern] else { return nil }
    guard tree.furthestStep >= 0 else {
      guard set.programs[pattern].start < 0, let node = syntax.nodes.first, let test = node.test else {
        return nil
      }
      return PatternTrace(
        isMatch: false,
        message: "stopped at '\(source(pattern, node.range))': no word of \(whole(bounds)) \(demand(test))",
        place: set.sources[pattern].place(node.range), condition: source(pattern, node.range))
    }
    let step = set.plans[plan].steps[tree.furthestStep]
    let range = Int(step.range.lowerBound)..<Int(step.range.upperBound)
    let from = Int(tree.furthestWord), other = Int(tree.furthestOther)
    let name = from >= 0 ? "'\(spelling(text, columns.first + from))'" : ""
    let otherName = other >= 0 ? "'\(spelling(text, columns.first + other))'" : ""
    let test = step.to >= 0 ? syntax.nodes[Int(step.to)].test : nil
    let relation = relationNames(step.relations)
    let reason: String
    switch step.kind {
    case _ where from < 0: reason = "the sequence left the role empty"
    case .test: reason = test.map { failure(of: $0, text, columns.first + from) } ?? ""
    case .check:
      reason =
        other < 0
        ? "the sequence left the role empty"
        : "\(otherName) is not \(phrase(step.direction, relation)) \(name)"
    case .checkAbsent: reason = "\(otherName) is \(phrase(step.direction, relation)) \(name)"
    case .absent: reason = "\(name) has \(noun(step.direction, relation))"
    case .scan, .bind, .exists:
      let that = test.map { " that \(demand($0))" } ?? ""
      reason = "\(name) has no \(noun(step.direction, relation))\(that); \(neighbours(from, text))"
    }
    return PatternTrace(
      isMatch: false, message: "stopped at '\(source(pattern, range))': \(reason)",
      place: set.sources[pattern].place(range),
      token: from >= 0 ? columns.first + from : nil, condition: source(pattern, range),
      edge: step.kind == .test
        ? nil
        : PatternTrace.Edge(
          relation: relation, direction: step.direction.traced, from: from >= 0 ? columns.first + from : nil,
          to: other >= 0 ? columns.first + other : nil))
  }

  private func relationNames(_ relations: UInt64) -> String {
    if relations == ~PatternNames.subject { return "" }
    let names = Dependency.allCases.filter { relations >> UInt64($0.rawValue) & 1 != 0 }.map(\.name)
    return (names + (relations & PatternNames.subject != 0 ? [PatternNames.subjectName] : [])).joined(
      separator: "|")
  }

  private func noun(_ direction: TreeEdgeSyntax.Direction, _ relation: String) -> String {
    let name = relation.isEmpty ? "" : "\(relation) "
    switch direction {
    case .child: return relation.isEmpty ? "dependent" : relation
    case .descendant: return "\(name)below it"
    case .parent: return "head as \(name)".trimmingSpace
    case .ancestor: return "word above it as \(name)".trimmingSpace
    }
  }

  private func phrase(_ direction: TreeEdgeSyntax.Direction, _ relation: String) -> String {
    switch direction {
    case .child: return relation.isEmpty ? "a dependent of" : "the \(relation) of"
    case .descendant: return "below"
    case .parent: return "the head of"
    case .ancestor: return "above"
    }
  }

  /// `it has nsubj 'ministry', punct '.'`
  private func neighbours(_ token: Int, _ text: some PatternText) -> String {
    let children = (0..<columns.count).filter { Int(columns.head[$0]) == token }.prefix(6).map {
      "\(Dependency(rawValue: columns.dep[$0])?.name ?? "") '\(spelling(text, columns.first + $0))'"
    }
    return children.isEmpty ? "nothing depends on it" : "it has \(children.joined(separator: ", "))"
  }
}

extension TreeEdgeSyntax.Direction {
  fileprivate var traced: PatternTrace.Edge.Direction {
    switch self {
    case .child: .child
    case .descendant: .descendant
    case .parent: .parent
    case .ancestor: .ancestor
    }
  }
}

extension String {
  fileprivate var trimmingSpace: String { hasSuffix(" ") ? String(dropLast()) : self }
}
