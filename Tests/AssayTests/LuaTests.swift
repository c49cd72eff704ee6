import JSON
import Testing

/// `assay lua`: the sandbox by hand.
@Suite struct LuaTests {
  @Test func whatAScriptPrintsGoesToStandardOutput() async throws {
    let folder = try Folder(["a.lua": "print('a', 1, nil) print('b')"])
    let run = try await assay("lua", "a.lua", in: folder)
    #expect(run.stdout == "a\t1\tnil\nb\n")
    #expect(run.stderr == "")
    #expect(run.exitCode == 0)
  }

  @Test func bytesThatCouldSteerATerminalArePrintedAsSigns() async throws {
    let folder = try Folder(["a.lua": #"print("\27[31m\7 \xFF \u{202E}x\u{9B}2J\rback")"#])
    let run = try await assay("lua", "a.lua", in: folder)
    #expect(run.stdout == "␛[31m␇ \u{FFFD} \u{FFFD}x\u{FFFD}2J back\n")
  }

  @Test func aScriptFromStandardInputIsCalledSo() async throws {
    let run = try await assay("lua", "--json", "-", in: try Folder(), stdin: "return 6 * 7")
    #expect(run.stdout == #"{"file":"<stdin>","outcome":"ok","value":"42","message":""}"# + "\n")
    #expect(run.exitCode == 0)
  }

  struct Outcome: CustomTestStringConvertible, Sendable {
    var script: String
    var outcome = "ok"
    var value = "nil"
    var message = ""
    var testDescription: String { script }
  }

  @Test(arguments: [
    Outcome(script: ""),
    Outcome(script: "return nil, 5"),
    Outcome(script: "return 'a', 'b'", value: "a"),
    Outcome(script: "return true", value: "true"),
    Outcome(script: "return 2^53", value: "9.007199254741e+15"),
    Outcome(script: "return 1e100 // 1", value: "1e+100"),
    Outcome(script: "return 10 // 3", value: "3"),
    Outcome(script: "return -0.0", value: "-0.0"),
    Outcome(script: #"return "\xFFa""#, value: "\u{FFFD}a"),
    Outcome(script: "return {}", value: "table: 1"),
    Outcome(script: "local t = {} t.t = t return t", value: "table: 1"),
    Outcome(
      script: "return setmetatable({}, {__tostring = function() while true do end end})", value: "table"),
    Outcome(script: "print(('x'):rep(100)) return 1", value: "1"),
    Outcome(script: "error('no', 0)", outcome: "error", message: "s.lua:1: no"),
    Outcome(script: "\nerror('no')", outcome: "error", message: "s.lua:2: no"),
    Outcome(script: "x = = 1", outcome: "error", message: "s.lua:1: unexpected symbol near '='"),
    Outcome(
      script: "local x = nil; return x.y", outcome: "error",
      message: "s.lua:1: attempt to index a nil value (local 'x')"),
    Outcome(
      script: "while true do end", outcome: "timeout", message: "s.lua:1: limit of 100000 steps reached"),
  ]) func jsonSaysHowAScriptEnded(_ outcome: Outcome) async throws {
    let folder = try Folder(["s.lua": outcome.script])
    let run = try await assay("lua", "--json", "--steps", "100000", "s.lua", in: folder)
    let record = try #require(try run.records().first?.object)
    #expect(record.members.map(\.name) == ["file", "outcome", "value", "message"])
    #expect(record["file"]?.string == "s.lua")
    #expect(record["outcome"]?.string == outcome.outcome)
    #expect(record["value"]?.string == outcome.value)
    #expect(record["message"]?.string == outcome.message)
    #expect(run.stdout.split(separator: "\n").count == 1)
    #expect(run.stderr == "")
    #expect(run.exitCode == (outcome.outcome == "ok" ? 0 : 1))
  }

  @Test func memoryThatRunsOutIsAnOutcomeOfItsOwn() async throws {
    let folder = try Folder(["s.lua": "local t = {} for i = 1, 1e7 do t[i] = {i} end"])
    let run = try await assay("lua", "--json", "--memory-mib", "2", "s.lua", in: folder)
    #expect(try run.records().first?.object?["outcome"]?.string == "memory")
    #expect(run.exitCode == 1)
  }

  @Test func anErrorIsOneLineAndTheCallsThatLedToIt() async throws {
    let folder = try Folder(["e.lua": "local function f()\n  error('too tall')\nend\nf()"])
    let run = try await assay("lua", "e.lua", in: folder)
    #expect(run.stdout == "")
    #expect(
      run.stderr
        == "assay: e.lua:2: too tall\n    [C]: in error\n    e.lua:2: in f\n    e.lua:4: in main chunk\n")
    #expect(run.exitCode == 1)
  }

  @Test func eachScriptGetsAFreshState() async throws {
    let folder = try Folder(["a.lua": "x = 1", "b.lua": "print(x)"])
    let run = try await assay("lua", "a.lua", "b.lua", in: folder)
    #expect(run.stdout == "nil\n")
  }

  @Test func aFileThatCannotBeReadIsOneLineAndTheOthersRun() async throws {
    let folder = try Folder(["b.lua": "return 1"])
    let run = try await assay("lua", "--json", "a.lua", ".", "b.lua", in: folder)
    #expect(run.stdout == #"{"file":"b.lua","outcome":"ok","value":"1","message":""}"# + "\n")
    #expect(run.stderr == "assay: a.lua: no such file or directory\nassay: .: is a directory\n")
    #expect(run.exitCode == 2)
  }

  @Test func aReaderThatGoesAwayEndsTheScriptQuietly() async throws {
    let folder = try Folder(["a.lua": "for i = 1, 200000 do print(i) end"])
    let run = try await shell("assay lua a.lua | head -1; echo ${PIPESTATUS[0]}", in: folder)
    #expect(run.stdout == "1\n0\n")
    #expect(run.stderr == "")
  }
}
