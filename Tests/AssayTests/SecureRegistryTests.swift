import Foundation
import Testing

/// A registry behind `https`, whose certificate nobody has signed but itself.
@Suite struct SecureRegistryTests {
  /// `/` is the registry, `/plain/` an address on the same server that sends on to one without encryption.
  private static let script = """
    import http.server, ssl, sys, threading
    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self):
            if not self.path.startswith('/plain/'): return super().do_GET()
            self.send_response(302); self.send_header('Location', 'http://127.0.0.1:9' + self.path[6:])
            self.send_header('Content-Length', '0'); self.end_headers()
        def log_message(self, *arguments): pass
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain('own.pem', 'own.key')
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), lambda *a: Handler(*a, directory='registry'))
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    print(server.server_port, flush=True)
    server.serve_forever()
    """

  /// Publishes a pack, starts the server, runs the `commands` with its address in `$registry`, and ends it.
  private func session(_ commands: String) async throws -> Run {
    let folder = try Folder(["server.py": Self.script])
    let run = try await shell(
      """
      openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout own.key -out own.pem -days 2 \\
        -subj /CN=registry -addext subjectAltName=IP:127.0.0.1 2>/dev/null || exit 99
      export ASSAY_CONFIG=$PWD/settings
      { assay new pack desk/grain-deals && assay key new ada.key >ada.pub && assay trust add desk "$(cat ada.pub)" &&
        assay pack build grain-deals && assay pack sign desk-grain-deals-0.1.0.zip --key ada.key &&
        assay pack publish desk-grain-deals-0.1.0.zip --registry registry; } >/dev/null 2>&1 || exit 98
      mkfifo port; python3 -u server.py >port 2>/dev/null &
      trap "kill -9 $!" EXIT # the children of a test process ignore the others
      registry=https://127.0.0.1:$(head -n 1 port)
      \(commands)
      """, in: folder)
    try #require(run.exitCode != 99, "openssl is not here: apt-get install openssl")
    return run
  }

  @Test func aPackIsInstalledWhereItsCertificateIsTrusted() async throws {
    let run = try await session(
      "SSL_CERT_FILE=own.pem assay pack install desk/grain-deals --registry $registry")
    #expect(
      run.stdout == "install desk/grain-deals 0.1.0\n  asks for nothing beyond reading articles\n"
        && run.exitCode == 0, "\(run)")
  }

  @Test func aCertificateThatNobodyKnowsIsRefused() async throws {
    let run = try await session("assay pack install desk/grain-deals --registry $registry; ls assay.lock")
    #expect(run.stderr.contains("/index.json: SSL certificate problem: self-signed certificate"), "\(run)")
    #expect(run.stdout == "")
  }

  /// What is fetched by `https` may not be had without it on the way.
  @Test func aRedirectToAnAddressWithoutEncryptionIsNotFollowed() async throws {
    let run = try await session(
      "SSL_CERT_FILE=own.pem assay pack install desk/grain-deals --registry $registry/plain; ls assay.lock")
    #expect(
      run.stderr.contains("/plain/index.json: protocol \"http\" not supported or disabled in libcurl"),
      "\(run)")
    #expect(run.stdout == "")
  }
}
