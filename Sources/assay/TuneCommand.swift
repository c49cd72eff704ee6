import ArgumentParser
import Diagnostics
import FoundationEssentials
import RulePacks
import RuleStatistics
import Rules
import Scoring

struct TuneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tune",
    abstract: "Fit the points of a pack's score rules to labels, and write them as local settings.",
    discussion: """
      A logistic regression with an L2 penalty finds the points under which the totals of a scale say best what people \
      said. How good they are is measured by folds: on articles that the points were not fitted on. What would change \
      is shown; only --write changes something, and that is local.json, never the pack. The same rules, labels and \
      articles give the same points.

      LABELS and --articles are those of 'assay stats'.

      EXAMPLES
        assay tune grain-deals corpus/labels.csv
        assay tune std/checkworthiness labels.csv --articles debates.jsonl --curve cuts.svg
        assay tune grain-deals corpus/labels.csv --cut 0.4 --write

      EXIT STATUS
        0  done
        2  a pack, the labels or the articles could not be read, or are not enough
      """)

  @OptionGroup var corpus: LabelOptions

  @Option(help: "The scale to fit; the one that the pack's rules add to, where it is one.")
  var scale: String?

  @Option(help: ArgumentHelp("How many parts the articles are dealt into.", valueName: "n"))
  var folds = 5

  @Option(
    help: ArgumentHelp(
      "How much large points cost; without it the one of \(Tuning.penalties.map { fixed($0, $0 < 1 ? 1 : 0) }.joined(separator: " ")) that is best over the folds.",
      valueName: "λ"))
  var penalty: Double?

  @Option(
    help: ArgumentHelp(
      "The probability from which an item is chosen; without it the best of the table.", valueName: "p"))
  var cut: Double?

  @Option(
    help: ArgumentHelp("Draw precision over recall.", valueName: "file.svg"),
    completion: .file(extensions: ["svg"]))
  var curve: String?

  @Flag(help: "Write the points and the threshold into the local settings.")
  var write = false

  @Option(
    help: ArgumentHelp("The local settings to change.", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var local = "local.json"

  func validate() throws {
    guard (2...100).contains(folds) else { throw ValidationError("--folds: 2 to 100 expected, got \(folds)") }
    if let penalty, !(penalty > 0 && penalty.isFinite) {
      throw ValidationError("--penalty: a number above 0 expected, got \(penalty)")
    }
    if let cut, !(cut > 0 && cut < 1) {
      throw ValidationError("--cut: a number between 0 and 1 expected, got \(cut)")
    }
  }

  func run() throws {
    let exists = FileManager.default.fileExists(atPath: local)
    let settings = try exists ? LocalOptions.read(local) : nil
    if let settings, settings.settings == nil { throw Failure(rendered: settings.diagnostics) }

    var chosen = ""
    var tuned: [String] = []
    var weighsSentences = false
    var refusal: Failure?
    let read = try corpus.read { rules, names in
      let own = rules.summaries.filter { names.contains($0.pack) && $0.kind == .score }
      let scales = Set(own.compactMap(\.scale)).sorted()
      if let scale, !scales.contains(scale) {
        refusal = Failure(
          "no rule of \(corpus.pack) adds to the scale '\(scale)'",
          help: suggestion(for: scale, among: scales).map { "did you mean '\($0)'?" }
            ?? "one of \(scales.joined(separator: " "))")
      } else if scale == nil, scales.count != 1 {
        refusal =
          scales.isEmpty
          ? Failure("\(corpus.pack) has no rules that score")
          : Failure(
            "\(corpus.pack) adds to several scales",
            help: "choose with --scale: \(scales.joined(separator: " "))")
      }
      chosen = scale ?? scales.first ?? ""
      // With one point for each finding, points are how often a rule speaks.
      var adjustments = RuleAdjustments()
      for rule in own where rule.scale == chosen {
        tuned.append(rule.id)
        if rule.units.contains(where: { $0 != "claim" }) { weighsSentences = true }
        if rule.points != nil { adjustments.weights[rule.id] = .points(1) }
      }
      return adjustments
    }
    if let refusal { throw refusal }
    let tuning: Tuning
    do throws(Tuning.Refusal) {
      tuning = try Tuning(
        read.labelled.items, scale: chosen, rules: tuned, countsSilent: weighsSentences, folds: folds,
        penalty: penalty)
    } catch {
      throw Failure(error.message)
    }
    let table = CutTable(tuning.judged)
    let cut = cut.map(table.cut) ?? table.best
    let plan = TuningPlan(
      tuning, scale: chosen, rules: read.rules, tuned: tuned,
      current: settings?.settings?.adjustments ?? RuleAdjustments(), cut: cut.least)
    try show(tuning, table, cut, plan)
    if let curve {
      let title =
        "\(chosen): precision over recall, \(folds) folds over \(counted(read.labelled.articleCount, "article"))"
      try writeFile(Array(PrecisionCurve(table, title: title).svg.utf8), to: curve)
    }
    guard write else {
      Terminal.error("assay: nothing is changed; --write puts it into \(local)\n".safeLinesForTerminal)
      return
    }
    let text = exists ? FileManager.default.contents(atPath: local).map { [UInt8]($0) } : nil
    guard let written = plan.written(into: text) else { throw Failure("\(local): not a JSON object") }
    try writeFile(written, to: local)
    Terminal.error("assay: written to \(local)\n".safeLinesForTerminal)
  }

  private func show(_ tuning: Tuning, _ table: CutTable, _ chosen: Cut, _ plan: TuningPlan) throws {
    let style = Terminal.style()
    let rows = plan.changes.map { change in
      [
        change.rule.safeForTerminal, (change.isFactor ? "×" : "") + (change.now.map { fixed($0, 2) } ?? "–"),
        (change.isFactor ? "×" : "") + fixed(change.then, 2),
      ]
    }
    try Terminal.out(TextTable(header: ["rule", "now", "then"], rows: rows).rendered(style))
    if !plan.untouched.isEmpty {
      try Terminal.out(
        "\(counted(plan.untouched.count, "rule")) without a finding on a labelled place stay as they are\n")
    }
    let tried = tuning.tried.map { "\(fixed($0.penalty, 1)): \(fixed($0.loss, 4))" }.joined(separator: ", ")
    try Terminal.out(
      """

      \(counted(tuning.judged.count, "item")), \(tuning.folds) folds, penalty \(fixed(tuning.penalty, 1)); loss by penalty \(tried)


      """)
    let cuts =
      (table.cuts.contains(chosen) ? table.cuts : (table.cuts + [chosen]).sorted { $0.least < $1.least })
      .map { cut in
        [
          (cut == chosen ? "→ " : "  ") + fixed(plan.total(cut.least), 2), "\(cut.chosen)",
          percentText(cut.precision),
          percentText(cut.recall), fixed(cut.f1, 3),
        ]
      }
    try Terminal.out(
      TextTable(header: ["  total from", "chosen", "precision", "recall", "F1"], rows: cuts).rendered(style))
  }

  private func percentText(_ share: Double?) -> String { share.map { fixed($0 * 100, 1) + "%" } ?? "–" }
}
