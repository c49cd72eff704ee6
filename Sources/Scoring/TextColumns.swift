// Columns of a page, counted as a terminal counts them.

import Diagnostics

extension String {
  func padded(to columns: Int) -> String {
    let missing = columns - terminalWidth
    return missing > 0 ? self + String(repeating: " ", count: missing) : self
  }

  func leftPadded(to columns: Int) -> String {
    let missing = columns - terminalWidth
    return missing > 0 ? String(repeating: " ", count: missing) + self : self
  }

  /// The beginning that fits into `columns`, with an ellipsis when that is not all.
  func shortened(to columns: Int) -> String {
    guard terminalWidth > columns else { return self }
    var short = ""
    var width = 0
    for character in self {
      let size = String(character).terminalWidth
      if width + size > columns - 1 { break }
      short.append(character)
      width += size
    }
    while short.last == " " { short.removeLast() }
    return short + "…"
  }
}
