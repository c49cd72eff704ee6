// What `assay watch` says after each save, and what it remembers from one save to the next.

import ArticleLoaders
import Articles
import Diagnostics
import RulePacks
import Rules
import RunComparisons
import Scoring

struct PackWatch {
  private let pack: String
  private let packs: PackOptions
  private let local: LocalOptions
  private let articles: [String]
  private let options: LoadOptions
  private let most: Int

  /// What the last version without mistakes found, by the article's id.
  private var known: [String: Known]?

  private struct Known {
    var text: [UInt8]
    var findings: [Finding]
  }

  init(
    pack: String, packs: PackOptions, local: LocalOptions, articles: [String], options: LoadOptions, most: Int
  ) {
    self.pack = pack
    self.packs = packs
    self.local = local
    self.articles = articles
    self.options = options
    self.most = most
  }

  /// Checks, tests and evaluates once.
  ///
  /// - Throws: `Failure` for a pack that cannot be read, `OutputError` when nobody reads any more.
  mutating func round() throws {
    var alone = packs
    alone.packs = []
    alone.scripts = []
    let (own, found) = try alone.read(named: [pack], for: "watch")
    // What lies beside the pack may be nothing at all.
    let beside = packs.withoutStandard && packs.packs.isEmpty && packs.scripts.isEmpty ? [] : try packs.read()
    let all = beside + own.filter { pack in !beside.contains { $0.name == pack.name } }
    var diagnostics = found
    var rules: RuleSet?
    let lending = try packs.lending()
    let settings = try local.settings()
    do throws(RuleSet.Mistakes) {
      let compiled = try RuleSet(
        settings?.applied(to: all) ?? all, lending: lending, limits: packs.limits,
        adjustments: settings?.adjustments ?? RuleAdjustments())
      rules = compiled
      diagnostics += compiled.warnings + (settings?.mistakes(in: all, compiled) ?? [])
    } catch {
      diagnostics += error.diagnostics
    }
    for source in own { diagnostics += PackChecks.run(source) }
    try show(diagnostics)
    guard let rules, !diagnostics.contains(where: { $0.severity == .error }) else { return }
    try test(own, lending: all + lending)
    try evaluate(rules)
  }

  private func show(_ diagnostics: [Diagnostic]) throws {
    for diagnostic in diagnostics {
      try Terminal.out(diagnostic.rendered(color: Terminal.wantsColour(1)) + "\n\n")
    }
    let errors = diagnostics.count { $0.severity == .error }
    let text = "\(counted(errors, "error")), \(counted(diagnostics.count - errors, "warning"))"
    try line("check", text, errors > 0 ? .red : .green)
  }

  private func test(_ own: [PackSource], lending: [PackSource]) throws {
    var report = PackTestReport()
    for source in own {
      do throws(RuleSet.Mistakes) {
        report.add(try PackTests(source, lending: own + lending).run(filter: nil))
      } catch {
        return try show(error.diagnostics.filter { $0.severity == .error })
      }
    }
    let style = Terminal.style()
    for outcome in report.outcomes {
      guard case .failed(let reasons) = outcome.result else { continue }
      try Terminal.out(
        "\(style("FAIL", .red, .bold))   \(outcome.title.safeForTerminal)  \(style(outcome.place.safeForTerminal, .dim))\n"
      )
      for reason in reasons { try Terminal.out("       \(reason.safeForTerminal)\n") }
    }
    let todo = report.todo > 0 ? ", \(report.todo) todo" : ""
    try line(
      "test", "\(report.passed) passed, \(report.failed) failed\(todo)", report.failed > 0 ? .red : .green)
  }

  // MARK: - Findings

  private mutating func evaluate(_ rules: RuleSet) throws {
    var evaluator = try rules.makeEvaluator()
    var comparison = RunComparison()
    var now: [String: Known] = [:]
    var count = 0, renewed = 0
    var problems: [String] = []
    var reader = ArticleReader(articles, options: options)
    while let item = reader.next() {
      switch item {
      case .failure(let failure): problems.append(failure.description)
      case .article(let article, _):
        let evaluation = evaluator.evaluate(article)
        let findings = Finding.all(evaluation, of: article)
        count += findings.count
        for diagnostic in evaluation.diagnostics where diagnostic.severity == "error" {
          problems.append("\(article.id): \(diagnostic.rule.map { "\($0): " } ?? "")\(diagnostic.message)")
        }
        if let before = known?[article.id], before.text == article.text {
          comparison.add(article: article.id, old: before.findings, new: findings)
        } else {
          renewed += 1
        }
        now[article.id] = Known(text: article.text, findings: findings)
      }
    }
    for problem in problems { Terminal.error("assay: \(problem)\n".safeLinesForTerminal) }
    let isFirst = known == nil
    known = now
    let total = "\(counted(count, "finding")) in \(counted(now.count, "article"))"
    if isFirst { return try line("finds", total, .green) }
    try show(FindingMoves(comparison))
    if renewed > 0 { try line("new", "\(counted(renewed, "article")) with a new text", .dim) }
    try line("same", "\(comparison.same) of \(total)", .dim)
  }

  private func show(_ moves: FindingMoves) throws {
    try show("came", moves.came, .green) { Self.words($0.finding) + [Self.place($0.article, $0.rule)] }
    try show("went", moves.went, .red) { Self.words($0.finding) + [Self.place($0.article, $0.rule)] }
    try show("moved", moves.moved, .yellow) { move in
      Self.words(move.old) + ["→"] + Self.words(move.new) + [Self.place(move.article, move.new.rule)]
    }
    try show("scores", moves.changed, .cyan) { change in
      let values = change.values.map { "\($0.name) \($0.old ?? "none") → \($0.new ?? "none")" }
      return Self.words(change.finding) + [
        values.joined(separator: ", "), Self.place(change.article, change.rule),
      ]
    }
  }

  private func show<Item>(
    _ name: String, _ items: [Item], _ look: TerminalStyle.Look, _ text: (Item) -> [String]
  ) throws {
    for item in items.prefix(most) { try line(name, text(item).joined(separator: " "), look) }
    if items.count > most { try line(name, "… and \(items.count - most) more", look) }
  }

  private static func words(_ finding: Finding) -> [String] {
    guard !finding.text.isEmpty else { return ["the article"] }
    let text = finding.text.safeForTerminal
    let short = text.count > 100 ? String(text.prefix(99)) + "…" : text
    return [short.hasPrefix("“") || short.hasPrefix("\"") ? short : "“\(short)”"]
  }

  private static func place(_ article: String, _ rule: String) -> String { "(\(rule), \(article))" }

  private func line(_ name: String, _ text: String, _ look: TerminalStyle.Look) throws {
    let label = name + String(repeating: " ", count: max(1, 7 - name.count))
    try Terminal.out(Terminal.style()(label, look) + text.safeForTerminal + "\n")
  }
}
