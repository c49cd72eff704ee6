// Most patterns cannot match most sentences, and one absent word proves it. For every pattern we
// note sets of spellings of which a matching sentence must hold one each; the rarest of them is the
// key by which the pattern is found.

internal import TextAnalysis

/// A set of spellings, sorted, of which a sentence must hold one.
struct Requirement: Hashable, Sendable {
  var words: [Int32]
  /// How often, roughly, a sentence holds one; only compared, never shown.
  var cost: Int
}

/// Finds what a pattern requires.
struct RequirementFinder {
  static let mostPerPattern = 4

  var compiler: TestCompiler
  private var formsOfLemma: [String: [Int32]] = [:]
  private var formsOfLexicon: [Int: [Int32]] = [:]
  /// Rules ask for the same long lexicons again and again; nil for a test that any word may pass.
  private var requirementOfTest: [TokenTest: Requirement?] = [:]
  private var requirementOfPhrases: [Int: Requirement] = [:]
  /// `frequency` of each word of the vocabulary, as far as it was asked for.
  private var frequencies: [Int] = []

  init(_ compiler: TestCompiler) { self.compiler = compiler }

  /// At most four requirements, the rarest first.
  mutating func requirements(of syntax: PatternSyntax) -> [Requirement] {
    var found: [Requirement] = []
    if let sequence = syntax.sequence { found += requirements(of: sequence) }
    let negated = Set(syntax.edges.filter(\.negated).compactMap(\.to))
    let asserted = Set(syntax.edges.filter { !$0.negated }.flatMap { [$0.from, $0.to ?? $0.from] })
    for (index, node) in syntax.nodes.enumerated() {
      if negated.contains(index), !asserted.contains(index) { continue }
      if let test = node.test, let requirement = requirement(of: test) { found.append(requirement) }
    }
    var kept: [Requirement] = []
    for requirement in found.sorted(by: { ($0.cost, $0.words.count) < ($1.cost, $1.words.count) })
    where !kept.contains(requirement) {
      kept.append(requirement)
      if kept.count == Self.mostPerPattern { break }
    }
    return kept
  }

  /// Tests that need no tree and that some token of every match passes.
  mutating func requiredTests(of syntax: PatternSyntax) -> [Int32] {
    var tests: [TokenTest] = []
    func collect(_ part: SequenceSyntax) {
      switch part.kind {
      case .token(let test): tests.append(test)
      case .role(_, let inner): collect(inner)
      case .repeated(let inner, let minimum, _) where minimum > 0: collect(inner)
      case .sequence(let items): for item in items { collect(item) }
      default: break
      }
    }
    if let sequence = syntax.sequence { collect(sequence) }
    for edge in syntax.edges where !edge.negated {
      for node in [edge.from, edge.to ?? edge.from] {
        if let test = syntax.nodes[node].test { tests.append(test) }
      }
    }
    var result: [Int32] = []
    for test in tests where test != .any {
      let number = compiler.number(of: test)
      guard compiler.tests.needs[Int(number)].isSubset(of: [.tags, .quotations]), !result.contains(number)
      else { continue }
      result.append(number)
      if result.count == 6 { break }
    }
    return result
  }

  private mutating func requirements(of part: SequenceSyntax) -> [Requirement] {
    switch part.kind {
    case .token(let test): return requirement(of: test).map { [$0] } ?? []
    case .lexicon(let reference):
      if let known = requirementOfPhrases[reference.index] { return [known] }
      let lexicon = compiler.words(of: reference)
      var words = forms(of: reference)
      for opener in lexicon.openers { words += forms(of: compiler.vocabulary.string(opener)) }
      let found = requirement(words)
      requirementOfPhrases[reference.index] = found
      return [found]
    case .layer(let layer):
      return layer.conditions.compactMap { condition in
        switch condition.position {
        case .any, .head, .first, .last, .all:
          // A phrase of a lexicon may stand in for `any`; its first word is what must be there.
          if case .lexicon(let reference, _) = condition.test, condition.position == .any {
            return requirements(of: SequenceSyntax(kind: .lexicon(reference), range: part.range)).first
          }
          return requirement(of: condition.test)
        case .none: return nil
        }
      }
    case .gap, .sentenceStart, .sentenceEnd: return []
    case .sequence(let items):
      var result: [Requirement] = []
      for item in items { result += requirements(of: item) }
      return result
    case .either(let choices):
      var union: [Int32] = []
      for choice in choices {
        guard let best = requirements(of: choice).min(by: { $0.cost < $1.cost }) else { return [] }
        union += best.words
      }
      return [requirement(union)]
    case .role(_, let inner): return requirements(of: inner)
    case .repeated(let inner, let minimum, _): return minimum > 0 ? requirements(of: inner) : []
    }
  }

