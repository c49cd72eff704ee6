import Articles
import Diagnostics
import Testing
import TextAnalysis

@testable import Patterns

private func compiled(_ patterns: [String], use: PatternSource.Use = .search) -> PatternSet {
  PatternSet.compile(patterns.map { PatternSource($0, use: use) }, lexicons: fixtureLexicons).set
}

/// What a matcher found in all sentences; a value, so that it can stand in an expectation.
private struct Found {
  var matches: [PatternMatch] = []
  var captures: [PatternCapture] = []
  var steps = 0
  var isOverLimit = false
}

private func search(_ set: PatternSet, _ text: FixtureText, limit: Int = .max) -> Found {
  var matcher = PatternMatcher(set)
  matcher.stepLimit = limit
  matcher.beginText(text)
  var found = Found()
  for sentence in 0..<text.sentences.count {
    matcher.matchText(text, sentence: sentence)
    found.matches += matcher.matches
    found.captures += matcher.captures
  }
  found.steps = matcher.steps
  found.isOverLimit = matcher.isOverLimit
  return found
}

/// The tokens of the first match in a range, and of its captures.
private func first(_ pattern: String, _ text: FixtureText, _ range: Range<Int>) -> [[Int32]] {
  var matcher = PatternMatcher(compiled([pattern], use: .onDemand))
  matcher.beginText(text)
  guard let match = matcher.firstMatchInText(of: 0, text, tokens: range) else { return [] }
  return [[match.firstToken, match.endToken]]
    + matcher.captures[match.captures].map { [$0.firstToken, $0.endToken] }
}

@Suite struct MatcherTests {
  /// A draft is compiled, goes on, and is compiled again; each copy of it knows what it was given, and no more.
  @Test func aCopyOfADraftGoesItsOwnWay() {
    let text = FixtureText("Ann denied/VERB/deny it . ‖ The mayor turned down 40 trucks .")
    let begun = ["cue:@deny", "cue:[lemma=turn]"]
    let ways = [["cue:@deny content:.. $", "trucks"], ["cue:(turned down)"], []]
    var draft = PatternSetDraft()
    draft.add(fixtureLexicons)
    draft.add(begun.map { PatternSource($0) })
    _ = draft.compiled()
    for way in ways + ways {
      var copy = draft
      copy.add([Lexicon(name: "more", entries: ["trucks"])])
      copy.add((way + ["@more", "@nowhere"]).map { PatternSource($0) })
      let (set, diagnostics) = PatternSet.compile(
        (begun + way + ["@more", "@nowhere"]).map { PatternSource($0) },
        lexicons: fixtureLexicons + [Lexicon(name: "more", entries: ["trucks"])])
      #expect(copy.diagnostics == diagnostics)
      #expect(diagnostics.map(\.slug) == ["unknown-lexicon"])
      let found = search(copy.compiled(), text), expected = search(set, text)
      #expect(found.matches == expected.matches && !found.matches.isEmpty)
      #expect(found.captures == expected.captures)
      #expect(found.steps == expected.steps)
    }
  }

  @Test func aSentenceWithoutTheRequiredWordsIsNotEvenTagged() {
    let text = FixtureText("The dam leaked . ‖ [np He ] denied/VERB/deny [np it ] . ‖ The dealer left .")
    _ = search(compiled(["source:<np> cue:@deny content:<np>", "cue:@deny >nsubj source"]), text)
    #expect(text.taggedSentences == [1])
    #expect(text.parsedSentences == [1])
  }

  @Test func aTreeIsOnlyAskedForWhereTheTagsAllowAMatch() {
    // `reject` may be a noun: only the tags can tell.
    let text = FixtureText("A reject/NOUN/reject left/VERB/leave .")
    _ = search(compiled(["cue:[lemma=reject & pos=VERB] >nsubj source"]), text)
    #expect(text.taggedSentences == [0])
    #expect(text.parsedSentences == [])
  }

  @Test(arguments: [
    // What must stand beside the phrase stands elsewhere, whatever its tree.
    ("^ cue:for source:[dep=obl]", []),
    ("cue:said source:<np head=PRON> $", [0]),
    ("cue:said source:<np head=PRON> left", []),
    ("cue:said source:<np head=PRON> \"!\"", []),
    ("content:<quotation> cue:said source:[dep=nsubj]", []),
    ("content:<quotation> \",\" source:[dep=nsubj] cue:left", [0]),
    ("source:[dep=nsubj] cue:said", [0]),
    ("cue:said .. source:[dep=obl]", [0]),
    ("cue:said{2} source:[dep=obl]", []),
    // An edge says nothing as long as there is no tree.
    ("cue:said source:it\ncue >obj source", [0]),
    ("cue:left source:it\ncue >obj source", []),
  ])
  func aSentenceIsParsedOnlyWhereASequenceCouldMatch(_ pattern: String, _ parsed: [Int]) {
    let text = FixtureText("[quotation \" No \" ] , he left and they said it was for her , slowly .")
    _ = search(compiled([pattern]), text)
    #expect(text.parsedSentences == parsed)
  }

