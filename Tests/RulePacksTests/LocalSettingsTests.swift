// The file beside a project that changes what packs do.

import Diagnostics
import Rules
import Testing

@testable import RulePacks

@Suite struct LocalSettingsTests {
  private func messages(_ json: String) -> [String] {
    LocalSettings.read(Array(json.utf8), path: "local.json").diagnostics.map { $0.message }
  }

  private static func file(_ members: String) -> String { #"{"schema":"assay.local/1",\#(members)}"# }

  @Test func allOfItIsRead() throws {
    let settings = try #require(
      LocalSettings.read(
        Array(
          Self.file(
            #"""
            "parameters":{"desk/p":{"least":2,"on":true,"word":"x"}},
            "weights":{"desk/p/a":1.5,"desk/p/b":{"factor":0.5}},"thresholds":{"s":0.4},
            "suppress":[{"rule":"desk/p/a","outlet":"The Post","reason":"satire","until":"2026-03-01"}]
            """#
          ).utf8), path: "local.json"
      ).settings)
    #expect(
      settings.parameters["desk/p"] == ["least": .number(2), "on": .boolean(true), "word": .string("x")])
    #expect(settings.adjustments.weights == ["desk/p/a": .points(1.5), "desk/p/b": .factor(0.5)])
    #expect(settings.adjustments.thresholds == ["s": 0.4])
    #expect(
      settings.lines == [
        "desk/p: parameter least = 2", "desk/p: parameter on = true", "desk/p: parameter word = \"x\"",
        "desk/p/a: 1.5 points", "desk/p/b: its points times 0.5", "s: sentences from 0.4",
        "no desk/p/a in outlet 'The Post' until 2026-03-01: satire",
      ])
  }

  @Test(arguments: [
    ("[", "a value or ']' expected, got end of input"),
    ("[]", "the settings: object expected, got array"),
    ("{}", "schema: \"assay.local/1\" expected, got none"),
    (#"{"schema":"assay.local/2"}"#, "schema: \"assay.local/1\" expected, got \"assay.local/2\""),
    (file(#""weigths":{}"#), "local settings have no field 'weigths'"),
    (
      file(#""weights":{"a/b/c":"1"}"#),
      "weights: 'a/b/c': number or {\"factor\": number} expected, got string"
    ),
    (file(#""thresholds":{"s":null}"#), "thresholds: 's': number expected, got null"),
    (file(#""parameters":{"a/b":[]}"#), "parameters: 'a/b': object expected, got array"),
    (file(#""suppress":{}"#), "suppress: list expected, got object"),
    (
      file(#""suppress":[{"reason":"r","until":"2026-01-01"}]"#),
      "suppress 1 names neither a rule nor a source nor an outlet"
    ),
    (file(#""suppress":[{"rule":"a/b/c","until":"2026-01-01"}]"#), "suppress 1 has no 'reason'"),
    (file(#""suppress":[{"rule":"a/b/c","reason":"r"}]"#), "suppress 1 has no 'until'"),
    (
      file(#""suppress":[{"rule":"a/b/c","reason":"r","until":"2026-02-30"}]"#),
      "suppress 1: a day like 2026-03-01 expected as 'until', got '2026-02-30'"
    ),
    (
      file(#""suppress":[{"rule":"a/b/c","reason":"r","until":"2026-01-01","sorce":"x"}]"#),
      "suppress 1 has no field 'sorce'"
    ),
  ])
  func aMistakeIsTold(_ json: String, _ message: String) {
    #expect(messages(json) == [message])
  }

  @Test func aSuppressionHoldsOnItsLastDay() throws {
    let json = Self.file(#""suppress":[{"rule":"a/b/c","reason":"r","until":"2026-03-01"}]"#)
    let settings = try #require(LocalSettings.read(Array(json.utf8), path: "local.json").settings)
    #expect(settings.expired(on: "2026-03-01").isEmpty)
    #expect(settings.inForce(on: "2026-03-01").adjustments.suppressions.count == 1)
    #expect(settings.inForce(on: "2026-03-02").adjustments.suppressions.isEmpty)
    let warning = try #require(settings.expired(on: "2026-03-02").first)
    #expect(warning.message == "the suppression of a/b/c ended on 2026-03-01")
    #expect(warning.severity == .warning)
  }

  @Test(arguments: [
    ("2024-02-29", true), ("2023-02-29", false), ("1900-02-29", false), ("2026-12-31", true),
    ("2026-13-01", false),
    ("2026-00-10", false), ("2026-1-1", false), ("2026-01-01T", false), ("+026-01-01", false), ("", false),
  ])
  func daysAreKnown(_ text: String, _ isOne: Bool) { #expect(isDay(text) == isOne) }

  @Test func whatDoesNotFitThePacksIsTold() throws {
    let pack = PackSource(
      name: "desk/p", version: "1.0.0", digest: "", signed: false,
      parameters: [.init(name: "least", value: .number(1), doc: "")], files: [])
    let json = Self.file(
      #""parameters":{"desk/p":{"lest":2,"least":"x"},"other/p":{"y":1}},"weights":{"desk/p/a":1}"#)
    let settings = try #require(LocalSettings.read(Array(json.utf8), path: "local.json").settings)
    #expect(
      settings.mistakes(in: [pack], try RuleSet([pack])).map(\.message) == [
        "parameters: number expected for 'least', got string",
        "parameters: pack 'desk/p' has no parameter 'lest'", "weights: no rule 'desk/p/a'",
      ])
    let fitting = try #require(
      LocalSettings.read(
        Array(Self.file(#""parameters":{"desk/p":{"least":9}}"#).utf8), path: "local.json"
      ).settings)
    #expect(fitting.applied(to: [pack])[0].parameters.map(\.value) == [.number(9)])
  }
}
