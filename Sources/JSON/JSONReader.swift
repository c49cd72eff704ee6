// Articles by the million come in as JSON Lines and records go out as JSON Lines, so JSON is on the
// path of every byte. Foundation's decoder costs 20 ms of start-up, builds a tree and an error
// without a place; this reader starts at once, builds nothing that is not asked for, and says at
// which byte it expected what.
//
// It is strict: RFC 8259 and nothing else. Two things a strict reader could refuse are mended and
// counted instead, because one broken character must not lose an article: ill-formed UTF-8 inside a
// string and an escaped half of a surrogate pair become U+FFFD (see `repairs`).

/// Reads one JSON text value by value, in the order in which it stands there.
///
///     var reader = JSONReader(bytes)
///     try reader.beginObject()
///     while let name = try reader.nextName() {
///       switch name {
///       case "id": id = try reader.readString()
///       default: try reader.skipValue()
///       }
///     }
///     try reader.finish()
///
/// After `nextName` returned a name and after `nextElement` returned true, exactly one value is to be
/// read. Duplicate names come twice; refusing them is for whoever knows the shape (`JSONValue` does).
/// After an error the reader is of no more use. The whole work is linear in the bytes.
public struct JSONReader: Sendable {
  /// The bytes that are read; offsets count from their start, not from that of the range.
  public let bytes: [UInt8]
  /// The byte that is looked at next.
  public internal(set) var offset: Int
  /// What was replaced so far; the caller may set it back between strings.
  public var repairs = JSONRepairs()
  /// Where the name stands that `nextName` returned last.
  public private(set) var nameOffset = 0
  /// How deep the reader is: 0 outside every object and array.
  public private(set) var depth = 0

  /// How many bytes are left.
  public var remaining: Int { end - offset }

  let end: Int
  private let depthLimit: Int
  private let nameOfEnd: String
  /// Nothing has been read yet from the innermost object or array.
  var isFirst = false

  /// Reads `bytes`, or `range` of them; deeper nesting than `depthLimit` is an error.
  ///
  /// `nameOfEnd` is how messages call the end: `end of line` for a line of JSON Lines.
  public init(
    _ bytes: [UInt8], in range: Range<Int>? = nil, depthLimit: Int = 512, nameOfEnd: String = "end of input"
  ) {
    let range = range ?? 0..<bytes.count
    precondition(
      range.lowerBound >= 0 && range.upperBound <= bytes.count, "a reader's range is outside its bytes")
    self.bytes = bytes
    self.offset = range.lowerBound
    self.end = range.upperBound
    self.depthLimit = depthLimit
    self.nameOfEnd = nameOfEnd
  }

  // MARK: Objects and arrays

  public mutating func beginObject() throws(JSONError) { try open(0x7B, "'{'") }

  public mutating func beginArray() throws(JSONError) { try open(0x5B, "'['") }

  /// The next name of the innermost object, or nil when that ends here.
  public mutating func nextName() throws(JSONError) -> String? {
    guard try goOn(0x7D, "',' or '}'", orFirst: "a name or '}'") else { return nil }
    guard peek() == 0x22 else { throw failure("a name in quotation marks") }
    nameOffset = offset
    let name = try readString()
    guard peek() == 0x3A else { throw failure("':'") }
    offset += 1
    return name
  }

  /// Whether the innermost array has another element; false closes it.
  public mutating func nextElement() throws(JSONError) -> Bool {
    try goOn(0x5D, "',' or ']'", orFirst: "a value or ']'")
  }

  /// Makes sure that only white space is left.
  public mutating func finish() throws(JSONError) {
    guard peek() == nil else { throw failure(nameOfEnd) }
  }

  // MARK: Values

  /// The kind of the value that comes next, which stays unread.
  public mutating func nextKind() throws(JSONError) -> JSONKind {
    switch peek() {
    case 0x7B: return .object
    case 0x5B: return .array
    case 0x22: return .string
    case 0x2D?, (0x30...0x39)?: return .number
    case 0x74, 0x66: return .boolean
    case 0x6E: return .null
    default: throw failure("a value")
    }
  }

  public mutating func readBool() throws(JSONError) -> Bool {
    switch peek() {
    case 0x74:
      try literal("true")
      return true
    case 0x66:
      try literal("false")
      return false
    default: throw failure("'true' or 'false'")
    }
  }

  public mutating func readNull() throws(JSONError) { try literal("null") }

  /// A number as it is written; any length of digits.
  public mutating func readNumber() throws(JSONError) -> JSONNumber {
    _ = peek()
    let start = offset
    try skipNumber()
    return JSONNumber(unchecked: String(decoding: bytes[start..<offset], as: UTF8.self))
  }

  /// Reads a value of any kind and forgets it; it is checked all the same.
  public mutating func skipValue() throws(JSONError) {
    var nothing: [UInt8] = []
    try walkValue(into: &nothing, copying: false)
  }

  /// Appends the next value as JSON text without white space, strings and numbers as they are written.
  public mutating func copyValue(into output: inout [UInt8]) throws(JSONError) {
    try walkValue(into: &output, copying: true)
  }

