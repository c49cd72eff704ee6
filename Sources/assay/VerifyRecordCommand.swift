import ArgumentParser
import ArticleLoaders
import Articles
import Diagnostics
import JSON
import RulePacks
import Rules
import RunComparisons
import Scoring

struct VerifyRecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-record",
    abstract: "Make a record again from its article, and say whether it is the same byte for byte.",
    discussion: """
      A record names the packs that made it, with version and digest. Exactly those are run again: std from this \
      program, the installed ones by their names, others from the folders and scripts that are named. The records of a file are matched with the articles \
      by their ids; a record whose article is not among them could not be verified.

      EXAMPLES
        assay verify-record claims.jsonl article.txt
        assay verify-record claims.jsonl archive/ --id 2025-04-09-dam
        assay verify-record claims.jsonl article.txt --pack grain-deals --local local.json

      EXIT STATUS
        0  every record came out the same
        1  one came out differently; the differences are shown
        2  a record, its article, or a pack of that version and digest is not at hand
      """)

  @Argument(help: ArgumentHelp("Records, one a line.", valueName: "record"), completion: .file())
  var records: String

  @Argument(
    help: ArgumentHelp("Files or folders that hold the articles.", valueName: "article"), completion: .file())
  var articles: [String]

  @Option(help: ArgumentHelp("Verify only the record of this article.", valueName: "id"))
  var id: String?

  @OptionGroup var packs: PackOptions
  @OptionGroup var local: LocalOptions

  @Flag(help: "The articles were read with --headline.")
  var headline = false

  func run() throws {
    let held = try heldRecords()
    let available = try packs.read(for: held)
    // The day is the record's.
    var undated = local
    undated.asOf = nil
    let settings = try undated.settings()
    var left = Dictionary(held.map { ($0.articleID, $0) }) { first, _ in first }
    var differing = 0, confirmed = 0, failed = 0
    var reader = ArticleReader(articles, options: LoadOptions(headline: headline ? .firstLine : .none))
    while let item = reader.next() {
      switch item {
      case .failure(let failure):
        Terminal.error(Failure(failure.description, help: failure.help).description + "\n")
        failed += 1
      case .article(let article, _):
        guard let record = left.removeValue(forKey: article.id) else { continue }
        switch try verify(record, article, available, settings) {
        case .confirmed: confirmed += 1
        case .differs: differing += 1
        case .impossible: failed += 1
        }
      }
    }
    for id in left.keys.sorted() {
      Terminal.error("assay: \(id): its article is not among the inputs\n".safeLinesForTerminal)
      failed += 1
    }
    if confirmed + differing + failed > 1 {
      Terminal.error(
        "assay: \(counted(confirmed, "record")) confirmed, \(differing) differ, \(failed) not verified\n")
    }
    if failed > 0 { throw ExitCode(2) }
    if differing > 0 { throw ExitCode(1) }
  }

  private enum Verdict { case confirmed, differs, impossible }

  private func verify(
    _ record: HeldRecord, _ article: Article, _ available: [PackSource], _ settings: LocalSettings?
  ) throws -> Verdict {
    var mistakes = record.mistakes(in: available, settings)
    let digest = sha256(article.text)
    if digest != record.sha256 {
      mistakes.append("the article's text is another one: sha256 \(record.sha256) expected, got \(digest)")
    }
    guard mistakes.isEmpty else {
      for line in mistakes { Terminal.error("assay: \(article.id): \(line)\n".safeLinesForTerminal) }
      return .impossible
    }
    let made: [UInt8]
    do {
      made = try record.made(of: article, with: available, settings, engine: engineVersion)
    } catch let error as RuleSet.Mistakes {
      throw Failure(rendered: error.diagnostics.filter { $0.severity == .error })
    }
    let differences = RecordDifference.between(record.line, made)
    if differences.isEmpty {
      try Terminal.out("\(article.id): the same, byte for byte\n".safeLinesForTerminal)
      return .confirmed
    }
    try Terminal.out("\(article.id): \(counted(differences.count, "difference"))\n".safeLinesForTerminal)
    for difference in differences {
      let path = difference.path.isEmpty ? "the record" : difference.path
      try Terminal.out("  \(path.safeForTerminal)\n")
      for (name, text) in [("recorded", difference.recorded), ("now     ", difference.now)] {
        try Terminal.out("    \(name)  \((text ?? "nothing").safeForTerminal)\n")
      }
    }
    return .differs
  }

  private func heldRecords() throws -> [HeldRecord] {
    let bytes = try readScript(records)
    var found: [HeldRecord] = []
    for (row, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if line.allSatisfy({ $0 <= 0x20 }) { continue }
      do throws(JSONError) {
        let record = try HeldRecord(Array(line))
        if id == nil || record.articleID == id { found.append(record) }
      } catch {
        throw Failure("\(records):\(row + 1): \(error.expected) expected, got \(error.got)")
      }
    }
    guard !found.isEmpty else {
      throw Failure("\(records): no record" + (id.map { " of article '\($0)'" } ?? "") + " in it")
    }
    return found
  }
}

extension PackOptions {
  /// The packs that were named, and of those that records name the shipped and the installed ones.
  ///
  /// - Throws: `Failure` for a pack that was named and cannot be read. One that only a record names is not at hand then.
  fileprivate func read(for records: [HeldRecord]) throws -> [PackSource] {
    var found = packs.isEmpty && scripts.isEmpty ? [] : try read()
    var reader = PackReader(allowsUnsigned: allowUnsigned)
    for name in Set(records.flatMap { $0.packReferences.map(\.name) }).sorted()
    where !found.contains(where: { $0.name == name }) && !name.hasPrefix("local/") {
      found += (try? reader.read(name)) ?? []
    }
    for notice in reader.notices { Terminal.error("assay: WARNING: \(notice.safeForTerminal)\n") }
    return found
  }
}
