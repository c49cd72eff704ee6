import RulePacks
import Testing

@testable import PackRegistries

/// The tables read `name version: what it needs`.
@Suite struct ResolverTests {
  /// Reads lines such as `desk/a 1.0.0: desk/b ^1.0.0, desk/c *`; `!` in front means yanked.
  private func catalogue(_ text: String) -> [String: [RegistryIndex.Release]] {
    var found: [String: [RegistryIndex.Release]] = [:]
    for line in text.split(separator: "\n") {
      let isYanked = line.hasPrefix("!")
      let sides = line.drop { $0 == "!" }.split(
        separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let head = sides[0].split(separator: " ").map(String.init)
      let needs = (sides.count > 1 ? sides[1] : "").split(separator: ",").compactMap { need($0) }
      guard let version = Version(head[1]) else { continue }
      found[head[0], default: []].append(
        RegistryIndex.Release(
          version: version, archive: .init(path: "x", sha256: "", size: 0), digest: "", title: "",
          license: "",
          engine: head.count > 2 ? VersionRange(head[2]) : nil, capabilities: [], dependencies: needs,
          yanked: isYanked ? "wrong" : nil))
    }
    return found
  }

  private func need(_ text: Substring) -> PackManifest.Dependency? {
    let parts = text.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, let range = VersionRange(String(parts[1])) else { return nil }
    return PackManifest.Dependency(name: String(parts[0]), range: range)
  }

  private func resolve(_ text: String, _ wanted: String, locked: [String: String] = [:]) -> String {
    let published = catalogue(text)
    var resolver = Resolver(locked: locked.compactMapValues(Version.init), engine: "0.1.0") {
      published[$0] ?? []
    }
    do throws(PackError) {
      let choices = try resolver.resolve(wanted.split(separator: ",").compactMap { need($0) })
      return choices.map { "\($0.name) \($0.release.version)" }.joined(separator: ", ")
    } catch { return error.description + (error.help.map { " | " + $0 } ?? "") }
  }

  @Test func theNewestVersionThatSuitsIsTaken() {
    let packs = "desk/a 1.0.0\ndesk/a 1.2.0\ndesk/a 2.0.0\ndesk/a 3.0.0-beta"
    #expect(resolve(packs, "desk/a *") == "desk/a 2.0.0")
    #expect(resolve(packs, "desk/a ^1.0.0") == "desk/a 1.2.0")
    #expect(resolve(packs, "desk/a >=3.0.0-alpha") == "desk/a 3.0.0-beta")
  }

  @Test func whatAPackNeedsComesAlong() {
    let packs = """
      desk/a 1.0.0: desk/b ^1.0.0
      desk/b 1.1.0: desk/c *
      desk/c 0.1.0
      """
    #expect(resolve(packs, "desk/a *") == "desk/a 1.0.0, desk/b 1.1.0, desk/c 0.1.0")
  }

  @Test func anOlderVersionIsTakenWhereTheNewestDoesNotGoWithTheOthers() {
    let packs = """
      desk/a 1.0.0: desk/c ^1.0.0
      desk/a 1.1.0: desk/c ^2.0.0
      desk/b 1.0.0: desk/c ^1.0.0
      desk/c 1.0.0
      desk/c 2.0.0
      """
    #expect(resolve(packs, "desk/a *, desk/b *") == "desk/a 1.0.0, desk/b 1.0.0, desk/c 1.0.0")
  }

  @Test func packsMayNeedEachOther() {
    #expect(
      resolve("desk/a 1.0.0: desk/b *\ndesk/b 1.0.0: desk/a ^1.0.0", "desk/a *")
        == "desk/a 1.0.0, desk/b 1.0.0")
  }

  @Test func whatIsLockedStaysWhileItSuits() {
    let packs = "desk/a 1.0.0\ndesk/a 1.2.0\n!desk/a 1.1.0"
    #expect(resolve(packs, "desk/a *", locked: ["desk/a": "1.0.0"]) == "desk/a 1.0.0")
    #expect(resolve(packs, "desk/a ^1.2.0", locked: ["desk/a": "1.0.0"]) == "desk/a 1.2.0")
    #expect(resolve(packs, "desk/a *", locked: ["desk/a": "1.1.0"]) == "desk/a 1.1.0")
  }

