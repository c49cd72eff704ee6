// The curve of precision over recall as a picture that every browser and word processor shows.

import RecordOutputs

/// Draws the curve of a fit.
public struct PrecisionCurve: Sendable {
  private let table: CutTable
  private let title: String

  public init(_ table: CutTable, title: String) {
    self.table = table
    self.title = title
  }

  private static let left = 60.0, top = 40.0, side = 400.0

  /// An SVG 1.1 picture of 500 by 500 units.
  public var svg: String {
    func x(_ recall: Double) -> String { fixed(Self.left + recall * Self.side, 1) }
    func y(_ precision: Double) -> String { fixed(Self.top + (1 - precision) * Self.side, 1) }
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 500" width="500" height="500" role="img" \
      font-family="sans-serif" font-size="12">
      <title>\(title.htmlEscaped)</title>
      <rect width="500" height="500" fill="#fff"/>
      <text x="\(x(0))" y="24" font-size="14">\(title.htmlEscaped)</text>

      """
    for step in 0...5 {
      let share = Double(step) / 5
      svg += """
        <path d="M\(x(0)) \(y(share))H\(x(1))M\(x(share)) \(y(0))V\(y(1))" stroke="#ddd" fill="none"/>
        <text x="\(fixed(Self.left - 8, 1))" y="\(fixed(Self.top + (1 - share) * Self.side + 4, 1))" \
        text-anchor="end">\(fixed(share, 1))</text>
        <text x="\(x(share))" y="\(fixed(Self.top + Self.side + 18, 1))" text-anchor="middle">\(fixed(share, 1))</text>

        """
    }
    let points = table.curve
    if let first = points.first {
      let steps = points.map { "L\(x($0.recall)) \(y($0.precision))" }.joined()
      svg +=
        "<path d=\"M\(x(0)) \(y(first.precision))\(steps)\" stroke=\"#0b5394\" stroke-width=\"2\" fill=\"none\"/>\n"
    }
    for cut in table.cuts where cut.chosen > 0 {
      let isBest = cut == table.best
      svg += """
        <circle cx="\(x(cut.recall))" cy="\(y(cut.precision ?? 0))" r="\(isBest ? 6 : 3)" \
        fill="\(isBest ? "#b45f06" : "#0b5394")"><title>from \(fixed(cut.least, 2)): precision \
        \(percent(cut.precision)), recall \(percent(cut.recall))</title></circle>

        """
    }
    return svg + """
      <text x="\(x(0.5))" y="480" text-anchor="middle">recall</text>
      <text x="16" y="\(y(0.5))" text-anchor="middle" transform="rotate(-90 16 \(y(0.5)))">precision</text>
      </svg>

      """
  }
}
