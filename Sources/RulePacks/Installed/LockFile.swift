// `assay.lock` says which packs a project runs, to the byte: what scored last month's articles can be had again, and nothing
// that came by another way runs in its name.

package import JSON

/// The packs that a project has installed, and what it had asked for.
public struct LockFile: Sendable {
  public struct Entry: Hashable, Sendable {
    /// `owner/name`
    public var name: String
    public var version: Version
    /// Of the pack's files, as records name it: `sha256:…`.
    public var digest: String
    /// Where the archive came from: a registry's folder or address.
    public var registry: String
    /// The archive's place in the registry, and what it must be.
    public var archive: Archive
    /// The packs it needs, by name, as ranges.
    public var dependencies: [PackManifest.Dependency]
    /// What its rules may do, as shown when it was installed.
    public var capabilities: [String]
    /// Whether a trusted signature was there when it was installed.
    public var signed: Bool

    public struct Archive: Hashable, Sendable {
      public var path: String
      /// In hexadecimal.
      public var sha256: String
      public var size: Int

      public init(path: String, sha256: String, size: Int) {
        self.path = path
        self.sha256 = sha256
        self.size = size
      }
    }

    public init(
      name: String, version: Version, digest: String, registry: String, archive: Archive,
      dependencies: [PackManifest.Dependency], capabilities: [String], signed: Bool
    ) {
      self.name = name
      self.version = version
      self.digest = digest
      self.registry = registry
      self.archive = archive
      self.dependencies = dependencies
      self.capabilities = capabilities
      self.signed = signed
    }
  }

  public static let fileName = "assay.lock"
  private static let schema = "assay.lock/1"

  /// What the user asked for, by name; packs that are there only because another one needs them are not here.
  public var wanted: [PackManifest.Dependency]
  /// Sorted by name, one version of each.
  public var entries: [Entry]

  public init(wanted: [PackManifest.Dependency] = [], entries: [Entry] = []) {
    self.wanted = wanted.sorted { $0.name < $1.name }
    self.entries = entries.sorted { $0.name < $1.name }
  }

  public subscript(name: String) -> Entry? { entries.first { $0.name == name } }

  /// Reads the lock file `path`.
  ///
  /// - Throws: when it is none, or is damaged.
  public init(at path: String) throws(PackError) {
    try self.init(parsing: try SystemFiles.read(path, atMost: 16 << 20), file: path)
  }

  /// - Parameter file: how messages call it.
  package init(parsing bytes: [UInt8], file: String) throws(PackError) {
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(parsing: bytes, depthLimit: 8) } catch {
      throw PackError(
        "\(file): is no lock file: \(error.expected) expected, got \(error.got)",
        help: "take it from your version control, or install again")
    }
    guard let object = value.object, object["schema"]?.string == Self.schema,
      let wanted = object["wanted"].flatMap(Self.dependencies), let packs = object["packs"]?.array
    else { throw PackError("\(file): is no lock file of this version") }
    var entries: [Entry] = []
    for pack in packs {
      guard let entry = pack.object.flatMap(Self.entry) else {
        throw PackError("\(file): is no lock file of this version")
      }
      guard !entries.contains(where: { $0.name == entry.name }) else {
        throw PackError("\(file): lists '\(entry.name)' twice")
      }
      entries.append(entry)
    }
    self.init(wanted: wanted, entries: entries)
  }

  private static func entry(_ object: JSONObject) -> Entry? {
    guard let name = object["name"]?.string, isPackName(name),
      let version = object["version"]?.string.flatMap(Version.init), let digest = object["digest"]?.string,
      let registry = object["registry"]?.string, let archive = object["archive"]?.object,
      let path = archive["path"]?.string, let sha256 = archive["sha256"]?.string,
      let size = archive["size"]?.number?.integer, size >= 0,
      let dependencies = object["dependencies"].flatMap(dependencies),
      let capabilities = object["capabilities"]?.array, let signed = object["signed"]?.bool
    else { return nil }
    return Entry(
      name: name, version: version, digest: digest, registry: registry,
      archive: Entry.Archive(path: path, sha256: sha256, size: Int(size)), dependencies: dependencies,
      capabilities: capabilities.compactMap(\.string), signed: signed)
  }

  /// Reads `{"owner/name": "range"}`.
  package static func dependencies(_ value: JSONValue) -> [PackManifest.Dependency]? {
    guard let members = value.object?.members else { return nil }
    var found: [PackManifest.Dependency] = []
    for member in members {
      guard isPackName(member.name), let range = member.value.string.flatMap(VersionRange.init) else {
        return nil
      }
      found.append(PackManifest.Dependency(name: member.name, range: range))
    }
    return found
  }

  package static func json(_ dependencies: [PackManifest.Dependency]) -> JSONValue {
    .object(
      JSONObject(
        dependencies.sorted { $0.name < $1.name }.map { .init($0.name, .string($0.range.description)) }))
  }

  /// The same packs always give the same text.
  public var text: String {
    let packs = entries.sorted { $0.name < $1.name }.map { entry in
      JSONValue.object(
        JSONObject([
          .init("name", .string(entry.name)), .init("version", .string(entry.version.description)),
          .init("digest", .string(entry.digest)), .init("registry", .string(entry.registry)),
          .init(
            "archive",
            .object(
              JSONObject([
                .init("path", .string(entry.archive.path)), .init("sha256", .string(entry.archive.sha256)),
                .init("size", .number(JSONNumber(Int64(entry.archive.size)))),
              ]))),
          .init("dependencies", Self.json(entry.dependencies)),
          .init("capabilities", .array(entry.capabilities.map { .string($0) })),
          .init("signed", .bool(entry.signed)),
        ]))
    }
    return PrettyJSON.text(
      .object(
        JSONObject([
          .init("schema", .string(Self.schema)), .init("wanted", Self.json(wanted)),
          .init("packs", .array(packs)),
        ])))
  }
}
