// A signature says who packed something; whether that person may speak for the owner in the pack's name is for the user to say.
// So every key is trusted for one owner: the key of a colleague at another desk cannot sign a pack of yours.

import JSON

/// Which keys may sign for which owners.
public struct TrustStore: Sendable {
  public struct Entry: Hashable, Sendable {
    public var owner: String
    public var key: PublicKey
    /// Whose key it is, in the user's words.
    public var note: String
  }

  /// The file that holds the entries.
  public let path: String
  /// Sorted by owner and key.
  public private(set) var entries: [Entry]

  private static let schema = "assay.trust/1"

  /// The folder of a user's settings: `$ASSAY_CONFIG`, or `assay` in `$XDG_CONFIG_HOME`, or in `~/.config`.
  public static var userFolder: String {
    if let folder = SystemFiles.environment("ASSAY_CONFIG") { return folder }
    if let folder = SystemFiles.environment("XDG_CONFIG_HOME"), folder.hasPrefix("/") {
      return folder + "/assay"
    }
    return (SystemFiles.environment("HOME") ?? "") + "/.config/assay"
  }

  /// Reads the trust store of `folder`; one that is not there trusts nobody.
  ///
  /// - Throws: when it cannot be read, or others may write it.
  public init(in folder: String = Self.userFolder) throws(PackError) {
    path = folder + "/trust.json"
    entries = []
    guard let mode = SystemFiles.mode(of: path) else { return }
    guard mode & 0o002 == 0 else {
      throw PackError(
        "\(path): everybody may write here, so it can be trusted by nobody", help: "chmod 600 \(path)")
    }
    let bytes = try SystemFiles.read(path, atMost: 1 << 20)
    guard case .object(let object)? = try? JSONValue(parsing: bytes), object["schema"]?.string == Self.schema,
      let keys = object["keys"]?.array
    else { throw PackError("\(path): is no trust store of this version") }
    for key in keys {
      guard let entry = key.object, let owner = entry["owner"]?.string, isOwnerName(owner),
        let publicKey = entry["key"]?.string.flatMap(PublicKey.init), let note = entry["note"]?.string
      else { throw PackError("\(path): is no trust store of this version") }
      entries.append(Entry(owner: owner, key: publicKey, note: note))
    }
  }

  /// The owners that `key` may sign for, sorted.
  public func owners(of key: PublicKey) -> [String] { entries.filter { $0.key == key }.map(\.owner) }

  public func trusts(_ key: PublicKey, for owner: String) -> Bool { owners(of: key).contains(owner) }

  /// Trusts `key` for `owner` from now on.
  ///
  /// - Returns: false when it was trusted before.
  public mutating func add(_ key: PublicKey, for owner: String, note: String) throws(PackError) -> Bool {
    guard isOwnerName(owner) else {
      throw PackError(
        "'\(owner)' is no owner",
        help: "the owner is what stands before '/' in a pack's name: desk in desk/grain-deals")
    }
    guard owner != "std", owner != "local" else {
      throw PackError("nobody signs for '\(owner)': its packs never come from a registry")
    }
    if trusts(key, for: owner) { return false }
    entries.append(Entry(owner: owner, key: key, note: note))
    try write()
    return true
  }

  /// Stops trusting `key` for `owner`, or all of the owner's keys.
  ///
  /// - Returns: the entries that are gone.
  public mutating func remove(_ key: PublicKey?, for owner: String) throws(PackError) -> [Entry] {
    let gone = entries.filter { $0.owner == owner && (key == nil || $0.key == key) }
    guard !gone.isEmpty else { return [] }
    entries.removeAll { gone.contains($0) }
    try write()
    return gone
  }

  private mutating func write() throws(PackError) {
    entries.sort { ($0.owner, $0.key) < ($1.owner, $1.key) }
    let keys = entries.map { entry in
      JSONValue.object(
        JSONObject([
          .init("owner", .string(entry.owner)), .init("key", .string(entry.key.description)),
          .init("note", .string(entry.note)),
        ]))
    }
    try SystemFiles.makeFolder(SystemFiles.folder(of: path))
    let text = PrettyJSON.text(
      .object(JSONObject([.init("schema", .string(Self.schema)), .init("keys", .array(keys))])))
    try SystemFiles.replace(path, Array(text.utf8), mode: 0o600)
  }
}
