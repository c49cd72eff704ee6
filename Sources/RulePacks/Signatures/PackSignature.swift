// `pack.sig` lists every file of a pack and holds the signatures of that list. What is not listed does not belong to the pack;
// a list that is not signed says nothing.

import Crypto
import FoundationEssentials
import JSON
public import Rules

/// The list of a pack's files, and who has signed it.
public struct PackSignature: Sendable {
  public struct Signature: Hashable, Sendable {
    public var key: PublicKey
    var bytes: [UInt8]
  }

  var files: [ListedFile]
  /// Sorted by key, each key once.
  public private(set) var signatures: [Signature]

  private static let schema = "assay.signature/1"
  private static let largestSize = 8 << 20
  private static let mostSignatures = 64

  /// A list of `files` that nobody has signed yet.
  init(of files: [PackSource.File]) {
    self.files = PackFiles.listing(files)
    signatures = []
  }

  /// What is signed: a name for the purpose, so that no signature for something else fits, and the list.
  private var message: [UInt8] { Array("\(Self.schema)\n".utf8) + PackFiles.text(of: files) }

  /// Signs a pack: the files with a `pack.sig` that has `key`'s signature beside those that are there and fit.
  public static func sign(_ files: [PackSource.File], with key: PrivateKey, displayPath: String)
    throws(PackError)
    -> [PackSource.File]
  {
    try PackArchive.check(files)
    var signature = PackSignature(of: files)
    if let old = files.first(where: { $0.path == PackFiles.signaturePath }),
      let earlier = try? PackSignature(parsing: old.bytes, file: old.displayPath),
      earlier.files == signature.files
    {
      signature.signatures = earlier.signatures.filter { $0.key.verifies($0.bytes, of: signature.message) }
    }
    guard let bytes = key.signature(of: signature.message) else { throw PackError("the key cannot sign") }
    signature.signatures.removeAll { $0.key == key.publicKey }
    signature.signatures.append(Signature(key: key.publicKey, bytes: bytes))
    signature.signatures.sort { $0.key < $1.key }
    guard signature.signatures.count <= mostSignatures else {
      throw PackError("a pack has at most \(mostSignatures) signatures")
    }
    let file = PackSource.File(
      path: PackFiles.signaturePath, displayPath: displayPath, bytes: Array(signature.text.utf8))
    return files.filter { $0.path != PackFiles.signaturePath } + [file]
  }

  private var text: String {
    PrettyJSON.text(
      .object(
        JSONObject([
          .init("schema", .string(Self.schema)),
          .init(
            "files",
            .array(
              files.map { file in
                .object(
                  JSONObject([
                    .init("path", .string(file.path)), .init("sha256", .string(file.sha256)),
                    .init("size", .number(JSONNumber(Int64(file.size)))),
                  ]))
              })),
          .init(
            "signatures",
            .array(
              signatures.map { signature in
                .object(
                  JSONObject([
                    .init("key", .string(signature.key.description)),
                    .init("signature", .string(Data(signature.bytes).base64EncodedString())),
                  ]))
              })),
        ])))
  }

  /// - Parameter file: how messages call it.
  init(parsing bytes: [UInt8], file: String) throws(PackError) {
    func bad(_ what: String) -> PackError { PackError("\(file): \(what)") }
    guard bytes.count <= Self.largestSize else { throw bad("is too large") }
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(parsing: bytes, depthLimit: 8) } catch {
      throw bad("is no list of signatures: \(error.expected) expected, got \(error.got)")
    }
    guard let object = value.object, object.members.map(\.name) == ["schema", "files", "signatures"],
      object["schema"]?.string == Self.schema, let files = object["files"]?.array,
      let signatures = object["signatures"]?.array, signatures.count <= Self.mostSignatures
    else { throw bad("is no list of signatures of this version") }
    self.files = []
    for file in files {
      guard let entry = file.object, entry.members.map(\.name) == ["path", "sha256", "size"],
        let path = entry["path"]?.string, let sha256 = entry["sha256"]?.string,
        let size = entry["size"]?.number?.integer
      else { throw bad("is no list of signatures of this version") }
      self.files.append(ListedFile(path: path, sha256: sha256, size: Int(size)))
    }
    self.signatures = []
    for signature in signatures {
      guard let entry = signature.object, entry.members.map(\.name) == ["key", "signature"],
        let key = entry["key"]?.string.flatMap(PublicKey.init),
        let bytes = entry["signature"]?.string.flatMap(base64)
      else { throw bad("is no list of signatures of this version") }
      guard !self.signatures.contains(where: { $0.key == key }) else {
        throw bad("has two signatures of \(key)")
      }
      self.signatures.append(Signature(key: key, bytes: bytes))
    }
  }

  /// Checks that `files` are exactly those that were signed, and that every signature fits.
  ///
  /// - Parameter name: how messages call the pack.
  /// - Returns: nil for a pack without `pack.sig`, or with one that nobody has signed.
  /// - Throws: for a file that was altered, added or removed, and for a signature that does not fit.
  public static func check(_ files: [PackSource.File], named name: String) throws(PackError) -> PackSignature?
  {
    guard let file = files.first(where: { $0.path == signatureFile }) else { return nil }
    let signature = try PackSignature(parsing: file.bytes, file: file.displayPath)
    let there = PackFiles.listing(files)
    let listed = Dictionary(signature.files.map { ($0.path, $0) }) { first, _ in first }
    let found = Set(there.map(\.path))
    for file in there {
      guard let signed = listed[file.path] else {
        throw PackError("\(name): file '\(file.path)' was not signed")
      }
      guard signed == file else {
        throw PackError("\(name): file '\(file.path)' is not the one that was signed")
      }
    }
    for file in signature.files where !found.contains(file.path) {
      throw PackError("\(name): file '\(file.path)' was signed and is missing")
    }
    guard signature.files == there else {
      throw PackError("\(file.displayPath): lists a file twice, or out of order")
    }
    let message = signature.message
    for one in signature.signatures where !one.key.verifies(one.bytes, of: message) {
      throw PackError("\(name): the signature of \(one.key) does not fit its files")
    }
    return signature.signatures.isEmpty ? nil : signature
  }

  /// The keys of those who signed that `trust` trusts for the owner of the pack `name`.
  public func keys(trustedBy trust: TrustStore, for name: String) -> [PublicKey] {
    signatures.map(\.key).filter { trust.trusts($0, for: owner(of: name)) }
  }

  /// Why nobody who signed is trusted, and what to do.
  package func distrust(_ trust: TrustStore, of name: String) -> PackError {
    let owner = owner(of: name)
    let keys = signatures.map(\.key)
    for key in keys {
      let others = trust.owners(of: key)
      guard !others.isEmpty else { continue }
      return PackError(
        "pack '\(name)' is signed by \(key), which is trusted for '\(others.joined(separator: "', '"))' and not for '\(owner)'",
        help: "ask \(owner) for its key; assay trust add \(owner) KEY says that you trust one")
    }
    return PackError(
      "pack '\(name)' is signed by \(keys.map(\.description).joined(separator: ", ")), which you do not trust for '\(owner)'",
      help: "make sure whose key it is, then: assay trust add \(owner) \(keys.first?.description ?? "KEY")")
  }

  private static var signatureFile: String { PackFiles.signaturePath }
}
