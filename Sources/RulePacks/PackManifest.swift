// `pack.json` is data only, so that what a pack says of itself can be read without running it.

public import Diagnostics
import JSON
public import Rules

/// What `pack.json` says. Its form is published as `docs/pack.schema.json`.
public struct PackManifest: Sendable {
  /// Another pack that this one needs beside it.
  public struct Dependency: Hashable, Sendable {
    /// `owner/name`
    public var name: String
    public var range: VersionRange

    public init(name: String, range: VersionRange) {
      self.name = name
      self.range = range
    }
  }

  public var name: String
  public var version: String
  public var title: String
  public var description: String
  /// The engines the pack was written for; nil when it does not say.
  public var engine: VersionRange?
  public var license: String
  public var authors: [String]
  public var languages: [String]
  public var parameters: [PackSource.Parameter]
  /// Sorted.
  public var capabilities: [Capability]
  /// Sorted by name.
  public var dependencies: [Dependency]
  /// nil when the manifest has no list of rules that can be read, which is an error of its own.
  public var rules: [PackSource.RuleEntry]?

  static let fields = [
    "$schema", "name", "version", "title", "description", "engine", "model", "license", "authors",
    "languages",
    "parameters", "rules", "capabilities", "dependencies", "evidence",
  ]
  static let parameterFields = ["name", "type", "default", "doc"]
  static let ruleFields = [
    "id", "kind", "title", "message", "status", "parameters", "falsePositives", "references", "related",
  ]
  static let statuses = ["stable", "test", "experimental", "deprecated"]
  static let kinds = ["extract", "score", "relate"]

  /// Reads the manifest of a pack.
  ///
  /// - Parameter file: how messages call it.
  /// - Returns: nil when it cannot be used at all; the diagnostics say why.
  public static func read(_ bytes: [UInt8], file: String) -> (
    manifest: PackManifest?, diagnostics: [Diagnostic]
  ) {
    let text = ManifestText(file: file, bytes: bytes)
    do {
      var reader = ManifestReader(text)
      let manifest = reader.read(try PlacedValue(parsing: bytes))
      return (manifest, reader.diagnostics)
    } catch {
      let place = text.place(of: error.offset..<error.offset)
      return (
        nil,
        [Diagnostic(.error, "manifest-syntax", "\(error.expected) expected, got \(error.got)", at: place)]
      )
    }
  }
}

/// `owner/pack`
public func isPackName(_ name: String) -> Bool {
  let parts = name.split(separator: "/", omittingEmptySubsequences: false)
  return parts.count == 2 && parts.allSatisfy(isOwnerName)
}

/// Lower-case letters, digits and `-`, at most 64 of them.
func isOwnerName(_ part: some StringProtocol) -> Bool {
  !part.isEmpty && part.utf8.count <= 64
    && part.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
}

/// `1.0.0` or `1.0.0-beta.1`
func isVersion(_ version: String) -> Bool { Version(version) != nil }

/// The owner of the pack `name`.
package func owner(of name: String) -> String { name.split(separator: "/").first.map(String.init) ?? name }
