// What plain Lua cannot show: scripts that abuse what the host gives them, and a host that stops them.
import Foundation
import LuaRuntime
import Synchronization
import Testing

@Suite struct HostileHostTests {
  // MARK: - A lent article that is kept

  /// Ways to keep what was lent. Each sets `use`, which is called when the loan is over.
  @Test(arguments: [
    "local a = article use = function() return a.title end",
    "local s = article.sentences use = function() return #s end",
    "local s = article.sentences use = function() return s[1] end",
    "local s = article.sentences use = function() for _ in ipairs(s) do end end",
    "local t = article.sentences[1].tokens[2] use = function() return t.head.text end",
    "local s = article.sentences use = function() return table.concat(s, ',') end",
    "local s = article.sentences use = function() return table.unpack(s, 1, 2) end",
    "local t = {article} use = function() return t[1].title end",
    "local t = {[article] = true} use = function() return next(t).title end",
    "local t = setmetatable({}, {__index = article}) use = function() return t.title end",
    "local co = coroutine.wrap(function() for _, s in ipairs(article.sentences) do coroutine.yield(s.weight) end end) co() use = co",
    "local a = article use = coroutine.wrap(function() return a.sentences[1] end)",
    "local a = article use = function() return tostring(a.title) end",
  ])
  func whatWasLentIsDeadAfterItsLoan(_ keeping: String) throws {
    let reader = try ViewTests.Reader()
    let environment = try reader.lua.makeEnvironment(.open)
    try reader.lua.setGlobal("article", to: .row(LuaRow(table: 0, row: 0)), in: environment)
    _ = try reader.lua.run(keeping, chunk: "@rule.lua", in: environment)
    reader.lua.revoke()
    let useIt = "local ok, reason = pcall(use) return ok, tostring(reason)"
    let revoked = try reader.lua.run(useIt, chunk: "@later.lua", in: environment)
    #expect(revoked[0] == false && "\(revoked[1])".contains("evaluation"), "\(revoked)")
    // Another article in the same place must not come alive under the old handle.
    try reader.lend()
    let lentAnew = try reader.lua.run(useIt, chunk: "@later.lua", in: environment)
    #expect(lentAnew[0] == false, "\(lentAnew)")
    #expect(try reader.run("return article.title") == ["Ann"])
  }

  // MARK: - Errors of the host

  static var failing: HostFunction {
    HostFunction("fail") { _, _ in throw Refusal(text: "the host says no") }
  }

  struct Refusal: Error, CustomStringConvertible {
    let text: String
    var description: String { text }
  }

  /// Every way in which Lua can call a function, and catch what it raises.
  @Test(arguments: [
    "return pcall(fail)", "return pcall(pcall, fail)", "return pcall(function() fail() end)",
    "return pcall(string.gsub, 'abc', '.', fail)", "return pcall(table.sort, {2, 1}, fail)",
    "return pcall(function() return setmetatable({}, {__index = fail}).x end)",
    "return pcall(function() for _ in fail do end end)",
    "return pcall(tostring, setmetatable({}, {__tostring = fail}))",
    "return coroutine.resume(coroutine.create(fail))", "return pcall(coroutine.wrap(fail))",
    "return xpcall(fail, function(e) return e end)",
    "local ok, e = xpcall(error, function() local _, e = pcall(fail) return e end) return ok, e",
  ])
  func anErrorOfTheHostIsAnOrdinaryOne(_ source: String) throws {
    let sandbox = try Sandbox(.trusted, host: [Self.failing])
    for _ in 0..<3 {
      let results = try sandbox.run(source)
      let texts = results.map { "\($0)" }.joined(separator: " ")
      #expect(texts.contains("false") && texts.contains("the host says no"), "\(results)")
    }
    #expect(!sandbox.lua.isSpent)
  }

