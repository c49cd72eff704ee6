import ArgumentParser
import ArticleLoaders
import Articles
import Diagnostics
import FoundationEssentials
import Glibc
import RulePacks
import RuleStatistics
import Rules
import Scoring

/// What people said of articles, and the articles; the same for `stats` and `tune`.
struct LabelOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp("A pack's folder, a script, or std.", valueName: "pack"), completion: .directory)
  var pack: String

  @Argument(
    help: ArgumentHelp("Records that somebody has accepted, or a table (.csv).", valueName: "labels"),
    completion: .file())
  var labels: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Files and folders with the labelled articles; without it those in the folder of the labels.",
      valueName: "input"), completion: .file())
  var articles: [String] = []

  @Flag(help: "What a table of labels does not list is labelled no, as it is with records.")
  var complete = false

  @Flag(
    name: .customLong("no-std"), help: "Run only the rules of the pack, without the claims that std finds.")
  var withoutStandard = false

  @Flag(help: "Run an installed pack that nobody you trust has signed.")
  var allowUnsigned = false

  @OptionGroup var record: RecordOptions

  /// The pack's rules, and the labelled articles as they and the rules of std see them.
  struct Corpus {
    var packs: [PackSource]
    /// Of `packs`, those that were named.
    var named: [PackSource]
    /// As the packs are, without adjustments.
    var rules: RuleSet
    var labels: LabelSet
    var labelled: LabelledCorpus
  }

  /// - Parameter adjusting: changes what is run, once the rules and the names of the packs are known.
  func read(adjusting: (RuleSet, _ named: Set<String>) -> RuleAdjustments = { _, _ in RuleAdjustments() })
    throws -> Corpus
  {
    let (named, packs) = try sources()
    let labels: LabelSet
    do throws(LabelSet.Mistakes) {
      labels = try LabelSet(self.labels, isComplete: complete, unit: record.offsets.unit)
    } catch {
      throw Self.failure(error)
    }
    let plain: RuleSet, rules: RuleSet
    do throws(RuleSet.Mistakes) {
      plain = try RuleSet(packs)
      var adjustments = adjusting(plain, Set(named.map(\.name)))
      adjustments.keepsEverySentence = true
      rules = try RuleSet(packs, adjustments: adjustments)
    } catch {
      throw Failure(rendered: error.diagnostics.filter { $0.severity == .error })
    }
    do {
      let labelled = try LabelledCorpus(
        labels, inputs: try inputs(), load: record.loadOptions, rules: rules,
        noting: { count in
          if isatty(2) == 1, count % 25 == 0 { Terminal.error("\r\(count) articles ") }
        })
      if isatty(2) == 1 { Terminal.error("\r\u{1B}[K") }
      if !labelled.missing.isEmpty {
        Terminal.error(
          "assay: \(counted(labelled.missing.count, "labelled article")) not among the inputs, the first is '\(labelled.missing[0])'\n"
            .safeLinesForTerminal)
      }
      return Corpus(packs: packs, named: named, rules: plain, labels: labels, labelled: labelled)
    } catch let error as LabelSet.Mistakes {
      throw Self.failure(error)
    }
  }

  private func sources() throws -> (named: [PackSource], all: [PackSource]) {
    var reader = PackReader(allowsUnsigned: allowUnsigned)
    let named: [PackSource], standard: [PackSource]
    do throws(PackError) {
      named = pack.hasSuffix(".lua") ? [try reader.read(script: pack)] : try reader.read(pack)
      standard = withoutStandard ? [] : try reader.read("std")
    } catch {
      throw Failure(error.description, help: error.help)
    }
    let errors = reader.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw Failure(rendered: errors) }
    for notice in reader.notices { Terminal.error("assay: WARNING: \(notice.safeForTerminal)\n") }
    // A pack stands behind the ones that it needs.
    return (
      pack == "std" ? named : named.suffix(1),
      standard.filter { known in !named.contains { $0.name == known.name } } + named
    )
  }

  private func inputs() throws -> [String] {
    if !articles.isEmpty { return articles }
    let folder = labels.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    let place = folder.isEmpty ? (labels.hasPrefix("/") ? "/" : ".") : folder
    let own = labels.split(separator: "/").last.map(String.init)
    // Records may lie there, too; they are no articles.
    func holdsRecords(_ name: String) -> Bool {
      guard name.hasSuffix(".jsonl"), let text = FileManager.default.contents(atPath: "\(place)/\(name)")
      else {
        return false
      }
      return text.starts(with: Array(#"{"schema":"assay.record/1""#.utf8))
    }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []).sorted().filter {
      name in
      name != own && name != "local.json" && [".txt", ".json", ".jsonl"].contains { name.hasSuffix($0) }
        && !holdsRecords(name)
    }
    guard !names.isEmpty else {
      throw Failure(
        "no articles beside \(labels)", help: "name them: --articles archive/")
    }
    return names.map { place == "." ? $0 : "\(place)/\($0)" }
  }

  private static func failure(_ mistakes: LabelSet.Mistakes) -> Failure {
    let shown = mistakes.lines.prefix(10).joined(separator: "\nassay: ")
    let more = mistakes.lines.count > 10 ? "\nassay: and \(mistakes.lines.count - 10) more" : ""
    return Failure(lines: shown + more)
  }
}
