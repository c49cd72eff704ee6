// Messages come as `Content-Length: 52`, an empty line and 52 bytes of JSON, cut into pieces wherever the pipe likes.

/// Cuts a stream of bytes into messages.
///
/// Whatever comes, reading goes on: a header that makes no sense is passed over up to the next one, and a message that is too
/// long is passed over as a whole.
public struct MessageFraming: Sendable {
  public enum Item: Hashable, Sendable {
    case message([UInt8])
    /// What was wrong with a piece of the stream that was passed over.
    case mistake(String)
  }

  /// The longest header and message, in bytes.
  public static let longestHeader = 4096
  public static let longestMessage = 64 << 20

  private static let end = Array("\r\n\r\n".utf8)
  private static let name = Array("content-length".utf8)

  private var pending: [UInt8] = []
  /// Where what was not read yet begins.
  private var start = 0
  /// How many bytes of a message that is too long are still to come.
  private var skipping = 0
  /// A header made no sense; the next one is looked for.
  private var isLost = false

  public init() {}

  /// Takes the next bytes of the stream.
  public mutating func append(_ bytes: some Sequence<UInt8>) { pending.append(contentsOf: bytes) }

  /// The next whole message, or mistake; nil until more bytes have come.
  public mutating func next() -> Item? {
    defer { shrink() }
    if skipping > 0 {
      let count = min(skipping, pending.count - start)
      start += count
      skipping -= count
      if skipping > 0 { return nil }
    }
    if isLost, !findHeader() { return nil }
    isLost = false
    guard let headerEnd = index(of: Self.end, from: start) else {
      guard pending.count - start > Self.longestHeader else { return nil }
      start += 1
      isLost = true
      return .mistake("a header of at most \(Self.longestHeader) bytes expected")
    }
    guard headerEnd - start <= Self.longestHeader, let length = Self.length(pending[start..<headerEnd]) else {
      // The next header may stand in the middle of what was taken for this one.
      start += 1
      isLost = true
      return .mistake("'Content-Length: ' and a number expected in the header")
    }
    let content = headerEnd + Self.end.count
    guard length <= Self.longestMessage else {
      start = content
      skipping = length
      return .mistake("a message of at most \(Self.longestMessage) bytes expected, got \(length)")
    }
    guard pending.count - content >= length else { return nil }
    start = content + length
    return .message(Array(pending[content..<start]))
  }

  /// Goes to the next place where a header may begin; whether there is one.
  private mutating func findHeader() -> Bool {
    var at = start
    while at + Self.name.count <= pending.count {
      if Self.isName(pending[at..<at + Self.name.count]) {
        start = at
        return true
      }
      at += 1
    }
    start = max(start, at)
    return false
  }

  private func index(of wanted: [UInt8], from: Int) -> Int? {
    // Looking farther than a header can reach would cost its square while a long message comes in.
    let last = min(pending.count, from + Self.longestHeader + wanted.count) - wanted.count
    guard from <= last else { return nil }
    return (from...last).first {
      pending[$0] == wanted[0] && pending[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }

  private static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    zip(bytes, name).allSatisfy { $0 | 0x20 == $1 | 0x20 }
  }

  /// The number behind `Content-Length:`; nil when there is none, or more than fits.
  private static func length(_ header: ArraySlice<UInt8>) -> Int? {
    for line in header.split(separator: 0x0A) {
      let parts = line.split(separator: 0x3A, maxSplits: 1)
      guard parts.count == 2, parts[0].count == name.count, isName(parts[0]) else { continue }
      let digits = parts[1].filter { $0 != 0x20 && $0 != 0x0D && $0 != 0x09 }
      guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return Int(String(decoding: digits, as: UTF8.self))
    }
    return nil
  }

  /// Gives back what was read, now and then.
  private mutating func shrink() {
    guard start > 0, start == pending.count || start > 1 << 16 else { return }
    pending.removeSubrange(..<start)
    start = 0
  }

  /// A message with its header.
  public static func framed(_ message: [UInt8]) -> [UInt8] {
    Array("Content-Length: \(message.count)\r\n\r\n".utf8) + message
  }
}
