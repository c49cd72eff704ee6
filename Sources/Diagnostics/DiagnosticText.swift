// A terminal shows an excerpt to somebody who did not write it, so what is printed may hold no
// control character of the source, and the carets must stand under the right letters even where a
// letter is two columns wide.

extension Diagnostic {
  /// The diagnostic as text for people, without a final line break:
  ///
  ///     error[unknown-field]: rule 'quoted-speech' has no field 'fnd'
  ///      --> newsdesk/rules/quoted-speech.lua:5
  ///       |
  ///     5 |   fnd = function(quotation)
  ///       |   ^^^ did you mean 'find'?
  ///
  /// Tabs are shown as four spaces, control characters as their pictures, and a very long line as
  /// the part around the place. `color` adds ANSI colours; nothing else may contain an escape.
  public func rendered(color: Bool = false) -> String {
    let paint = Paint(on: color)
    let main: Paint.Style = severity == .error ? .red : .yellow
    var lines = [
      paint("\(severity.rawValue)[\(slug.safeForTerminal)]", main)
        + paint(": \(message.safeForTerminal)", .bold)
    ]
    var margin = " "
    if let place {
      let number = String(place.line)
      margin = String(repeating: " ", count: number.count)
      lines.append(paint("\(margin)--> ", .blue) + "\(place.file.safeForTerminal):\(number)")
      if let text = place.text {
        let excerpt = Excerpt(text, column: place.column, length: place.length)
        lines.append(paint("\(margin) |", .blue))
        lines.append(paint("\(number) |", .blue) + " " + excerpt.line)
        let carets = String(repeating: "^", count: excerpt.width)
        let marked = label.map { "\(carets) \($0.safeForTerminal)" } ?? carets
        lines.append(
          paint("\(margin) |", .blue) + " " + String(repeating: " ", count: excerpt.indent)
            + paint(marked, main))
      } else if let label {
        lines.append(paint("\(margin) = ", .blue) + label.safeForTerminal)
      }
    } else if let label {
      lines.append(paint("\(margin) = ", .blue) + label.safeForTerminal)
    }
    for line in help { lines.append(paint("\(margin) = ", .blue) + "help: \(line.safeForTerminal)") }
    return lines.joined(separator: "\n")
  }
}

/// The part of a line that is shown, and where its carets go, in terminal columns.
struct Excerpt {
  static let widest = 160

  private(set) var line = ""
  private(set) var indent = 0
  private(set) var width = 0

  init(_ text: String, column: Int, length: Int) {
    let scalars = Array(text.unicodeScalars)
    let first = min(max(column - 1, 0), scalars.count)
    let end = min(first + max(length, 1), max(scalars.count, first))
    // A minified line of a megabyte would bury the message.
    let from = scalars.count > Self.widest && first > Self.widest / 2 ? first - Self.widest / 2 : 0
    let to = min(scalars.count, from + Self.widest)
    if from > 0 { line = "…" }
    var columns = line.isEmpty ? 0 : 1
    indent = columns
    for index in from..<to {
      if index == first { indent = columns }
      let shown = scalars[index] == "\t" ? "    " : String(Character(scalars[index])).safeForTerminal
      line += shown
      let columnsOfScalar = shown.terminalWidth
      columns += columnsOfScalar
      if index >= first && index < end { width += columnsOfScalar }
    }
    if first >= to { indent = columns }
    width = max(width, 1)
    if to < scalars.count { line += "…" }
    while line.last == " " { line.removeLast() }
  }
}

private struct Paint {
  enum Style: String {
    case red = "1;31"
    case yellow = "1;33"
    case blue = "1;34"
    case bold = "1"
  }

  let on: Bool

  func callAsFunction(_ text: String, _ style: Style) -> String {
    on ? "\u{1b}[\(style.rawValue)m\(text)\u{1b}[0m" : text
  }
}
