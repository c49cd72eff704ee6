// The functions of rules through the bridge: what they are given, what they may return, and what stays of them.

import Articles
import Testing

@testable import Rules

/// A pack whose one score rule gives each claim the text that `body` returns as its reason.
private func asking(_ body: String, on unit: String = "claim", before: String = "") -> PackSource {
  .test(
    sayRule + before + """

      score "ask" {
        doc = "Asks.", on = "\(unit)", scale = "s",
        weigh = function(\(unit == "article" ? "article" : "unit, article"))
          local function text(...)
            local parts = table.pack(...)
            for i = 1, parts.n do parts[i] = tostring(parts[i]) end
            return 1, table.concat(parts, " ")
          end
          \(body)
        end,
      }
      """)
}

private let claimText = "The mayor said that about 40 houses were flooded on 3 May 2024."

private func reasons(_ text: String = claimText, _ pack: PackSource) throws -> [String] {
  let found = try evaluate(text, pack)
  return (found.claims.flatMap(\.scores) + found.sentences.flatMap(\.scores) + found.scores).map(\.because)
    + found.diagnostics.map { "\($0.slug): \($0.message)" }
}

@Suite struct ViewTests {
  @Test(arguments: [
    ("unit.rule", "desk/pack/say"), ("unit.type", "indirect"), ("unit.stance", "asserts"),
    ("unit.evidence", "unstated"),
    ("unit.source.name", "The mayor"), ("unit.source.text", "The mayor"), ("unit.source.entity", "e1"),
    ("#unit.source.spans", "1"), ("unit.source.spans[1].text", "The mayor"), ("unit.cue.text", "said"),
    ("unit.cue.lemma", "say"), ("unit.content.text", "about 40 houses were flooded on 3 May 2024"),
    ("unit.content.lemma", "nil"), ("unit.content.spans[1].tokens[2].text", "40"), ("unit.parent", "nil"),
    ("unit.sentence.text", claimText), ("unit.sentence.paragraph.region", "body"),
    ("#unit.sentence.tokens == #article.tokens", "true"), ("article.id", "a"), ("article.title", "nil"),
    (
      "article.byline, article.outlet, article.url, article.published, article.language, article.section",
      "nil nil nil nil nil nil"
    ),
    ("article.text == unit.sentence.text", "true"),
    ("#article.claims, #article.sentences, #article.paragraphs", "1 1 1"),
    ("article.claims[1] == unit", "true"), ("article.tokens[2].text, article.tokens[2].lower", "mayor mayor"),
    ("article.tokens[2].lemma, article.tokens[2].pos", "mayor NOUN"), ("article.tokens[2].shape", "lower"),
    ("article.tokens[2].dep, article.tokens[2].head.text", "nsubj said"),
    ("article.tokens[2].sentence.text", claimText),
    ("#article.quotations", "0"),
    ("#article.paragraphs[1].sentences, #article.paragraphs[1].tokens > 5", "1 true"),
    (
      "unit.content:first('figure').value, unit.content:first('figure').bound, unit.content:first('figure').unit",
      "40.0 about houses"
    ),
    (
      "unit.content:first('figure').low, unit.content:first('figure').high, unit.content:first('figure').text",
      "40.0 40.0 about 40"
    ),
    ("unit.content:first('date').value, unit.content:first('date').text", "2024-05-03 3 May 2024"),
    ("unit.content:first('hedge').text, unit.content:first('quotation')", "about nil"),
    ("#unit.content:all('np') > 0", "true"),
    ("#unit.content:all('figure'), #unit.source:all('figure'), #article:all('date')", "1 0 1"),
    ("unit:first('figure').text, unit.sentence:first('np').text", "about 40 The mayor"),
    (
      "unit.content:contains(pattern 'houses').text, unit.content:contains(lexicon 'hedges').text",
      "houses about"
    ),
    ("unit.content:contains(pattern 'mayor')", "nil"), ("article:contains(pattern 'mayor').text", "mayor"),
    (
      "unit.content:shares(unit.sentence, 'figure'), unit.content:shares(unit.source, 'figure')",
      "false false"
    ),
    ("unit.content:shares(article, 'date'), unit.content:shares(unit.cue, 'name')", "false false"),
    ("unit.content:first('figure').tokens[1].text", "about"),
    ("article.tokens[0], article.tokens[10000]", "nil nil"),
  ])
  func aFunctionReadsTheArticleThroughViews(_ expression: String, _ expected: String) throws {
    #expect(try reasons(claimText, asking("return text(\(expression))")) == [expected])
  }

