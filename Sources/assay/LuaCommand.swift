import Diagnostics
import ArgumentParser
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
      says how it ended: ok, error, timeout or memory.

      EXAMPLES
        assay lua script.lua
        echo 'print(2^10)' | assay lua -
        assay lua --json --memory-mib 16 --steps 1000000 a.lua b.lua

      EXIT STATUS
        0  every script came to its end
        1  a script failed or was stopped
        2  a script could not be read
      """)

  @Argument(
    help: ArgumentHelp("Lua files, or - for standard input.", valueName: "file"),
    completion: .file(extensions: ["lua"]))
  var files: [String]

  @Flag(help: "One JSON object a script: file, outcome, value, message.")
  var json = false

  @Option(
    name: .customLong("memory-mib"),
    help: ArgumentHelp("The largest the Lua heap may grow, in MiB.", valueName: "n"))
  var memory = 64

  @Option(help: ArgumentHelp("How many steps a script may take.", valueName: "n"))
  var steps = 100_000_000

  /// Wall time for what no counter can see, in seconds.
  private static let deadline = 3.0

  func validate() throws {
    guard (1...4096).contains(memory) else {
      throw ValidationError("--memory-mib: 1 to 4096 expected, got \(memory)")
    }
    guard steps > 0 else { throw ValidationError("--steps: a number above 0 expected, got \(steps)") }
  }

  func run() throws {
    var status: Int32 = 0
    for file in files {
      let source: [UInt8]
      do throws(Failure) { source = try readScript(file) } catch {
        Terminal.error(error.description + "\n")
        status = 2
        continue
      }
      let name = file == "-" ? "<stdin>" : file
      let printing = Printing(isShown: !json)
      let outcome = LuaThread.run { run(source, named: name, printing) }
      if let failure = printing.failure { throw failure }
      if outcome.name != "ok" { status = max(status, 1) }
      if json {
        try Terminal.write(outcome.record(file: name), to: 1)
      } else if outcome.name != "ok" {
        Terminal.error("assay: \(outcome.message)\n".safeLinesForTerminal)
        for frame in outcome.traceback { Terminal.error("    \(frame.safeForTerminal)\n") }
      }
    }
    if status > 0 { throw ExitCode(status) }
  }

  private func run(_ source: [UInt8], named name: String, _ printing: Printing) -> ScriptOutcome {
    let limits = LuaLimits(memory: memory << 20, steps: steps, deadline: Self.deadline)
    do throws(LuaError) {
      var lua = try LuaState(limits: limits) { printing.line($0) }
      let environment = try lua.makeEnvironment(.open)
      let script = try lua.load(source, chunk: "@" + name, in: environment)
      // The first result may be what cannot cross to Swift, so its text is made where it is.
      let trusted = try lua.makeEnvironment(.trusted)
      let describe = try lua.run(Self.describing, chunk: Self.describingChunk, in: trusted)
      guard case .function(let function)? = describe.first else { return ScriptOutcome(value: "nil") }
      let text = try lua.call(function, .function(script))
      return ScriptOutcome(value: text.first?.text ?? "nil")
    } catch {
      return ScriptOutcome(error, hiding: String(Self.describingChunk.dropFirst()))
    }
  }

  private static let describingChunk = "=assay lua"
  /// A table with a metatable is only named: its `__tostring` would run after the script's end.
  private static let describing = """
    local tostring, type, getmetatable = tostring, type, getmetatable
    return function(script)
      local value = script()
      if type(value) == "table" and getmetatable(value) ~= nil then return "table" end
      return tostring(value)
    end
    """
}

/// What becomes of the lines that a script prints.
private final class Printing {
  let isShown: Bool
  private(set) var failure: OutputError?

  init(isShown: Bool) { self.isShown = isShown }

  func line(_ line: String) {
    guard isShown, failure == nil else { return }
    do throws(OutputError) { try Terminal.out(line.safeLinesForTerminal + "\n") } catch { failure = error }
  }
}

/// How a script ended.
private struct ScriptOutcome {
  /// `ok error timeout memory`
  var name: String
  var value: String
  var message: String
  var traceback: [String] = []

  init(value: String) {
    name = "ok"
    self.value = value
    message = ""
  }

  /// - Parameter chunk: ours, which is not part of the story.
  init(_ error: LuaError, hiding chunk: String) {
    name =
      switch error.kind {
      case .memory: "memory"
      case .steps, .output, .clock, .cancelled: "timeout"
      case .syntax, .runtime, .invalid, .busy: "error"
      }
    value = "nil"
    message = error.description
    traceback = error.traceback.filter { $0.chunk != chunk }.map(\.description)
  }

  func record(file: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    for (key, text) in [("file", file), ("outcome", name), ("value", value), ("message", message)] {
      writer.name(key)
      writer.string(text)
    }
    writer.endObject()
    writer.newline()
    return writer.bytes
  }
}
