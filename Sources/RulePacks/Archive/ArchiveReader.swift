// Opens archives of strangers. Nothing is written while one is read, and nothing in it is believed: see `PackArchive` for why
// packing it again settles what the checks before may have missed.

public import Rules

extension PackArchive {
  /// The files of an archive.
  ///
  /// - Parameters:
  ///   - bytes: the whole archive.
  ///   - name: how messages call it.
  /// - Throws: for whatever `bytes(of:)` would not have made; the message says what. Linear in the bytes.
  public static func files(in bytes: [UInt8], named name: String) throws(PackError) -> [PackSource.File] {
    var reader = ArchiveReader(bytes: bytes, name: name)
    return try reader.read()
  }
}

private struct ArchiveReader {
  let bytes: [UInt8]
  let name: String
  private var size = 0

  init(bytes: [UInt8], name: String) {
    self.bytes = bytes
    self.name = name
  }

  mutating func read() throws(PackError) -> [PackSource.File] {
    guard bytes.count <= PackArchive.largestSize else {
      throw failure("is larger than a pack may be (\(PackArchive.largestSize >> 20) MB)")
    }
    let isEmpty = number32(0) == PackArchive.endSignature
    guard number32(0) == PackArchive.fileSignature || isEmpty else {
      throw failure("is no pack", help: "an archive made by 'assay pack build' is expected")
    }
    guard bytes.count >= PackArchive.endSize,
      number32(bytes.count - PackArchive.endSize) == PackArchive.endSignature
    else {
      throw failure("is cut short, or has something behind its end")
    }
    try refuseOddEntries()
    var files: [PackSource.File] = []
    var offset = 0
    while number32(offset) == PackArchive.fileSignature {
      files.append(try readFile(&offset, count: files.count))
    }
    if let problem = ArchivePath.problem(among: files.map(\.path)) { throw failure(problem) }
    let again = PackArchive.pack(files)
    guard again == bytes else {
      let place = zip(again, bytes).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      throw failure(
        "is not what 'assay pack build' makes of its files: another byte at \(place ?? min(again.count, bytes.count))",
        help: "unpack it, look at it, and pack the folder again")
    }
    return files
  }

  /// What only the directory at the end says of entries: links, devices, folders.
  private func refuseOddEntries() throws(PackError) {
    var offset = Int(number32(bytes.count - 6) ?? 0)
    while number32(offset) == PackArchive.directorySignature,
      let length = number16(offset + 28), let attributes = number32(offset + 38)
    {
      let path = text(offset + PackArchive.directoryHeaderSize, Int(length)) ?? "?"
      switch (attributes >> 16) & 0o170000 {
      case 0, 0o100000: break
      case 0o120000: throw failure("file '\(path)' is a link")
      case 0o040000: throw failure("'\(path)' is a folder: a pack lists its files alone")
      default: throw failure("'\(path)' is neither file nor folder")
      }
      offset += PackArchive.directoryHeaderSize + Int(length)
    }
  }

  private mutating func readFile(_ offset: inout Int, count: Int) throws(PackError) -> PackSource.File {
    guard count < PackFiles.largestCount else {
      throw failure("has more than \(PackFiles.largestCount) files")
    }
    guard let flags = number16(offset + 6), let method = number16(offset + 8),
      let sum = number32(offset + 14),
      let packed = number32(offset + 18), let unpacked = number32(offset + 22),
      let length = number16(offset + 26),
      let extra = number16(offset + 28)
    else { throw failure("is cut short") }
    let start = offset + PackArchive.fileHeaderSize
    guard start + Int(length) <= bytes.count else { throw failure("is cut short") }
    guard let path = text(start, Int(length)) else { throw failure("a file has a name that is no UTF-8") }
    if path.hasSuffix("/") { throw failure("'\(path)' is a folder: a pack lists its files alone") }
    if let problem = ArchivePath.problem(path) { throw failure("file '\(path)' \(problem)") }
    if flags & 1 != 0 { throw failure("file '\(path)' is encrypted") }
    if method != 0 {
      throw failure("file '\(path)' is compressed: a pack holds its files as they are")
    }
    if flags & 8 != 0 { throw failure("file '\(path)' does not say its size before its bytes") }
    if packed != unpacked {
      throw failure("file '\(path)' claims two sizes, \(packed) and \(unpacked) bytes")
    }
    size += Int(unpacked)
    guard size <= PackFiles.largestSize else {
      throw failure("claims more than \(PackFiles.largestSize >> 20) MB of files")
    }
    let first = start + Int(length) + Int(extra)
    guard first + Int(unpacked) <= bytes.count else {
      throw failure(
        "file '\(path)' claims \(unpacked) bytes, and only \(max(0, bytes.count - first)) are left")
    }
    let content = Array(bytes[first..<first + Int(unpacked)])
    guard checksum(content) == sum else { throw failure("file '\(path)' has other bytes than were packed") }
    offset = first + Int(unpacked)
    return PackSource.File(path: path, displayPath: "\(name)/\(path)", bytes: content)
  }

  // MARK: Bytes

  private func number16(_ offset: Int) -> UInt16? {
    guard offset >= 0, offset + 2 <= bytes.count else { return nil }
    return UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8
  }

  private func number32(_ offset: Int) -> UInt32? {
    guard let low = number16(offset), let high = number16(offset + 2) else { return nil }
    return UInt32(low) | UInt32(high) << 16
  }

  private func text(_ offset: Int, _ length: Int) -> String? {
    guard offset >= 0, offset + length <= bytes.count else { return nil }
    return String(validating: bytes[offset..<offset + length], as: UTF8.self)
  }

  private func failure(_ message: String, help: String? = nil) -> PackError {
    PackError("\(name): \(message)", help: help)
  }
}
