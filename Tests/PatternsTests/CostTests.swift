// What a rule set costs. The figures are printed, not judged: run with PATTERN_BENCHMARK=1 in a
// release build. What must hold on every machine is judged by steps, which are counted.

import Articles
import Diagnostics
import Foundation
import Testing
import TextAnalysis

@testable import Patterns

/// Articles of made-up sentences with the shape of news: 40 sentences of about 22 tokens.
private func madeUpArticle(_ random: inout SeededGenerator, sentences: Int = 40) -> String {
  let nouns = (0..<900).map { "noun\(letters($0))" }
  let verbs = [
    "said", "told", "denied", "claimed", "went", "leaked", "built", "announced", "rose", "fell", "warned",
  ]
  var pieces: [String] = []
  for sentence in 0..<sentences {
    if sentence > 0 { pieces.append("‖") }
    var index = 0
    func noun(_ head: Int, _ dep: String) {
      let start = index + 1
      pieces += [
        "[np", "the/DET/the/\(start + 2)/det",
        "\(random.pick(["old", "new", "big", "odd"]))/ADJ//\(start + 2)/amod",
      ]
      pieces += ["\(random.pick(nouns))/NOUN//\(head)/\(dep)", "]"]
      index += 3
    }
    noun(4, "nsubj")
    let verb = random.pick(verbs)
    pieces.append("\(verb)/VERB/\(lemmas[verb] ?? verb)/0/root")
    index += 1
    if random.below(2) == 0 {
      pieces.append("that/SCONJ/that/9/mark")
      index += 1
      noun(9, "nsubj")
      pieces.append("\(random.pick(verbs))/VERB//4/ccomp")
      index += 1
    } else {
      noun(4, "obj")
    }
    for _ in 0..<3 {
      pieces.append("\(random.pick(["of", "in", "on", "with", "after"]))/ADP//\(index + 4)/case")
      index += 1
      noun(4, "obl")
    }
    pieces.append("./PUNCT//4/punct")
  }
  return pieces.joined(separator: " ").replacing("//", with: "/x/")
}

private let lemmas = [
  "said": "say", "told": "tell", "denied": "deny", "claimed": "claim", "went": "go", "leaked": "leak",
  "built": "build",
  "announced": "announce", "rose": "rise", "fell": "fall", "warned": "warn",
]

private func letters(_ number: Int) -> String {
  String(
    String.UnicodeScalarView(
      [0, 1, 2].map { digit in
        Unicode.Scalar(UInt8(ascii: "a") + UInt8((number >> (digit * 4)) & 15))
      }))
}

/// `count` patterns, all different, of the kinds that rule packs hold.
private func declarativePatterns(_ count: Int, _ random: inout SeededGenerator) -> [String] {
  (0..<count).map { index in
    let word = "noun\(letters(index))", other = "noun\(letters((index * 7 + 3) % 900))"
    switch index % 10 {
    case 0: return "source:<np> cue:@report that content:(.. \(word) ..) $"
    case 1: return "source:<np \(word)> cue:@deny content:<np>"
    case 2: return "cue.verb:@report >nsubj source:[lemma=\(word)] >ccomp content"
    case 3: return "\(word) .. (\(other) | leaked)"
    case 4: return "[lemma=\(word) & pos=NOUN] VERB{1,2} the"
    case 5: return "source:<np head=[lemma=\(word)]> .. cue:@report; cue >nsubj source"
    case 6: return "the ADJ* \(word) (in | on) the []* \(other)"
    case 7: return "cue:@deny >obj content:[lower=\(word)|\(other)]"
    case 8: return "content:.. \"\(word)\" ..{0,4} [lemma=@report]"
    default: return "[lower=\(word) & !quoted] [pos=VERB|AUX]? ADP <np>"
    }
  }
}

@Suite(.serialized) struct CostTests {
  private static let lexicons =
    fixtureLexicons + [Lexicon(name: "claim", entries: ["claim", "warn", "announce", "say", "tell"])]

  private struct Measured {
    var seconds = 0.0
    var steps = 0
    var matches = 0
  }

