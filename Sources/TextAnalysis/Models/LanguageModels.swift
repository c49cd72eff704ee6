// Tagger and parser remember the words they met, so a worker keeps one pair for all its articles.

public import Profiling

/// The tagger, lemmatiser and parser that this program carries, with their memory.
///
/// Belongs to one worker at a time. Costs nothing until a sentence is tagged; then up to about
/// 30 MB, most of it rows of words met before. What it says never depends on what it did before.
public final class LanguageModels {
  private var isTaggerMade = false, isParserMade = false
  private var madeTagger: Tagger?, madeParser: Parser?
  private lazy var vectors: WordVectors? = ModelFile.vectors().flatMap { try? WordVectors($0) }

  /// What is told of the time spent on tags, trees and layers, when somebody wants to know.
  public var profile: Profile?

  public init() {}

  /// Whether the program was built with its models. Without them tokens have no tags and sentences no trees.
  public var areHere: Bool { tagger != nil && parser != nil }

  var tagger: Tagger? {
    if !isTaggerMade {
      isTaggerMade = true
      madeTagger = ModelFile.tagger().flatMap { try? Tagger($0, vectors: vectors) }
    }
    return madeTagger
  }

  var parser: Parser? {
    if !isParserMade {
      isParserMade = true
      if let tagger {
        madeParser = ModelFile.parser().flatMap { try? Parser($0, beside: tagger) }
      }
    }
    return madeParser
  }
}
