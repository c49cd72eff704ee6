// Runs a pattern set over the sentences of an article. One sentence costs a table look-up a token;
// patterns are tried only where the words they require are present, and tags and trees are asked
// for only where such a pattern is left.

internal import Articles
public import Profiling
public import TextAnalysis

/// One match of one pattern. Tokens are rows of `Analysis.tokens`.
public struct PatternMatch: Hashable, Sendable, BitwiseCopyable {
  public let pattern: Int32
  public let sentence: Int32
  public let firstToken: Int32
  /// Exclusive.
  public let endToken: Int32
  let firstCapture: Int32
  let endCapture: Int32

  /// Indexes into `PatternMatcher.captures`.
  public var captures: Range<Int> { Int(firstCapture)..<Int(endCapture) }
}

/// One span of one role. A role may have several.
public struct PatternCapture: Hashable, Sendable, BitwiseCopyable {
  /// Index into `PatternSet.roleNames`.
  public let role: Int32
  /// Rows of `Analysis.tokens`, half-open. Inside the sentence, but for a role that is a whole `<quotation>`:
  /// that reaches as far as the quotation.
  public let firstToken: Int32
  public let endToken: Int32
  /// The role's head word where the tree was asked, else -1.
  public let head: Int32
}

/// Finds matches. Belongs to one worker, and keeps its memory from one article to the next.
///
///     matcher.begin(analysis)
///     for sentence in 0..<analysis.sentences.count {
///       matcher.match(analysis, sentence: sentence)
///       for match in matcher.matches { … matcher.captures[match.captures] … }
///     }
public struct PatternMatcher: ~Copyable {
  public let set: PatternSet

  /// Matches of the last call, by pattern, then by first token.
  public internal(set) var matches: [PatternMatch] = []
  /// Spans that the matches refer to.
  public internal(set) var captures: [PatternCapture] = []

  /// Work done since `begin`, in units of one instruction on one token. Grows by the same amounts on every machine.
  public internal(set) var steps = 0
  /// Matching stops once `steps` is above this; `isOverLimit` then says so, and the results of the call are incomplete.
  public var stepLimit = Int.max
  public internal(set) var isOverLimit = false
  /// What is told of the time that each pattern takes, and the rule that is charged for it, by pattern; -1 for none.
  public var profile: (record: Profile, ruleOfPattern: [Int32])?

  /// Steps by pattern, of all articles since this was set; nil when nobody counts. What is not here is spent on looking
  /// words up for all patterns together.
  public var stepsOfPattern: [Int]?

  // What belongs to the article.
  var wordNumbers: [Int32] = []
  var textBytes: [UInt8] = []
  var quotations = QuotationIndex()
  var mentions = MentionedTokens()
  /// Sentences that may hold a match of the pattern that is looked for; kept for its memory.
  var searched: [Int32] = []
  /// Which patterns were looked for in a whole sentence and not found: `wordsPerSentence` words of bits each.
  private var absent: [UInt64] = []
  private let wordsPerSentence: Int
  // What belongs to the sentence.
  var loadedSentence = -1
  var areColumnsLoaded = false
  var columns = SentenceColumns()
  private var sentenceSerial: Int32 = 0
  private var classSerial: [Int32]
  private var presentClasses: [Int32] = []
  private var testSerial: [Int32]
  private var testAnswer: [Bool]
  private var candidates: [Int32] = []
  private var spelling: [UInt8] = []
  // What belongs to one attempt.
  var machine = MachineState()
  var tree = TreeState()

  public init(_ set: PatternSet) {
    self.set = set
    wordsPerSentence = (set.programs.count + 63) / 64
    classSerial = [Int32](repeating: -1, count: set.classCount)
    testSerial = [Int32](repeating: -1, count: set.tests.starts.count)
    testAnswer = [Bool](repeating: false, count: set.tests.starts.count)
  }

  /// Prepares for an article; must be called before its first sentence. O(distinct words).
  public mutating func begin(_ analysis: Analysis) { beginText(analysis) }

  /// Finds, for every pattern of use `search` and every token of the sentence, the longest match that begins there.
  /// Matches of one pattern may overlap. Fills `matches` and `captures`.
  public mutating func match(_ analysis: Analysis, sentence: Int) { matchText(analysis, sentence: sentence) }

