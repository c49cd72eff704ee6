// Unpacks in pieces: what comes out of a few bytes may be larger than any memory, so the caller says how much it takes.

internal import CZlib
internal import CZstandard

/// Unpacks one file, whose streams may be several.
///
/// A file cut off, or damaged, is an error only after all that came before has been given. Memory is bounded by the
/// window of the format: 32 KiB for gzip, up to 128 MiB for Zstandard's strongest levels (8 MiB up to level 19).
// One owner, and the libraries have no state but what hangs on these pointers.
@safe public struct Decompressor: ~Copyable, @unchecked Sendable {
  private enum State { case betweenStreams, insideStream }

  private let format: Compression
  private let zlib: UnsafeMutablePointer<z_stream>?
  private let zstandard: OpaquePointer?
  private var state = State.betweenStreams
  private var hasEndedOne = false

  public init(_ format: Compression) {
    self.format = format
    switch format {
    case .gzip:
      let gzipOnly: Int32 = 15 + 16
      unsafe zlib = Self.startedZlib(gzipOnly)
      unsafe zstandard = nil
    case .zstandard:
      unsafe zlib = nil
      unsafe zstandard = ZSTD_createDCtx()
      unsafe precondition(zstandard != nil, "Zstandard could not be started")
    }
  }

  /// A bare way of packing that has no head to be known by: `deflate` in HTTP and in ZIP archives.
  public enum Deflate: Sendable {
    case wrapped
    case raw
  }

  /// Unpacks one stream of `kind`.
  public init(_ kind: Deflate) {
    format = .gzip
    unsafe zlib = Self.startedZlib(kind == .raw ? -15 : 15)
    unsafe zstandard = nil
  }

  // zlib keeps a pointer to the stream, so it must not move.
  private static func startedZlib(_ windowBits: Int32) -> UnsafeMutablePointer<z_stream> {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let status = unsafe inflateInit2_(
      stream, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(status == Z_OK, "zlib could not be started: \(status)")
    return unsafe stream
  }

  deinit {
    if let zlib = unsafe zlib {
      unsafe inflateEnd(zlib)
      unsafe zlib.deallocate()
    }
    unsafe ZSTD_freeDCtx(zstandard)
  }

  /// Unpacks from `input[position...]`, which may be cut anywhere, and appends at most `count` bytes to `output`.
  ///
  /// Moves `position` past what is used up. Nothing is appended only when all of the input is used up.
  public mutating func decompress(
    _ input: [UInt8], at position: inout Int, upTo count: Int, into output: inout [UInt8]
  ) throws(CompressionError) {
    var left = count
    while left > 0, position < input.count {
      if state == .betweenStreams, hasEndedOne, input[position] == 0 {
        // Padding of tapes and block devices.
        position += 1
        continue
      }
      state = .insideStream
      var error: CompressionError?
      let before = output.count
      let (piece, start) = (left, position)
      var used = 0
      output.append(addingCapacity: piece) { space in
        let result = unsafe input.withUnsafeBufferPointer { bytes in
          unsafe space.withUnsafeMutableBufferPointer { room, initialized in
            let rest = unsafe UnsafeBufferPointer(rebasing: bytes[start...])
            let room = unsafe UnsafeMutableBufferPointer(rebasing: room[..<min(piece, room.count)])
            let result = unsafe step(rest, room)
            initialized = result.made
            return result
          }
        }
        used = result.used
        error = result.error
        if result.isEnd {
          state = .betweenStreams
          hasEndedOne = true
        }
      }
      position += used
      left -= output.count - before
      if let error { throw error }
      if used == 0, output.count == before {
        throw CompressionError(reason: "damaged \(format.rawValue) data")
      }
    }
  }

  /// Checks that the input may end here.
  public func end() throws(CompressionError) {
    if state == .insideStream {
      throw CompressionError(reason: "the end of the \(format.rawValue) data expected, got end of file")
    }
  }

  private struct Step {
    var used = 0
    var made = 0
    var isEnd = false
    var error: CompressionError?
  }

  private func step(_ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>) -> Step
  {
    unsafe zlib != nil ? unsafe inflateStep(input, output) : unsafe zstandardStep(input, output)
  }

  private func inflateStep(
    _ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>
  ) -> Step {
    guard let zlib = unsafe zlib else { return Step() }
    let (room, bytes) = (min(output.count, 1 << 30), min(input.count, 1 << 30))
    unsafe zlib.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    unsafe zlib.pointee.avail_in = UInt32(bytes)
    unsafe zlib.pointee.next_out = output.baseAddress
    unsafe zlib.pointee.avail_out = UInt32(room)
    let status = unsafe inflate(zlib, Z_NO_FLUSH)
    var step = unsafe Step(
      used: bytes - Int(zlib.pointee.avail_in), made: room - Int(zlib.pointee.avail_out))
    switch status {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END:
      step.isEnd = true
      unsafe inflateReset(zlib)
    case Z_MEM_ERROR: step.error = CompressionError(reason: "no memory left to unpack gzip data")
    default: step.error = CompressionError(reason: "damaged gzip data")
    }
    return step
  }

  private func zstandardStep(
    _ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>
  ) -> Step {
    var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var target = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let result = unsafe ZSTD_decompressStream(zstandard, &target, &source)
    var step = unsafe Step(used: source.pos, made: target.pos, isEnd: result == 0)
    if ZSTD_isError(result) != 0 {
      let name = unsafe ZSTD_getErrorName(result).map { unsafe String(cString: $0) } ?? ""
      step.error = CompressionError(reason: "damaged Zstandard data (\(name.lowercased()))")
    }
    return step
  }
}
