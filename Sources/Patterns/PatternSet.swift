// The one value that is made from all patterns of a rule set before any article is read.

public import Diagnostics
internal import TextAnalysis

/// Patterns compiled together. Immutable, shared by all workers.
public final class PatternSet: Sendable {
  /// How many patterns were given; they are named by their index.
  public let count: Int
  /// Names of roles; `PatternCapture.role` is an index into this list.
  public let roleNames: [String]

  let sources: [PatternSource]
  let lexicons: [Lexicon]
  let syntax: [PatternSyntax?]
  let programs: [Program]
  let code: [Instruction]
  /// For each instruction, the part of its pattern's text it was made from.
  let origins: [Range<Int32>]
  let layers: [CompiledLayer]
  let plans: [TreePlan]
  let vocabulary: WordIndex
  let tests: CompiledTests
  let syntaxOfTest: [TokenTest]
  let thatWord, neverWord: Int32

  /// For each vocabulary word the classes it is in. A class is a set of spellings of which some pattern requires one.
  let classesOfWord: Rows
  let classCount: Int
  /// For each class the patterns that have it as their key.
  let patternsOfClass: Rows
  /// For each pattern the classes a sentence must hold.
  let classesOfPattern: Rows
  /// For each pattern the tests that some token must pass.
  let testsOfPattern: Rows
  /// Patterns that require no word.
  let unkeyed: [Int32]
  /// The same two for the patterns of use `onDemand`.
  let demandedOfClass: Rows
  let unkeyedOnDemand: [Int32]

  /// Compiles `sources`, which refer to `lexicons` by name.
  ///
  /// Returns every diagnostic of every pattern, in the order of the sources. A pattern with an error keeps its index and never matches;
  /// so the set is always usable. O(size of sources and lexicons). To add patterns to those of an earlier set: `PatternSetDraft`.
  public static func compile(
    _ sources: [PatternSource], lexicons: [Lexicon] = [],
    splitting split: @escaping TokenSplitter = splitLikeUniversalDependencies
  ) -> (set: PatternSet, diagnostics: [Diagnostic]) {
    var draft = PatternSetDraft(splitting: split)
    draft.add(lexicons)
    draft.add(sources)
    return (draft.compiled(), draft.diagnostics)
  }

  /// The pattern's text and place, as given.
  public func source(_ pattern: Int) -> PatternSource { sources[pattern] }

  /// The index of a role in `roleNames`, nil when no pattern has it.
  public func role(_ name: String) -> Int? { roleNames.firstIndex(of: name) }

  /// Whether the pattern had no error.
  public func isUsable(_ pattern: Int) -> Bool { !programs[pattern].isBroken }

  /// The roles a pattern can fill, in the order they are written.
  public func roles(of pattern: Int) -> [String] { rolesOfPattern[pattern] }
  private let rolesOfPattern: [[String]]

  /// What `draft` has come to.
  init(_ draft: PatternSetDraft) {
    var compiler = draft.compiler
    var classOf: [[Int32]: Int32] = [:]
    var classes: [[Int32]] = []
    var classesOfPattern = Rows()
    var keyed: [[Int32]] = [], keyedOnDemand: [[Int32]] = []
    var unkeyed: [Int32] = [], unkeyedOnDemand: [Int32] = []
    for (pattern, list) in draft.requirements.enumerated() {
      let numbers = list.map { requirement in
        if let known = classOf[requirement.words] { return known }
        let number = Int32(classes.count)
        classOf[requirement.words] = number
        classes.append(requirement.words)
        keyed.append([])
        keyedOnDemand.append([])
        return number
      }
      classesOfPattern.append(numbers)
      let program = draft.programs[pattern]
      if program.isBroken { continue }
      switch (program.use == .onDemand, numbers.first) {
      case (false, let key?): keyed[Int(key)].append(Int32(pattern))
      case (false, nil): unkeyed.append(Int32(pattern))
      case (true, let key?): keyedOnDemand[Int(key)].append(Int32(pattern))
      case (true, nil): unkeyedOnDemand.append(Int32(pattern))
      }
    }
    let vocabulary = compiler.finder.compiler.vocabulary
    var patternRows = Rows(), demandedRows = Rows()
    for row in keyed { patternRows.append(row) }
    for row in keyedOnDemand { demandedRows.append(row) }

    thatWord = compiler.thatWord
    neverWord = compiler.neverWord
    count = draft.sources.count
    roleNames = compiler.roles
    sources = draft.sources
    lexicons = draft.lexicons
    syntax = draft.syntax
    programs = draft.programs
    code = compiler.code
    origins = compiler.origins
    layers = compiler.layers
    plans = compiler.plans
    syntaxOfTest = compiler.finder.compiler.syntaxOfTest
    tests = compiler.finder.compiler.finish()
    self.vocabulary = vocabulary
    classesOfWord = Rows(inverting: classes, count: vocabulary.count)
    classCount = classes.count
    patternsOfClass = patternRows
    self.classesOfPattern = classesOfPattern
    testsOfPattern = draft.tests
    self.unkeyed = unkeyed
    demandedOfClass = demandedRows
    self.unkeyedOnDemand = unkeyedOnDemand
    rolesOfPattern = draft.syntax.map { $0?.roles ?? [] }
  }
}

extension PatternSyntax {
  /// The roles in the order they are written, each once.
  var roles: [String] {
    var result: [String] = []
    func add(_ name: String) { if !result.contains(name) { result.append(name) } }
    func collect(_ part: SequenceSyntax) {
      switch part.kind {
      case .role(let name, let inner):
        add(name)
        collect(inner)
      case .sequence(let items), .either(let items): for item in items { collect(item) }
      case .repeated(let inner, _, _): collect(inner)
      default: break
      }
    }
    if let sequence { collect(sequence) }
    for node in nodes { if let label = node.label { add(label) } }
    return result
  }
}
