// The server without its pipe: bytes in, bytes out. So a test can hold a whole dialogue, and nothing an editor sends can do more than
// get an error for an answer.

import Diagnostics
import JSON
import LuaSyntax
import RuleLayout
import Rules

/// A language server for rule files, as the specification of the Language Server Protocol 3.17 has it.
///
///     var server = LanguageServer(version: "0.1.0")
///     write(server.receive(bytes))     // answers to whole messages
///     write(server.settle())           // diagnostics, when nothing more is waiting
public struct LanguageServer {
  /// A failed request, by the numbers of JSON-RPC and of the protocol.
  struct Failure: Error {
    var code: Int
    var message: String

    static func parameters(_ expected: String) -> Failure {
      Failure(code: -32602, message: "\(expected) expected in the parameters")
    }
  }

  struct Document {
    var path: String?
    var version: Int?
    var buffer: TextBuffer
  }

  private enum State { case fresh, running, shutDown, over }

  private let version: String
  private var framing = MessageFraming()
  private var state = State.fresh
  private(set) var encoding = PositionEncoding.utf16
  private(set) var documents: [String: Document] = [:]
  var workspace = PackWorkspace()
  /// Roots whose diagnostics may have changed.
  private var pending: Set<PackWorkspace.Root> = []
  /// Addresses that have diagnostics, by root.
  private var published: [PackWorkspace.Root: Set<String>] = [:]
  private var output: [UInt8] = []

  /// - Parameter version: what the server says it is.
  public init(version: String) { self.version = version }

  /// Whether the editor has said `exit`, and the status to end with: 0 when it had said `shutdown` before.
  public private(set) var exitStatus: Int32?

  /// Takes the next bytes from the editor; the answers to what is complete.
  public mutating func receive(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    framing.append(bytes)
    while exitStatus == nil, let item = framing.next() {
      switch item {
      case .mistake(let what): reply(nil, .failure(Failure(code: -32700, message: what)))
      case .message(let message): take(message)
      }
    }
    return takeOutput()
  }

  /// The diagnostics that changes have made due. To be called when nothing more is waiting to be received: a check takes longer than a key.
  public mutating func settle() -> [UInt8] {
    for root in pending.sorted() { publish(root) }
    pending = []
    return takeOutput()
  }

  private mutating func takeOutput() -> [UInt8] {
    defer { output = [] }
    return output
  }

  // MARK: Messages

  private mutating func take(_ bytes: [UInt8]) {
    let message: JSONValue
    do throws(JSONError) { message = try JSONValue(parsing: bytes, depthLimit: 64) } catch {
      return reply(nil, .failure(Failure(code: -32700, message: "\(error) at byte \(error.offset)")))
    }
    guard let object = message.object, let method = object["method"]?.string else {
      // An answer to a request of ours: there are none.
      if message.object?["result"] != nil || message.object?["error"] != nil { return }
      return reply(
        message.object?["id"], .failure(Failure(code: -32600, message: "an object with a 'method' expected")))
    }
    let parameters = object["params"] ?? .null
    guard let id = object["id"] else { return notice(method, parameters) }
    guard id.string != nil || id.number != nil else {
      return reply(nil, .failure(Failure(code: -32600, message: "a string or number expected as 'id'")))
    }
    do throws(Failure) {
      reply(id, .success(try answer(method, parameters)))
    } catch { reply(id, .failure(error)) }
  }

  private mutating func answer(_ method: String, _ parameters: JSONValue) throws(Failure) -> JSONValue {
    switch (state, method) {
    case (.fresh, "initialize"): return initialize(parameters)
    case (.fresh, _): throw Failure(code: -32002, message: "'initialize' expected first, got '\(method)'")
    case (.running, "initialize"): throw Failure(code: -32600, message: "'initialize' comes once")
    case (.running, "shutdown"):
      state = .shutDown
      return .null
    case (.running, _): break
    case (.shutDown, _), (.over, _):
      throw Failure(code: -32600, message: "nothing but 'exit' expected after 'shutdown', got '\(method)'")
    }
    switch method {
    case "textDocument/completion": return completions(at: try cursor(parameters))
    case "textDocument/hover": return hover(at: try cursor(parameters))
    case "textDocument/definition": return definition(at: try cursor(parameters))
    case "textDocument/documentSymbol": return symbols(of: try document(parameters).document)
    case "textDocument/formatting": return formatting(of: try document(parameters).document)
    default: throw Failure(code: -32601, message: "no method '\(method)'")
    }
  }

