import ArgumentParser
import ArticleLoaders
import Articles
import Rules
import Scoring

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a rule fired here, and why another did not.",
    discussion: """
      EXAMPLES
        assay explain article.txt                      which rules fired on which words
        assay explain article.txt --rule denial        where std/attribution/denial stopped in each sentence
      """)

  @Argument(help: ArgumentHelp("A text or JSON file with one article, or - for standard input.", valueName: "article"), completion: .file())
  var article: String

  @Option(help: ArgumentHelp("Say what this rule did in each sentence: its name, or its whole id.", valueName: "rule"))
  var rule: String?

  @OptionGroup var packs: PackOptions

  func run() throws {
    let rules = try packs.compile(try packs.read())
    var reader = ArticleReader([article], options: LoadOptions())
    guard let item = reader.next() else { throw Failure("\(article): no article in it") }
    let loaded: Article
    switch item {
    case .article(let article, _): loaded = article
    case .failure(let failure): throw Failure(failure.description, help: failure.help)
    }
    var evaluator = try rules.makeEvaluator()
    let explanation = evaluator.explain(loaded)
    let page = ExplanationPage(article: loaded, explanation: explanation, style: Terminal.style())
    guard let rule else {
      Terminal.out(page.rendered())
      return
    }
    let matches = rules.ruleIDs.filter { $0 == rule || $0.hasSuffix("/" + rule) }
    guard let id = matches.first else {
      let near = suggestion(for: rule, among: rules.ruleIDs.map { $0.split(separator: "/").last.map(String.init) ?? $0 })
      throw Failure("no rule '\(rule)'", help: near.map { "did you mean '\($0)'?" } ?? "assay check lists what a pack declares")
    }
    guard matches.count == 1 else {
      throw Failure("'\(rule)' names \(matches.count) rules", help: "one of \(matches.joined(separator: " "))")
    }
    Terminal.out(page.rendered(rule: id, traces: rules.trace(id, loaded)))
  }
}

import Diagnostics
