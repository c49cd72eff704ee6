// Records are written by the million, so the writer appends to one buffer that is used again, and
// escapes only what it must. The same values always give the same bytes: no white space, names in the
// order in which they are given, numbers as RFC 8785 writes them.

/// A name as it stands in a text, with its quotation marks and colon: for names that are written again and again.
public struct JSONName: Sendable {
  let bytes: [UInt8]

  public init(_ name: String) {
    var writer = JSONWriter()
    writer.name(name)
    bytes = writer.bytes
  }
}

/// Writes JSON into a buffer.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.name("id")
///     writer.string("c1")
///     writer.endObject()
///     writer.newline()
///
/// The commas come by themselves. Whether every name has a value and every bracket its partner is
/// for the caller to see to.
public struct JSONWriter: Sendable {
  /// What has been written so far.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  public init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  /// Forgets what has been written and keeps the memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// Gives what has been written, in memory that is just large enough, and forgets it.
  public mutating func take() -> [UInt8] {
    var taken: [UInt8] = []
    taken.reserveCapacity(bytes.count)
    taken.append(bytes.span)
    removeAll()
    return taken
  }

  // MARK: Structure

  public mutating func beginObject() { open(0x7B) }
  public mutating func endObject() { close(0x7D) }
  public mutating func beginArray() { open(0x5B) }
  public mutating func endArray() { close(0x5D) }

  /// The name of the member whose value is written next.
  public mutating func name(_ name: String) {
    string(name)
    bytes.append(0x3A)
    needsComma = false
  }

  /// The name of the member whose value is written next.
  public mutating func name(_ name: JSONName) {
    if needsComma { bytes.append(0x2C) }
    bytes.append(name.bytes.span)
    needsComma = false
  }

  /// Ends a record of JSON Lines.
  public mutating func newline() {
    bytes.append(0x0A)
    needsComma = false
  }

  // MARK: Values

  public mutating func null() { word("null") }
  public mutating func bool(_ value: Bool) { word(value ? "true" : "false") }

  public mutating func integer(_ value: Int) {
    comma()
    appendInteger(Int64(value), to: &bytes)
  }

  /// The shortest digits that read back as `value`: `155`, `0.83`, `1e-7`; `null` for infinity and
  /// not-a-number, `0` for minus zero.
  public mutating func number(_ value: Double) {
    guard value.isFinite else { return null() }
    comma()
    appendNumber(value, to: &bytes)
  }

  public mutating func number(_ value: JSONNumber) { word(value.text) }

  public mutating func string(_ value: String) {
    comma()
    bytes.append(0x22)
    let utf8 = value.utf8Span.span
    if plainRun(utf8, from: 0, to: utf8.count).end == utf8.count {
      bytes.append(utf8)
    } else {
      let copy = Array(value.utf8)
      appendEscaped(copy, 0..<copy.count)
    }
    bytes.append(0x22)
  }

  /// A string given as UTF-8, which must be valid; `range` of it when that is not nil.
  public mutating func string(utf8: [UInt8], in range: Range<Int>? = nil) {
    comma()
    bytes.append(0x22)
    appendEscaped(utf8, range ?? 0..<utf8.count)
    bytes.append(0x22)
  }

  public mutating func stringOrNull(_ value: String?) {
    if let value { string(value) } else { null() }
  }

  /// A value that is JSON text already.
  public mutating func raw(_ json: [UInt8]) {
    comma()
    bytes.append(contentsOf: json)
  }

  public mutating func value(_ value: JSONValue) {
    switch value {
    case .null: null()
    case .bool(let value): bool(value)
    case .number(let value): number(value)
    case .string(let value): string(value)
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .object(let object):
      beginObject()
      for member in object.members {
        name(member.name)
        self.value(member.value)
      }
      endObject()
    }
  }

  // MARK: Parts

  @inline(__always)
  private mutating func comma() {
    if needsComma { bytes.append(0x2C) }
    needsComma = true
  }

  private mutating func open(_ bracket: UInt8) {
    comma()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func word(_ word: String) {
    comma()
    bytes.append(contentsOf: word.utf8)
  }

  private mutating func appendEscaped(_ text: [UInt8], _ range: Range<Int>) {
    var start = range.lowerBound
    while true {
      let stop = plainRun(text.span, from: start, to: range.upperBound).end
      bytes.append(text.span.extracting(start..<stop))
      guard stop < range.upperBound else { return }
      appendEscape(of: text[stop])
      start = stop + 1
    }
  }

  private mutating func appendEscape(of byte: UInt8) {
    bytes.append(0x5C)
    switch byte {
    case 0x22, 0x5C: bytes.append(byte)
    case 0x08: bytes.append(0x62)
    case 0x09: bytes.append(0x74)
    case 0x0A: bytes.append(0x6E)
    case 0x0C: bytes.append(0x66)
    case 0x0D: bytes.append(0x72)
    default:
      let low = byte & 0x0F
      bytes.append(contentsOf: [0x75, 0x30, 0x30, 0x30 + byte >> 4, low < 10 ? 0x30 + low : 0x57 + low])
    }
  }
}