  @Test func aPatternOfPlainWordsNeedsNoTags() {
    let text = FixtureText("He said so .")
    let found = search(compiled(["he said [capital]?", "\"He\" .. so"]), text)
    #expect(found.matches.count == 2)
    #expect(text.taggedSentences == [])
  }

  @Test func aPatternOnDemandIsNotSearchedFor() {
    let text = FixtureText("He said so")
    let found = search(compiled(["said"], use: .onDemand), text)
    #expect(found.matches.isEmpty)
    #expect(first("said", text, 0..<3) == [[1, 2]])
  }

  @Test(arguments: [
    (0..<8, [[1, 3]]), (2..<8, [[5, 7]]), (0..<2, []), (1..<3, [[1, 3]]), (6..<8, []), (3..<3, []),
  ])
  func aSearchInARangeStaysInside(_ range: Range<Int>, expected: [[Int32]]) {
    #expect(first("may go", FixtureText("he may go ‖ so he may go x"), range) == expected)
  }

  @Test func theLongestMatchInARangeEndsWithTheRange() {
    #expect(first("x:a+", FixtureText("a a a a a"), 1..<4) == [[1, 4], [1, 4]])
  }

  @Test func treeNodesMustLieInTheRange() {
    let text = FixtureText("He/PRON/he/2/nsubj denied/VERB/deny/0/root it/PRON/it/2/obj")
    #expect(first("cue.head:@deny >nsubj source.head", text, 1..<3).isEmpty)
    #expect(first("cue.head:@deny >nsubj source.head", text, 0..<3) == [[0, 2], [1, 2], [0, 1]])
  }

  @Test func matchingStopsAtTheLimitOfSteps() {
    let words = Array(repeating: "a", count: 60).joined(separator: " ")
    let text = FixtureText(words)
    let set = compiled(["(a* a*)* b? .. (a a*)* [lower=c]?"])
    let all = search(set, text)
    #expect(!all.isOverLimit)
    let limited = search(set, text, limit: all.steps / 2)
    #expect(limited.isOverLimit)
    #expect(limited.steps <= all.steps / 2 + 200)
  }

  @Test func stepsGrowNoFasterThanTheSquareOfTheSentence() {
    // Exponential for a backtracker without memory.
    func steps(_ count: Int) -> Int {
      let text = FixtureText(Array(repeating: "a", count: count).joined(separator: " ") + " x")
      return search(compiled(["(a | a a | a* a)* [lower=x] y?", "((a+)+)+ x"]), text).steps
    }
    #expect(steps(80) < steps(40) * 5)
    #expect(steps(160) < steps(80) * 5)
  }

  @Test func theSameInputCostsTheSameSteps() {
    let text = FixtureText("[np He ] denied/VERB/deny [np it ] and said/VERB/say so .")
    let set = compiled(["source:<np> cue:@deny", ".. @report ..", "cue.head:@report"])
    let one = search(set, text), other = search(set, text)
    #expect(one.steps == other.steps)
    #expect(one.matches == other.matches && one.captures == other.captures)
    #expect(one.matches.count >= 3)
  }

  @Test func headsAreKnownWhereTheTreeWasAsked() {
    let text = FixtureText("[np The/DET/the/2/det dam/NOUN/dam/3/nsubj ] leaked/VERB/leak/0/root")
    let found = search(compiled(["what:<np> verb:VERB; verb >nsubj what"]), text)
    #expect(found.captures.map(\.head) == [1, 2])
  }

  @Test func anEmptyTextAndEmptySentencesHaveNoMatches() {
    for notation in ["", "‖", "a ‖ ‖ b"] {
      let text = FixtureText(notation)
      let found = search(compiled(["[lower=c]*", "^ $", "x:[] > y", "<np>", "[last & first & NOUN]"]), text)
      #expect(found.matches.isEmpty)
      #expect(first("[]*", text, 0..<0).isEmpty)
    }
  }

