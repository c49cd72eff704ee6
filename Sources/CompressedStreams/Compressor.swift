// Packs in pieces, so that a result of any size is written in bounded memory. No time and no name goes into the
// headers: the same bytes are packed the same way.

internal import CZlib
internal import CZstandard

/// Packs bytes into streams that follow each other.
// One owner, and the libraries have no state but what hangs on these pointers.
@safe public struct Compressor: ~Copyable, @unchecked Sendable {
  private let zlib: UnsafeMutablePointer<z_stream>?
  private let zstandard: OpaquePointer?
  /// Whether a stream has begun that is not ended.
  public private(set) var isInsideStream = false

  private static let roomSize = 64 << 10

  /// Both at the level that is their library's default: gzip 6, Zstandard 3.
  public init(_ format: Compression) {
    switch format {
    case .gzip:
      let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
      unsafe stream.initialize(to: z_stream())
      let gzip: Int32 = 15 + 16
      let status = unsafe deflateInit2_(
        stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size))
      precondition(status == Z_OK, "zlib could not be started: \(status)")
      unsafe zlib = stream
      unsafe zstandard = nil
    case .zstandard:
      unsafe zlib = nil
      unsafe zstandard = ZSTD_createCCtx()
      unsafe precondition(zstandard != nil, "Zstandard could not be started")
      unsafe _ = ZSTD_CCtx_setParameter(zstandard, ZSTD_c_checksumFlag, 1)
    }
  }

  deinit {
    if let zlib = unsafe zlib {
      unsafe deflateEnd(zlib)
      unsafe zlib.deallocate()
    }
    unsafe ZSTD_freeCCtx(zstandard)
  }

  /// Packs `bytes`; what is finished of them is appended to `output`.
  public mutating func compress(_ bytes: [UInt8], into output: inout [UInt8]) {
    isInsideStream = true
    run(bytes, isEnd: false, into: &output)
  }

  /// Ends the stream: what is in `output` then can be unpacked without what follows.
  public mutating func endStream(into output: inout [UInt8]) {
    run([], isEnd: true, into: &output)
    isInsideStream = false
  }

  private func run(_ bytes: [UInt8], isEnd: Bool, into output: inout [UInt8]) {
    var used = 0
    var isDone = false
    while !isDone {
      let start = used
      var step = (used: 0, isDone: false)
      output.append(addingCapacity: Self.roomSize) { space in
        step = unsafe bytes.withUnsafeBufferPointer { bytes in
          unsafe space.withUnsafeMutableBufferPointer { room, initialized in
            let rest = unsafe UnsafeBufferPointer(rebasing: bytes[start...])
            let result =
              unsafe zlib != nil
              ? unsafe deflateStep(rest, room, isEnd) : unsafe zstandardStep(rest, room, isEnd)
            initialized = result.made
            return (result.used, result.isDone)
          }
        }
      }
      used += step.used
      isDone = step.isDone
    }
  }

  private typealias Step = (used: Int, made: Int, isDone: Bool)

  private func deflateStep(
    _ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>, _ isEnd: Bool
  ) -> Step {
    guard let zlib = unsafe zlib else { return (0, 0, true) }
    let (room, bytes) = (min(output.count, 1 << 30), min(input.count, 1 << 30))
    unsafe zlib.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    unsafe zlib.pointee.avail_in = UInt32(bytes)
    unsafe zlib.pointee.next_out = output.baseAddress
    unsafe zlib.pointee.avail_out = UInt32(room)
    let status = unsafe deflate(zlib, isEnd ? Z_FINISH : Z_NO_FLUSH)
    precondition(status != Z_STREAM_ERROR, "zlib was used against its rules")
    let (left, free) = unsafe (Int(zlib.pointee.avail_in), Int(zlib.pointee.avail_out))
    if status == Z_STREAM_END { unsafe deflateReset(zlib) }
    let isDone = isEnd ? status == Z_STREAM_END : bytes == input.count && left == 0 && free > 0
    return (bytes - left, room - free, isDone)
  }

  private func zstandardStep(
    _ input: UnsafeBufferPointer<UInt8>, _ output: UnsafeMutableBufferPointer<UInt8>, _ isEnd: Bool
  ) -> Step {
    var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var target = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let left = unsafe ZSTD_compressStream2(
      zstandard, &target, &source, isEnd ? ZSTD_e_end : ZSTD_e_continue)
    precondition(ZSTD_isError(left) == 0, "Zstandard was used against its rules")
    return unsafe (source.pos, target.pos, isEnd ? left == 0 : source.pos == source.size)
  }
}
