// Which version of each pack goes together with all others. The search is the plain one of the textbooks, depth first with
// backtracking in a fixed order (as in Russ Cox, "Version SAT", 2016, who also shows that no method is fast for every input):
//
//   1. of the packs that somebody needs and that have no version yet, take the first by name;
//   2. try its versions that suit everybody so far: the one that is locked first, then from the newest to the oldest;
//   3. a version that needs something of a pack that has another version already does not suit;
//   4. when none is left, go back to the pack that was decided last.
//
// So the result depends on the requirements and on what is published, and on nothing else. Registries of desks are small;
// where they are not, the search ends after `mostSteps` and says so.

public import RulePacks

/// Chooses a version of every pack that is needed.
public struct Resolver {
  /// A pack that was chosen.
  public struct Choice: Hashable, Sendable {
    public var name: String
    public var release: RegistryIndex.Release
  }

  /// Who needs a pack, and what of it.
  private struct Need {
    /// `you`, or `desk/grain-deals 1.0.0`.
    var whose: String
    var range: VersionRange
  }

  private let releases: (String) -> [RegistryIndex.Release]
  private let locked: [String: Version]
  private let engine: Version?
  private var needs: [String: [Need]] = [:]
  private var chosen: [String: RegistryIndex.Release] = [:]
  private var steps = 0
  /// The first dead end, which is what stands in the way of the newest versions.
  private var conflict: PackError?

  private static let mostSteps = 20_000
  /// What comes with the engine and is never looked for in a registry.
  private static let shipped = Set(PackReader.standardNames)

  /// - Parameters:
  ///   - locked: versions to stay at where they suit.
  ///   - releases: what is published of a pack, in any order.
  public init(
    locked: [String: Version] = [:], engine: String = engineRelease,
    releases: @escaping (String) -> [RegistryIndex.Release]
  ) {
    self.locked = locked
    self.engine = Version(engine)
    self.releases = releases
  }

  /// The versions that go together, sorted by name.
  ///
  /// - Throws: when there are none; the message says who needs what of the pack that stands in the way.
  public mutating func resolve(_ wanted: [PackManifest.Dependency]) throws(PackError) -> [Choice] {
    for one in wanted { needs[one.name, default: []].append(Need(whose: "you", range: one.range)) }
    guard try decide() else { throw conflict ?? PackError("the packs cannot be resolved") }
    return chosen.keys.sorted().compactMap { name in chosen[name].map { Choice(name: name, release: $0) } }
  }

  /// Chooses a version for every pack that is needed and has none; false when there is no way.
  private mutating func decide() throws(PackError) -> Bool {
    guard let name = needs.keys.filter({ chosen[$0] == nil && !Self.shipped.contains($0) }).min() else {
      return true
    }
    let candidates = suitable(name)
    for release in candidates {
      steps += 1
      guard steps <= Self.mostSteps else {
        throw PackError(
          "the packs could not be resolved in \(Self.mostSteps) steps",
          help: "ask for narrower ranges of versions")
      }
      let before = needs
      chosen[name] = release
      for dependency in release.dependencies {
        needs[dependency.name, default: []].append(
          Need(whose: "\(name) \(release.version)", range: dependency.range))
      }
      if fits(release), try decide() { return true }
      chosen[name] = nil
      needs = before
    }
    if candidates.isEmpty { note(explanation(name)) }
    return false
  }

  /// The versions that everybody accepts, in the order in which they are tried.
  private func suitable(_ name: String) -> [RegistryIndex.Release] {
    let fitting = releases(name).filter { release in
      needs[name, default: []].allSatisfy { $0.range.contains(release.version) }
        && (release.yanked == nil || locked[name] == release.version) && suitsEngine(release)
    }
    return fitting.sorted { left, right in
      let isLeftLocked = locked[name] == left.version, isRightLocked = locked[name] == right.version
      return isLeftLocked == isRightLocked ? left.version > right.version : isLeftLocked
    }
  }

  private func suitsEngine(_ release: RegistryIndex.Release) -> Bool {
    guard let engine, let range = release.engine else { return true }
    return range.contains(engine)
  }

  /// Whether what `release` needs agrees with what was chosen before it.
  private mutating func fits(_ release: RegistryIndex.Release) -> Bool {
    for dependency in release.dependencies {
      guard let other = chosen[dependency.name], !dependency.range.contains(other.version) else { continue }
      note(explanation(dependency.name))
      return false
    }
    return true
  }

  private mutating func note(_ error: PackError) { if conflict == nil { conflict = error } }

  /// Why no version of `name` suits.
  private func explanation(_ name: String) -> PackError {
    let all = releases(name).sorted { $0.version < $1.version }
    let who = needs[name, default: []].map {
      "\($0.whose == "you" ? "you ask for" : "\($0.whose) needs") \($0.range)"
    }
    guard !all.isEmpty else {
      return PackError(
        "no pack '\(name)' in the registry"
          + (who.first?.hasPrefix("you") == true ? "" : ": \(who.joined(separator: ", "))"))
    }
    let published = all.map { release in
      "\(release.version)" + (release.yanked == nil ? "" : " (yanked)")
        + (suitsEngine(release) ? "" : " (for assay \(release.engine?.description ?? "*"))")
    }
    return PackError(
      "no version of '\(name)' suits all: \(who.joined(separator: ", "))",
      help: "published are \(published.joined(separator: ", "))")
  }
}
