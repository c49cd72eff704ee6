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
      overruled. With --rule: what that rule did in each sentence, or at which of its conditions it stopped. With --claim, \
      --span or --text: what every rule did on those words. What fired is shown with its captures; of the others the \
      condition that stopped them, the word at which it did, and the edge of the tree that was missing. Steps are what it cost.

      EXAMPLES
        assay explain article.txt
        assay explain article.txt --rule denial
        assay explain article.txt --claim c3
        assay explain article.txt --text "wholly invented" --rule denial
        assay explain article.txt --span 120-164 --json | jq .rules
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

  @Option(help: ArgumentHelp("Say what the rules did with this claim.", valueName: "c3"))
  var claim: String?

  @Option(
    help: ArgumentHelp(
      "Say what the rules did on these words: offsets as in records, half-open.", valueName: "start-end"))
  var span: String?

  @Option(help: ArgumentHelp("Say what the rules did on these words of the article.", valueName: "words"))
  var text: String?

  @Flag(help: "Show also the rules of which no word stands there.")
  var all = false

  @Flag(help: "One JSON object: the record, what it leaves out, and what the rules did.")
  var json = false

  @Option(help: ArgumentHelp("Which article of several in the file; the first by default.", valueName: "id"))
  var id: String?

  @OptionGroup var packs: PackOptions
  @OptionGroup var local: LocalOptions
  @OptionGroup var record: RecordOptions
  @OptionGroup var input: InputOptions

  func validate() throws {
    if [claim, span, text].count(where: { $0 != nil }) > 1 {
      throw ValidationError("--claim, --span and --text: one of them expected")
    }
  }

  func run() throws {
    let overlay = try local.settings()
    let (sources, rules) = try packs.compiled(overlay)
    let rule = try rule.map { try Self.ruleID($0, in: rules.ruleIDs) }
    let article = try chosenArticle(self.article, id: id, try input.applied(to: record.loadOptions))
    var tracer = try RuleTracer(rules, article)
    let offsets = OffsetMap(article.text, unit: record.offsets.unit)
    let claim = try claim.map { try ExplainedPlace.claim($0, of: tracer.explanation.evaluation) }
    let place = try place(in: article, offsets)
    var reports: [RuleReport]?
    if let claim {
      reports = Self.reports(of: rule.map { [$0] } ?? rules.ruleIDs, onClaim: claim, &tracer)
    } else if place != nil || rule != nil {
      reports = []
      for id in rule.map({ [$0] }) ?? rules.ruleIDs {
        let report = RuleReport(rule: id, traces: tracer.trace(id, touching: place))
        if rule != nil || !report.traces.isEmpty { reports?.append(report) }
      }
    }
    if json {
      let writer = ExplanationWriter(record.writer(for: sources, overlay), of: article)
      let shown = place ?? claim.flatMap { Self.words(of: tracer.explanation.evaluation.claims[$0]) }
      return try Terminal.write(
        writer.written(tracer.explanation, sha256: sha256(article.text), place: shown, reports), to: 1)
    }
    let page = ExplanationPage(
      article: article, explanation: tracer.explanation, style: Terminal.style(),
      settings: overlay?.lines ?? [])
    // A rule that somebody names is shown whatever became of it.
    let showsAll = all || rule != nil
    if let claim {
      try Terminal.out(page.rendered(claim: claim, reports ?? [], showsAll: showsAll))
    } else if let place {
      try Terminal.out(page.rendered(at: place, reports ?? [], offsets: offsets, showsAll: showsAll))
    } else if let rule {
      try Terminal.out(page.rendered(rule: rule, traces: reports?.first?.traces ?? []))
    } else {
      try Terminal.out(page.rendered())
    }
  }

  /// What the rules did that found a claim, could have found it, or weigh it.
  private static func reports(of ids: [String], onClaim row: Int, _ tracer: inout RuleTracer) -> [RuleReport]
  {
    let claims = tracer.explanation.evaluation.claims
    let words = words(of: claims[row])
    return ids.compactMap { id in
      let traces = tracer.trace(id, touching: words).filter {
        $0.unit == .claim
          ? $0.row == row
          : id == claims[row].rule || $0.captures.contains { words?.overlaps($0.span) ?? false }
      }
      return traces.isEmpty ? nil : RuleReport(rule: id, traces: traces)
    }
  }

  /// The stretch of a claim's content, or of its cue where it has none.
  private static func words(of claim: Claim) -> TextSpan? {
    let spans = claim.content.isEmpty ? claim.cue?.spans ?? [] : claim.content
    return spans.first.map { first in TextSpan(first.start, spans.map(\.end).max() ?? first.end) }
  }

  private func place(in article: Article, _ offsets: OffsetMap) throws -> TextSpan? {
    if let span { return try ExplainedPlace.span(span, in: article, offsets) }
    guard let text else { return nil }
    let found = ExplainedPlace.occurrences(of: text, in: article.text)
    guard let first = found.first else {
      throw Failure(
        "--text: '\(text)' does not stand in '\(article.id)'",
        help: "copy the words from the article, with their quotation marks")
    }
    if found.count > 1 {
      let others = found.dropFirst().prefix(8).map(offsets.convert).map { "\($0.start)-\($0.end)" }
      Terminal.error(
        "assay: '\(text)' stands \(found.count) times, this is the first\n  help: others with --span \(others.joined(separator: " "))\n"
          .safeLinesForTerminal)
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
