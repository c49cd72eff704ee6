// What a pack says of the versions that it can work with. The notation is the one most people have met: npm's and Cargo's.

/// `^1.2.0`, `>=1.0.0 <3.0.0`, `~1.4 || 2.0.0`, `*`: a set of versions.
///
/// Comparisons that stand beside each other must all hold; `||` stands between alternatives. `^1.2.3` means up to the next
/// version that may break something (the first number that is not zero stays), `~1.2.3` up to the next minor one, a version alone
/// itself. Behind an operator the last numbers may be left out and are zero. A pre-release is in a range only when a comparison
/// of the same alternative names a pre-release of the same three numbers: nobody gets a beta who did not ask for one.
public struct VersionRange: Hashable, Sendable, CustomStringConvertible {
  enum Relation: String, Sendable {
    case less = "<", lessOrEqual = "<=", equal = "=", greaterOrEqual = ">=", greater = ">"
  }

  struct Comparison: Hashable, Sendable {
    var relation: Relation
    var version: Version

    func holds(for other: Version) -> Bool {
      switch relation {
      case .less: other < version
      case .lessOrEqual: other <= version
      case .equal: other == version
      case .greaterOrEqual: other >= version
      case .greater: other > version
      }
    }
  }

  /// As it was written.
  public let description: String
  private let alternatives: [[Comparison]]

  /// Every version but pre-releases.
  public static let any = VersionRange(description: "*", alternatives: [[]])

  /// This version and no other.
  public static func exactly(_ version: Version) -> VersionRange {
    VersionRange(
      description: version.description, alternatives: [[Comparison(relation: .equal, version: version)]])
  }

  /// This version and later ones that promise to break nothing.
  public static func compatible(with version: Version) -> VersionRange {
    VersionRange(description: "^\(version)", alternatives: [caret(version)])
  }

  private init(description: String, alternatives: [[Comparison]]) {
    self.description = description
    self.alternatives = alternatives
  }

  /// Reads a range; nil for what is none, or one of more than 256 bytes.
  public init?(_ text: String) {
    guard text.utf8.count <= 256 else { return nil }
    var alternatives: [[Comparison]] = []
    for part in text.split(separator: "||", omittingEmptySubsequences: false) {
      var comparisons: [Comparison] = []
      let words = part.split(separator: " ")
      guard !words.isEmpty else { return nil }
      for word in words {
        if word == "*", words.count == 1 { continue }
        guard let read = Self.comparisons(word) else { return nil }
        comparisons += read
      }
      alternatives.append(comparisons)
    }
    self.init(description: text, alternatives: alternatives)
  }

  public func contains(_ version: Version) -> Bool {
    alternatives.contains { comparisons in
      guard comparisons.allSatisfy({ $0.holds(for: version) }) else { return false }
      return version.prerelease.isEmpty
        || comparisons.contains {
          !$0.version.prerelease.isEmpty && $0.version.major == version.major
            && $0.version.minor == version.minor && $0.version.patch == version.patch
        }
    }
  }

  private static func comparisons(_ word: Substring) -> [Comparison]? {
    for sign in ["^", "~", ">=", "<=", ">", "<", "="] where word.hasPrefix(sign) {
      let rest = String(word.dropFirst(sign.count))
      guard let version = Version(rest) ?? partial(rest) else { return nil }
      switch sign {
      case "^": return caret(version, given: rest.split(separator: ".").count)
      case "~":
        // `~1` leaves the minor version open, as `^1` does.
        let end =
          rest.contains(".") ? Version(version.major, version.minor + 1, 0) : Version(version.major + 1, 0, 0)
        return between(version, end)
      default: return Relation(rawValue: sign).map { [Comparison(relation: $0, version: version)] }
      }
    }
    return Version(String(word)).map { [Comparison(relation: .equal, version: $0)] }
  }

  /// `1` or `1.2`, with zeros for what was left out.
  private static func partial(_ text: String) -> Version? {
    let numbers = text.split(separator: ".", omittingEmptySubsequences: false).map(Version.number)
    guard (1...2).contains(numbers.count), let major = numbers[0] else { return nil }
    guard numbers.count == 2 else { return Version(major, 0, 0) }
    return numbers[1].map { Version(major, $0, 0) }
  }

  /// - Parameter given: how many numbers were written: `^0` leaves open what `^0.0.0` does not.
  private static func caret(_ version: Version, given: Int = 3) -> [Comparison] {
    let end =
      if version.major > 0 || given == 1 {
        Version(version.major + 1, 0, 0)
      } else if version.minor > 0 || given == 2 {
        Version(0, version.minor + 1, 0)
      } else {
        Version(0, 0, version.patch + 1)
      }
    return between(version, end)
  }

  private static func between(_ first: Version, _ end: Version) -> [Comparison] {
    // `<2.0.0` must not let in `2.0.0-beta`; no pre-release comes before `-0`.
    [
      Comparison(relation: .greaterOrEqual, version: first),
      Comparison(
        relation: .less, version: Version(end.major, end.minor, end.patch, prerelease: ["0"])),
    ]
  }
}
