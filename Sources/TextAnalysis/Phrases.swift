// Noun phrases and clauses, read off the tree. Patterns ask token by token which of them begin here, so
// they are kept by their first token.

internal import Articles

/// The spans of one layer of phrases, for the sentences that were asked about.
struct PhraseTable {
  /// For each token the place of the first span that begins there, -1 for none.
  private var first: [Int32] = []
  private var starts: [Int32] = []
  private var ends: [Int32] = []
  private var isDone: [Bool] = []

  /// Whether the sentence's spans are still to be added.
  mutating func begin(_ sentence: Int, sentences: Int, tokens: Int) -> Bool {
    if isDone.isEmpty {
      isDone = [Bool](repeating: false, count: sentences)
      first = [Int32](repeating: -1, count: tokens)
    }
    if isDone[sentence] { return false }
    isDone[sentence] = true
    return true
  }

  /// Adds a sentence's spans, each once, by start and then longest first.
  mutating func add(_ spans: inout [(start: Int32, end: Int32)]) {
    spans.sort { $0.start < $1.start || $0.start == $1.start && $0.end > $1.end }
    for span in spans where span.end > span.start {
      if let last = starts.last, last == span.start, ends.last == span.end { continue }
      if first[Int(span.start)] < 0 { first[Int(span.start)] = Int32(starts.count) }
      starts.append(span.start)
      ends.append(span.end)
    }
  }

  func forEachSpan(beginningIn range: Range<Int>, _ body: (Int32, Int32) -> Void) {
    for token in range where first[token] >= 0 {
      var place = Int(first[token])
      while place < starts.count, starts[place] == Int32(token) {
        body(Int32(token), ends[place])
        place += 1
      }
    }
  }
}

extension Analysis {
  /// Calls `body` with each noun phrase that begins in `range`, by its first token, then longest first:
  /// the bare phrase (`the former head`), the phrase with its prepositional phrases (`the former head of the
  /// agency`), and the phrase with what is coordinated to it. Relative clauses and appositions between
  /// commas are outside.
  func forEachNounPhrase(in range: Range<Int>, _ body: (Int32, Int32) -> Void) {
    for sentence in sentences(of: range)
    where trees.nounPhrases.begin(sentence, sentences: sentences.count, tokens: tokens.count) {
      parse(sentence)
      trees.readNounPhrases(tokens, sentences.tokens(sentence))
    }
    trees.nounPhrases.forEachSpan(beginningIn: range, body)
  }

  /// Calls `body` with each clause that begins in `range`, by its first token, then longest first: a
  /// predicate with all that depends on it, without punctuation at its edges; the same without the
  /// conjunction or complementiser before it; and the same without the clauses coordinated to it.
  func forEachClause(in range: Range<Int>, _ body: (Int32, Int32) -> Void) {
    for sentence in sentences(of: range)
    where trees.clauses.begin(sentence, sentences: sentences.count, tokens: tokens.count) {
      parse(sentence)
      trees.readClauses(tokens, sentences.tokens(sentence))
    }
    trees.clauses.forEachSpan(beginningIn: range, body)
  }

  private func sentences(of range: Range<Int>) -> Range<Int> {
    guard let last = range.last else { return 0..<0 }
    return Int(tokens.sentence[range.lowerBound])..<Int(tokens.sentence[last]) + 1
  }
}

extension Trees {
  fileprivate mutating func readNounPhrases(_ tokens: Tokens, _ sentence: Range<Int>) {
    reader.load(tokens, sentence)
    reader.nounPhrases()
    nounPhrases.add(&reader.spans)
  }

  fileprivate mutating func readClauses(_ tokens: Tokens, _ sentence: Range<Int>) {
    reader.load(tokens, sentence)
    reader.clauses()
    clauses.add(&reader.spans)
  }
}

/// Reads the phrases of one sentence from its tree. The parser's trees are projective, so that a word
/// with all that hangs on it is one stretch. Keeps its memory from one sentence to the next.
struct PhraseReader {
  private var base = 0
  private var count = 0
  private var parts: [PartOfSpeech] = []
  private var relations: [Dependency] = []
  /// Counted from the start of the sentence; negative for the root.
  private var heads: [Int] = []
  /// The words that depend on each word, in text order: `dependents[firstDependent[w]..<firstDependent[w + 1]]`.
  private var firstDependent: [Int] = []
  private var dependents: [Int] = []
  private var left: [Int] = []
  /// Exclusive.
  private var right: [Int] = []
  /// What was read last.
  fileprivate var spans: [(start: Int32, end: Int32)] = []

  fileprivate mutating func load(_ tokens: Tokens, _ range: Range<Int>) {
    base = range.lowerBound
    count = range.count
    parts.removeAll(keepingCapacity: true)
    relations.removeAll(keepingCapacity: true)
    heads.removeAll(keepingCapacity: true)
    left.removeAll(keepingCapacity: true)
    right.removeAll(keepingCapacity: true)
    firstDependent.removeAll(keepingCapacity: true)
    dependents.removeAll(keepingCapacity: true)
    spans.removeAll(keepingCapacity: true)
    let tags = tokens.pos, labels = tokens.dep, headOf = tokens.head
    for token in range {
      parts.append(PartOfSpeech(rawValue: tags[token]) ?? .x)
      relations.append(Dependency(rawValue: labels[token]) ?? .dep)
      heads.append(Int(headOf[token]) - base)
      left.append(token - base)
      right.append(token - base + 1)
      firstDependent.append(0)
      dependents.append(0)
    }
    firstDependent.append(0)
    firstDependent.append(0)
    for word in 0..<count {
      let head = heads[word]
      if head < 0 || head >= count { continue }
      firstDependent[head + 2] += 1
      // A tree is at most as deep as the parser's longest piece, so this is linear in the sentence.
      var above = head
      while above >= 0, above < count, left[above] > left[word] || right[above] < right[word] {
        left[above] = min(left[above], left[word])
        right[above] = max(right[above], right[word])
        above = heads[above]
      }
    }
    for word in 1..<count + 2 { firstDependent[word] += firstDependent[word - 1] }
    for word in 0..<count {
      let head = heads[word]
      if head < 0 || head >= count { continue }
      dependents[firstDependent[head + 1]] = word
      firstDependent[head + 1] += 1
    }
  }

