// What the parser hands to the compiler and to `explain`: the pattern as its author wrote it, with
// the place of every part.

internal import TextAnalysis

/// One pattern, parsed.
struct PatternSyntax: Sendable {
  /// Nil when the pattern consists of tree tests alone.
  var sequence: SequenceSyntax?
  var nodes: [TreeNodeSyntax] = []
  var edges: [TreeEdgeSyntax] = []
}

/// A test on one token. Equal tests are compiled once.
indirect enum TokenTest: Hashable, Sendable {
  case any
  /// Lowercased, with straight apostrophes.
  case lower(String)
  case lemma(String)
  /// Exactly as written.
  case text(String)
  case lexicon(LexiconReference, Field)
  case pos(PartOfSpeech)
  case shape(Shape)
  case dep(Dependency)
  case flag(Flag)
  case not(TokenTest)
  case all([TokenTest])
  case either([TokenTest])

  enum Field: Hashable, Sendable {
    case lower, lemma, lowerOrLemma
    /// Spelling or lemma is the first word of an entry, a phrase or a single word. Made by the compiler, never written.
    case opener
  }

  enum Flag: String, CaseIterable, Hashable, Sendable {
    case quoted, unquoted, capital, upper, number, punctuation, symbol, first, last, past
  }
}

/// A lexicon by its index in the list given to `PatternSet.compile`, and as the author named it.
struct LexiconReference: Hashable, Sendable {
  var index: Int
  var name: String
}

/// A part of the token sequence and its place in the pattern's text, in Unicode scalars.
struct SequenceSyntax: Sendable {
  indirect enum Kind: Sendable {
    case token(TokenTest)
    /// A lexicon in short form: one of its words, or all words of one of its phrases.
    case lexicon(LexiconReference)
    case layer(LayerTest)
    case gap(minimum: Int, maximum: Int?)
    case sentenceStart, sentenceEnd
    case sequence([SequenceSyntax])
    case either([SequenceSyntax])
    case role(String, SequenceSyntax)
    case repeated(SequenceSyntax, minimum: Int, maximum: Int?)
  }

  var kind: Kind
  var range: Range<Int>
}

/// `<np head=@official>`
struct LayerTest: Hashable, Sendable {
  struct Condition: Hashable, Sendable {
    var position: Position
    var test: TokenTest
  }

  enum Position: String, CaseIterable, Hashable, Sendable {
    case any, head, first, last, all, none
  }

  var layer: SpanLayer
  var conditions: [Condition]
}

/// A node of the tree part. Nodes with the same label are one.
struct TreeNodeSyntax: Sendable {
  enum Extent: String, Sendable {
    /// The whole subtree less other roles.
    case subtree
    /// The word alone: `cue.head`.
    case head
    /// The word with its auxiliaries, negation and particle: `cue.verb`.
    case verb
    /// The subtree and what follows it in the clause of its head: `content.onwards`.
    case onwards
  }

  var label: String?
  var extent: Extent = .subtree
  var test: TokenTest?
  var range: Range<Int>
}

/// `from >nsubj to`
struct TreeEdgeSyntax: Sendable {
  enum Direction: Sendable {
    case child, descendant, parent, ancestor
  }

  var from: Int
  /// Nil when nothing is asked of the other end: `cue >ccomp`.
  var to: Int?
  var direction: Direction
  /// One bit a `Dependency`, and `PatternNames.subject`; all bits of `Dependency` for a bare `>`.
  var relations: UInt64
  var negated: Bool
  var range: Range<Int>
}
