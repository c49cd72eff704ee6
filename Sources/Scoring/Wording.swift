// Numbers as people read them; records have their own form.

import Articles
import Rules

/// `1 claim`, `2 claims`, `12,000 claims`
public func counted(_ count: Int, _ noun: String) -> String {
  "\(grouped(String(count))) \(noun)\(count == 1 ? "" : "s")"
}

/// `12,000` for 12000; four digits stay together, as years do.
public func grouped(_ count: Int) -> String { grouped(String(count)) }

/// `12,000` for `12000`; four digits stay together, as years do.
func grouped(_ digits: String) -> String {
  guard digits.count > 4, digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return digits }
  var grouped = ""
  for (place, digit) in digits.reversed().enumerated() {
    if place > 0, place % 3 == 0 { grouped.append(",") }
    grouped.append(digit)
  }
  return String(grouped.reversed())
}

enum Wording {
  /// `0.7311`, `−2`
  static func number(_ value: Double) -> String {
    let size = abs(value)
    let digits = size == size.rounded() && size < 1e15 ? grouped("\(Int(size))") : "\(size)"
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
