// The seeds of the fuzzer and all that it ever found, read once more without it. A finding that has been mended is a file
// below `findings/TARGET`, named for what it showed.
import Foundation
import FuzzTargets
import Testing

@Suite(.serialized) struct ReplayTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let target: FuzzTarget
    let file: URL
    var testDescription: String { "\(target.rawValue)/\(file.lastPathComponent)" }
  }

  static let cases: [Case] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fuzzing")
    return ["seeds", "findings"].flatMap { kind in
      FuzzTarget.allCases.flatMap { target in
        let folder = root.appending(path: "\(kind)/\(target.rawValue)")
        let files =
          (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
        return files.map { Case(target: target, file: $0) }.sorted { $0.file.path < $1.file.path }
      }
    }
  }()

  @Test func everyTargetHasSeeds() {
    for target in FuzzTarget.allCases { #expect(Self.cases.contains { $0.target == target }, "\(target)") }
  }

  @Test(arguments: cases) func noInputStopsTheProcess(_ input: Case) throws {
    input.target.run(Array(try Data(contentsOf: input.file)))
  }

  /// Cut at every third byte, as a file is that was not written to its end.
  @Test(arguments: cases) func noInputThatIsCutStopsTheProcess(_ input: Case) throws {
    let bytes = Array(try Data(contentsOf: input.file).prefix(600))
    let step = max(3, bytes.count / 12)
    for end in stride(from: 0, to: bytes.count, by: step) { input.target.run(Array(bytes.prefix(end))) }
  }
}
