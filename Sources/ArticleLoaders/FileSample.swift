// Whether a file is still the one it was, without reading all of it: a terabyte takes an hour.

/// What is known of a file by looking at parts of it.
public struct FileSample: Hashable, Sendable {
  /// The file as its INPUT names it.
  public var path: String
  public var size: Int
  /// All bytes of a file of up to 4 MiB; of a longer one the first and the last 64 KiB, and between them 64 pieces of
  /// 4 KiB at even distances.
  public var bytes: [UInt8]

  private static let wholeSize = 4 << 20
  private static let endSize = 64 << 10
  private static let pieceSize = 4 << 10
  private static let pieces = 64

  init(_ path: FilePath) throws(ReadError) {
    // Opening a pipe would take it away from its reader.
    guard try path.status().kind == .file else { throw ReadError(reason: "is no file") }
    let file = try OpenFile(path)
    guard let size = file.size else { throw ReadError(reason: "is no file") }
    self.path = path.string
    self.size = size
    bytes = []
    guard size > Self.wholeSize else {
      try file.read(size, at: 0, into: &bytes)
      return
    }
    try file.read(Self.endSize, at: 0, into: &bytes)
    let distance = (size - 2 * Self.endSize) / Self.pieces
    for piece in 0..<Self.pieces {
      try file.read(Self.pieceSize, at: Self.endSize + piece * distance, into: &bytes)
    }
    try file.read(Self.endSize, at: size - Self.endSize, into: &bytes)
  }
}
