// A flame graph that any browser shows, without a script and without a request: widths are costs, and a title on each
// box says what it is.

/// Draws stacks as SVG.
public struct FlameGraph {
  private let branches: [StackTree.Branch]
  private let measure: StackTree.Measure
  private let title: String

  private static let width = 1200.0, row = 18.0, top = 34.0, margin = 10.0
  /// Boxes narrower than this are not drawn.
  private static let narrowest = 0.3
  /// What a letter takes, about.
  private static let letter = 6.6

  public init(_ branches: [StackTree.Branch], _ measure: StackTree.Measure, title: String) {
    self.branches = branches
    self.measure = measure
    self.title = title
  }

  /// The picture; the same for the same costs.
  public func svg() -> String {
    let total = branches.reduce(0) { $0 + measure.value($1.total) }
    let height = Self.top + Double(depth(branches)) * Self.row + Self.margin
    var lines = [
      #"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \#(Self.number(Self.width)) \#(Self.number(height))" role="img" font-family="ui-monospace, monospace" font-size="11">"#,
      "<title>\(Self.escaped(title))</title>",
      #"<rect width="100%" height="100%" fill="white"/>"#,
      #"<text x="\#(Self.number(Self.margin))" y="20" font-size="13" fill="black">\#(Self.escaped(title))</text>"#,
    ]
    if total > 0 {
      let scale = (Self.width - 2 * Self.margin) / Double(total)
      draw(branches, at: Self.margin, depth: 0, scale: scale, total: total, &lines)
    }
    lines.append("</svg>")
    return lines.joined(separator: "\n") + "\n"
  }

  private func draw(
    _ branches: [StackTree.Branch], at left: Double, depth: Int, scale: Double, total: Int,
    _ lines: inout [String]
  ) {
    var left = left
    for branch in branches {
      let value = measure.value(branch.total)
      let width = Double(value) * scale
      defer { left += width }
      guard width >= Self.narrowest else { continue }
      let y = Self.top + Double(depth) * Self.row
      let share = Int((Double(value) * 1000 / Double(total)).rounded())
      let amount = measure == .steps ? "\(value) steps" : "\(value / 1000) µs"
      lines.append(
        "<g><title>\(Self.escaped(branch.frame)): \(amount), \(share / 10).\(share % 10) %</title>"
          + #"<rect x="\#(Self.number(left))" y="\#(Self.number(y))" width="\#(Self.number(max(width - 0.5, 0.3)))" height="\#(Self.number(Self.row - 1))" fill="\#(Self.colour(branch.frame))" rx="1"/>"#
          + label(branch.frame, left, y, width) + "</g>")
      draw(branch.children, at: left, depth: depth + 1, scale: scale, total: total, &lines)
    }
  }

  private func label(_ frame: String, _ left: Double, _ y: Double, _ width: Double) -> String {
    let room = Int((width - 6) / Self.letter)
    guard room >= 3 else { return "" }
    let text = frame.count <= room ? frame : String(frame.prefix(room - 1)) + "…"
    return
      #"<text x="\#(Self.number(left + 3))" y="\#(Self.number(y + 12.5))" fill="black">\#(Self.escaped(text))</text>"#
  }

  private func depth(_ branches: [StackTree.Branch]) -> Int {
    branches.reduce(0) { max($0, 1 + depth($1.children)) }
  }

  /// A warm colour that a frame keeps from picture to picture; dark letters can be read on all of them.
  private static func colour(_ frame: String) -> String {
    let hash = frame.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return "hsl(\(20 + hash % 40) \(70 + hash / 64 % 25)% \(68 + hash / 4096 % 14)%)"
  }

  /// At most two digits behind the point.
  private static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let (whole, part) = (hundredths / 100, hundredths % 100)
    if part == 0 { return "\(whole)" }
    return "\(whole)." + (part % 10 == 0 ? "\(part / 10)" : part < 10 ? "0\(part)" : "\(part)")
  }

  /// Frames hold names of strangers' files.
  private static func escaped(_ text: String) -> String {
    var safe = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": safe += "&amp;"
      case "<": safe += "&lt;"
      case ">": safe += "&gt;"
      case "\"": safe += "&quot;"
      case "\t", "\n", "\r": safe += " "
      default:
        // XML has no place for other control characters, nor for what is no character.
        let isDrawn = scalar.value >= 0x20 && scalar.value != 0x7F && scalar.value & 0xFFFE != 0xFFFE
        safe.unicodeScalars.append(isDrawn ? scalar : "\u{FFFD}")
      }
    }
    return safe
  }
}
