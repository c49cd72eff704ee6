// Small packs and articles for tests, written in place so that a test can be read without opening another file.

import Articles
import Diagnostics
import Testing

@testable import Rules

extension PackSource.File {
  static func test(_ path: String, _ text: String) -> PackSource.File {
    PackSource.File(path: path, displayPath: path, bytes: Array(text.utf8))
  }
}

extension PackSource {
  /// A pack of one rule file and the lexicons that tests share.
  static func test(
    _ rules: String, tests: String? = nil, name: String = "desk/pack", languages: [String] = [],
    parameters: [Parameter] = [], entries: [RuleEntry]? = nil, lexicons: [String: String] = [:],
    articles: [String: String] = [:]
  ) -> PackSource {
    var files = [File.test("rules/rules.lua", rules)]
    if let tests { files.append(.test("rules/rules_test.lua", tests)) }
    var lists = [
      "deny": "deny\nreject\nturn down\n", "report": "say\ntell\nclaim\n",
      "hedges": "may\nabout\nreportedly\n",
    ]
    lists.merge(lexicons) { _, new in new }
    for (name, text) in lists { files.append(.test("lexicons/\(name).txt", text)) }
    for (name, text) in articles { files.append(.test("articles/\(name).txt", text)) }
    return PackSource(
      name: name, version: "1.0.0", digest: "", signed: false, languages: languages, parameters: parameters,
      entries: entries, files: files)
  }
}

/// Evaluates `text` under the rules of `packs`.
func evaluate(
  _ text: String, _ packs: PackSource..., language: String? = nil, limits: RuleLimits = RuleLimits(),
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> Evaluation {
  try explain(text, packs, language: language, limits: limits, sourceLocation: sourceLocation).evaluation
}

func explain(
  _ text: String, _ packs: [PackSource], language: String? = nil, limits: RuleLimits = RuleLimits(),
  sourceLocation: SourceLocation = #_sourceLocation
) throws -> Explanation {
  var evaluator = try rules(packs, limits: limits, sourceLocation: sourceLocation).makeEvaluator()
  var article = Article(id: "a", text: Array(text.utf8))
  article.language = language
  return evaluator.explain(article)
}

func rules(
  _ packs: [PackSource], limits: RuleLimits = RuleLimits(), sourceLocation: SourceLocation = #_sourceLocation
) throws -> RuleSet {
  do {
    return try RuleSet(packs, limits: limits)
  } catch {
    for mistake in error.diagnostics { Issue.record("\(mistake.rendered())", sourceLocation: sourceLocation) }
    throw error
  }
}

/// The messages of what is wrong with `packs`, as `slug: message`.
func mistakes(_ packs: PackSource..., limits: RuleLimits = RuleLimits()) -> [String] {
  RuleSet.check(packs, limits: limits).map { "\($0.slug): \($0.message)" }
}

extension Claim {
  /// `source | cue | content`, for comparing a claim with what a test expects.
  func shown(in text: String) -> String {
    let bytes = Array(text.utf8)
    func words(_ spans: [TextSpan]) -> String {
      spans.map { String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self) }.joined(
        separator: " … ")
    }
    return [words(source?.spans ?? []), words(cue?.spans ?? []), words(content)].joined(separator: " | ")
  }
}

/// A rule that finds claims in simple sentences: `Ann said the dam is safe.`
let sayRule = """
  extract "say" {
    doc = "Somebody says something.",
    match = [[ source:<np> cue:@report that? content:.. $ ]],
  }

  """
