// A test in brackets is a boolean expression. It is compiled to a chain of single comparisons, each
// saying where to go on yes and on no, so that a test costs what its shortest answer costs.

internal import TextAnalysis

/// One comparison of one column of one token.
struct TestOperation: Sendable {
  enum Kind: UInt8, Sendable {
    case always, lowerIs, lowerIn, lemmaIs, lemmaIn, text, pos, shape, dep, quoted, first, last, past
  }

  var kind: Kind
  /// A word, a set or a text, by `kind`.
  var operand: Int32 = 0
  /// One bit a value, for `pos`, `shape` and `dep`.
  var mask: UInt64 = 0
  /// Index of the next operation, or `yes` or `no`.
  var onTrue: Int32 = Self.yes
  var onFalse: Int32 = Self.no

  static let yes: Int32 = -1
  static let no: Int32 = -2
}

/// What must be known about a sentence before a test or a pattern can be tried on it.
struct Needs: OptionSet, Sendable {
  let rawValue: UInt8

  static let tags = Needs(rawValue: 1)
  static let tree = Needs(rawValue: 2)
  static let quotations = Needs(rawValue: 4)
  static let subjects = Needs(rawValue: 8)
}

/// A layer in a sequence, its conditions compiled.
struct CompiledLayer: Sendable {
  struct Condition: Sendable {
    var position: LayerTest.Position
    var test: Int32
    /// Phrases of a lexicon that satisfy an `any` condition as well; -1 for none.
    var phrases: Int32
  }

  var layer: SpanLayer
  var conditions: [Condition]
}

/// The phrases of a lexicon as a tree of words: node 0 is the root; `edges` row `n` holds pairs of a
/// word and a node.
struct PhraseTree: Sendable {
  var edges = Rows()
  var ends: [Bool] = []

  init(_ phrases: [[Int32]]) {
    var children: [[(word: Int32, node: Int32)]] = [[]]
    ends = [false]
    for phrase in phrases {
      var node = 0
      for word in phrase {
        if let next = children[node].first(where: { $0.word == word }) {
          node = Int(next.node)
        } else {
          children[node].append((word, Int32(children.count)))
          node = children.count
          children.append([])
          ends.append(false)
        }
      }
      ends[node] = true
    }
    for row in children { edges.append(row.flatMap { [$0.word, $0.node] }) }
  }
}

/// All tests of a pattern set, each once.
struct CompiledTests: Sendable {
  var starts: [Int32] = []
  var needs: [Needs] = []
  var operations: [TestOperation] = []
  var sets = WordSets()
  /// Exact spellings of `text` operations, as UTF-8.
  var texts: [[UInt8]] = []
  var trees: [PhraseTree] = []
}

/// Numbers words, sets and tests while patterns are compiled.
struct TestCompiler {
  struct LexiconWords {
    var single: [Int32]
    var phrases: [[Int32]]
    /// Words with which an entry may begin.
    var openers: [Int32]
    /// Index of its phrase tree, -1 without phrases.
    var tree: Int32
  }

  private(set) var tests = CompiledTests()
  var vocabulary = WordIndex()
  private var numberOfTest: [TokenTest: Int32] = [:]
  private(set) var syntaxOfTest: [TokenTest] = []
  private var numberOfSet: [[Int32]: Int32] = [:]
  private var setWords: [[Int32]] = []
  private var numberOfText: [String: Int32] = [:]
  private var lexicons: [Lexicon] = []
  private var lexiconWords: [Int: LexiconWords] = [:]

  private let split: TokenSplitter

  init(split: @escaping TokenSplitter) { self.split = split }

  mutating func add(_ lexicon: Lexicon) { lexicons.append(lexicon) }

  /// What is left to do once all words are known.
  mutating func finish() -> CompiledTests {
    for words in setWords { tests.sets.append(words, vocabularyCount: vocabulary.count) }
    return tests
  }

  mutating func words(of lexicon: LexiconReference) -> LexiconWords {
    if let known = lexiconWords[lexicon.index] { return known }
    var result = LexiconWords(single: [], phrases: [], openers: [], tree: -1)
    for entry in lexicons[lexicon.index].entries {
      let numbers = split(entry).map { vocabulary.insert(folded($0)) }
      // A bit of a word stands for a phrase's length when it is matched.
      guard !numbers.isEmpty, numbers.count < 60 else { continue }
      if numbers.count == 1 { result.single.append(numbers[0]) } else { result.phrases.append(numbers) }
      result.openers.append(numbers[0])
    }
    result.single.sort()
    result.openers = sortedOnce(result.openers)
    if !result.phrases.isEmpty {
      result.tree = Int32(tests.trees.count)
      tests.trees.append(PhraseTree(result.phrases))
    }
    lexiconWords[lexicon.index] = result
    return result
  }

  /// The number of a test, compiled now unless an equal one was.
  mutating func number(of test: TokenTest) -> Int32 {
    if let known = numberOfTest[test] { return known }
    var needs: Needs = []
    let operations = compile(test, onTrue: TestOperation.yes, onFalse: TestOperation.no, needs: &needs)
    let number = Int32(tests.starts.count)
    tests.starts.append(operations)
    tests.needs.append(needs)
    numberOfTest[test] = number
    syntaxOfTest.append(test)
    return number
  }

