import Diagnostics
import Foundation
import LuaSyntax
import Rules
import Testing
import TextAnalysis

@testable import LuaReference
@testable import Patterns

@Suite struct ReferenceTests {
  let reference = LuaReference.standard

  private func names(_ kind: ReferenceSymbol.Kind) -> [String] { reference.all(kind).map(\.name) }

  @Test func everyWordAndVerbOfRuleFilesIsDescribed() {
    #expect(Set(names(.verb) + names(.word)) == Set(AuthoringReference.words))
  }

  @Test func everyFieldOfEveryVerbIsDescribed() {
    for (verb, fields) in AuthoringReference.fields {
      let described = reference.members(of: verb).map(\.shortName)
      #expect(Set(described) == Set(fields), "\(verb)")
      #expect(described.count == fields.count, "\(verb)")
    }
  }

  @Test func everyFieldThatFunctionsSeeIsDescribed() {
    #expect(Set(names(.view)) == Set(AuthoringReference.views.map(\.name)))
    for view in AuthoringReference.views {
      let described = reference.members(of: view.name).filter { $0.kind == .viewField }.map(\.shortName)
      #expect(Set(described) == Set(view.fields.map(\.name)), "\(view.name)")
      #expect(described.count == view.fields.count, "\(view.name)")
    }
  }

  @Test func everyFunctionOfLuaThatRulesHaveIsDescribed() {
    var expected = Set(AuthoringReference.base)
    for (library, functions) in AuthoringReference.libraries {
      expected.formUnion(functions.map { "\(library).\($0)" })
    }
    #expect(Set(names(.function)) == expected)
    #expect(Set(names(.library)) == Set(AuthoringReference.libraries.keys))
  }

  @Test func everyNameOfPatternsIsDescribed() {
    #expect(Set(names(.patternKey)) == Set(PatternNames.keys.map { "key.\($0)" }))
    #expect(Set(names(.patternFlag)) == Set(TokenTest.Flag.allCases.map { "flag.\($0.rawValue)" }))
    #expect(Set(names(.patternLayer)) == Set(SpanLayer.allCases.map { "layer.\($0.name)" }))
    #expect(Set(names(.partOfSpeech)) == Set(PatternNames.tags.map { "pos.\($0.name)" }))
    #expect(Set(names(.relation)) == Set(PatternNames.relations.map { "dep.\($0.name)" }))
  }

  @Test func everySymbolHasATextAndAllButNamesAndTitlesAnExample() {
    for symbol in reference.symbols {
      #expect(!symbol.text.isEmpty, "\(symbol.name)")
      switch symbol.kind {
      case .view, .library, .partOfSpeech, .relation: break
      default: #expect(symbol.example != nil, "\(symbol.name)")
      }
    }
  }

  @Test func namesAreUniqueWithinTheirKind() {
    #expect(Set(reference.symbols.map { "\($0.kind) \($0.name)" }).count == reference.symbols.count)
  }

  struct Question: Sendable, CustomTestStringConvertible {
    var name: String
    var answers: [String]
    var testDescription: String { name }
  }

  @Test(arguments: [
    Question(name: "token.lemma", answers: ["token.lemma"]),
    Question(name: "extract", answers: ["extract"]),
    Question(name: "string.find", answers: ["string.find"]),
    Question(name: "contains", answers: ["contains"]),
    Question(name: "claim:contains", answers: [":contains"]),
    Question(name: "claim.contains", answers: [":contains"]),
    Question(name: "token:first", answers: []),
    Question(name: "source", answers: ["source", "source"]),
    Question(name: "lemma", answers: ["token.lemma", "phrase.lemma", "key.lemma"]),
    Question(name: "nsubj:pass", answers: ["dep.nsubj:pass"]),
    Question(name: "<np>", answers: ["layer.np"]),
    Question(name: "VERB", answers: ["pos.VERB"]),
    Question(name: "", answers: []),
    Question(name: ".", answers: []),
    Question(name: "nothing", answers: []),
  ]) func aNameFindsWhatItMayMean(_ question: Question) {
    #expect(reference.lookup(question.name).map(\.name) == question.answers)
  }

  @Test func aMisspelledNameIsNearItsOwn() {
    #expect(reference.nearest(to: "token.lema") == "token.lemma")
    #expect(reference.nearest(to: "contians") == "contains")
    #expect(reference.nearest(to: "zzzzzzzz") == nil)
  }

  @Test func typesLeadFromMemberToMember() {
    #expect(reference.type(of: "source", in: "claim") == "source")
    #expect(reference.type(of: "claims", in: "article") == "list of claim")
    #expect(reference.type(of: "first", in: "claim") == "span")
    #expect(reference.type(of: "all", in: "claim") == "list of span")
    #expect(reference.type(of: "nothing", in: "claim") == nil)
  }

  @Test func aWordThatIsDescribedTwiceSaysWhatItTakes() throws {
    let word = try #require(reference.lookup("lexicon").first)
    #expect(word.signature == "lexicon(name) → lexicon")
    #expect(word.parameters.first?.type == "string")
    #expect(word.parameters.first?.text.hasPrefix("`\"hedges\"`") == true)
    #expect(reference.lookup("token.pos").first?.choices.contains("VERB") == true)
  }

  @Test func definitionsForLuaLSAreLuaAndNameEverything() {
    let file = LuaFile(name: "assay.lua", text: reference.definitions)
    #expect(file.diagnostics.isEmpty, "\(file.diagnostics.map { $0.rendered() })")
    let lines = Set(reference.definitions.split(separator: "\n").map(String.init))
    for view in AuthoringReference.views {
      #expect(lines.contains { $0 == "---@class \(view.name)" || $0 == "---@class \(view.name): words" })
      for field in view.fields { #expect(lines.contains { $0.hasPrefix("---@field \(field.name) ") }) }
    }
    for (verb, fields) in AuthoringReference.fields {
      #expect(lines.contains("---@class \(verb).fields"))
      for field in fields { #expect(lines.contains { $0.hasPrefix("---@field \(field)? ") }) }
    }
    for word in AuthoringReference.words { #expect(lines.contains { $0.hasPrefix("function \(word)(") }) }
    #expect(lines.contains("---@return figure|date|span|nil"))
    #expect(lines.contains("---@return (figure|date|span)[]"))
    #expect(lines.contains { $0.hasPrefix("---@field find? fun(unit, article) # ") })
    #expect(lines.contains { $0.hasPrefix("---@field claims claim[] # ") })
  }

  @Test func thePageIsWhatTheProgramWrites() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
      path: "../../docs/lua-reference.md")
    if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] != nil {
      try Data(reference.markdown.utf8).write(to: page)
    }
    let written = (try? String(contentsOf: page, encoding: .utf8)) ?? ""
    #expect(
      written == reference.markdown,
      "docs/lua-reference.md is stale: assay help --markdown > docs/lua-reference.md")
  }
}
