import LuaRuntime
import Testing

@Suite struct WatchingTests {
  @Test func everyMoveIsToldWithTheStepsBeforeIt() throws {
    var lua = try LuaState()
    let environment = try lua.makeEnvironment(.open)
    var moves: [(lines: [Int], steps: Int)] = []
    lua.watch { places, steps in moves.append((places.map(\.line), steps)) }
    try lua.beginEvaluation(limits: LuaLimits())
    _ = try lua.run(
      "local function f()\n  return 1\nend\nlocal x = f()\nreturn x", chunk: "@a", in: environment)
    // A function is made where it ends.
    #expect(moves.map(\.lines) == [[3], [4], [2, 4], [5]])
    #expect(moves.map(\.steps) == moves.map(\.steps).sorted())
    #expect(lua.stepsUsed >= moves.last?.steps ?? .max)
  }

  @Test func watchingCountsTheSameInEveryState() throws {
    func steps() throws -> Int {
      var lua = try LuaState()
      let environment = try lua.makeEnvironment(.open)
      lua.watch { _, _ in }
      try lua.beginEvaluation(limits: LuaLimits())
      _ = try lua.run("for i = 1, 1000 do local s = ('x'):rep(i) end", chunk: "@a", in: environment)
      return lua.stepsUsed
    }
    #expect(try steps() == steps())
  }

  @Test func aLimitEndsWhatIsWatched() throws {
    var lua = try LuaState()
    let environment = try lua.makeEnvironment(.open)
    lua.watch { _, _ in }
    try lua.beginEvaluation(limits: LuaLimits(steps: 1000))
    #expect(throws: LuaError.self) { _ = try lua.run("while true do end", chunk: "@a", in: environment) }
    #expect(lua.verdict == .steps)
  }

  @Test func aStateThatIsNoLongerWatchedTellsNothing() throws {
    var lua = try LuaState()
    let environment = try lua.makeEnvironment(.open)
    var count = 0
    lua.watch { _, _ in count += 1 }
    _ = try lua.run("return 1", chunk: "@a", in: environment)
    let before = count
    lua.watch(nil)
    _ = try lua.run("return 1", chunk: "@a", in: environment)
    #expect(before > 0 && count == before)
  }
}
