import CLuaShim

/// Writes values in the form the shim reads.
struct LuaTapeWriter {
  private(set) var cells: [lx_cell] = []
  private(set) var bytes: [UInt8] = []

  /// The cell of a value that needs no bytes and no other cells.
  static func scalar(_ value: LuaValue) -> lx_cell? {
    var cell = lx_cell()
    switch value {
    case .nil: cell.tag = .LX_NIL
    case .boolean(let boolean):
      cell.tag = .LX_BOOLEAN
      cell.boolean = boolean
    case .integer(let integer):
      cell.tag = .LX_INTEGER
      cell.integer = integer
    case .number(let number):
      cell.tag = .LX_NUMBER
      cell.number = number
    case .function(let function):
      cell.tag = .LX_FUNCTION
      cell.integer = function.reference
    case .row(let row):
      cell.tag = .LX_ROW
      cell.table = UInt16(clamping: row.table)
      cell.first = Int32(clamping: row.row)
      cell.end = cell.first
    case .rows(let rows):
      cell.tag = .LX_ROWS
      cell.table = UInt16(clamping: rows.table)
      cell.first = Int32(clamping: rows.rows.lowerBound)
      cell.end = Int32(clamping: rows.rows.upperBound)
    case .string, .bytes, .list, .record, .table: return nil
    }
    return cell
  }

  mutating func write(_ value: LuaValue) {
    if let cell = Self.scalar(value) {
      cells.append(cell)
      return
    }
    switch value {
    case .string(let string): write(string.utf8)
    case .bytes(let bytes): write(bytes)
    case .list(let items): write(.LX_LIST, items, [:])
    case .record(let fields): write(.LX_RECORD, [], fields)
    case .table(let items, let fields): write(.LX_MIXED, items, fields)
    default: preconditionFailure("a scalar")
    }
  }

  private mutating func write(_ tag: lx_tag, _ items: [LuaValue], _ fields: [String: LuaValue]) {
    var cell = lx_cell()
    cell.tag = tag
    cell.offset = UInt32(items.count)
    cell.count = UInt32(tag == .LX_LIST ? items.count : fields.count)
    cells.append(cell)
    for item in items { write(item) }
    for (name, field) in fields.sorted(by: { $0.key < $1.key }) {
      write(name.utf8)
      write(field)
    }
  }

  private mutating func write(_ text: some Collection<UInt8>) {
    var cell = lx_cell()
    cell.tag = .LX_STRING
    cell.offset = UInt32(bytes.count)
    bytes.append(contentsOf: text)
    cell.count = UInt32(bytes.count) - cell.offset
    cells.append(cell)
  }

  /// Lends the tape to `body`.
  func withTape<Result>(_ body: (lx_tape) -> Result) -> Result {
    unsafe cells.withUnsafeBufferPointer { cells in
      unsafe bytes.withUnsafeBytes { bytes in
        unsafe body(
          lx_tape(
            cells: cells.baseAddress, cell_count: cells.count,
            bytes: bytes.baseAddress?.assumingMemoryBound(to: CChar.self), byte_count: bytes.count))
      }
    }
  }

  /// Lends a tape of `values` to `body`; without allocating when there is at most one and it is a scalar.
  static func withTape<Result>(of values: [LuaValue], _ body: (lx_tape) -> Result) -> Result {
    guard let first = values.first else { return unsafe body(lx_tape()) }
    if values.count == 1, let cell = scalar(first) { return unsafe withTape(of: cell, body) }
    var writer = LuaTapeWriter()
    for value in values { writer.write(value) }
    return unsafe writer.withTape { tape in unsafe body(tape) }
  }

  static func withTape<Result>(of cell: lx_cell, _ body: (lx_tape) -> Result) -> Result {
    unsafe withUnsafePointer(to: cell) { cell in
      unsafe body(lx_tape(cells: cell, cell_count: 1, bytes: nil, byte_count: 0))
    }
  }
}
