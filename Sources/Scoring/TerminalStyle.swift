// Colour is decoration: a page reads the same without it, word for word. So a page is made of runs of
// text with a look each, and the looks come last.

import Diagnostics

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

  /// Lines longer than 110 columns tire the eye, and below 40 nothing can be laid out.
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

/// A stretch of text with one look.
public struct TextRun {
  var text: String
  var looks: [TerminalStyle.Look]
  /// Whether a line may end at its spaces.
  var breaks: Bool

  /// `text` comes from an article, a rule or us; it is made safe here.
  public init(_ text: String, _ looks: TerminalStyle.Look..., breaks: Bool = true) {
    self.init(text, looks: looks, breaks: breaks)
  }

  init(_ text: String, looks: [TerminalStyle.Look], breaks: Bool = true) {
    self.text = text.safeForTerminal
    self.looks = looks
    self.breaks = breaks
  }
}

extension [TextRun] {
  var terminalWidth: Int { reduce(0) { $0 + $1.text.terminalWidth } }

  /// With spaces up to `columns`, in front when `right`.
  func padded(to columns: Int, right: Bool = false) -> [TextRun] {
    let missing = columns - terminalWidth
    guard missing > 0 else { return self }
    let space = TextRun(String(repeating: " ", count: missing), breaks: false)
    return right ? [space] + self : self + [space]
  }
}