  @Test(arguments: ["", "\0", "\u{1B}[2J\r\n", String(repeating: "x", count: 2_000_000)])
  func anyTextOfTheHostsErrorArrives(_ text: String) throws {
    let sandbox = try Sandbox(
      .trusted, limits: LuaLimits(memory: 16 << 20),
      host: [HostFunction("fail") { _, _ in throw Refusal(text: text) }])
    #expect(
      try sandbox.run("local ok, e = pcall(fail) return ok, #e >= \(text.utf8.count)") == [false, true])
  }

  @Test func aFailureStormOfTheHostIsCounted() throws {
    let sandbox = try Sandbox(.trusted, limits: LuaLimits(steps: 100_000), host: [Self.failing])
    #expect(sandbox.error("while true do pcall(fail) end")?.kind == .steps)
  }

  @Test(arguments: [
    "while true do pcall(spend) end", "coroutine.wrap(function() while true do pcall(spend) end end)()",
    "('x'):rep(1000):gsub('x', function() pcall(spend) end)",
    "for _ in function() pcall(spend) return 1 end do end",
  ])
  func aHostFunctionThatKeepsOnAfterTheBudgetGainsNothing(_ source: String) throws {
    let calls = Mutex(0)
    let sandbox = try Sandbox(
      .trusted, limits: LuaLimits(steps: 10_000),
      host: [
        HostFunction("spend") { call, _ in
          calls.withLock { $0 += 1 }
          try? call.charge(6_000)
          try? call.charge(6_000)
          return "survived"
        }
      ])
    #expect(sandbox.error(source)?.kind == .steps)
    #expect(calls.withLock { $0 } == 1)
  }

  // MARK: - Re-entry

  /// A state cannot be called from its own host function: it is not copyable and calling it is mutating, so
  /// that does not compile. Another state can, and neither sees the other's budget, loan or verdict.
  @Test func aHostFunctionMayRunAnotherState() throws {
    let inner = HostFunction("inner") { _, arguments in
      guard case .string(let source)? = arguments.first else { return .nil }
      let sandbox = try Sandbox(limits: LuaLimits(steps: 10_000, deadline: 5))
      return sandbox.error(source).map { .string("\($0.kind)") } ?? .string("fine")
    }
    let sandbox = try Sandbox(.trusted, limits: LuaLimits(steps: 1_000_000, deadline: 30), host: [inner])
    let source = """
      local first, second = inner("while true do end"), inner("return 1")
      local ok, third = coroutine.resume(coroutine.create(function() return inner("error('x')") end))
      return first, second, third
      """
    #expect(try sandbox.run(source) == ["steps", "fine", "runtime"])
    #expect(!sandbox.lua.isSpent && sandbox.lua.stepsUsed < 10_000)
  }

  @Test func functionsOfAnotherStateAreRefused() throws {
    let one = try Sandbox()
    let two = try Sandbox()
    let foreign = try one.lua.load("return 1", chunk: "=one", in: one.environment)
    #expect(throws: LuaError.self) { try two.lua.call(foreign) }
    let own = try two.lua.load("return ...", chunk: "=two", in: two.environment)
    #expect(throws: LuaError.self) { try two.lua.call(own, .list([.record(["f": .function(foreign)])])) }
    #expect(throws: LuaError.self) { try two.lua.setGlobal("f", to: .function(foreign), in: two.environment) }
    #expect(throws: LuaError.self) { try two.lua.load("return 1", chunk: "=x", in: one.environment) }
  }

  // MARK: - Another thread

  /// Wherever the work is done: in instructions, in a coroutine, inside of one call of C.
  @Test(
    arguments: [
      "begin() while true do end", "begin() while true do pcall(function() while true do end end) end",
      "coroutine.wrap(function() begin() while true do pcall(coroutine.wrap(function() while true do end end)) end end)()",
      "begin() return ('a'):rep(100000):find('.-.-.-.-b')",
      "begin() table.sort({3, 2, 1}, function() while true do end end)",
      "begin() while true do local s = ('x'):rep(1 << 20) end",
      "begin() local t = {} for i = 1, 1e5 do t[i] = i end while true do table.concat(t, ',') end",
    ], [false, true])
  func aCancelReachesRunningWork(_ source: String, deferred: Bool) throws {
    let begun = DispatchSemaphore(value: 0)
    let cancellation = LuaCancellation()
    let sandbox = try Sandbox(
      .trusted, limits: LuaLimits(steps: 0, deferred: deferred),
      host: [
        HostFunction("begin") { _, _ in
          begun.signal()
          return .nil
        }
      ], cancellation: cancellation)
    Thread.detachNewThread {
      begun.wait()
      cancellation.cancel()
    }
    #expect(sandbox.error(source)?.kind == .cancelled)
    #expect(sandbox.error("return 1")?.kind == .cancelled)
  }

  @Test func theDeadlineEndsAPatternThatIsOneInstruction() throws {
    let sandbox = try Sandbox(limits: LuaLimits(steps: 0, deadline: 0.2))
    #expect(sandbox.error("return pcall(string.find, ('a'):rep(100000), '.-.-.-.-b')")?.kind == .clock)
  }

  @Test func manyThreadsRunAndCancelStatesOfTheirOwn() async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<16 {
        group.addTask {
          let cancellation = LuaCancellation()
          let sandbox = try Sandbox(
            limits: LuaLimits(steps: 200_000, deadline: 60), cancellation: cancellation)
          if number % 4 == 0 { cancellation.cancel() }
          let kind = sandbox.error("while true do pcall(string.find, ('a'):rep(50), '.-.-b') end")?.kind
          #expect(kind == (number % 4 == 0 ? .cancelled : .steps))
        }
      }
      try await group.waitForAll()
    }
  }

  // MARK: - After a verdict

  /// Each leaves something that would run if anything still could: `ran` is the host's witness.
  @Test(arguments: [
    "pcall(spin) ran()", "xpcall(spin, function() ran() end)",
    "coroutine.resume(coroutine.create(spin)) ran()",
    "xpcall(function() xpcall(spin, ran) end, ran)",
    "pcall(function() return setmetatable({}, {__index = function() pcall(spin) ran() end}).x end) ran()",
    "pcall(error, setmetatable({}, {__tostring = function() pcall(spin) ran() return 'x' end})) tostring(setmetatable({}, {__tostring = function() pcall(spin) ran() return 'x' end}))",
    "error(setmetatable({}, {__tostring = function() pcall(spin) ran() return 'x' end}))",
    "('x'):gsub('x', function() pcall(spin) ran() end) ran()",
    "table.sort({2, 1}, function() pcall(spin) ran() return true end)",
    "for _ in pairs(setmetatable({}, {__pairs = function() pcall(spin) ran() return next, {} end})) do ran() end",
    "for _ in coroutine.wrap(function() pcall(spin) ran() coroutine.yield(1) end) do ran() end",
    "local ok = pcall(load, 'x' .. (' '):rep(300000)) pcall(load, (' '):rep(300000)) ran()",
    "print(setmetatable({}, {__tostring = function() pcall(spin) ran() return 'x' end}))",
  ])
  func nothingOfTheScriptRunsOnceTheBudgetIsSpent(_ source: String) throws {
    let witnessed = Mutex(0)
    let sandbox = try Sandbox(
      .trusted, limits: LuaLimits(steps: 50_000),
      host: [
        HostFunction("ran") { _, _ in
          witnessed.withLock { $0 += 1 }
          return .nil
        }
      ],
      output: { _ in witnessed.withLock { $0 += 1 } })
    #expect(sandbox.error("local function spin() while true do end end " + source)?.kind == .steps)
    #expect(sandbox.error("ran()")?.kind == .steps)
    #expect(throws: LuaError.self) { try sandbox.lua.setGlobal("x", to: 1, in: sandbox.environment) }
    #expect(witnessed.withLock { $0 } == 0)
  }
}
