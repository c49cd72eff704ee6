// Turns parsed patterns into instructions.

internal import Diagnostics
internal import TextAnalysis

struct PatternCompiler {
  static let longestProgram = 4_000

  var finder: RequirementFinder
  private(set) var code: [Instruction] = []
  private(set) var origins: [Range<Int32>] = []
  private(set) var layers: [CompiledLayer] = []
  private(set) var plans: [TreePlan] = []
  private(set) var roles: [String] = []
  private var numberOfLayer: [LayerTest: Int32] = [:]
  private var numberOfRole: [String: Int32] = [:]

  /// Words the matcher itself asks about.
  let thatWord, neverWord: Int32

  init(split: @escaping TokenSplitter) {
    var compiler = TestCompiler(split: split)
    thatWord = compiler.vocabulary.insert("that")
    neverWord = compiler.vocabulary.insert("never")
    finder = RequirementFinder(compiler)
  }

  /// Adds a lexicon: patterns refer to it by how many were added before.
  mutating func add(_ lexicon: Lexicon) { finder.compiler.add(lexicon) }

  /// Compiles one pattern. Diagnostics are appended; with an error the program is broken.
  mutating func compile(_ syntax: PatternSyntax, _ source: PatternSource, _ diagnostics: inout [Diagnostic])
    -> Program
  {
    var program = Program(use: source.use)
    let whole = 0..<max(1, source.text.unicodeScalars.count)
    if let sequence = syntax.sequence {
      guard length(of: sequence) <= Self.longestProgram else {
        diagnostics.append(
          Diagnostic(
            .error, "too-large",
            "pattern of at most \(Self.longestProgram) steps expected, got \(length(of: sequence))",
            at: source.place(whole), help: ["repetitions multiply: (a{1,50} b){1,50} stands for 2500 items"]))
        program.isBroken = true
        return program
      }
      program.start = Int32(code.count)
      emit(sequence, into: &program)
      emit(.accept, range: sequence.range)
      program.count = Int32(code.count) - program.start
      numberJoins(&program)
      if sequence.fewestTokens == 0 {
        diagnostics.append(
          Diagnostic(
            .warning, "may-be-empty", "pattern matches where nothing is", at: source.place(sequence.range),
            label: "every item is optional", help: ["matches without a token are not reported"]))
      }
      lookAtStart(of: sequence, &program)
    }
    if !syntax.nodes.isEmpty {
      program.needs.insert([.tree, .tags])
      program.plan = Int32(plans.count)
      var fillings: [String: Int] = [:]
      if let sequence = syntax.sequence { countRoles(sequence, into: &fillings, times: 1) }
      let nodes = syntax.nodes.map { node in
        TreePlan.Node(
          role: node.label.map { number(ofRole: $0) } ?? -1, extent: node.extent,
          test: node.test.map { need($0, &program) } ?? -1,
          isSequenceRole: node.label.map { fillings[$0] != nil } ?? false,
          isFilledOnce: node.label.map { fillings[$0] == 1 } ?? false)
      }
      if nodes.contains(where: { $0.extent == .onwards }) {
        program.layers |= 1 << SpanLayer.date.rawValue
        program.needs.insert(.quotations)
      }
      if syntax.edges.contains(where: { $0.relations & PatternNames.subject != 0 }) {
        program.needs.insert(.subjects)
      }
      plans.append(TreePlan(syntax, nodes: nodes))
    }
    return program
  }

  private mutating func need(_ test: TokenTest, _ program: inout Program) -> Int32 {
    let number = finder.compiler.number(of: test)
    program.needs.formUnion(finder.compiler.tests.needs[Int(number)])
    return number
  }

  private mutating func number(ofRole name: String) -> Int32 {
    if let known = numberOfRole[name] { return known }
    let number = Int32(roles.count)
    roles.append(name)
    numberOfRole[name] = number
    return number
  }

  /// Counts how often each role can be filled, two standing for many.
  private func countRoles(_ syntax: SequenceSyntax, into roles: inout [String: Int], times: Int) {
    switch syntax.kind {
    case .role(let name, let inner):
      roles[name, default: 0] += times
      countRoles(inner, into: &roles, times: times)
    case .sequence(let items), .either(let items):
      for item in items { countRoles(item, into: &roles, times: times) }
    case .repeated(let inner, _, let maximum):
      countRoles(inner, into: &roles, times: maximum == 1 ? times : 2)
    default: break
    }
  }

  // MARK: - Instructions

  @discardableResult
  private mutating func emit(
    _ operation: Instruction.Operation, _ a: Int32 = 0, _ b: Int32 = 0, range: Range<Int>
  ) -> Int {
    code.append(Instruction(operation: operation, a: a, b: b))
    origins.append(Int32(range.lowerBound)..<Int32(range.upperBound))
    return code.count - 1
  }

  private var here: Int32 { Int32(code.count) }

