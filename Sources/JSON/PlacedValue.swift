// Who judges a file that people write must point at the place of each mistake, not at the first word that looks like it.

/// A JSON text as a tree that knows where each of its values stands.
public struct PlacedValue: Hashable, Sendable {
  public indirect enum Content: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(JSONNumber)
    case string(String)
    case array([PlacedValue])
    case object([Member])
  }

  /// A member of an object.
  public struct Member: Hashable, Sendable {
    public var name: String
    /// Where the name's first quotation mark stands, and the byte behind its last, counted in bytes of the text.
    public var nameRange: Range<Int>
    public var value: PlacedValue
  }

  public var content: Content
  /// The value's bytes in the text.
  public var range: Range<Int>

  /// Reads one JSON text; a name that an object has twice is an error. Linear in the bytes.
  public init(parsing bytes: [UInt8], depthLimit: Int = 512) throws(JSONError) {
    var reader = JSONReader(bytes, depthLimit: depthLimit)
    self = try reader.readPlacedValue()
    try reader.finish()
  }

  init(_ content: Content, _ range: Range<Int>) {
    self.content = content
    self.range = range
  }

  public var kind: JSONKind {
    switch content {
    case .null: .null
    case .bool: .boolean
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  public var string: String? { if case .string(let value) = content { value } else { nil } }
  public var number: JSONNumber? { if case .number(let value) = content { value } else { nil } }
  public var array: [PlacedValue]? { if case .array(let value) = content { value } else { nil } }
  public var members: [Member]? { if case .object(let value) = content { value } else { nil } }

  /// The member called `name`, when this is an object that has one; linear in the members.
  public subscript(name: String) -> Member? { members?.first { $0.name == name } }
}

extension JSONReader {
  mutating func readPlacedValue() throws(JSONError) -> PlacedValue {
    let kind = try nextKind()
    let start = offset
    let content: PlacedValue.Content
    switch kind {
    case .null:
      try readNull()
      content = .null
    case .boolean: content = .bool(try readBool())
    case .number: content = .number(try readNumber())
    case .string: content = .string(try readString())
    case .array:
      try beginArray()
      var elements: [PlacedValue] = []
      while try nextElement() { elements.append(try readPlacedValue()) }
      content = .array(elements)
    case .object: content = .object(try readPlacedMembers())
    }
    return PlacedValue(content, start..<offset)
  }

  private mutating func readPlacedMembers() throws(JSONError) -> [PlacedValue.Member] {
    try beginObject()
    var members: [PlacedValue.Member] = []
    var names = Set<String>()
    while let name = try nextName() {
      guard names.insert(name).inserted else {
        throw JSONError(offset: nameOffset, expected: "each name once", got: "'\(name)' again")
      }
      // Between the name and here stand white space and the colon.
      var end = offset - 1
      while end > nameOffset, bytes[end - 1] != 0x22 { end -= 1 }
      let range = nameOffset..<end
      members.append(PlacedValue.Member(name: name, nameRange: range, value: try readPlacedValue()))
    }
    return members
  }
}
