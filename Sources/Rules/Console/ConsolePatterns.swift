// Patterns that somebody types. A rule file's are compiled together before any article is read; these come one by one,
// and each makes the set anew.

public import Articles
import Diagnostics
import Patterns
import TextAnalysis

/// The patterns and lexicons of one console.
final class ConsolePatterns {
  /// So many patterns are kept: each one makes compiling the next dearer.
  static let mostPatterns = 200

  private let analysis: Analysis
  /// By full name, and by the short name where that is one lexicon's, or the last pack's.
  private let lexicons: [Lexicon]
  private var sources: [PatternSource] = []
  private var rowOfText: [String: Int] = [:]
  private(set) var matcher: PatternMatcher

  init(_ packs: [PackSource], _ analysis: Analysis) {
    self.analysis = analysis
    var found: [Diagnostic] = []
    var lexicons = RuleDraft.lexicons(of: packs, &found)
    var short: [String: Lexicon] = [:]
    for lexicon in lexicons {
      let name = lexicon.name.split(separator: "/").last.map(String.init) ?? lexicon.name
      // Packs that somebody names come behind the shipped ones.
      short[name] = Lexicon(name: name, entries: lexicon.entries)
    }
    lexicons += short.keys.sorted().compactMap { short[$0] }
    self.lexicons = lexicons
    matcher = PatternMatcher(PatternSet.compile([]).set)
  }

  var lexiconNames: [String] { lexicons.map(\.name) }

  func row(ofLexicon name: String) throws(AuthoringError) -> Int {
    guard lexicons.contains(where: { $0.name == name }) else {
      let near = suggestion(for: name, among: lexiconNames)
      throw AuthoringError("lexicon: no lexicon '\(name)'" + (near.map { " (did you mean '\($0)'?)" } ?? ""))
    }
    return try row(of: "@\(name)")
  }

  func row(of text: String) throws(AuthoringError) -> Int {
    do throws(RuleSet.Mistakes) { return try compiledRow(of: text) } catch {
      throw AuthoringError("pattern: \(error.diagnostics.first?.message ?? "it has a mistake")")
    }
  }

  /// The row of a pattern, which is compiled when it was not before.
  func compiledRow(of text: String) throws(RuleSet.Mistakes) -> Int {
    if let row = rowOfText[text] { return row }
    guard sources.count < Self.mostPatterns else {
      throw RuleSet.Mistakes(diagnostics: [
        Diagnostic(.error, "too-many", "at most \(Self.mostPatterns) patterns in one session expected")
      ])
    }
    let source = PatternSource(text, use: .onDemand, file: "pattern")
    let (set, diagnostics) = PatternSet.compile(
      sources + [source], lexicons: lexicons, splitting: tokens(of:))
    let mistakes = diagnostics.filter { $0.severity == .error }
    guard mistakes.isEmpty else { throw RuleSet.Mistakes(diagnostics: mistakes) }
    sources.append(source)
    rowOfText[text] = sources.count - 1
    matcher = PatternMatcher(set)
    matcher.begin(analysis)
    return sources.count - 1
  }

  /// The first match of a pattern in some tokens, and what looking for it cost.
  func firstMatch(of row: Int, _ tokens: Range<Int>) -> (range: TokenRange, steps: Int)? {
    guard sources.indices.contains(row), tokens.upperBound <= analysis.tokens.count else { return nil }
    let before = matcher.steps
    guard let match = matcher.firstMatch(of: row, analysis, tokens: tokens) else { return nil }
    return (TokenRange(match.firstToken, match.endToken), matcher.steps - before)
  }

  /// How far a pattern gets in a sentence.
  func explain(_ row: Int, sentence: Int) -> PatternTrace {
    matcher.explain(row, analysis, sentence: sentence)
  }

  /// The matches in a sentence that do not overlap, with their labels.
  func matches(of row: Int, sentence: Int) -> [PatternMatches.Match] {
    let tokens = analysis.sentences.tokens(sentence)
    var found: [PatternMatches.Match] = []
    var start = tokens.lowerBound
    while start < tokens.upperBound,
      let match = matcher.firstMatch(of: row, analysis, tokens: start..<tokens.upperBound)
    {
      start = max(Int(match.endToken), start + 1)
      found.append(
        PatternMatches.Match(
          span: analysis.textSpan(TokenRange(match.firstToken, match.endToken)),
          captures: match.captures.map { row in
            let capture = matcher.captures[row]
            return RuleTrace.Capture(
              label: matcher.set.roleNames[Int(capture.role)],
              span: analysis.textSpan(TokenRange(capture.firstToken, capture.endToken)))
          }))
    }
    return found
  }
}

/// Where a pattern matches in an article.
public struct PatternMatches: Sendable {
  public struct Match: Hashable, Sendable {
    public var span: TextSpan
    /// Its labels with their words, in the order of the pattern.
    public var captures: [RuleTrace.Capture]
  }

  public struct Sentence: Hashable, Sendable {
    public var span: TextSpan
    /// In text order; they do not overlap.
    public var matches: [Match]
  }

  /// The sentences that have matches.
  public var sentences: [Sentence]
  /// Where there are none: what the pattern stopped at in the sentence in which it got furthest.
  public var stop: (sentence: TextSpan, message: String)?
}

extension ArticleConsole {
  /// Where a pattern matches. Lexicons may be named in short.
  ///
  /// - Throws: the mistakes of the pattern.
  public func matches(of pattern: String) throws(RuleSet.Mistakes) -> PatternMatches {
    let row = try patterns.compiledRow(of: pattern)
    var found = PatternMatches(sentences: [])
    var furthest = -1
    let sentences = (0..<analysis.sentences.count).filter { !analysis.sentences.tokens($0).isEmpty }
    for sentence in sentences {
      let matches = patterns.matches(of: row, sentence: sentence)
      guard !matches.isEmpty else { continue }
      found.sentences.append(PatternMatches.Sentence(span: sentenceSpan(sentence), matches: matches))
    }
    guard found.sentences.isEmpty else { return found }
    for sentence in sentences {
      let trace = patterns.explain(row, sentence: sentence)
      // An item that stands later in the pattern is further; without a word none of it was found.
      let place = trace.place.map { $0.line * 10_000 + $0.column + (trace.token == nil ? 0 : 5_000) } ?? 0
      if place > furthest {
        furthest = place
        found.stop = (sentenceSpan(sentence), trace.message)
      }
    }
    return found
  }

  private func sentenceSpan(_ sentence: Int) -> TextSpan {
    analysis.textSpan(TokenRange(analysis.sentences.tokens(sentence)))
  }
}
