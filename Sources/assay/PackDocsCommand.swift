import ArgumentParser
import Diagnostics
import PackPages
import RulePacks
import Rules

struct PackDocsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "docs",
    abstract: "Write the page of a pack: rules, examples, figures, changes.",
    discussion: """
      The page is made from what is there already: the manifest, the rules, their tests with the spans marked, known \
      misses and false positives, the figures that 'assay stats --store' has stored, and CHANGELOG.md.

      EXAMPLES
        assay pack docs grain-deals > grain-deals.md
        assay pack docs grain-deals --output grain-deals.html
        assay pack docs std/sourcing --format html

      EXIT STATUS
        0  done
        2  the pack could not be read, or its rules have mistakes
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case md, html }

  @Argument(
    help: ArgumentHelp("A pack's folder, an installed pack, or one of std.", valueName: "pack"),
    completion: .directory)
  var pack: String

  @Option(help: "Markdown or HTML; by the name of the output, else Markdown.")
  var format: Format?

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write the page to this file.", valueName: "file"), completion: .file())
  var output: String?

  @Flag(help: "Read an installed pack that nobody you trust has signed.")
  var allowUnsigned = false

  func run() throws {
    var reader = PackReader(allowsUnsigned: allowUnsigned)
    let named: [PackSource], lending: [PackSource]
    do throws(PackError) {
      named = try reader.read(pack)
      lending = try reader.read("std")
    } catch {
      throw Failure(error.description, help: error.help)
    }
    for notice in reader.notices { Terminal.error("assay: WARNING: \(notice.safeForTerminal)\n") }
    // A pack stands behind the ones that it needs.
    guard pack != "std", let source = named.last else {
      throw Failure(
        "one pack expected, got \(named.count)",
        help: "name one of \(named.map(\.name).joined(separator: " "))")
    }
    let page: PackDescription
    do throws(RuleSet.Mistakes) {
      page = try PackDescription(source, lending: named + lending)
    } catch {
      throw Failure(rendered: error.diagnostics.filter { $0.severity == .error })
    }
    let isHTML = format.map { $0 == .html } ?? (output?.hasSuffix(".html") == true)
    let text = isHTML ? page.html : page.markdown
    if let output { try writeFile(Array(text.utf8), to: output) } else { try Terminal.out(text) }
  }
}