  /// Finds the leftmost match of one pattern inside a range of tokens, and of those that begin there the longest.
  /// The range may hold several sentences; a match lies in one. Replaces `matches` and `captures`.
  public mutating func firstMatch(of pattern: Int, _ analysis: Analysis, tokens: Range<Int>) -> PatternMatch?
  {
    firstMatchInText(of: pattern, analysis, tokens: tokens)
  }

  /// Whether a pattern matches somewhere in the sentence. Cheaper than `firstMatch`, above all where the sentence lacks
  /// a word that the pattern requires. Replaces `matches` and `captures`.
  public mutating func matches(_ pattern: Int, _ analysis: Analysis, sentence: Int) -> Bool {
    matchesInText(pattern, analysis, sentence: sentence)
  }

  /// Whether any pattern could match in the sentence, judged by its words alone. O(tokens).
  public mutating func mayMatch(_ analysis: Analysis, sentence: Int) -> Bool {
    enter(analysis, sentence)
    gatherCandidates()
    return !candidates.isEmpty
  }

  /// Adds to `patterns` those of use `onDemand` that the words of the sentence do not rule out; of the others none
  /// matches there. O(tokens + patterns that are added).
  public mutating func addPossible(_ analysis: Analysis, sentence: Int, to patterns: inout [Int32]) {
    enter(analysis, sentence)
    addPossible(to: &patterns)
  }

  /// The same for the whole article. O(distinct words + patterns that are added).
  public mutating func addPossible(_ analysis: Analysis, to patterns: inout [Int32]) {
    beginWords()
    loadedSentence = -1
    learnWords(analysis.words)
    // What comes behind these are lemmas.
    for word in 0..<analysis.words.countInText { note(wordNumbers[word]) }
    addPossible(to: &patterns)
  }

  private mutating func addPossible(to patterns: inout [Int32]) {
    patterns += set.unkeyedOnDemand
    for present in presentClasses {
      for index in set.demandedOfClass.range(Int(present)) {
        let pattern = set.demandedOfClass.values[index]
        if hasRequiredWords(Int(pattern)) { patterns.append(pattern) }
      }
    }
  }

  // MARK: - For any text
  //
  // Some methods below are `mutating` that change nothing: for a call of any other the compiler copies the
  // whole matcher, half a kilobyte, and they are called for every token.

  mutating func beginText(_ text: some PatternText) {
    textBytes = text.textBytes
    wordNumbers.removeAll(keepingCapacity: true)
    quotations.clear()
    mentions.clear()
    absent.removeAll(keepingCapacity: true)
    loadedSentence = -1
    steps = 0
    isOverLimit = false
    matches.removeAll(keepingCapacity: true)
    captures.removeAll(keepingCapacity: true)
    learnWords(text.words)
  }

  mutating func matchText(_ text: some PatternText, sentence: Int) {
    matches.removeAll(keepingCapacity: true)
    captures.removeAll(keepingCapacity: true)
    enter(text, sentence)
    gatherCandidates()
    for index in candidates.indices {
      let pattern = Int(candidates[index])
      let rule = profile.map { $0.ruleOfPattern[pattern] } ?? -1
      if rule >= 0 { profile?.record.enter(rule: Int(rule)) }
      let before = steps
      defer {
        if rule >= 0 { profile?.record.leave() }
        note(steps: steps - before, of: pattern)
      }
      guard prepare(pattern, text) else { continue }
      findAll(pattern, sentence: sentence)
      if isOverLimit { return }
    }
  }

  mutating func firstMatchInText(of pattern: Int, _ text: some PatternText, tokens: Range<Int>)
    -> PatternMatch?
  {
    matches.removeAll(keepingCapacity: true)
    captures.removeAll(keepingCapacity: true)
    precondition(
      tokens.lowerBound >= 0 && tokens.upperBound <= text.tokens.count,
      "the range is not one of this text's tokens")
    guard !tokens.isEmpty, !set.programs[pattern].isBroken else { return nil }
    let firstSentence = Int(text.tokens.sentence[tokens.lowerBound])
    let lastSentence = Int(text.tokens.sentence[tokens.upperBound - 1])
    guard firstSentence <= lastSentence else { return nil }
    let before = steps
    defer { note(steps: steps - before, of: pattern) }
    findSentences(firstSentence...lastSentence, for: pattern, text)
    for index in searched.indices {
      let sentence = Int(searched[index])
      if isAbsent(pattern, sentence) { continue }
      enter(text, sentence)
      guard hasRequiredWords(pattern), prepare(pattern, text) else {
        noteAbsent(pattern, sentence)
        continue
      }
      let bounds =
        max(tokens.lowerBound - columns.first, 0)..<min(tokens.upperBound - columns.first, columns.count)
      findFirst(pattern, sentence: sentence, in: bounds)
      if let match = matches.first { return match }
      if isOverLimit { return nil }
      if bounds.count == columns.count { noteAbsent(pattern, sentence) }
    }
    return nil
  }

