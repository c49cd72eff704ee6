// A key as people pass it on: one line that fits into a mail.

import Crypto
import FoundationEssentials

/// What a signature is checked with: `ed25519:` and 32 bytes in base64.
public struct PublicKey: Hashable, Sendable, Comparable, CustomStringConvertible {
  let bytes: [UInt8]

  init(_ key: Curve25519.Signing.PublicKey) { bytes = [UInt8](key.rawRepresentation) }

  /// Reads the text of a key; nil for anything else, also for another way to write the same bytes.
  public init?(_ text: String) {
    let prefix = "ed25519:"
    guard text.hasPrefix(prefix), let bytes = base64(String(text.dropFirst(prefix.count))), bytes.count == 32,
      (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)) != nil
    else { return nil }
    self.bytes = bytes
  }

  public var description: String { "ed25519:" + Data(bytes).base64EncodedString() }

  public static func < (left: Self, right: Self) -> Bool { left.description < right.description }

  /// Whether this key's owner has signed `message`.
  func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return false }
    return key.isValidSignature(signature, for: message)
  }
}

/// The bytes of a base64 text, in its one right form.
func base64(_ text: String) -> [UInt8]? {
  guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else { return nil }
  return [UInt8](data)
}
