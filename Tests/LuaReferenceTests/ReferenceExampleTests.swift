// Every example of the reference is run, in the place where its reader would write it.

import Articles
import Diagnostics
import RulePacks
import Rules
import Testing

@testable import LuaReference

@Suite struct ReferenceExampleTests {
  static let symbols = LuaReference.standard.symbols.filter { $0.example != nil }

  private static let standard: [PackSource] = {
    var reader = PackReader()
    return (try? reader.read("std")) ?? []
  }()

  /// The pack in which examples stand.
  private func pack(_ file: String, _ text: String, capabilities: Set<Capability>? = nil) -> PackSource {
    PackSource(
      name: "local/examples", version: "1.0.0", digest: "", signed: false,
      parameters: [.init(name: "points-a-figure", value: .number(3), doc: "points")],
      capabilities: capabilities,
      files: [
        .init(path: file, displayPath: file, bytes: Array(text.utf8)),
        .init(path: "articles/dam.txt", displayPath: "dam.txt", bytes: Array(LuaReference.exampleText.utf8)),
      ])
  }

  private func check(_ pack: PackSource) -> [Diagnostic] {
    // Lexicons of other packs take their time to read.
    let needsOthers = pack.files.contains { String(decoding: $0.bytes, as: UTF8.self).contains("std/") }
    return RuleSet.check([pack], lending: needsOthers ? Self.standard : []) + PackChecks.run(pack)
  }

  @Test(arguments: symbols) func anExampleDoesWhatItSays(_ symbol: ReferenceSymbol) throws {
    switch try #require(symbol.example) {
    case .file(let code):
      let name = code.hasPrefix("test ") ? "rules/example_test.lua" : "rules/example.lua"
      let found = check(pack(name, code))
      #expect(found.isEmpty, "\(found.map { $0.rendered() })")
    case .field(let code):
      let found = check(try whole(code, of: symbol))
      #expect(found.isEmpty, "\(found.map { $0.rendered() })")
    case .expression(let code, let result):
      #expect(try value(of: code) == result, "\(symbol.name)")
    }
  }

  /// A rule with this field, and what else such a rule must have.
  private func whole(_ field: String, of symbol: ReferenceSymbol) throws -> PackSource {
    let verb = symbol.kind == .verbField ? symbol.owners[0] : "score"
    let name = String(field.prefix { $0 != " " })
    var others: [String: String] = [:]
    switch verb {
    case "extract":
      others = ["doc": "\"An example.\"", "match": "[[ source:<np> cue:said content:<quotation> ]]"]
      if name == "find" { others["match"] = nil }
      if name == "on" {
        others["match"] = nil
        others["find"] = "function() end"
      }
    case "score":
      others = [
        "doc": "\"An example.\"", "scale": "\"worth\"", "points": "1", "because": "\"an example\"",
      ]
      if name == "weigh" {
        others["points"] = nil
        others["because"] = nil
      }
      if name == "each" { others["match"] = "has \"figure\"" }
    case "scale": others = ["doc": "\"An example.\""]
    default:
      let isOfArticle = ["claims", "sentences", "others"].contains(name)
      if isOfArticle { others = ["article": "\"articles/dam.txt\""] }
      let sentence = isOfArticle || name == "article" || name == "run" ? "" : "\"The mayor said no.\", "
      return pack(
        "rules/example_test.lua",
        "test \"an example\" { \(sentence)\(others.map { "\($0) = \($1), " }.joined())\(field) }")
    }
    others[name] = nil
    let rest = others.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value), " }.joined()
    return pack("rules/example.lua", "\(verb) \"example\" { \(rest)\(field) }")
  }

  /// What an expression gives for the article of the reference.
  private func value(of expression: String) throws -> String {
    let rules =
      LuaReference.exampleRules + """
        local function shown(...)
          local parts = table.pack(...)
          for i = 1, parts.n do
            local value = parts[i]
            parts[i] = type(value) == "string" and '"' .. value .. '"' or tostring(value)
          end
          return table.concat(parts, ", ")
        end

        score "example" {
          doc = "Runs an example.", on = "article", scale = "example",
          weigh = function(article)
            local paragraph, sentence, quotation = article.paragraphs[1], article.sentences[1], article.quotations[1]
            local claim, token = article.claims[1], sentence.tokens[2]
            local source, phrase, span = claim.source, claim.cue, claim.content.spans[1]
            local figure, date = article:first "figure", article:first "date"
            return 1, shown(\(expression)), paragraph and quotation and token and source and phrase and span
              and figure and date and nil
          end,
        }
        """
    let set = try RuleSet([pack("rules/example.lua", rules)])
    var evaluator = try set.makeEvaluator()
    var article = Article(id: "dam", text: Array(LuaReference.exampleText.dropLast().utf8))
    article.title = "Flood in Porthen"
    article.byline = "Ana Reed"
    article.outlet = "Porthen Post"
    article.url = "https://example.org/dam"
    article.published = "2026-03-04"
    article.language = "en"
    article.section = "local"
    let evaluation = evaluator.evaluate(article)
    #expect(evaluation.diagnostics.isEmpty, "\(evaluation.diagnostics)")
    return evaluation.scores.first { $0.scale == "example" }?.because ?? "no score"
  }
}
