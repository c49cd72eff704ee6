// What is asked and what is answered, without the library that carries it: so that all that thinks can be tested
// without a socket, and the library stays in one file.

import JSON

/// A request that the guard has let in.
struct Request: Sendable {
  var method: String
  var path: String
  /// The first value of each name, decoded.
  var query: [String: String] = [:]
  var body: [UInt8] = []
  /// Which of the open pages asks. Its newer questions stand in place of its older ones.
  var page: String?

  /// The name of work of which the page wants the newest; nil for one who wants every answer.
  func newest(_ kind: String) -> String? { page.map { kind + " " + $0 } }

  /// As a tree JSON takes some ten times its size.
  static let largestObject = 16 << 20

  /// The body as a JSON object.
  ///
  /// - Throws: 400 for anything else, 413 for what is too large.
  func object() throws(Refusal) -> JSONObject {
    guard body.count <= Self.largestObject else {
      throw Refusal(413, "at most \(Self.largestObject >> 20) MB of JSON expected")
    }
    let value: JSONValue
    do throws(JSONError) { value = try JSONValue(parsing: body, depthLimit: 64) } catch {
      throw Refusal(400, "body: \(error.expected) expected, got \(error.got)")
    }
    guard let object = value.object else { throw Refusal(400, "body: object expected, got \(value.kind)") }
    return object
  }

  /// A number of the query that is not negative.
  func number(_ name: String, default value: Int) throws(Refusal) -> Int {
    guard let text = query[name] else { return value }
    guard let number = Int(text), number >= 0 else {
      throw Refusal(400, "\(name): number expected, got '\(text)'")
    }
    return number
  }
}

/// What goes back.
struct Answer: Sendable {
  enum Kind: String, Sendable {
    case json = "application/json; charset=utf-8"
    case page = "text/html; charset=utf-8"
  }

  var status = 200
  var kind = Kind.json
  var body: [UInt8]
  /// What a page may do; for what is no page, nothing.
  var contentPolicy = "default-src 'none'; frame-ancestors 'none'"

  /// An answer in JSON.
  init(status: Int = 200, _ write: (inout JSONWriter) -> Void) {
    var json = JSONWriter()
    write(&json)
    body = json.bytes
    self.status = status
  }

  init(page: [UInt8], contentPolicy: String) {
    kind = .page
    body = page
    self.contentPolicy = contentPolicy
  }
}

/// Why something is not done.
struct Refusal: Error, Sendable {
  var status: Int
  /// One line.
  var message: String
  var help: String?
  /// What the disk holds, when it is not what was expected.
  var found: FileContents?

  init(_ status: Int, _ message: String, help: String? = nil, found: FileContents? = nil) {
    self.status = status
    self.message = message
    self.help = help
    self.found = found
  }

  var answer: Answer {
    Answer(status: status) { json in
      json.beginObject()
      json.name("error")
      json.string(message)
      json.name("help")
      json.stringOrNull(help)
      if let found {
        json.name("text")
        json.string(found.text)
        json.name("digest")
        json.string(found.digest)
      }
      json.endObject()
    }
  }
}