  // A claim and its own sentence hold the same words: that is no second source of a figure.
  @Test(arguments: ["figure", "date", "name"]) func whatIsSharedStandsInOtherWords(_ layer: String) throws {
    let text =
      "The mayor said that 40 houses of Orla Fenn burned on 3 May 2024. On 3 May 2024 Orla Fenn counted 40 sheds."
    let question =
      "return text(unit.content:shares(article, '\(layer)'), unit.content:shares(unit.sentence, '\(layer)'))"
    #expect(try reasons(text, asking(question)) == ["true false"])
  }

  @Test(arguments: [
    ("unit.contnt", "did you mean 'content'"), ("article.tokens[1].lema", "did you mean 'lemma'"),
    ("unit.source.nmae", "did you mean 'name'"), ("unit.content:frist('figure')", "did you mean 'first'"),
    ("unit.content:first('figur')", "did you mean 'figure'"),
    ("unit.content:all(5)", "name of a layer expected, got number"),
    ("unit.content:contains('houses')", "pattern or lexicon expected, got string"),
    ("unit.content:shares(5, 'figure')", "part of the article expected, got number"),
    ("unit.content:shares(article, 'figures')", "one of figure, date, name expected, got 'figures'"),
    ("unit.content:first()", "name of a layer expected, got nil"),
    ("unit.content.first(5, 'figure')", "part of the article expected, got number"),
    ("parameter 'x'", "no parameter 'x'"), ("lexicon('hed' .. 'gy')", "lexicon: 'hedgy' is not compiled"),
    ("pattern('hous' .. 'es')", "pattern: a text made in a function cannot be compiled"),
    ("(function() unit.stance = 'denies' end)()", "read-only"),
    ("(function() unit.mine = 1 end)()", "read-only"),
    ("(function() article.claims[1] = 1 end)()", "read-only"), ("setmetatable(unit, {})", "table expected"),
    ("(function() string.upper = nil end)()", "read-only"),
  ])
  func aMistakeInAFunctionIsOneDiagnosticWithItsPlace(_ expression: String, _ message: String) throws {
    let found = try evaluate(
      claimText + " The union said that it was sad.", asking("return text(\(expression))"))
    #expect(found.claims.flatMap(\.scores).isEmpty)
    try #require(found.diagnostics.count == 1)
    let diagnostic = found.diagnostics[0]
    #expect(diagnostic.slug == "rule-failed" && diagnostic.rule == "desk/pack/ask")
    #expect(diagnostic.message.contains(message), "\(diagnostic.message)")
    #expect(diagnostic.message.hasPrefix("rules/rules.lua:"))
    #expect(diagnostic.traceback.contains { $0.hasPrefix("rules/rules.lua:") })
  }

  @Test func aQuotationAndItsTokensCanBeRead() throws {
    let text = "“The dam is safe,” the mayor said."
    let pack = asking(
      "return text(#article.quotations, article.quotations[1].text, #article.quotations[1].tokens)",
      on: "article")
    #expect(try reasons(text, pack) == ["1 “The dam is safe,” 7"])
  }

