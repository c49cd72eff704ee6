// Two versions of a text as people compare them: the lines that go and come, with a few around them.

/// The difference of two texts in the unified form that `patch` reads.
public enum LineDifference {
  private static let context = 3
  /// Beyond so many different lines comparing them costs more than it tells: all of them go and come.
  private static let mostCompared = 4000

  private struct Change {
    var old: Range<Int>
    var new: Range<Int>
  }

  /// The lines of the difference, each with its line feed; empty for equal texts. Bytes that are not UTF-8 are shown as U+FFFD.
  public static func unified(_ old: [UInt8], _ new: [UInt8], oldName: String, newName: String) -> String {
    guard old != new else { return "" }
    let (before, after) = (lines(of: old), lines(of: new))
    var text = "--- \(oldName)\n+++ \(newName)\n"
    var pending: [Change] = []
    for change in changes(before, after) {
      if let last = pending.last, change.old.lowerBound - last.old.upperBound > 2 * context {
        text += hunk(pending, before, after)
        pending = []
      }
      pending.append(change)
    }
    return text + hunk(pending, before, after)
  }

  /// With their line feeds, so that a last line without one differs from one with.
  private static func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for index in bytes.indices where bytes[index] == 0x0A {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }

  private static func changes(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) -> [Change] {
    var first = 0
    while first < min(old.count, new.count), old[first] == new[first] { first += 1 }
    var same = 0
    while same < min(old.count, new.count) - first, old[old.count - 1 - same] == new[new.count - 1 - same] {
      same += 1
    }
    let (oldEnd, newEnd) = (old.count - same, new.count - same)
    guard oldEnd - first <= mostCompared, newEnd - first <= mostCompared else {
      return [Change(old: first..<oldEnd, new: first..<newEnd)]
    }
    var removed: Set<Int> = [], inserted: Set<Int> = []
    for step in Array(new[first..<newEnd]).difference(from: Array(old[first..<oldEnd])) {
      switch step {
      case .remove(let offset, _, _): removed.insert(first + offset)
      case .insert(let offset, _, _): inserted.insert(first + offset)
      }
    }
    var found: [Change] = []
    var (row, column) = (first, first)
    while row < oldEnd || column < newEnd {
      let (fromRow, fromColumn) = (row, column)
      while removed.contains(row) { row += 1 }
      while inserted.contains(column) { column += 1 }
      if row > fromRow || column > fromColumn {
        found.append(Change(old: fromRow..<row, new: fromColumn..<column))
      } else {
        row += 1
        column += 1
      }
    }
    return found
  }

  private static func hunk(_ changes: [Change], _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>])
    -> String
  {
    guard let first = changes.first, let last = changes.last else { return "" }
    let lead = min(context, first.old.lowerBound)
    let tail = min(context, old.count - last.old.upperBound)
    let oldRange = first.old.lowerBound - lead..<last.old.upperBound + tail
    let newRange = first.new.lowerBound - lead..<last.new.upperBound + tail
    var text = "@@ -\(place(oldRange)) +\(place(newRange)) @@\n"
    var at = oldRange.lowerBound
    for change in changes {
      for line in old[at..<change.old.lowerBound] { text += shown(line, " ") }
      for line in old[change.old] { text += shown(line, "-") }
      for line in new[change.new] { text += shown(line, "+") }
      at = change.old.upperBound
    }
    for line in old[at..<oldRange.upperBound] { text += shown(line, " ") }
    return text
  }

  private static func place(_ range: Range<Int>) -> String {
    // An empty range is named by the line before it.
    "\(range.isEmpty ? range.lowerBound : range.lowerBound + 1),\(range.count)"
  }

  private static func shown(_ line: ArraySlice<UInt8>, _ mark: String) -> String {
    line.last == 0x0A
      ? mark + String(decoding: line, as: UTF8.self)
      : mark + String(decoding: line, as: UTF8.self) + "\n\\ No newline at end of file\n"
  }
}
