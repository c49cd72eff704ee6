// Between an output that writes text and the file it goes to lies what may pack it. A checkpoint ends a packed stream,
// so that the file can be cut there and still be unpacked.

internal import CompressedStreams

/// A file of text, packed or not, that knows how far it is durable.
struct ResultFile: ~Copyable {
  private let file: PartFile
  private var compressor: Compressor?

  /// - Parameter compression: how to pack; nil to write as it comes.
  init(_ file: PartFile, _ compression: Compression?) {
    self.file = file
    compressor = compression.map { Compressor($0) }
  }

  mutating func write(_ bytes: [UInt8]) throws(OutputFailure) {
    var packed: [UInt8] = []
    guard pack(bytes, &packed) else { return try file.write(bytes) }
    try file.write(packed)
  }

  /// Makes all of it durable and returns how long the file is.
  mutating func commit() throws(OutputFailure) -> Int {
    try endStream()
    try file.synchronise()
    return file.length
  }

  /// Puts the file in its place.
  mutating func finish() throws(OutputFailure) {
    // No bytes at all are nothing that could be unpacked.
    if file.length == 0 { try write([]) }
    try endStream()
    try file.finish()
  }

  func discard() { file.discard() }

  private mutating func pack(_ bytes: [UInt8], _ packed: inout [UInt8]) -> Bool {
    guard compressor != nil else { return false }
    compressor?.compress(bytes, into: &packed)
    return true
  }

  private mutating func endStream() throws(OutputFailure) {
    guard compressor?.isInsideStream == true else { return }
    var packed: [UInt8] = []
    compressor?.endStream(into: &packed)
    try file.write(packed)
  }
}
