// An editor that says what a script tells it to, over a pipe that cuts messages wherever it likes.

import Foundation
import JSON
import Testing

@testable import LanguageServer

/// A folder that exists as long as the test that made it, with the addresses of its files.
final class Workspace: Sendable {
  let path: String

  init(_ files: KeyValuePairs<String, String> = [:]) throws {
    let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
    path = folder + "/assay lsp \(UUID().uuidString)"
    for (name, text) in files {
      let url = URL(fileURLWithPath: path + "/" + name)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func uri(_ name: String) -> String { FileAddress.uri(of: path + "/" + name) }
}

struct Client {
  private(set) var server = LanguageServer(version: "test")
  private var framing = MessageFraming()
  private var number = 0
  private var inbox: [JSONValue] = []
  /// How many bytes are sent at once.
  private let cut: Int

  init(cut: Int = .max) { self.cut = cut }

  var exitStatus: Int32? { server.exitStatus }

  // MARK: Sending

  mutating func send(bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = rest.prefix(cut)
      rest = rest.dropFirst(part.count)
      try take(server.receive(part))
    }
  }

  private mutating func take(_ bytes: [UInt8]) throws {
    framing.append(bytes)
    while let item = framing.next() {
      guard case .message(let message) = item else {
        throw Unexpected("the server's stream is broken: \(item)")
      }
      inbox.append(try JSONValue(parsing: message))
    }
  }

  mutating func send(_ json: String) throws { try send(bytes: MessageFraming.framed(Array(json.utf8))) }

  mutating func notify(_ method: String, _ parameters: String) throws {
    try send(#"{"jsonrpc":"2.0","method":"\#(method)","params":\#(parameters)}"#)
  }

  /// Sends a request; its `result`, or its `error`.
  mutating func request(_ method: String, _ parameters: String = "null") throws -> JSONValue {
    number += 1
    try send(#"{"jsonrpc":"2.0","id":\#(number),"method":"\#(method)","params":\#(parameters)}"#)
    let id = JSONValue.integer(number)
    guard let index = inbox.firstIndex(where: { $0["id"] == id }) else {
      throw Unexpected("no answer to \(method)")
    }
    let answer = inbox.remove(at: index)
    #expect(answer["jsonrpc"] == .string("2.0"))
    return answer["result"] ?? answer["error"] ?? .null
  }

  mutating func initialize(_ encodings: String = #"["utf-16"]"#) throws -> JSONValue {
    let answer = try request(
      "initialize", #"{"capabilities":{"general":{"positionEncodings":\#(encodings)}}}"#)
    try notify("initialized", "{}")
    return answer
  }

  mutating func open(_ uri: String, _ text: String, version: Int = 1) throws {
    try notify(
      "textDocument/didOpen",
      #"{"textDocument":{"uri":"\#(uri)","languageId":"lua","version":\#(version),"text":\#(quoted(text))}}"#)
  }

  mutating func change(_ uri: String, _ changes: String, version: Int = 2) throws {
    try notify(
      "textDocument/didChange",
      #"{"textDocument":{"uri":"\#(uri)","version":\#(version)},"contentChanges":[\#(changes)]}"#)
  }

  /// What is asked at the `|` in `text`, which becomes the document's.
  mutating func ask(_ method: String, _ uri: String, at text: String) throws -> JSONValue {
    let parts = text.components(separatedBy: "|>")
    try change(uri, #"{"text":\#(quoted(parts.joined()))}"#)
    let lines = parts[0].components(separatedBy: "\n")
    return try request(
      "textDocument/\(method)",
      #"{"textDocument":{"uri":"\#(uri)"},"position":{"line":\#(lines.count - 1),"character":\#(lines.last?.utf16.count ?? 0)}}"#
    )
  }

  mutating func labels(_ uri: String, at text: String) throws -> [String] {
    let items = try ask("completion", uri, at: text)["items"]?.array ?? []
    return items.compactMap { $0["label"]?.string }
  }

  // MARK: Receiving

  /// The next notification; nil when there is none.
  mutating func notification() -> JSONValue? { inbox.isEmpty ? nil : inbox.removeFirst() }

  /// The diagnostics that the server publishes when nothing more is waiting, as `line:character-character code`, by address.
  mutating func diagnostics() throws -> [String: [String]] {
    try take(server.settle())
    var found: [String: [String]] = [:]
    while let message = notification() {
      guard message["method"]?.string == "textDocument/publishDiagnostics",
        let uri = message["params"]?["uri"]?.string
      else { continue }
      found[uri] = (message["params"]?["diagnostics"]?.array ?? []).map { diagnostic in
        let start = diagnostic["range"]?["start"], end = diagnostic["range"]?["end"]
        return
          "\(start?["line"]?.int ?? -1):\(start?["character"]?.int ?? -1)-\(end?["character"]?.int ?? -1) "
          + (diagnostic["code"]?.string ?? "")
      }
    }
    return found
  }
}

struct Unexpected: Error {
  var what: String
  init(_ what: String) { self.what = what }
}

func quoted(_ text: String) -> String {
  var writer = JSONWriter()
  writer.string(text)
  return String(decoding: writer.bytes, as: UTF8.self)
}
