// A Lua state with the words of `authoring.lua` in it.

import LuaRuntime

/// A Lua state that understands rule files.
final class AuthoringState {
  /// How tracebacks call the host's own file.
  static let chunk = "authoring.lua"
  /// The file, compiled: the state of every article loads it.
  private static let words = LuaCode(Array(AuthoringReference.prelude.utf8), chunk: "@" + chunk)

  var lua: LuaState
  let host: AuthoringHost
  private let words: [String: LuaValue]
  private let coverage: LineCoverage?
  private let limits: RuleLimits
  private var environments: [String: LuaEnvironment] = [:]

  init(
    _ limits: RuleLimits, _ coverage: LineCoverage? = nil, _ interrupt: RuleInterrupt? = nil,
    goesBack: Bool = false
  ) throws(LuaError) {
    self.coverage = coverage
    let host = AuthoringHost()
    self.host = host
    self.limits = limits
    lua = try LuaState(
      limits: limits.forLua, schema: ArticleSchema.schema, host: host.functions,
      goesBack: goesBack, cancellation: interrupt?.cancellation ?? LuaCancellation(),
      output: { [unowned host] line in host.listener?(line) })
    let trusted = try lua.makeEnvironment(.trusted)
    let prelude =
      if let words = Self.words {
        try lua.load(words, in: trusted)
      } else {
        try lua.load(AuthoringReference.prelude, chunk: "@" + Self.chunk, in: trusted)
      }
    let results = try lua.call(prelude, arguments: [])
    var words = results.first?.fields ?? [:]
    if let coverage {
      host.covered = coverage.note
      words[LineCoverage.word] = try lua.call(
        try lua.load("return function(n) covered(n) end", chunk: "=coverage", in: trusted), arguments: []
      ).first
    }
    self.words = words
  }

  /// Runs a rule file in the environment of its pack. The host has what it declared, up to an error.
  ///
  /// Each file has the whole budget: what a pack of a thousand files may do must not depend on how many came before, and a
  /// busy machine must not end one by the clock.
  ///
  /// - Parameter code: the file, compiled, where it is at hand.
  func run(_ file: PackSource.File, of pack: PackSource, compiled code: LuaCode? = nil) throws(LuaError) {
    try lua.beginEvaluation(limits: limits.forLua)
    let environment = try environment(of: pack)
    let chunk =
      if let code, coverage == nil {
        try lua.load(code, in: environment)
      } else {
        try lua.load(coverage?.noting(file) ?? file.bytes, chunk: "@" + file.displayPath, in: environment)
      }
    defer { lua.release(.function(chunk)) }
    lua.withhold(pack.withheld)
    _ = host.takeDeclared()
    _ = try lua.call(chunk, arguments: [])
  }

  /// An environment for somebody who tries things out: globals may be set, and nothing can be declared.
  func makeConsoleEnvironment() throws(LuaError) -> LuaEnvironment {
    let verbs = ["extract", "score", "scale", "test", "expect"]
    return try lua.makeEnvironment(.open, globals: words.filter { !verbs.contains($0.key) })
  }

  private func environment(of pack: PackSource) throws(LuaError) -> LuaEnvironment {
    if let known = environments[pack.name] { return known }
    let made = try lua.makeEnvironment(.strict, globals: words)
    environments[pack.name] = made
    return made
  }
}

extension RuleLimits {
  var forLua: LuaLimits {
    LuaLimits(
      memory: memory, steps: steps, output: steps == 0 ? 0 : 1 << 20, deadline: seconds, deferred: steps == 0)
  }
}

extension PackSource {
  /// What the pack did not ask for.
  var withheld: LuaState.Withheld {
    guard let capabilities else { return [] }
    var withheld: LuaState.Withheld = []
    if !capabilities.contains(.log) { withheld.insert(.print) }
    if !capabilities.contains(.random) { withheld.insert(.random) }
    return withheld
  }

  /// The full name of a lexicon as a rule of this pack calls it.
  func lexiconName(_ name: String) -> String { name.contains("/") ? name : "\(self.name)/\(name)" }
}