  private func dependents(of word: Int) -> ArraySlice<Int> {
    dependents[firstDependent[word]..<firstDependent[word + 1]]
  }

  private func span(_ start: Int, _ end: Int) -> (start: Int32, end: Int32) {
    (Int32(base + start), Int32(base + end))
  }

  // MARK: Noun phrases

  fileprivate mutating func nounPhrases() {
    for word in 0..<count where isNominal(word) {
      let start = nominalStart(word)
      let bare = bareEnd(word), full = fullEnd(word)
      spans.append(span(start, bare))
      spans.append(span(start, full))
      spans.append(span(start, coordinatedEnd(word, full)))
    }
  }

  private func isNominal(_ word: Int) -> Bool {
    switch relations[word] {
    case .compound, .flat, .fixed, .goeswith, .amod, .det, .nummod, .compoundPrt, .punct, .caseMark, .mark,
      .cc, .cop,
      .aux, .auxPass, .advmod, .expl, .discourse:
      return false
    case .nmod
    where word < heads[word] && !dependents(of: word).contains(where: { relations[$0] == .caseMark }):
      return false  // a title: President in President Solm
    case .nsubj, .nsubjPass, .obj, .iobj, .obl, .oblAgent, .nmod, .nmodPoss, .appos, .vocative, .dislocated:
      return parts[word] != .verb || relations[word] == .nsubj || relations[word] == .nsubjPass
    default:
      return [.noun, .propn, .pron].contains(parts[word])
    }
  }

  private func nominalStart(_ word: Int) -> Int {
    var start = word
    for dependent in dependents(of: word).reversed() where dependent < word {
      switch relations[dependent] {
      case .det, .amod, .compound, .nummod, .nmodPoss, .nmod, .flat, .advmod, .appos, .goeswith:
        start = left[dependent]
      case .punct: continue  // inside the phrase if something before it is
      default: return start
      }
    }
    return start
  }

  /// The end of the phrase without anything that comes with a preposition.
  private func bareEnd(_ word: Int) -> Int {
    var end = word + 1
    for dependent in dependents(of: word) where dependent > word {
      switch relations[dependent] {
      case .flat, .compound, .fixed, .goeswith, .nummod, .compoundPrt: end = right[dependent]
      case .punct where parts[dependent] == .punct && dependent + 1 < right[word]: continue
      default: return end
      }
    }
    return end
  }

  private func fullEnd(_ word: Int) -> Int {
    var end = word + 1
    var afterComma = false
    for dependent in dependents(of: word) where dependent > word {
      // The comma before an apposition hangs on the apposition.
      if parts[left[dependent]] == .punct { afterComma = true }
      switch relations[dependent] {
      case .flat, .compound, .fixed, .goeswith, .nummod, .compoundPrt:
        end = right[dependent]
      case .nmod where !afterComma, .appos where !afterComma: end = fullEnd(dependent)
      case .amod where !afterComma, .advmod where !afterComma: end = right[dependent]
      case .punct: afterComma = true
      default: return end
      }
    }
    return end
  }

  private func coordinatedEnd(_ word: Int, _ full: Int) -> Int {
    var end = full
    for dependent in dependents(of: word) where dependent > word && relations[dependent] == .conj {
      if isNominal(dependent) { end = max(end, coordinatedEnd(dependent, fullEnd(dependent))) }
    }
    return end
  }

  // MARK: Clauses

  fileprivate mutating func clauses() {
    for word in 0..<count where isPredicate(word) {
      var start = left[word], end = right[word]
      while start < word, parts[start] == .punct { start += 1 }
      while end > word + 1, parts[end - 1] == .punct { end -= 1 }
      var own = end
      for dependent in dependents(of: word) where dependent > word {
        if relations[dependent] == .conj || relations[dependent] == .parataxis {
          own = left[dependent]
          break
        }
      }
      while own > word + 1, parts[own - 1] == .punct || relations[own - 1] == .cc { own -= 1 }
      var inner = start
      while inner < word, relations[inner] == .mark || relations[inner] == .cc || parts[inner] == .punct {
        inner += 1
      }
      for first in inner == start ? [start] : [start, inner] {
        spans.append(span(first, end))
        spans.append(span(first, own))
      }
    }
  }

  private func isPredicate(_ word: Int) -> Bool {
    switch relations[word] {
    case .aux, .auxPass, .cop, .compound, .flat, .fixed, .goeswith, .caseMark, .mark, .amod, .punct, .det:
      return false
    default: break
    }
    if parts[word] == .verb || parts[word] == .aux { return true }
    return dependents(of: word).contains {
      [.nsubj, .nsubjPass, .csubj, .csubjPass, .cop].contains(relations[$0])
    }
  }
}
