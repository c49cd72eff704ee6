// Articles, rules and file names come from strangers. What they hold is shown, and never obeyed: no
// escape sequence of theirs reaches a terminal, and no text of theirs runs backwards.

extension String {
  /// The text on one line, with control characters and direction marks shown as harmless signs.
  public var safeForTerminal: String { safe(keepingLines: false) }

  /// The same with tabs and line feeds as they are.
  public var safeLinesForTerminal: String { safe(keepingLines: true) }

  private func safe(keepingLines: Bool) -> String {
    guard unicodeScalars.contains(where: { $0.stands(keepingLines: keepingLines) == nil }) else {
      return self
    }
    var safe = ""
    safe.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      safe.unicodeScalars.append(scalar.stands(keepingLines: keepingLines) ?? scalar.sign)
    }
    return safe
  }

  /// How many terminal columns the text takes: two for East Asian wide signs and emoji, none for
  /// combining marks. An approximation of UAX #11 that needs no tables of ours.
  public var terminalWidth: Int {
    unicodeScalars.reduce(0) { $0 + $1.terminalWidth }
  }
}

extension Unicode.Scalar {
  /// The scalar itself when a terminal may see it.
  func stands(keepingLines: Bool) -> Unicode.Scalar? {
    switch value {
    case 0x20..<0x7F: self
    case 0x09, 0x0A: keepingLines ? self : nil
    case 0x00..<0x20, 0x7F..<0xA0: nil
    // Marks and overrides of direction, line separators, invisible operators, annotations.
    case 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: nil
    default: self
    }
  }

  /// What is shown in its place.
  var sign: Unicode.Scalar {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: " "
    case 0x00..<0x20: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: "\u{FFFD}"
    }
  }

  var terminalWidth: Int {
    if value < 0x300 { return 1 }
    switch value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0x1F300...0x1F3FA, 0x1F400...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    // Tones of emoji colour the sign before them.
    case 0x1F3FB...0x1F3FF: return 0
    default:
      switch properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return 0
      default: return 1
      }
    }
  }
}
