/// The files of one pack, as somebody has read and, where needed, verified them.
///
/// Reading a pack's metadata never runs its code: everything but `files` comes from `pack.json`.
public struct PackSource: Sendable, Hashable {
  /// One file of a pack.
  public struct File: Sendable, Hashable {
    /// Path inside the pack, with `/`: `rules/hedged.lua`.
    public var path: String
    /// How messages call it: the path on disk, or `std/attribution/rules/said.lua` for a shipped one.
    public var displayPath: String
    public var bytes: [UInt8]

    public init(path: String, displayPath: String, bytes: [UInt8]) {
      self.path = path
      self.displayPath = displayPath
      self.bytes = bytes
    }
  }

  /// A value an analyst may change without touching the rule.
  public struct Parameter: Sendable, Hashable {
    public enum Value: Sendable, Hashable {
      case boolean(Bool)
      case number(Double)
      case string(String)
    }
    public var name: String
    public var value: Value
    public var doc: String

    public init(name: String, value: Value, doc: String) {
      self.name = name
      self.value = value
      self.doc = doc
    }
  }

  /// What the manifest says of one rule.
  public struct RuleEntry: Sendable, Hashable {
    public var id: String
    /// `extract score relate`
    public var kind: String
    public var title: String
    /// `stable test experimental deprecated`
    public var status: String
    /// What the rule says to a reader who has never seen it.
    public var message: String
    /// Names of the pack's parameters that the rule reads.
    public var parameters: [String]
    /// What the rule is known to take for a finding though it is none.
    public var falsePositives: [String]
    /// Where to read more: addresses, titles.
    public var references: [String]
    /// Ids of rules that look at the same thing.
    public var related: [String]

    public init(
      id: String, kind: String, title: String, status: String, message: String = "",
      parameters: [String] = [],
      falsePositives: [String] = [], references: [String] = [], related: [String] = []
    ) {
      self.id = id
      self.kind = kind
      self.title = title
      self.status = status
      self.message = message
      self.parameters = parameters
      self.falsePositives = falsePositives
      self.references = references
      self.related = related
    }
  }

  /// `owner/name`
  public var name: String
  public var version: String
  /// `sha256:…` over the path, digest and size of every file.
  public var digest: String
  public var signed: Bool
  /// BCP 47 primary subtags of the languages the rules are written for; empty means any.
  public var languages: [String]
  public var parameters: [Parameter]
  /// What the pack's rules may do; nil for a loose script, which may do all.
  public var capabilities: Set<Capability>?
  /// nil for a loose script, which has no manifest.
  public var entries: [RuleEntry]?
  /// Sorted by path, bytewise.
  public var files: [File]

  public init(
    name: String, version: String, digest: String, signed: Bool, languages: [String] = [],
    parameters: [Parameter] = [], capabilities: Set<Capability>? = nil, entries: [RuleEntry]? = nil,
    files: [File]
  ) {
    self.name = name
    self.version = version
    self.digest = digest
    self.signed = signed
    self.languages = languages
    self.parameters = parameters
    self.capabilities = capabilities
    self.entries = entries
    self.files = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// The files that hold rules.
  public var ruleFiles: [File] { files.filter { $0.isLua && !$0.isTest } }
  /// The files that hold tests.
  public var testFiles: [File] { files.filter { $0.isLua && $0.isTest } }
  /// The files that hold lexicons.
  public var lexiconFiles: [File] {
    files.filter { $0.path.hasPrefix("lexicons/") && $0.path.hasSuffix(".txt") }
  }
}

extension PackSource {
  /// What the pack's files call that a manifest must ask for, as far as it can be seen without running them.
  public var capabilitiesUsed: Set<Capability> { PackNames.capabilities(usedBy: self) }
}

extension PackSource.File {
  var isLua: Bool { path.hasSuffix(".lua") }
  var isTest: Bool { path.hasSuffix("_test.lua") }

  /// `hedges` for `lexicons/hedges.txt`.
  var stem: String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return name.split(separator: ".", omittingEmptySubsequences: false).first.map(String.init) ?? name
  }
}
