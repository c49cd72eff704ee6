// A state that went back is the state that was remembered, whatever ran in between.
import LuaRuntime
import Testing

@Suite struct GoingBackTests {
  /// A state that knows the function of `source`, remembered.
  private func remembered(
    _ source: String, limits: LuaLimits = LuaLimits()
  ) throws -> (lua: Machine, function: LuaFunction) {
    let sandbox = try Sandbox(limits: limits, goesBack: true)
    guard case .function(let function)? = try sandbox.run(source).first else {
      throw LuaError(.invalid, "the source returns no function")
    }
    #expect(sandbox.lua.remember())
    return (sandbox.lua, function)
  }

  @Test(arguments: [
    "local seen = 0 return function() seen = seen + 1 return seen end",
    "local seen = {} return function() seen[#seen + 1] = {} return #seen end",
    "return function() count = (rawget(_G, 'count') or 0) + 1 return count end",
    "local t = setmetatable({}, {}) return function() local m = getmetatable(t) m.n = (m.n or 0) + 1 return m.n end",
    "local co = coroutine.wrap(function() for i = 1, 9 do coroutine.yield(i) end end) return function() return co() end",
    "return function() string.seen = (string.seen or 0) + 1 return string.seen end",
    "local s = '' return function() s = s .. ('x'):rep(100000) return #s // 100000 end",
    "local t = {} return function() for i = 1, 60000 do t[#t + 1] = i end return #t // 60000 end",
    "local keep = {} return function() for i = 1, 3000 do keep[i] = ('s'):rep(i) end collectgarbage() return 1 end",
  ])
  func nothingThatRanIsLeft(_ source: String) throws {
    let (lua, function) = try remembered(source)
    let before = lua.memoryInUse
    func first() throws -> [LuaValue] {
      do { return try lua.call(function) } catch  where error.kind == .runtime { return [] }
    }
    let expected = try first()
    for _ in 0..<5 {
      _ = try? first()
      #expect(lua.goBack())
      #expect(lua.memoryInUse == before)
      #expect(try first() == expected)
    }
  }

  @Test func theSameCallIsChargedTheSame() throws {
    let (lua, function) = try remembered(
      """
      return function(n) local t = {} for i = 1, n do t[tostring({}) .. i] = ('x'):rep(i) end return math.random(1 << 40) end
      """)
    var seen: [(steps: Int, memory: Int, values: [LuaValue])] = []
    for _ in 0..<4 {
      try lua.beginEvaluation(limits: LuaLimits(), seed: 7)
      let values = try lua.call(function, 2_000)
      seen.append((lua.stepsUsed, lua.memoryPeak, values))
      _ = try lua.call(function, 30)
      #expect(lua.goBack())
    }
    for other in seen.dropFirst() {
      #expect(other.steps == seen[0].steps)
      #expect(other.memory == seen[0].memory)
      #expect(other.values == seen[0].values)
    }
  }

  /// The deadline was remembered too, once: five seconds into a run every state was late before it began.
  @Test func theDeadlineIsCountedFromGoingBack() throws {
    let (lua, function) = try remembered("return function() return 1 end", limits: LuaLimits(deadline: 0.5))
    let clock = ContinuousClock(), start = clock.now
    while start.duration(to: clock.now) < .milliseconds(600) {
      for _ in 0..<1_000 {
        #expect(lua.goBack())
        #expect(try lua.call(function) == [1])
      }
    }
  }

  @Test func aFunctionThatCrossedSinceIsNoLongerGood() throws {
    let (lua, function) = try remembered("return function() return function() return 1 end end")
    guard case .function(let inner)? = try lua.call(function).first else {
      Issue.record("a function expected")
      return
    }
    #expect(try lua.call(inner) == [1])
    let kept = lua.keptFunctions
    for _ in 0..<200 { _ = try lua.call(function) }
    #expect(lua.goBack())
    #expect(lua.keptFunctions == kept - 1)
    #expect(throws: LuaError.self) { try lua.call(inner) }
    #expect(try lua.call(function).count == 1)
  }

  @Test func aStateThatAVerdictSpentDoesNotGoBack() throws {
    let (lua, function) = try remembered(
      "return function() while true do end end", limits: LuaLimits(steps: 10_000))
    #expect(throws: LuaError.self) { try lua.call(function) }
    #expect(lua.isSpent)
    #expect(!lua.goBack())
  }

  @Test func onlyAStateThatWasOpenedForItIsRemembered() throws {
    let plain = try Sandbox()
    #expect(!plain.lua.remember())
    #expect(!plain.lua.goBack())
    let sandbox = try Sandbox(goesBack: true)
    #expect(!sandbox.lua.goBack())
    #expect(sandbox.lua.remember())
    #expect(!sandbox.lua.remember())
    #expect(sandbox.lua.goBack())
    // What does not fit into one stretch of memory cannot be copied back.
    let large = try Sandbox(goesBack: true)
    _ = try large.run("big = ('x'):rep(2000000)")
    #expect(!large.lua.remember())
    #expect(try large.run("return #big") == [2_000_000])
  }
}
