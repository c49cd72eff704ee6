// How well the list of hedges finds the sentences that people called hedged.

import Articles
import JSON
import TextAnalysis

struct HedgeEvaluation: CustomStringConvertible {
  private var right = 0, given = 0, wanted = 0

  /// Reads JSON Lines with `text`, a sentence, and `label`, 1 for a hedged one.
  init(_ path: String) {
    for line in File.read(path).split(separator: UInt8(ascii: "\n")) {
      guard let value = try? JSONValue(parsing: Array(line)), case .object(let object) = value,
        case .string(let text)? = object["text"], case .number(let label)? = object["label"]
      else {
        File.fail("\(path) is not JSON Lines with text and label")
      }
      let hedges = Analysis(Article(id: "sentence", text: Array(text.utf8))).hedges
      let isHedged = (0..<hedges.count).contains(where: hedges.leavesOpen)
      if isHedged { given += 1 }
      if label.integer == 1 { wanted += 1 }
      if isHedged, label.integer == 1 { right += 1 }
    }
  }

  var description: String {
    func share(_ part: Int, of whole: Int) -> String {
      let thousandths = whole == 0 ? 0 : Int((1000 * Double(part) / Double(whole)).rounded())
      let digits = String(thousandths % 1000)
      return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
    return
      "P \(share(right, of: given)) R \(share(right, of: wanted)) F1 \(share(2 * right, of: given + wanted))"
  }
}
