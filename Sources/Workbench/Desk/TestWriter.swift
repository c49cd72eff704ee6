// A test is a sentence that somebody has marked. Here the marks are what the rules found, which the analyst has looked
// at: the sentence is taken out of its article, and becomes a test by being written down.

import Articles
import Rules
import TextAnalysis

/// Writes sentences as tests of a pack.
struct TestWriter {
  /// A claim as a test marks it.
  struct Marked {
    var source: [TextSpan]
    var cue: [TextSpan]
    var content: [TextSpan]

    var spans: [(role: String, span: TextSpan)] {
      source.map { ("source", $0) } + cue.map { ("cue", $0) } + content.map { ("content", $0) }
    }
  }

  /// The sentences that hold `claim`, as one stretch of the article's text.
  static func sentence(of claim: Claim, in article: Article) -> TextSpan {
    let spans = claim.content + (claim.cue?.spans ?? []) + (claim.source?.spans ?? [])
    let start = spans.map(\.start).min() ?? 0, end = spans.map(\.end).max() ?? 0
    let analysis = Analysis(article)
    var whole: TextSpan?
    for sentence in 0..<analysis.sentences.count {
      let tokens = analysis.sentences.tokens(sentence)
      guard let first = tokens.first, let last = tokens.last else { continue }
      let span = TextSpan(analysis.tokens.start[first], analysis.tokens.end[last])
      guard span.end > start, span.start < end else { continue }
      whole = TextSpan(min(whole?.start ?? span.start, span.start), span.end)
    }
    return whole ?? TextSpan(start, end)
  }

  /// `text` with the roles of `claims` marked: `{source|The mayor} {cue|denied} {content:2|it}`.
  static func marked(_ text: [UInt8], _ claims: [Marked]) -> String {
    struct Mark {
      var label: String
      var span: TextSpan
      var order: Int
    }
    var marks: [Mark] = []
    for (row, claim) in claims.enumerated() {
      for (role, span) in claim.spans where span.start < span.end {
        marks.append(
          Mark(label: claims.count > 1 ? "\(role):\(row + 1)" : role, span: span, order: marks.count))
      }
    }
    var written: [UInt8] = []
    for index in 0...text.count {
      // What was opened last ends first; of two that begin together the longer one is outside.
      let closing = marks.count { Int($0.span.end) == index }
      written += Array(repeating: UInt8(ascii: "}"), count: closing)
      let opening = marks.filter { Int($0.span.start) == index }.sorted {
        ($1.span.end, $0.order) < ($0.span.end, $1.order)
      }
      for mark in opening { written += Array("{\(mark.label)|".utf8) }
      guard index < text.count else { break }
      let byte = text[index]
      // A brace of the text is written twice.
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") { written.append(byte) }
      written.append(byte)
    }
    return String(decoding: written, as: UTF8.self)
  }

  /// Whether the marks of `claims` can be written: of two that overlap one holds the other.
  static func canBeMarked(_ claims: [Marked]) -> Bool {
    let spans = claims.flatMap(\.spans).map(\.span)
    for (row, one) in spans.enumerated() {
      for other in spans[(row + 1)...] where one.overlaps(other) {
        let isInside = one.start >= other.start && one.end <= other.end
        guard isInside || other.start >= one.start && other.end <= one.end else { return false }
      }
    }
    return true
  }

  /// A string of Lua.
  static func quoted(_ text: String) -> String {
    var written = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": written += "\\\""
      case "\\": written += "\\\\"
      case "\n": written += "\\n"
      case "\r": written += "\\r"
      case "\t": written += "\\t"
      default:
        if scalar.value < 0x20 || scalar.value == 0x7F {
          let digits = String(scalar.value)
          written += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
        } else {
          written.unicodeScalars.append(scalar)
        }
      }
    }
    return written + "\""
  }
}

extension TestWriter.Marked {
  /// - Parameter offset: added to each place.
  init(_ claim: Claim, movedBy offset: Int32 = 0) {
    func moved(_ spans: [TextSpan]) -> [TextSpan] {
      spans.map { TextSpan($0.start + offset, $0.end + offset) }
    }
    source = moved(claim.source?.spans ?? [])
    cue = moved(claim.cue?.spans ?? [])
    content = moved(claim.content)
  }
}
