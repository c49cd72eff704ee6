import ArgumentParser
import Diagnostics
import FoundationEssentials
import JSON
import RuleStatistics
import Rules
import Scoring

struct StatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Say what each rule of a pack is worth, by what people said of articles.",
    discussion: """
      For each rule: on how many labelled places it says something (coverage), on how many another rule says something \
      as well (overlap) or something else (conflict), how often it is right (precision) and how much it finds (recall), \
      on which shares of the places labelled yes and no it fires (yes%, no%, and S/O, the first over their sum), and \
      what it alone gets right (adds) and wrong (costs).

      LABELS are records of this tool that somebody has accepted as the truth, or a table with the columns article, \
      label (yes or no), start and end or text, and stance. A row without a place is about the whole article.

      EXAMPLES
        assay stats grain-deals corpus/labels.csv
        assay stats grain-deals accepted.jsonl --articles archive/ --csv > rules.csv
        assay stats grain-deals corpus/labels.csv --store

      EXIT STATUS
        0  done
        2  a pack, the labels or the articles could not be read
      """)

  @OptionGroup var corpus: LabelOptions

  @Flag(help: "One JSON object in place of the table.")
  var json = false

  @Flag(help: "A comma-separated table.")
  var csv = false

  @Flag(
    help:
      "Write the figures into the pack's pack.json, with the digest of the articles and without their texts.")
  var store = false

  func validate() throws {
    if json, csv { throw ValidationError("--json and --csv: one of them expected") }
  }

  func run() throws {
    let read = try corpus.read()
    let names = Set(read.named.map(\.name))
    let ids = read.rules.summaries.filter { names.contains($0.pack) }.map(\.id)
    guard !ids.isEmpty else { throw Failure("\(corpus.pack): no rules in it") }
    let table = RuleTable(read.labelled.items, rules: ids)
    if json {
      try Terminal.out(text(table, read))
    } else if csv {
      try Terminal.out(table.csv)
    } else {
      try Terminal.out(
        "\(counted(read.labelled.articleCount, "article")), \(counted(table.items, "labelled place")): \(table.yes) yes, \(table.items - table.yes) no\n\n"
      )
      // A table has its own width; columns that are folded cannot be compared.
      try Terminal.out(table.rendered(Terminal.style()))
    }
    if store { try storeEvidence(table, read) }
  }

  private func text(_ table: RuleTable, _ read: LabelOptions.Corpus) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.name("schema")
    json.string("assay.stats/1")
    json.name("corpus")
    json.string(read.labelled.digest)
    json.name("labels")
    json.string(read.labels.digest)
    json.name("articles")
    json.integer(read.labelled.articleCount)
    json.name("items")
    json.integer(table.items)
    json.name("yes")
    json.integer(table.yes)
    json.name("rules")
    table.write(to: &json)
    json.endObject()
    json.newline()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private func storeEvidence(_ table: RuleTable, _ read: LabelOptions.Corpus) throws {
    let path = corpus.pack + (corpus.pack.hasSuffix("/") ? "" : "/") + "pack.json"
    guard read.named.count == 1, let pack = read.named.first,
      let manifest = FileManager.default.contents(atPath: path)
    else {
      throw Failure("--store: the folder of one pack expected, got '\(corpus.pack)'")
    }
    let evidence = StoredEvidence(
      corpus: read.labelled, labels: read.labels, table: table, pack: pack, engine: engineVersion)
    guard let bytes = evidence.stored(in: [UInt8](manifest)) else {
      throw Failure("\(path): not a JSON object")
    }
    try writeFile(bytes, to: path)
    Terminal.error("assay: stored in \(path)\n".safeLinesForTerminal)
  }
}
