// What the tests share. The test macros copy what they look at, and a state cannot be copied: so
// tests hold it in a box that passes everything on.
import LuaRuntime

/// A state in a box.
final class Machine {
  var state: LuaState

  init(_ state: consuming LuaState) { self.state = state }

  convenience init(
    limits: LuaLimits = LuaLimits(), schema: ViewSchema? = nil, host: [HostFunction] = [],
    goesBack: Bool = false, cancellation: LuaCancellation = LuaCancellation(),
    output: @escaping (String) -> Void = { _ in }
  ) throws(LuaError) {
    self.init(
      try LuaState(
        limits: limits, schema: schema, host: host, goesBack: goesBack, cancellation: cancellation,
        output: output))
  }

  var isSpent: Bool { state.isSpent }
  var verdict: LuaError.Kind? { state.verdict }
  var stepsUsed: Int { state.stepsUsed }
  var outputUsed: Int { state.outputUsed }
  var memoryPeak: Int { state.memoryPeak }
  var memoryInUse: Int { state.memoryInUse }
  var keptFunctions: Int { state.keptFunctions }

  func makeEnvironment(_ kind: LuaEnvironment.Kind, globals: [String: LuaValue] = [:]) throws(LuaError)
    -> LuaEnvironment
  { try state.makeEnvironment(kind, globals: globals) }

  func setGlobal(_ name: String, to value: LuaValue, in environment: LuaEnvironment) throws(LuaError) {
    try state.setGlobal(name, to: value, in: environment)
  }

  func load(_ source: String, chunk: String, in environment: LuaEnvironment) throws(LuaError) -> LuaFunction {
    try state.load(source, chunk: chunk, in: environment)
  }

  func load(_ code: LuaCode, in environment: LuaEnvironment) throws(LuaError) -> LuaFunction {
    try state.load(code, in: environment)
  }

  func call(_ function: LuaFunction, _ arguments: LuaValue...) throws(LuaError) -> [LuaValue] {
    try state.call(function, arguments: arguments)
  }

  func run(_ source: String, chunk: String, in environment: LuaEnvironment) throws(LuaError) -> [LuaValue] {
    try state.run(source, chunk: chunk, in: environment)
  }

  func release(_ value: LuaValue) { state.release(value) }

  func beginEvaluation(limits: LuaLimits, seed: UInt64) throws(LuaError) {
    try state.beginEvaluation(limits: limits, seed: seed)
  }

  func lend(
    owner: AnyObject?, fill: LuaLoan.Fill? = nil, _ describe: (borrowing LuaLoan) -> Void
  ) throws(LuaError) { try state.lend(owner: owner, fill: fill, describe) }

  func remember() -> Bool { state.remember() }
  func goBack() -> Bool { state.goBack() }
  func revoke() { state.revoke() }
  func failAllocations(after count: Int?) { state.failAllocations(after: count) }
  func forgiveVerdict() { state.forgiveVerdict() }
  func exposeStockStrings() throws(LuaError) { try state.exposeStockStrings() }
}

/// A state with an environment, for tests that need no more.
struct Sandbox {
  let lua: Machine
  let environment: LuaEnvironment

  init(
    _ kind: LuaEnvironment.Kind = .open, limits: LuaLimits = LuaLimits(), schema: ViewSchema? = nil,
    host: [HostFunction] = [], goesBack: Bool = false, cancellation: LuaCancellation = LuaCancellation(),
    output: @escaping (String) -> Void = { _ in }
  ) throws {
    lua = try Machine(
      limits: limits, schema: schema, host: host, goesBack: goesBack, cancellation: cancellation,
      output: output)
    environment = try lua.makeEnvironment(kind)
  }

  func run(_ source: String, chunk: String = "@test.lua") throws(LuaError) -> [LuaValue] {
    try lua.run(source, chunk: chunk, in: environment)
  }

  /// The error of `source`, nil when it has none.
  func error(_ source: String, chunk: String = "@test.lua") -> LuaError? {
    do {
      _ = try run(source, chunk: chunk)
      return nil
    } catch {
      return error
    }
  }
}
