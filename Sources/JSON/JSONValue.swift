// Manifests and settings are small and have many shapes; for those a tree is the simpler thing.
// Articles and records never become one.

/// A JSON text as a tree.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  case object(JSONObject)

  /// Reads one JSON text.
  ///
  /// A name that an object has twice is an error: two readers of a signed manifest must never see two
  /// different values.
  public init(parsing bytes: [UInt8], depthLimit: Int = 512) throws(JSONError) {
    var reader = JSONReader(bytes, depthLimit: depthLimit)
    self = try reader.readValue()
    try reader.finish()
  }

  public var kind: JSONKind {
    switch self {
    case .null: .null
    case .bool: .boolean
    case .number: .number
    case .string: .string
    case .array: .array
    case .object: .object
    }
  }

  public var string: String? { if case .string(let value) = self { value } else { nil } }
  public var number: JSONNumber? { if case .number(let value) = self { value } else { nil } }
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
  public var object: JSONObject? { if case .object(let value) = self { value } else { nil } }
}

/// The members of an object in the order in which they stand.
public struct JSONObject: Hashable, Sendable {
  public struct Member: Hashable, Sendable {
    public var name: String
    public var value: JSONValue

    public init(_ name: String, _ value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  public var members: [Member]

  public init(_ members: [Member] = []) { self.members = members }

  /// The value of the first member called `name`; linear in the members.
  public subscript(name: String) -> JSONValue? { members.first { $0.name == name }?.value }
}

extension JSONReader {
  /// Reads a value of any kind as a tree; a name that comes twice in an object is an error.
  public mutating func readValue() throws(JSONError) -> JSONValue {
    switch try nextKind() {
    case .null:
      try readNull()
      return .null
    case .boolean: return .bool(try readBool())
    case .number: return .number(try readNumber())
    case .string: return .string(try readString())
    case .array:
      try beginArray()
      var elements: [JSONValue] = []
      while try nextElement() { elements.append(try readValue()) }
      return .array(elements)
    case .object: return .object(try readObject())
    }
  }

  private mutating func readObject() throws(JSONError) -> JSONObject {
    try beginObject()
    var object = JSONObject()
    var names = Set<String>()
    while let name = try nextName() {
      guard names.insert(name).inserted else {
        throw JSONError(offset: nameOffset, expected: "each name once", got: "'\(name)' again")
      }
      object.members.append(JSONObject.Member(name, try readValue()))
    }
    return object
  }
}
