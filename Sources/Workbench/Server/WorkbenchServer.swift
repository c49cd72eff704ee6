// The one file that knows the library that speaks HTTP. Nothing of it is trusted with a decision: what comes in is
// judged here before it is looked at, and what goes out carries every header that keeps it to itself.

import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// The workbench, served on the loopback address of this machine and nowhere else.
public struct WorkbenchServer: Sendable {
  /// Why the workbench cannot be served; one line.
  public struct Failure: Error, Sendable {
    public var message: String
    public var help: String?
  }

  /// What to open in a browser: `http://127.0.0.1:PORT/?token=…`
  public let address: String
  let gate: RequestGuard
  private let listener: Listener

  /// The most bytes that a request may bring.
  static let largestBody = 64 << 20
  /// Starts to serve `desk`; returns when requests are answered.
  ///
  /// - Parameters:
  ///   - port: 0 for any that is free.
  ///   - pageFolder: where the parts of the page are read at each load; nil for those in the binary.
  public init(_ desk: Desk, port: UInt16, pageFolder: String? = nil) async throws(Failure) {
    let site = Site(desk: desk, page: PageTemplate(folder: pageFolder))
    do {
      listener = try await Listener(site, port: port)
    } catch {
      throw Self.failure(error, port: port)
    }
    // The port is known only now, and whoever was faster than us has got nothing.
    gate = RequestGuard(token: RequestGuard.makeToken(), port: listener.port)
    site.open(gate)
    address = "http://127.0.0.1:\(gate.port)/?token=\(gate.token)"
  }

  private static func failure(_ error: any Error, port: UInt16) -> Failure {
    guard case SocketError.failed(_, let code, let message) = error else {
      return Failure(message: "cannot listen on 127.0.0.1:\(port)")
    }
    if code == EADDRINUSE {
      return Failure(message: "port \(port) is in use", help: "choose another, or leave out --port")
    }
    return Failure(message: "cannot listen on 127.0.0.1:\(port): \(message.lowercased())")
  }

  /// Closes all connections and frees the port.
  public func stop() async { await listener.stop() }
}

/// Listens, and goes on listening: the library's server ends when the system gives it no connection more, which
/// whoever opens enough of them can bring about.
private final class Listener: Sendable {
  let port: UInt16
  private let current: Handover
  private let running: Task<Void, Never>

  /// - Throws: when the port cannot be had.
  init(_ site: Site, port: UInt16) async throws {
    let first = try await Self.start(site, port: port)
    guard case .ip4(_, let bound)? = await first.server.listeningAddress else {
      throw SocketError.unsupportedAddress
    }
    self.port = bound
    let current = Handover(first.server)
    self.current = current
    running = Task {
      var running = first.running
      while !Task.isCancelled {
        _ = await running.result
        // Its connections are closed then, so there is room again.
        while !Task.isCancelled {
          if let next = try? await Self.start(site, port: bound) {
            running = next.running
            current.server.withLock { $0 = next.server }
            break
          }
          try? await Task.sleep(for: .milliseconds(100))
        }
      }
    }
  }

  func stop() async {
    running.cancel()
    await current.server.withLock { $0 }.stop()
    await running.value
    await current.server.withLock { $0 }.stop()
  }

  private static func start(
    _ site: Site, port: UInt16
  ) async throws -> (server: HTTPServer, running: Task<Void, any Error>) {
    let server = HTTPServer(
      config: HTTPServer.Configuration(
        address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port), timeout: 600,
        sharedRequestBufferSize: Site.readAtOnce, sharedRequestReplaySize: Site.readAtOnce,
        logger: DisabledLogger.disabled), handler: site)
    let running = Task { try await server.run() }
    try await waitUntilListening(server, running)
    return (server, running)
  }

  /// Returns once the socket listens; throws when it cannot be bound, whichever comes first.
  private static func waitUntilListening(
    _ server: HTTPServer, _ running: Task<Void, any Error>
  ) async throws {
    try await withCheckedThrowingContinuation { (waiting: CheckedContinuation<Void, any Error>) in
      let isWaiting = Once()
      Task {
        let outcome = await Task { try await server.waitUntilListening(timeout: 30) }.result
        if isWaiting.take() { waiting.resume(with: outcome) }
      }
      Task {
        let outcome = await running.result
        if isWaiting.take() { waiting.resume(with: outcome) }
      }
    }
  }
}

/// The server that listens now.
private final class Handover: Sendable {
  let server: Mutex<HTTPServer>

  init(_ server: HTTPServer) { self.server = Mutex(server) }
}