  @Test func aYankedVersionIsTakenByNobodyNew() {
    #expect(resolve("desk/a 1.0.0\n!desk/a 1.1.0", "desk/a *") == "desk/a 1.0.0")
    #expect(
      resolve("!desk/a 1.1.0", "desk/a *")
        == "no version of 'desk/a' suits all: you ask for * | published are 1.1.0 (yanked)")
  }

  @Test func aVersionForAnotherEngineIsPassedOver() {
    #expect(resolve("desk/a 1.0.0 ^0.1.0\ndesk/a 2.0.0 ^9.0.0", "desk/a *") == "desk/a 1.0.0")
    #expect(
      resolve("desk/a 2.0.0 ^9.0.0", "desk/a *")
        == "no version of 'desk/a' suits all: you ask for * | published are 2.0.0 (for assay ^9.0.0)")
  }

  @Test func shippedPacksAreNeverLookedFor() {
    #expect(resolve("desk/a 1.0.0: std/attribution ^1.0.0", "desk/a *") == "desk/a 1.0.0")
  }

  // MARK: Explanations

  @Test func aConflictNamesWhoNeedsWhat() {
    let packs = """
      desk/a 1.0.0: desk/c ^1.0.0
      desk/b 1.0.0: desk/c ^2.0.0
      desk/c 1.0.0
      desk/c 2.0.0
      """
    #expect(
      resolve(packs, "desk/a *, desk/b *")
        == "no version of 'desk/c' suits all: desk/a 1.0.0 needs ^1.0.0, desk/b 1.0.0 needs ^2.0.0"
        + " | published are 1.0.0, 2.0.0")
  }

  @Test func aConflictWithWhatTheUserAskedForSaysSo() {
    let packs = "desk/a 1.0.0: desk/c ^2.0.0\ndesk/c 1.0.0\ndesk/c 2.0.0"
    #expect(
      resolve(packs, "desk/a *, desk/c ^1.0.0")
        == "no version of 'desk/c' suits all: you ask for ^1.0.0, desk/a 1.0.0 needs ^2.0.0"
        + " | published are 1.0.0, 2.0.0")
  }

  @Test func aPackThatIsNotThereIsNamedWithWhoNeedsIt() {
    #expect(resolve("", "desk/a *") == "no pack 'desk/a' in the registry")
    #expect(
      resolve("desk/a 1.0.0: desk/b ^1.0.0", "desk/a *")
        == "no pack 'desk/b' in the registry: desk/a 1.0.0 needs ^1.0.0")
  }

  /// A registry that was made to keep us searching for ever does not.
  @Test func theSearchEnds() {
    var packs = ""
    for name in "abcdefghij" {
      for version in 0..<10 { packs += "desk/\(name) 1.\(version).0: desk/z ^1.0.0\n" }
    }
    packs += "desk/z 2.0.0\n"
    let wanted = "abcdefghij".map { "desk/\($0) *" }.joined(separator: ",")
    // The newest of each needs what is not there: said at once, or after so many steps, and never later.
    let message = resolve(packs, wanted)
    #expect(message.hasPrefix("no version of 'desk/z' suits all:") || message.contains("20000 steps"))
  }

  @Test func theOrderOfWhatIsPublishedAndAskedForDoesNotShow() {
    let lines = [
      "desk/a 1.0.0: desk/c ^1.0.0", "desk/a 1.1.0: desk/c ^2.0.0", "desk/b 1.0.0: desk/c *", "desk/c 1.0.0",
      "desk/c 1.5.0", "desk/c 2.0.0: desk/d ^9.0.0", "desk/d 1.0.0",
    ]
    var generator = Generator(state: 7)
    let expected = resolve(lines.joined(separator: "\n"), "desk/a *, desk/b *")
    #expect(expected == "desk/a 1.0.0, desk/b 1.0.0, desk/c 1.5.0")
    for _ in 0..<50 {
      let shuffled = lines.shuffled(using: &generator).joined(separator: "\n")
      #expect(resolve(shuffled, "desk/b *, desk/a *") == expected)
    }
  }
}

/// SplitMix64: the same numbers in every run.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
