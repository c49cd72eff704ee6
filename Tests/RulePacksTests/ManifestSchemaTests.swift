import Diagnostics
import Foundation
import JSON
import Rules
import Testing

@testable import RulePacks

/// `docs/pack.schema.json` is what editors check with, the reader is what decides: each accepts what the other accepts.
@Suite struct ManifestSchemaTests {
  static let schema = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "docs/pack.schema.json")

  private static let rule = #"{"id": "a", "kind": "score"}"#

  /// A manifest with `fields` beside what it must have.
  private static func with(_ fields: String, rules: String = rule) -> String {
    #"{"name": "desk/grain", "version": "1.0.0", "license": "MIT", \#(fields)"rules": [\#(rules)]}"#
  }

  static let good: [String] = [
    with(""),
    with(#""$schema": "../docs/pack.schema.json", "#),
    with(#""title": "Grain", "description": "Deals.", "engine": ">=0.1.0", "model": 1, "#),
    with(#""authors": ["Ada", "Ben"], "languages": ["en"], "#),
    with(#""capabilities": [], "#), with(#""capabilities": ["random", "log"], "#),
    with(#""dependencies": {"desk/words": "^1.2.0", "other/lists": ">=1 <3 || 4.0.0-beta.1"}, "#),
    with(#""dependencies": {"desk/words": "*"}, "#),
    with(
      #""parameters": [{"name": "n", "type": "number", "default": 1e2, "doc": "x"}, "#
        + #"{"name": "b", "type": "boolean", "default": false}, {"name": "s", "type": "string", "default": ""}], "#,
      rules: #"{"id": "a", "kind": "extract", "parameters": ["n", "s"]}"#),
    with(
      "",
      rules: #"{"id": "a", "kind": "relate", "title": "A", "message": "m", "status": "deprecated", "#
        + #""falsePositives": ["x"], "references": ["https://example.org"], "related": ["b"]}"#),
    with(#""evidence": [], "#), with(#""evidence": [{"corpus": "sha256:0", "rules": []}], "#),
    with("", rules: ""),
  ]

  static let bad: [String] = [
    "[]", "null", "{}", #"{"name": "desk/grain", "rules": []}"#, #"{"version": "1.0.0", "rules": []}"#,
    #"{"name": "desk/grain", "version": "1.0.0"}"#,
    #"{"name": "grain", "version": "1.0.0", "rules": []}"#,
    #"{"name": "Desk/grain", "version": "1.0.0", "rules": []}"#,
    #"{"name": 5, "version": "1.0.0", "rules": []}"#,
    #"{"name": "desk/../grain", "version": "1.0.0", "rules": []}"#,
    #"{"name": "desk/grain", "version": "1.0", "rules": []}"#,
    #"{"name": "desk/grain", "version": "01.0.0", "rules": []}"#,
    #"{"name": "desk/grain", "version": "1.0.0-", "rules": []}"#,
    #"{"name": "desk/grain", "version": 1, "rules": []}"#,
    with(#""colour": "red", "#), with(#""titel": "x", "#),
    with(#""title": 5, "#), with(#""description": [], "#),
    with(#""license": null, "#).replacing(#""license": "MIT", "#, with: ""),
    with(#""engine": "newest", "#), with(#""engine": 1, "#), with(#""engine": "1", "#),
    with(#""model": "1", "#), with(#""model": 0, "#), with(#""model": 1.5, "#), with(#""model": 2, "#),
    with(#""evidence": {}, "#), with(#""evidence": ["x"], "#),
    with(#""authors": "Ada", "#), with(#""authors": [1], "#), with(#""languages": [null], "#),
    with(#""capabilities": "log", "#), with(#""capabilities": ["network"], "#),
    with(#""capabilities": ["log", "log"], "#),
    with(#""capabilities": [1], "#), with(#""$schema": 1, "#),
    with(#""dependencies": [], "#), with(#""dependencies": {"words": "*"}, "#),
    with(#""dependencies": {"desk/words": "x"}, "#),
    with(#""dependencies": {"desk/words": 1}, "#), with(#""dependencies": {"desk/words": "* 1.0.0"}, "#),
    with(#""parameters": {}, "#), with(#""parameters": [1], "#),
    with(#""parameters": [{"type": "number", "default": 1}], "#),
    with(#""parameters": [{"name": "n", "default": 1}], "#),
    with(#""parameters": [{"name": "n", "type": "number"}], "#),
    with(#""parameters": [{"name": "n", "type": "number", "default": "1"}], "#),
    with(#""parameters": [{"name": "n", "type": "integer", "default": 1}], "#),
    with(#""parameters": [{"name": "n", "type": "boolean", "default": 1}], "#),
    with(#""parameters": [{"name": "n", "type": "string", "default": true}], "#),
    with(#""parameters": [{"name": "n", "type": "number", "default": 1, "unit": "x"}], "#),
    with("", rules: "1"), with("", rules: #"{"kind": "score"}"#), with("", rules: #"{"id": "a"}"#),
    with("", rules: #"{"id": 1, "kind": "score"}"#), with("", rules: #"{"id": "a", "kind": "rate"}"#),
    with("", rules: #"{"id": "a", "kind": "score", "status": "done"}"#),
    with("", rules: #"{"id": "a", "kind": "score", "title": 1}"#),
    with("", rules: #"{"id": "a", "kind": "score", "message": []}"#),
    with("", rules: #"{"id": "a", "kind": "score", "related": "b"}"#),
    with("", rules: #"{"id": "a", "kind": "score", "references": [1]}"#),
    with("", rules: #"{"id": "a", "kind": "score", "falsePositives": {}}"#),
    with("", rules: #"{"id": "a", "kind": "score", "parameters": [1]}"#),
    with("", rules: #"{"id": "a", "kind": "score", "colour": 1}"#),
    #"{"name": "desk/grain", "version": "1.0.0", "rules": {}}"#,
  ]

  /// What a schema cannot say: these are for the reader alone.
  static let readerOnly: [(text: String, slug: String)] = [
    (with(#""engine": ">=99.0.0", "#), "wrong-engine"),
    (with(#""dependencies": {"desk/grain": "*"}, "#), "bad-dependency"),
    (with("", rules: #"{"id": "a", "kind": "score", "parameters": ["n"]}"#), "unknown-parameter"),
    (
      with(
        #""parameters": [{"name": "n", "type": "number", "default": 1}, {"name": "n", "type": "number", "default": 2}], "#
      ),
      "duplicate-value"
    ),
    (with(#""parameters": [{"name": "n", "type": "number", "default": 1e999}], "#), "manifest-type"),
  ]

  private func findings(_ text: String) -> [String] {
    PackManifest.read(Array(text.utf8), file: "pack.json").diagnostics.map(\.slug).filter {
      $0 != "no-license"
    }
  }

  private func schema() throws -> SchemaCheck { try SchemaCheck([UInt8](Data(contentsOf: Self.schema))) }

  @Test(arguments: good) func whatTheReaderAcceptsTheSchemaAccepts(_ text: String) throws {
    #expect(findings(text) == [])
    #expect(try schema().accepts(JSONValue(parsing: Array(text.utf8))))
  }

  @Test(arguments: bad) func whatTheReaderReportsTheSchemaRefuses(_ text: String) throws {
    #expect(findings(text) != [])
    #expect(try !schema().accepts(JSONValue(parsing: Array(text.utf8))))
  }

  @Test(arguments: readerOnly) func whatASchemaCannotSayTheReaderSays(_ text: String, _ slug: String) throws {
    #expect(findings(text) == [slug])
    #expect(try schema().accepts(JSONValue(parsing: Array(text.utf8))))
  }

  @Test func theSchemaListsTheFieldsOfTheReader() throws {
    let root = try schema().root
    func properties(_ object: JSONObject?) -> Set<String> {
      Set(object?["properties"]?.object?.members.map(\.name) ?? [])
    }
    #expect(properties(root) == Set(PackManifest.fields))
    #expect(properties(root["$defs"]?.object?["rule"]?.object) == Set(PackManifest.ruleFields))
    #expect(properties(root["$defs"]?.object?["parameter"]?.object) == Set(PackManifest.parameterFields))
  }

  @Test func theShippedPacksFitTheSchema() throws {
    for name in PackReader.standardNames {
      let bytes = PackFiles.standard(String(name.dropFirst(4))).first { $0.path == "pack.json" }?.bytes ?? []
      #expect(try schema().accepts(JSONValue(parsing: bytes)), "\(name)")
    }
  }

  @Test func everyFieldIsRead() throws {
    let text = """
      {
        "name": "desk/grain", "version": "1.2.0-beta.1", "title": "Grain", "description": "Deals.",
        "engine": ">=0.1.0", "model": 1, "license": "CC0-1.0", "authors": ["Ada"], "languages": ["en", "de"],
        "capabilities": ["random", "log"], "dependencies": { "b/b": "^2.0.0", "a/a": "*" },
        "parameters": [{ "name": "n", "type": "number", "default": 2, "doc": "How much." }],
        "rules": [{
          "id": "a", "kind": "score", "title": "T", "message": "M", "status": "test", "parameters": ["n"],
          "falsePositives": ["F"], "references": ["R"], "related": ["b"]
        }]
      }
      """
    let (read, diagnostics) = PackManifest.read(Array(text.utf8), file: "pack.json")
    let manifest = try #require(read)
    #expect(diagnostics == [])
    #expect(
      manifest.version == "1.2.0-beta.1" && manifest.description == "Deals." && manifest.title == "Grain")
    #expect(manifest.engine == VersionRange(">=0.1.0") && manifest.authors == ["Ada"])
    #expect(manifest.languages == ["en", "de"] && manifest.license == "CC0-1.0")
    #expect(manifest.capabilities == [.log, .random])
    #expect(manifest.dependencies.map { "\($0.name) \($0.range)" } == ["a/a *", "b/b ^2.0.0"])
    #expect(
      manifest.rules == [
        .init(
          id: "a", kind: "score", title: "T", status: "test", message: "M", parameters: ["n"],
          falsePositives: ["F"],
          references: ["R"], related: ["b"])
      ])
  }

  @Test func aDiagnosticPointsAtTheRightOneOfTwoEqualWords() throws {
    let text = """
      {
        "name": "desk/grain", "version": "1.0.0", "license": "MIT", "title": "kind",
        "rules": [
          { "id": "a", "kind": "score", "title": "stable" },
          { "id": "b", "kind": "score", "status": "stabel" },
          { "id": "c", "kind": 7 }
        ]
      }
      """
    let places = PackManifest.read(Array(text.utf8), file: "pack.json").diagnostics.map {
      "\($0.slug) \($0.place?.line ?? 0):\($0.place?.column ?? 0)+\($0.place?.length ?? 0)"
    }
    #expect(places == ["unknown-value 5:45+8", "manifest-type 6:18+6"])
  }
}
