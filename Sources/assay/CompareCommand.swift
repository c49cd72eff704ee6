import ArgumentParser
import Diagnostics
import Glibc
import PackRegistries
import RecordOutputs
import RulePacks
import Rules
import RunComparisons
import Scoring

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Say what a change of rules does to the findings.",
    discussion: """
      Runs two versions of a pack, or all packs of two lock files, over the same articles, or compares two runs of a \
      database, and shows which findings came, went and changed, with the words and the rule that is responsible. Findings are matched by their place. The \
      digest of the articles is part of the result; --corpus-digest refuses other ones, so that a change of the articles \
      is never taken for one of the rules. Of two runs, articles that are not in both with the same text are left out \
      and named.

      EXAMPLES
        assay compare grain-deals-1.0 grain-deals archive/
        assay compare std grain-deals archive/ --tolerance 1%
        assay compare old/grain-deals grain-deals archive/ --html changes.html --json > changes.json
        assay compare last-month.lock assay.lock archive/
        assay compare --runs claims.sqlite 1 2

      EXIT STATUS
        0  nothing changed, or no more than --tolerance
        1  more changed
        2  packs, articles or runs could not be read
      """)

  @Argument(
    help: ArgumentHelp(
      "A pack's folder or name, a script, a lock file (.lock), or std; with --runs the number of a run.",
      valueName: "old"),
    completion: .directory)
  var old: String

  @Argument(help: ArgumentHelp("The same, as it is now.", valueName: "new"), completion: .directory)
  var new: String

  @Argument(help: ArgumentHelp("Files and folders with articles.", valueName: "corpus"), completion: .file())
  var corpus: [String] = []

  @Option(
    help: ArgumentHelp("Compare two runs of this database.", valueName: "file.sqlite"),
    completion: .file(extensions: ["sqlite"]))
  var runs: String?

  @Option(
    help: ArgumentHelp("So many changes, or so many per cent of all findings, are none.", valueName: "n|n%"))
  var tolerance = "0"

  @Option(help: ArgumentHelp("Refuse a corpus other than this one.", valueName: "sha256:…"))
  var corpusDigest: String?

  @Flag(help: "One JSON object in place of the page.")
  var json = false

  @Option(
    help: ArgumentHelp("Write a page to read in a browser as well.", valueName: "file"),
    completion: .file(extensions: ["html"]))
  var html: String?

  @Option(
    help: ArgumentHelp("How many changes of one rule and kind are shown on the terminal.", valueName: "n"))
  var most = 10

  @Flag(help: "Take a one-line first paragraph without a final stop as the headline of a text file.")
  var headline = false

  @Flag(name: .customLong("no-std"), help: "Run only the two packs, without the rules that come with assay.")
  var withoutStandard = false

  @Flag(help: "Run installed packs that nobody you trust has signed.")
  var allowUnsigned = false

  private enum Tolerance { case count(Int), share(Double) }

  private func tolerated() -> Tolerance? {
    if tolerance.hasSuffix("%") {
      guard let percent = Double(tolerance.dropLast()), (0...100).contains(percent) else { return nil }
      return .share(percent / 100)
    }
    return Int(tolerance).flatMap { $0 >= 0 ? .count($0) : nil }
  }

  func validate() throws {
    guard tolerated() != nil else {
      throw ValidationError("--tolerance: a count or a percentage expected, like 5 or 1%, got '\(tolerance)'")
    }
    if runs == nil, corpus.isEmpty { throw ValidationError("the articles to compare on are missing") }
    if runs != nil, !corpus.isEmpty {
      throw ValidationError("--runs: two numbers of runs expected and no corpus, got '\(corpus[0])'")
    }
  }

  func run() throws {
    let (comparison, title) = try runs.map(compareRuns) ?? comparePacks()
    if let corpusDigest, corpusDigest != title.corpus {
      throw Failure(
        "the articles are other ones: corpus \(corpusDigest) expected, got \(title.corpus)",
        help: "what changed may be the articles and not the rules")
    }
    if let html { try writeFile(Array(comparison.html(title).utf8), to: html) }
    if json {
      try Terminal.out(String(decoding: comparison.json(title), as: UTF8.self))
    } else {
      try Terminal.out(comparison.rendered(title, Terminal.style(), most: max(0, most)))
      try Terminal.out("corpus \(title.corpus)\n")
    }
    let isTolerated =
      switch tolerated() {
      case .count(let count)?: comparison.count <= count
      case .share(let share)?: comparison.share <= share
      case nil: false
      }
    if !isTolerated { throw ExitCode(1) }
  }

  // MARK: two packs

  private func comparePacks() throws -> (RunComparison, ComparisonTitle) {
    let before = try version(old), after = try version(new)
    do {
      let (comparison, corpus) = try RunComparison.run(
        before.rules, after.rules, inputs: self.corpus, headline: headline,
        noting: { count in
          if isatty(2) == 1, count % 25 == 0 { Terminal.error("\r\(count) articles ") }
        })
      if isatty(2) == 1 { Terminal.error("\r\u{1B}[K") }
      return (comparison, ComparisonTitle(old: before.title, new: after.title, corpus: corpus))
    } catch let error as RunComparison.Mistakes {
      throw Failure(lines: error.lines.prefix(10).joined(separator: "\nassay: "))
    }
  }

  private func version(_ name: String) throws -> (rules: RuleSet, title: String) {
    var reader = PackReader(allowsUnsigned: allowUnsigned)
    let named: [PackSource], standard: [PackSource]
    var notices: [String] = []
    let isLock = name.hasSuffix(".lock")
    do throws(PackError) {
      if isLock {
        let locked = try LockedPacks(lockFile: name, allowsUnsigned: allowUnsigned)
        (named, notices) = (locked.packs, locked.notices)
      } else {
        named = name.hasSuffix(".lua") ? [try reader.read(script: name)] : try reader.read(name)
      }
      standard = withoutStandard ? [] : try reader.read("std")
    } catch {
      throw Failure(error.description, help: error.help)
    }
    let errors = reader.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else { throw Failure(rendered: errors) }
    for notice in notices + reader.notices { Terminal.error("assay: WARNING: \(notice.safeForTerminal)\n") }
    let packs = standard.filter { known in !named.contains { $0.name == known.name } } + named
    do throws(RuleSet.Mistakes) {
      return (
        try RuleSet(packs),
        (name == "std" || isLock ? named : named.suffix(1)).map { "\($0.name) \($0.version) (\(name))" }
          .joined(separator: ", ")
      )
    } catch {
      throw Failure(rendered: error.diagnostics.filter { $0.severity == .error })
    }
  }

  // MARK: two runs

  private func compareRuns(_ path: String) throws -> (RunComparison, ComparisonTitle) {
    do {
      let reader = try RunReader(path)
      let known = try reader.runs()
      let chosen = try [old, new].map { name in
        guard let number = Int(name), let run = known.first(where: { $0.number == number }) else {
          throw Failure(
            "\(path): no run '\(name)'",
            help: "there are \(known.map { "\($0.number)" }.joined(separator: " "))")
        }
        guard run.isFinished else { throw Failure("\(path): run \(number) is not finished") }
        return run
      }
      guard chosen[0].offsets == chosen[1].offsets else {
        throw Failure(
          "\(path): run \(old) counts \(chosen[0].offsets), run \(new) counts \(chosen[1].offsets)")
      }
      let (comparison, corpus) = try RunComparison.between(
        reader.articles(ofRun: chosen[0].number), reader.articles(ofRun: chosen[1].number))
      return (
        comparison,
        ComparisonTitle(old: "run \(old) of \(path)", new: "run \(new) of \(path)", corpus: corpus)
      )
    } catch let error as OutputFailure {
      throw Failure("\(error.path): \(error.reason)", help: error.help)
    } catch let error as RunComparison.Mistakes {
      throw Failure(lines: error.lines.joined(separator: "\nassay: "))
    }
  }
}
