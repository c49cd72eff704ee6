// A test's sentence is input and expectation in one: `{source|The mayor} {cue|denied} {content|it}.`
// Taking the marks out gives the text the rules see; the marks say what they must find.

import Articles
import Diagnostics

/// A marked-up sentence, taken apart.
struct MarkedSentence {
  /// The roles of one expected claim, as spans of `text`.
  struct Expectation: Equatable {
    var source: [TextSpan] = []
    var cue: [TextSpan] = []
    var content: [TextSpan] = []
  }

  /// What the rules see, UTF-8.
  var text: [UInt8] = []
  /// In order of their numbers; `{content:2|…}` belongs to the second.
  var claims: [Expectation] = []

  /// What can be wrong with the marks.
  struct Mistake: Error, Equatable {
    var message: String
    /// The bytes of the marked sentence that are wrong; at least one.
    var range: Range<Int>
    var label: String?
  }

  /// Reads `marked`. Marks may stand inside each other; `{{` and `}}` are braces of the text.
  ///
  /// - Throws: the first mistake: an unknown role, a mark without end, a brace that closes nothing.
  init(_ marked: String) throws(Mistake) {
    struct Open {
      var role: String
      var claim: Int
      var start: Int32
      var offset: Int
      var length: Int
    }
    let bytes = Array(marked.utf8)
    var open: [Open] = []
    var found: [Int: Expectation] = [:]
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "{") {
        if index + 1 < bytes.count, bytes[index + 1] == byte {
          text.append(byte)
          index += 2
          continue
        }
        guard let bar = bytes[index...].firstIndex(of: UInt8(ascii: "|")) else {
          throw Mistake(
            message: "mark without '|'", range: index..<(index + 1),
            label: "write {role|words}, or {{ for a brace")
        }
        let label = String(decoding: bytes[(index + 1)..<bar], as: UTF8.self)
        let parts = label.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        let role = parts[0]
        guard ["source", "cue", "content"].contains(role), parts.count <= 2 else {
          let near = suggestion(for: role, among: ["source", "cue", "content"])
          throw Mistake(
            message: "unknown role '\(parts.count > 2 ? label : role)'",
            range: (index + 1)..<(bar + (bar == index + 1 ? 1 : 0)),
            label: near.map { "did you mean '\($0)'?" } ?? "one of source cue content")
        }
        var claim = 1
        if parts.count == 2 {
          guard let number = Int(parts[1]), (1...99).contains(number) else {
            throw Mistake(
              message: "number of a claim expected after ':', got '\(parts[1])'", range: (index + 1)..<bar)
          }
          claim = number
        }
        open.append(
          Open(role: role, claim: claim, start: Int32(text.count), offset: index, length: bar + 1 - index))
        index = bar + 1
      } else if byte == UInt8(ascii: "}") {
        if open.isEmpty {
          guard index + 1 < bytes.count, bytes[index + 1] == byte else {
            throw Mistake(
              message: "'}' closes nothing", range: index..<(index + 1), label: "write }} for a brace")
          }
          text.append(byte)
          index += 2
          continue
        }
        let mark = open.removeLast()
        let span = TextSpan(mark.start, Int32(text.count))
        switch mark.role {
        case "source": found[mark.claim, default: Expectation()].source.append(span)
        case "cue": found[mark.claim, default: Expectation()].cue.append(span)
        default: found[mark.claim, default: Expectation()].content.append(span)
        }
        index += 1
      } else {
        text.append(byte)
        index += 1
      }
    }
    if let mark = open.last {
      throw Mistake(
        message: "mark '{\(mark.role)|' is not closed", range: mark.offset..<(mark.offset + mark.length),
        label: "a '}' is missing")
    }
    claims = found.keys.sorted().map { key in
      var claim = found[key] ?? Expectation()
      claim.source.sort()
      claim.cue.sort()
      claim.content.sort()
      return claim
    }
  }
}
