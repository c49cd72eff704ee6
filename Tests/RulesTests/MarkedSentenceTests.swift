import Articles
import Testing

@testable import Rules

@Suite struct MarkedSentenceTests {
  private func shown(_ marked: String) throws -> [String] {
    let sentence = try MarkedSentence(marked)
    return [String(decoding: sentence.text, as: UTF8.self)]
      + sentence.claims.map { claim in
        [("source", claim.source), ("cue", claim.cue), ("content", claim.content)].flatMap { role, spans in
          spans.map {
            "\(role)=" + String(decoding: sentence.text[Int($0.start)..<Int($0.end)], as: UTF8.self)
          }
        }.joined(separator: " ")
      }
  }

  @Test(arguments: [
    ("She left.", ["She left."]), ("", [""]),
    (
      "{source|Officials} {cue|denied} {content|it}.",
      ["Officials denied it.", "source=Officials cue=denied content=it"]
    ),
    // A role in two pieces.
    (
      "{content|The dam}, {source|Ann} {cue|said}, {content|is safe}.",
      ["The dam, Ann said, is safe.", "source=Ann cue=said content=The dam content=is safe"]
    ),
    // Marks inside marks, and a second claim.
    (
      "{source|Ann} {cue|said} {content|{source:2|Bo} {cue:2|denied} {content:2|it}}.",
      [
        "Ann said Bo denied it.", "source=Ann cue=said content=Bo denied it",
        "source=Bo cue=denied content=it",
      ]
    ),
    // Numbers give the order, not the place.
    ("{content:2|a} {content:1|b} {content:7|c}", ["a b c", "content=b", "content=a", "content=c"]),
    ("{{a}} {content|x}", ["{a} x", "content=x"]), ("{content|a {{ b}", ["a { b", "content=a { b"]),
    ("{content|Straße 😀}!", ["Straße 😀!", "content=Straße 😀"]), ("{content|a|b}", ["a|b", "content=a|b"]),
    ("{cue|declined to comment}", ["declined to comment", "cue=declined to comment"]),
  ])
  func theMarksAreTakenOutAndSayWhatIsExpected(_ marked: String, _ expected: [String]) throws {
    #expect(try shown(marked) == expected)
  }

  @Test(
    arguments: [
      ("{contnt|x}", "unknown role 'contnt'", 1, "did you mean 'content'?"),
      ("a {speaker|x}", "unknown role 'speaker'", 3, "one of source cue content"),
      ("{content|x", "mark '{content|' is not closed", 0, "a '}' is missing"),
      ("a } b", "'}' closes nothing", 2, "write }} for a brace"),
      ("{content}", "mark without '|'", 0, "write {role|words}, or {{ for a brace"),
      ("{cue:x|a}", "number of a claim expected after ':', got 'x'", 1, nil),
      ("{cue:0|a}", "number of a claim expected after ':', got '0'", 1, nil),
      ("{cue:1:2|a}", "unknown role 'cue:1:2'", 1, "one of source cue content"),
      ("{", "mark without '|'", 0, "write {role|words}, or {{ for a brace"),
      ("{|x}", "unknown role ''", 1, "one of source cue content"),
    ] as [(String, String, Int, String?)])
  func aBadMarkIsNamedWithItsPlace(_ marked: String, _ message: String, _ offset: Int, _ label: String?) {
    do {
      _ = try MarkedSentence(marked)
      Issue.record("no mistake was found")
    } catch {
      #expect(error.message == message && error.range.lowerBound == offset && error.label == label)
      #expect(!error.range.isEmpty && error.range.upperBound <= marked.utf8.count)
    }
  }

  @Test func everyPrefixIsReadOrRefused() {
    let marked = Array("{source|Ann} {cue:2|said} {{“{content|it {content:12|so}}”}}".utf8)
    for length in 0...marked.count {
      _ = try? MarkedSentence(String(decoding: marked[..<length], as: UTF8.self))
    }
  }
}
