import ArgumentParser
import ArticleLoaders
import Articles
import Diagnostics
import RulePacks
import Rules
import Scoring

struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say why a rule fired here, and why another did not.",
    discussion: """
      Without --rule: each claim with the rule that found it, the words it rests on, its scores and the findings it \
      overruled. With --rule: what that rule did in each sentence, or at which of its conditions it stopped.

      EXAMPLES
        assay explain article.txt
        assay explain article.txt --rule denial
        assay explain desk.jsonl --id 2025-04-09-dam --rule std/sourcing/weak-cue
        assay explain article.txt --rules my-rule.lua --rule my-rule --no-std
      """)

  @Argument(
    help: ArgumentHelp("A file with an article, or - for standard input.", valueName: "article"),
    completion: .file())
  var article: String

  @Option(
    help: ArgumentHelp(
      "Say what this rule did in each sentence: its name, or its whole id.", valueName: "rule"))
  var rule: String?

  @Option(help: ArgumentHelp("Which article of several in the file; the first by default.", valueName: "id"))
  var id: String?

  @OptionGroup var packs: PackOptions
  @OptionGroup var local: LocalOptions
  @OptionGroup var input: InputOptions

  func run() throws {
    let overlay = try local.settings()
    let rules = try packs.compiled(overlay).rules
    let rule = try rule.map { try Self.ruleID($0, in: rules.ruleIDs) }
    let article = try chosenArticle()
    var evaluator = try rules.makeEvaluator()
    let page = ExplanationPage(
      article: article, explanation: evaluator.explain(article), style: Terminal.style(),
      settings: overlay?.lines ?? [])
    if let rule {
      try Terminal.out(page.rendered(rule: rule, traces: rules.trace(rule, article)))
    } else {
      try Terminal.out(page.rendered())
    }
  }

  private func chosenArticle() throws -> Article {
    var reader = ArticleReader([article], options: try input.applied(to: LoadOptions()))
    var first: Article?
    while let item = reader.next() {
      switch item {
      case .failure(let failure):
        if first == nil, id == nil { throw Failure(failure.description, help: failure.help) }
      case .article(let article, _):
        if article.id == id { return article }
        guard id == nil else { continue }
        if let first {
          Terminal.error(
            "assay: \(self.article) holds several articles, this is '\(first.id)'\n  help: choose with --id\n"
              .safeLinesForTerminal)
          return first
        }
        first = article
      }
    }
    guard let first else {
      throw Failure("\(article): no article" + (id.map { " '\($0)'" } ?? "") + " in it")
    }
    return first
  }

  private static func ruleID(_ name: String, in ids: [String]) throws -> String {
    let matches = ids.filter { $0 == name || $0.hasSuffix("/" + name) }
    guard let found = matches.first else {
      let near = suggestion(
        for: name, among: ids + ids.map { $0.split(separator: "/").last.map(String.init) ?? $0 })
      throw Failure(
        "no rule '\(name)'",
        help: near.map { "did you mean '\($0)'?" } ?? "one of \(ids.joined(separator: " "))")
    }
    guard matches.count == 1 else {
      throw Failure(
        "'\(name)' names \(matches.count) rules", help: "one of \(matches.joined(separator: " "))")
    }
    return found
  }
}
