// A pack in one file is a zip archive: whoever gets one by mail can look into it with what their system has. It is stored,
// not compressed: the same tree must give the same bytes for ever, and what compressors write changes with their versions.
//
// A zip archive says everything twice, and tools that believe the one or the other place see different files. So there is
// exactly one archive for a set of files: sorted by path, no times, no comments, nothing between the parts. A reader
// that packs again what it found and compares has refused every trick at once; all checks before that are for the message.

public import Rules

/// The files of a pack as the bytes of one archive, and back.
public enum PackArchive {
  /// The ending of an archive's name.
  public static let ending = "zip"
  /// No archive is larger: the files and some hundred bytes about each.
  public static let largestSize = PackFiles.largestSize + PackFiles.largestCount * 600

  static let fileSignature: UInt32 = 0x0403_4B50
  static let directorySignature: UInt32 = 0x0201_4B50
  static let endSignature: UInt32 = 0x0605_4B50
  static let fileHeaderSize = 30
  static let directoryHeaderSize = 46
  static let endSize = 22

  /// The archive of `files`: the same bytes for the same files, whatever their order, the machine and the day.
  ///
  /// - Throws: for a path that no pack may have, and for too many or too large files. Linear in the bytes.
  public static func bytes(of files: [PackSource.File]) throws(PackError) -> [UInt8] {
    try check(files)
    return pack(files)
  }

  /// The files of a pack's folder that an archive can hold.
  ///
  /// - Throws: for a folder without a manifest, a link, and a path that no pack may have.
  public static func files(ofFolder folder: String) throws(PackError) -> [PackSource.File] {
    guard SystemFiles.kind(of: folder) == .folder else {
      throw PackError("\(folder): no such folder", help: "name a folder that holds a pack.json")
    }
    let files = try PackFiles.read(folder: folder, strictly: true)
    guard files.contains(where: { $0.path == "pack.json" }) else {
      throw PackError(
        "\(folder): no pack.json in this folder", help: "assay new pack OWNER/NAME makes a pack to start from"
      )
    }
    do throws(PackError) { try check(files) } catch {
      throw PackError("\(folder): \(error)", help: error.help)
    }
    return files
  }

  /// Checks that `files` may be a pack.
  static func check(_ files: [PackSource.File]) throws(PackError) {
    for file in files {
      if let problem = ArchivePath.problem(file.path) { throw PackError("file '\(file.path)' \(problem)") }
    }
    if let problem = ArchivePath.problem(among: files.map(\.path)) { throw PackError(problem) }
    guard files.count <= PackFiles.largestCount else {
      throw PackError("\(files.count) files are too many: a pack has at most \(PackFiles.largestCount)")
    }
    guard files.reduce(0, { $0 + $1.bytes.count }) <= PackFiles.largestSize else {
      throw PackError("the files are too large: a pack has at most \(PackFiles.largestSize >> 20) MB")
    }
  }

  /// Packs files that have been checked.
  static func pack(_ files: [PackSource.File]) -> [UInt8] {
    let sorted = files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    var archive: [UInt8] = []
    archive.reserveCapacity(files.reduce(endSize) { $0 + $1.bytes.count + 2 * $1.path.utf8.count + 76 })
    var directory: [UInt8] = []
    for file in sorted {
      let offset = archive.count
      var common: [UInt8] = []
      common.append(little: UInt16(20))  // version 2.0 suffices to open it
      common.append(little: UInt16(0x0800))  // names are UTF-8
      common.append(little: UInt16(0))  // stored
      common.append(little: UInt16(0))  // midnight
      common.append(little: UInt16(0x0021))  // 1 January 1980, the first day that the form knows
      common.append(little: checksum(file.bytes))
      common.append(little: UInt32(file.bytes.count))
      common.append(little: UInt32(file.bytes.count))
      common.append(little: UInt16(file.path.utf8.count))
      common.append(little: UInt16(0))  // nothing extra
      archive.append(little: fileSignature)
      archive += common
      archive += Array(file.path.utf8)
      archive += file.bytes
      directory.append(little: directorySignature)
      directory.append(little: UInt16(0x0314))  // made on Unix, so that tools give the files the mode below
      directory += common
      directory.append(little: UInt16(0))  // no comment
      directory.append(little: UInt16(0))  // disk 0
      directory.append(little: UInt16(0))  // nothing known of the content
      directory.append(little: UInt32(0o100644) << 16)
      directory.append(little: UInt32(offset))
      directory += Array(file.path.utf8)
    }
    let start = archive.count
    archive += directory
    archive.append(little: endSignature)
    archive.append(little: UInt32(0))  // one disk
    archive.append(little: UInt16(sorted.count))
    archive.append(little: UInt16(sorted.count))
    archive.append(little: UInt32(directory.count))
    archive.append(little: UInt32(start))
    archive.append(little: UInt16(0))  // no comment
    return archive
  }
}

extension [UInt8] {
  fileprivate mutating func append(little value: UInt16) {
    append(contentsOf: [UInt8(value & 0xFF), UInt8(value >> 8)])
  }

  fileprivate mutating func append(little value: UInt32) {
    append(little: UInt16(value & 0xFFFF))
    append(little: UInt16(value >> 16))
  }
}