  @Test func aViewThatARuleKeepsIsRefusedInTheNextPhase() throws {
    let rules = """
      local kept
      extract "keep" {
        doc = "Keeps a sentence.",
        find = function(sentence)
          kept = sentence
          return { content = sentence }
        end,
      }
      score "use" { doc = "Uses it.", scale = "s", weigh = function(claim) return 1, kept.text end }
      """
    let found = try evaluate("She left.", .test(rules))
    #expect(found.claims.count == 1 && found.claims[0].scores.isEmpty)
    #expect(found.diagnostics.map(\.slug) == ["rule-failed"])
  }
}

@Suite struct FindTests {
  private func claims(_ text: String, _ find: String, on unit: String = "sentence", _ more: String = "")
    throws -> [String]
  {
    let rules = "extract \"f\" { doc = \"F.\", on = \"\(unit)\", find = \(find)\(more) }"
    let found = try evaluate(text, .test(rules))
    return found.claims.map { $0.shown(in: text) } + found.diagnostics.map { "\($0.slug): \($0.message)" }
  }

  @Test func aFunctionReturnsNothingOneClaimOrAList() throws {
    #expect(try claims("She left. He came.", "function(s) return nil end") == [])
    #expect(try claims("She left. He came.", "function(s) end") == [])
    #expect(try claims("She left. He came.", "function(s) return {} end") == [])
    #expect(
      try claims("She left. He came.", "function(s) return { content = s } end") == [
        " |  | She left", " |  | He came",
      ])
    #expect(
      try claims(
        "She left. He came.",
        "function(a) local l = {} for _, s in ipairs(a.sentences) do l[#l + 1] = { content = s } end return l end",
        on: "article")
        == [" |  | She left", " |  | He came"])
  }

  @Test func theUnitsAreSentencesQuotationsParagraphsOrTheArticle() throws {
    let text = "“It is safe,” she said. He left.\n\n“No,” said he."
    #expect(
      try claims(text, "function(q) return { content = q } end", on: "quotation") == [
        " |  | “It is safe,”", " |  | “No,”",
      ])
    #expect(try claims(text, "function(p) return { content = p.tokens } end", on: "paragraph").count == 2)
    #expect(
      try claims(text, "function(a) return { content = a.sentences[2] } end", on: "article") == [
        " |  | He left"
      ])
  }

  @Test func aClaimMayHaveSeveralSpansAndItsOwnValues() throws {
    let find = """
      function(s)
        local t = s.tokens
        return { source = t[1], cue = { t[2] }, content = { t[3], t[5] }, stance = "denies", type = "accusation", evidence = "none" }
      end
      """
    let found = try evaluate(
      "Ann denied one and two.", .test("extract \"f\" { doc = \"F.\", find = \(find) }"))
    #expect(found.claims.map { $0.shown(in: "Ann denied one and two.") } == ["Ann | denied | one … two"])
    #expect(found.claims.map(\.stance) == [.denies] && found.claims.map(\.kind) == [.accusation])
    #expect(found.claims.map(\.evidence) == [.none])
  }

  @Test(arguments: [
    ("5", "find: table with source, cue and content expected, got number"),
    ("'x'", "find: table with source, cue and content expected, got string"),
    ("{ contnt = s }", "find: a claim has no field 'contnt' (did you mean 'content'?)"),
    ("{ source = s }", "find: a claim needs a content or a cue"),
    ("{ content = 'x' }", "find: content: part of the article expected, got string"),
    (
      "{ content = s, stance = 'deny' }",
      "find: stance: one of asserts, denies, withholds, asks, reacts expected, got 'deny'"
    ),
    (
      "{ content = s, type = 5 }",
      "find: type: one of direct, indirect, mixed, accusation, evidence-offered, agentless, unattributed expected, got number"
    ),
    ("{ { content = s }, { content = {} } }", "find: a claim needs a content or a cue"),
    ("true", "find: table with source, cue and content expected, got boolean"),
  ])
  func aWrongResultIsOneDiagnosticAndTheOtherRulesGoOn(_ result: String, _ message: String) throws {
    let rules = sayRule + "extract \"f\" { doc = \"F.\", find = function(s) return \(result) end }"
    let found = try evaluate("The mayor said that the dam was safe. She left. He came.", .test(rules))
    #expect(found.diagnostics.map { "\($0.slug): \($0.message)" } == ["wrong-result: " + message])
    #expect(found.diagnostics.map(\.rule) == ["desk/pack/f"])
    #expect(found.claims.contains { $0.rule == "desk/pack/say" })
  }

  @Test func aWhereFunctionGetsTheRolesAndAccepts() throws {
    let rules = """
      extract "figures" {
        doc = "Somebody gives a figure.", match = [[ source:<np> cue:@report that? content:.. $ ]],
        where = function(match, article)
          if not match.content:first "figure" then return nil, "no figure" end
          return match.source.text == "The mayor" and article.id == "a"
        end,
      }
      """
    let found = try explain(
      "The mayor said that 40 houses were flooded. The mayor said that it was sad. The union said that 50 houses were flooded.",
      [.test(rules)])
    #expect(found.evaluation.diagnostics == [] && found.evaluation.claims.count == 1)
    #expect(found.abstentions.map(\.reason) == ["no figure"])
    #expect(found.abstentions.map(\.rule) == ["desk/pack/figures"])
  }
}

