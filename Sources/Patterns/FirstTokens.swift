// What every match of a sequence begins with, and how short it can be. Most tokens of a sentence begin no match, and
// one comparison says so: running the machine to find out costs ten times as much.

internal import TextAnalysis

/// How the matches of a part begin.
struct FirstTokens {
  /// Longer lists of tests cost more than they save.
  private static let mostTests = 12

  /// The first token passes one of these; nil where it may be any token, or begins a layer.
  private(set) var tests: [TokenTest]?
  /// Whether the part may match no token, so that what follows may begin the match.
  private var mayBeEmpty: Bool

  init(_ part: SequenceSyntax) {
    switch part.kind {
    case .token(.any): self.init(nil)
    case .token(let test): self.init([test])
    case .lexicon(let reference): self.init([.lexicon(reference, .opener)])
    case .layer: self.init(nil)
    case .gap(let minimum, _): self.init(nil, mayBeEmpty: minimum == 0)
    // No token, but what follows is the sentence's first.
    case .sentenceStart: self.init([.flag(.first)])
    case .sentenceEnd: self.init([], mayBeEmpty: true)
    case .role(_, let inner): self.init(inner)
    case .repeated(let inner, let minimum, _):
      self.init(inner)
      mayBeEmpty = mayBeEmpty || minimum == 0
    case .sequence(let items):
      self.init([], mayBeEmpty: true)
      for item in items where mayBeEmpty {
        let next = FirstTokens(item)
        add(next)
        mayBeEmpty = next.mayBeEmpty
      }
    case .either(let choices):
      self.init([])
      for choice in choices {
        let next = FirstTokens(choice)
        add(next)
        mayBeEmpty = mayBeEmpty || next.mayBeEmpty
      }
    }
  }

  private init(_ tests: [TokenTest]?, mayBeEmpty: Bool = false) {
    self.tests = tests
    self.mayBeEmpty = mayBeEmpty
  }

  private mutating func add(_ other: FirstTokens) {
    guard let more = other.tests, let known = tests else {
      tests = nil
      return
    }
    let all = known + more.filter { !known.contains($0) }
    tests = all.count <= Self.mostTests ? all : nil
  }

  /// One test for all of them, tags together: they are compared in one go. Nil where there is none.
  var test: TokenTest? {
    guard let tests, !tests.isEmpty else { return nil }
    let tags = tests.filter(\.isTag)
    let parts = (tags.count > 1 ? [.either(tags)] : tags) + tests.filter { !$0.isTag }
    return parts.count == 1 ? parts[0] : .either(parts)
  }
}

extension TokenTest {
  fileprivate var isTag: Bool { if case .pos = self { true } else { false } }
}

extension SequenceSyntax {
  /// The fewest tokens that a match has, counted no further than `enough`: repetitions multiply.
  var fewestTokens: Int {
    let enough = 1_000_000
    switch kind {
    // A span of a layer has a token at least.
    case .token, .lexicon, .layer: return 1
    case .gap(let minimum, _): return minimum
    case .sentenceStart, .sentenceEnd: return 0
    case .role(_, let inner): return inner.fewestTokens
    case .repeated(let inner, let minimum, _): return min(enough, minimum * inner.fewestTokens)
    case .sequence(let items): return min(enough, items.reduce(0) { $0 + $1.fewestTokens })
    case .either(let choices): return choices.map(\.fewestTokens).min() ?? 0
    }
  }
}
