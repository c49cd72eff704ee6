// Office documents and books are ZIP archives. Their directory is read strictly and nothing is ever written anywhere, so
// what an entry is called can do no harm; one that is called like a way out is refused all the same, since nothing in
// such an archive is to be believed. The libraries for it bring a second opinion on cryptography with them; this takes zlib.

internal import CompressedStreams

/// A ZIP archive in memory.
struct ZipArchive {
  private struct Entry {
    var name: String
    var method: Int
    var packedSize: Int
    var size: Int
    var offset: Int
  }

  private let bytes: [UInt8]
  private var entries: [Entry] = []
  private var rows: [String: Int] = [:]

  private static let entryLimit = 20_000

  /// Reads the directory. Linear.
  init(_ bytes: [UInt8]) throws(ReadError) {
    self.bytes = bytes
    guard let end = Self.endRecord(bytes) else {
      throw ReadError(reason: "a ZIP archive's directory expected, got none", help: "the file may be cut off")
    }
    let count = number(end + 10, 2)
    let (size, start) = (number(end + 12, 4), number(end + 16, 4))
    guard start + size <= end, count <= Self.entryLimit else {
      throw ReadError(
        reason: "a ZIP archive of at most \(Self.entryLimit) files and 4 GiB expected, got another")
    }
    var place = start
    for _ in 0..<count {
      guard place + 46 <= end, number(place, 4) == 0x0201_4B50 else {
        throw ReadError(reason: "a ZIP archive's directory expected, got something else at byte \(place)")
      }
      let length = number(place + 28, 2)
      let next = place + 46 + length + number(place + 30, 2) + number(place + 32, 2)
      guard next <= end else {
        throw ReadError(reason: "a ZIP archive's directory is cut off at byte \(place)")
      }
      let name = String(decoding: bytes[(place + 46)..<(place + 46 + length)], as: UTF8.self)
      guard Self.isInside(name) else {
        throw ReadError(reason: "a file inside of the archive expected, got '\(name)', which leads out of it")
      }
      // Bit 0: encrypted.
      let method = number(place + 8, 2) & 1 == 1 ? -1 : number(place + 10, 2)
      entries.append(
        Entry(
          name: name, method: method, packedSize: number(place + 20, 4), size: number(place + 24, 4),
          offset: number(place + 42, 4)))
      if rows[name] == nil { rows[name] = entries.count - 1 }
      place = next
    }
  }

  /// The file called `name`, unpacked; nil when there is none.
  ///
  /// - Parameter limit: the most bytes that it may have.
  func file(_ name: String, limit: Int) throws(ReadError) -> [UInt8]? {
    guard let entry = rows[name].map({ entries[$0] }) else { return nil }
    guard entry.size <= limit else {
      throw ReadError(reason: "'\(name)' of at most \(limit) bytes expected, got one of \(entry.size)")
    }
    let header = entry.offset
    guard header + 30 <= bytes.count, number(header, 4) == 0x0403_4B50 else {
      throw ReadError(reason: "'\(name)' expected at byte \(header), got something else")
    }
    let start = header + 30 + number(header + 26, 2) + number(header + 28, 2)
    guard start + entry.packedSize <= bytes.count else { throw ReadError(reason: "'\(name)' is cut off") }
    let packed = Array(bytes[start..<start + entry.packedSize])
    switch entry.method {
    case 0: return packed
    case 8:
      var decompressor = Decompressor(Decompressor.Deflate.raw)
      var unpacked: [UInt8] = []
      var position = 0
      do throws(CompressionError) {
        // One more than it may have tells a lie about its size.
        while position < packed.count, unpacked.count <= entry.size {
          let before = position
          try decompressor.decompress(
            packed, at: &position, upTo: entry.size + 1 - unpacked.count, into: &unpacked)
          if position == before { break }
        }
      } catch {
        throw ReadError(reason: "'\(name)': damaged data")
      }
      guard unpacked.count <= entry.size else {
        throw ReadError(reason: "'\(name)' of \(entry.size) bytes expected, got more when it was unpacked")
      }
      return unpacked
    case -1: throw ReadError(reason: "'\(name)' is encrypted", help: "save a copy without a password")
    default: throw ReadError(reason: "'\(name)' is packed in way \(entry.method), which cannot be unpacked")
    }
  }

  // MARK: bytes

  private func number(_ place: Int, _ count: Int) -> Int {
    guard place >= 0, place + count <= bytes.count else { return 0 }
    return (0..<count).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
  }

  /// Where the record at the archive's end begins: the last one whose comment ends with the file.
  private static func endRecord(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    var place = bytes.count - 22
    let last = max(0, place - 0xFFFF)
    while place >= last {
      if bytes[place] == 0x50, bytes[place + 1] == 0x4B, bytes[place + 2] == 5, bytes[place + 3] == 6,
        place + 22 + Int(bytes[place + 20]) + Int(bytes[place + 21]) << 8 == bytes.count
      {
        return place
      }
      place -= 1
    }
    return nil
  }

  private static func isInside(_ name: String) -> Bool {
    !name.hasPrefix("/") && !name.contains("\\") && !name.contains("\0")
      && !name.split(separator: "/", omittingEmptySubsequences: false).contains("..")
  }
}