  /// Emits the test's operations back to front and returns the index of the first: targets are
  /// then always known.
  private mutating func compile(_ test: TokenTest, onTrue: Int32, onFalse: Int32, needs: inout Needs) -> Int32
  {
    func operation(_ kind: TestOperation.Kind, _ operand: Int32 = 0, mask: UInt64 = 0) -> TestOperation {
      TestOperation(kind: kind, operand: operand, mask: mask, onTrue: onTrue, onFalse: onFalse)
    }
    switch test {
    case .any: return emit(operation(.always))
    case .lower(let word): return emit(operation(.lowerIs, vocabulary.insert(word)))
    case .lemma(let word):
      needs.insert(.tags)
      return emit(operation(.lemmaIs, vocabulary.insert(word)))
    case .text(let text):
      let word = vocabulary.insert(folded(text))
      let spelled = emit(operation(.text, number(ofText: text)))
      return emit(TestOperation(kind: .lowerIs, operand: word, onTrue: spelled, onFalse: onFalse))
    case .lexicon(let reference, let field):
      let words = words(of: reference)
      let set = number(ofSet: field == .opener ? words.openers : words.single)
      if field != .lower { needs.insert(.tags) }
      switch field {
      case .lower: return emit(operation(.lowerIn, set))
      case .lemma: return emit(operation(.lemmaIn, set))
      case .lowerOrLemma, .opener:
        let lemma = emit(operation(.lemmaIn, set))
        return emit(TestOperation(kind: .lowerIn, operand: set, onTrue: onTrue, onFalse: lemma))
      }
    case .pos(let tag):
      needs.insert(.tags)
      return emit(operation(.pos, mask: 1 << UInt64(tag.rawValue)))
    case .shape(let shape): return emit(operation(.shape, mask: 1 << UInt64(shape.rawValue)))
    case .dep(let dependency):
      needs.insert(.tree)
      return emit(operation(.dep, mask: 1 << UInt64(dependency.rawValue)))
    case .flag(let flag):
      func shapes(_ shapes: Shape...) -> UInt64 { shapes.reduce(0) { $0 | 1 << UInt64($1.rawValue) } }
      switch flag {
      case .quoted:
        needs.insert(.quotations)
        return emit(operation(.quoted))
      case .unquoted: return compile(.not(.flag(.quoted)), onTrue: onTrue, onFalse: onFalse, needs: &needs)
      case .capital: return emit(operation(.shape, mask: shapes(.capitalised, .upper)))
      case .upper: return emit(operation(.shape, mask: shapes(.upper)))
      case .number: return emit(operation(.shape, mask: shapes(.number)))
      case .punctuation: return emit(operation(.shape, mask: shapes(.punctuation)))
      case .symbol: return emit(operation(.shape, mask: shapes(.symbol)))
      case .first: return emit(operation(.first))
      case .last: return emit(operation(.last))
      case .past:
        needs.insert(.tags)
        return emit(operation(.past))
      }
    case .not(let inner): return compile(inner, onTrue: onFalse, onFalse: onTrue, needs: &needs)
    case .all(let parts):
      var next = onTrue
      for part in parts.reversed() { next = compile(part, onTrue: next, onFalse: onFalse, needs: &needs) }
      return next
    case .either(let parts):
      if let merged = merge(parts) {
        switch merged {
        case .lower(let set): return emit(operation(.lowerIn, set))
        case .lemma(let set):
          needs.insert(.tags)
          return emit(operation(.lemmaIn, set))
        case .pos(let mask):
          needs.insert(.tags)
          return emit(operation(.pos, mask: mask))
        case .shape(let mask): return emit(operation(.shape, mask: mask))
        }
      }
      var next = onFalse
      for part in parts.reversed() { next = compile(part, onTrue: onTrue, onFalse: next, needs: &needs) }
      return next
    }
  }

  private mutating func emit(_ operation: TestOperation) -> Int32 {
    tests.operations.append(operation)
    return Int32(tests.operations.count - 1)
  }

  private enum Merged {
    case lower(Int32), lemma(Int32), pos(UInt64), shape(UInt64)
  }

  /// `lemma=say|tell|add` is one look-up, not three.
  private mutating func merge(_ parts: [TokenTest]) -> Merged? {
    var lower: [String] = [], lemma: [String] = []
    var pos: UInt64 = 0, shape: UInt64 = 0
    var tags = 0, shapes = 0
    for part in parts {
      switch part {
      case .lower(let word): lower.append(word)
      case .lemma(let word): lemma.append(word)
      case .pos(let tag):
        pos |= 1 << UInt64(tag.rawValue)
        tags += 1
      case .shape(let value):
        shape |= 1 << UInt64(value.rawValue)
        shapes += 1
      default: return nil
      }
    }
    if lower.count == parts.count { return .lower(number(ofSet: lower.map { vocabulary.insert($0) })) }
    if lemma.count == parts.count { return .lemma(number(ofSet: lemma.map { vocabulary.insert($0) })) }
    if shapes == parts.count { return .shape(shape) }
    return tags == parts.count ? .pos(pos) : nil
  }

  private mutating func number(ofSet words: [Int32]) -> Int32 {
    let sorted = sortedOnce(words)
    if let known = numberOfSet[sorted] { return known }
    let number = Int32(setWords.count)
    setWords.append(sorted)
    numberOfSet[sorted] = number
    return number
  }

  private mutating func number(ofText text: String) -> Int32 {
    if let known = numberOfText[text] { return known }
    let number = Int32(tests.texts.count)
    tests.texts.append(Array(text.utf8))
    numberOfText[text] = number
    return number
  }
}
