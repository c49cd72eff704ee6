import Foundation
import JSON
import Testing

/// A workbench that runs as long as a test wants it to.
private final class Workbench {
  let process = Process()
  let address: URL
  private let output = Pipe()

  /// Waits for the printed address.
  ///
  /// - Parameter files: how many files and connections it may have open.
  init(_ arguments: [String], in folder: Folder, files: Int = 1024) async throws {
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments =
      ["-c", "ulimit -n \(files); exec \"$@\"", "bash", program, "serve", "--no-open"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var line: [UInt8] = []
    while line.last != 0x0A {
      let part = output.fileHandleForReading.availableData
      if part.isEmpty { break }
      line += part
    }
    let text = String(decoding: line, as: UTF8.self)
    #expect(text.hasSuffix("\n") && text.split(separator: "\n").count == 1)
    address = try #require(URL(string: text.trimmingCharacters(in: .whitespacesAndNewlines)))
  }

  deinit { if process.isRunning { process.terminate() } }

  var origin: String { "http://127.0.0.1:\(address.port ?? 0)" }
  var token: String { address.query.map { String($0.dropFirst("token=".count)) } ?? "" }

  /// Ends it with a signal, and gives its exit status.
  func end(with number: Int32) async -> Int32 {
    await withCheckedContinuation { waiting in
      process.terminationHandler = { waiting.resume(returning: $0.terminationStatus) }
      kill(process.processIdentifier, number)
    }
  }
}

/// An answer of the workbench.
private struct Reply {
  var status: Int
  var body: String

  func object() throws -> JSONObject { try #require(try JSONValue(parsing: Array(body.utf8)).object) }
}

@Suite struct ServeTests {
  /// Asks the workbench for `target`, as bash can.
  private func ask(
    _ workbench: Workbench, _ target: String, host: String? = nil, token: String? = nil, body: [UInt8]? = nil
  ) async throws -> Reply {
    let port = workbench.address.port ?? 0
    let folder = try Folder()
    let head = """
      \(body == nil ? "GET" : "POST") \(target) HTTP/1.1\r
      Host: \(host ?? "127.0.0.1:\(port)")\r
      Connection: close\r
      X-Assay-Token: \(token ?? "")\r
      Content-Length: \(body?.count ?? 0)\r
      \r

      """
    try folder.write("request", bytes: Array(head.utf8) + (body ?? []))
    let script = "exec 3<>/dev/tcp/127.0.0.1/\(port); cat request >&3; cat <&3"
    let text = try await run(["/bin/bash", "-c", script], in: folder).stdout
    let parts = text.components(separatedBy: "\r\n\r\n")
    return Reply(
      status: try #require(Int(text.split(separator: " ").dropFirst().first ?? "")),
      body: parts.dropFirst().joined(separator: "\r\n\r\n"))
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func theAddressIsPrintedAtOnceAnswersAndASignalEndsIt(_ number: Int32) async throws {
    let folder = try Folder()
    let workbench = try await Workbench([], in: folder)
    #expect(workbench.address.absoluteString.hasPrefix("http://127.0.0.1:"))
    let target = "/?token=" + workbench.token
    #expect(try await ask(workbench, target).status == 200)
    #expect(try await ask(workbench, "/").status == 403)
    #expect(try await ask(workbench, target, host: "assay.example").status == 403)
    #expect(await workbench.end(with: number) == 0)
    #expect(folder.names == [])
  }

  @Test func articlesAndRulesOfTheCommandLineAreOnTheDesk() async throws {
    let folder = try Folder(["desk.lua": deskRules, "a.txt": deskArticle, "b.txt": "Nobody spoke.\n"])
    let workbench = try await Workbench(["a.txt", "b.txt", "--rules", "desk.lua", "--no-std"], in: folder)
    let answer = try await ask(
      workbench, "/api/evaluate", token: workbench.token, body: Array("{\"article\":0}".utf8))
    let record = try answer.object()["record"]?.object
    #expect(record?["claims"]?.array?.count == 2)
    #expect(record?["article"]?.object?["id"]?.string == "a")
    // The record is the one of `score`.
    let scored = try await assay(
      "score", "a.txt", "--rules", "desk.lua", "--no-std", "--offsets", "utf16", "--format", "jsonl",
      in: folder)
    #expect(try scored.records().first?.object == record)
    #expect(await workbench.end(with: SIGINT) == 0)
  }

  @Test func aDatabaseOfResultsIsOpenedAsTheSentencesAroundItsClaims() async throws {
    let folder = try Folder(["desk.lua": deskRules, "a.txt": "Nothing here.\n\n" + deskArticle])
    let scored = try await assay(
      "score", "a.txt", "--rules", "desk.lua", "--no-std", "-o", "run.sqlite", in: folder)
    #expect(scored.exitCode == 0)
    let workbench = try await Workbench(["--rules", "desk.lua", "--no-std"], in: folder)
    let database = try #require(FileManager.default.contents(atPath: folder.path + "/run.sqlite"))
    let added = try await ask(
      workbench, "/api/articles?name=run.sqlite", token: workbench.token, body: [UInt8](database))
    #expect(added.body.hasPrefix("{\"added\":1,\"first\":1"))
    let answer = try await ask(
      workbench, "/api/evaluate", token: workbench.token, body: Array("{\"article\":1}".utf8)
    ).object()
    #expect(
      answer["text"]?.string == "The mayor said “some 40 trucks crossed”.\n\nA warden said “it is quiet”.")
    #expect(answer["record"]?.object?["claims"]?.array?.count == 2)
    #expect(await workbench.end(with: SIGTERM) == 0)
  }

  @Test func moreConnectionsThanItMayHaveAreNoEnd() async throws {
    let folder = try Folder()
    let workbench = try await Workbench([], in: folder, files: 64)
    let port = workbench.address.port ?? 0
    let script =
      "for i in {1..150}; do exec {connection}<>/dev/tcp/127.0.0.1/\(port) || break; done 2>/dev/null; true"
    #expect(try await run(["/bin/bash", "-c", script], in: folder).exitCode == 0)
    var status: Int?
    for _ in 0..<500 where status == nil {
      status = try? await ask(workbench, "/?token=" + workbench.token).status
    }
    #expect(status == 200)
    #expect(await workbench.end(with: SIGTERM) == 0)
  }

  @Test func aPortInUseIsOneLine() async throws {
    let folder = try Folder()
    let workbench = try await Workbench([], in: folder)
    let port = "\(try #require(workbench.address.port))"
    let second = try await assay("serve", "--no-open", "--port", port, in: folder)
    #expect(second.exitCode == 2)
    #expect(second.stdout == "")
    #expect(
      second.stderr == "assay: port \(port) is in use\n  help: choose another, or leave out --port\n")
    #expect(await workbench.end(with: SIGINT) == 0)
  }

  @Test func whatCannotBeOpenedIsToldBeforeThereIsAnAddress() async throws {
    let folder = try Folder()
    for arguments in [
      ["none.txt"], ["--pack", "none"], ["--rules", "none.lua"], ["--labels", "labels.jsonl"],
      ["--port", "70000"],
    ] {
      let run = try await run([program, "serve", "--no-open"] + arguments, in: folder)
      #expect(run.exitCode == 2)
      #expect(run.stdout == "")
      #expect(run.stderr.hasPrefix("assay: "))
    }
  }
}
