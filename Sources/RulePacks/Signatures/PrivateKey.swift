// Whoever has this key signs in its owner's name. So its file is its owner's alone to read, and with a passphrase a copy of the
// file (in a backup, on a lost disk) is not yet the key.

import Crypto
import CryptoExtras
import FoundationEssentials
import JSON

/// What signatures are made with.
public struct PrivateKey: Sendable {
  private let seed: [UInt8]
  public let publicKey: PublicKey

  /// A new key, from the system's random numbers.
  public init() {
    let key = Curve25519.Signing.PrivateKey()
    seed = [UInt8](key.rawRepresentation)
    publicKey = PublicKey(key.publicKey)
  }

  init?(seed: [UInt8]) {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { return nil }
    self.seed = seed
    publicKey = PublicKey(key.publicKey)
  }

  func signature(of message: [UInt8]) -> [UInt8]? {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { return nil }
    return (try? key.signature(for: message)).map { [UInt8]($0) }
  }

  // MARK: The file

  private static let schema = "assay.key/1"

  /// What scrypt (RFC 7914) costs: 32 MB and about a tenth of a second for each guess of a passphrase.
  private static let rounds = 32_768
  private static let blockSize = 8
  private static let parallelism = 1

  /// Writes the key into a new file that nobody else may read.
  ///
  /// - Parameter passphrase: what the key is sealed with; nil leaves it open.
  public func write(to path: String, passphrase: String?) throws(PackError) {
    var members = [
      JSONObject.Member("schema", .string(Self.schema)), .init("public", .string(publicKey.description)),
    ]
    if let passphrase {
      var generator = SystemRandomNumberGenerator()
      let salt = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      guard
        let key = Self.sealingKey(
          passphrase, salt, Self.rounds, Self.blockSize, Self.parallelism),
        let box = try? ChaChaPoly.seal(seed, using: key, authenticating: Data(publicKey.description.utf8))
      else { throw PackError("\(path): the key cannot be sealed") }
      members += [
        .init("kdf", .string("scrypt")), .init("rounds", .number(JSONNumber(Int64(Self.rounds)))),
        .init("blockSize", .number(JSONNumber(Int64(Self.blockSize)))),
        .init("parallelism", .number(JSONNumber(Int64(Self.parallelism)))),
        .init("salt", .string(Data(salt).base64EncodedString())),
        .init("cipher", .string("chacha20-poly1305")),
        .init("sealed", .string(box.combined.base64EncodedString())),
      ]
    } else {
      members.append(.init("secret", .string(Data(seed).base64EncodedString())))
    }
    let text = PrettyJSON.text(.object(JSONObject(members)))
    try SystemFiles.create(path, Array(text.utf8), mode: 0o600)
  }

  /// Reads a key.
  ///
  /// - Parameter passphrase: asked for when the key is sealed.
  /// - Throws: when others may read the file, it holds no key, or the passphrase is another.
  public static func read(
    _ path: String, passphrase: () throws(PackError) -> String
  ) throws(PackError) -> PrivateKey {
    guard let mode = SystemFiles.mode(of: path) else {
      throw PackError("\(path): no such file", help: "assay key new makes a key")
    }
    guard mode & 0o077 == 0 else {
      throw PackError(
        "\(path): others may read this private key", help: "chmod 600 \(path), and think about who has")
    }
    let bytes = try SystemFiles.read(path, atMost: 1 << 16)
    guard case .object(let object)? = try? JSONValue(parsing: bytes), object["schema"]?.string == schema,
      let publicKey = object["public"]?.string.flatMap(PublicKey.init)
    else { throw PackError("\(path): is no private key of assay") }
    let seed: [UInt8]
    if let secret = object["secret"]?.string {
      seed = base64(secret) ?? []
    } else {
      seed = try open(object, path, publicKey, passphrase: try passphrase())
    }
    guard let key = PrivateKey(seed: seed), key.publicKey == publicKey else {
      throw PackError("\(path): is damaged: its two halves do not belong together")
    }
    return key
  }

  private static func open(
    _ object: JSONObject, _ path: String, _ publicKey: PublicKey, passphrase: String
  ) throws(PackError) -> [UInt8] {
    func number(_ name: String, atMost limit: Int64) -> Int? {
      object[name]?.number?.integer.flatMap { (1...limit).contains($0) ? Int($0) : nil }
    }
    guard object["kdf"]?.string == "scrypt", object["cipher"]?.string == "chacha20-poly1305",
      let rounds = number("rounds", atMost: 1 << 20), rounds & (rounds - 1) == 0, rounds > 1,
      let blockSize = number("blockSize", atMost: 16), let parallelism = number("parallelism", atMost: 4),
      let salt = object["salt"]?.string.flatMap(base64),
      let sealed = object["sealed"]?.string.flatMap(base64),
      let box = try? ChaChaPoly.SealedBox(combined: sealed)
    else { throw PackError("\(path): is no private key of assay") }
    guard let key = sealingKey(passphrase, salt, rounds, blockSize, parallelism),
      let seed = try? ChaChaPoly.open(box, using: key, authenticating: Data(publicKey.description.utf8))
    else { throw PackError("\(path): the passphrase is another") }
    return [UInt8](seed)
  }

  private static func sealingKey(
    _ passphrase: String, _ salt: [UInt8], _ rounds: Int, _ blockSize: Int, _ parallelism: Int
  ) -> SymmetricKey? {
    try? KDF.Scrypt.deriveKey(
      from: Array(passphrase.utf8), salt: salt, outputByteCount: 32, rounds: rounds, blockSize: blockSize,
      parallelism: parallelism)
  }
}