  @Test func aTreeWithACycleDoesNotHang() {
    let text = FixtureText("a/X/a/2/dep b/X/b/3/dep c/X/c/1/dep d/X/d/9/dep")
    let found = search(compiled(["x.head:[lower=a] >> y", "x << y", "p:[] q:[]; p >> q"]), text)
    #expect(!found.isOverLimit)
    #expect(!found.matches.isEmpty)
  }

  @Test func anEmptySetMatchesNothing() {
    let found = search(compiled([]), FixtureText("a b"))
    #expect(found.matches.isEmpty)
  }

  @Test func aLocalNameFindsItsOwnPacksLexicon() {
    let lexicons = [
      Lexicon(name: "desk/one/deny", entries: ["deny"]), Lexicon(name: "desk/two/deny", entries: ["reject"]),
    ]
    let (set, diagnostics) = PatternSet.compile(
      [
        PatternSource("@deny", pack: "desk/one"), PatternSource("@deny", pack: "desk/two"),
        PatternSource("@desk/one/deny", pack: "desk/two"), PatternSource("@dney", pack: "desk/one"),
      ], lexicons: lexicons)
    #expect(diagnostics.map(\.label) == ["did you mean '@deny'?"])
    let found = search(set, FixtureText("deny reject"))
    #expect(found.matches.map { [$0.pattern, $0.firstToken] } == [[0, 0], [1, 1], [2, 0]])
  }
}

@Suite struct LexiconTests {
  @Test func aLexiconFileIsReadLineByLine() {
    let (lexicon, diagnostics) = Lexicon.parse(
      "# cues\nsay\n\n  Point  out # a phrase\nWon’t\r\nsay\n--\none two three four five six seven eight nine\n",
      name: "cues",
      file: "lexicons/cues.txt")
    #expect(lexicon.entries == ["point out", "say", "won't"])
    #expect(
      diagnostics.map { $0.rendered() } == [
        """
        warning[duplicate-entry]: lexicon 'cues' has 'say' twice
         --> lexicons/cues.txt:6
          |
        6 | say
          | ^^^ first on line 2
        """,
        """
        warning[odd-entry]: lexicon 'cues': word expected, got '--'
         --> lexicons/cues.txt:7
          |
        7 | --
          | ^^ left out
          = help: one entry a line; a comment begins with '#'
        """,
        """
        warning[odd-entry]: lexicon 'cues': at most 8 words expected in an entry
         --> lexicons/cues.txt:8
          |
        8 | one two three four five six seven eight nine
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ left out
        """,
      ])
  }

  @Test(arguments: [
    ("deny", "denies denied denying deny"), ("say", "said says saying"), ("withhold", "withheld withholding"),
    ("admit", "admitted admitting admits"), ("be", "is are was were been 's 're am being"),
    ("panic", "panicked panicking"),
    ("lie", "lying lied lies lay"), ("mean", "meant"),
    ("criticise", "criticised criticising criticize criticized"),
    ("crisis", "crises"), ("spokesman", "spokesmen"), ("will", "wo 'll would"), ("not", "n't"),
    ("tell", "told telling"),
    ("city", "cities"), ("knife", "knives"), ("overcome", "overcame"), ("big", "bigger biggest"),
    ("good", "better best"),
    ("agree", "agreed agreeing agrees"), ("box", "boxes"), ("they", "them their"), ("child", "children"),
  ])
  func everyFormOfALemmaIsForeseen(_ lemma: String, _ forms: String) {
    let foreseen = WordForms.forms(of: lemma)
    for form in forms.split(separator: " ") { #expect(foreseen.contains(String(form)), "\(form)") }
  }

  @Test(arguments: [
    ("won't", ["wo", "n't"]), ("Mary's", ["Mary", "'s"]), ("well-known", ["well", "-", "known"]),
    ("anti-war", ["anti-war"]),
    ("“Yes,”", ["“", "Yes", ",", "”"]), ("U.S.", ["U.S."]), ("according to", ["according", "to"]),
    ("-", ["-"]), ("'s", ["'s"]),
    ("155", ["155"]), ("", []), ("a--b", ["a", "-", "-b"]), ("n’t", ["n’t"]),
  ])
  func aWordIsSplitAsTheTreebanksSplitIt(_ word: String, _ tokens: [String]) {
    #expect(splitLikeUniversalDependencies(word) == tokens)
  }
}

@Suite struct RenderingTests {
  private let diagnostic = Diagnostic(
    .error, "unknown-field", "rule 'quoted-speech' has no field 'fnd'",
    at: .init(
      file: "newsdesk/rules/quoted-speech.lua", line: 5, column: 3, length: 3,
      text: "  fnd = function(quotation)"),
    label: "did you mean 'find'?", help: ["see 'assay new rule'"])