  private mutating func notice(_ method: String, _ parameters: JSONValue) {
    if method == "exit" {
      exitStatus = state == .shutDown ? 0 : 1
      state = .over
      return
    }
    guard state == .running else { return }
    do throws(Failure) {
      switch method {
      case "textDocument/didOpen": try open(parameters)
      case "textDocument/didChange": try change(parameters)
      case "textDocument/didClose": try close(parameters)
      case "textDocument/didSave", "workspace/didChangeWatchedFiles": pending.formUnion(published.keys)
      default: break
      }
    } catch {
      // A notification has no answer: the editor's log is where its author looks.
      send(
        "window/logMessage",
        .make([("type", .integer(1)), ("message", .string("\(method): \(error.message)"))]))
    }
  }

  private mutating func initialize(_ parameters: JSONValue) -> JSONValue {
    state = .running
    let offered = parameters["capabilities"]?["general"]?["positionEncodings"]?.array ?? []
    encoding = offered.contains(.string("utf-8")) ? .utf8 : .utf16
    return .make([
      (
        "capabilities",
        .make([
          ("positionEncoding", .string(encoding.rawValue)),
          (
            "textDocumentSync",
            .make([("openClose", .bool(true)), ("change", .integer(2)), ("save", .bool(true))])
          ),
          (
            "completionProvider",
            .make([
              ("triggerCharacters", .array([".", ":", "\"", "@", "<", ">", "[", "="].map { .string($0) }))
            ])
          ), ("hoverProvider", .bool(true)), ("definitionProvider", .bool(true)),
          ("documentSymbolProvider", .bool(true)), ("documentFormattingProvider", .bool(true)),
        ])
      ), ("serverInfo", .make([("name", .string("assay")), ("version", .string(version))])),
    ])
  }

  private mutating func reply(_ id: JSONValue?, _ result: Result<JSONValue, Failure>) {
    var members: [(String, JSONValue)] = [("jsonrpc", .string("2.0")), ("id", id ?? .null)]
    switch result {
    case .success(let value): members.append(("result", value))
    case .failure(let failure):
      members.append(
        ("error", .make([("code", .integer(failure.code)), ("message", .string(failure.message))])))
    }
    write(.make(members))
  }

  private mutating func send(_ method: String, _ parameters: JSONValue) {
    write(.make([("jsonrpc", .string("2.0")), ("method", .string(method)), ("params", parameters)]))
  }

  private mutating func write(_ message: JSONValue) {
    var writer = JSONWriter()
    writer.value(message)
    output += MessageFraming.framed(writer.bytes)
  }

  // MARK: Documents

  private mutating func open(_ parameters: JSONValue) throws(Failure) {
    guard let item = parameters["textDocument"], let uri = item["uri"]?.string,
      let text = item["text"]?.string
    else { throw .parameters("'textDocument' with 'uri' and 'text'") }
    documents[uri] = Document(
      path: FileAddress.path(of: uri), version: item["version"]?.int, buffer: TextBuffer(text))
    changed(uri)
  }

  private mutating func change(_ parameters: JSONValue) throws(Failure) {
    let (uri, known) = try document(parameters)
    guard let changes = parameters["contentChanges"]?.array else { throw .parameters("'contentChanges'") }
    var document = known
    for change in changes {
      guard let text = change["text"]?.string else { throw .parameters("'text' in every change") }
      if let range = change["range"] {
        guard let start = range["start"]?.position, let end = range["end"]?.position else {
          throw .parameters("'start' and 'end' in a change's range")
        }
        document.buffer.replace(start, end, with: text, encoding)
      } else {
        document.buffer = TextBuffer(text)
      }
    }
    document.version = parameters["textDocument"]?["version"]?.int ?? document.version
    documents[uri] = document
    changed(uri)
  }

  private mutating func close(_ parameters: JSONValue) throws(Failure) {
    let (uri, document) = try document(parameters)
    documents[uri] = nil
    guard let path = document.path else { return }
    let root = workspace.root(of: path)
    workspace.unsaved[path] = nil
    if let root { pending.insert(root) }
    if let root = workspace.root(of: path) { pending.insert(root) }
  }

  private mutating func changed(_ uri: String) {
    guard let document = documents[uri], let path = document.path else { return }
    workspace.unsaved[path] = document.buffer.bytes
    if let root = workspace.root(of: path) { pending.insert(root) }
  }

  private func document(_ parameters: JSONValue) throws(Failure) -> (uri: String, document: Document) {
    guard let uri = parameters["textDocument"]?["uri"]?.string else {
      throw .parameters("'textDocument' with 'uri'")
    }
    guard let document = documents[uri] else {
      throw Failure(code: -32602, message: "the document is not open: \(uri)")
    }
    return (uri, document)
  }

