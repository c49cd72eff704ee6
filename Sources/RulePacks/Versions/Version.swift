// A version says what a user may expect of a change, so versions are compared as semver.org 2.0.0 says and in no other way.

/// `1.4.0`, `2.0.0-beta.1`: a version by Semantic Versioning 2.0.0.
public struct Version: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let major: Int
  public let minor: Int
  public let patch: Int
  /// The identifiers behind `-`; a version with some comes before the one without.
  public let prerelease: [String]
  /// What stands behind `+`; it never counts when versions are compared.
  public let build: [String]

  /// Reads a whole version; nil for anything else. Numbers have at most nine digits.
  public init?(_ text: String) {
    guard text.utf8.count <= 128 else { return nil }
    let withBuild = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    let withPrerelease = withBuild[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = withPrerelease[0].split(separator: ".", omittingEmptySubsequences: false)
    guard numbers.count == 3, let major = Self.number(numbers[0]), let minor = Self.number(numbers[1]),
      let patch = Self.number(numbers[2])
    else { return nil }
    let prerelease = withPrerelease.count > 1 ? Self.identifiers(withPrerelease[1]) : []
    let build = withBuild.count > 1 ? Self.identifiers(withBuild[1]) : []
    guard let prerelease, let build,
      // A number has no zeros in front, so that two ways to write a version are two versions.
      prerelease.allSatisfy({ !Self.isDigits($0) || Self.number(Substring($0)) != nil })
    else { return nil }
    self.init(major, minor, patch, prerelease: prerelease, build: build)
  }

  init(_ major: Int, _ minor: Int, _ patch: Int, prerelease: [String] = [], build: [String] = []) {
    self.major = major
    self.minor = minor
    self.patch = patch
    self.prerelease = prerelease
    self.build = build
  }

  public var description: String {
    "\(major).\(minor).\(patch)" + (prerelease.isEmpty ? "" : "-" + prerelease.joined(separator: "."))
      + (build.isEmpty ? "" : "+" + build.joined(separator: "."))
  }

  /// By precedence; of equal precedence by what is written behind `+`, so that the order is total.
  public static func < (left: Version, right: Version) -> Bool {
    let mine = [left.major, left.minor, left.patch], other = [right.major, right.minor, right.patch]
    if mine != other { return mine.lexicographicallyPrecedes(other) }
    if left.prerelease != right.prerelease {
      if left.prerelease.isEmpty || right.prerelease.isEmpty { return right.prerelease.isEmpty }
      return left.prerelease.lexicographicallyPrecedes(right.prerelease, by: identifierPrecedes)
    }
    return left.build.lexicographicallyPrecedes(right.build) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  static func number(_ text: Substring) -> Int? {
    guard (1...9).contains(text.utf8.count), isDigits(text), text.count == 1 || text.first != "0" else {
      return nil
    }
    return Int(text)
  }

  private static func isDigits(_ text: some StringProtocol) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  private static func identifiers(_ text: Substring) -> [String]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let isGood = parts.allSatisfy { part in
      !part.isEmpty
        && part.utf8.allSatisfy {
          (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2D
        }
    }
    return isGood ? parts.map(String.init) : nil
  }

  private static func identifierPrecedes(_ left: String, _ right: String) -> Bool {
    switch (isDigits(left), isDigits(right)) {
    // Without zeros in front the longer number is the larger.
    case (true, true):
      left.utf8.count != right.utf8.count
        ? left.utf8.count < right.utf8.count : left.utf8.lexicographicallyPrecedes(right.utf8)
    case (true, false): true
    case (false, true): false
    case (false, false): left.utf8.lexicographicallyPrecedes(right.utf8)
    }
  }
}
