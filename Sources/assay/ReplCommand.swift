import ArgumentParser
import ArticleLoaders
import Articles
import Glibc
import LuaRuntime
import RulePacks
import Rules
import Scoring

struct ReplCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Try out Lua and patterns on an article.",
    discussion: """
      The sandbox of rules by hand: `article` is the article with the claims that the rules find, as functions of rules see \
      it; what an expression gives is shown, globals stay from input to input, and `_` is the last value. An input that is \
      not finished goes on in the next line. Each input has the budget of a rule; one that spends it ends alone.

      ?? PATTERN shows where a pattern matches, ?NAME says what a name is, ? lists the keys.

      EXAMPLES
        assay repl article.txt
        assay repl article.txt --rules my-rule.lua --no-std
        echo 'article.claims[1].source.name' | assay repl article.txt

      EXIT STATUS
        0  the dialogue has ended
        1  of what was read from a pipe, an input failed
        2  the article or the rules could not be read
      """)

  @Argument(help: ArgumentHelp("A file with an article.", valueName: "article"), completion: .file())
  var article: String?

  @Option(help: ArgumentHelp("Which article of several in the file; the first by default.", valueName: "id"))
  var id: String?

  @Option(
    name: .customLong("steps"), help: ArgumentHelp("How many steps an input may take.", valueName: "n"))
  var steps: Int?

  @OptionGroup var packs: PackOptions
  @OptionGroup var local: LocalOptions
  @OptionGroup var input: InputOptions

  func validate() throws {
    if article == "-" {
      throw ValidationError("repl: the article of a file expected, for standard input is the dialogue")
    }
    if let steps, steps <= 0 {
      throw ValidationError("--steps: a number above 0 expected, got \(steps)")
    }
  }

  func run() throws {
    var packs = packs
    if let steps { packs.ruleSteps = steps }
    let rules = try packs.compiled(try local.settings()).rules
    let article =
      try article.map { try chosenArticle($0, id: id, try input.applied(to: LoadOptions())) }
      ?? Article(id: "no article", text: [])
    let output = DialogueOutput()
    let console = try ArticleConsole(rules, article) { output.line($0) }
    let isPerson = isatty(STDIN_FILENO) == 1
    let dialogue = ReplDialogue(
      console: console, article: article, output: output, isPerson: isPerson,
      history: isPerson ? .standard : nil)
    let hasFailed = try dialogue.run()
    if hasFailed, !isPerson { throw ExitCode(1) }
  }
}
