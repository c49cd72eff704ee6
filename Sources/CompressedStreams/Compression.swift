// Archives come and go packed. Two formats do for what is met in practice; both let streams follow each other in one
// file, which is what makes a packed result continuable: each checkpoint ends one.

/// A format in which bytes are packed.
public enum Compression: String, Hashable, Sendable, CaseIterable {
  case gzip
  case zstandard = "Zstandard"

  /// The ending of a file's name, without the dot.
  public var ending: String { self == .gzip ? "gz" : "zst" }

  /// How many bytes `init(head:)` wants to see.
  public static let headSize = 4

  /// The format of a file that begins with `head`; nil when it is none of these.
  public init?(head: Span<UInt8>) {
    func begins(with magic: [UInt8]) -> Bool {
      head.count >= magic.count && magic.indices.allSatisfy { head[$0] == magic[$0] }
    }
    // The third byte names the method, of which there has only ever been one.
    if begins(with: [0x1F, 0x8B, 0x08]) {
      self = .gzip
    } else if begins(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      self = .zstandard
    } else {
      return nil
    }
  }
}

/// Why bytes cannot be unpacked.
public struct CompressionError: Error, Hashable, Sendable {
  /// Lower case, no full stop.
  public var reason: String
}