  mutating func matchesInText(_ pattern: Int, _ text: some PatternText, sentence: Int) -> Bool {
    let before = steps
    defer { note(steps: steps - before, of: pattern) }
    enter(text, sentence)
    guard hasRequiredWords(pattern), !isOverLimit, !set.programs[pattern].isBroken,
      !isAbsent(pattern, sentence)
    else { return false }
    matches.removeAll(keepingCapacity: true)
    captures.removeAll(keepingCapacity: true)
    if prepare(pattern, text) { findFirst(pattern, sentence: sentence, in: 0..<columns.count) }
    if matches.isEmpty, !isOverLimit { noteAbsent(pattern, sentence) }
    return !matches.isEmpty
  }

  /// Charges a pattern, where somebody counts.
  @inline(__always) mutating func note(steps: Int, of pattern: Int) { stepsOfPattern?[pattern] += steps }

  /// Notes are taken for so many sentences of an article only, so that one of a million costs no more than others.
  private static var mostNotedSentences: Int { 4096 }

  mutating func isAbsent(_ pattern: Int, _ sentence: Int) -> Bool {
    let word = sentence * wordsPerSentence + pattern / 64
    return word < absent.count && absent[word] >> UInt64(pattern % 64) & 1 != 0
  }

  mutating func noteAbsent(_ pattern: Int, _ sentence: Int) {
    guard sentence < Self.mostNotedSentences else { return }
    let word = sentence * wordsPerSentence + pattern / 64
    while absent.count <= word { absent.append(0) }
    absent[word] |= 1 << UInt64(pattern % 64)
  }

  // MARK: - Words

  /// Looks up the words the text has gained; tagging brings in lemmas.
  mutating func learnWords(_ words: Words) {
    if wordNumbers.count == words.count { return }
    words.appendNumbers(in: set.vocabulary, to: &wordNumbers)
    for word in wordNumbers.count..<words.count { wordNumbers.append(look(up: word, words)) }
  }

  private mutating func look(up word: Int, _ words: Words) -> Int32 {
    let bytes = words.bytes
    spelling.removeAll(keepingCapacity: true)
    for index in words.range(of: Int32(word)) {
      // Lemmas of names may keep their capitals.
      let byte = bytes[index]
      spelling.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
      if byte == 0x99, spelling.count >= 3, spelling[spelling.count - 3] == 0xE2,
        spelling[spelling.count - 2] == 0x80
      {
        spelling.removeLast(3)
        spelling.append(UInt8(ascii: "'"))
      }
    }
    return set.vocabulary.find(spelling.span) ?? -1
  }

  /// Makes `sentence` the current one and notes which classes its words are in.
  mutating func enter(_ text: some PatternText, _ sentence: Int) {
    guard sentence != loadedSentence else { return }
    loadedSentence = sentence
    beginWords()
    learnWords(text.words)
    let lower = text.tokens.lower
    let range = text.sentences.tokens(sentence)
    steps += range.count
    for token in range { note(wordNumbers[Int(lower[token])]) }
  }

  /// Forgets which classes are present.
  private mutating func beginWords() {
    areColumnsLoaded = false
    sentenceSerial &+= 1
    presentClasses.removeAll(keepingCapacity: true)
  }

  /// Notes the classes of a word of the vocabulary, negative for none.
  @inline(__always) private mutating func note(_ word: Int32) {
    if word < 0 { return }
    for index in set.classesOfWord.range(Int(word)) {
      let number = set.classesOfWord.values[index]
      if classSerial[Int(number)] == sentenceSerial { continue }
      classSerial[Int(number)] = sentenceSerial
      presentClasses.append(number)
    }
  }

  /// Fills `candidates` with the patterns whose required words are all present, in order.
  private mutating func gatherCandidates() {
    candidates.removeAll(keepingCapacity: true)
    candidates.append(contentsOf: set.unkeyed)
    for present in presentClasses {
      for index in set.patternsOfClass.range(Int(present)) {
        let pattern = set.patternsOfClass.values[index]
        steps += 1
        if hasRequiredWords(Int(pattern)) { candidates.append(pattern) }
      }
    }
    candidates.sort()
  }