  // Recursion is as deep as `depthLimit` allows; a frame is small.
  private mutating func walkValue(into output: inout [UInt8], copying: Bool) throws(JSONError) {
    let kind = try nextKind()
    let start = offset
    switch kind {
    case .object:
      try beginObject()
      if copying { output.append(0x7B) }
      while try goOn(0x7D, "',' or '}'", orFirst: "a name or '}'") {
        guard peek() == 0x22 else { throw failure("a name in quotation marks") }
        if copying && output.last != 0x7B { output.append(0x2C) }
        let start = offset
        try skipString()
        if copying { appendRepaired(start..<offset, to: &output) }
        guard peek() == 0x3A else { throw failure("':'") }
        offset += 1
        if copying { output.append(0x3A) }
        try walkValue(into: &output, copying: copying)
      }
      if copying { output.append(0x7D) }
    case .array:
      try beginArray()
      if copying { output.append(0x5B) }
      while try nextElement() {
        if copying && output.last != 0x5B { output.append(0x2C) }
        try walkValue(into: &output, copying: copying)
      }
      if copying { output.append(0x5D) }
    case .string:
      try skipString()
      if copying { appendRepaired(start..<offset, to: &output) }
    case .number:
      try skipNumber()
      if copying { output.append(contentsOf: bytes[start..<offset]) }
    case .boolean:
      _ = try readBool()
      if copying { output.append(contentsOf: bytes[start..<offset]) }
    case .null:
      try readNull()
      if copying { output.append(contentsOf: bytes[start..<offset]) }
    }
  }

  /// The error that what comes next, which stays unread, is not `expected`.
  public mutating func unexpected(_ expected: String) -> JSONError {
    _ = peek()
    return failure(expected)
  }

  // MARK: Parts

  /// Passes white space and returns the byte that follows, which stays unread.
  @inline(__always)
  mutating func peek() -> UInt8? {
    while offset < end {
      let byte = bytes[offset]
      if byte > 0x20 { return byte }
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
      offset += 1
    }
    return nil
  }

  private mutating func open(_ bracket: UInt8, _ name: String) throws(JSONError) {
    guard peek() == bracket else { throw failure(name) }
    guard depth < depthLimit else {
      throw JSONError(offset: offset, expected: "at most \(depthLimit) levels", got: "one more")
    }
    offset += 1
    depth += 1
    isFirst = true
  }

  private mutating func goOn(
    _ bracket: UInt8, _ expected: String, orFirst: String
  ) throws(JSONError) -> Bool {
    let byte = peek()
    if byte == bracket {
      precondition(depth > 0, "a reader was asked to go on outside every object and array")
      offset += 1
      depth -= 1
      isFirst = false
      return false
    }
    if isFirst {
      guard byte != nil else { throw failure(orFirst) }
    } else {
      guard byte == 0x2C else { throw failure(expected) }
      offset += 1
    }
    isFirst = false
    return true
  }

  private mutating func literal(_ word: StaticString) throws(JSONError) {
    _ = peek()
    let start = offset
    for expected in word.description.utf8 {
      guard offset < end, bytes[offset] == expected else {
        offset = start
        throw failure("'\(word)'")
      }
      offset += 1
    }
    isFirst = false
  }

  private mutating func skipNumber() throws(JSONError) {
    guard offset < end else { throw failure("a number") }
    if bytes[offset] == 0x2D { offset += 1 }
    if offset < end, bytes[offset] == 0x30 {
      offset += 1
      if offset < end, isDigit(bytes[offset]) { throw failure("a number without leading zeros") }
    } else {
      try skipDigits()
    }
    if offset < end, bytes[offset] == 0x2E {
      offset += 1
      try skipDigits()
    }
    if offset < end, bytes[offset] | 0x20 == 0x65 {
      offset += 1
      if offset < end, bytes[offset] == 0x2B || bytes[offset] == 0x2D { offset += 1 }
      try skipDigits()
    }
    isFirst = false
  }

  private mutating func skipDigits() throws(JSONError) {
    guard offset < end, isDigit(bytes[offset]) else { throw failure("a digit") }
    while offset < end, isDigit(bytes[offset]) { offset += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  /// The error that `expected` does not stand at the current offset.
  @inline(never)
  func failure(_ expected: String) -> JSONError {
    guard offset < end else { return JSONError(offset: end, expected: expected, got: nameOfEnd) }
    let byte = bytes[offset]
    if byte < 0x20 || byte == 0x7F {
      return JSONError(offset: offset, expected: expected, got: hexadecimal(byte))
    }
    if byte == 0x27 { return JSONError(offset: offset, expected: expected, got: "\"'\"") }
    var decoder = UTF8()
    var rest = bytes[offset..<min(end, offset + 4)].makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&rest) else {
      return JSONError(offset: offset, expected: expected, got: hexadecimal(byte))
    }
    // An invisible character, or one that turns the line around, is of no use in a message.
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      return JSONError(
        offset: offset, expected: expected, got: "U+" + String(scalar.value, radix: 16, uppercase: true))
    default: return JSONError(offset: offset, expected: expected, got: "'\(scalar)'")
    }
  }

  private func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return "byte 0x" + (digits.count < 2 ? "0" : "") + digits
  }
}