  @Test func aDiagnosticIsRenderedAsInTheDesign() {
    #expect(
      diagnostic.rendered() == """
        error[unknown-field]: rule 'quoted-speech' has no field 'fnd'
         --> newsdesk/rules/quoted-speech.lua:5
          |
        5 |   fnd = function(quotation)
          |   ^^^ did you mean 'find'?
          = help: see 'assay new rule'
        """)
  }

  @Test func colourComesOnlyWhenAskedFor() {
    #expect(!diagnostic.rendered().contains("\u{1b}"))
    #expect(diagnostic.rendered(color: true).hasPrefix("\u{1b}[1;31merror[unknown-field]\u{1b}[0m"))
  }

  @Test func jsonHoldsTheSameInAFixedOrder() {
    #expect(
      diagnostic.json
        == #"{"severity":"error","slug":"unknown-field","message":"rule 'quoted-speech' has no field 'fnd'","file":"newsdesk/rules/quoted-speech.lua","line":5,"column":3,"length":3,"text":"  fnd = function(quotation)","label":"did you mean 'find'?","help":["see 'assay new rule'"]}"#
    )
    #expect(
      Diagnostic(.warning, "a", "b\u{1}\"\\\n").json
        == #"{"severity":"warning","slug":"a","message":"b\u0001\"\\\n","file":null,"line":null,"column":null,"length":null,"text":null,"label":null,"help":[]}"#
    )
  }

  @Test func theMarginIsAsWideAsTheNumber() {
    let place = Diagnostic.Place(file: "a.lua", line: 120, column: 1, length: 1, text: "x")
    #expect(
      Diagnostic(.warning, "s", "m", at: place).rendered()
        == "warning[s]: m\n   --> a.lua:120\n    |\n120 | x\n    | ^")
  }

  @Test func aPlaceWithoutTextHasNoExcerpt() {
    let place = Diagnostic.Place(file: "a.lua", line: 2)
    #expect(
      Diagnostic(.error, "s", "m", at: place, label: "l").rendered() == "error[s]: m\n --> a.lua:2\n  = l")
    #expect(Diagnostic(.error, "s", "m", help: ["h"]).rendered() == "error[s]: m\n  = help: h")
  }

  @Test(arguments: [
    ("a\tb", 3, 1, "a    b", 5, 1), ("日本x", 3, 1, "日本x", 4, 1), ("日本x", 1, 2, "日本x", 0, 4),
    ("e\u{301}x", 3, 1, "e\u{301}x", 1, 1), ("a\u{1b}[0mb", 2, 1, "a␛[0mb", 1, 1), ("ab", 9, 3, "ab", 2, 1),
    ("a\u{202e}b", 3, 1, "a�b", 2, 1), ("", 1, 1, "", 0, 1), ("\u{7f}\u{9b}", 1, 2, "␡�", 0, 2),
  ])
  func theCaretsStandUnderTheirLetters(
    _ text: String, _ column: Int, _ length: Int, line: String, indent: Int, width: Int
  ) {
    let place = Diagnostic.Place(file: "f", line: 1, column: column, length: length, text: text)
    let rendered = Diagnostic(.error, "s", "m", at: place).rendered().split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(rendered[3] == "1 | \(line)")
    #expect(
      rendered[4] == "  | " + String(repeating: " ", count: indent) + String(repeating: "^", count: width))
  }

  @Test func aVeryLongLineIsShownAroundThePlace() {
    let text = String(repeating: "x", count: 5_000) + "HERE" + String(repeating: "y", count: 5_000)
    let place = Diagnostic.Place(file: "f", line: 1, column: 5_001, length: 4, text: text)
    let lines = Diagnostic(.error, "s", "m", at: place).rendered().split(separator: "\n")
    #expect(lines[3].count < 180)
    let caret = lines[4].firstIndex(of: "^").map { lines[4].distance(from: lines[4].startIndex, to: $0) } ?? 0
    #expect(lines[3].dropFirst(caret).hasPrefix("HERE"))
  }

  @Test(arguments: [
    ("nsubjj", "nsubj"), ("fnd", "find"), ("xyz", nil), ("lema", "lemma"), ("tpye", "type"), ("", nil),
    ("q", nil),
  ])
  func aNearNameIsSuggested(_ typed: String, _ expected: String?) {
    #expect(suggestion(for: typed, among: ["type", "lemma", "find", "nsubj", "obj"]) == expected)
  }
}