  private mutating func requirement(_ words: [Int32]) -> Requirement {
    while frequencies.count < compiler.vocabulary.count {
      frequencies.append(Self.frequency(compiler.vocabulary.string(Int32(frequencies.count))))
    }
    let sorted = sortedOnce(words)
    return Requirement(words: sorted, cost: sorted.reduce(0) { $0 + frequencies[Int($1)] })
  }

  /// The spellings a token that passes `test` may have; nil when it may have any.
  private mutating func requirement(of test: TokenTest) -> Requirement? {
    if let known = requirementOfTest[test] { return known }
    var words: [Int32]?
    switch test {
    case .lower(let word): words = [compiler.vocabulary.insert(word)]
    case .text(let text): words = [compiler.vocabulary.insert(folded(text))]
    case .lemma(let lemma): words = forms(of: lemma)
    case .lexicon(let reference, let field):
      words = field == .lower ? compiler.words(of: reference).single : forms(of: reference)
    case .all(let parts):
      words = parts.compactMap { requirement(of: $0) }.min { $0.cost < $1.cost }?.words
    case .either(let parts):
      let each = parts.map { requirement(of: $0) }
      words = each.contains(nil) ? nil : each.flatMap { $0?.words ?? [] }
    case .any, .pos, .shape, .dep, .flag, .not: words = nil
    }
    let found = words.map { requirement($0) }
    requirementOfTest[test] = .some(found)
    return found
  }

  private mutating func forms(of lemma: String) -> [Int32] {
    if let known = formsOfLemma[lemma] { return known }
    let result = WordForms.forms(of: lemma).map { compiler.vocabulary.insert($0) }
    formsOfLemma[lemma] = result
    return result
  }

  /// Forms of the single words of a lexicon.
  private mutating func forms(of reference: LexiconReference) -> [Int32] {
    if let known = formsOfLexicon[reference.index] { return known }
    var result: [Int32] = []
    for word in compiler.words(of: reference).single { result += forms(of: compiler.vocabulary.string(word)) }
    formsOfLexicon[reference.index] = result
    return result
  }

  // MARK: - Frequencies

  /// Occurrences in a million words of news, to one digit. Unlisted words are rare enough not to matter.
  static func frequency(_ word: String) -> Int { frequent[word] ?? 20 }

  private static let frequent: [String: Int] = {
    var result: [String: Int] = [:]
    for (count, words) in [
      (50_000, "the , ."), (20_000, "to of and a in \" “ ”"),
      (9_000, "'s that for on is it with he was as at by"),
      (5_000, "said be has have his from will are not but an they i this who we had"),
      (
        2_500,
        "been their or more she about were up n't one which would after its year out her people when new two"
      ),
      (
        1_200,
        "there than all can if over also into - – — : ; could our years first no last you what some other"
      ),
      (
        700,
        "so time before against like just most because only do did made being told while government them him"
      ),
      (
        400,
        "now president say says three police between many during since may should where those under told state"
      ),
      (
        200,
        "called according added found used think get make know country know report reported work going see claims"
      ),
    ] {
      for word in words.split(separator: " ") { result[String(word)] = max(result[String(word)] ?? 0, count) }
    }
    return result
  }()
}
