// What ends a call that does not end by itself, and that nothing in Lua can keep it from ending.
import Foundation
import LuaRuntime
import Synchronization
import Testing

@Suite struct BudgetTests {
  static let small = LuaLimits(memory: 8 << 20, steps: 200_000, output: 1_000)

  @Test(arguments: [
    "while true do end",
    "while true do pcall(function() while true do end end) end",
    "local s = setmetatable({}, {__index = function(t, k) while true do end end}) return s.x",
    "while true do coroutine.wrap(function() for i = 1, 100 do end end)() end",
    "for i = 1, 1e9 do local s = string.rep('a', 60000) end",
    "local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end",
    "table.sort({3, 2, 1}, function() while true do end end)",
    "('x'):gsub('x', function() while true do end end)",
    "return tostring(setmetatable({}, {__tostring = function() while true do end end}))",
    "for _ in pairs(setmetatable({}, {__pairs = function() while true do end end})) do end",
    "xpcall(error, function() while true do end end)",
    "load(string.rep(' ', 900000)) load(string.rep(' ', 900000)) return 'x'",
    "return select('#', string.byte(string.rep('x', 900000), 1, -1)) + select('#', table.unpack({}, 1, 900000))",
    "local t = {} for i = 1, 1e6 do t[#t + 1] = i; next(t) end",
    "return ('a'):rep(3000):find(('a?'):rep(150) .. ('a'):rep(3000))",
    "return #table.concat({}, ',', 1, 1e15)",
  ])
  func aRunawayScriptIsEndedBySteps(_ source: String) throws {
    let sandbox = try Sandbox(limits: Self.small)
    let error = sandbox.error(source)
    #expect(error?.kind == .steps, "\(String(describing: error))")
    #expect(sandbox.lua.isSpent)
    #expect(sandbox.lua.verdict == .steps)
    #expect(sandbox.error("return 1")?.kind == .steps)
    #expect(sandbox.error("return 1")?.message == "limit of 200000 steps reached")
  }

  @Test(arguments: [
    "local t = {} while true do t[#t + 1] = {} end", "return string.rep('a', 1 << 28)",
    "local s = 'x' while true do s = s .. s end", "pcall(string.rep, 'a', 1 << 28) return 'survived'",
    "local t = {} pcall(function() while true do t[#t + 1] = {} end end) return 'survived'",
    "local t = {} while true do t[#t + 1] = coroutine.create(print) end",
    "local t = {} while true do t[#t + 1] = tostring(#t) .. 'text' end",
    "local t = {} for i = 1, 1e6 do t['k' .. i] = i end",
    "local t = {} xpcall(function() while true do t[#t + 1] = {} end end, function() t = nil return 'handled' end) return 'survived'",
    "local t = {} coroutine.wrap(function() pcall(function() while true do t[#t + 1] = {} end end) end)() return 'survived'",
    "local t = {} for i = 1, 40 do t[i] = string.rep('x', 1 << 18) .. i end return 'survived'",
  ])
  func aGreedyScriptIsEndedByMemory(_ source: String) throws {
    let sandbox = try Sandbox(limits: LuaLimits(memory: 8 << 20, steps: 0))
    let error = sandbox.error(source)
    #expect(error?.kind == .memory, "\(String(describing: error))")
    #expect(sandbox.lua.isSpent)
    #expect(sandbox.lua.memoryPeak < 12 << 20)
  }

  @Test(arguments: [
    "for i = 1, 200000 do local t = {i} end return 'done'",
    "for i = 1, 2000 do local s = ('x'):rep(100000) end return 'done'",
    "local s for i = 1, 100000 do s = 'k' .. i end return 'done'",
    "for i = 1, 20000 do coroutine.wrap(function() end)() end return 'done'",
    "for i = 1, 300 do local t = {} for j = 1, 3000 do t[j] = j end end return 'done'",
    "for i = 1, 1000 do local s = ('x'):rep(50000):gsub('x', 'yy') end return 'done'",
  ])
  func garbageAloneNeverReachesTheCap(_ source: String) throws {
    let sandbox = try Sandbox(limits: LuaLimits(memory: 1 << 20, steps: 0))
    #expect(try sandbox.run(source) == ["done"])
  }

