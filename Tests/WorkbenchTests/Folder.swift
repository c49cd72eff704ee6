import Articles
import Foundation
import JSON
import RulePacks
import Rules
import Testing

@testable import Workbench

/// A folder of files that exists as long as the test that made it.
final class Folder: Sendable {
  let path: String

  init(_ files: KeyValuePairs<String, String> = [:]) throws {
    path = NSTemporaryDirectory() + "workbench-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// The text of a file; nil when there is none.
  func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
  }

  func mode(of name: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path + "/" + name)[.posixPermissions] as? Int)
  }
}

/// A pack with a rule that finds `The mayor said “…”` and one that weighs figures.
func packFolder() throws -> Folder {
  try Folder([
    "pack.json": """
    {"name": "desk/demo", "version": "1.0.0", "title": "A demo", "license": "MIT", "authors": ["a desk"],
     "description": "For tests.", "languages": ["en"], "capabilities": [],
     "rules": [{"id": "said", "kind": "extract", "title": "said"}, {"id": "has-figure", "kind": "score", "title": "figure"}]}
    """,
    "rules/said.lua": saidRule,
    "rules/figure.lua": """
    score "has-figure" {
      doc = "A content with a figure can be checked.", on = "claim", scale = "worth",
      match = contains "<figure>", points = 1.5, because = "gives a figure: “{match}”",
    }
    """,
    "rules/said_test.lua": """
    test "somebody says something" { "{source|The mayor} {cue|said} {content|“it is quiet”}." }

    """,
  ])
}

let saidRule = """
  extract "said" {
    doc   = "A source says something in quotation marks.",
    match = [[ source:(DET NOUN) cue:said content:<quotation> ]],
  }

  """

/// The same rule with another cue, as an edit.
let deniedRule = saidRule.replacingOccurrences(of: "cue:said", with: "cue:denied")

/// Two claims for the pack, behind signs of one, two and four bytes.
let deskText = "Über 😀 all: The mayor said “some 40 trucks crossed”.\n\nA warden said “it is quiet”."

/// A desk with that pack and article alone.
func desk(
  _ pack: Folder, articles: [Article]? = nil, steps: Int? = nil, seconds: Double? = nil
) throws -> OpenDesk {
  var opening = Desk.Opening()
  if let steps { opening.limits.steps = steps }
  if let seconds { opening.limits.seconds = seconds }
  opening.hasStandardPacks = false
  opening.packs = [pack.path]
  opening.articles = articles ?? [Article(id: "border", text: Array(deskText.utf8))]
  opening.labels = pack.path + "/labels.csv"
  return OpenDesk(try Desk(opening), pack)
}

/// A desk, and the folder that has to be there as long as it is asked.
final class OpenDesk: Sendable {
  let desk: Desk
  private let folder: Folder?

  init(_ desk: Desk, _ folder: Folder? = nil) {
    self.desk = desk
    self.folder = folder
  }

  func get(_ path: String, _ query: [String: String] = [:]) async throws -> (status: Int, JSONObject) {
    try await ask(Request(method: "GET", path: path, query: query))
  }

  func post(
    _ path: String, _ body: JSONObject, method: String = "POST", page: String? = nil
  ) async throws -> (status: Int, JSONObject) {
    var json = JSONWriter()
    json.value(.object(body))
    return try await ask(Request(method: method, path: path, body: json.bytes, page: page))
  }

  func ask(_ request: Request) async throws -> (status: Int, JSONObject) {
    let answer = await desk.answer(request)
    withExtendedLifetime(folder) {}
    #expect(answer.kind == .json)
    return (answer.status, try #require(try JSONValue(parsing: answer.body).object))
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(elements.map { Member($0.0, $0.1) })
  }

  func list(_ name: String) -> [JSONObject] { (self[name]?.array ?? []).compactMap(\.object) }
  func text(_ name: String) -> String? { self[name]?.string }
  func number(_ name: String) -> Int? { self[name]?.number?.integer.map { Int($0) } }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByDictionaryLiteral
{
  init(stringLiteral value: String) { self = .string(value) }
  init(floatLiteral value: Double) { self = JSONNumber(value).map { .number($0) } ?? .null }
  init(integerLiteral value: Int64) { self = .number(JSONNumber(value)) }
  init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(JSONObject(elements.map { JSONObject.Member($0.0, $0.1) }))
  }
}

/// `files` of a request: one edited file of the pack.
func edit(_ path: String, _ text: String) -> JSONValue { ["desk/demo": .object([path: .string(text)])] }
