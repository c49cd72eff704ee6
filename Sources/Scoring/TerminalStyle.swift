// Colour is decoration: every page reads the same without it. Text from articles and rules is made
// harmless here, so that no escape sequence of theirs reaches a terminal.

/// Dresses text for a terminal, or leaves it plain.
public struct TerminalStyle: Sendable {
  public enum Look: String, Sendable {
    case bold = "1"
    case dim = "2"
    case underline = "4"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case blue = "34"
    case magenta = "35"
    case cyan = "36"
  }

  public var colour: Bool
  /// Columns a line may take.
  public var width: Int

  public init(colour: Bool, width: Int) {
    self.colour = colour
    self.width = max(40, min(width, 110))
  }

  /// `text` in the given looks; `text` must be safe already.
  public func callAsFunction(_ text: String, _ looks: Look...) -> String { dress(text, looks) }

  func dress(_ text: String, _ looks: [Look]) -> String {
    guard colour, !looks.isEmpty, !text.isEmpty else { return text }
    return "\u{1B}[\(looks.map(\.rawValue).joined(separator: ";"))m\(text)\u{1B}[0m"
  }
}

extension String {
  /// The text with control characters, line breaks and direction overrides shown as harmless signs.
  public var safeForTerminal: String {
    var safe = ""
    safe.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: safe.unicodeScalars.append(" ")
      case 0x00..<0x20: safe.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: safe.unicodeScalars.append("\u{2421}")
      case 0x80..<0xA0, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
        safe.unicodeScalars.append("\u{FFFD}")
      default: safe.unicodeScalars.append(scalar)
      }
    }
    return safe
  }

  /// How many terminal columns the text takes: two for East Asian wide signs and emoji, none for
  /// combining marks. An approximation of UAX #11 that never needs tables.
  public var terminalWidth: Int {
    unicodeScalars.reduce(0) { width, scalar in
      switch scalar.value {
      case 0x0300...0x036F, 0x200B...0x200F, 0xFE00...0xFE0F, 0x1F3FB...0x1F3FF, 0x20D0...0x20FF: width
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        width + 2
      default: width + 1
      }
    }
  }

  func padded(to columns: Int) -> String {
    let missing = columns - terminalWidth
    return missing > 0 ? self + String(repeating: " ", count: missing) : self
  }
}