  private mutating func emit(_ part: SequenceSyntax, into program: inout Program) {
    let range = part.range
    switch part.kind {
    case .token(let test): emit(.token, need(test, &program), range: range)
    case .lexicon(let reference):
      let tree = finder.compiler.words(of: reference).tree
      let test = need(.lexicon(reference, .lowerOrLemma), &program)
      guard tree >= 0 else {
        emit(.token, test, range: range)
        return
      }
      // The longer reading first.
      let split = emit(.split, here + 1, 0, range: range)
      emit(.phrase, tree, range: range)
      let jump = emit(.jump, range: range)
      code[split].b = here
      emit(.token, test, range: range)
      code[jump].a = here
    case .layer(let test):
      program.layers |= 1 << test.layer.rawValue
      if test.layer == .quotation { program.needs.insert(.quotations) }
      for condition in test.conditions {
        _ = need(condition.test, &program)
        if condition.position == .head { program.needs.insert([.tree, .tags]) }
      }
      emit(.layer, number(of: test), range: range)
    case .gap(let minimum, let maximum):
      for _ in 0..<minimum { emit(.gapToken, range: range) }
      // The shorter reading first: of two ways to the same end, a gap ends at the nearest.
      if let maximum {
        var splits: [Int] = []
        for _ in minimum..<maximum {
          splits.append(emit(.split, 0, here + 1, range: range))
          emit(.gapToken, range: range)
        }
        for split in splits { code[split].a = here }
      } else {
        let loop = here
        let split = emit(.split, 0, loop + 1, range: range)
        emit(.gapToken, range: range)
        emit(.jump, loop, range: range)
        code[split].a = here
      }
    case .sentenceStart: emit(.sentenceStart, range: range)
    case .sentenceEnd: emit(.sentenceEnd, range: range)
    case .sequence(let items): for item in items { emit(item, into: &program) }
    case .either(let choices):
      var jumps: [Int] = []
      for (index, choice) in choices.enumerated() {
        if index == choices.count - 1 {
          emit(choice, into: &program)
        } else {
          let split = emit(.split, here + 1, 0, range: range)
          emit(choice, into: &program)
          jumps.append(emit(.jump, range: range))
          code[split].b = here
        }
      }
      for jump in jumps { code[jump].a = here }
    case .role(let name, let inner):
      var isQuotation: Int32 = 0
      if case .layer(let test) = inner.kind, test.layer == .quotation { isQuotation = 1 }
      emit(.open, number(ofRole: name), isQuotation, range: range)
      emit(inner, into: &program)
      emit(.close, number(ofRole: name), range: range)
    case .repeated(let inner, let minimum, let maximum):
      for _ in 0..<minimum { emit(inner, into: &program) }
      if let maximum {
        var splits: [Int] = []
        for _ in minimum..<maximum {
          splits.append(emit(.split, here + 1, 0, range: range))
          emit(inner, into: &program)
        }
        for split in splits { code[split].b = here }
      } else {
        let loop = here
        let split = emit(.split, loop + 1, 0, range: range)
        emit(inner, into: &program)
        emit(.jump, loop, range: range)
        code[split].b = here
      }
    }
  }

  private mutating func numberJoins(_ program: inout Program) {
    let range = Int(program.start)..<code.count
    for index in range {
      switch code[index].operation {
      case .jump: code[Int(code[index].a)].join = 0
      case .split:
        code[Int(code[index].a)].join = 0
        code[Int(code[index].b)].join = 0
      // Spans that begin apart may end together.
      case .layer, .phrase: code[index + 1].join = 0
      default: break
      }
    }
    for index in range where code[index].join == 0 {
      code[index].join = program.joinCount
      program.joinCount += 1
    }
  }

  private mutating func number(of test: LayerTest) -> Int32 {
    if let known = numberOfLayer[test] { return known }
    let conditions = test.conditions.map { condition in
      var phrases: Int32 = -1
      if case .lexicon(let reference, _) = condition.test,
        condition.position == .any || condition.position == .none
      {
        phrases = finder.compiler.words(of: reference).tree
      }
      return CompiledLayer.Condition(
        position: condition.position, test: finder.compiler.number(of: condition.test), phrases: phrases)
    }
    let number = Int32(layers.count)
    layers.append(CompiledLayer(layer: test.layer, conditions: conditions))
    numberOfLayer[test] = number
    return number
  }

  // MARK: - Properties of a sequence

  /// How many instructions `emit` makes, not more than it takes to see that it is too many.
  private func length(of part: SequenceSyntax) -> Int {
    let limit = 1_000_000
    switch part.kind {
    case .token, .layer, .sentenceStart, .sentenceEnd: return 1
    case .lexicon: return 4
    case .gap(let minimum, let maximum): return 2 * max(minimum, maximum ?? minimum) + 3
    case .sequence(let items): return min(limit, items.reduce(0) { $0 + length(of: $1) })
    case .either(let items): return min(limit, items.reduce(0) { $0 + length(of: $1) + 2 })
    case .role(_, let inner): return length(of: inner) + 2
    case .repeated(let inner, let minimum, let maximum):
      return min(limit, max(minimum + 1, maximum ?? 0) * (length(of: inner) + 1) + 2)
    }
  }

  /// Notes what every match begins with, so that most starts cost one comparison.
  private mutating func lookAtStart(of sequence: SequenceSyntax, _ program: inout Program) {
    let first = FirstTokens(sequence)
    program.startTest = first.test.map { need($0, &program) } ?? -1
    program.fewestTokens = Int32(max(1, sequence.fewestTokens))
    switch sequence.firstItem.kind {
    case .layer(let test): program.startLayer = Int32(test.layer.rawValue)
    case .sentenceStart: program.isAnchored = true
    default: break
    }
  }
}

extension SequenceSyntax {
  /// The part that every match begins with, as far as there is no choice.
  fileprivate var firstItem: SequenceSyntax {
    switch kind {
    case .sequence(let items): items.first?.firstItem ?? self
    case .role(_, let inner): inner.firstItem
    case .repeated(let inner, let minimum, _) where minimum > 0: inner.firstItem
    default: self
    }
  }
}
