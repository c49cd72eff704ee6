import ArgumentParser
import ArticleLoaders

/// How inputs are read; the same options for all commands that read articles, but for workers, who are sent them.
struct InputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Where in JSON the fields stand: title=.headline,text=.body.text, or one of \(ArticleMap.presets.joined(separator: " ")).",
      valueName: "map"))
  var map: String?

  @Option(
    help: ArgumentHelp(
      "A command that reads each file from its standard input and writes articles as JSON Lines; reads them instead of us.",
      valueName: "command"))
  var loader: String?

  /// `options` with these.
  func applied(to options: LoadOptions) throws -> LoadOptions {
    var options = options
    options.converter = loader
    if map != nil, loader != nil { throw Failure("--map and --loader exclude each other") }
    do throws(MapMistake) {
      options.map = try map.map { text throws(MapMistake) in try ArticleMap(text) }
    } catch {
      throw Failure("--map: \(error.reason)", help: error.help)
    }
    return options
  }
}
