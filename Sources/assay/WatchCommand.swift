import ArgumentParser
import ArticleLoaders
import Articles
import Diagnostics
import FoundationEssentials
import Glibc
import RulePacks
import Rules
import RunComparisons
import Scoring

struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "On every save of a pack: check it, test it, and say what changed in the findings.",
    discussion: """
      The articles are evaluated with the pack beside the packs that come with assay. After each change of the pack's files, or \
      of the articles, come the mistakes that `check` finds, the tests that fail, and the findings that came, went, moved \
      or are scored otherwise, compared with the last version without mistakes. Local settings count, as for `score`. Ctrl-C \
      ends.

      EXAMPLES
        assay watch grain-deals article.txt
        assay watch my-rule.lua articles/ --no-std

      EXIT STATUS
        0  ended by Ctrl-C
        2  the pack or an article is not there
      """)

  @Argument(
    help: ArgumentHelp("The folder of a pack, or a script.", valueName: "pack"), completion: .directory)
  var pack: String

  @Argument(help: ArgumentHelp("Files and folders of articles.", valueName: "article"), completion: .file())
  var articles: [String]

  @OptionGroup var packs: PackOptions
  @OptionGroup var local: LocalOptions
  @OptionGroup var input: InputOptions

  @Option(help: ArgumentHelp("How many findings of each kind are shown.", valueName: "n"))
  var most = 20

  func validate() throws {
    guard most > 0 else { throw ValidationError("--most: a number above 0 expected, got \(most)") }
    if articles.contains("-") {
      throw ValidationError("watch: articles of files expected, for standard input cannot be read again")
    }
  }

  func run() throws {
    if pack == "std" || pack.hasPrefix("std/") {
      throw Failure("watch: a folder or a script expected", help: "the packs of std are part of this program")
    }
    let script = pack.hasSuffix(".lua")
    let paths =
      [pack] + (script ? [String(pack.dropLast(4)) + "_test.lua"] : []) + articles + packs.packs
      + packs.scripts + [local.local ?? "local.json"]
    for path in [pack] + articles where !FileManager.default.fileExists(atPath: path) {
      throw Failure("\(path): no such file or folder")
    }
    // A person who has seen enough is done: that is no failure.
    signal(SIGINT) { _ in _exit(0) }
    var files = FileWatch(paths)
    let options = try input.applied(to: LoadOptions())
    var watch = PackWatch(
      pack: pack, packs: packs, local: local, articles: articles, options: options, most: most)
    while true {
      do {
        try watch.round()
      } catch let failure as Failure {
        // What is being written is wrong half of the time.
        Terminal.error(failure.description + "\n")
      }
      Terminal.error(
        "assay: waiting for a change of \(([pack] + articles).joined(separator: " "))\n".safeLinesForTerminal)
      files.wait()
      try Terminal.out("\n")
    }
  }
}
