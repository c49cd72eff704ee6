import ArgumentParser
import ArticleLoaders
import Articles
import RulePacks
import Rules
import Scoring

/// What a record says of an article; the same options for `score` and for its workers.
struct RecordOptions: ParsableArguments {
  enum Offsets: String, ExpressibleByArgument, CaseIterable {
    case codepoints, utf8, utf16

    var unit: OffsetMap.Unit {
      switch self {
      case .codepoints: .codepoints
      case .utf8: .utf8
      case .utf16: .utf16
      }
    }
  }

  @Option(help: "What offsets in records count.")
  var offsets: Offsets = .codepoints

  @Flag(help: "Take a one-line first paragraph without a final stop as the headline of a text file.")
  var headline = false

  var loadOptions: LoadOptions { LoadOptions(headline: headline ? .firstLine : .none) }

  /// - Parameter settings: what is laid over the packs; a record names it behind them.
  func writer(for packs: [PackSource], _ settings: LocalSettings?) -> RecordWriter {
    RecordWriter(
      unit: offsets.unit,
      packs: packs.map(RecordWriter.PackReference.init)
        + (settings.map { [RecordWriter.PackReference($0)] } ?? []), engine: engineVersion)
  }

  /// These options as words of a command line.
  var arguments: [String] { ["--offsets", offsets.rawValue] + (headline ? ["--headline"] : []) }
}
