import ArgumentParser
import PackRegistries
import RulePacks

struct PackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pack",
    abstract: "Build, sign, publish and install packs.",
    discussion: """
      A pack is a folder of rules with a pack.json. It travels as one file, is signed by who stands up for it, and is \
      installed from a registry: a folder, or any web server that serves one.

      EXAMPLES
        assay pack build grain-deals                                        makes desk-grain-deals-0.1.0.zip
        assay pack sign desk-grain-deals-0.1.0.zip --key ada.key
        assay pack publish desk-grain-deals-0.1.0.zip --registry /srv/packs
        assay pack install desk/grain-deals --registry https://packs.example.org
        assay score article.txt --pack desk/grain-deals
      """,
    subcommands: [
      PackBuildCommand.self, PackSignCommand.self, PackVerifyCommand.self, PackPublishCommand.self,
      PackYankCommand.self, PackSearchCommand.self, PackListCommand.self, PackInstallCommand.self,
      PackUpdateCommand.self, PackRemoveCommand.self, PackDocsCommand.self,
    ])
}

/// Which registry a command looks in.
struct RegistryOptions: ParsableArguments {
  @Option(
    name: .customLong("registry"),
    help: ArgumentHelp(
      "The registry's folder, or its address with file:, http: or https: (repeatable; without it ASSAY_REGISTRY).",
      valueName: "place"),
    completion: .directory)
  var places: [String] = []

  /// The registries that were named.
  func locations() throws -> [RegistryLocation] {
    let named =
      places.isEmpty ? [Terminal.environment("ASSAY_REGISTRY") ?? ""].filter { !$0.isEmpty } : places
    return try reportingFailure { () throws(PackError) in
      var found: [RegistryLocation] = []
      for place in named { found.append(try RegistryLocation(place)) }
      return found
    }
  }

  /// The one registry that a command is about.
  func location() throws -> RegistryLocation {
    let found = try locations()
    guard let first = found.first else {
      throw Failure("no registry", help: "--registry names its folder or address; so does ASSAY_REGISTRY")
    }
    guard found.count == 1 else { throw Failure("--registry: one registry expected, got \(found.count)") }
    return first
  }
}

/// Runs `body`; what keeps it from its end becomes the command's failure.
func reportingFailure<Result>(status: Int32 = 2, _ body: () throws(PackError) -> Result) throws -> Result {
  do throws(PackError) { return try body() } catch {
    throw Failure(error.description, help: error.help, status: status)
  }
}

/// A folder with a pack, or an archive of one, as files.
func readPack(at path: String) throws(PackError) -> (pack: OpenedPack, isFolder: Bool) {
  if SystemFiles.kind(of: path) == .folder { return (try OpenedPack.read(folder: path), true) }
  let bytes = try SystemFiles.read(path, atMost: PackArchive.largestSize)
  return (try OpenedPack(bytes, file: path), false)
}
