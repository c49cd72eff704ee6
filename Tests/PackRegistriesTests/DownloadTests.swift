import Foundation
import RulePacks
import Testing

@testable import PackRegistries

/// A web server on loopback that serves a folder, and lies on request.
final class Server {
  private let process = Process()
  private let life = Pipe()
  let address: String

  private static let script = """
    import http.server, os, sys, threading
    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self):
            how = self.path.split('/')[1]
            if how == 'short':      # announces all, sends half
                body = open('.' + self.path[6:], 'rb').read()
                self.send_response(200); self.send_header('Content-Length', str(len(body))); self.end_headers()
                self.wfile.write(body[:len(body) // 2])
            elif how == 'endless':  # announces nothing, never ends
                self.send_response(200); self.end_headers()
                try:
                    while True: self.wfile.write(b'{' * 65536)
                except OSError: pass
            elif how == 'huge':     # announces more than anybody wants
                self.send_response(200); self.send_header('Content-Length', str(1 << 40)); self.end_headers()
            elif how == 'moved':    # to the same file, as servers do
                self.redirect(self.path[6:])
            elif how == 'round': self.redirect(self.path)
            elif how == 'away': self.redirect('file://' + os.getcwd() + self.path[5:])
            elif how == 'broken': self.send_error(500)
            else: super().do_GET()
        def redirect(self, to):
            self.send_response(302); self.send_header('Location', to); self.send_header('Content-Length', '0')
            self.end_headers()
        def log_message(self, *arguments): pass
    os.chdir(sys.argv[1])
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    print(server.server_port, flush=True)
    # It ends with whoever holds the other end, however that ends.
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    server.serve_forever()
    """

  init(serving folder: String) throws {
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.script, folder]
    let printed = Pipe()
    process.standardOutput = printed
    process.standardInput = life
    try process.run()
    let line = String(decoding: printed.fileHandleForReading.availableData, as: UTF8.self)
    address = "http://127.0.0.1:\(line.trimmingCharacters(in: .whitespacesAndNewlines))"
  }

  // A signal would not do: the children of a test process ignore it. Nobody waits for its end either; that would hold
  // a thread that other tests need.
  deinit { try? life.fileHandleForWriting.close() }
}

@Suite(.serialized) struct DownloadTests {
  private func published() throws -> Desk {
    let desk = try Desk(trusting: "desk")
    try desk.publish("desk/grain", "1.0.0")
    return desk
  }

  @Test func aPackIsInstalledFromAWebServer() throws {
    let desk = try published()
    let server = try Server(serving: desk.registry)
    try desk.install("desk/grain", from: server.address + "/")
    #expect(desk.installed == ["desk/grain 1.0.0"])
    #expect(desk.read("project/assay.lock").contains("\"registry\": \"\(server.address)\""))
  }

  @Test func aRedirectOnTheWebIsFollowed() throws {
    let desk = try published()
    let server = try Server(serving: desk.registry)
    try desk.install("desk/grain", from: server.address + "/moved")
    #expect(desk.installed == ["desk/grain 1.0.0"])
  }

  @Test func aRedirectToAFileIsNotFollowed() throws {
    let desk = try published()
    let server = try Server(serving: desk.registry)
    let message = failure { try desk.install("desk/grain", from: server.address + "/away") }
    #expect(
      message == "\(server.address)/away/index.json: protocol \"file\" not supported or disabled in libcurl")
  }

  @Test func redirectsThatGoRoundEnd() throws {
    let desk = try published()
    let server = try Server(serving: desk.registry)
    #expect(
      failure { try desk.install("desk/grain", from: server.address + "/round") }
        == "\(server.address)/round/index.json: maximum (5) redirects followed")
  }

  @Test func aDownloadThatBreaksOffInstallsNothing() throws {
    let desk = try published()
    let server = try Server(serving: desk.registry)
    let size = desk.read("registry/index.json").utf8.count
    #expect(
      failure { try desk.install("desk/grain", from: server.address + "/short") }
        == "\(server.address)/short/index.json: transfer closed with \(size - size / 2) bytes remaining to read"
    )
    #expect(desk.files(below: desk.project) == [])
  }

  @Test(arguments: ["endless", "huge"]) func anAnswerWithoutEndIsCutOff(_ how: String) throws {
    let desk = try published()
    let server = try Server(serving: desk.registry)
    #expect(
      failure { try desk.install("desk/grain", from: server.address + "/" + how) }
        == "\(server.address)/\(how)/index.json: is larger than 33554432 bytes")
  }

  @Test func aServersRefusalIsTold() throws {
    let desk = try published()
    let server = try Server(serving: desk.registry)
    #expect(
      failure { try desk.install("desk/grain", from: server.address + "/broken") }
        == "\(server.address)/broken/index.json: the server answers 500")
    #expect(
      failure { try desk.install("desk/grain", from: server.address + "/nowhere") }
        == "\(server.address)/nowhere/index.json: the server answers 404")
  }

  @Test func aServerThatIsNotThereIsSaidSo() throws {
    let desk = try published()
    let message = failure { try desk.install("desk/grain", from: "http://127.0.0.1:9") }
    #expect(
      message?.hasPrefix("http://127.0.0.1:9/index.json: failed to connect to 127.0.0.1 port 9") == true)
  }
}