@Suite struct WeighTests {
  private func explained(_ result: String, on unit: String = "claim") throws -> Explanation {
    try explain(
      claimText,
      [
        .test(
          sayRule
            + "score \"w\" { doc = \"W.\", on = \"\(unit)\", scale = \"s\", weigh = function(unit, article) return \(result) end }"
        )
      ])
  }

  @Test func aFunctionReturnsPointsAReasonAndTheWordsItRestsOn() throws {
    let found = try explained(
      "2.5, 'gives ' .. unit.content:first('figure').text, unit.content:first('figure')"
    ).evaluation
    let score = try #require(found.claims.first?.scores.first)
    #expect(
      score.points == 2.5 && score.because == "gives about 40" && score.scale == "s"
        && score.rule == "desk/pack/w")
    #expect(score.spans.map { Article(id: "", text: Array(claimText.utf8)).string($0) } == ["about 40"])
    #expect(found.claims[0].totals == [Total(scale: "s", value: 2.5)])
  }

  @Test func aFunctionMayAbstainAndSayWhy() throws {
    #expect(try explained("nil").abstentions.isEmpty)
    let found = try explained("nil, 'nothing to compare with'")
    #expect(found.evaluation.claims[0].scores == [])
    #expect(found.abstentions.map { "\($0.rule): \($0.reason)" } == ["desk/pack/w: nothing to compare with"])
  }

  @Test(arguments: ["sentence", "article"])
  func aSentenceAndTheArticleAreWeighedToo(_ unit: String) throws {
    let found = try explained("1, unit.text", on: unit).evaluation
    #expect((found.sentences.flatMap(\.scores) + found.scores).map(\.because) == [claimText])
  }

  @Test(arguments: [
    ("'2', 'r'", "weigh: number expected as points, got string"),
    ("true, 'r'", "weigh: number expected as points, got boolean"),
    ("0/0, 'r'", "weigh: finite number expected as points"),
    ("2", "weigh: string expected as the reason, got none"),
    ("2, 3", "weigh: string expected as the reason, got number"),
    ("2, nil", "weigh: string expected as the reason, got nil"),
    ("2, 'r', 'words'", "weigh: part of the article expected, got string as the evidence"),
    ("{ points = 2 }", "weigh: number expected as points, got table"),
  ])
  func aWrongResultIsOneDiagnostic(_ result: String, _ message: String) throws {
    let found = try explained(result).evaluation
    #expect(found.diagnostics.map { "\($0.slug): \($0.message)" } == ["wrong-result: " + message])
    #expect(found.claims.count == 1 && found.claims[0].scores.isEmpty)
  }
}