  private static func run(_ patterns: [String], _ texts: [FixtureText], rounds: Int) -> Measured {
    let (set, diagnostics) = PatternSet.compile(patterns.map { PatternSource($0) }, lexicons: lexicons)
    #expect(diagnostics.isEmpty, "\(diagnostics.first?.rendered() ?? "")")
    var matcher = PatternMatcher(set)
    var result = Measured()
    for text in texts { _ = matchAll(text, &matcher, &result) }  // tags and parses
    result = Measured()
    // Processor time: other work on the machine shall not count.
    let start = clock()
    for _ in 0..<rounds { for text in texts { _ = matchAll(text, &matcher, &result) } }
    result.seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
    return result
  }

  private static func matchAll(_ text: FixtureText, _ matcher: inout PatternMatcher, _ result: inout Measured)
    -> Int
  {
    matcher.beginText(text)
    for sentence in 0..<text.sentences.count {
      matcher.matchText(text, sentence: sentence)
      result.matches += matcher.matches.count
    }
    result.steps += matcher.steps
    return matcher.steps
  }

  /// Ten patterns that match several times an article, and as many rarer ones as asked for.
  private static func mixture(_ count: Int, _ random: inout SeededGenerator) -> [String] {
    let frequent = [
      "source:<np> cue:@report that content:.. $", "source:<np> cue:@deny content:<np>",
      "cue.verb:@claim >nsubj source >ccomp content", "[pos=NOUN] cue:@report", "cue:@deny >obj content",
      "(leaked | built) the ADJ? NOUN", "source:<np head=NOUN> cue:[lemma=tell|warn]", "@claim that <np>",
      "rose (in | on) <np>", "fell .. with",
    ]
    return frequent + declarativePatterns(count - 10, &random)
  }

  @Test func aThousandPatternsCostLittleMoreThanTen() {
    var random = SeededGenerator(state: 1)
    let texts = (0..<5).map { _ in FixtureText(madeUpArticle(&random)) }
    let ten = Self.run(Self.mixture(10, &random), texts, rounds: 1)
    let all = Self.run(Self.mixture(1_000, &random), texts, rounds: 1)
    #expect(ten.matches > 200)
    #expect(all.matches > ten.matches && all.matches < ten.matches * 10)
    // Steps, because time is nobody's to promise.
    #expect(all.steps < ten.steps * 2, "\(ten) \(all)")
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["PATTERN_BENCHMARK"] == "1"))
  func theCostOfPatternsIsPrinted() {
    var random = SeededGenerator(state: 1)
    let texts = (0..<20).map { _ in FixtureText(madeUpArticle(&random)) }
    let tokens = texts.reduce(0) { $0 + $1.tokens.count }
    for count in [10, 100, 1_000] {
      let measured = Self.run(Self.mixture(count, &random), texts, rounds: 100)
      let perToken = measured.seconds / Double(tokens * 100) * 1e9
      print(
        "\(count) patterns: \(Int(perToken)) ns a token, \(measured.steps / 100) steps,",
        "\(measured.matches / 100) matches, \(tokens) tokens")
    }
  }

  /// The worst case for the table of words: every pattern requires the same ones.
  @Test(.enabled(if: ProcessInfo.processInfo.environment["PATTERN_BENCHMARK"] == "1"))
  func theCostOfPatternsWithOneKeyIsPrinted() {
    var random = SeededGenerator(state: 2)
    let texts = (0..<20).map { _ in FixtureText(madeUpArticle(&random)) }
    let sentences = texts.reduce(0) { $0 + $1.sentences.count }
    for count in [10, 100, 1_000] {
      let patterns = (0..<count).map { index in
        "source:<np> cue:(@report | @claim) that? ADJ{0,\(index % 7 + 1)} NOUN{\(index % 5 + 1),\(index / 35 + 6)} ADP"
      }
      let start = clock()
      _ = PatternSet.compile(patterns.map { PatternSource($0) }, lexicons: Self.lexicons)
      let compiling = Int((clock() - start) / 1000)
      let measured = Self.run(patterns, texts, rounds: 10)
      let nanoseconds = measured.seconds / Double(sentences * 10 * count) * 1e9
      print(
        "\(count) patterns of one key: \(Int(nanoseconds)) ns a pattern and sentence, \(measured.matches / 10) matches,",
        "\(measured.steps / 10 / sentences / count) steps, compiled in \(compiling) ms")
    }
  }
}