  mutating func hasRequiredWords(_ pattern: Int) -> Bool {
    for index in set.classesOfPattern.range(pattern)
    where classSerial[Int(set.classesOfPattern.values[index])] != sentenceSerial {
      return false
    }
    return true
  }

  // MARK: - Layers

  /// Loads what the pattern needs. False when a test shows, or the sequence without the tree, that it cannot match in
  /// this sentence.
  mutating func prepare(_ pattern: Int, _ text: some PatternText) -> Bool {
    let program = set.programs[pattern]
    if !areColumnsLoaded {
      columns.load(text, sentence: loadedSentence, vocabulary: wordNumbers)
      areColumnsLoaded = true
    }
    if program.needs.contains(.tags), !columns.isTagged {
      text.tag(loadedSentence)
      learnWords(text.words)
      columns.loadTags(text, vocabulary: wordNumbers)
    }
    if program.needs.contains(.quotations), !columns.hasQuotations {
      if !quotations.isLoaded { quotations.load(text) }
      columns.loadQuotations(quotations)
    }
    for index in set.testsOfPattern.range(pattern) {
      let test = set.testsOfPattern.values[index]
      if testSerial[Int(test)] != sentenceSerial {
        testSerial[Int(test)] = sentenceSerial
        testAnswer[Int(test)] = someTokenPasses(test)
      }
      if !testAnswer[Int(test)] { return false }
    }
    loadLayers(program.layers & ~SpanLayer.fromTree, text)
    let readsTree = program.needs.contains(.tree), phrases = program.layers & SpanLayer.fromTree
    if readsTree || phrases != 0, program.start >= 0, !columns.isRead, !couldMatch(program) { return false }
    if readsTree, !columns.isParsed {
      text.parse(loadedSentence)
      columns.loadTree(text)
    }
    if program.needs.contains(.subjects), !columns.hasSubjects { columns.loadSubjects(textBytes) }
    loadLayers(phrases, text)
    return true
  }

  private mutating func loadLayers(_ layers: UInt8, _ text: some PatternText) {
    guard layers != 0 else { return }
    for layer in SpanLayer.allCases where layers & (1 << layer.rawValue) != 0 {
      columns.loadLayer(layer, text)
    }
  }

  private mutating func someTokenPasses(_ test: Int32) -> Bool {
    steps += columns.count
    for token in 0..<columns.count where passes(test, token) { return true }
    return false
  }

  /// Whether the token at a position of the sentence passes a test whose needs are loaded.
  @inline(__always) mutating func passes(_ test: Int32, _ token: Int) -> Bool {
    var next = set.tests.starts[Int(test)]
    while next >= 0 {
      let operation = set.tests.operations[Int(next)]
      let answer: Bool
      switch operation.kind {
      case .always: answer = true
      case .lowerIs: answer = columns.lower[token] == operation.operand
      case .lowerIn: answer = set.tests.sets.contains(operation.operand, columns.lower[token])
      case .lemmaIs: answer = columns.lemma[token] == operation.operand
      case .lemmaIn: answer = set.tests.sets.contains(operation.operand, columns.lemma[token])
      case .text: answer = isSpelled(token, operation.operand)
      case .pos: answer = operation.mask >> UInt64(columns.pos[token]) & 1 != 0
      case .shape: answer = operation.mask >> UInt64(columns.shape[token]) & 1 != 0
      case .dep: answer = operation.mask >> UInt64(columns.dep[token]) & 1 != 0
      case .quoted: answer = columns.isQuoted[token]
      case .first: answer = token == 0
      case .last: answer = token == columns.count - 1
      case .past: answer = columns.isPast[token]
      }
      next = answer ? operation.onTrue : operation.onFalse
    }
    return next == TestOperation.yes
  }

  private mutating func isSpelled(_ token: Int, _ text: Int32) -> Bool {
    let start = Int(columns.textStart[token]), end = Int(columns.textEnd[token])
    let wanted = set.tests.texts[Int(text)]
    guard end - start == wanted.count, start >= 0, end <= textBytes.count else { return false }
    for index in wanted.indices where textBytes[start + index] != wanted[index] { return false }
    return true
  }
}
