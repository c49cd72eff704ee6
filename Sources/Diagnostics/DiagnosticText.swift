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
      paint("\(severity.rawValue)[\(printable(slug))]", main) + paint(": \(printable(message))", .bold)
    ]
    var margin = " "
    if let place {
      let number = String(place.line)
      margin = String(repeating: " ", count: number.count)
      lines.append(paint("\(margin)--> ", .blue) + "\(printable(place.file)):\(number)")
      if let text = place.text {
        let excerpt = Excerpt(text, column: place.column, length: place.length)
        lines.append(paint("\(margin) |", .blue))
        lines.append(paint("\(number) |", .blue) + " " + excerpt.line)
        let carets = String(repeating: "^", count: excerpt.width)
        let marked = label.map { "\(carets) \(printable($0))" } ?? carets
        lines.append(
          paint("\(margin) |", .blue) + " " + String(repeating: " ", count: excerpt.indent)
            + paint(marked, main))
      } else if let label {
        lines.append(paint("\(margin) = ", .blue) + printable(label))
      }
    } else if let label {
      lines.append(paint("\(margin) = ", .blue) + printable(label))
    }
    for line in help { lines.append(paint("\(margin) = ", .blue) + "help: \(printable(line))") }
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
      let shown = printable(scalars[index], tab: "    ")
      line += shown
      let columnsOfScalar = scalars[index] == "\t" ? 4 : terminalWidth(scalars[index])
      columns += columnsOfScalar
      if index >= first && index < end { width += columnsOfScalar }
    }
    if first >= to { indent = columns }
    width = max(width, 1)
    if to < scalars.count { line += "…" }
    while line.last == " " { line.removeLast() }
  }
}

/// Columns a terminal gives to a scalar: 0 for marks that stand on the letter before, 2 for East
/// Asian wide letters and emoji.
func terminalWidth(_ scalar: Unicode.Scalar) -> Int {
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark: return 0
  default: break
  }
  switch scalar.value {
  case 0x200B...0x200D, 0xFE00...0xFE0F: return 0
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3, 0xF900...0xFAFF,
    0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
    0x1F900...0x1FAFF, 0x20000...0x3FFFD:
    return 2
  default: return 1
  }
}

/// `text` with everything that could steer a terminal replaced: control characters by their
/// pictures (`␛`), directional overrides by `�`.
func printable(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars { result += printable(scalar, tab: " ") }
  return result
}

private func printable(_ scalar: Unicode.Scalar, tab: String) -> String {
  switch scalar.value {
  case 0x09: return tab
  case 0x00...0x1F: return String(Character(Unicode.Scalar(0x2400 + scalar.value) ?? "�"))
  case 0x7F: return "␡"
  case 0x80...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: return "�"
  default: return String(Character(scalar))
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