  @Test func printedBytesAreCountedAndCapped() throws {
    let lines = Mutex<[String]>([])
    let sandbox = try Sandbox(limits: Self.small, output: { line in lines.withLock { $0.append(line) } })
    _ = try sandbox.run("print('a', 1, nil, true) print() print(2.5)")
    #expect(lines.withLock { $0 } == ["a\t1\tnil\ttrue", "", "2.5"])
    #expect(sandbox.lua.outputUsed == 18)
    #expect(
      sandbox.error("pcall(function() while true do print(('x'):rep(100)) end end) return 1")?.kind == .output
    )
    #expect(lines.withLock { $0.count } == 3 + 9)
  }

  @Test func aCancelBeforeTheCallIsNotLost() throws {
    let cancellation = LuaCancellation()
    let sandbox = try Sandbox(cancellation: cancellation)
    let main = try sandbox.lua.load("return 1", chunk: "=main", in: sandbox.environment)
    cancellation.cancel()
    #expect(throws: LuaError(.cancelled, "cancelled")) { try sandbox.lua.call(main) }
    #expect(sandbox.lua.verdict == .cancelled)
  }

  /// Opening a state looks at the cancellation, too; a state that was not opened for it was told to lack memory.
  @Test func aCancelBeforeThereIsAStateIsNoLackOfMemory() throws {
    let cancellation = LuaCancellation()
    cancellation.cancel()
    #expect(throws: LuaError(.cancelled, "cancelled")) { _ = try LuaState(cancellation: cancellation) }
  }

  // The canceller is a thread, not a task: a call that does not end occupies a thread of the pool.
  @Test(arguments: [false, true]) func anotherThreadCancelsARunningCall(deferred: Bool) throws {
    let cancellation = LuaCancellation()
    let sandbox = try Sandbox(limits: LuaLimits(steps: 0, deferred: deferred), cancellation: cancellation)
    let canceller = Canceller(cancellation)
    Thread.detachNewThread { canceller.wait() }
    let error = sandbox.error("while true do pcall(function() while true do end end) end")
    #expect(error?.kind == .cancelled)
  }

  @Test(arguments: [
    "while true do end", "while true do pcall(function() while true do end end) end",
    "while true do coroutine.wrap(function() for i = 1, 1000 do end end)() end",
    "local a, b = ('x'):rep(1 << 20), ('x'):rep(1 << 20) while true do local c = a == b end",
  ])
  func theDeadlineEndsWhatStepsDoNot(_ source: String) throws {
    let sandbox = try Sandbox(limits: LuaLimits(steps: 0, deadline: 0.1))
    let start = ContinuousClock.now
    #expect(sandbox.error(source)?.kind == .clock)
    #expect(ContinuousClock.now - start < .seconds(2))
  }

  @Test func hostFunctionsChargeAndCannotSwallowTheVerdict() throws {
    let sandbox = try Sandbox(
      .trusted, limits: LuaLimits(steps: 10_000),
      host: [
        HostFunction("work") { call, _ in
          try? call.charge(4_000); return "worked"
        }
      ])
    #expect(try sandbox.run("return work()") == ["worked"])
    #expect(sandbox.lua.stepsUsed >= 4_000 && sandbox.lua.stepsUsed < 5_000)
    #expect(sandbox.error("return pcall(function() work() work() return 'survived' end)")?.kind == .steps)
  }

  @Test func anEvaluationBeginsWithFullBudgetsAndTheSameChance() throws {
    let sandbox = try Sandbox(limits: Self.small)
    let work = try sandbox.lua.load(
      "for i = 1, 20000 do end return math.random(1000), tostring({}), tostring(print)", chunk: "=work",
      in: sandbox.environment)
    var seen: [[LuaValue]] = []
    for _ in 0..<20 {
      try sandbox.lua.beginEvaluation(limits: Self.small, seed: 7)
      seen.append(try sandbox.lua.call(work))
    }
    #expect(Set(seen).count == 1)
    #expect(seen[0][1] == "table: 1" && seen[0][2] == "function: 2")
    try sandbox.lua.beginEvaluation(limits: Self.small, seed: 8)
    #expect(try sandbox.lua.call(work)[0] != seen[0][0])
  }

  @Test func stepsAndBytesAreTheSameInEveryRun() throws {
    let source = """
      local t, out = {}, {}
      for i = 1, 3000 do t['key' .. i] = {i}; if i % 3 == 0 then t['key' .. (i - 1)] = nil end end
      for k, v in pairs(t) do out[#out + 1] = k:gsub('%d', '%0%0') .. tostring(v[1] / 7) end
      table.sort(out)
      return #table.concat(out, ',')
      """
    var seen: Set<[Int]> = []
    for _ in 0..<5 {
      let sandbox = try Sandbox()
      _ = try sandbox.run(source)
      seen.insert([sandbox.lua.stepsUsed, sandbox.lua.memoryPeak, sandbox.lua.memoryInUse])
    }
    #expect(seen.count == 1, "\(seen)")
  }

  @Test func shortCallsAddUp() throws {
    let sandbox = try Sandbox(limits: LuaLimits(steps: 100_000))
    let step = try sandbox.lua.load(
      "local x = 1 x = x + 1 x = x + 1 return x", chunk: "=step", in: sandbox.environment)
    var calls = 0
    while calls < 100_000, (try? sandbox.lua.call(step)) != nil { calls += 1 }
    #expect(calls < 40_000)
    #expect(sandbox.lua.verdict == .steps)
  }

  @Test func aLargeRehashIsRefused() throws {
    let sandbox = try Sandbox(limits: LuaLimits(memory: 0, steps: 0))
    #expect(sandbox.error("local t = {} for i = 1, 1e6 do t['k' .. i] = true end")?.kind == .memory)
  }

  @Test(arguments: [
    ("while true do end", LuaError.Kind.clock),
    ("while true do pcall(function() while true do end end) end", .clock),
    ("local co = coroutine.wrap(function() while true do end end) pcall(co) return 1", .clock),
    ("local t = {} while true do t[#t + 1] = {} end", .memory),
    ("while true do local s = ('x'):rep(100000) end", .steps),
    ("return ('a'):rep(400):find('.-.-.-b')", .steps),
  ])
  func withoutTheStandingHookTheLimitsStillHold(_ source: String, _ kind: LuaError.Kind) throws {
    // What the clock does not end must not meet it on a busy machine.
    let limits = LuaLimits(
      memory: 8 << 20, steps: 2_000_000, deadline: kind == .clock ? 0.3 : 60, deferred: true)
    let sandbox = try Sandbox(limits: limits)
    #expect(sandbox.error(source)?.kind == kind)
    #expect(sandbox.error("return 1")?.kind == kind)
  }

  @Test func withoutTheStandingHookInstructionsAreNotCounted() throws {
    let sandbox = try Sandbox(limits: LuaLimits(steps: 10_000, deadline: 30, deferred: true))
    #expect(try sandbox.run("local n = 0 for i = 1, 1000000 do n = n + i end return n") == [500_000_500_000])
    #expect(sandbox.lua.stepsUsed < 10_000)
  }

  @Test func garbageIsCollectedWithoutTheStandingHook() throws {
    let sandbox = try Sandbox(limits: LuaLimits(memory: 1 << 20, steps: 0, deferred: true))
    #expect(try sandbox.run("for i = 1, 100000 do local t = {i, {}} end return 'done'") == ["done"])
  }
}

/// Cancels after a moment.
final class Canceller: Sendable {
  let cancellation: LuaCancellation
  init(_ cancellation: LuaCancellation) { self.cancellation = cancellation }
  func wait() {
    Thread.sleep(forTimeInterval: 0.05)
    cancellation.cancel()
  }
}
