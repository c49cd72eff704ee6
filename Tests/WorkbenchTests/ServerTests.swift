import Articles
import FlyingSocks
import Foundation
import JSON
import Testing

@testable import Workbench

/// An answer as it came over the wire.
private struct Reply {
  var status: Int
  var head: String
  var body: String

  init(_ bytes: [UInt8]) throws {
    let text = String(decoding: bytes, as: UTF8.self)
    let parts = text.components(separatedBy: "\r\n\r\n")
    head = try #require(parts.first)
    body = parts.dropFirst().joined(separator: "\r\n\r\n")
    status = try #require(Int(head.split(separator: " ").dropFirst().first ?? ""))
  }

  func header(_ name: String) -> String? {
    head.components(separatedBy: "\r\n").first { $0.lowercased().hasPrefix(name.lowercased() + ":") }.map {
      String($0.dropFirst(name.count + 1)).trimmingCharacters(in: .whitespaces)
    }
  }
}

@Suite struct ServerTests {
  /// Serves a desk for as long as `body` runs.
  private func serving(_ desk: OpenDesk, _ body: (WorkbenchServer) async throws -> Void) async throws {
    let server = try await WorkbenchServer(desk.desk, port: 0)
    do {
      try await body(server)
      await server.stop()
      withExtendedLifetime(desk) {}
    } catch {
      await server.stop()
      throw error
    }
  }

  private func open(_ server: WorkbenchServer) async throws -> AsyncSocket {
    try await AsyncSocket.connected(
      to: sockaddr_in.inet(ip4: "127.0.0.1", port: server.gate.port), timeout: 30)
  }

  /// Sends `request` and reads until the other side closes.
  private func exchange(_ server: WorkbenchServer, _ request: String) async throws -> Reply {
    let socket = try await open(server)
    defer { try? socket.close() }
    try await socket.write(Data(request.utf8))
    return try Reply(await rest(of: socket))
  }

  private func rest(of socket: AsyncSocket) async throws -> [UInt8] {
    var bytes: [UInt8] = []
    while let part = try? await socket.read(atMost: 4096), !part.isEmpty { bytes += part }
    return bytes
  }

