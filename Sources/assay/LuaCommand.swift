import ArgumentParser
import FoundationEssentials
import JSON
import LuaRuntime
import Scoring

struct LuaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lua",
    abstract: "Run Lua scripts in the sandbox.",
    discussion: """
      Each script gets a fresh state: standard Lua 5.4 without io, os, debug and package, under the limits of rules. \
      What it prints goes to standard output; with --json, print is counted and not shown, and one object a script \
      says how it ended.

      EXAMPLES
        assay lua script.lua
        assay lua --json --memory-mib 64 --steps 100000000 a.lua b.lua
      """)

  @Argument(help: ArgumentHelp("Lua files.", valueName: "file"), completion: .file(extensions: ["lua"]))
  var files: [String]

  @Flag(help: "One JSON object a script: file, outcome, value, message.")
  var json = false

  @Option(name: .customLong("memory-mib"), help: "The largest the Lua heap may grow, in MiB.")
  var memory = 64

  @Option(help: "How many steps a script may take.")
  var steps = 100_000_000

  /// Wall time for what no counter can see, in seconds.
  private static let deadline = 3.0

  func validate() throws {
    guard (1...4096).contains(memory) else { throw ValidationError("--memory-mib: 1 to 4096 expected, got \(memory)") }
    guard steps > 0 else { throw ValidationError("--steps: a number above 0 expected, got \(steps)") }
  }

  func run() throws {
    var allDone = true
    for file in files {
      guard let source = FileManager.default.contents(atPath: file) else {
        throw Failure("\(file): no such file, or it cannot be read")
      }
      let outcome = LuaThread.run { run([UInt8](source), named: file) }
      if outcome.name != "ok" { allDone = false }
      if json {
        outcome.print(file: file)
      } else if outcome.name != "ok" {
        Terminal.error("assay: \(outcome.report.safeForTerminal)\n")
        for frame in outcome.traceback { Terminal.error("    \(frame.safeForTerminal)\n") }
      }
    }
    if !allDone { throw ExitCode(1) }
  }

  private func run(_ source: [UInt8], named file: String) -> ScriptOutcome {
    let showsOutput = !json
    let limits = LuaLimits(memory: memory << 20, steps: steps, deadline: Self.deadline)
    do throws(LuaError) {
      var lua = try LuaState(limits: limits) { line in
        if showsOutput { Terminal.out(line.safeForTerminal + "\n") }
      }
      let environment = try lua.makeEnvironment(.open)
      let text = try lua.makeEnvironment(.trusted)
      let describe = try lua.run("return function(...) return (tostring((...))) end", chunk: "=describe", in: text)
      let results = try lua.call(try lua.load(source, chunk: "@" + file, in: environment))
      return ScriptOutcome(value: Self.text(results.first ?? .nil, describe, &lua))
    } catch {
      return ScriptOutcome(error)
    }
  }

  private static func text(_ value: LuaValue, _ describe: [LuaValue], _ lua: inout LuaState) -> String {
    switch value {
    case .nil: return "nil"
    case .boolean(let flag): return flag ? "true" : "false"
    case .integer(let number): return "\(number)"
    case .string(let text): return text
    case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
    case .number:
      guard case .function(let function)? = describe.first, let text = try? lua.call(function, value).first?.text else { return "number" }
      return text
    default: return value.typeName
    }
  }
}

/// How a script ended.
private struct ScriptOutcome {
  /// `ok error timeout memory denied`
  var name: String
  var value: String
  var message: String
  var report = ""
  var traceback: [String] = []

  init(value: String) {
    name = "ok"
    self.value = value
    message = ""
  }

  init(_ error: LuaError) {
    name =
      switch error.kind {
      case .memory: "memory"
      case .steps, .output, .clock, .cancelled: "timeout"
      case .syntax, .runtime, .invalid, .busy: "error"
      }
    value = "nil"
    message = error.description
    report = error.description
    traceback = error.traceback.map(\.description)
  }

  func print(file: String) {
    var writer = JSONWriter()
    writer.beginObject()
    for (key, text) in [("file", file), ("outcome", name), ("value", value), ("message", message)] {
      writer.name(key)
      writer.string(text)
    }
    writer.endObject()
    writer.newline()
    Terminal.write(writer.bytes, to: 1)
  }
}
