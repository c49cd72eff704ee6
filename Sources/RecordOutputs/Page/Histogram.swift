// How the totals of a scale are spread, as a picture in the page itself: nothing is fetched, and it follows the
// colours of the page.

/// Counts in bins of equal width.
struct Histogram: Hashable {
  /// The lower bound of the first bin, in hundredths.
  private(set) var start = 0
  /// The width of a bin, in hundredths.
  private(set) var width = 1
  private(set) var bins: [Int] = []

  private static let mostBins = 24

  /// - Parameter counts: how often each value, in hundredths, was found. Linear in the different values.
  init(_ counts: [Int: Int]) {
    guard let low = counts.keys.min(), let high = counts.keys.max() else { return }
    let widths = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000]
    width = widths.first { (high - low) / $0 < Self.mostBins } ?? 20_000
    start = Self.floor(low, width)
    // A value on the last bound belongs to the bin before it: a share of all is no bin of its own.
    bins = [Int](repeating: 0, count: max(1, (high - start + width - 1) / width))
    for (value, count) in counts { bins[min((value - start) / width, bins.count - 1)] += count }
  }

  private static func floor(_ value: Int, _ width: Int) -> Int {
    let quotient = value / width
    return (value < 0 && value % width != 0 ? quotient - 1 : quotient) * width
  }

  /// An SVG picture with a title for each bar.
  func picture(named name: String) -> String {
    let (left, bottom, height, full) = (8.0, 112.0, 96.0, 344.0)
    let most = Double(bins.max() ?? 1)
    let step = full / Double(max(1, bins.count))
    func fixed(_ value: Double) -> String { numberText((value * 10).rounded() / 10) }
    var svg = #"<svg viewBox="0 0 360 136" role="img" aria-label="\#(name.htmlEscaped)">"#
    for (row, count) in bins.enumerated() where count > 0 {
      let tall = max(1, height * Double(count) / most)
      let (from, to) = (start + row * width, start + (row + 1) * width)
      svg +=
        #"<rect x="\#(fixed(left + step * Double(row)))" y="\#(fixed(bottom - tall))" width="\#(fixed(max(1, step - 1.5)))" height="\#(fixed(tall))"><title>\#(Self.hundredths(from)) to \#(Self.hundredths(to)): \#(grouped(count))</title></rect>"#
    }
    svg += #"<line x1="\#(fixed(left))" y1="112.5" x2="\#(fixed(left + full))" y2="112.5"/>"#
    let end = start + bins.count * width
    let labels = [(left, "start", start), (left + full, "end", end)]
    for (x, anchor, value) in labels {
      svg += #"<text x="\#(fixed(x))" y="129" text-anchor="\#(anchor)">\#(Self.hundredths(value))</text>"#
    }
    if start < 0, end > 0 {
      let x = left + full * Double(-start) / Double(end - start)
      svg += #"<line class="zero" x1="\#(fixed(x))" y1="12" x2="\#(fixed(x))" y2="112"/>"#
      if x > 60, x < 300 { svg += #"<text x="\#(fixed(x))" y="129" text-anchor="middle">0</text>"# }
    }
    return svg + "</svg>"
  }

  private static func hundredths(_ value: Int) -> String { numberText(Double(value) / 100) }
}

/// With thin spaces between groups of three digits: `12 345`.
func grouped(_ value: Int) -> String {
  let digits = Array(String(value))
  var text = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { text += "\u{202F}" }
    text.append(digit)
  }
  return text
}

extension String {
  /// With all that means something to HTML, in texts and in quoted attributes, written as entities; what no page may
  /// hold becomes U+FFFD.
  public var htmlEscaped: String {
    var escaped = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n": escaped.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
