// A registry is a folder with an `index.json`: a share, a git repository, any static web server. The index is generated, so
// that nobody has to run anything to serve it, and it is believed in nothing that can be checked.

import JSON
public import RulePacks

/// What a registry says it has.
public struct RegistryIndex: Sendable {
  /// One version of one pack.
  public struct Release: Hashable, Sendable {
    public var version: Version
    public var archive: LockFile.Entry.Archive
    /// Of the pack's files: `sha256:…`.
    public var digest: String
    public var title: String
    public var license: String
    public var engine: VersionRange?
    public var capabilities: [String]
    public var dependencies: [PackManifest.Dependency]
    /// Why nobody should install it any more; nil for a good one.
    public var yanked: String?
  }

  public static let fileName = "index.json"
  static let largestSize = 32 << 20
  private static let schema = "assay.index/1"

  /// By name of the pack; the releases from the oldest to the newest.
  public private(set) var packs: [String: [Release]] = [:]

  public init() {}

  /// The releases of a pack, the oldest first.
  public func releases(of name: String) -> [Release] { packs[name] ?? [] }

  /// Adds a release. One of the same version that is there already is an error: what was published stays as it was.
  mutating func add(_ release: Release, to name: String) throws(PackError) {
    guard !releases(of: name).contains(where: { $0.version == release.version }) else {
      throw PackError(
        "'\(name)' \(release.version) is published already, and cannot be replaced",
        help: "publish a new version; assay pack yank keeps others from installing this one")
    }
    packs[name] = (releases(of: name) + [release]).sorted { $0.version < $1.version }
  }

  /// Marks a release as one that nobody should install any more; nil takes the mark back.
  mutating func yank(_ name: String, _ version: Version, because reason: String?) throws(PackError) {
    guard let row = releases(of: name).firstIndex(where: { $0.version == version }) else {
      let there = releases(of: name).map(\.version.description)
      throw PackError(
        "'\(name)' \(version) is not published here",
        help: there.isEmpty ? nil : "published are \(there.joined(separator: ", "))")
    }
    packs[name]?[row].yanked = reason
  }

  /// The packs whose name or title holds `text`, in any case, sorted by name; all for an empty text.
  public func search(_ text: String) -> [(name: String, releases: [Release])] {
    let wanted = text.lowercased()
    return packs.keys.sorted().compactMap { name in
      let releases = releases(of: name)
      let isFound =
        wanted.isEmpty || name.contains(wanted) || releases.last?.title.lowercased().contains(wanted) == true
      return isFound ? (name, releases) : nil
    }
  }

  // MARK: The file

  /// - Parameter file: how messages call it.
  package init(parsing bytes: [UInt8], file: String) throws(PackError) {
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(parsing: bytes, depthLimit: 8) } catch {
      throw PackError("\(file): is no index of packs: \(error.expected) expected, got \(error.got)")
    }
    guard let object = value.object, object["schema"]?.string == Self.schema,
      let packs = object["packs"]?.array
    else {
      throw PackError("\(file): is no index of packs of this version")
    }
    for pack in packs {
      guard let entry = pack.object, let name = entry["name"]?.string, isPackName(name),
        let releases = entry["releases"]?.array, self.packs[name] == nil
      else { throw PackError("\(file): is no index of packs of this version") }
      for release in releases {
        guard let read = release.object.flatMap(Self.release) else {
          throw PackError("\(file): a release of '\(name)' cannot be read")
        }
        guard !self.releases(of: name).contains(where: { $0.version == read.version }) else {
          throw PackError("\(file): lists '\(name)' \(read.version) twice")
        }
        self.packs[name, default: []].append(read)
      }
      self.packs[name]?.sort { $0.version < $1.version }
    }
  }

  private static func release(_ object: JSONObject) -> Release? {
    guard let version = object["version"]?.string.flatMap(Version.init), let path = object["archive"]?.string,
      let sha256 = object["sha256"]?.string, let size = object["size"]?.number?.integer, size >= 0,
      let digest = object["digest"]?.string, let title = object["title"]?.string,
      let license = object["license"]?.string, let engine = object["engine"],
      let capabilities = object["capabilities"]?.array,
      let dependencies = object["dependencies"].flatMap(LockFile.dependencies), let yanked = object["yanked"]
    else { return nil }
    let range = engine.string.flatMap(VersionRange.init)
    guard range != nil || engine == .null, yanked.string != nil || yanked == .null else { return nil }
    return Release(
      version: version, archive: .init(path: path, sha256: sha256, size: Int(size)), digest: digest,
      title: title,
      license: license, engine: range, capabilities: capabilities.compactMap(\.string),
      dependencies: dependencies,
      yanked: yanked.string)
  }

  /// The same packs always give the same text.
  public var text: String {
    let list = packs.keys.sorted().map { name in
      JSONValue.object(
        JSONObject([
          .init("name", .string(name)), .init("releases", .array(releases(of: name).map(Self.json))),
        ]))
    }
    return PrettyJSON.text(
      .object(JSONObject([.init("schema", .string(Self.schema)), .init("packs", .array(list))])))
  }

  private static func json(_ release: Release) -> JSONValue {
    .object(
      JSONObject([
        .init("version", .string(release.version.description)),
        .init("archive", .string(release.archive.path)),
        .init("sha256", .string(release.archive.sha256)),
        .init("size", .number(JSONNumber(Int64(release.archive.size)))),
        .init("digest", .string(release.digest)),
        .init("title", .string(release.title)), .init("license", .string(release.license)),
        .init("engine", release.engine.map { .string($0.description) } ?? .null),
        .init("capabilities", .array(release.capabilities.map { .string($0) })),
        .init("dependencies", LockFile.json(release.dependencies)),
        .init("yanked", release.yanked.map { .string($0) } ?? .null),
      ]))
  }
}