  private func request(
    _ server: WorkbenchServer, _ line: String, host: String? = nil, token: String? = nil,
    origin: String? = nil,
    body: String = ""
  ) -> String {
    var text = "\(line) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(server.gate.port)")\r\nConnection: close\r\n"
    if let token { text += "X-Assay-Token: \(token)\r\n" }
    if let origin { text += "Origin: \(origin)\r\n" }
    return text + "Content-Length: \(body.utf8.count)\r\n\r\n" + body
  }

  private let paths = [
    "/", "/?token=wrong", "/api/desk", "/api/file?pack=desk/demo&path=pack.json", "/api/articles",
    "/api/labels",
    "/favicon.ico", "/api/none",
  ]

  @Test func theAddressAloneOpensThePage() async throws {
    try await serving(desk(packFolder())) { server in
      let path = try #require(server.address.range(of: "/?")).lowerBound
      let page = try await exchange(server, request(server, "GET \(server.address[path...])"))
      #expect(page.status == 200)
      #expect(page.header("Content-Type") == "text/html; charset=utf-8")
      #expect(page.header("Cache-Control") == "no-store")
      #expect(page.header("X-Content-Type-Options") == "nosniff")
      #expect(page.header("Referrer-Policy") == "no-referrer")
      #expect(page.header("Cross-Origin-Opener-Policy") == "same-origin")
      #expect(page.header("Cross-Origin-Resource-Policy") == "same-origin")
      let policy = try #require(page.header("Content-Security-Policy"))
      #expect(policy.contains("default-src 'none'"))
      #expect(!policy.contains("unsafe"))
      let nonce = try #require(policy.components(separatedBy: "'nonce-").dropFirst().first?.prefix(48))
      #expect(page.body.contains("<script nonce=\"\(nonce)\">"))
      #expect(!page.body.contains("{{"))
      #expect(!page.body.contains(server.gate.token))
      let again = try await exchange(server, request(server, "GET \(server.address[path...])"))
      #expect(again.header("Content-Security-Policy") != policy)
    }
  }

  @Test func withoutTheTokenNothingIsTold() async throws {
    try await serving(desk(packFolder())) { server in
      for path in paths {
        for token in [nil, "", "wrong"] {
          let reply = try await exchange(server, request(server, "GET \(path)", token: token))
          #expect(reply.status == 403)
          #expect(reply.header("Content-Type") == "application/json; charset=utf-8")
          #expect(!reply.body.contains(server.gate.token))
        }
      }
      // The token in the address opens the page, and nothing behind it.
      let reply = try await exchange(server, request(server, "GET /api/desk?token=\(server.gate.token)"))
      #expect(reply.status == 403)
    }
  }

  @Test func aNameThatWasLetPointHereIsRefused() async throws {
    try await serving(desk(packFolder())) { server in
      let token = server.gate.token, port = server.gate.port
      for host in ["evil.example:\(port)", "evil.example", "127.0.0.1", "127.0.0.1:1", "[::1]:\(port)", ""] {
        for line in ["GET /?token=\(token)", "GET /api/desk", "POST /api/evaluate"] {
          let reply = try await exchange(server, request(server, line, host: host, token: token))
          #expect(reply.status == 403)
        }
      }
      let own = try await exchange(
        server, request(server, "GET /api/desk", host: "localhost:\(port)", token: token))
      #expect(own.status == 200)
    }
  }

  @Test func anotherPageIsRefusedWhateverItHas() async throws {
    try await serving(desk(packFolder())) { server in
      let token = server.gate.token
      for origin in [
        "http://evil.example", "null", "https://127.0.0.1:\(server.gate.port)", "http://127.0.0.1",
      ] {
        for line in ["GET /?token=\(token)", "POST /api/evaluate", "PUT /api/file", "OPTIONS /api/file"] {
          let reply = try await exchange(
            server, request(server, line, token: token, origin: origin, body: "{\"article\":0}"))
          #expect(reply.status == 403)
          #expect(reply.header("Access-Control-Allow-Origin") == nil)
        }
      }
      let own = "http://127.0.0.1:\(server.gate.port)"
      #expect(
        try await exchange(
          server, request(server, "POST /api/evaluate", token: token, origin: own, body: "{\"article\":0}")
        ).status == 200)
    }
  }

  @Test func anUploadOfAHundredMegabytesIsRefusedBeforeItIsRead() async throws {
    try await serving(desk(packFolder())) { server in
      let head =
        "POST /api/articles?name=x.txt HTTP/1.1\r\nHost: 127.0.0.1:\(server.gate.port)\r\nX-Assay-Token: \(server.gate.token)\r\n"
      #expect(
        try await exchange(server, head + "Content-Length: \(100 << 20)\r\n\r\n").status == 413)
      for length in ["-1", "9999999999999999999999", "x"] {
        // No answer, and no harm: what is not HTTP is hung up on.
        let socket = try await open(server)
        try await socket.write(Data((head + "Content-Length: \(length)\r\n\r\n").utf8))
        #expect(try await rest(of: socket).isEmpty)
        try socket.close()
      }
    }
  }

  @Test func anUploadThatNeverEndsIsCutOffAndNotKept() async throws {
    try await serving(desk(packFolder())) { server in
      let socket = try await open(server)
      defer { try? socket.close() }
      let head =
        "POST /api/articles?name=x.txt HTTP/1.1\r\nHost: 127.0.0.1:\(server.gate.port)\r\nX-Assay-Token: \(server.gate.token)\r\nTransfer-Encoding: chunked\r\n\r\n"
      try await socket.write(Data(head.utf8))
      let before = Self.residentBytes()
      let chunk = Data("100000\r\n".utf8) + Data(repeating: 0x61, count: 1 << 20) + Data("\r\n".utf8)
      var sent = 0
      while sent < 256, (try? await socket.write(chunk)) != nil { sent += 1 }
      #expect(sent < 256)
      #expect(Self.residentBytes() - before < 512 << 20)
      let (_, desk) = try await exchangeJSON(server, "GET /api/desk")
      #expect(desk.number("articles") == 1)
    }
  }

  @Test func aRefusedBodyIsNotTakenForTheNextRequest() async throws {
    try await serving(desk(packFolder())) { server in
      let inner = request(server, "GET /?token=\(server.gate.token)")
      // More than what is read before the headers are judged, so that it would be left over.
      let body = inner + String(repeating: "x", count: 256 << 10)
      let outer =
        "POST /api/evaluate HTTP/1.1\r\nHost: 127.0.0.1:\(server.gate.port)\r\nOrigin: http://evil.example\r\n"
        + "Content-Length: \(body.utf8.count)\r\n\r\n" + body
      let socket = try await open(server)
      defer { try? socket.close() }
      try? await socket.write(Data(outer.utf8))
      let answers = String(decoding: try await rest(of: socket), as: UTF8.self)
      #expect(!answers.contains("200 OK"))
      #expect(answers.components(separatedBy: "HTTP/1.1 ").count <= 2)
    }
  }

  @Test func twoHundredConnectionsAtOnceAreAnswered() async throws {
    try await serving(desk(packFolder())) { server in
      // Some who connect and never say anything keep nobody else waiting.
      var idle: [AsyncSocket] = []
      for _ in 0..<50 { idle.append(try await open(server)) }
      let text = request(
        server, "POST /api/evaluate", token: server.gate.token,
        body: "{\"article\":{\"text\":\"The mayor said “no”.\"}}")
      try await withThrowingTaskGroup(of: Int.self) { group in
        for _ in 0..<200 { group.addTask { try await exchange(server, text).status } }
        for try await status in group { #expect(status == 200) }
      }
      for socket in idle { try socket.close() }
    }
  }

  @Test func whatIsNoRequestIsHungUpOn() async throws {
    try await serving(desk(packFolder())) { server in
      let host =
        "Host: 127.0.0.1:\(server.gate.port)\r\nX-Assay-Token: \(server.gate.token)\r\nConnection: close\r\n\r\n"
      for garbage in [
        "\r\n\r\n", "GET\r\n\r\n", "GET / \r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n", "GET %zz HTTP/1.1\r\n" + host,
        "GET /%00?%zz=%&&=& HTTP/1.1\r\n" + host, "GET /api/file?pack=%ff&path=%00 HTTP/1.1\r\n" + host,
        "GET http://evil.example/api/desk HTTP/1.1\r\n" + host,
        "GET /api/../../etc/passwd HTTP/1.1\r\n" + host,
        "GET /api/desk HTTP/9.9\r\n" + host, "POST /api/check HTTP/1.1\r\nTransfer-Encoding: gzip\r\n" + host,
        "POST /api/check HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + host + "-5\r\n",
        "POST /api/check HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" + host + "7fffffffffffffff\r\n",
        "GET /api/desk HTTP/1.1\r\n\(String(repeating: "A: b\r\n", count: 10_000))" + host,
      ] {
        let socket = try await open(server)
        try? await socket.write(Data(garbage.utf8))
        // Whoever waits for more is told that there is none.
        shutdown(socket.socket.file.rawValue, Int32(SHUT_WR))
        _ = try await rest(of: socket)
        try socket.close()
      }
      let reply = try await exchange(server, request(server, "GET /api/desk", token: server.gate.token))
      #expect(reply.status == 200)
    }
  }

  @Test func severalRequestsOverOneConnectionAreAnswered() async throws {
    try await serving(desk(packFolder())) { server in
      let one = request(server, "GET /api/articles", token: server.gate.token)
        .replacingOccurrences(of: "Connection: close\r\n", with: "")
      let last = request(server, "GET /api/desk", token: server.gate.token)
      let socket = try await open(server)
      defer { try? socket.close() }
      try await socket.write(Data((one + one + last).utf8))
      let answers = String(decoding: try await rest(of: socket), as: UTF8.self)
      #expect(answers.components(separatedBy: "HTTP/1.1 200 OK").count == 4)
    }
  }

  @Test func scriptsInArticlesRulesAndReasonsStayWords() async throws {
    let hostile = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
    let pack = try packFolder()
    try pack.write(
      "rules/hostile.lua",
      """
      score "has-script" {
        doc = "\(hostile)", on = "claim", scale = "\(hostile)", match = contains "<figure>", points = 1,
        because = "\(hostile) {match}",
      }
      """)
    var article = Article(id: hostile, text: Array("The mayor said “40 \(hostile)”.".utf8))
    article.title = hostile
    article.outlet = hostile
    let desk = try desk(pack, articles: [article])
    try await serving(desk) { server in
      for line in [
        "GET /api/desk", "GET /api/articles", "POST /api/evaluate", "POST /api/check", "POST /api/corpus",
        "GET /api/corpus?generation=1", "POST /api/change",
      ] {
        let reply = try await exchange(
          server, request(server, line, token: server.gate.token, body: "{\"article\":0,\"sample\":1}"))
        #expect(reply.header("Content-Type") == "application/json; charset=utf-8")
        #expect(reply.header("X-Content-Type-Options") == "nosniff")
        #expect(reply.header("Content-Security-Policy") == "default-src 'none'; frame-ancestors 'none'")
        #expect(throws: Never.self) { _ = try JSONValue(parsing: Array(reply.body.utf8)) }
      }
      let page = try await exchange(server, request(server, "GET /?token=\(server.gate.token)"))
      #expect(!page.body.contains("alert(1)"))
    }
  }

  @Test func aPortInUseIsOneLineThatSaysSo() async throws {
    try await serving(desk(packFolder())) { server in
      let desk = try desk(packFolder())
      do throws(WorkbenchServer.Failure) {
        _ = try await WorkbenchServer(desk.desk, port: server.gate.port)
        Issue.record("two servers on one port")
      } catch {
        #expect(error.message == "port \(server.gate.port) is in use")
      }
    }
  }

  @Test func whatIsPutIntoThePageCannotEndAScript() {
    let text = Array("a </script> b </SCRIPT> c < /script> </style> \"</scr\" d".utf8)
    #expect(
      String(decoding: PageTemplate.inline(text, in: "script"), as: UTF8.self)
        == "a <\\/script> b <\\/SCRIPT> c < /script> </style> \"</scr\" d")
  }

  @Test func marksInWhatIsPutIntoThePageAreNotFilledAgain() {
    let page = PageTemplate.filled(
      Array("{{a}} {b} {{c}} {{{a}}".utf8), with: ["a": Array("{{b}}".utf8), "b": Array("no".utf8)])
    #expect(String(decoding: page, as: UTF8.self) == "{{b}} {b} {{c}} {{{b}}")
  }

  private func exchangeJSON(_ server: WorkbenchServer, _ line: String) async throws -> (Int, JSONObject) {
    let reply = try await exchange(server, request(server, line, token: server.gate.token))
    return (reply.status, try #require(try JSONValue(parsing: Array(reply.body.utf8)).object))
  }

  private static func residentBytes() -> Int {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
    return (Int(pages?.dropFirst().first ?? "") ?? 0) * 4096
  }
}