  /// A place in an open document, and the root that it belongs to.
  struct Place {
    var uri: String
    var document: Document
    var cursor: Cursor
    var root: PackWorkspace.Root?
  }

  private func cursor(_ parameters: JSONValue) throws(Failure) -> Place {
    let (uri, document) = try document(parameters)
    guard let position = parameters["position"]?.position else { throw .parameters("'position'") }
    let file = LuaFile(LuaSource(name: document.path ?? uri, bytes: document.buffer.bytes))
    return Place(
      uri: uri, document: document, cursor: Cursor(file, at: document.buffer.offset(of: position, encoding)),
      root: document.path.flatMap { workspace.root(of: $0) })
  }

  // MARK: Diagnostics

  private mutating func publish(_ root: PackWorkspace.Root) {
    let isOpen = documents.values.contains { $0.path.map { workspace.root(of: $0) == root } == true }
    let found = isOpen ? workspace.check(root) : [:]
    var addresses: Set<String> = []
    for (path, diagnostics) in found.sorted(by: { $0.key < $1.key }) {
      let uri = self.uri(of: path)
      addresses.insert(uri)
      publish(diagnostics, of: uri, path)
    }
    // Open documents are told that nothing is wrong; so are those in which something was.
    let open = documents.filter { $0.value.path.map { workspace.root(of: $0) == root } == true }.map(\.key)
    for uri in (published[root] ?? []).union(open).subtracting(addresses).sorted() {
      publish([], of: uri, "")
    }
    published[root] = isOpen ? addresses : nil
  }

  private mutating func publish(_ diagnostics: [Diagnostic], of uri: String, _ path: String) {
    let buffer = documents[uri]?.buffer ?? TextBuffer(workspace.bytes(of: path))
    var members: [(String, JSONValue)] = [("uri", .string(uri))]
    if let version = documents[uri]?.version { members.append(("version", .integer(version))) }
    members.append(("diagnostics", .array(diagnostics.map { described($0, in: buffer) })))
    send("textDocument/publishDiagnostics", .make(members))
  }

  private func described(_ diagnostic: Diagnostic, in buffer: TextBuffer) -> JSONValue {
    let place = diagnostic.place ?? Diagnostic.Place(file: "", line: 1)
    let start = buffer.offset(ofLine: place.line, column: place.column)
    let end = buffer.offset(ofLine: place.line, column: place.column + place.length)
    let lines =
      [diagnostic.message] + (diagnostic.label.map { [$0] } ?? []) + diagnostic.help.map { "help: \($0)" }
    return .make([
      ("range", range(start..<max(start, end), in: buffer)),
      ("severity", .integer(diagnostic.severity == .error ? 1 : 2)), ("code", .string(diagnostic.slug)),
      ("source", .string("assay")), ("message", .string(lines.joined(separator: "\n"))),
    ])
  }

  // MARK: Places

  /// The address of a path, as the editor wrote it where it has.
  func uri(of path: String) -> String {
    documents.filter { $0.value.path == path }.map(\.key).min() ?? FileAddress.uri(of: path)
  }

  func range(_ range: Range<Int>, in buffer: TextBuffer) -> JSONValue {
    .make([
      ("start", .position(buffer.position(of: range.lowerBound, encoding))),
      ("end", .position(buffer.position(of: range.upperBound, encoding))),
    ])
  }

  // MARK: What needs no cursor

  private func formatting(of document: Document) -> JSONValue {
    let source = LuaSource(name: document.path ?? "", bytes: document.buffer.bytes)
    // A file with mistakes stays as it is; its diagnostics say why.
    guard document.path?.hasSuffix(".lua") != false, let laidOut = try? RuleLayout.laidOut(source),
      laidOut != document.buffer.bytes
    else { return .array([]) }
    return .array([
      .make([
        ("range", range(0..<document.buffer.bytes.count, in: document.buffer)),
        ("newText", .string(String(decoding: laidOut, as: UTF8.self))),
      ])
    ])
  }

  private func symbols(of document: Document) -> JSONValue {
    let file = LuaFile(LuaSource(name: document.path ?? "", bytes: document.buffer.bytes))
    return .array(
      file.declarations.compactMap { declaration in
        guard let name = declaration.name else { return nil }
        return .make([
          ("name", .string(name.text)), ("detail", .string(declaration.verb)), ("kind", .integer(12)),
          ("range", range(declaration.range, in: document.buffer)),
          ("selectionRange", range(name.range, in: document.buffer)),
        ])
      })
  }
}
