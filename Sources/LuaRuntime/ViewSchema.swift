// What the host can lend, in names. The article crosses as views over its columns: a rule reads
// `token.lemma`, and C reads a number from memory that Swift owns.
import CLuaShim

/// The tables and fields that a state can be lent.
///
/// At most 64 tables, 16 text buffers, 16 word tables, and 64 fields of kind `rows`; a field's name has
/// 1 to 40 bytes. Tables are numbered in the order given.
public struct ViewSchema: Sendable {
  public struct Table: Sendable {
    /// What error messages call one row: `token`.
    public var name: String
    public var fields: [Field]
    /// How many layers are filled only when a field of them is read.
    public var layers: Int

    public init(_ name: String, layers: Int = 0, _ fields: [Field]) {
      self.name = name
      self.fields = fields
      self.layers = layers
    }
  }

  public struct Field: Sendable {
    public var name: String
    public var kind: Kind
    /// The lazy layer the field belongs to; nil when it is always there.
    public var layer: Int?

    public init(_ name: String, _ kind: Kind, layer: Int? = nil) {
      self.name = name
      self.kind = kind
      self.layer = layer
    }
  }

  /// How a field's columns are read.
  public enum Kind: Sendable {
    /// One column of `Int32`.
    case int32
    /// One column of `Int64`.
    case int64
    /// One column of `Double`.
    case double
    /// One column of `UInt8`; 0 is false.
    case flag
    /// One column of `UInt8`, an index into the names; a nil name, or an index past them, reads as nil.
    case names([String?])
    /// Two columns of `Int32`, start and end, half-open, into a text buffer; start -1 reads as nil.
    case text(buffer: Int)
    /// One column of `Int32`, an index into a word table; -1 reads as nil.
    case word(table: Int)
    /// One column of `Int32`, a row of another table; -1 reads as nil.
    case row(String)
    /// Two columns of `Int32`, first and end row, half-open, of another table.
    case rows(String)
  }

  public var tables: [Table]
  public var buffers: Int
  public var wordTables: Int

  public init(buffers: Int = 1, wordTables: Int = 1, _ tables: [Table]) {
    self.tables = tables
    self.buffers = buffers
    self.wordTables = wordTables
  }

  /// The number of the table called `name`.
  public func table(_ name: String) -> Int? { tables.firstIndex { $0.name == name } }

  /// The field called `name` of the table called `table`: look it up once, lend with it often.
  public func field(_ name: String, of table: String) -> ViewField? {
    guard let number = self.table(table) else { return nil }
    guard let index = tables[number].fields.firstIndex(where: { $0.name == name }) else { return nil }
    return ViewField(table: number, field: index)
  }
}

/// A field of a schema, by number.
public struct ViewField: Hashable, Sendable {
  public let table: Int
  public let field: Int
}

extension ViewSchema {
  /// Hands the schema to C, which copies it.
  @unsafe func give(to vm: OpaquePointer) throws(LuaError) {
    let memory = unsafe SchemaMemory()
    var tables: [lx_table] = unsafe []
    for table in self.tables {
      var fields: [lx_field] = unsafe []
      for field in table.fields { unsafe fields.append(try unsafe describe(field, of: table, in: memory)) }
      unsafe tables.append(
        lx_table(
          name: memory.string(table.name), fields: memory.array(fields),
          field_count: UInt16(clamping: fields.count),
          layer_count: UInt8(clamping: table.layers)))
    }
    let schema = unsafe lx_schema(
      tables: memory.array(tables), table_count: UInt16(clamping: tables.count),
      buffer_count: UInt16(clamping: buffers), word_count: UInt16(clamping: wordTables))
    let status = unsafe lx_set_schema(vm, schema)
    if status == .LX_INVALID {
      throw LuaError(.invalid, "the view schema is too large or refers to what it has not")
    }
    if status != .LX_OK { throw unsafe LuaError(status, of: vm) }
  }

  @unsafe private func describe(_ field: Field, of table: Table, in memory: SchemaMemory) throws(LuaError)
    -> lx_field
  {
    var described = unsafe lx_field()
    unsafe described.name = memory.string(field.name)
    unsafe described.layer = field.layer.map { UInt8(clamping: $0 + 1) } ?? 0
    switch field.kind {
    case .int32: unsafe described.kind = .LX_INT32
    case .int64: unsafe described.kind = .LX_INT64
    case .double: unsafe described.kind = .LX_DOUBLE
    case .flag: unsafe described.kind = .LX_FLAG
    case .names(let names):
      unsafe described.kind = .LX_ENUM
      unsafe described.names = memory.array(
        names.map { name in unsafe name.map { unsafe memory.string($0) } ?? nil })
      unsafe described.name_count = UInt16(clamping: names.count)
    case .text(let buffer):
      unsafe described.kind = .LX_TEXT
      unsafe described.target = UInt16(clamping: buffer)
    case .word(let words):
      unsafe described.kind = .LX_WORD
      unsafe described.target = UInt16(clamping: words)
    case .row(let other):
      unsafe described.kind = .LX_LINK
      unsafe described.target = try number(of: other, for: field, of: table)
    case .rows(let other):
      unsafe described.kind = .LX_LINKS
      unsafe described.target = try number(of: other, for: field, of: table)
    }
    return unsafe described
  }

  private func number(of other: String, for field: Field, of table: Table) throws(LuaError) -> UInt16 {
    guard let number = self.table(other) else {
      throw LuaError(
        .invalid, "field '\(field.name)' of '\(table.name)' refers to '\(other)', which is no table")
    }
    return UInt16(clamping: number)
  }
}

/// Strings and arrays for C that live while the schema is handed over.
@unsafe private final class SchemaMemory {
  private var blocks: [UnsafeMutableRawPointer] = unsafe []

  deinit { unsafe blocks.forEach { block in unsafe block.deallocate() } }

  func string(_ text: String) -> UnsafePointer<CChar>? {
    // A zero would end the name for C: what follows it is cut off there as well.
    let bytes = Array(text.utf8) + [0]
    return unsafe array(bytes.map(CChar.init(bitPattern:)))
  }

  func array<Element>(_ elements: [Element]) -> UnsafePointer<Element>? {
    let copy = UnsafeMutablePointer<Element>.allocate(capacity: max(elements.count, 1))
    unsafe copy.initialize(from: elements, count: elements.count)
    unsafe blocks.append(UnsafeMutableRawPointer(copy))
    return unsafe UnsafePointer(copy)
  }
}
