import ArgumentParser
import Diagnostics
import PackRegistries
import RulePacks

struct PackPublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Add a pack's archive to a registry's folder.",
    discussion: """
      Two who publish at once wait for each other, and whoever installs meanwhile sees the registry before or after. A version \
      that is published stays as it is: the next one has another number.

      EXAMPLES
        assay pack publish desk-grain-deals-0.1.0.zip --registry /srv/packs

      EXIT STATUS
        0  published
        2  the version is there already, the pack is not signed, or the folder cannot be written to
      """)

  @Argument(
    help: ArgumentHelp("The archive that 'pack build' made.", valueName: "file"),
    completion: .file(extensions: ["zip"]))
  var file: String

  @OptionGroup var registry: RegistryOptions

  @Flag(help: "Publish a pack that nobody has signed.")
  var allowUnsigned = false

  func run() throws {
    let location = try registry.location()
    let published = try reportingFailure { () throws(PackError) in
      try Publisher(location).publish(
        SystemFiles.read(file, atMost: PackArchive.largestSize), file: file, allowsUnsigned: allowUnsigned)
    }
    if published.keys.isEmpty {
      Terminal.error("assay: warning: '\(published.name)' is published UNSIGNED\n")
    }
    try Terminal.out(
      "published \(published.name) \(published.release.version) in \(location)".safeForTerminal + "\n"
        + published.keys.map { "  signed by \($0)\n" }.joined())
  }
}

struct PackYankCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "yank",
    abstract: "Keep others from installing a version that turned out wrong.",
    discussion: """
      The version stays: who has it locked can still install it, so that old results can be had again.

      EXAMPLES
        assay pack yank desk/grain-deals 0.1.0 --reason "counts drills as deals" --registry /srv/packs
        assay pack yank desk/grain-deals 0.1.0 --undo --registry /srv/packs
      """)

  @Argument(help: ArgumentHelp("The pack's name.", valueName: "owner/name")) var name: String
  @Argument(help: ArgumentHelp("The version.", valueName: "version")) var version: String
  @OptionGroup var registry: RegistryOptions
  @Option(help: ArgumentHelp("Why, for those who have it.", valueName: "text")) var reason =
    "yanked by its owner"
  @Flag(help: "Take it back.") var undo = false

  func run() throws {
    guard let number = Version(version) else {
      throw Failure("'\(version)' is no version", help: "like 1.0.0")
    }
    let location = try registry.location()
    try reportingFailure { () throws(PackError) in
      try Publisher(location).yank(name, number, because: undo ? nil : reason)
    }
    try Terminal.out(
      "\(undo ? "took back the mark of" : "yanked") \(name) \(number) in \(location)".safeForTerminal + "\n")
  }
}
