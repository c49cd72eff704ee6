// Figures about rules hold for the articles they were found on. A number for all of those, without their texts, lets
// figures be passed on where the articles cannot.

import RulePacks

/// Counts articles into one SHA-256, whatever their order.
public struct CorpusDigest: Sendable {
  private var lines: [String] = []

  public init() {}

  public var count: Int { lines.count }

  /// - Parameter sha256: of the article's text, in hexadecimal.
  public mutating func add(id: String, sha256: String) { lines.append("\(sha256) \(id)\n") }

  /// `sha256:…` over a line for each article, `SHA256 ID`, sorted.
  public var text: String {
    "sha256:" + sha256(Array(lines.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined().utf8))
  }
}
