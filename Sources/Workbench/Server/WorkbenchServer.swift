// The one file that knows the library that speaks HTTP. Nothing of it is trusted with a decision: what comes in is
// judged here before it is looked at, and what goes out carries every header that keeps it to itself.

import FlyingFox
import FlyingSocks
import Foundation
import Synchronization
import RulePacks

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
  private let server: HTTPServer
  private let running: Task<Void, any Error>

  /// The most bytes that a request may bring.
  static let largestBody = 64 << 20
  /// Bodies up to this size are read before anybody has looked at the request.
  private static let readAtOnce = 64 << 10

  /// Starts to serve `desk`; returns when requests are answered.
  ///
  /// - Parameters:
  ///   - port: 0 for any that is free.
  ///   - pageFolder: where the parts of the page are read at each load; nil for those in the binary.
  public init(_ desk: Desk, port: UInt16, pageFolder: String? = nil) async throws(Failure) {
    let address: sockaddr_in
    do { address = try .inet(ip4: "127.0.0.1", port: port) } catch {
      throw Failure(message: "cannot listen on 127.0.0.1")
    }
    server = HTTPServer(
      config: HTTPServer.Configuration(
        address: address, timeout: 600, sharedRequestBufferSize: Self.readAtOnce,
        sharedRequestReplaySize: Self.readAtOnce, logger: DisabledLogger.disabled))
    // The port is known only when the socket is bound, and whoever is faster than us gets nothing.
    let site = Site(desk: desk, page: WorkbenchPage(folder: pageFolder))
    await server.appendRoute("*", to: site)
    let server = server
    running = Task { try await server.run() }
    do {
      try await Self.waitUntilListening(server, running)
      guard case .ip4(_, let bound)? = await server.listeningAddress else {
        throw Failure(message: "cannot listen on 127.0.0.1")
      }
      gate = RequestGuard(token: RequestGuard.makeToken(), port: bound)
      site.open(gate)
      self.address = "http://127.0.0.1:\(bound)/?token=\(gate.token)"
    } catch let error as SocketError {
      throw Self.failure(error, port: port)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(message: "cannot listen on 127.0.0.1:\(port)")
    }
  }

  /// Returns once the socket listens; throws when it cannot be bound, whichever comes first.
  private static func waitUntilListening(_ server: HTTPServer, _ running: Task<Void, any Error>) async throws
  {
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

  private static func failure(_ error: SocketError, port: UInt16) -> Failure {
    guard case .failed(_, let code, let message) = error else {
      return Failure(message: "cannot listen on 127.0.0.1:\(port)")
    }
    if code == EADDRINUSE {
      return Failure(message: "port \(port) is in use", help: "choose another, or leave out --port")
    }
    return Failure(message: "cannot listen on 127.0.0.1:\(port): \(message.lowercased())")
  }

  /// Closes all connections and frees the port.
  public func stop() async {
    await server.stop()
    running.cancel()
    _ = await running.result
  }
}

/// Takes requests from the library, and gives it answers.
private final class Site: HTTPHandler {
  private let desk: Desk
  private let page: WorkbenchPage
  private let gate = Mutex<RequestGuard?>(nil)

  init(desk: Desk, page: WorkbenchPage) {
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
    let asked = Request(method: request.method.rawValue, path: request.path, query: query, body: body)
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
    let isWhole = isRead || (request.bodySequence.count ?? Int.max) <= 64 << 10
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
