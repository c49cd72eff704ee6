// Whether a file is packed shows in its first bytes, not in its name; above this layer nobody needs to know.

internal import CompressedStreams

/// The bytes of a file or pipe, unpacked when they are packed.
struct ByteSource: ~Copyable {
  private let file: OpenFile
  private var decompressor: Decompressor?
  /// Bytes of the file that are not given yet.
  private var raw: [UInt8] = []
  private var position = 0
  private var hasEnded = false
  /// What is wrong with the packed bytes that come next.
  private var failure: ReadError?
  private let compression: Compression?
  private var bytesRead = 0

  private static let pieceSize = 128 << 10

  /// Reads the first bytes of `file`.
  init(_ file: consuming OpenFile) throws(ReadError) {
    var raw: [UInt8] = []
    var hasEnded = false
    while raw.count < Compression.headSize, !hasEnded {
      hasEnded = try !file.read(upTo: Self.pieceSize, into: &raw)
    }
    compression = Compression(head: raw.span)
    if let compression { decompressor = Decompressor(compression) }
    bytesRead = raw.count
    self.raw = raw
    self.hasEnded = hasEnded
    self.file = file
  }

  /// The size of a regular file that is not packed.
  var size: Int? { compression == nil ? file.size : nil }

  var isStandardInput: Bool { file.isStandardInput }

  /// How many bytes of the file are used up by what was given.
  var bytesUsed: Int { bytesRead - (raw.count - position) }

  /// Goes to `offset` of what is given, without reading; false where that cannot be done.
  mutating func seek(to offset: Int) throws(ReadError) -> Bool {
    guard compression == nil, try file.seek(to: offset) else { return false }
    raw = []
    position = 0
    hasEnded = false
    bytesRead = offset
    return true
  }

  /// Goes on behind damaged data, where the next packed stream of the file begins; nil when there is none, or nothing is
  /// damaged.
  ///
  /// Archives of crawls pack each record by itself so that this can be done.
  ///
  /// - Returns: how many bytes of the file were passed.
  mutating func recover() throws(ReadError) -> Int? {
    guard compression == .gzip, failure != nil else { return nil }
    var passed = 0
    while true {
      while position + 3 < raw.count {
        // The fourth byte has three bits that are always zero.
        if raw[position] == 0x1F, raw[position + 1] == 0x8B, raw[position + 2] == 8,
          raw[position + 3] & 0xE0 == 0
        {
          decompressor = Decompressor(.gzip)
          failure = nil
          return passed
        }
        position += 1
        passed += 1
      }
      guard !hasEnded else { return nil }
      raw.removeSubrange(..<position)
      position = 0
      let before = raw.count
      hasEnded = try !file.read(upTo: Self.pieceSize, into: &raw)
      bytesRead += raw.count - before
    }
  }

  /// Appends up to `count` bytes to `buffer`; false at the end.
  mutating func read(upTo count: Int, into buffer: inout [UInt8]) throws(ReadError) -> Bool {
    guard compression != nil else {
      if position < raw.count {
        let end = min(raw.count, position + count)
        buffer += raw[position..<end]
        position = end
        return true
      }
      let before = buffer.count
      guard try file.read(upTo: count, into: &buffer) else { return false }
      bytesRead += buffer.count - before
      return true
    }
    if let failure { throw failure }
    let before = buffer.count
    while buffer.count == before {
      if position == raw.count, !hasEnded {
        raw.removeAll(keepingCapacity: true)
        position = 0
        hasEnded = try !file.read(upTo: Self.pieceSize, into: &raw)
        bytesRead += raw.count
      }
      do throws(CompressionError) {
        guard position < raw.count else {
          try decompressor?.end()
          return false
        }
        try decompressor?.decompress(raw, at: &position, upTo: count, into: &buffer)
      } catch {
        failure = ReadError(
          reason: error.reason, help: "what comes before is read; unpack the file again, or mend it")
        if buffer.count == before, let failure { throw failure }
      }
    }
    return true
  }
}
