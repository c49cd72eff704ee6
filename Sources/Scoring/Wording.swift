// Numbers as people read them; records have their own form.

import Articles
import Rules

/// `1 claim`, `2 claims`, `12,000 claims`
public func counted(_ count: Int, _ noun: String) -> String {
  var digits = String(count)
  if digits.count > 4 {
    var grouped = ""
    for (place, digit) in digits.reversed().enumerated() {
      if place > 0, place % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    digits = String(grouped.reversed())
  }
  return "\(digits) \(noun)\(count == 1 ? "" : "s")"
}

enum Wording {
  /// `0.7311`, `−2`
  static func number(_ value: Double) -> String {
    let size = abs(value)
    let digits = size == size.rounded() && size < 1e15 ? "\(Int(size))" : "\(size)"
    return value < 0 ? "−" + digits : digits
  }

  /// `+1.2`, `−2`
  static func points(_ value: Double) -> String { (value < 0 ? "" : "+") + number(value) }

  /// `≈ 90 men`, `80–90 percent`
  static func figure(_ figure: Claim.Figure, in article: Article) -> String {
    let unit = figure.unit.map { " " + $0 } ?? ""
    switch figure.value {
    case .vague: return "“\(article.string(figure.span))”"
    case .range(let low, let high): return "\(number(low))–\(number(high))\(unit)"
    case .exactly(let value):
      let bound =
        switch figure.bound {
        case "about": "≈ "
        case "at-least": "≥ "
        case "at-most": "≤ "
        default: ""
        }
      return bound + number(value) + unit
    }
  }
}