/// Takes requests from the library, and gives it answers.
private final class Site: HTTPHandler {
  /// Bodies up to this size are read before anybody has looked at the request.
  static let readAtOnce = 64 << 10

  private let desk: Desk
  private let page: PageTemplate
  private let gate = Mutex<RequestGuard?>(nil)

  init(desk: Desk, page: PageTemplate) {
    self.desk = desk
    self.page = page
  }

  func open(_ guarded: RequestGuard) { gate.withLock { $0 = guarded } }

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    let isPage = request.path == "/"
    let query = Dictionary(request.query.map { ($0.name, $0.value) }) { first, _ in first }
    let refusal = gate.withLock { gate -> String? in
      guard let gate else { return "the workbench is not open yet" }
      return gate.refusal(
        host: request.headers[.host], origin: request.headers[HTTPHeader("Origin")],
        token: isPage ? query["token"] : request.headers[HTTPHeader("X-Assay-Token")])
    }
    if let refusal { return response(Refusal(403, refusal).answer, to: request, isRead: false) }
    if isPage {
      guard request.method == .GET else {
        return response(Refusal(405, "the page can only be read").answer, to: request, isRead: false)
      }
      return response(page.answer(nonce: RequestGuard.makeToken()), to: request, isRead: false)
    }
    let body: [UInt8]
    do throws(Refusal) {
      body = try await read(request.bodySequence)
    } catch {
      return response(error.answer, to: request, isRead: false)
    }
    let asked = Request(
      method: request.method.rawValue, path: request.path, query: query, body: body,
      page: request.headers[HTTPHeader("X-Assay-Page")])
    return response(await desk.answer(asked), to: request, isRead: true)
  }

  private func read(_ body: HTTPBodySequence) async throws(Refusal) -> [UInt8] {
    let tooLarge = Refusal(413, "at most \(WorkbenchServer.largestBody >> 20) MB expected")
    if let count = body.count, count > WorkbenchServer.largestBody { throw tooLarge }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(body.count ?? 0)
    do {
      for try await part in body {
        guard bytes.count + part.count <= WorkbenchServer.largestBody else { throw tooLarge }
        bytes += part
      }
    } catch {
      throw error as? Refusal ?? Refusal(400, "the body ended too early")
    }
    return bytes
  }

  /// - Parameter isRead: whether the request's body was read to its end.
  private func response(_ answer: Answer, to request: HTTPRequest, isRead: Bool) -> HTTPResponse {
    let headers: HTTPHeaders = [
      .contentType: answer.kind.rawValue,
      HTTPHeader("Content-Security-Policy"): answer.contentPolicy,
      HTTPHeader("X-Content-Type-Options"): "nosniff",
      HTTPHeader("Referrer-Policy"): "no-referrer",
      .cacheControl: "no-store",
      HTTPHeader("Cross-Origin-Opener-Policy"): "same-origin",
      HTTPHeader("Cross-Origin-Resource-Policy"): "same-origin",
    ]
    let status = HTTPStatusCode(answer.status, phrase: Self.phrase(answer.status))
    let body = Data(answer.body)
    // Bytes that nobody reads would be taken for the next request, which a stranger could then write as he likes.
    let isWhole = isRead || (request.bodySequence.count ?? Int.max) <= Self.readAtOnce
    guard isWhole else {
      var closing = headers
      closing[.connection] = "close"
      return HTTPResponse(
        statusCode: status, headers: closing,
        body: HTTPBodySequence(from: LastWords(body: body), count: body.count))
    }
    return HTTPResponse(statusCode: status, headers: headers, body: body)
  }

  private static func phrase(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 400: "Bad Request"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 409: "Conflict"
    case 410: "Gone"
    case 413: "Payload Too Large"
    default: "Internal Server Error"
    }
  }
}

/// A body after which the connection is closed: the library closes one when a body fails.
private struct LastWords: AsyncBufferedSequence {
  typealias Element = UInt8
  let body: Data

  struct Closed: Error {}

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(left: body) }

  struct AsyncIterator: AsyncBufferedIteratorProtocol {
    var left: Data?

    mutating func next() async throws -> UInt8? {
      guard let first = left?.popFirst() else { throw Closed() }
      return first
    }

    mutating func nextBuffer(suggested count: Int) async throws -> Data? {
      guard let body = left else { throw Closed() }
      left = nil
      return body
    }
  }
}

/// Lets the first who asks do something, and nobody after.
private final class Once: Sendable {
  private let isTaken = Mutex(false)

  func take() -> Bool {
    isTaken.withLock { isTaken in
      defer { isTaken = true }
      return !isTaken
    }
  }
}
