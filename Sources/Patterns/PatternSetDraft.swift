// Whoever writes a rule has it compiled with every key, together with hundreds that stay as they are. What those came to is a
// value: a copy of it goes on with the one pattern that is new.

public import Diagnostics

/// Patterns on their way to a `PatternSet`. A copy goes its own way, and costs nothing until something is added to it.
public struct PatternSetDraft: Sendable {
  /// Of all patterns so far, in their order.
  public private(set) var diagnostics: [Diagnostic] = []
  private(set) var sources: [PatternSource] = []
  private(set) var lexicons: [Lexicon] = []
  private var indexOfLexicon: [String: Int] = [:]
  private(set) var compiler: PatternCompiler
  /// The rest has a row for each pattern.
  private(set) var syntax: [PatternSyntax?] = []
  private(set) var programs: [Program] = []
  /// What a sentence must hold.
  private(set) var requirements: [[Requirement]] = []
  /// Tests that some token must pass.
  private(set) var tests = Rows()
  private let split: TokenSplitter

  public init(splitting split: @escaping TokenSplitter = splitLikeUniversalDependencies) {
    self.split = split
    compiler = PatternCompiler(split: split)
  }

  /// How many patterns there are.
  public var count: Int { sources.count }

  /// Adds lexicons, which patterns that are added later may name. The first of two with one name is taken.
  public mutating func add(_ lexicons: [Lexicon]) {
    for lexicon in lexicons where indexOfLexicon[lexicon.name] == nil {
      indexOfLexicon[lexicon.name] = self.lexicons.count
      self.lexicons.append(lexicon)
      compiler.add(lexicon)
    }
  }

  /// Adds patterns, which are numbered on. O(size of the patterns, and of the lexicons that they are the first to name).
  public mutating func add(_ sources: some Sequence<PatternSource>) { for source in sources { add(source) } }

  private mutating func add(_ source: PatternSource) {
    var parser = PatternParser(source, lexicons: indexOfLexicon, split: split)
    let parsed = parser.parse()
    diagnostics += parser.diagnostics
    sources.append(source)
    syntax.append(parsed)
    let program = parsed.map { compiler.compile($0, source, &diagnostics) }
    programs.append(program ?? Program(use: source.use, isBroken: true))
    guard let parsed, let program, !program.isBroken else {
      requirements.append([])
      tests.append([])
      return
    }
    requirements.append(compiler.finder.requirements(of: parsed))
    tests.append(compiler.finder.requiredTests(of: parsed))
  }

  /// The set of all patterns so far. O(their size).
  public func compiled() -> PatternSet { PatternSet(self) }
}
