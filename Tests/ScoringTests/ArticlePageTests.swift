import Diagnostics
import Articles
import Testing

@testable import Rules
@testable import Scoring

@Suite struct ArticlePageTests {
  @Test func aNestedClaimStandsBelowTheOneThatHoldsItInItsBrackets() {
    var sample = Sample("The road is shut, according to a leaflet, Ann Poe said. Nobody else did.")
    sample.evaluation.claims = [
      sample.claim("a leaflet", "according to", ["The road is shut"], parent: 1),
      sample.claim("Ann Poe", "said", ["The road is shut, according to a leaflet"]),
    ]
    #expect(
      sample.page() == """
        sample
        2 claims

        [c2 [c1 The road is shut], according to a leaflet], Ann Poe said. Nobody else
        did.

          c2  Ann Poe · said · asserts · indirect
              The road is shut, according to a leaflet

              c1  a leaflet · according to · asserts · indirect
                  The road is shut

        Sources
            1  a leaflet  c1
            1  Ann Poe    c2

        """)
  }

  @Test func theWeightiestReasonsComeFirstAndLightOnesAreAddedUp() {
    var sample = Sample("It leaks, Ann Poe said.")
    var claim = sample.claim("Ann Poe", "said", ["It leaks"])
    claim.scores =
      [score(-1, "base", rule: "desk/test/base")]
      + [0.1, 0.2, -0.9, 0.3, 0.4, 0.5, -0.6, 0.7, 0.8].map { score($0, "weighs \($0)") }
    claim.totals = [Total(scale: "worth", value: 0.5)]
    sample.evaluation.claims = [claim]
    #expect(
      sample.page().contains(
        """
              worth  0.5 from −1
                 −0.9  weighs -0.9
                 +0.8  weighs 0.8
                 +0.7  weighs 0.7
                 −0.6  weighs -0.6
                 +0.5  weighs 0.5
                 +0.4  weighs 0.4
                 +0.3  weighs 0.3
                 +0.3  together from 2 lighter reasons; `assay explain` shows them
        """))
    claim.scores.removeLast()
    sample.evaluation.claims = [claim]
    #expect(sample.page().contains("         +0.1  weighs 0.1\n"))
  }

  /// Every sentence may be weighed; most are not worth a line, and a claim's sentence is shown as the claim.
  @Test func aSentenceIsShownWhenItIsWorthCheckingAndHoldsNoClaim() {
    var sample = Sample("Ann Poe said it leaks. It holds 40 tonnes. It is old.")
    func weighed(_ words: String, _ value: Double) -> ScoredSentence {
      ScoredSentence(
        span: sample.span(words), scores: [score(1, "a reason", scale: "check-worthiness")],
        totals: [Total(scale: "check-worthiness", value: value)])
    }
    sample.evaluation.claims = [sample.claim("Ann Poe", "said", ["it leaks"])]
    sample.evaluation.sentences = [
      weighed("Ann Poe said it leaks.", 0.9), weighed("It holds 40 tonnes.", 0.5),
      weighed("It is old.", 0.49),
    ]
    let shown = sample.page().split(separator: "\n").filter { $0.hasPrefix("  sentence") }
    #expect(shown == ["  sentence It holds 40 tonnes."])
  }

  @Test func scoresStandUnderTheirScaleInColumns() {
    var sample = Sample("Ann Poe said that 40 trucks were lost.", title: "Trucks")
    var claim = sample.claim("Ann Poe", "said", ["40 trucks were lost"])
    claim.scores = [
      score(-1, "where every claim starts", scale: "check-worthiness", rule: "std/checkworthiness/base"),
      score(
        1.2, "gives a figure that can be looked up in the book that the harbour master keeps",
        scale: "check-worthiness"),
      score(-10.5, "is far away", scale: "check-worthiness"), score(2, "has a name"),
    ]
    claim.totals = [Total(scale: "check-worthiness", value: 0.5498), Total(scale: "worth", value: -2)]
    sample.evaluation.claims = [claim]
    #expect(
      sample.page() == """
        Trucks
        sample · 1 claim

        Ann Poe said that [c1 40 trucks were lost].

          c1  Ann Poe · said · asserts · indirect
              40 trucks were lost
              check-worthiness  0.5498 from −1
                −10.5  is far away
                 +1.2  gives a figure that can be looked up in the book that the harbour
                       master keeps
              worth             −2
                   +2  has a name

        Sources
            1  Ann Poe  c1

        First to check
          0.5498  c1  Ann Poe: 40 trucks were lost

        """)
  }

  @Test func sourcesAreOnePersonEachAndTheBusiestComesFirst() {
    var sample = Sample("Bo Lane spoke. Ann Poe said it rains, and she said it pours.")
    sample.evaluation.claims = [
      sample.claim("Bo Lane", "spoke", [], entity: "e1"),
      sample.claim("Ann Poe", "said", ["it rains"], entity: "e2"),
      sample.claim("she", "said", ["it pours"], name: "Ann Poe", entity: "e2"),
    ]
    let page = sample.page()
    #expect(page.hasSuffix("\nSources\n    2  Ann Poe  c2 c3\n    1  Bo Lane  c1\n"))
    #expect(page.contains("c3  Ann Poe (“she”) · said"))
    #expect(page.contains("Bo Lane [c1 spoke]. Ann Poe said [c2 it rains]"))
  }

  @Test func aContentInPartsOrOverParagraphsIsMarkedWhereverItStands() {
    var sample = Sample("“It rains,” she said, “and pours.\n\nIt floods.”")
    var claim = sample.claim("she", "said", ["“It rains,”"])
    claim.content.append(TextSpan(sample.span("“and pours").start, sample.span("It floods.”").end))
    sample.evaluation.claims = [claim]
    let page = sample.page()
    #expect(page.contains("[c1 “It rains,”] she said, [c1 “and pours.]\n"))
    #expect(page.contains("\n[c1 It floods.”]\n"))
  }

  @Test func whatTheArticleSaysAboutItselfAndWhatNobodySaysHaveWords() {
    var sample = Sample("It rains. It is said that it pours.")
    sample.evaluation.claims = [
      sample.claim(nil, nil, ["It rains"], kind: .unattributed),
      sample.claim(nil, "is said", ["it pours"], kind: .agentless),
    ]
    #expect(sample.page().contains("c1  the article itself · asserts · unattributed\n"))
    #expect(sample.page().contains("c2  nobody named · is said · asserts · agentless\n"))
  }

  @Test func evidenceFiguresDatesHedgesAndRelationsAreOneLine() {
    var sample = Sample("Ann Poe said about 40 to 50 trucks left on Friday.")
    var claim = sample.claim("Ann Poe", "said", ["about 40 to 50 trucks left on Friday"])
    claim.evidence = .offered
    claim.hedges = [sample.span("about")]
    claim.figures = [
      Claim.Figure(span: sample.span("40 to 50"), value: .range(40, 50), unit: "trucks", bound: "between"),
      Claim.Figure(span: sample.span("40"), value: .exactly(4_000_000), unit: nil, bound: "at-least"),
    ]
    claim.dates = [Claim.Date(span: sample.span("Friday"), value: "2025-04-11")]
    claim.relations = [Claim.Relation(kind: .repeats, claim: 8)]
    sample.evaluation.claims = [claim]
    #expect(
      sample.page(width: 110).contains(
        "\n      hedged “about” · figures 40–50 trucks, ≥ 4,000,000 · dates 2025-04-11 (“Friday”) · repeats c9\n"
      ))
    #expect(sample.page().contains("c1  Ann Poe · said · asserts · indirect · evidence: offered\n"))
  }

  @Test func sentencesTheArticleAndDiagnosticsHaveTheirPlaces() {
    var sample = Sample("It rains. It pours.")
    sample.evaluation.sentences = [
      ScoredSentence(
        span: sample.span("It pours."), scores: [score(1, "wet")], totals: [Total(scale: "worth", value: 1)])
    ]
    sample.evaluation.scores = [score(3, "all wet")]
    sample.evaluation.totals = [Total(scale: "worth", value: 3)]
    sample.evaluation.diagnostics = [
      EvaluationDiagnostic(
        slug: "rule-failed", rule: "desk/test/x", message: "x.lua:1: no", traceback: ["x.lua:1: in function"])
    ]
    #expect(
      sample.page() == """
        sample
        0 claims

        It rains. It pours.

          sentence It pours.
              worth  1
                   +1  wet

        The article as a whole
          worth  3
               +3  all wet

        error[rule-failed]: desk/test/x: x.lua:1: no
            x.lua:1: in function

        """)
  }

  @Test func claimsThatHoldEachOtherAreShownAllTheSame() {
    var sample = Sample("It rains, she said.")
    sample.evaluation.claims = [
      sample.claim("she", "said", ["It rains"], parent: 1),
      sample.claim("she", "said", ["It rains"], parent: 0),
    ]
    #expect(sample.page().contains("  c1  she"))
    #expect(sample.page().contains("  c2  she"))
  }

  @Test(arguments: ["", "\n\n \n", "a", "\r\n\r\nx\r\n"]) func anArticleOfAlmostNothingHasAPage(
    _ text: String
  ) {
    #expect(Sample(text).page().hasPrefix("sample\n0 claims\n"))
  }

  @Test(arguments: [40, 57, 80, 110]) func noLineIsWiderThanThePage(_ width: Int) {
    var sample = Sample(
      "Ann Poe said \(String(repeating: "long ", count: 60))and \(String(repeating: "wide", count: 60)) 日本日本日本."
    )
    var claim = sample.claim("Ann Poe", "said", ["and \(String(repeating: "wide", count: 60))"])
    claim.scores = [score(1, String(repeating: "because ", count: 30))]
    claim.totals = [Total(scale: "worth", value: 1)]
    sample.evaluation.claims = [claim]
    for line in sample.page(width: width).split(separator: "\n") {
      #expect(String(line).terminalWidth <= width)
    }
  }

  @Test func colourChangesNoWord() {
    var sample = Sample("The road is shut, according to a leaflet, Ann Poe said.")
    sample.evaluation.claims = [sample.claim("Ann Poe", "said", ["The road is shut"], stance: .denies)]
    let coloured = sample.page(colour: true)
    #expect(coloured.contains("\u{1B}[31m[c1 The road is shut]"))
    var plain = ""
    var rest = coloured[...]
    while let escape = rest.firstIndex(of: "\u{1B}") {
      plain += rest[..<escape]
      rest = rest[escape...].drop { $0 != "m" }.dropFirst()
    }
    #expect(plain + rest == sample.page())
  }

  @Test func nothingFromOutsideSteersTheTerminal() {
    let evil = "a\u{1B}[2J\u{9B}31m\u{7}\u{202E}\u{2066}\u{8}\u{85}\u{2028}b\u{7F}"
    var sample = Sample("Ann said \(evil) twice.", title: evil)
    sample.article.outlet = evil
    sample.article.id = evil
    var claim = sample.claim("Ann", "said", [evil], name: "Ann\(evil)")
    claim.rule = evil
    claim.scores = [score(1, evil, scale: evil, rule: evil)]
    claim.totals = [Total(scale: evil, value: 1)]
    claim.dates = [Claim.Date(span: sample.span("twice"), value: evil)]
    claim.figures = [Claim.Figure(span: sample.span("twice"), value: .exactly(2), unit: evil, bound: "exact")]
    sample.evaluation.claims = [claim]
    sample.evaluation.diagnostics = [
      EvaluationDiagnostic(severity: "error", slug: evil, rule: evil, message: evil, traceback: [evil])
    ]
    let explanation = Explanation(
      evaluation: sample.evaluation, overruled: [.init(rule: evil, source: [], cue: [], content: [], by: 0)],
      abstentions: [.init(rule: evil, reason: evil, span: nil)], steps: 1)
    let page = ExplanationPage(
      article: sample.article, explanation: explanation, style: TerminalStyle(colour: false, width: 80))
    let trace = RuleTrace(span: sample.span("twice"), fired: false, message: evil)
    for text in [sample.page(), page.rendered(), page.rendered(rule: evil, traces: [trace])] {
      for scalar in text.unicodeScalars where scalar != "\n" {
        #expect(scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value))
        #expect(![0x202E, 0x2066, 0x2028].contains(scalar.value))
      }
      #expect(text.contains("a␛[2J\u{FFFD}31m␇\u{FFFD}\u{FFFD}␈"))
    }
  }
}
