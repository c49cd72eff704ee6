// Small builders for what is lent: columns that are computed for the views and strings that stand in no
// text.

import Articles
import LuaRuntime

/// Strings made for one loan, one after the other in one buffer.
struct MadeText {
  private(set) var bytes: [UInt8] = []

  /// Adds `text` and says where it stands; -1 for nil, which Lua reads as nil.
  mutating func add(_ text: String?) -> (start: Int32, end: Int32) {
    guard let text else { return (-1, -1) }
    let start = Int32(bytes.count)
    bytes.append(contentsOf: text.utf8)
    return (start, Int32(bytes.count))
  }
}

/// Two columns of one field: where things begin and end.
struct PairColumn {
  var first: [Int32] = []
  var end: [Int32] = []

  mutating func add(_ first: Int32, _ end: Int32) {
    self.first.append(first)
    self.end.append(end)
  }

  mutating func add(_ range: (start: Int32, end: Int32)) { add(range.start, range.end) }
}

/// Keeps lent columns alive and lends them by name.
final class LentColumns {
  private var kept: [AnyObject] = []

  func keep(_ object: AnyObject) { kept.append(object) }

  func lend<Element: BitwiseCopyable>(_ values: [Element], as field: ViewField, _ loan: borrowing LuaLoan) {
    let column = LendableColumn(values)
    keep(column)
    loan.setColumn(field, column)
  }

  func lend(_ pair: PairColumn, as field: ViewField, _ loan: borrowing LuaLoan) {
    let first = LendableColumn(pair.first), end = LendableColumn(pair.end)
    keep(first)
    keep(end)
    loan.setColumns(field, first, end)
  }
}
