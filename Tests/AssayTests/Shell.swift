// Tests of the command read like a shell session: a folder of files, a command line, and what it printed.

import Foundation
import JSON
import Testing

/// A folder of files that exists as long as the test that made it.
final class Folder: Sendable {
  let path: String

  init(_ files: KeyValuePairs<String, String> = [:]) throws {
    path = NSTemporaryDirectory() + "assay-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws { try write(name, bytes: Array(text.utf8)) }

  func write(_ name: String, bytes: [UInt8]) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  /// The text of a file; nil when there is none.
  func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The names in the folder, sorted.
  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

/// What a command did.
struct Run {
  var stdout: String
  var stderr: String
  var exitCode: Int32

  /// The lines of standard output as JSON.
  func records() throws -> [JSONValue] {
    try stdout.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
  }
}

/// The folder of the programs under test: the one of the test bundle.
let products: String = {
  let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
  return URL(fileURLWithPath: executable).deletingLastPathComponent().path
}()

/// The program under test: the one that `ASSAY` names, else the one beside the tests.
let program = ProcessInfo.processInfo.environment["ASSAY"] ?? products + "/assay"

/// Whether the program under test is as fast as users' own.
let isOptimised: Bool = {
  #if OPTIMISED || !DEBUG
  true
  #else
  !program.hasPrefix(products)
  #endif
}()

/// The folder of the package.
let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path

/// Runs `assay` in `folder`.
func assay(
  _ arguments: String..., in folder: Folder, stdin: String = "", environment: [String: String] = [:]
) async throws -> Run {
  try await run([program] + arguments, in: folder, stdin: stdin, environment: environment)
}

/// Runs a line of shell in which `assay` is the program under test.
func shell(_ line: String, in folder: Folder) async throws -> Run {
  let assay = "assay() { '\(program)' \"$@\"; }; "
  return try await run(["/bin/bash", "-c", assay + line], in: folder)
}

/// Runs a program and waits for its end.
func run(
  _ command: [String], in folder: Folder, stdin: String = "", environment: [String: String] = [:]
) async throws -> Run {
  let streams = try Folder(["in": stdin, "out": "", "err": ""])
  let process = try process(command, in: folder, environment)
  process.standardInput = FileHandle(forReadingAtPath: streams.path + "/in")
  process.standardOutput = FileHandle(forWritingAtPath: streams.path + "/out")
  process.standardError = FileHandle(forWritingAtPath: streams.path + "/err")
  try await end(of: process)
  return Run(
    stdout: streams.read("out") ?? "", stderr: streams.read("err") ?? "", exitCode: process.terminationStatus)
}

/// Runs `assay` with all its streams on a terminal of `columns`, made by script(1).
func assayOnTerminal(
  _ arguments: String..., in folder: Folder, columns: Int = 80, environment: [String: String] = [:]
) async throws -> Run {
  let words = ([program] + arguments).map { "'\($0)'" }.joined(separator: " ")
  var run = try await run(
    ["/usr/bin/script", "-qec", "stty cols \(columns); \(words)", "/dev/null"], in: folder,
    environment: environment)
  run.stdout = run.stdout.replacingOccurrences(of: "\r\n", with: "\n")
  return run
}

/// Lets as many processes run at once as there are processors: tests start all together, and a rule's wall limit
/// would fall while a hundred processes wait for each other.
private actor Turns {
  private var free = max(2, ProcessInfo.processInfo.activeProcessorCount)
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func take() async {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
  }

  func give() {
    if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
  }
}

private let turns = Turns()

private func process(_ command: [String], in folder: Folder, _ environment: [String: String]) throws
  -> Process
{
  let process = Process()
  process.executableURL = URL(fileURLWithPath: try #require(command.first))
  process.arguments = Array(command.dropFirst())
  process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
  let own = [
    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
    "TERM": "xterm",
  ]
  process.environment = own.merging(environment) { _, new in new }
  return process
}

private func end(of process: Process) async throws {
  await turns.take()
  defer { Task { await turns.give() } }
  try await withCheckedThrowingContinuation { (waiting: CheckedContinuation<Void, any Error>) in
    process.terminationHandler = { _ in waiting.resume() }
    do { try process.run() } catch { waiting.resume(throwing: error) }
  }
}

/// A rule file that finds `The mayor said “…”` and weighs figures: small enough to know every byte of the result.
let deskRules = """
  extract "said" {
    doc   = "A source says something in quotation marks.",
    match = [[ source:(DET NOUN) cue:said content:<quotation> ]],
  }
  score "has-figure" {
    doc     = "A content with a figure can be checked.",
    on      = "claim",
    scale   = "worth",
    match   = contains "<figure>",
    points  = 1.5,
    because = "gives a figure: “{match}”",
  }
  """

/// An article with two claims for them.
let deskArticle = "The mayor said “some 40 trucks crossed”.\n\nA warden said “it is quiet”.\n"
