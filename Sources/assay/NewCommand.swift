import ArgumentParser
import RulePacks

struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Start a pack or a rule that passes its own tests.",
    discussion: """
      EXAMPLES
        assay new pack desk/grain-deals
        assay new rule round-figures --pack grain-deals
      """,
    subcommands: [NewPackCommand.self, NewRuleCommand.self])
}

struct NewPackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Make a folder with a rule, a lexicon, tests and a manifest.",
    discussion: """
      EXAMPLES
        assay new pack desk/grain-deals                   makes ./grain-deals
        assay new pack desk/denials --from denials.lua    of a loose script
      """)

  @Argument(help: ArgumentHelp("Owner and name: desk/grain-deals.", valueName: "owner/name"))
  var name: String

  @Option(
    help: ArgumentHelp("Put this script's rules into the pack.", valueName: "file.lua"),
    completion: .file(extensions: ["lua"]))
  var from: String?

  func run() throws {
    let made: PackSkeleton.Made
    do throws(PackError) {
      made = try PackSkeleton.makePack(named: name, in: ".", from: from)
    } catch {
      throw Failure(error.description, help: error.help)
    }
    try Terminal.out(
      """
      made \(made.folder):
      \(made.files.map { "  \($0)" }.joined(separator: "\n"))

      next: assay check \(made.folder) && assay test \(made.folder)

      """)
  }
}

struct NewRuleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rule",
    abstract: "Add a rule and its test to a pack.",
    discussion: """
      EXAMPLES
        assay new rule round-figures                      in the pack of this folder
        assay new rule round-figures --pack grain-deals
      """)

  @Argument(help: ArgumentHelp("Lower-case words joined by '-'.", valueName: "name"))
  var name: String

  @Option(
    help: ArgumentHelp("The pack's folder; this one by default.", valueName: "folder"), completion: .directory
  )
  var pack: String = "."

  func run() throws {
    let files: [String]
    do throws(PackError) {
      files = try PackSkeleton.addRule(named: name, to: pack)
    } catch {
      throw Failure(error.description, help: error.help)
    }
    try Terminal.out("made \(files.joined(separator: " and "))\n\nnext: assay test \(pack)\n")
  }
}
