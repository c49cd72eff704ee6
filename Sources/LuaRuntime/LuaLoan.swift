// Lending columns to Lua for one evaluation. C reads them where they are; it checks each access
// against the number of rows, and refuses handles of an evaluation that is over.
import CLuaShim

/// What a state is lent while it is being told, or while a lazy layer is being filled.
///
/// A column must have at least as many elements as its table has rows, so say `setRows` first. What is
/// lent stays where it is until the loan is revoked or lent anew.
@safe public struct LuaLoan: ~Copyable {
  /// Fills `layer` of `row` (at least) of `table`, sets its ready byte, and lends anew what moved.
  public typealias Fill = (borrowing LuaLoan, _ table: Int, _ layer: Int, _ row: Int) throws -> Void

  private let vm: OpaquePointer

  @unsafe init(_ vm: OpaquePointer) { unsafe self.vm = vm }

  public func setRows(_ count: Int, of table: Int) {
    unsafe lx_lend_rows(vm, UInt16(clamping: table), Int32(clamping: count))
  }

  /// Lends the one column of `field`. The memory must outlive the loan.
  @unsafe public func setColumn<Element: BitwiseCopyable>(
    _ field: ViewField, _ column: UnsafePointer<Element>
  ) {
    unsafe lx_lend_column(vm, UInt16(clamping: field.table), UInt16(clamping: field.field), column, nil)
  }

  /// Lends the two columns of a field of kind `text` or `rows`. The memory must outlive the loan.
  @unsafe public func setColumns(
    _ field: ViewField, _ first: UnsafePointer<Int32>, _ end: UnsafePointer<Int32>
  ) {
    unsafe lx_lend_column(vm, UInt16(clamping: field.table), UInt16(clamping: field.field), first, end)
  }

  /// Lends the bytes, one a row, that say which rows of a lazy layer are there.
  @unsafe public func setReady(_ ready: UnsafePointer<UInt8>, layer: Int, of table: Int) {
    unsafe lx_lend_ready(vm, UInt16(clamping: table), UInt8(clamping: layer), ready)
  }

  /// Lends the bytes that fields of kind `text` point into.
  @unsafe public func setBuffer(_ buffer: Int, _ bytes: UnsafeRawBufferPointer) {
    unsafe lx_lend_bytes(vm, UInt16(clamping: buffer), bytes.baseAddress, bytes.count)
  }

  /// Lends a word table: word i is `bytes[offsets[i]..<offsets[i + 1]]`, so `offsets` has one element
  /// more than there are words. A table that grew must keep its words, and is lent anew.
  @unsafe public func setWords(
    _ table: Int, offsets: UnsafeBufferPointer<Int32>, bytes: UnsafeRawBufferPointer
  ) {
    unsafe lx_lend_words(
      vm, UInt16(clamping: table), offsets.baseAddress, Int32(clamping: max(offsets.count - 1, 0)),
      bytes.baseAddress, bytes.count)
  }
}

/// Plain values at an address that stays put: what can be lent without any unsafe code.
@safe public final class LendableColumn<Element: BitwiseCopyable> {
  public let count: Int
  let base: UnsafeMutablePointer<Element>

  public init(_ values: [Element]) {
    count = values.count
    unsafe base = .allocate(capacity: max(values.count, 1))
    unsafe base.initialize(from: values, count: values.count)
  }

  deinit { unsafe base.deallocate() }

  public subscript(index: Int) -> Element {
    get {
      precondition(index >= 0 && index < count, "row out of range")
      return unsafe base[index]
    }
    set {
      precondition(index >= 0 && index < count, "row out of range")
      unsafe base[index] = newValue
    }
  }
}

extension LuaLoan {
  /// Lends `column`, which the owner given to `LuaState.lend` must keep alive.
  public func setColumn<Element: BitwiseCopyable>(_ field: ViewField, _ column: LendableColumn<Element>) {
    unsafe setColumn(field, UnsafePointer(column.base))
  }

  public func setColumns(_ field: ViewField, _ first: LendableColumn<Int32>, _ end: LendableColumn<Int32>) {
    unsafe setColumns(field, UnsafePointer(first.base), UnsafePointer(end.base))
  }

  public func setReady(_ ready: LendableColumn<UInt8>, layer: Int, of table: Int) {
    unsafe setReady(UnsafePointer(ready.base), layer: layer, of: table)
  }

  public func setBuffer(_ buffer: Int, _ bytes: LendableColumn<UInt8>) {
    unsafe setBuffer(buffer, UnsafeRawBufferPointer(start: bytes.base, count: bytes.count))
  }

  public func setWords(_ table: Int, offsets: LendableColumn<Int32>, bytes: LendableColumn<UInt8>) {
    unsafe setWords(
      table, offsets: UnsafeBufferPointer(start: offsets.base, count: offsets.count),
      bytes: UnsafeRawBufferPointer(start: bytes.base, count: bytes.count))
  }
}
