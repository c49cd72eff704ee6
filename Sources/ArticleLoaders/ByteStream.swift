// Loaders look ahead: to the end of a line, of an array's element, of a file. They all do so in one
// buffer that is used again, so a corpus of any size is read in the memory of its longest article.

internal import JSON

/// The bytes of one source, unpacked, read in large pieces and used up from the front.
///
/// Offsets into `buffer` hold until the next call that reads.
struct ByteStream: ~Copyable {
  private var source: ByteSource
  private let pieceSize: Int
  private(set) var buffer: [UInt8] = []
  /// The first byte of `buffer` that is not used up.
  private(set) var start = 0
  /// Where `buffer` begins in the file as it is unpacked, which is what offsets count everywhere above.
  private var base = 0
  private(set) var isAtEnd = false
  /// How often `skip` still has to do what the loader did: go on behind what is damaged.
  var damageToPass = 0

  init(_ file: consuming OpenFile, pieceSize: Int = 64 << 10) throws(ReadError) {
    self.source = try ByteSource(file)
    self.pieceSize = pieceSize
  }

  /// The size of a regular file that is not packed.
  var size: Int? { source.size }
  /// How many bytes of the file as it lies on the disk are used up, to a piece exactly when it is packed.
  var bytesOfFile: Int { source.size == nil ? source.bytesUsed : offset }
  /// How many bytes are at hand.
  var available: Int { buffer.count - start }
  /// Where in the file the first byte that is not used up stands.
  var offset: Int { base + start }
  /// Where in the file `buffer[index]` stands.
  func fileOffset(_ index: Int) -> Int { base + index }

  /// Whether the end of a line is at hand.
  var hasLine: Bool { firstIndex(of: 0x0A, in: buffer.span, from: start) != nil }
  var isStandardInput: Bool { source.isStandardInput }

  mutating func consume(_ count: Int) { start += count }

  /// Reads another piece; false at the end. Moves what is left to the front of the buffer.
  mutating func fill() throws(ReadError) -> Bool {
    guard !isAtEnd else { return false }
    if start > 0 {
      buffer.removeSubrange(0..<start)
      base += start
      start = 0
    }
    // What one line over the limit took is not kept for the rest of the run.
    if buffer.isEmpty, buffer.capacity > 8 * pieceSize { buffer = [] }
    isAtEnd = try !source.read(upTo: pieceSize, into: &buffer)
    return !isAtEnd
  }

  /// Reads until `count` bytes are at hand, or the end is reached.
  mutating func fill(toAtLeast count: Int) throws(ReadError) {
    while available < count, try fill() {}
  }

  /// Gives away all that is at hand, without a copy where that is everything.
  mutating func takeAll() -> [UInt8] {
    if start > 0 { buffer.removeSubrange(0..<start) }
    base += start + buffer.count
    start = 0
    var taken: [UInt8] = []
    swap(&taken, &buffer)
    return taken
  }

  /// Like `fill`; but where packed data is damaged and the loader goes on behind it, so does this.
  private mutating func fillBehindDamage() throws(ReadError) -> Bool {
    while true {
      do throws(ReadError) {
        return try fill()
      } catch {
        guard damageToPass > 0, try recover() else { throw error }
        damageToPass -= 1
      }
    }
  }

  /// Goes on behind damaged packed data; false when it cannot. What is at hand is used up.
  mutating func recover() throws(ReadError) -> Bool {
    guard try source.recover() != nil else { return false }
    start = buffer.count
    isAtEnd = false
    return true
  }

  enum Whole {
    case bytes([UInt8])
    /// A source of `count` bytes.
    case overLimit(count: Int)
  }

  /// Gives away all that is left of the source, if it is not more than `limit` bytes.
  mutating func takeWhole(limit: Int) throws(ReadError) -> Whole {
    if let size, size > limit { return .overLimit(count: size) }
    try fill(toAtLeast: limit + 1)
    guard available <= limit else { return .overLimit(count: try skipRest()) }
    return .bytes(takeAll())
  }

  /// Uses up all before `offset` of the file; an error when the file ends there or earlier.
  ///
  /// A regular file that is not packed is not read for it.
  mutating func skip(to wanted: Int) throws(ReadError) {
    if wanted > offset + available, try source.seek(to: wanted) {
      buffer.removeAll(keepingCapacity: true)
      start = 0
      base = wanted
    }
    while offset + available < wanted {
      start = buffer.count
      guard try fillBehindDamage() else {
        throw ReadError(reason: "at least \(wanted) bytes expected, where the run stopped, got \(offset)")
      }
    }
    start += wanted - offset
    // What is damaged right here was passed as well, and no more: what comes behind it may be damaged, too, and that has not
    // been told yet.
    while damageToPass > 0 {
      start = buffer.count
      do throws(ReadError) {
        guard try fill() else { return }
      } catch {
        guard try recover() else { throw error }
        damageToPass -= 1
      }
    }
  }

  enum Line {
    /// The line's bytes in `buffer`, without its line feed.
    case bytes(Range<Int>)
    /// A line of `count` bytes that begins at `offset` of the file.
    case overLimit(offset: Int, count: Int)
  }

  /// Uses up one line and its line feed; nil at the end. Never holds more than `limit` bytes and a piece.
  mutating func nextLine(limit: Int) throws(ReadError) -> Line? {
    var searched = 0
    while true {
      if let feed = firstIndex(of: 0x0A, in: buffer.span, from: start + searched) {
        let line = start..<feed
        start = feed + 1
        return line.count <= limit
          ? .bytes(line) : .overLimit(offset: fileOffset(line.lowerBound), count: line.count)
      }
      searched = available
      if searched > limit { return try skipLine() }
      guard try !fill() else { continue }
      guard available > 0 else { return nil }
      let line = start..<buffer.count
      start = buffer.count
      return .bytes(line)
    }
  }

  private mutating func skipLine() throws(ReadError) -> Line {
    let begin = offset
    repeat {
      if let feed = firstIndex(of: 0x0A, in: buffer.span, from: start) {
        start = feed + 1
        return .overLimit(offset: begin, count: offset - 1 - begin)
      }
      start = buffer.count
    } while try fill()
    return .overLimit(offset: begin, count: offset - begin)
  }

  /// Uses up all that is left and returns how much that was.
  mutating func skipRest() throws(ReadError) -> Int {
    let begin = offset
    repeat { start = buffer.count } while try fill()
    return offset - begin
  }
}
