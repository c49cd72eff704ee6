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

  /// What libFuzzer would try first, for what reads the files of strangers: bytes changed, left out, and said twice.
  @Test(
    arguments: cases.filter {
      [.pages, .feeds, .crawls, .mail, .documents, .layout, .editor].contains($0.target)
    })
  func noInputThatIsChangedStopsTheProcess(_ input: Case) throws {
    let seed = Array(try Data(contentsOf: input.file))
    let signs = Array("<>&;\"'=/-[]!?%:\n\r \0W".utf8) + [0x1F, 0x8B, 0xFF, 0xE2, 0x80]
    var state: UInt64 = 41
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(1, limit)))
    }
    for _ in 0..<150 {
      var bytes = seed
      for _ in 0...random(6) where !bytes.isEmpty {
        let place = random(bytes.count)
        let end = min(bytes.count, place + 1 + random(40))
        switch random(5) {
        case 0: bytes[place] = signs[random(signs.count)]
        case 1: bytes.insert(signs[random(signs.count)], at: place)
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: random(bytes.count))
        default: bytes.removeSubrange(place...)
        }
      }
      input.target.run(bytes)
    }
  }

  /// Cut at every third byte, as a file is that was not written to its end.
  @Test(arguments: cases) func noInputThatIsCutStopsTheProcess(_ input: Case) throws {
    let bytes = Array(try Data(contentsOf: input.file).prefix(600))
    let step = max(3, bytes.count / 12)
    for end in stride(from: 0, to: bytes.count, by: step) { input.target.run(Array(bytes.prefix(end))) }
  }
}
